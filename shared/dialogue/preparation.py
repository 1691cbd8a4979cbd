"""Who takes part, what they agreed to, and how each side is prepared (S4, S7, S9, S17–S19)."""

import json
from datetime import date
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import approach, filings, gate, queries
from shared.dialogue.case import ask_paper
from shared.people import contact
from shared.records import vault
from shared.records.models import Agreement, Participant, Readiness, Session
from shared.records.workflow import Act

SIDES = {"person": N_("The side of the person harmed"), "offender": N_("The {offender}'s side")}
ROLES = {
    "support": N_("Support person"),
    "impacted": N_("Family or friend who was also harmed"),
    "interpreter": N_("Interpreter"),
}
TIES = {
    "own_side": N_("Tied to this side only"),
    "none": N_("Tied to neither side"),
    "both_sides": N_("Tied to both sides"),
}
SESSION_KINDS = {
    "meeting": N_("Met in person"),
    "call": N_("Telephone"),
    "video": N_("Video"),
    "writing": N_("In writing"),
}
MET = {"met": N_("Ready"), "unmet": N_("Not ready yet")}

# What each track must reach (S9, S49, S50).  The two tracks never see each other.
CRITERIA: dict[str, dict[str, str]] = {
    "person": {
        "questions": N_("Her questions are worked out, and what may be left unanswered"),
        "impact": N_("What she wants to say about the harm is worked out"),
        "expectations": N_("She expects neither an apology nor forgiveness as a result"),
        "safety": N_("Safety before, during and after is planned, with her supports"),
        "stop": N_("She knows that she may stop at any moment, and how"),
        "heard": N_("There is time for her and everyone with her to be heard"),
    },
    "offender": {
        "responsibility": N_("He takes responsibility, without excuses"),
        "harm": N_("He is ready to hear about the harm, and to speak of repair"),
        "answers": N_("He is ready to answer truthfully, and to say what he cannot answer"),
        "no_benefit": N_("He knows that it brings no early release and no advantage"),
        "own_story": N_("He has time to tell his part without harming again"),
        "stop": N_("He knows that he may stop at any moment, and how"),
    },
}

# -- guards ------------------------------------------------------------------------------------


def is_adult(act: Act) -> str | None:
    """S26: in no instance a minor, in any role."""
    if act.facts.get("adult") is not True:
        return N_("A person under 18 may not take part, in any role.")
    return None


def is_role_known(act: Act) -> str | None:
    """A side, a role, a name, and ties to both sides disclosed."""
    facts = act.facts
    if facts.get("side") not in SIDES or facts.get("role") not in ROLES:
        return N_("Choose the side, and what this person is there for.")
    if not str(facts.get("name", "")).strip():
        return N_("Give the person's name.")
    if facts.get("ties") not in TIES:
        return N_("Say whether this person is tied to one side or to both.")
    if facts["role"] == "interpreter" and facts["ties"] != "none":
        return N_(
            "Whoever interprets is tied to neither side. Ask for another interpreter; this person "
            "may still come as support."
        )
    return None


def is_participant(act: Act) -> str | None:
    """Someone who takes part in this case, and may be named by this facilitator."""
    if _participant(act) is None:
        return N_("Choose a person who takes part in this case.")
    return None


def is_agreement_of_this(act: Act) -> str | None:
    """It was signed once there was something to agree to, by somebody who takes part still."""
    row = _participant(act)
    if row is not None and row.role == "offender":
        said = approach.is_offender_willing(act)
        if said:
            return said
    day: Any = act.facts.get("on")
    if row is not None and day < queries.day_of(row.made_at):
        return N_("The paper is dated before this person was named in the case. Check its date.")
    return None


def are_ties_weighed(act: Act) -> str | None:
    """Who is tied to both sides is let in only after the planner weighed it with the person."""
    row = _participant(act)
    if row is not None and row.ties == "both_sides" and not act.facts.get("weighed"):
        return N_(
            "This person is tied to both sides. Talk it over first with the person whom it "
            "concerns, and record that you did."
        )
    return None


def is_companion(act: Act) -> str | None:
    """Someone other than the two whom the case is about."""
    row = _participant(act)
    if row is None or row.role not in ROLES:
        return N_("Choose a person who comes along with one of the sides.")
    return None


def _participant(act: Act) -> Any | None:
    wanted = (Participant.id == act.facts.get("participant")) & (Participant.case == act.subject)
    return Participant.get_or_none(wanted & Participant.left_at.is_null())


def is_day_past(act: Act) -> str | None:
    """The day of something that happened is given, and is not in the future."""
    day = act.facts.get("on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Give the day. It cannot be in the future.")
    return None


def are_all_agreed(act: Act) -> str | None:
    """No preparation before everyone who takes part has signed."""
    signed = queries.agreed_participants(act.subject)
    if any(row.id not in signed for row in queries.participants(act.subject)):
        return N_("Everyone who takes part must first have signed the agreement.")
    return None


def is_facilitator_in_force(act: Act) -> str | None:
    """The facilitator's training is in force today, and so is the account (S6)."""
    row = queries.assignment(act.subject)
    if row is None or not queries.is_qualified(row.facilitator_id):
        return N_(
            "The facilitator's training or ethics code has expired, or their account is closed. "
            "Hand the case over first."
        )
    return None


