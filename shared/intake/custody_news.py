"""News about an offender's custody: recorded once, and told to everything that it concerns.

Open cases are held, letters follow their writer, and the advocate is told that a printed letter
cannot go.  No person harmed and no offender is told by it: a person does that.
"""

from datetime import date

from shared.dialogue import custody
from shared.letters import queries
from shared.letters.table import LETTER
from shared.people import contact, offenders
from shared.records import audit
from shared.records.models import Delivery, DialogueCase, Letter, Offender
from shared.records.permissions import Actor
from shared.records.workflow import perform

STILL_HERE = ("facility_review", "planner_review", "coordinator_review", "banked", "returned")


def change_custody(
    actor: Actor, offender: Offender, what: str, *, facility: str | None = None,
    on: date | None = None,
) -> list[DialogueCase]:  # fmt: skip
    """Record a change of an offender's custody, and hold every open case that it touches.

    `what` is a key of `offenders.CHANGES`.  A fact that came late, and changes nothing of what
    stands, is history: it holds nothing.  Gives the cases held.  Raises Refused for a transfer of
    someone who was dead or free on that day.
    """
    day = on or queries.today()
    with audit.recorded(actor, "offender.changed", "offender", offender.id, what=what):
        if not offenders.enter(actor, offender, what, day, facility):
            return []
        _move_letters(actor, offender)
        _stop_deliveries(offender, what)
        return custody.hold_cases(offender, what)


def _letters(offender: Offender) -> list[Letter]:
    if not offender.number_digest:
        return []
    return list(Letter.select().where(Letter.number_digest == offender.number_digest))


def _move_letters(actor: Actor, offender: Offender) -> None:
    """The letters, with all that waits for a screener, follow their writer."""
    place = offenders.standing(offender).facility
    for letter in _letters(offender):
        if place and letter.facility_id != place and letter.state in STILL_HERE:
            perform(LETTER, letter.id, "transfer", actor, None, facility=place)


def _stop_deliveries(offender: Offender, what: str) -> None:
    """The advocate with a printed letter is told; the guards refuse it from this moment."""
    if what not in offenders.GRAVE:
        return
    printed = Delivery.select().where(
        (Delivery.letter << [letter.id for letter in _letters(offender)])
        & (Delivery.state == "printed")
    )
    for delivery in printed:
        contact.ask_task(
            "paper.keep_back", "delivery", delivery.id, "advocate", due_on=queries.today()
        )
