"""Accounts: proposed, given roles, closed.  One administrator proposes, another confirms."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm

from shared import forms, policy, web
from shared.accounts import accounts, proposals, roles
from shared.accounts.sign_in import current_actor
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.dialogue import queries
from shared.records.permissions import Hidden
from staff.acting import step_up
from staff.acting.act_forms import codes, places, said

if TYPE_CHECKING:
    from shared.records.models import Account, Proposal

blueprint = Blueprint("accounts", __name__)

LANGUAGES = [("en", "English"), ("es", "Español")]


def the_role(label: Sentence) -> forms.Choice:
    """One of the roles."""
    choices = lambda: said(accounts.LABELS)  # noqa: E731 - in the reader's language, when shown
    return forms.Choice(label, choices, needed=_("Choose a role from the list."))


def the_facility() -> forms.Select:
    """A facility, for the roles that have one."""
    choices = lambda: [("", gettext("None: not a facility role")), *places()]  # noqa: E731
    return forms.Select(_("Facility"), choices)


class Role(step_up.Confirmed):
    """A role, and where."""

    role = the_role(_("Role"))
    facility = the_facility()


class Make(Role):
    """A new account."""

    username = forms.Line(_("User name"), needed=_("Enter a user name."), max_length=60,
                          hint=_("Lowercase letters, digits, periods and hyphens."),
                          autocapitalize="none")  # fmt: skip
    name = forms.Line(_("Full name"), needed=_("Enter the person's name."))
    language = forms.Choice(_("Language of the console"), LANGUAGES, default="en",
                            needed=_("Choose a language."))  # fmt: skip
    role = the_role(_("First role"))
    facility = the_facility()


class Credential(forms.Form):
    """What a facilitator needs (S6, S16)."""

    kind = forms.Choice(_("Credential"), lambda: codes("credentials"),
                        needed=_("Choose a credential from the list."))  # fmt: skip
    hours = forms.Number(_("Hours, for training"), most=10_000)
    issued_on = forms.DayMonthYear(_("Date"), latest=queries.today, needed=_("Enter the date."))
    expires_on = forms.DayMonthYear(_("Valid until, if it expires"))


class Close(forms.Form):
    """It cannot be opened again."""

    leaves = forms.Tick(
        _("This person is leaving, or must not sign in any more"),
        needed=_("Check the box first: a deactivated account cannot be opened again."),
    )


class Renew(step_up.Confirmed):
    """Another administrator confirms; until then nothing changes."""

    known = forms.Tick(
        _("I know who is asking, and have spoken with them"),
        needed=_("Check the box first: know who is asking before you propose new secrets."),
    )

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.one_time_code.id = "renew-code"  # two forms of one page ask for it


def _get(subject: str) -> Account:
    found = accounts.by_id(subject)
    if found is None:
        raise Hidden(f"account {subject}")
    return found


@blueprint.get("/accounts")
@web.requires("account.read")
def index() -> web.Answer:
    """Every account."""
    return web.answer(
        "staff/accounts.html", rows=accounts.all_with_roles(), labels=accounts.LABELS,
        waiting=proposals.waiting(), kinds=proposals.KINDS,
    )  # fmt: skip


@blueprint.get("/accounts/new")
@web.requires("account.change")
def new() -> web.Answer:
    """The form of a new account."""
    return web.answer("staff/account_new.html", form=Make())


@blueprint.post("/accounts/new")
@web.requires("account.change")
@web.reshows
def make() -> web.Answer:
    """Propose the account; one half of its enrollment code is on this answer and nowhere else."""
    form = Make()
    if not form.validate_on_submit():
        return web.answer("staff/account_new.html", status=web.form_status(), form=form)
    if not step_up.is_confirmed(form, "account.make"):
        return web.answer("staff/account_new.html", status=422, form=form)
    try:
        proposal, half = proposals.propose_account(
            current_actor(), form.username.data, form.name.data, form.role.data,
            form.facility.data, form.language.data,
        )  # fmt: skip
    except accounts.Impossible as refused:
        _blame(form, refused)
        return web.answer("staff/account_new.html", status=422, form=form)
    return half_of_code(proposal, half, is_first=True)


def half_of_code(proposal: Proposal, half: str, *, is_first: bool) -> web.Answer:
    """One half of an enrollment code, shown once: never an address that could be opened again."""
    return web.answer(
        "staff/account_half.html", status=201, account=accounts.by_id(proposal.account_id),
        half=half, is_first=is_first, days=policy.current().accounts.enrollment_days,
    )  # fmt: skip


def words_of(refused: accounts.Impossible) -> str:
    """Why not, in the reader's language; with the policy's own line where roles exclude others."""
    said = str(gettext(refused.sentence))
    if isinstance(refused, roles.Apart):
        said += f" {refused.separation.label.say(web.language())}."
    return said


# Which field a refusal is about; the others are about the role.
ABOUT = {accounts.TAKEN: "username", accounts.BAD_USERNAME: "username",
         accounts.NEEDS_FACILITY: "facility"}  # fmt: skip


def _blame(form: Make | Role, refused: accounts.Impossible) -> None:
    form[ABOUT.get(refused.sentence, "role")].errors = [words_of(refused)]


@blueprint.get("/accounts/<subject>")
@web.requires("account.read")
def show(subject: str) -> web.Answer:
    """One account."""
    return _page(_get(subject), Role(), Credential())


def _page(
    account: Account, role: Role, credential: Credential, status: int = 200, **last: FlaskForm
) -> web.Answer:
    asked: Values = {"close": Close(formdata=None), "renew": Renew(formdata=None)} | last
    return web.answer(
        "staff/account.html", status=status, account=account, form=role, credential=credential,
        **asked,
        grants=accounts.grants_of(account.id), credentials=accounts.credentials_of(account),
        labels=accounts.LABELS, kinds=policy.current().credentials,
        waiting=proposals.about(account), proposed=proposals.KINDS,
    )  # fmt: skip


@blueprint.post("/accounts/<subject>/roles")
@web.requires("account.change")
@web.reshows
def grant(subject: str) -> web.Answer:
    """Propose a role; another administrator confirms it."""
    account, form = _get(subject), Role()
    if not form.validate_on_submit():
        return _page(account, form, Credential(formdata=None), web.form_status())
    if not step_up.is_confirmed(form, f"account.grant {account.id}"):
        return _page(account, form, Credential(formdata=None), 422)
    try:
        proposals.propose_role(current_actor(), account, form.role.data, form.facility.data)
    except accounts.Impossible as refused:
        _blame(form, refused)
        return _page(account, form, Credential(formdata=None), 422)
    return web.see_other("accounts.show", subject=account.id, said="proposed")


@blueprint.post("/accounts/<subject>/roles/<grant_id>/end")
@web.requires("account.change")
def end_role(subject: str, grant_id: str) -> web.Answer:
    """End a role now."""
    account = _get(subject)
    return _done(account, lambda: accounts.end_grant(current_actor(), account, grant_id))


@blueprint.post("/accounts/<subject>/close")
@web.requires("account.change")
@web.reshows
def deactivate(subject: str) -> web.Answer:
    """Close the account; its visits end now."""
    account, form = _get(subject), Close()
    if not form.validate_on_submit():
        return _again(account, close=form)
    return _done(account, lambda: accounts.deactivate(current_actor(), account))


def _done(account: Account, act: Callable[[], object]) -> web.Answer:
    try:
        act()
    except accounts.Impossible as refused:
        return _not_possible(account, refused)
    return web.see_other("accounts.show", subject=account.id, said="recorded")


def _again(account: Account, **last: object) -> web.Answer:
    blank = {"formdata": None}
    return _page(account, Role(**blank), Credential(**blank), web.form_status(), **last)


def _not_possible(account: Account, refused: accounts.Impossible) -> web.Answer:
    form = Role(formdata=None)
    form.role.errors = [words_of(refused)]
    return _page(account, form, Credential(formdata=None), 422)


@blueprint.post("/accounts/<subject>/secrets")
@web.requires("account.change")
@web.reshows
def renew(subject: str) -> web.Answer:
    """Propose new secrets for someone who lost theirs; one half of the code is shown once."""
    account, form = _get(subject), Renew()
    if not form.validate_on_submit():
        return _again(account, renew=form)
    if not step_up.is_confirmed(form, f"account.renew {account.id}"):
        return _again(account, renew=form)
    try:
        proposal, half = proposals.propose_secrets(current_actor(), account)
    except accounts.Impossible as refused:
        return _not_possible(account, refused)
    return half_of_code(proposal, half, is_first=True)


@blueprint.post("/accounts/<subject>/credentials")
@web.requires("account.change", "S6", "S16")
@web.reshows
def credential(subject: str) -> web.Answer:
    """Record a facilitator's credential."""
    account, form = _get(subject), Credential()
    if not form.validate_on_submit():
        return _page(account, Role(formdata=None), form, web.form_status())
    accounts.record_credential(
        current_actor(), account, form.kind.data, form.issued_on.data,
        hours=int(form.hours.data or 0), expires_on=form.expires_on.data,
    )  # fmt: skip
    return web.see_other("accounts.show", subject=account.id, said="recorded")
