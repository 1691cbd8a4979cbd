"""Enrolling: the holder of an account sets its passphrase and authenticator, alone.

First the user name and both halves of the code; then, in the same browser, the secrets.  No
half stands in an address, and the authenticator's secret leaves the page only as a picture.
"""

import segno
from flask import Blueprint, request, session
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import ValidationError

from shared import forms, web
from shared.accounts import accounts, enrollment, totp
from shared.frontdoor import sessions, throttle
from shared.records import vault
from staff.accounts.my_account import secret

blueprint = Blueprint("enrolling", __name__)

OPENED = "enrolling"  # the session's key: the enrollment that was opened, and the new secret
TRIES, SECONDS = 10, 900


class Open(forms.Form):
    """Which account, and both halves."""

    username = forms.Line(_("User name"), needed=_("Enter your user name."), max_length=60,
                          autocomplete="username", autocapitalize="none")  # fmt: skip
    first = forms.Line(_("First half of the code"), needed=_("Enter the first half of the code."),
                       hint=_("It looks like KT47-RM36-HA94."), max_length=40,
                       autocapitalize="characters")  # fmt: skip
    second = forms.Line(_("Second half of the code"),
                        needed=_("Enter the second half of the code."), max_length=40,
                        hint=_("Another administrator gives it to you."),
                        autocapitalize="characters")  # fmt: skip


class Secrets(forms.Form):
    """A passphrase, twice, and the first code of the app."""

    wanted = secret(
        _("New passphrase"), _("Enter a new passphrase."), "new-password",
        hint=_("At least 15 characters: four or five words that do not belong together."),
    )  # fmt: skip
    again = secret(_("New passphrase, again"), _("Enter the new passphrase again."),
                   "new-password")  # fmt: skip
    code = forms.Line(_("6-digit code"), needed=_("Enter the 6-digit code from the app."),
                      hint=_("Enter the 6-digit code from your authenticator app"), max_length=20,
                      inputmode="numeric", autocomplete="one-time-code")  # fmt: skip

    def validate_again(self, field: forms.Question) -> None:
        """Twice the same, since it is not seen while it is typed."""
        if self.wanted.data != field.data:
            raise ValidationError(_("The two are not the same. Enter the new passphrase again."))


def qr(username: str, totp_secret: str) -> Markup:
    """The secret as a picture for an authenticator app: inline, so that no file is left."""
    drawn = segno.make(totp.uri(username, totp_secret), error="m").svg_inline(
        scale=5, border=4, light="white", svgclass="qr", lineclass=None, omitsize=False,
        title=gettext("The setup key as a QR code for the authenticator app"),
    )  # fmt: skip
    return Markup(drawn)  # noqa: S704 - drawn from our own secret by segno, which escapes its title


@blueprint.get("/enroll")
@web.requires("public")
def start() -> web.Answer:
    """User name and both halves."""
    return web.answer("staff/enroll.html", form=Open(formdata=None))


@blueprint.post("/enroll")
@web.requires("public")
@web.reshows
def open_it() -> web.Answer:
    """To the secrets, if these open an enrollment; which was wrong is not told."""
    form = Open()
    if not form.validate_on_submit():
        return web.answer("staff/enroll.html", status=web.form_status(), form=form)
    counts = throttle.counts_of_networks(
        vault.keys().web_secret, "enroll from", request.remote_addr, TRIES, SECONDS
    )
    if waiting := throttle.hit_all(counts).wait:
        web.slow_down(waiting)
    found = enrollment.opened_by(form.username.data, form.first.data, form.second.data)
    if found is None:
        form.username.errors = [
            gettext("The user name or one of the halves is not right, or the code is too old.")
        ]
        return web.answer("staff/enroll.html", status=422, form=form)
    sessions.rotate(session)
    session[OPENED] = {"id": found.id, "totp": totp.new_secret()}
    return web.see_other("enrolling.secrets")


def _opened() -> dict[str, str] | None:
    held: dict[str, str] | None = session.get(OPENED)
    return held if held and enrollment.is_open(held["id"]) else None


def _page(held: dict[str, str], form: Secrets, status: int = 200) -> web.Answer:
    account = enrollment.account_of(held["id"])
    return web.answer(
        "staff/enroll_secrets.html", status=status, form=form, account=account,
        totp=held["totp"], qr=qr(account.username, held["totp"]),
    )  # fmt: skip


@blueprint.get("/enroll/secrets")
@web.requires("public")
def secrets() -> web.Answer:
    """The form of passphrase and authenticator, to the one who opened an enrollment here."""
    held = _opened()
    return _page(held, Secrets(formdata=None)) if held else web.see_other("enrolling.start")


@blueprint.post("/enroll/secrets")
@web.requires("public")
@web.reshows
def set_secrets() -> web.Answer:
    """Set them: from now on the account signs in with these."""
    held, form = _opened(), Secrets()
    if held is None:
        web.pardon_token()
        return web.see_other("enrolling.start")
    if not form.validate_on_submit():
        return _page(held, form, web.form_status())
    try:
        enrollment.enroll(held["id"], form.wanted.data, held["totp"], form.code.data)
    except accounts.Impossible as refused:
        field = form.code if refused.sentence == enrollment.WRONG_CODE else form.wanted
        field.errors = [gettext(refused.sentence)]
        return _page(held, form, 422)
    sessions.end(session)
    return web.see_other("entering.sign_in", said="enrolled")
