"""The form of each act on a case, up to the assigned facilitator: a table, action → form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, policy, web
from shared.base.values import Values
from shared.dialogue import approach, assessment, case_file, orders, queries, signing
from shared.forms import needed_if
from shared.people import contact
from shared.records.permissions import Actor
from staff.acting.act_forms import (
    Act,
    Hold,
    OnPaper,
    Spoken,
    a_note,
    by_paper,
    codes,
    his_language,
    how_spoken,
    its_date,
    its_scan,
    its_signer,
    places,
    said,
)
from staff.cases import exchange_forms, meeting_forms

if TYPE_CHECKING:
    from shared.records.models import DialogueCase


class Identify(Act):
    """The offender and the incident."""

    intro = _(
        "Compare with the court file before you save. After that, the case is tied to this person."
    )
    name = forms.Line(_("Full name"), needed=_("Enter the name."))
    number = forms.OffenderNumber(_("Number in custody records"), needed=_("Enter the number."))
    birth_date = forms.DayMonthYear(_("Date of birth, if known"), latest=queries.today)
    facility = forms.Select(
        _("Where held now"), lambda: [*places(), ("", gettext("Not known yet"))]
    )
    language = his_language()
    county = forms.Line(_("County of the incident"), max_length=80)
    year = forms.Number(_("Year of the incident"), least=1900, most=2100)
    court_number = forms.Line(_("Court number"), max_length=80)

    def facts(self) -> Values:
        """The year as a number or nothing."""
        given = super().facts()
        day = given.pop("birth_date")
        return given | {"birth_date": day.isoformat() if day else "", "year": given["year"] or None}


class OwnWish(Act):
    """S2."""

    intro = _("No one is pressuring the person, and no one asked in the person's place.")
    spoken = forms.Tick(_("I spoke with the person, and it is their own wish"),
                       needed=_("Check the box once you have spoken with the person."))  # fmt: skip

    def facts(self) -> Values:
        """The tick says that there is something to record; nothing else is kept."""
        return {}


class Find(Act):
    """One item of the policy's list."""

    item = forms.Select(_("Item"), needed=_("Choose an item from the list."))
    answer = forms.Choice(
        _("What was found"), lambda: said(case_file.ANSWERS), needed=_("Choose what was found.")
    )
    look_again_on = forms.DayMonthYear(
        _("Look again on"), earliest=queries.today, too_early=_("Choose a future date."),
        checks=[needed_if("answer", "deferred", sentence=_("Enter the date to look again."))],
    )  # fmt: skip
    note = a_note()

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002
        """The items in the words of the policy."""
        language = web.language()
        self.item.choices = [
            (item.id, item.label.say(language))
            for item in policy.current().eligibility_items.values()
        ]

    def facts(self) -> Values:
        """Yes and no are turned into met and unmet by what the item asks."""
        item = policy.current().eligibility_items[self.item.data]
        return {"item": item.id, "finding": case_file.finding_of(item, self.answer.data),
                "note": self.note.data, "look_again_on": self.look_again_on.data}  # fmt: skip


def _day_of_check() -> forms.DayMonthYear:
    return forms.DayMonthYear(_("Date of the check"), latest=queries.today, default=queries.today,
                              needed=_("Enter the date of the check."))  # fmt: skip


class CheckOrders(Act):
    """Protection and no-contact orders."""

    intro = _(
        "Search the records of the department, and of the courts in every county that matters. "
        "Read the wording and the dates: an order that has ended does not count, and some orders "
        "allow contact that a program arranges."
    )
    checked_on = _day_of_check()
    found = forms.Choice(_("What was found"), lambda: said(orders.FOUND),
                         needed=_("Choose what was found."))  # fmt: skip


class CheckVisits(Act):
    """S31: not a way round a visit restriction."""

    intro = _("Answer from the facility's visitor list, not from what anyone says about it.")
    checked_on = _day_of_check()
    found = forms.Choice(_("What the list says"), lambda: said(case_file.VISITS),
                         needed=_("Choose what was found."))  # fmt: skip


class AskAssessment(Act):
    """S13."""

    intro = _(
        "The request goes to the facility where the {offender} is held. It says nothing about the "
        "person who asked."
    )
    role = forms.Choice(
        _("Who to ask"),
        [("case_manager", _("The case manager")), ("chaplain", _("The unit chaplain"))],
        needed=_("Choose who to ask."),
    )


