"""Possible matches: both sides beside one another, and a person decides."""

from flask import Blueprint

from shared import letters, web
from shared.accounts.sign_in import current_actor
from shared.letters import files, lists
from shared.letters.matching import evidence, finding
from shared.records import permissions
from staff import answers, listing
from staff.acting import acting
from staff.acting.acts import MATCH

blueprint = Blueprint("matches", __name__)


@blueprint.get("/matches")
@web.requires("match.read", "S45")
def index() -> web.Answer:
    """What waits for a decision, and what was decided otherwise and may be compared again."""
    actor = current_actor()
    return web.answer(
        "staff/letters/matches.html", page=lists.matches_in(actor, listing.place(), "proposed"),
        others=lists.matches_in(
            actor, listing.place("others_"), "declined_before", "refused", "undone"
        ),
        flow=letters.MATCH, strength=evidence.strength,
    )  # fmt: skip


@blueprint.get("/matches/<subject>")
@web.requires("match.read", "S45")
def show(subject: str) -> web.Answer:
    """One possible match."""
    actor = current_actor()
    match = permissions.get_for(actor, "match", subject)
    return web.answer(
        "staff/letters/match.html", file=files.read_match(actor, match), match=match,
        wrote=answers, flow=letters.MATCH, delivery_flow=letters.DELIVERY,
        buttons=acting.buttons(MATCH, actor, match), earlier=finding.earlier(match),
    )  # fmt: skip
