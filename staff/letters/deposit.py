"""Depositing a letter, and replacing one: a scan made again from its pixels, or typed words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, letters, policy, web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.base.values import Values
from shared.letters.bank import content, depositing
from shared.people import contact, names
from shared.records import permissions, workflow
from shared.records.permissions import Actor
from shared.records.workflow import AnyTransition, Refused
from staff.acting import acting, scanned
from staff.acting.act_forms import Act, places
from staff.acting.acts import LETTER

if TYPE_CHECKING:
    from shared.records.models import Letter

blueprint = Blueprint("deposit", __name__)


def one_addressee(_form: Deposit, field: forms.Question) -> None:
    """S36: each person's consent is their own, and so is each person's letter."""
    if names.are_two(field.data or ""):
        raise ValidationError(gettext(
            "This names two people. Each one needs a separate letter, because each decides alone. "
            "If they are one family, enter the family's name."
        ))  # fmt: skip


class Content(scanned.Form):
    """The letter itself, one way or the other."""

    scan = scanned.Pages(
        _("A scan of the letter: PDF, JPEG or PNG"),
        hint=_("Only the images of the pages are kept, and nothing else in the file."),
    )  # fmt: skip
    text = forms.Words(
        _("Or the letter, typed exactly as it is written"), max_length=content.LONGEST, rows=14,
        hint=_("Do not change anything, not even spelling."),
    )  # fmt: skip

    def validate_text(self, field: forms.Question) -> None:
        """Typed, unless there is a scan."""
        if field.is_blank and not self.scan.is_sent:
            raise ValidationError(gettext(content.NOTHING))

    def read(self) -> content.Content:
        """The content of a form that is valid."""
        if self.scan.pages:
            return content.Content("scan", text=self.text.data or "", pages=self.scan.pages)
        return content.typed(self.text.data or "")


class Once(forms.SeenVersion):
    """What tells this page from every other, so that one sent twice makes one letter (hidden)."""

    def parse(self, typed: str) -> Any:
        """As it was sent."""
        return typed.strip()[:64]

    def pre_validate(self, _form: forms.Form) -> None:
        """A page without it is a page like any other."""


class Deposit(Content):
    """What the offender says of the letter."""

    once = Once()
    facility = forms.Select(_("Facility"), needed=_("Choose a facility from the list."))
    writer = forms.Line(_("Writer's name"), needed=_("Enter the writer's name."))
    number = forms.OffenderNumber(_("Writer's number"), needed=_("Enter the writer's number."),
                        max_length=40)  # fmt: skip
    addressee = forms.Line(
        _("Who the letter is for"), needed=_("Enter who the letter is for, in the writer's words."),
        hint=_("One person or family, as the writer names them. Do not look anyone up."),
    )  # fmt: skip
    relation = forms.Line(_("What the writer says about that person"),
                          hint=_("For example: the mother of Daniel Reyes."))  # fmt: skip
    incident = forms.Line(_("The event the letter is about"), max_length=400)
    county = forms.Line(_("County"), max_length=80)
    year = forms.Number(_("Year"), least=1900, most=2100)
    court_number = forms.Line(_("Court number, if the writer knows it"), max_length=80)
    language = forms.Choice(
        _("Language of the letter"), [("en", _("English")), ("es", _("Spanish"))],
        default="en", needed=True,
    )  # fmt: skip
    original = forms.Line(_("Where the paper is now"), max_length=40)
    own_words = forms.Tick(
        _("The writer confirms that the words are their own"),
        needed=_("The writer must confirm that the words are their own."),
    )  # fmt: skip
    court_ordered = forms.Tick(_("A court ordered this letter"))

    def validate_writer(self, field: forms.Question) -> None:
        """A name has letters, and not only signs that nobody sees."""
        if not contact.normal(field.data or ""):
            raise ValidationError(field.needed)

    def validate_addressee(self, field: forms.Question) -> None:
        """One person or family."""
        self.validate_writer(field)
        one_addressee(self, field)

    def validate_court_ordered(self, field: forms.Question) -> None:
        """Such a letter goes another way."""
        if field.data:
            raise ValidationError(gettext(depositing.COURT_ORDERED))

    def offer(self, actor: Actor) -> None:
        """The facilities at which this actor takes letters."""
        mine = actor.facilities("screener")
        every = actor.has("planner")
        self.facility.choices = [place for place in places() if every or place[0] in mine]
        if len(mine) == 1 and not every and not self.facility.data:
            self.facility.data = mine[0]

    def wanted(self) -> letters.Deposit:
        """The deposit as the bank takes it."""
        names = ("writer", "number", "addressee", "facility", "relation", "incident", "county",
                 "court_number", "language", "original", "own_words", "court_ordered")  # fmt: skip
        given = {name: self[name].data for name in names}
        return letters.Deposit(**given, year=self.year.data)


def _page(form: Deposit, status: int = 200, refused: str = "") -> web.Answer:
    return web.answer(
        "staff/letters/deposit.html", status=status, form=form, refused=refused,
        guidelines=policy.current().letters.guidelines,
    )  # fmt: skip


@blueprint.get("/letters/deposit")
@web.requires("letter.deposit", "S36", "S38")
def ask() -> web.Answer:
    """The form."""
    form = Deposit(formdata=None, data={"once": ids.new_token("form")})
    form.offer(current_actor())
    return _page(form)


@blueprint.post("/letters/deposit")
@web.requires("letter.deposit", "S36", "S38")
@web.reshows
def deposit() -> web.Answer:
    """Take the letter in."""
    actor, form = current_actor(), Deposit()
    form.offer(actor)
    if not form.validate_on_submit():
        return _page(form, web.form_status())
    try:
        letter = letters.deposit(actor, form.wanted(), form.read(), form.once.data or "")
    except Refused as refused:
        form.ask_again()
        return _page(form, 422, gettext(refused.sentence))
    return web.see_other("letters.show", subject=letter.id, said="deposited")


class Replace(Content, Act):
    """A new version, and what the writer says of it now."""

    addressee = forms.Line(
        _("Who the letter is for"), needed=_("Enter who the letter is for, in the writer's words."),
        hint=_("Ask the writer again: the answer from the earlier version does not carry over."),
        checks=[one_addressee],
    )  # fmt: skip
    relation = forms.Line(_("What the writer says about that person"))
    incident = forms.Line(_("The event the letter is about"), max_length=400)
    court_number = forms.Line(_("Court number, if the writer knows it"), max_length=80)

    def about(self) -> Values:
        """What is sealed with the letter."""
        names = ("addressee", "relation", "incident", "court_number")
        return {name: self[name].data for name in names}


def _replacing(letter: Letter, form: Replace, status: int = 200, refused: str = "") -> web.Answer:
    return web.answer(
        "staff/letters/replace.html", status=status, letter=letter, form=form, refused=refused
    )


@blueprint.get("/letters/<subject>/replace")
@web.requires("letter.deposit", "S36")
def ask_replacement(subject: str) -> web.Answer:
    """The form."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter", subject)
    if acting.transition(LETTER, actor, letter, "replace") is None:
        raise workflow.NotPermitted("replace letter")
    return _replacing(letter, Replace(formdata=None, data={"version": letter.version}))


@blueprint.post("/letters/<subject>/replace")
@web.requires("letter.deposit", "S36")
@web.reshows
def replace(subject: str) -> web.Answer:
    """Take the new version in; the answer is the same whatever became of the last one."""
    actor, form = current_actor(), Replace()
    letter = permissions.get_for(actor, "letter", subject)

    def again(_row: AnyTransition, status: int, refused: str) -> web.Answer:
        return _replacing(letter, form, status, refused)

    def facts() -> Values:
        return {"content": form.read(), "about": form.about()}

    return acting.attempt(LETTER, actor, letter, "replace", form, facts, again, "replaced")
