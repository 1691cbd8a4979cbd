"""Telling the offender, which cannot be undone (S14, S15, ruling 10)."""

from dataclasses import dataclass

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries, signing
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records.models import Approach, ContactWay, DialogueCase, Person, Signature
from shared.records.workflow import Act, Facts, Guard, Reason

ANSWERS = {"willing": N_("Agrees to take part"), "unwilling": N_("Does not take part")}


@dataclass(frozen=True)
class Spoken(Facts):
    """That staff spoke with the person: in which way, or that the person came to them."""

    way: ContactWay | None = None
    came_to_us: bool = False


@dataclass(frozen=True)
class Conversation(Spoken):
    """The talk before the offender is told: `retaliation` by the codes of `contact.RETALIATION`.

    `told`: the person knows what the offender will be told.
    """

    told: bool = False
    retaliation: str = ""
    go_ahead: bool = False
    note: str = ""


@dataclass(frozen=True)
class Answer(Facts):
    """What the offender answered: a code of `ANSWERS`."""

    answer: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_way_allowed(act: Act[Spoken]) -> bool:
    """The way used is one the person marked safe and has not stopped."""
    way = act.facts.way
    if way is None and act.facts.came_to_us:
        return True
    ways = {allowed.id for allowed in contact.allowed_ways(Person.get_by_id(act.subject.person_id))}
    return isinstance(way, ContactWay) and way.id in ways


WAY_ALLOWED = Guard(is_way_allowed, N_("Choose a way that the person has said is safe."))


def is_conversation_whole(act: Act[Conversation]) -> bool:
    """What the offender would be told, and fear of retaliation, were both spoken of."""
    return act.facts.told and act.facts.retaliation in contact.RETALIATION


CONVERSATION_WHOLE = Guard(
    is_conversation_whole,
    N_("Record that you told the person what the {offender} will be told, and any fear they have."),
)


def has_conversation(act: Act[Facts]) -> bool:
    """The person was told what the offender would be told, and asked about fear."""
    talk = queries.last_conversation(act.subject)
    return talk is not None and bool(talk.retaliation)


CONVERSATION = Guard(
    has_conversation,
    N_(
        "First record the conversation: what the {offender} will be told, fear of retaliation, "
        "and the person's answer."
    ),
)


def has_go_ahead(act: Act[Facts]) -> bool:
    """The person said "go ahead" in the last conversation."""
    talk = queries.last_conversation(act.subject)
    return talk is not None and bool(talk.go_ahead)


GO_AHEAD = Guard(has_go_ahead, N_("The person has not said to go ahead."))


def is_not_told(act: Act[Facts]) -> bool:
    """The offender was not told in this attempt: what was agreed to may still be taken back."""
    row = queries.approach(act.subject)
    return row is None or row.told_at is None


NOT_TOLD = Guard(is_not_told, N_("The {offender} has already been told."))


def is_not_agreed(act: Act[Facts]) -> bool:
    """The Division did not agree yet on the conversation that stands."""
    return not is_agreed_now(act.subject)


NOT_AGREED = Guard(is_not_agreed, N_("The Division has already agreed."))


def is_reason_known(act: Act[Reason]) -> bool:
    """A refusal has a coded reason of the policy."""
    return act.facts.reason in policy.current().refusal_codes


REASON_KNOWN = Guard(is_reason_known, N_("To refuse, choose a reason."))


def is_agreed(act: Act[Facts]) -> bool:
    """The Division agreed, on the conversation that still stands."""
    return is_agreed_now(act.subject)


AGREED = Guard(
    is_agreed,
    N_("First the coordinator must agree, for the Division, on the last conversation."),
)


def is_agreed_now(case: DialogueCase) -> bool:
    """Whether the Division agreed, on the conversation that still stands."""
    row, talk = queries.approach(case), queries.last_conversation(case)
    return row is not None and talk is not None and row.conversation_id == talk.id


def is_agreed_by_another(act: Act[Facts]) -> bool:
    """Where the policy wants two people, someone else agreed for the Division."""
    row = queries.approach(act.subject)
    two = policy.current().needs_two("case.approach_agreed", "case.offender_told")
    return not two or row is None or row.agreed_by_id != act.actor.id


AGREED_BY_ANOTHER = Guard(
    is_agreed_by_another, N_("Another person must do this: you agreed for the Division.")
)


def is_offender_told(act: Act[Facts]) -> bool:
    """The offender was told."""
    row = queries.approach(act.subject)
    return row is not None and row.told_at is not None


OFFENDER_TOLD = Guard(is_offender_told, N_("The {offender} has not been told yet."))


def is_answer_known(act: Act[Answer]) -> bool:
    """Willing, or not."""
    return act.facts.answer in ANSWERS


ANSWER_KNOWN = Guard(is_answer_known, N_("Choose the {offender}'s answer."))


def is_offender_willing(act: Act[Facts]) -> bool:
    """S15: the offender agrees, and has not taken it back."""
    row = queries.approach(act.subject)
    return row is not None and row.answer == "willing"


OFFENDER_WILLING = Guard(is_offender_willing, N_("The {offender} has not agreed to take part."))


# -- effects -----------------------------------------------------------------------------------


def log_conversation(act: Act[Conversation]) -> None:
    """The conversation that must come before the offender is told."""
    facts = act.facts
    attempt = contact.log_attempt(
        act.actor, Person.get_by_id(act.subject.person_id), "case", act.subject, facts.way,
        "spoke", facts.note, told_offender_part=True, retaliation=facts.retaliation,
        go_ahead=facts.go_ahead, offender=act.subject.offender_id,
    )  # fmt: skip
    act.entry.note(attempt=attempt.id, go_ahead=facts.go_ahead)


def refuse(act: Act[Reason]) -> None:
    """The Division's no, before the offender is told: staff tell the person, and what is open."""
    case = act.subject
    signing.void(case, "approach")
    Approach.update(void_at=clock.now()).where(
        (Approach.case == case) & Approach.void_at.is_null()
    ).execute()
    Signature.make(
        key=case.key, case=case, offender=case.offender_id, kind="approach",
        authority="coordinator", facility=case.offender.facility_id, decision="refuse",
        reason=act.facts.reason, by=act.actor.id, decided_at=clock.now(),
    )  # fmt: skip
    contact.ask_task("person.tell", "case", case.id, "planner")


def agree(act: Act[Facts]) -> None:
    """The Division's go-ahead, on this conversation and this check; an earlier no is over."""
    signing.void(act.subject, "approach")
    row = Approach.make(
        case=act.subject, offender=act.subject.offender_id,
        conversation=queries.last_conversation(act.subject),
        order_check=queries.last_check(act.subject, "orders"),
        agreed_by=act.actor.id, agreed_at=clock.now(),
    )  # fmt: skip
    ask_paper(act, "offender-invitation", row.offender.language, "approach", row.id)


def tell(act: Act[Facts]) -> None:
    """It is done, and cannot be undone."""
    row = needed(queries.approach(act.subject))  # is_agreed
    Approach.update(told_by=act.actor.id, told_at=clock.now()).where(
        Approach.id == row.id
    ).execute()


def record_answer(act: Act[Answer]) -> None:
    """The offender's answer; a later one replaces it, for it may be taken back at any time."""
    row = needed(queries.approach(act.subject))  # is_offender_told
    Approach.update(answer=act.facts.answer, answered_at=clock.now()).where(
        Approach.id == row.id
    ).execute()
    if act.facts.answer == "unwilling":
        contact.ask_task("person.tell", "case", act.subject.id, "planner")