def was_in_force(act: Act) -> str | None:
    """Whoever held a session carried the case on that day, and was trained (S6)."""
    day: Any = act.facts.get("on")
    if not queries.has_carried(act.subject, act.actor.id, day):
        return N_(
            "You did not carry this case on that day. Whoever held the session records it, before "
            "the case is handed over."
        )
    if queries.is_qualified(act.actor.id, day):
        return None
    return N_("On that day your training or ethics code was not in force. Tell the planner.")


def is_session_whole(act: Act) -> str | None:
    """A side and a kind of session."""
    if act.facts.get("side") not in SIDES or act.facts.get("kind") not in SESSION_KINDS:
        return N_("Choose the side, and how you met.")
    return None


def is_criterion_known(act: Act) -> str | None:
    """A criterion of that side, and a finding."""
    if act.facts.get("criterion") not in CRITERIA.get(str(act.facts.get("side")), {}):
        return N_("Choose the side and the point.")
    if act.facts.get("finding") not in MET:
        return N_("Say whether it is reached.")
    return None


def are_all_cleared(act: Act) -> str | None:
    """Everyone who will be in the room is an adult and was checked."""
    for row in queries.participants(act.subject):
        if not row.adult or row.cleared_on is None:
            return N_("Everyone who will be in the room must be checked first.")
    return None


def are_tracks_ready(act: Act) -> str | None:
    """Every side has met the facilitator, and reached every point; so has everyone with it."""
    case = act.subject
    for side, criteria in CRITERIA.items():
        found = queries.readiness(case, side)
        if any(found.get(name) != "met" for name in criteria):
            return N_("Some points of a side's preparation are still open.")
    prepared = queries.prepared_participants(case)
    if any(row.id not in prepared for row in queries.participants(case)):
        return N_("Everyone who will be in the room must have been prepared on their own side.")
    return None


# -- effects -----------------------------------------------------------------------------------


def add_participant(act: Act) -> None:
    """Another person on one side; the gate closes until they are checked and prepared."""
    facts = act.facts
    private = {"name": facts["name"], "relation": facts.get("relation", "")}
    row = vault.make(
        Participant, act.subject.key, private, case=act.subject, side=facts["side"],
        role=facts["role"], adult=True, ties=facts["ties"],
    )  # fmt: skip
    act.entry.note(participant=row.id)
    side = act.subject.person if facts["side"] == "person" else act.subject.offender
    ask_paper(act, "agreement-support", side.language, "participant", row.id)
    gate.close(act, "people")


def clear_participant(act: Act) -> None:
    """The facility's check was passed."""
    Participant.update(cleared_on=act.facts["on"]).where(
        Participant.id == act.facts["participant"]
    ).execute()


def remove_participant(act: Act) -> None:
    """The person no longer takes part; nothing is deleted."""
    Participant.update(left_at=clock.now()).where(
        Participant.id == act.facts["participant"]
    ).execute()
    gate.close(act, "people")


def sign_agreement(act: Act) -> None:
    """One participant's signed paper, with its scan if there is one."""
    facts = act.facts
    scan = facts.get("scan")
    filing = filings.keep(act, "agreement", facts["on"], scan) if scan else None
    Agreement.update(void_at=clock.now()).where(
        (Agreement.participant == facts["participant"]) & Agreement.void_at.is_null()
    ).execute()
    Agreement.make(
        case=act.subject, participant=facts["participant"], signed_on=facts["on"], filing=filing,
        by=act.actor.id,
    )  # fmt: skip


def end_first_task(act: Act) -> None:
    """The facilitator has begun."""
    contact.end_tasks(act.subject.id, "facilitator.begin", by=act.actor)


def log_session(act: Act) -> None:
    """A session on one side's track; its minutes are sealed."""
    facts = act.facts
    minutes = {"minutes": facts.get("minutes", "")}
    row = vault.make(
        Session, act.subject.key, minutes, case=act.subject, side=facts["side"],
        kind=facts["kind"], held_on=facts["on"], facilitator=act.actor.id,
        participants=json.dumps(sorted(facts.get("participants") or ())),
    )  # fmt: skip
    act.entry.note(session=row.id)


def record_readiness(act: Act) -> None:
    """What was found for one point; the earlier finding is superseded."""
    facts = act.facts
    Readiness.update(superseded=True).where(
        (Readiness.case == act.subject) & (Readiness.side == facts["side"])
        & (Readiness.criterion == facts["criterion"])
    ).execute()  # fmt: skip
    vault.make(
        Readiness, act.subject.key, {"note": facts.get("note", "")}, case=act.subject,
        offender=act.subject.offender_id,
        side=facts["side"], criterion=facts["criterion"], finding=facts["finding"],
        by=act.actor.id,
    )  # fmt: skip
    if facts["finding"] == "unmet":
        gate.close(act, "readiness")


def ask_division(act: Act) -> None:
    """The facilitator recommends; the Division reviews (S20)."""
    due = queries.today() + policy.current().deadline("signature")
    contact.ask_task("readiness.review", "case", act.subject.id, "coordinator", due_on=due)
