"""What a change of an offender's custody does to the cases that name him."""

from datetime import date
from typing import Any

from shared import audit, people
from shared.dialogue import queries
from shared.dialogue.table import FLOW
from shared.envelopes import N_
from shared.models import DialogueCase, Offender
from shared.permissions import WORKER, Actor
from shared.workflow import perform

CHANGES = {
    "transfer": N_("Transferred to another facility"),
    "death_row": N_("Sentenced to death"),
    "death": N_("Died"),
    "release": N_("Released"),
    "escape": N_("Escaped"),
    "order": N_("A protection or no-contact order"),
    "disclosure": N_("Something said in preparation"),
}


def change_custody(
    actor: Actor, offender: Any, what: str, *, facility: str | None = None, on: date | None = None
) -> list[Any]:
    """Record a change of an offender's custody, and hold every open case it touches, at once.

    Tells no one; the planner of each case gets a task, calls the person first, then decides.
    `what` is a key of CHANGES.  Gives the cases held.
    """
    changes: dict[str, dict[str, Any]] = {
        "transfer": {"facility": facility},
        "death_row": {"death_row": True},
        "death": {"died_on": on or queries.today(), "custody": "died"},
        "release": {"custody": "released", "facility": None},
        "escape": {"custody": "escaped"},
    }
    columns = changes.get(what, {})
    with audit.recorded(actor, "offender.changed", "offender", offender.id, what=what):
        if columns:
            Offender.update(**columns).where(Offender.id == offender.id).execute()
        open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
        cases = list(DialogueCase.select().where((DialogueCase.offender == offender) & open_now))
        for case in cases:
            reconsider(case, what)
    return cases


def reconsider(case: Any, what: str) -> None:
    """Hold a case because a fact changed (the state machine's own *hold*), with its task."""
    if not case.held:
        perform(FLOW, case.id, "fact_changed", WORKER, None, reason="fact_changed", what=what)
    people.ask_task("case.fact_changed", "case", case.id, "planner", due_on=queries.today())
