"""Signing in, signing out, and the language of one's own pages."""

from flask import Blueprint, request, session
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from shared import forms, web
from shared.accounts import accounts
from shared.accounts import sign_in as accounts_sign_in

blueprint = Blueprint("entering", __name__)

CLEAR = '"cookies", "storage"'


class SignIn(forms.Form):
    """All three at once, so that nothing is learnt of any one."""

    username = forms.Line(_("User name"), needed=_("Enter your user name."), max_length=60,
                          autocomplete="username", autocapitalize="none")  # fmt: skip
    passphrase = forms.Line(_("Passphrase"), needed=_("Enter your passphrase."), max_length=200,
                            type="password", autocomplete="current-password")  # fmt: skip
    code = forms.Line(_("6-digit code"), needed=_("Enter the 6-digit code."),
                      hint=_("Enter the 6-digit code from your authenticator app."), max_length=20,
                      inputmode="numeric", autocomplete="one-time-code")  # fmt: skip


@blueprint.get("/")
@web.requires("public")
def start() -> web.Answer:
    """The first page is the queue."""
    return web.see_other("queue.show")


@blueprint.get("/sign-in")
@web.requires("public")
def sign_in() -> web.Answer:
    """The form."""
    if current_user.is_authenticated:
        return web.see_other("queue.show")
    return web.answer("staff/sign_in.html", form=SignIn(), back=request.args.get("back", ""))


@blueprint.post("/sign-in")
@web.requires("public")
@web.reshows
def enter() -> web.Answer:
    """Take name, passphrase and code; whatever is wrong, the answer is one."""
    form, back = SignIn(), request.form.get("back", "")
    if not form.validate_on_submit():
        return _again(form, back, web.form_status())
    try:
        account = accounts_sign_in.attempt(
            form.username.data, form.passphrase.data, form.code.data, request.remote_addr
        )
    except accounts_sign_in.TooMany as slowed:
        web.slow_down(slowed.seconds)
    except accounts_sign_in.Spent:
        form.code.errors = [
            gettext("This code was used already. Wait until the app shows the next one.")
        ]
        return _again(form, back, 422)
    except accounts_sign_in.Refused:
        form.username.errors = [
            gettext("The user name, passphrase, or code is not right. Check all three.")
        ]
        return _again(form, back, 422)
    accounts_sign_in.enter(account)
    session["language"] = account.language
    return web.back_to(back or None, "queue.show")


def _again(form: SignIn, back: str, status: int) -> web.Answer:
    # Neither the passphrase nor the code goes back into a page.
    form.passphrase.typed = form.code.typed = ""
    return web.answer("staff/sign_in.html", status=status, form=form, back=back)


@blueprint.post("/sign-out")
@web.requires("account")
def sign_out() -> web.Answer:
    """End the visit, and what the browser may have kept of it."""
    accounts_sign_in.leave()
    response = web.see_other("entering.sign_in")
    response.headers["Clear-Site-Data"] = CLEAR
    return response


@blueprint.post("/language")
@web.requires("public")
def language() -> web.Answer:
    """Read the console in the other language, from now on."""
    chosen = "es" if request.form.get("language") == "es" else "en"
    if current_user.is_authenticated:
        accounts.choose_language(accounts_sign_in.current_actor(), chosen)
    session["language"] = chosen
    return web.see_other("queue.show")
