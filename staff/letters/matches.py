"""Possible matches: both sides beside one another, and a person decides."""

from flask import Blueprint, request
from flask_babel import gettext

from shared import permissions, web
from shared.letters import files, matching
from shared.signin import current_actor
from shared.workflow import Refused
from staff import wrote

blueprint = Blueprint("matches", __name__)


@blueprint.get("/matches")
@web.requires("match.read", "S45")
def index() -> web.Answer:
    """What waits for a decision."""
    rows = files.open_matches(current_actor())
    return web.answer("staff/letters/matches.html", rows=rows, strength=matching.strength)


def _page(subject: str, status: int = 200, refused: str = "") -> web.Answer:
    actor = current_actor()
    match = permissions.get_for(actor, "match", subject)
    file = files.read_match(actor, match)
    return web.answer(
        "staff/letters/match.html", status=status, file=file, match=match, refused=refused,
        wrote=wrote,
    )  # fmt: skip


@blueprint.get("/matches/<subject>")
@web.requires("match.read", "S45")
def show(subject: str) -> web.Answer:
    """One possible match."""
    return _page(subject)


@blueprint.post("/matches/<subject>")
@web.requires("match.read", "S45")
def decide(subject: str) -> web.Answer:
    """They belong together, or not."""
    actor = current_actor()
    match = permissions.get_for(actor, "match", subject)
    decision = request.form.get("decision", "")
    try:
        if decision == "confirm":
            delivery = matching.confirm(actor, match)
            return web.see_other("deliveries.show", subject=delivery.id, said="matched")
        if decision == "refuse":
            matching.refuse(actor, match)
            return web.see_other("matches.index", said="refused")
    except Refused as refused:
        return _page(subject, 409, gettext(refused.sentence))
    return _page(subject, 422, gettext("Choose whether they belong together."))
