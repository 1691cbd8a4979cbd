"""Who facilitates: one who is assigned, another who takes over, a second one (S6, S16, S21)."""

from dataclasses import dataclass

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import gate, queries
from shared.dialogue.case import ask_paper
from shared.people import contact
from shared.records.models import Account, Assignment, DialogueCase, Grant, Participant, Task
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class Facilitator(Facts):
    """An account, and its declaration that it is tied to neither side."""

    facilitator: str = ""
    no_conflict: bool = False


# -- guards ------------------------------------------------------------------------------------


def is_facilitator_listed(act: Act[Facilitator]) -> bool:
    """S16: an active account that facilitates."""
    account = Account.get_or_none(Account.id == act.facts.facilitator)
    return account is not None and account.active and _facilitates(account)


def is_facilitator_qualified(act: Act[Facilitator]) -> bool:
    """S6: every credential is in force."""
    return queries.is_qualified(act.facts.facilitator)


def has_facilitator_room(act: Act[Facilitator]) -> bool:
    """The facilitator has fewer cases than the policy allows."""
    most = policy.current().dialogue.facilitator_cases
    return queries.load_of(act.facts.facilitator, act.subject) < most


# S6, S16: an active facilitator with every credential in force, and room for a case.
FACILITATOR_READY = (
    Guard(is_facilitator_listed, N_("Choose a facilitator from the list.")),
    Guard(
        is_facilitator_qualified,
        N_("This facilitator's training or ethics code is missing or has expired."),
    ),
    Guard(has_facilitator_room, N_("This facilitator has as many cases as the policy allows.")),
)


def _facilitates(account: Account) -> bool:
    mine = (Grant.account == account) & (Grant.role == "facilitator") & Grant.ended_at.is_null()
    return bool(Grant.select().where(mine).exists())


def is_another_facilitator(act: Act[Facilitator]) -> bool:
    """One who does not facilitate the case already; the second of a pair may take the lead."""
    mine = (Assignment.case == act.subject) & Assignment.ended_at.is_null()
    mine &= Assignment.facilitator == act.facts.facilitator
    if act.action == "hand_over":
        mine &= ~Assignment.second
    return not Assignment.select().where(mine).exists()


ANOTHER_FACILITATOR = Guard(
    is_another_facilitator, N_("This person already facilitates this case.")
)


def has_no_conflict(act: Act[Facilitator]) -> bool:
    """The facilitator declared no tie to either side."""
    return act.facts.no_conflict


NO_CONFLICT = Guard(
    has_no_conflict,
    N_("First, the facilitator must declare that there is no conflict of interest."),
)


# -- effects -----------------------------------------------------------------------------------


def assign(act: Act[Facilitator]) -> None:
    """Assign, and name the two participants the case is about."""
    case, facilitator = act.subject, act.facts.facilitator
    Assignment.make(case=case, facilitator=facilitator, by=act.actor.id, no_conflict=True)
    harmed = _participant(case, "person", "person_harmed", person=case.person_id)
    responsible = _participant(case, "offender", "offender", offender=case.offender_id)
    ask_paper(act, "agreement-victim", case.person.language, "participant", harmed.id)
    ask_paper(act, "agreement-offender", case.offender.language, "participant", responsible.id)
    contact.ask_task("person.tell", "case", case.id, "planner")
    ask_paper(act, "facilitator-appointment")


def _participant(case: DialogueCase, side: str, role: str, **who: object) -> Participant:
    return Participant.make(
        key=case.key, case=case, side=side, role=role, adult=True, ties="own_side",
        cleared_on=queries.today(), **who,
    )  # fmt: skip


def hand_over(act: Act[Facilitator]) -> None:
    """Another facilitator takes the case, with what is due; the one before keeps no access.

    The second of a pair stays, or takes the lead.
    Staff tell the person first; what was approved named another, and is asked for anew.
    """
    case, facilitator = act.subject, act.facts.facilitator
    leaves = ~Assignment.second | (Assignment.facilitator == facilitator)
    Assignment.update(ended_at=clock.now()).where(
        (Assignment.case == case) & Assignment.ended_at.is_null() & leaves
    ).execute()
    Task.update(account=facilitator).where(
        (Task.subject == case.id) & (Task.role == "facilitator") & Task.done_at.is_null()
        & Task.account.is_null(False) & (Task.parent == "")
    ).execute()  # fmt: skip
    Assignment.make(case=case, facilitator=facilitator, by=act.actor.id, no_conflict=True)
    contact.ask_task("person.tell", "case", case.id, "planner")
    ask_paper(act, "facilitator-appointment")
    gate.close(act, "people")


def add_second(act: Act[Facilitator]) -> None:
    """A second facilitator beside the first (a pair)."""
    Assignment.make(
        case=act.subject, facilitator=act.facts.facilitator, by=act.actor.id, no_conflict=True,
        second=True,
    )  # fmt: skip
    contact.ask_task("person.tell", "case", act.subject.id, "planner")
    ask_paper(act, "facilitator-appointment")
    gate.close(act, "people")
