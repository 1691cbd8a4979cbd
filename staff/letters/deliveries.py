"""Deliveries: the list, one of them, sealing it, and the words read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, letters, policy, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.base.values import Values
from shared.letters import files, lists, queries
from shared.letters.delivery import inner_envelope
from shared.letters.delivery.asking import MANNERS
from shared.papers.letters import CUSTODY
from shared.records import permissions, vault, workflow
from shared.records.last_check import COLLECTED
from shared.records.workflow import HELD, AnyTransition
from staff import listing, words
from staff.acting import acting
from staff.acting.act_forms import Act
from staff.acting.acts import DELIVERY
from staff.acting.step_up import Confirmed
from staff.audit import timeline
from staff.cases.cases import LABELS
from staff.people import contacts
from staff.print_room import papers

if TYPE_CHECKING:
    from shared.records.models import CustodyEvent, Delivery, Letter

blueprint = Blueprint("deliveries", __name__)


GONE = ("mailed", "given", "closed")
NOT_TO_READ = N_("The person did not ask to have it read aloud, or it was read already.")
OPEN = ("matched", "verifying", "deferred", "confirmed", "printed", "undeliverable")


class Seal(Act, Confirmed):
    """What is asked where the policy seals the original."""

    taken_from = forms.Line(_("Where the original was taken from"), max_length=80)
    is_original = forms.Tick(_("I put the original itself, not a copy, into the inner envelope"))


@blueprint.get("/deliveries")
@web.requires("delivery.read", "S46")
def index() -> web.Answer:
    """Deliveries by their state; those still to be done, unless another is asked for."""
    state = request.args.get("state", "")
    states = (state,) if state in letters.DELIVERY.by_name else OPEN
    page = lists.deliveries_in(current_actor(), listing.place(), *states)
    return web.answer(
        "staff/letters/deliveries.html", page=page, state=state, flow=letters.DELIVERY
    )


@blueprint.get("/deliveries/<subject>")
@web.requires("delivery.read", "S46", "S47")
def show(subject: str) -> web.Answer:
    """One delivery, opened once and recorded."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    file = files.read_delivery(actor, delivery)
    names = words.names_in(
        *(row.by_id for row in file.custody), *(one.row.by_id for one in file.attempts),
        file.check.by_id if file.check else None,
    )  # fmt: skip
    return web.answer(
        "staff/letters/delivery.html", file=file, delivery=delivery, flow=letters.DELIVERY,
        buttons=acting.buttons(DELIVERY, actor, delivery), may_seal=_may(delivery, "seal"),
        newer=queries.is_newer_banked(delivery), may_read=_may_read(delivery),
        may_reply=delivery.state in GONE, may_notify=_may_notify(delivery),
        names=names, custody=CUSTODY, original=_original(file.letter, delivery),
        translation=inner_envelope.translation_of(delivery),
        may_translate=bool(delivery.translate_into) and _may_read_text(delivery),
        manners=MANNERS, title=papers.title, is_hour=contacts.is_hour_to_call(),
        hours=policy.current().contact_hours, labels=LABELS,
        lines=timeline.lines("delivery", delivery.id),
    )  # fmt: skip


def _may(delivery: Delivery, action: str) -> bool:
    return acting.transition(DELIVERY, current_actor(), delivery, action) is not None


def _may_read(delivery: Delivery) -> bool:
    rights = permissions.RULES["delivery_text", "read"]
    is_asked = delivery.manner == "read_aloud" and delivery.state == "confirmed"
    return is_asked and permissions.holds(current_actor(), rights, "delivery_text", delivery)


def _may_read_text(delivery: Delivery) -> bool:
    rights = permissions.RULES["delivery_text", "read"]
    return permissions.holds(current_actor(), rights, "delivery_text", delivery)


def _original(letter: Letter, delivery: Delivery) -> CustodyEvent | None:
    """The line of custody by which the original lies in this delivery's envelope, or None."""
    held = inner_envelope.holding_original(letter)
    return held if held is not None and held.delivery_id == delivery.id else None


def _sealing(delivery: Delivery, form: Act, status: int = 200, refused: str = "") -> web.Answer:
    opened = files.approved_text(current_actor(), delivery)
    known = files.read_translation(current_actor(), delivery)
    letter = queries.letter_of(delivery)
    return web.answer(
        "staff/letters/seal.html", status=status, known=known, delivery=delivery, letter=letter,
        form=form, opened=opened, refused=refused, handling=policy.current().handling,
        approved=queries.approved_sha256(letter, delivery.letter_version),
    )  # fmt: skip


