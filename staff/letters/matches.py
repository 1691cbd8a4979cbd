"""Possible matches: both sides beside one another, and a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, letters, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.letters import files, lists
from shared.letters.matching import evidence, finding
from shared.records import permissions, workflow
from shared.records.workflow import NotPermitted, Refused
from staff import answers, listing

if TYPE_CHECKING:
    from shared.records.models import Match

blueprint = Blueprint("matches", __name__)

DECIDED = N_("This was already decided.")


class OwnAccord(forms.Form):
    """Who declined a letter is not asked of it again, unless they ask."""

    own_accord = forms.Tick(_("The person asked about this letter on their own"))


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


def _page(subject: str, form: OwnAccord, status: int = 200, refused: str = "") -> web.Answer:
    actor = current_actor()
    match = permissions.get_for(actor, "match", subject)
    rows = workflow.actions_for(letters.MATCH, actor, match)
    return web.answer(
        "staff/letters/match.html", status=status, file=files.read_match(actor, match),
        match=match, form=form, refused=refused, wrote=answers, rows=rows, flow=letters.MATCH,
        delivery_flow=letters.DELIVERY, earlier=finding.earlier(match),
    )  # fmt: skip


@blueprint.get("/matches/<subject>")
@web.requires("match.read", "S45")
def show(subject: str) -> web.Answer:
    """One possible match."""
    return _page(subject, OwnAccord(formdata=None))


@blueprint.post("/matches/<subject>")
@web.requires("match.read", "S45")
@web.reshows
def decide(subject: str) -> web.Answer:
    """They belong together, or not; or they are compared again."""
    actor, form = current_actor(), OwnAccord()
    match = permissions.get_for(actor, "match", subject)
    form.validate_on_submit()
    try:
        return _decided(match, request.form.get("decision", ""), form)
    except Refused as refused:
        return _page(subject, form, 409, gettext(refused.sentence))
    except NotPermitted:
        return _page(subject, form, 409, gettext(DECIDED))


def _decided(match: Match, decision: str, form: OwnAccord) -> web.Answer:
    actor = current_actor()
    if decision == "confirm":
        delivery = finding.confirm(actor, match, own_accord=bool(form.own_accord.data))
        return web.see_other("deliveries.show", subject=delivery.id, said="matched")
    if decision == "refuse":
        finding.refuse(actor, match)
        return web.see_other("matches.index", said="refused")
    if decision == "reopen":
        finding.reopen(actor, match)
        return web.see_other("matches.show", subject=match.id)
    return _page(match.id, form, 422, gettext("Choose: match or no match."))