class AnswerAssessment(OnPaper):
    """Capacity and willingness."""

    intro = _("Do not speak with the {offender} about this request. Answer from what you know.")
    capacity = forms.Choice(
        _("Is this person able to take part in a structured conversation about the harm done?"),
        lambda: said(assessment.ANSWERS), needed=_("Choose an answer about capacity."),
    )  # fmt: skip
    willingness = forms.Choice(
        _("As far as you know, would this person be willing to take responsibility?"),
        lambda: said(assessment.ANSWERS), needed=_("Choose an answer about willingness."),
    )  # fmt: skip
    note = forms.Words(
        _("Anything staff should know"),
        hint=_("No health information without the {offender}'s own consent."),
    )
    on_paper, signer, signed_on, scan = by_paper(), its_signer(), its_date(), its_scan()

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002
        """A planner enters what came on paper, where each is asked in two questions."""
        self.skip_paper(actor, *assessment.ROLES)
        if "on_paper" in self:
            self.capacity.hint = self.willingness.hint = gettext(
                "Choose yes only if both answers on the form are yes. Enter “in part” as “cannot "
                "say”."
            )


class LogConversation(Spoken):
    """Ruling 10."""

    intro = _(
        "Use only a way the person marked as safe. Before you ask, say what the {offender} will be "
        "told."
    )
    way = how_spoken()
    told = forms.Tick(
        _("I said what the {offender} will be told, and that this cannot be taken back"),
        needed=_("The person must know what the {offender} will be told."),
    )
    retaliation = forms.Choice(_("Fear of retaliation"), lambda: said(contact.RETALIATION),
                               needed=_("Choose what the person said about fear."))  # fmt: skip
    go_ahead = forms.Choice(
        _("What the person said"),
        [("yes", _("Go ahead")), ("no", _("Not now, or not this way"))],
        needed=_("Choose what the person said."),
    )
    note = a_note()

    def facts(self) -> Values:
        """The answer as yes or no."""
        return super().facts() | {"go_ahead": self.go_ahead.data == "yes"}


def explained() -> forms.Tick:
    """S1, S8: a no is not the end of what is open."""
    return forms.Tick(
        _("I explained what other options there are, and how to ask again later"),
        needed=_("Tell the person that there are other options, and how to ask again later."),
    )


class KeepOnFile(Spoken):
    """After a no."""

    intro = _("Say it in person, without giving a reason and without blame.")
    way = how_spoken()
    explained = explained()
    note = a_note()


class OtherForm(Spoken):
    """After a no, another form (S8): the approach begins again."""

    intro = _("The approach starts over: a new conversation, a new agreement, a new answer.")
    way = how_spoken()
    explained = explained()
    form = forms.Choice(_("Format"), lambda: codes("forms", of=policy.current().dialogue),
                        needed=_("Choose the format of the dialogue."))  # fmt: skip
    note = a_note()


class NameSubstitute(Spoken):
    """Someone else in the offender's place, at the person's wish: everything begins again."""

    intro = _(
        "Everything starts over with this person: the list, the checks, the assessment, the "
        "go-ahead of the person who asked, an answer of their own, both signatures. The previous "
        "person is told nothing about it."
    )
    way = how_spoken()
    explained = explained()
    wished = forms.Tick(
        _("The person wants to meet someone who did a similar harm, and knows it is not the same "
          "person"),
        needed=_("Record that the person wants this, and knows it would not be the one who harmed "
                 "them."),
    )  # fmt: skip
    name = forms.Line(_("Full name of the surrogate"), needed=_("Enter the name."))
    number = forms.OffenderNumber(_("Number in custody records"), needed=_("Enter the number."))
    facility = forms.Select(_("Where held now"), lambda: [("", gettext("Choose one")), *places()],
                            needed=_("Choose a facility from the list."))  # fmt: skip
    language = his_language()
    no_tie = forms.Tick(
        _("I checked: this person has no tie to anyone in this case, or to what happened"),
        needed=_("First check that the surrogate has no tie to anyone in this case."),
    )
    note = a_note()


class AskAgain(Act):
    """Only the person may ask again (S2)."""

    asked = forms.Tick(
        _("The person asked again, in their own words"),
        needed=_("Only the person can ask again. Record that they did."),
    )


