"""The forms of the acts on deliveries: a table, action → form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms
from shared.base.translation import N_
from shared.base.values import Values
from shared.frontdoor.envelopes import CHANNELS
from shared.letters import files, queries
from shared.letters.delivery.address import OPENED_BY
from shared.letters.delivery.asking import MANNERS
from shared.people import contact
from shared.records.permissions import Actor
from staff.acting.act_forms import Act, Hold, a_note, said

if TYPE_CHECKING:
    from shared.records.models import Delivery

ORDERS = {
    "none": N_("No order is in force"),
    "active": N_("An order does not allow contact"),
    "facilitated": N_("An order is in force, and allows what the program arranges"),
}
SEALS = {"whole": N_("Sealed, as it left"), "broken": N_("Opened or damaged")}
TELLS = {
    "requested": N_("That someone asked to be told about a letter"),
    "received": N_("That the letter was received"),
    "read": N_("That the letter was read"),
}
LANGUAGES = {"none": N_("No translation"), "en": N_("English"), "es": N_("Spanish")}


def _today() -> date:
    return queries.today()


class Attempt(Act):
    """S46: only as the person allows."""

    intro = _("Use only a way the person marked as safe. First we check for new messages.")
    way = forms.Choice(_("How"), needed=_("Choose a way that the person has said is safe."))
    outcome = forms.Choice(_("Result"), lambda: said(contact.OUTCOMES),
                           needed=_("Choose a result."))  # fmt: skip
    note = a_note()

    def offer(self, case: Delivery, _actor: Actor) -> None:
        """The safe ways, by channel; what they are is on the delivery's page."""
        self.offered = {way.id: way for way in files.safe_ways(case)}
        self.way.choices = [
            *((one, gettext(CHANNELS[way.channel])) for one, way in self.offered.items()),
            ("came", gettext("The person came to us")),
        ]

    def facts(self) -> Values:
        """The way as its row."""
        return {"way": self.offered.get(self.way.data), "came_to_us": self.way.data == "came",
                "outcome": self.outcome.data, "note": self.note.data}  # fmt: skip


class Accept(Act):
    """The second yes."""

    intro = _(
        "Record the person's own words. A yes today may be a no tomorrow: we ask again before it "
        "is sent."
    )
    manner = forms.Choice(_("How should the letter get to the person?"),
                          lambda: said(MANNERS),
                          needed=_("Choose how the letter should get to the person."))  # fmt: skip
    translate_into = forms.Choice(_("Should a translation go in the same envelope?"),
                                  lambda: said(LANGUAGES), default="none")  # fmt: skip

    def offer(self, case: Delivery, _actor: Actor) -> None:
        """What the person said before stands, until they say otherwise."""
        if not self.is_submitted():
            self.manner.data = case.manner if case.answer else None
            self.translate_into.data = case.translate_into or "none"

    def facts(self) -> Values:
        """Read aloud is an answer of its own."""
        answer = "read_aloud" if self.manner.data == "read_aloud" else "now"
        into = self.translate_into.data
        return {"answer": answer, "manner": self.manner.data,
                "translate_into": "" if into == "none" else into}  # fmt: skip


class Defer(Act):
    """Later, with or without a day."""

    look_again_on = forms.DayMonthYear(
        _("Ask again on, if the person gave a date"), earliest=_today,
        too_early=_("Choose a future date."),
    )  # fmt: skip


class Decline(Act):
    """No, or never."""

    answer = forms.Choice(
        _("What the person said"),
        [("no", _("No")), ("never", _("No, and do not ask again"))],
        needed=_("Choose what the person said."),
    )  # fmt: skip


class TakeNewer(Act):
    """The person's word is about one version."""

    intro = _(
        "Only if you told the person about the newer letter, and the person wants it in place of "
        "the earlier one. What was sealed or printed is void. Ask for the answer again, and record "
        "it."
    )
    asked = forms.Tick(_("The person chooses the newer letter"),
                       needed=_("Check the box if the person chose it."))  # fmt: skip

    def facts(self) -> Values:
        """Nothing is kept but that it was done."""
        return {}


