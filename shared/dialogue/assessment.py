"""The initial assessment: capacity and willingness, from case manager or chaplain (S13)."""

from dataclasses import dataclass

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import filings, queries
from shared.dialogue.case import ask_paper, needed
from shared.dialogue.filings import OnPaper
from shared.records import vault
from shared.records.models import Assessment, DialogueCase
from shared.records.workflow import Act, Facts, Guard

ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "unsure": N_("Cannot say")}
ROLES = ("case_manager", "chaplain")


@dataclass(frozen=True)
class Asked(Facts):
    """Who is asked at the facility: a role of `ROLES`."""

    role: str = ""


@dataclass(frozen=True)
class Answered(OnPaper):
    """Both answers, by the codes of `ANSWERS`, and what else staff should know."""

    capacity: str = ""
    willingness: str = ""
    note: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_role_named(act: Act[Asked]) -> bool:
    """Case manager, or chaplain."""
    return act.facts.role in ROLES


ROLE_NAMED = Guard(is_role_named, N_("Choose who to ask: the case manager or the chaplain."))


def is_waiting(act: Act[Facts]) -> bool:
    """An assessment was asked for and is not answered."""
    return queries.open_assessment(act.subject) is not None


WAITING = Guard(is_waiting, N_("No assessment is waiting for an answer."))


def is_asked_of_actor(act: Act[Facts]) -> bool:
    """It was asked of this actor's role and facility; a planner enters any, from paper."""
    asked = queries.open_assessment(act.subject)
    if asked is None or act.actor.has("planner"):
        return True
    return (asked.role, asked.facility_id) in act.actor.roles


ASKED_OF_ACTOR = Guard(is_asked_of_actor, N_("This assessment was requested from someone else."))


def can_be_asked(act: Act[Asked]) -> bool:
    """None is waiting, but one that is late, or that another office is asked for instead."""
    asked = queries.open_assessment(act.subject)
    return asked is None or asked.due_on < queries.today() or asked.role != act.facts.role


CAN_BE_ASKED = Guard(
    can_be_asked,
    N_(
        "This office was already asked, and its deadline has not passed. You can ask the other one."
    ),
)


def is_complete(act: Act[Answered]) -> bool:
    """Both questions answered."""
    return act.facts.capacity in ANSWERS and act.facts.willingness in ANSWERS


COMPLETE = Guard(is_complete, N_("Answer both questions: capacity and willingness."))


def is_none_waiting(act: Act[Facts]) -> bool:
    """No assessment is asked for and unanswered."""
    return queries.open_assessment(act.subject) is None


NONE_WAITING = Guard(is_none_waiting, N_("The assessment has not been answered yet."))


def is_answered(act: Act[Facts]) -> bool:
    """An assessment of the offender named now was answered."""
    return queries.last_assessment(act.subject) is not None


ANSWERED = Guard(is_answered, N_("No assessment has been answered yet."))


def is_able_and_willing(act: Act[Facts]) -> bool:
    """The last assessment found both."""
    last = queries.last_assessment(act.subject)
    return last is not None and (last.capacity, last.willingness) == ("yes", "yes")


ABLE_AND_WILLING = Guard(
    is_able_and_willing, N_("The last assessment did not find both capacity and willingness.")
)
FOUND_BOTH = (NONE_WAITING, ANSWERED, ABLE_AND_WILLING)


def is_own_or_on_paper(act: Act[OnPaper]) -> bool:
    """The facility answers on screen; a planner enters its answer only from a signed paper."""
    return act.facts.on_paper or any(place for _, place in act.actor.roles)


OWN_OR_ON_PAPER = Guard(
    is_own_or_on_paper,
    N_("You can enter this only from a signed paper. Enter who signed it, and the date."),
)


def is_paper_signed(act: Act[OnPaper]) -> bool:
    """The paper, if there is one, has a signer, and a day that is not in the future."""
    facts = act.facts
    if not facts.on_paper:
        return True
    is_past = facts.signed_on is not None and facts.signed_on <= queries.today()
    return bool(facts.signer) and is_past


PAPER_SIGNED = Guard(
    is_paper_signed, N_("Enter who signed the paper, and the date. It cannot be in the future.")
)


def is_paper_of_this(act: Act[OnPaper]) -> bool:
    """The paper is not one from before this was asked for."""
    return filings.is_dated_after(act, queries.open_assessment(act.subject))


PAPER_OF_THIS = Guard(is_paper_of_this, filings.TOO_OLD)


# -- effects -----------------------------------------------------------------------------------


def ask(act: Act[Asked]) -> None:
    """Ask at the offender's facility, with a deadline; what was asked before is asked no more."""
    case, role = act.subject, act.facts.role
    close_open(case)
    offender = needed(queries.offender_of(case))  # is_offender_known
    due = policy.current().due("assessment", queries.today())
    asked = Assessment.make(
        key=case.key, case=case, offender=offender, facility=offender.facility_id, role=role,
        asked_by=act.actor.id, due_on=due,
    )  # fmt: skip
    ask_paper(act, "assessment-request", noun="assessment", subject=asked.id)
    act.entry.note(facility=offender.facility_id, due_on=due.isoformat())


def close_open(case: DialogueCase) -> None:
    """What was asked and not answered is asked no more."""
    mine = (Assessment.case == case) & Assessment.closed_at.is_null()
    Assessment.update(closed_at=clock.now()).where(mine).execute()


def record_answer(act: Act[Answered]) -> None:
    """Keep the answer, on screen or from a signed paper."""
    facts = act.facts
    asked = needed(queries.open_assessment(act.subject))  # is_waiting
    said = {"note": facts.note, "signer": facts.signer}
    private = {name: words for name, words in said.items() if words}
    Assessment.update(
        capacity=facts.capacity, willingness=facts.willingness, answered_at=clock.now(),
        answered_by=act.actor.id, on_paper=facts.on_paper, signed_on=facts.signed_on,
        closed_at=clock.now(),
        sealed=vault.seal(act.subject.key, "assessment", asked.id, private) if private else b"",
    ).where(Assessment.id == asked.id).execute()  # fmt: skip
    filings.keep_if_scanned(act, "assessment")
    act.entry.note(on_paper=facts.on_paper)
