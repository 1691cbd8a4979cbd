"""Forms other than meeting (S8): what each needs, and what an exchange must have gone through.

Whatever comes from the offender's side on paper or film goes through the letter bank: three
reviews, sealed custody, the person's second yes (S32, S41, S46, S47).  The link between a case and
a letter is only looked up here, by the person who asked and the offender's number; no row holds
it, so that no facility can see it.
"""

from dataclasses import dataclass

from shared import policy
from shared.base.translation import N_
from shared.dialogue import queries
from shared.people.contact import same_person
from shared.records.models import Delivery, DialogueCase, Letter, Registration
from shared.records.workflow import Act, Facts, Guard

# Forms in which something of the offender's is handed to the person.
THROUGH_THE_BANK = ("letters", "recorded_video")
GIVEN = ("mailed", "given", "closed")

# The lines of the checklist that a form leaves out.
_WITHOUT_ROOM = {"room", "identity", "arrival", "support", "transport"}
LEFT_OUT: dict[str, set[str]] = {
    "letters": _WITHOUT_ROOM,
    "recorded_video": _WITHOUT_ROOM - {"room"},
    "shuttle": {"arrival", "transport"},
}


def registrations(case: DialogueCase) -> list[Registration]:
    """The registrations of the person who asked, open now."""
    mine = (Registration.person << same_person(case.person)) & (Registration.closure == "")
    return list(Registration.select().where(mine))


def is_letter_given(case: DialogueCase) -> bool:
    """Whether a letter of this offender, banked, was handed to this person by their own yes."""
    offender = queries.offender_of(case)
    if offender is None or not offender.number_digest:
        return False
    passed = Letter.number_digest == offender.number_digest
    rows = Delivery.select().join(Letter).where(
        passed & (Letter.state == "banked")
        & (Delivery.registration << [row.id for row in registrations(case)])
        & (Delivery.state << GIVEN) & Delivery.sealed_by.is_null(False)
    )  # fmt: skip
    return bool(rows.exists())


@dataclass(frozen=True)
class FormChosen(Facts):
    """The form of a visit that is planned, by its id in the policy."""

    form: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_form_known(act: Act[FormChosen]) -> bool:
    """A form that the policy knows."""
    return act.facts.form in policy.current().dialogue.forms


FORM_KNOWN = Guard(is_form_known, N_("Choose the format of the dialogue."))


def is_open_to_counterpart(act: Act[FormChosen]) -> bool:
    """One who stands in cannot write to the person: the bank takes letters of one's own deed (S36).

    So the forms that go through the bank are left to the offender who is responsible.
    """
    return act.facts.form not in THROUGH_THE_BANK or not queries.stands_in(act.subject)


def is_person_registered(act: Act[FormChosen]) -> bool:
    """An exchange begins with the person's own request to be told of a letter (S34, S44)."""
    return act.facts.form not in THROUGH_THE_BANK or bool(registrations(act.subject))


# What a form needs before it is planned.
FORM_OPEN = (
    Guard(
        is_open_to_counterpart,
        N_(
            "With a surrogate, choose another format: the letter bank takes only letters to people "
            "the writer has harmed."
        ),
    ),
    Guard(
        is_person_registered,
        N_(
            "For this format the person must first be on the letter bank's list, by their own "
            "wish: what comes from the other party is reviewed and sealed there."
        ),
    ),
)


def is_passed_on(act: Act[Facts]) -> bool:
    """In these forms nothing is *held* before a letter passed three reviews and was handed over."""
    visit = queries.visit(act.subject)
    return visit is None or visit.form not in THROUGH_THE_BANK or is_letter_given(act.subject)


PASSED_ON = Guard(
    is_passed_on,
    N_(
        "In this format, what comes from the {offender} must first pass the three reviews of the "
        "letter bank and be given to the person, sealed."
    ),
)
