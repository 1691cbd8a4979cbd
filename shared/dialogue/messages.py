"""Her words to the other side, where the two do not meet (S8, S48, S49).

She has the first word in an exchange too.  The facilitator writes down or takes in what she wants
said, another person reads it for what could put her at risk, and the facilitator carries it.
"""

from typing import Any

from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.case import needed
from shared.people import contact
from shared.records import vault
from shared.records.models import Message
from shared.records.workflow import Act

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


def standing(case: Any) -> list[Any]:
    """Her messages to the offender named now, the first of them first."""
    mine = (Message.case == case) & (Message.offender == case.offender_id)
    return list(Message.select().where(mine).order_by(Message.made_at, Message.id))


def _in_state(case: Any, state: str) -> Any | None:
    return next((row for row in standing(case) if row.state == state), None)


# -- guards ------------------------------------------------------------------------------------


def is_exchange(act: Act) -> str | None:
    """The form that was planned is one in which words are carried."""
    visit = queries.visit(act.subject)
    if visit is None or visit.form not in FORMS:
        return N_(
            "First plan the date, place and people, with a format in which messages are relayed."
        )
    return None


def is_written(act: Act) -> str | None:
    """Her own words, not too long, and that she knows who will read them."""
    words = str(act.facts.get("words") or "").strip()
    if not words or len(words) > LONGEST or not act.facts.get("knows"):
        return N_(
            "Enter the person's own words, in 4,000 characters or less, once they know who will "
            "read them."
        )
    return None


def is_to_read(act: Act) -> str | None:
    """One waits, and another person reads it."""
    row = _in_state(act.subject, "written")
    if row is None:
        return N_("No message from the person is waiting to be read.")
    if row.by_id == act.actor.id:
        return N_("Another person must do this: you wrote it down.")
    if act.facts.get("outcome") not in OUTCOMES:
        return N_("Choose what should happen next.")
    return None


def is_to_carry(act: Act) -> str | None:
    """One was read, and may be carried."""
    if _in_state(act.subject, "passed") is None:
        return N_(
            "No message from the person can be relayed yet: another person must read it first."
        )
    return None


def is_waiting(act: Act) -> str | None:
    """Something of hers was written down and not carried yet."""
    if any(row.state in WAITING for row in standing(act.subject)):
        return None
    return N_("No message from the person is waiting. One that was relayed cannot be taken back.")


def is_nothing_left(act: Act) -> str | None:
    """What she wanted said was carried, or went back to her, before it is called held."""
    if any(row.state in WAITING for row in standing(act.subject)):
        return N_("There is a message from the person that has not been relayed yet.")
    return None


# -- effects -----------------------------------------------------------------------------------


def write(act: Act) -> None:
    """Her words, sealed; another person reads them."""
    case = act.subject
    vault.make(
        Message, case.key, {"words": str(act.facts["words"]).strip()}, case=case,
        offender=case.offender_id, by=act.actor.id,
    )  # fmt: skip
    contact.ask_task("message.read", "case", case.id, "coordinator")


def read(act: Act) -> None:
    """It may be carried, or goes back to her."""
    row = needed(_in_state(act.subject, "written"))  # is_to_read
    Message.update(state=act.facts["outcome"], screened_by=act.actor.id).where(
        Message.id == row.id
    ).execute()
    contact.end_tasks(act.subject.id, "message.read", by=act.actor)


def carry(act: Act) -> None:
    """The facilitator carried it."""
    row = needed(_in_state(act.subject, "passed"))  # is_to_carry
    Message.update(state="carried", carried_by=act.actor.id, carried_on=act.facts["on"]).where(
        Message.id == row.id
    ).execute()


def take_back(act: Act) -> None:
    """She has the last word on hers too: nothing that waits is carried."""
    end(act.subject)
    contact.end_tasks(act.subject.id, "message.read", by=act.actor)


def end(case: Any) -> None:
    """What was not carried goes back to her; it was said for the attempt that is over."""
    mine = (Message.case == case) & (Message.state << WAITING)
    Message.update(state="back").where(mine).execute()
