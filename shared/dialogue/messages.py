"""The person's words to the other side, where the two do not meet (S8, S48, S49).

The person has the first word in an exchange too.  The facilitator writes down or takes in what the
person wants said, someone else reads it for what could put the person at risk, and the facilitator
carries it.
"""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.case import Dated, needed
from shared.records import vault
from shared.records.models import DialogueCase, Message
from shared.records.workflow import Act, Facts, Guard

LONGEST = 4000  # characters
FORMS = ("letters", "recorded_video", "shuttle")
STATES = {
    "written": N_("Another person must read it"),
    "passed": N_("OK to relay"),
    "back": N_("Went back to the person"),
    "carried": N_("Relayed"),
}
WAITING = ("written", "passed")
OUTCOMES = {
    "passed": N_("It can be passed on"),
    "back": N_("It goes back to the person, noting what could put them at risk"),
}


@dataclass(frozen=True)
class Words(Facts):
    """The person's own words; `knows`: the person knows who will read them."""

    words: str = ""
    knows: bool = False


@dataclass(frozen=True)
class Screened(Facts):
    """What is to become of a message: a code of `OUTCOMES`."""

    outcome: str = ""


def standing(case: DialogueCase) -> list[Message]:
    """The person's messages to the offender named now, the first of them first."""
    rows = queries.rows_in(case, Message)
    return [row for row in rows if row.offender_id == case.offender_id]


def _in_state(case: DialogueCase, state: str) -> Message | None:
    return next((row for row in standing(case) if row.state == state), None)


def _are_any_waiting(case: DialogueCase) -> bool:
    return any(row.state in WAITING for row in standing(case))


# -- guards ------------------------------------------------------------------------------------


def is_exchange(act: Act[Facts]) -> bool:
    """The form that was planned is one in which words are carried."""
    visit = queries.visit(act.subject)
    return visit is not None and visit.form in FORMS


EXCHANGE = Guard(
    is_exchange,
    N_("First plan the date, place and people, with a format in which messages are relayed."),
)


def is_written(act: Act[Words]) -> bool:
    """The person's own words, not too long, and that the person knows who will read them."""
    words = act.facts.words.strip()
    return bool(words) and len(words) <= LONGEST and act.facts.knows


WRITTEN = Guard(
    is_written,
    N_(
        "Enter the person's own words, in 4,000 characters or less, once they know who will read "
        "them."
    ),
)


def is_any_to_read(case: DialogueCase) -> bool:
    """Whether another person has to read one."""
    return _in_state(case, "written") is not None


def is_any_to_carry(case: DialogueCase) -> bool:
    """Whether one was read, and is to be relayed."""
    return _in_state(case, "passed") is not None


def is_one_to_read(act: Act[Facts]) -> bool:
    """One waits to be read."""
    return is_any_to_read(act.subject)


def is_read_by_another(act: Act[Facts]) -> bool:
    """The one who wrote it down does not read it."""
    row = _in_state(act.subject, "written")
    return row is None or row.by_id != act.actor.id


def is_screening_known(act: Act[Screened]) -> bool:
    """It may be carried, or goes back."""
    return act.facts.outcome in OUTCOMES


READ_BY_ANOTHER = (
    Guard(is_one_to_read, N_("No message from the person is waiting to be read.")),
    Guard(is_read_by_another, N_("Another person must do this: you wrote it down.")),
    Guard(is_screening_known, N_("Choose what should happen next.")),
)


def is_one_to_carry(act: Act[Facts]) -> bool:
    """One was read, and may be carried."""
    return is_any_to_carry(act.subject)


ONE_TO_CARRY = Guard(
    is_one_to_carry,
    N_("No message from the person can be relayed yet: another person must read it first."),
)


def are_words_waiting(act: Act[Facts]) -> bool:
    """Something of the person's was written down and not carried yet."""
    return _are_any_waiting(act.subject)


WORDS_WAITING = Guard(
    are_words_waiting,
    N_("No message from the person is waiting. One that was relayed cannot be taken back."),
)


def are_all_carried(act: Act[Facts]) -> bool:
    """What the person wanted said was carried, or went back, before it is called held."""
    return not _are_any_waiting(act.subject)


ALL_CARRIED = Guard(
    are_all_carried, N_("There is a message from the person that has not been relayed yet.")
)


# -- effects -----------------------------------------------------------------------------------


def write(act: Act[Words]) -> None:
    """The person's words, sealed; another person reads them."""
    case = act.subject
    vault.make(
        Message, case.key, {"words": act.facts.words.strip()}, case=case,
        offender=case.offender_id, by=act.actor.id,
    )  # fmt: skip


def read(act: Act[Screened]) -> None:
    """It may be carried, or goes back to the person."""
    row = needed(_in_state(act.subject, "written"))  # is_one_to_read
    Message.update(state=act.facts.outcome, screened_by=act.actor.id).where(
        Message.id == row.id
    ).execute()


def carry(act: Act[Dated]) -> None:
    """The facilitator carried it."""
    row = needed(_in_state(act.subject, "passed"))  # is_one_to_carry
    Message.update(state="carried", carried_by=act.actor.id, carried_on=act.facts.on).where(
        Message.id == row.id
    ).execute()


def take_back(act: Act[Facts]) -> None:
    """The person has the last word: nothing that waits is carried."""
    end(act.subject)


def end(case: DialogueCase) -> None:
    """What was not carried goes back to the person; it was said for the attempt that is over."""
    mine = (Message.case == case) & (Message.state << WAITING)
    Message.update(state="back").where(mine).execute()
