"""What a change of an offender's custody does to the cases that name the offender."""

import json

from shared.base.translation import N_
from shared.dialogue import gate, queries
from shared.dialogue.table import FLOW
from shared.people import contact
from shared.records import audit
from shared.records.models import DialogueCase, Offender, Paper
from shared.records.permissions import WORKER, Actor, scope
from shared.records.reading import Opened, open_rows
from shared.records.workflow import perform

# What the person may hear, in the first call after it: short, without reasons or health.
FIRST_WORDS = {
    "transfer": N_(
        "The {offender} was moved to another facility. Your request is paused while we ask again "
        "there. This is not because of anything you did, and you do not have to do anything."
    ),
    "death_row": N_(
        "A rule of the program does not allow this now. I am sorry. I can tell you what you can "
        "still ask for, now or another day."
    ),
    "left_death_row": N_(
        "A rule of the program did not allow this. It may be possible now. I will look at it and "
        "tell you the result."
    ),
    "death": N_(
        "I have news that may be hard to hear: the {offender} has died. Whatever you feel is okay. "
        "We are here, and I can tell you what you can still ask for, now or another day."
    ),
    "release": N_(
        "First, your safety: the {offender} is no longer in custody. Let us make a safety plan. A "
        "meeting at a facility is no longer possible; other things are."
    ),
    "escape": N_(
        "Please listen first: the {offender} has escaped. Are you somewhere safe? If you are in "
        "danger, hang up and call 911 now. If not, I will stay on the phone, and we will make a "
        "safety plan."
    ),
    "returned": N_(
        "The {offender} is back in custody. Let us look at your safety plan now. Your request is "
        "paused until you tell us how you want to go on."
    ),
    "order": N_(
        "Right now a court order does not allow this. We will look at it again when the order "
        "ends, if you want."
    ),
    "disclosure": N_(
        "Something came up that we have to look at first. Your request is paused. This is not "
        "because of anything you did."
    ),
}
# What is not a change of custody, and holds a case all the same.
OTHER_CHANGES = {"credential": N_("The facilitator's training")}


def hold_cases(offender: Offender, what: str) -> list[DialogueCase]:
    """Hold every open case that names the offender, at once; called inside a recorded change.

    Tells no one; the planner of each case gets a task, calls the person first, then decides.
    `what` is a key of `offenders.CHANGES`.
    """
    open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
    cases = list(DialogueCase.select().where((DialogueCase.offender == offender) & open_now))
    for case in cases:
        reconsider(case, what)
    return cases


def last_change(case: DialogueCase) -> str:
    """What changed last of the facts that nobody has settled yet: a code of CHANGES, or empty."""
    since = queries.changed_at(case)
    if since is None:
        return ""
    for entry in reversed(audit.timeline("offender", str(case.offender_id))):
        if entry.event == "offender.changed" and entry.at >= since:
            return str(json.loads(entry.facts)["what"])
    check = queries.last_check(case, "orders")
    return "order" if check is not None and check.found == "active" else ""


def notice(case: DialogueCase) -> Paper | None:
    """The letter about the last change that nobody has settled yet, if one was asked for."""
    since = queries.changed_at(case)
    return queries.change_notice(case, since) if since is not None else None


def open_cases(actor: Actor, offender: Offender) -> list[DialogueCase]:
    """The open cases that name an offender, in the actor's scope."""
    rows = scope(actor, "case").where(DialogueCase.offender == offender)
    open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
    return list(rows.where(open_now).order_by(DialogueCase.reference))


def found(actor: Actor, number: str) -> Offender | None:
    """The offender with a number in custody records, if in the actor's scope; nothing is opened."""
    row = contact.offender_by_number(number)
    return scope(actor, "offender").where(Offender.id == row.id).first() if row else None


def opened(actor: Actor, offender: Offender) -> Opened:
    """An offender's record, recorded as read before it is opened."""
    return open_rows(actor, "offender.read", "offender", offender.id, [offender])[offender.id]


def reconsider(case: DialogueCase, what: str) -> None:
    """Hold a case because a fact changed (the state machine's own *hold*), with its task.

    One that is on hold already is held for this too: what was approved stands no more.
    """
    perform(FLOW, case.id, "fact_changed", WORKER, None, reason="fact_changed", what=what)
    gate.ask_to_look(case)
