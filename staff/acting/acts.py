"""Every noun's acts: where its forms, its pages and its messages are, and two views for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from shared import dialogue, letters, web
from shared.dialogue import case_file
from shared.dialogue.queries import is_under_way
from shared.letters import files
from staff.acting import acting
from staff.acting.acting import Place
from staff.cases.case_forms import FORMS
from staff.letters.act_forms import LETTER_FORMS, REGISTRATION_FORMS
from staff.letters.delivery_forms import DELIVERY_FORMS

if TYPE_CHECKING:
    from shared.records.models import DialogueCase

blueprint = Blueprint("acts", __name__)

# Found late, these stand beside the eligibility list and not among the next steps.
FINDINGS = ("find", "check_orders", "check_visits", "record_age")


def _is_late(case: DialogueCase, action: str) -> bool:
    return action in FINDINGS and is_under_way(case)


CASE = Place(
    dialogue.FLOW, FORMS, "cases.show", "acts.case", case_file.post_count, _is_late
)  # fmt: skip
LETTER = Place(
    letters.LETTER, LETTER_FORMS, "letters.show", "acts.letter", lambda _letter: 0
)  # fmt: skip
REGISTRATION = Place(
    letters.REGISTRATION, REGISTRATION_FORMS, "registrations.show", "acts.registration",
    files.post_count,
)  # fmt: skip
DELIVERY = Place(
    letters.DELIVERY, DELIVERY_FORMS, "deliveries.show", "acts.delivery",
    lambda delivery: files.post_count(delivery.registration),
)  # fmt: skip


@blueprint.get("/cases/<subject>/<action>")
@web.requires("case.read", "S12")
def case(subject: str, action: str) -> web.Answer:
    """The form of an act on a case."""
    return acting.show(CASE, subject, action)


@blueprint.post("/cases/<subject>/<action>")
@web.requires("case.read", "S12")
@web.reshows
def act_on_case(subject: str, action: str) -> web.Answer:
    """An act on a case."""
    return acting.perform(CASE, subject, action)


@blueprint.get("/letters/<subject>/acts/<action>")
@web.requires("letter.read", "S41")
def letter(subject: str, action: str) -> web.Answer:
    """The form of an act on a letter."""
    return acting.show(LETTER, subject, action)


@blueprint.post("/letters/<subject>/acts/<action>")
@web.requires("letter.read", "S41")
@web.reshows
def act_on_letter(subject: str, action: str) -> web.Answer:
    """An act on a letter."""
    return acting.perform(LETTER, subject, action)


@blueprint.get("/registrations/<subject>/acts/<action>")
@web.requires("registration.read", "S34", "S40")
def registration(subject: str, action: str) -> web.Answer:
    """The form of an act on a registration."""
    return acting.show(REGISTRATION, subject, action)


@blueprint.post("/registrations/<subject>/acts/<action>")
@web.requires("registration.read", "S34", "S40")
@web.reshows
def act_on_registration(subject: str, action: str) -> web.Answer:
    """An act on a registration."""
    return acting.perform(REGISTRATION, subject, action)


@blueprint.get("/deliveries/<subject>/acts/<action>")
@web.requires("delivery.read", "S46", "S47")
def delivery(subject: str, action: str) -> web.Answer:
    """The form of an act on a delivery."""
    return acting.show(DELIVERY, subject, action)


@blueprint.post("/deliveries/<subject>/acts/<action>")
@web.requires("delivery.read", "S46", "S47")
@web.reshows
def act_on_delivery(subject: str, action: str) -> web.Answer:
    """An act on a delivery."""
    return acting.perform(DELIVERY, subject, action)
