"""The initial assessment: capacity and willingness, from case manager or chaplain (S13)."""

from datetime import date
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import filings, queries
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records import vault
from shared.records.models import Assessment
from shared.records.workflow import Act

ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "unsure": N_("Cannot say")}
ROLES = ("case_manager", "chaplain")

# -- guards ------------------------------------------------------------------------------------


def is_role_named(act: Act) -> str | None:
    """Case manager, or chaplain."""
    if act.facts.get("role") not in ROLES:
        return N_("Choose who to ask: the case manager or the chaplain.")
    return None


def is_open(act: Act) -> str | None:
    """One was asked for, of this actor's role and facility or, on paper, of any."""
    asked = queries.open_assessment(act.subject)
    if asked is None:
        return N_("No assessment is waiting for an answer.")
    if (asked.role, asked.facility_id) not in act.actor.roles and not act.actor.has("planner"):
        return N_("This assessment was requested from someone else.")
    return None


def is_none_open(act: Act) -> str | None:
    """None is waiting, but one that is late, or that another office is asked for instead."""
    asked = queries.open_assessment(act.subject)
    if asked is None or asked.due_on < queries.today() or asked.role != act.facts.get("role"):
        return None
    return N_(
        "This office was already asked, and its deadline has not passed. You can ask the other one."
    )


def is_complete(act: Act) -> str | None:
    """Both questions answered."""
    if act.facts.get("capacity") not in ANSWERS or act.facts.get("willingness") not in ANSWERS:
        return N_("Answer both questions: capacity and willingness.")
    return None


def is_able_and_willing(act: Act) -> str | None:
    """The assessment of this attempt was answered, and found both."""
    if queries.open_assessment(act.subject) is not None:
        return N_("The assessment has not been answered yet.")
    last = queries.last_assessment(act.subject)
    if last is None:
        return N_("No assessment has been answered yet.")
    if (last.capacity, last.willingness) != ("yes", "yes"):
        return N_("The last assessment did not find both capacity and willingness.")
    return None


def is_paper_signed(act: Act) -> str | None:
    """What the planner enters for a facility comes from a signed paper: signer and date."""
    at_facility = any(place for _, place in act.actor.roles)
    if not at_facility and not act.facts.get("on_paper"):
        return N_("You can enter this only from a signed paper. Enter who signed it, and the date.")
    if not act.facts.get("on_paper"):
        return None
    day = act.facts.get("signed_on")
    if not act.facts.get("signer") or not isinstance(day, date) or day > queries.today():
        return N_("Enter who signed the paper, and the date. It cannot be in the future.")
    return None


def is_paper_of_this(act: Act) -> str | None:
    """The paper is not one from before this was asked for."""
    return filings.is_dated_after(act, queries.open_assessment(act.subject))


# -- effects -----------------------------------------------------------------------------------


def ask(act: Act) -> None:
    """Ask at the offender's facility, with a deadline; what was asked before is asked no more."""
    case, role = act.subject, act.facts["role"]
    close_open(case)
    offender = needed(queries.offender_of(case))  # is_offender_known
    due = queries.today() + policy.current().deadline("assessment")
    asked = Assessment.make(
        key=case.key, case=case, offender=offender, facility=offender.facility_id, role=role,
        asked_by=act.actor.id, due_on=due,
    )  # fmt: skip
    contact.ask_task(
        "assessment.answer", "assessment", asked.id, role, facility=offender.facility_id, due_on=due
    )
    ask_paper(act, "assessment-request", noun="assessment", subject=asked.id)
    act.entry.note(facility=offender.facility_id, due_on=due.isoformat())


def close_open(case: Any) -> None:
    """Nobody is asked any more for what was asked and not answered."""
    mine = (Assessment.case == case) & Assessment.closed_at.is_null()
    for row in Assessment.select().where(mine):
        contact.end_tasks(row.id)
    Assessment.update(closed_at=clock.now()).where(mine).execute()


def record_answer(act: Act) -> None:
    """Keep the answer, on screen or from a signed paper."""
    facts = act.facts
    asked = needed(queries.open_assessment(act.subject))  # is_open
    private = {name: facts[name] for name in ("note", "signer") if facts.get(name)}
    on_paper = bool(facts.get("on_paper"))
    Assessment.update(
        capacity=facts["capacity"], willingness=facts["willingness"], answered_at=clock.now(),
        answered_by=act.actor.id, on_paper=on_paper, signed_on=facts.get("signed_on"),
        closed_at=clock.now(),
        sealed=vault.seal(act.subject.key, "assessment", asked.id, private) if private else b"",
    ).where(Assessment.id == asked.id).execute()  # fmt: skip
    filings.keep_if_scanned(act, "assessment")
    contact.end_tasks(asked.id, by=act.actor)
    contact.ask_task("assessment.decide", "case", act.subject.id, "planner")
    act.entry.note(on_paper=on_paper)


def end_tasks(act: Act) -> None:
    """The assessment is decided on."""
    contact.end_tasks(act.subject.id, "assessment.decide", by=act.actor)
