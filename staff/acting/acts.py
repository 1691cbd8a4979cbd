"""Every noun's acts: where its forms, its pages and its messages are, and two views for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from shared import dialogue, letters, web
from shared.dialogue import case_file
from shared.dialogue.queries import is_under_way
from shared.letters import files, queries
from staff.acting import acting
from staff.acting.acting import Place
from staff.cases.case_forms import FORMS
from staff.letters.act_forms import LETTER_FORMS, MATCH_FORMS, REGISTRATION_FORMS
from staff.letters.delivery_forms import DELIVERY_FORMS

if TYPE_CHECKING:
    from shared.records.models import DialogueCase, Match

blueprint = Blueprint("acts", __name__)

# Found late, these stand beside the eligibility list and not among the next steps.
FINDINGS = ("find", "check_orders", "check_visits", "record_age")


def _is_late(case: DialogueCase, action: str) -> bool:
    return action in FINDINGS and is_under_way(case)


def _after_decision(match: Match, action: str) -> web.Answer | None:
    """A match goes on as its delivery; what is none is out of the way."""
    delivery = queries.delivery_of(match) if action == "confirm" else None
    if delivery is not None:
        return web.see_other("deliveries.show", subject=delivery.id, said="matched")
    return web.see_other("matches.index", said="refused") if action == "refuse" else None


CASE = Place(dialogue.FLOW, FORMS, "cases.show", case_file.post_count, _is_late)
LETTER = Place(letters.LETTER, LETTER_FORMS, "letters.show", lambda _letter: 0)
REGISTRATION = Place(
    letters.REGISTRATION, REGISTRATION_FORMS, "registrations.show", files.post_count
)
MATCH = Place(
    letters.MATCH, MATCH_FORMS, "matches.show",
    lambda match: files.post_count(match.registration), leads_to=_after_decision,
)  # fmt: skip
DELIVERY = Place(
    letters.DELIVERY, DELIVERY_FORMS, "deliveries.show",
    lambda delivery: files.post_count(delivery.registration),
)  # fmt: skip

# Each noun's acts: their address, and the requirements they serve.
PLACES = (
    (CASE, "/cases/<subject>/<action>", "S12"),
    (LETTER, "/letters/<subject>/acts/<action>", "S41"),
    (REGISTRATION, "/registrations/<subject>/acts/<action>", "S34", "S40"),
    (MATCH, "/matches/<subject>/acts/<action>", "S45"),
    (DELIVERY, "/deliveries/<subject>/acts/<action>", "S46", "S47"),
)


def _add_views(place: Place, address: str, *serves: str) -> None:
    """The form of an act on a noun, and the act."""
    requires = web.requires(f"{place.noun}.read", *serves)

    @requires
    def show(subject: str, action: str) -> web.Answer:
        return acting.show(place, subject, action)

    @requires
    @web.reshows
    def perform(subject: str, action: str) -> web.Answer:
        return acting.perform(place, subject, action)

    blueprint.get(address, endpoint=place.noun)(show)
    blueprint.post(address, endpoint=f"act_on_{place.noun}")(perform)


for _place in PLACES:
    _add_views(*_place)