class RecordAge(Act):
    """S26: from that day on the person counts as adult."""

    adult_on = forms.DayMonthYear(_("Date of 18th birthday"), needed=_("Enter the date."))


class TellOffender(Act):
    """It cannot be undone."""

    grave = True
    warning = _(
        "Telling the {offender} cannot be undone. First we check for new messages: if the person "
        "has stopped, nothing is saved and no one can be told."
    )
    done = forms.Tick(_("I told the {offender}, with the invitation, and nothing more"),
                      needed=_("Check the box once the {offender} has been told."))  # fmt: skip

    def facts(self) -> Values:
        """That it was done."""
        return {}


class RecordAnswer(Act):
    """S15."""

    intro = _("The answer is the {offender}'s own. It can be taken back at any time.")
    answer = forms.Choice(_("The {offender}'s answer"), lambda: said(approach.ANSWERS),
                          needed=_("Choose the answer."))  # fmt: skip


class Decision(Act):
    """S30: approve or refuse."""

    decision = forms.Choice(_("Decision"), lambda: said(signing.DECISIONS),
                            needed=_("Choose to approve or to refuse."))  # fmt: skip
    reason = forms.Choice(
        _("Reason, if you refuse"), lambda: codes("refusal_codes"),
        checks=[needed_if("decision", "refuse", sentence=_("To refuse, choose a reason."))],
    )  # fmt: skip


class RefuseApproach(Act):
    """S20: the Division's no, before anybody was told."""

    intro = _("A staff member tells the person, without blame, and explains what else they can ask "
              "for.")  # fmt: skip
    reason = forms.Choice(_("Why"), lambda: codes("refusal_codes"),
                          needed=_("To refuse, choose a reason."))  # fmt: skip


class SignForDivision(OnPaper, Decision):
    """The coordinator's, on screen or from a signed paper."""

    on_paper, signer, signed_on, scan = by_paper(), its_signer(), its_date(), its_scan()

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002
        """A planner enters what came on paper."""
        self.skip_paper(actor, "coordinator")


class SignForFacility(OnPaper, Decision):
    """The superintendent's, on screen or from a signed paper."""

    on_paper, signer, signed_on, scan = by_paper(), its_signer(), its_date(), its_scan()

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002
        """A planner enters what came on paper."""
        self.skip_paper(actor, "superintendent")


class Close(Act):
    """An end that blames nobody."""

    grave = True
    warning = _(
        "Call the person before you close the case: they should hear it from you, not from the "
        "website."
    )
    closure = forms.Choice(_("How this ends"), lambda: codes("closure_codes"),
                           needed=_("Choose how this ends."))  # fmt: skip


class RecordDeath(Act):
    """Edge of every request: it belongs to the person alone, and passes to nobody."""

    grave = True
    warning = _(
        "The request ends, and so does all contact with it. It does not pass to the family: family "
        "members can ask for themselves."
    )
    died_on = forms.DayMonthYear(_("Date of death"), needed=_("Enter the date."),
                                 latest=queries.today)  # fmt: skip


class Withdraw(Act):
    """Ruling 9."""

    grave = True
    intro = _("The person does not have to say why. Everything requested in this case stops at "
              "once.")  # fmt: skip


FORMS: dict[str, type[Act]] = {
    "open": Act,
    "identify": Identify,
    "own_wish": OwnWish,
    "find": Find,
    "check_orders": CheckOrders,
    "check_visits": CheckVisits,
    "ask_assessment": AskAssessment,
    "answer_assessment": AnswerAssessment,
    "accept_assessment": Act,
    "log_conversation": LogConversation,
    "agree_approach": Act,
    "refuse_approach": RefuseApproach,
    "tell_offender": TellOffender,
    "record_answer": RecordAnswer,
    "ask_signatures": Act,
    "sign_division": SignForDivision,
    "sign_superintendent": SignForFacility,
    **meeting_forms.FORMS,
    **exchange_forms.FORMS,
    "sign_visit": SignForFacility,
    "record_age": RecordAge,
    "keep_on_file": KeepOnFile,
    "other_form": OtherForm,
    "name_substitute": NameSubstitute,
    "ask_again": AskAgain,
    "hold": Hold,
    "resume": Act,
    "close": Close,
    "record_death": RecordDeath,
    "withdraw": Withdraw,
}
