"""What the forms of all acts share, on cases and on letters.

A form asks for the facts that the act's guards and effects name.  What is asked here in words is
decided there: a form only sees to it that an answer has the right shape.
"""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, policy, web
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.dialogue import case_file, queries
from shared.forms import needed_if
from shared.frontdoor.envelopes import CHANNELS
from shared.policy.model import DialogueRules
from shared.records import reading
from shared.records.permissions import Actor
from staff.acting import scanned
from staff.acting.scanned import Pages


def said(labels: dict[str, str]) -> list[tuple[str, str]]:
    """Coded choices with their words, in the reader's language."""
    return [(code, str(gettext(label))) for code, label in labels.items()]


def codes(table: str, of: DialogueRules | None = None) -> list[tuple[str, str]]:
    """A table of the policy's codes (or of a part `of` it) with their words."""
    rows = getattr(of or policy.current(), table).values()
    return [(code.id, code.label.say(web.language())) for code in rows]


def places() -> list[tuple[str, str]]:
    """Open facilities."""
    return [(row.id, row.name) for row in reading.facilities()]


class Act(scanned.Form):
    """What every act asks: nothing, but which version of the case was seen."""

    intro: ClassVar[Sentence] = ""
    warning: ClassVar[Sentence] = ""
    grave: ClassVar[bool] = False
    multipart: ClassVar[bool] = False
    quoted: str = ""  # what somebody wrote, to be read before the act

    version = forms.SeenVersion()

    def offer(self, case: Any, actor: Actor) -> None:
        """Set what depends on the case: choices, or questions that this actor is not asked."""

    def facts(self) -> Values:
        """What the act is performed with."""
        return {
            f.short_name: f.kept if isinstance(f, scanned.Pages) else f.data
            for f in self.questions
            if f.kind != "hidden" and not isinstance(f, forms.OneTimeCode)
        }

    def skip_paper(self, actor: Actor, *roles: str) -> None:
        """Anyone who answers in person is not asked what came on paper."""
        if any(actor.has(role) for role in roles):
            for name in ("on_paper", "signer", "signed_on", "scan"):
                if name in self:
                    del self[name]


def his_language() -> forms.Select:
    """In which language the offender is written to."""
    return forms.Select(_("Language of letters to the {offender}"), lambda: [
        ("", gettext("As on file, or English")), ("en", gettext("English")),
        ("es", gettext("Spanish")),
    ])  # fmt: skip


# Questions that many forms ask; a fresh one for each, since forms keep the order of making.


def a_note() -> forms.Words:
    """Something to add in words."""
    return forms.Words(
        _("Note"),
        hint=_("For the staff assigned to this case. Write what was found, not opinions."),
    )


def by_paper() -> forms.Tick:
    """Whether the answer came on paper."""
    return forms.Tick(_("The answer came on a signed document"))


def its_signer() -> forms.Line:
    """Who signed that paper."""
    asked = needed_if("on_paper", True, sentence=_("Enter who signed the document."))
    return forms.Line(_("Who signed the document"), checks=[asked])


def its_date() -> forms.DayMonthYear:
    """The date on that paper."""
    asked = needed_if("on_paper", True, sentence=_("Enter the date on the document."))
    return forms.DayMonthYear(_("Date on the document"), latest=queries.today, checks=[asked])


def its_scan() -> Pages:
    """That paper, as it was scanned."""
    return scanned.Pages(_("The signed document, if you have scanned it"))


class OnPaper(Act):
    """An act of somebody else that a planner may enter from a signed paper."""

    multipart = True


class Hold(Act):
    """A pause."""

    reason = forms.Choice(_("Why"), lambda: codes("hold_codes"), needed=_("Choose a reason."))


class Spoken(Act):
    """An act that begins with having spoken with the person, in a way that they allow."""

    def offer(self, case: Any, actor: Actor) -> None:  # noqa: ARG002
        """The safe ways, by channel; their words are on the case's page."""
        self.offered = case_file.safe_ways(case)
        self.way.choices = [
            *((key, gettext(CHANNELS[way.channel])) for key, way in self.offered.items()),
            ("came", gettext("The person came to us")),
        ]

    def facts(self) -> Values:
        """The way as its row."""
        way = self.way.data
        return super().facts() | {"way": self.offered.get(way), "came_to_us": way == "came"}


def how_spoken() -> forms.Choice:
    """The way that was used."""
    return forms.Choice(_("How you spoke"), needed=_("Choose how you spoke."))