class ConfirmAddress(Act):
    """The address, as the person confirmed it."""

    intro = _("Read the address to the person, and record which one can be used.")
    way = forms.Choice(_("Address"), needed=_("Choose the address."))
    opened = forms.Choice(
        _("Who opens mail there?"), lambda: said(OPENED_BY),
        needed=_("Ask the person: who opens mail there? Then choose."),
    )  # fmt: skip

    def offer(self, case: Delivery, _actor: Actor) -> None:
        """The postal addresses marked safe; in the order of the delivery's page."""
        self.offered = {way.id: way for way in files.safe_ways(case) if way.channel == "post"}
        self.way.choices = [
            (one, gettext("Safe address %(number)s", number=number))
            for number, one in enumerate(self.offered, 1)
        ]

    def facts(self) -> Values:
        """The way as its row."""
        return {"way": self.offered.get(self.way.data), "opened": self.opened.data}


class CheckOrders(Act):
    """Protection and no-contact orders."""

    checked_on = forms.DayMonthYear(_("Date of the check"), latest=_today, default=_today,
                                    needed=_("Enter the date of the check."))  # fmt: skip
    found = forms.Choice(_("What was found"), lambda: said(ORDERS),
                         needed=_("Choose what was found."))  # fmt: skip


class Print(Act):
    """The covers."""

    intro = _(
        "First new messages are loaded and everything is checked again. Then the cover letter and "
        "the outer envelope are made."
    )


class Check(Act):
    """Three papers in hand."""

    intro = _("Take the three papers in hand, and read the seal number on each.")
    seal_token = forms.Line(_("On the sealed envelope"), needed=_("Enter the seal number."),
                            max_length=40)  # fmt: skip
    cover_token = forms.Line(_("On the cover letter, as its reference"),
                             needed=_("Enter the seal number."), max_length=40)  # fmt: skip
    outer_token = forms.Line(_("On the outer envelope, at the bottom"), max_length=40,
                             needed=_("Enter the seal number."))  # fmt: skip


class Dispatch(Act):
    """It leaves."""

    grave = True
    warning = _(
        "Once it is mailed, it cannot be called back. The website inbox is checked first: if the "
        "person asked us to stop, nothing is mailed."
    )
    put = forms.Tick(_("I put the sealed envelope and the cover letter into the outer envelope"),
                     needed=_("Check the box once it is done."))  # fmt: skip

    def facts(self) -> Values:
        """That it was done."""
        return {}


class HandOver(Act):
    """In person."""

    grave = True
    identity_seen = forms.Tick(
        _("I saw the person's identity document, or know the person"),
        needed=_("Check the box once you are sure who it is."),
    )  # fmt: skip


class CameBack(Act):
    """Returned post."""

    seal = forms.Choice(_("In what condition did the sealed envelope come "
                          "back?"), lambda: said(SEALS),
                        needed=_("Choose the condition of the envelope."))  # fmt: skip


class Say(Act):
    """The person's own word."""

    intro = _("Only the person's own word counts. Mailing it proves neither.")
    received = forms.Tick(_("The person says it was received"))
    read = forms.Tick(_("The person says it was read"))


class Disclose(Act):
    """S40: one fact."""

    grave = True
    warning = _("What the {offender} has been told cannot be taken back.")
    fact = forms.Choice(_("What the {offender} is told"), needed=_("Choose what to tell."))

    def offer(self, case: Delivery, _actor: Actor) -> None:
        """What is ticked, true and not yet told."""
        self.fact.choices = [(fact, gettext(TELLS[fact])) for fact in queries.facts_to_tell(case)]


DELIVERY_FORMS: dict[str, type[Act]] = {
    "log_attempt": Attempt,
    "accept": Accept,
    "defer": Defer,
    "decline": Decline,
    "take_newer": TakeNewer,
    "confirm_address": ConfirmAddress,
    "check_orders": CheckOrders,
    "print": Print,
    "check": Check,
    "dispatch": Dispatch,
    "hand_over": HandOver,
    "read_aloud": Act,
    "came_back": CameBack,
    "say": Say,
    "disclose": Disclose,
    "close": Act,
    "undo": Act,
    "hold": Hold,
    "resume": Act,
}
