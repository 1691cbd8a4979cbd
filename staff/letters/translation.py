"""The translation that lies in the sealed envelope, if the person asked for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base.values import Values
from shared.letters import files, queries
from shared.letters.delivery import inner_envelope
from shared.records import permissions, vault
from shared.records.workflow import AnyTransition
from staff.acting import acting, scanned
from staff.acting.act_forms import Act
from staff.acting.acts import DELIVERY
from staff.letters.deliveries import why_not_read
from staff.letters.deposit import Content
from staff.letters.review import Digest

if TYPE_CHECKING:
    from shared.records.models import Delivery

blueprint = Blueprint("translation", __name__)


class Translation(Content, Act):
    """The translation, one way or the other, and who made it."""

    scan = scanned.Pages(
        _("A scan of the translation: PDF, JPEG or PNG"),
        hint=_("Only the images of the pages are kept, and nothing else in the file."),
    )  # fmt: skip
    text = forms.Words(_("Or the translation, typed"), max_length=20_000, rows=14)
    translator = forms.Line(
        _("Who translated it"), needed=_("Enter who translated the letter."),
        max_length=inner_envelope.LONGEST_NAME,
        hint=_("The name is printed on the translation."),
    )  # fmt: skip
    sha256 = Digest()


def _page(
    delivery: Delivery, form: Translation, status: int = 200, refused: str = ""
) -> web.Answer:
    actor = current_actor()
    letter = queries.letter_of(delivery)
    if form.sha256.data is None:
        form.sha256.process_data(queries.approved_sha256(letter, delivery.letter_version))
    return web.answer(
        "staff/letters/translation.html", status=status, delivery=delivery, letter=letter,
        form=form, refused=refused, opened=files.approved_text(actor, delivery),
        known=files.read_translation(actor, delivery),
        may_enter=acting.transition(DELIVERY, actor, delivery, "translate") is not None
        and bool(delivery.translate_into) and not delivery.seal_token,
    )  # fmt: skip


@blueprint.get("/deliveries/<subject>/translation")
@web.requires("delivery_text.read", "S47")
def show(subject: str) -> web.Answer:
    """The letter, the translation as it is, and the form; only for who may read the letter."""
    delivery = permissions.get_for(current_actor(), "delivery_text", subject)
    if not delivery.translate_into:
        abort(404)
    return _page(delivery, Translation(formdata=None, data={"version": delivery.version}))


@blueprint.post("/deliveries/<subject>/translation")
@web.requires("delivery_text.read", "S47")
@web.reshows
def enter(subject: str) -> web.Answer:
    """Keep the translation, until the envelope is closed in place of an earlier one."""
    actor, form = current_actor(), Translation()
    delivery = permissions.get_for(actor, "delivery_text", subject)

    def again(_row: AnyTransition, status: int, refused: str) -> web.Answer:
        return _page(delivery, form, status, refused)

    def facts() -> Values:
        return {"content": form.read(), "translator": form.translator.data,
                "letter_sha256": form.sha256.data}  # fmt: skip

    return acting.attempt(DELIVERY, actor, delivery, "translate", form, facts, again, "translated")


@blueprint.get("/deliveries/<subject>/translation/<int:page>")
@web.requires("delivery_text.read", "S47")
def page(subject: str, page: int) -> web.Answer:
    """One page of a translation that was scanned; read aloud only as the letter is."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery_text", subject)
    if not actor.has("coordinator") and why_not_read(delivery):
        abort(404)
    try:
        image = files.translated_page(actor, delivery, page)
    except (LookupError, vault.Erased):
        abort(404)
    return Response(image, mimetype="image/jpeg")