@blueprint.get("/deliveries/<subject>/seal")
@web.requires("delivery_text.read", "S47")
def seal(subject: str) -> web.Answer:
    """What goes into the sealed envelope."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    if acting.transition(DELIVERY, actor, delivery, "seal") is None:
        raise workflow.NotPermitted("seal delivery")
    form = Seal(formdata=None, data={"version": delivery.version})
    form.taken_from.process_data(queries.letter_of(delivery).original)
    return _sealing(delivery, form)


@blueprint.post("/deliveries/<subject>/seal")
@web.requires("delivery_text.read", "S47")
@web.reshows
def record_seal(subject: str) -> web.Answer:
    """Seal it; the token is drawn, and the two papers are made."""
    actor, form = current_actor(), Seal()
    delivery = permissions.get_for(actor, "delivery", subject)

    def again(_row: AnyTransition, status: int, refused: str) -> web.Answer:
        return _sealing(delivery, form, status, refused)

    def facts() -> Values:
        return {"sha256": request.form.get("sha256", ""), "taken_from": form.taken_from.data,
                "is_original": bool(form.is_original.data)}  # fmt: skip

    return acting.attempt(DELIVERY, actor, delivery, "seal", form, facts, again, "sealed")


@blueprint.get("/deliveries/<subject>/words")
@web.requires("delivery_text.read", "S46")
def read_words(subject: str) -> web.Answer:
    """The letter's words, for who was asked to read them to the person.

    To open them is to deliver them: what must be true at the door is asked before, not after.
    """
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery_text", subject)
    refused = why_not_read(delivery)
    if refused:
        return web.answer("staff/letters/words.html", delivery=delivery, refused=gettext(refused))
    return web.answer(
        "staff/letters/words.html", delivery=delivery, refused="",
        opened=files.approved_text(actor, delivery),
        known=files.read_translation(actor, delivery), letter=queries.letter_of(delivery),
    )  # fmt: skip


def why_not_read(delivery: Delivery) -> str | None:
    """What stands in the way of reading it aloud now, as a sentence; None if nothing does."""
    if _may(delivery, "read_aloud"):
        return workflow.in_the_way(letters.DELIVERY, current_actor(), delivery, "read_aloud")
    return HELD if delivery.held else NOT_TO_READ


@blueprint.get("/deliveries/<subject>/pages/<int:page>")
@web.requires("delivery_text.read", "S46")
def page(subject: str, page: int) -> web.Answer:
    """One page of a scan, for who seals it, or was asked to read it aloud."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery_text", subject)
    if not actor.has("coordinator") and why_not_read(delivery):
        abort(404)
    try:
        image = files.announced_page(actor, delivery, page)
    except (LookupError, vault.Erased):
        abort(404)
    return Response(image, mimetype="image/jpeg")


@blueprint.post("/deliveries/<subject>/custody")
@web.requires("delivery.read", "S47")
def ask_custody(subject: str) -> web.Answer:
    """Ask for the custody log as a document."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    files.ask_paper(actor, delivery, "custody-log", web.language())
    return web.see_other("deliveries.show", subject=delivery.id, said="asked", _anchor="papers")


@blueprint.post("/deliveries/<subject>/notice")
@web.requires("delivery.read", "S46")
def ask_notice(subject: str) -> web.Answer:
    """Ask for the letter that says that a letter is here, for whom only mail is safe."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    if not _may_notify(delivery):
        raise workflow.NotPermitted("ask for a notice")
    language = delivery.registration.person.language
    files.ask_paper(actor, delivery, "letter-available", language)
    return web.see_other("deliveries.show", subject=delivery.id, said="asked", _anchor="papers")


def _may_notify(delivery: Delivery) -> bool:
    """The person was not told, may be asked, and said that mail is safe."""
    is_open = delivery.state in ("matched", "verifying") and delivery.told_at is None
    if not is_open or not _may(delivery, "log_attempt"):
        return False
    has_post = any(way.channel == "post" for way in files.safe_ways(delivery))
    stands = workflow.in_the_way(
        letters.DELIVERY, current_actor(), delivery, "log_attempt", COLLECTED
    )
    return has_post and stands is None
