"""The acts on letters, registrations and deliveries: two views for all of them."""

from flask import Blueprint

from shared import letters, web
from staff.acting import acting
from staff.letters.act_forms import LETTER_FORMS, REGISTRATION_FORMS
from staff.letters.delivery_forms import DELIVERY_FORMS

blueprint = Blueprint("letter_acts", __name__)

LETTER = acting.Place(letters.LETTER, LETTER_FORMS, "letters.show")
REGISTRATION = acting.Place(letters.REGISTRATION, REGISTRATION_FORMS, "registrations.show")
DELIVERY = acting.Place(letters.DELIVERY, DELIVERY_FORMS, "deliveries.show")


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
