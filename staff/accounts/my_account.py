"""One's own account: what it may do, news of it, its visits, and a new passphrase."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, policy, web
from shared.accounts import accounts, notices, sign_in
from shared.accounts.sign_in import current_actor
from shared.base.translation import Sentence
from staff.acting.step_up import Confirmed, is_confirmed

blueprint = Blueprint("own", __name__)


def secret(label: Sentence, needed: Sentence, autocomplete: str, **more: object) -> forms.Line:
    """A passphrase: never shown again, never remembered by the page."""
    return forms.Line(label, needed=needed, max_length=200, type="password",
                      autocomplete=autocomplete, **more)  # fmt: skip


class NewPassphrase(Confirmed):
    """The one in use, and another, twice."""

    now = secret(_("Your current passphrase"), _("Enter your current passphrase."),
                 "current-password")  # fmt: skip
    wanted = secret(
        _("New passphrase"), _("Enter a new passphrase."), "new-password",
        hint=_("At least 15 characters: four or five words that have nothing to do with each "
               "other."),
    )  # fmt: skip
    again = secret(_("New passphrase, again"), _("Enter the new passphrase again."),
                   "new-password")  # fmt: skip

    def validate_again(self, field: forms.Question) -> None:
        """Twice the same, since it is not seen while it is written."""
        if self.wanted.data != field.data:
            raise ValidationError(_("The two do not match. Enter the new passphrase again."))

    def blame(self, refused: accounts.Impossible) -> None:
        """Say it beside the field that it is about."""
        field = self.now if refused.sentence == accounts.WRONG_PASSPHRASE else self.wanted
        field.errors = [gettext(refused.sentence)]


def _page(form: NewPassphrase, status: int = 200) -> web.Answer:
    account: Any = accounts.by_id(current_actor().id)
    return web.answer(
        "staff/own.html", status=status, form=form, account=account,
        grants=accounts.grants_of(account.id), credentials=accounts.credentials_of(account),
        labels=accounts.LABELS, kinds=policy.current().credentials,
        notices=notices.unread(account.id), notice_kinds=notices.KINDS,
        visits=sign_in.own_visits(), sign_ins=notices.sign_ins(account.id),
    )  # fmt: skip


@blueprint.get("/account")
@web.requires("account")
def show() -> web.Answer:
    """One's own account."""
    return _page(NewPassphrase(formdata=None))


@blueprint.post("/account/passphrase")
@web.requires("account")
@web.reshows
def change() -> web.Answer:
    """Another passphrase; every other visit of the account ends."""
    form = NewPassphrase()
    if not form.validate_on_submit():
        return _page(form, web.form_status())
    if not is_confirmed(form, "account.passphrase"):
        return _page(form, 422)
    try:
        sign_in.change_passphrase(form.now.data, form.wanted.data)
    except sign_in.TooMany as slowed:
        web.slow_down(slowed.seconds)
    except accounts.Impossible as refused:
        form.blame(refused)
        return _page(form, 422)
    return web.see_other("own.show", said="passphrase")


@blueprint.post("/account/notices")
@web.requires("account")
def read() -> web.Answer:
    """The holder has read what they were told."""
    notices.mark_read(current_actor())
    return web.see_other("own.show", said="read")


@blueprint.post("/account/visits")
@web.requires("account")
def end_visits() -> web.Answer:
    """End one other visit, or all of them."""
    sign_in.end_other_visits(request.form.get("visit", "")[:64])
    return web.see_other("own.show", said="visits")
