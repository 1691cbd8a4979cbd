"""Registrations: the list, and one of them."""

from flask import Blueprint, request

from shared import letters, web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.letters import files, lists
from shared.records import permissions
from staff import answers as staff_answers
from staff import listing
from staff.acting import acting
from staff.acting.acts import REGISTRATION
from staff.audit import timeline
from staff.cases.cases import LABELS
from staff.print_room import papers

blueprint = Blueprint("registrations", __name__)


@blueprint.get("/registrations")
@web.requires("registration.read", "S34", "S44")
def index() -> web.Answer:
    """Registrations in my scope, or one by its reference."""
    actor, asked = current_actor(), request.args.get("reference", "")[:60]
    if asked.strip():
        found = files.by_reference(actor, ids.clean_reference(asked))
        if found is not None:
            return web.see_other("registrations.show", subject=found.id)
    state = request.args.get("state", "")
    state = state if state in letters.REGISTRATION.by_name else ""
    page = lists.registrations_page(actor, state, listing.place())
    return web.answer(
        "staff/letters/registrations.html", page=page, state=state,
        asked=asked.strip(), flow=letters.REGISTRATION,
    )  # fmt: skip


@blueprint.get("/registrations/<subject>")
@web.requires("registration.read", "S34", "S39", "S40")
def show(subject: str) -> web.Answer:
    """One registration, opened once and recorded."""
    actor = current_actor()
    registration = permissions.get_for(actor, "registration", subject)
    file = files.read_registration(actor, registration)
    return web.answer(
        "staff/letters/registration.html", file=file, registration=registration,
        flow=letters.REGISTRATION, delivery_flow=letters.DELIVERY,
        wrote=staff_answers, title=papers.title,
        buttons=acting.buttons(REGISTRATION, actor, registration),
        labels=LABELS,
        lines=timeline.lines("registration", registration.id),
    )  # fmt: skip
