"""The forms of the acts on letters and registrations: tables, action → form."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from shared import forms
from shared.base.values import Values
from shared.forms import needed_if
from shared.frontdoor.envelopes import STANDINGS
from shared.letters import queries
from shared.letters.registration import acts
from shared.letters.review import guards
from shared.people import contact
from shared.records.permissions import Actor
from staff.acting.act_forms import Act, Hold, places, said


def _today() -> date:
    return queries.today()


# -- letters -----------------------------------------------------------------------------------


class Withdraw(Act):
    """The writer's own act."""

    grave = True
    intro = _(
        "The writer takes the letter back. Tell the writer that it is withdrawn, and nothing more."
    )

    asked = forms.Tick(_("The writer asked for it"), needed=_("Check the box if the writer asked."))

    def facts(self) -> Values:
        """Nothing is kept but that it was done."""
        return {}


class MovePaper(Act):
    """Each hand-over of the original is logged."""

    place = forms.Line(_("Where the paper is now"), needed=_("Enter where the paper is."),
                       max_length=40)  # fmt: skip


class Transfer(Act):
    """Where the writer is now."""

    intro = _(
        "From now on the screeners there see this letter and what needs to be done with it; your "
        "screeners do not. Move the original too, if it is not in the bank, and record where it is."
    )
    facility = forms.Select(_("Where the writer is now"), places,
                            needed=_("Choose the facility where the writer is now."))  # fmt: skip

    def offer(self, case: Any, _actor: Actor) -> None:
        """Every open facility but the letter's own."""
        self.facility.choices = [row for row in places() if row[0] != case.facility_id]


class DecideThreat(Act):
    """Warn, or do not warn."""

    intro = _(
        "Decide whether someone must be warned. It makes no difference whether anyone asked to be "
        "notified."
    )
    decision = forms.Choice(_("Decision"), lambda: said(guards.WARNINGS),
                            needed=_("Choose whether to warn."))  # fmt: skip


class Reject(Act):
    """The end of what was preserved."""

    grave = True
    warning = _("The writer is told that the letter was not accepted. It cannot be reviewed again.")


LETTER_FORMS: dict[str, type[Act]] = {
    "withdraw": Withdraw,
    "move_paper": MovePaper,
    "transfer": Transfer,
    "decide_threat": DecideThreat,
    "release": Act,
    "reject": Reject,
}


# -- registrations -----------------------------------------------------------------------------


class Verify(Act):
    """Identity, standing and age."""

    intro = _("We do not look for any letter before this is saved.")
    how = forms.Choice(_("How was identity verified?"), lambda: said(contact.VERIFIED_HOW),
                       needed=_("Choose how identity was verified."))  # fmt: skip
    standing = forms.Choice(_("Relationship to the case"), lambda: said(STANDINGS),
                            needed=_("Choose the person's relationship to the case."))  # fmt: skip
    adult = forms.Choice(
        _("Is the person 18 or older?"), [("yes", _("Yes")), ("no", _("No"))],
        needed=_("Choose whether the person is 18 or older."),
    )  # fmt: skip
    adult_on = forms.DayMonthYear(
        _("Date of 18th birthday"), earliest=_today,
        checks=[needed_if("adult", "no", sentence=_("Enter the date of the 18th birthday."))],
    )  # fmt: skip

    def facts(self) -> Values:
        """The age as a truth."""
        return super().facts() | {"adult": self.adult.data == "yes"}


class Refuse(Act):
    """Why the registration ends."""

    grave = True
    warning = _(
        "Call the person before you close the case: they should hear it from you, not from the "
        "website."
    )
    closure = forms.Choice(_("Why"), lambda: said(acts.CLOSURES),
                           needed=_("Choose a reason."))  # fmt: skip


class Identify(Act):
    """The offender and the incident."""

    intro = _(
        "Compare with the court file before you save. We look for letters by what you enter here."
    )
    name = forms.Line(_("Full name of the {offender}"), needed=_("Enter the name."))
    number = forms.OffenderNumber(_("Number in custody records"), needed=_("Enter the number."),
                        max_length=40)  # fmt: skip
    facility = forms.Select(_("Where held now"), places)
    county = forms.Line(_("County of the incident"), max_length=80)
    year = forms.Number(_("Year of the incident"), least=1900, most=2100)
    court_number = forms.Line(_("Court number"), max_length=80)
    harmed = forms.Line(_("Who was harmed, if it was another family member"))


class RecordWays(Act):
    """As the person says it to us."""

    intro = _(
        "Enter only what the person tells you now: which ways are safe. This replaces the whole "
        "set; any way you do not enter is no longer used. Hours, days not to contact the person, "
        "and needs stay as they are."
    )
    phone = forms.Phone(_("Phone number the person says is safe"))
    voicemail = forms.Tick(_("OK to leave a voicemail there"))
    address = forms.Words(_("Mailing address the person says is safe"), rows=3, max_length=400)
    substitute = forms.Tick(_("It is a substitute address"))
    how = forms.Choice(_("How do you know it is the person?"),
                       lambda: said(contact.VERIFIED_HOW),
                       needed=_("Choose how identity was verified."))  # fmt: skip

    def facts(self) -> Values:
        """Ways as the public site gives them."""
        ways = []
        if self.phone.data:
            ways.append({"channel": "phone", "value": self.phone.data, "safe": True,
                         "voicemail": self.voicemail.data})  # fmt: skip
        if self.address.data:
            ways.append({"channel": "post", "value": self.address.data, "safe": True,
                         "substitute": self.substitute.data})  # fmt: skip
        return {"ways": ways, "how": self.how.data}


class Choose(Act):
    """S40: the whole set."""

    intro = _("Record what the person says. What you do not check is not told.")
    tell_requested = forms.Tick(_("That someone asked to be told about a letter"))
    tell_received = forms.Tick(_("That the letter was received"))
    tell_read = forms.Tick(_("That the letter was read"))

    def offer(self, case: Any, _actor: Actor) -> None:
        """The boxes as they stand, until others are sent."""
        if not self.is_submitted():
            for fact in acts.FACTS:
                self[f"tell_{fact}"].data = getattr(case, f"tell_{fact}")


class RecordDeath(Act):
    """Edge case 5."""

    grave = True
    intro = _(
        "Everything on its way to the person stops. The wish was the person's alone: family can "
        "ask in their own name."
    )
    died_on = forms.DayMonthYear(_("Date of death"), needed=_("Enter the date."), latest=_today)


class Cancel(Act):
    """Ruling 9."""

    grave = True
    intro = _("The person does not have to say why. Everything on its way stops at once.")


REGISTRATION_FORMS: dict[str, type[Act]] = {
    "verify": Verify,
    "identify": Identify,
    "record_ways": RecordWays,
    "choose": Choose,
    "refuse": Refuse,
    "close": Refuse,
    "record_death": RecordDeath,
    "cancel": Cancel,
    "hold": Hold,
    "resume": Act,
}


# -- matches -----------------------------------------------------------------------------------


class Confirm(Act):
    """Who declined a letter is not asked of it again, unless they ask."""

    intro = _(
        "Saying yes does not notify anyone: next, the person is asked, in the ways they allow."
    )
    own_accord = forms.Tick(_("The person asked about this letter on their own"))

    def offer(self, case: Any, _actor: Actor) -> None:
        """Asked only of a letter that they declined."""
        if case.state != "declined_before":
            del self.own_accord


MATCH_FORMS: dict[str, type[Act]] = {"confirm": Confirm, "refuse": Act, "reopen": Act}
