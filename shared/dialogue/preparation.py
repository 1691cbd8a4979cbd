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
    "own_side": N_("Tied to this party only"),
    "none": N_("Tied to neither party"),
    "both_sides": N_("Tied to both parties"),
}
SESSION_KINDS = {
    "meeting": N_("Met in person"),
    "call": N_("Phone"),
    "video": N_("Video"),
    "writing": N_("In writing"),
}
MET = {"met": N_("Ready"), "unmet": N_("Not ready yet")}

# What each track must reach (S9, S49, S50).  The two tracks never see each other.
CRITERIA: dict[str, dict[str, str]] = {
    "person": {
        "questions": N_(
            "The person has worked out their questions, and knows what may stay unanswered"
        ),
        "impact": N_("The person has worked out what they want to say about the harm"),
        "expectations": N_("The person does not expect an apology, or to forgive, as a result"),
        "safety": N_("Safety before, during and after is planned, with the person's supports"),
        "stop": N_("The person knows they may stop at any moment, and how"),
        "heard": N_("There is time for the person and everyone with them to be heard"),
    },
    "offender": {
        "responsibility": N_("The person takes responsibility, without excuses"),
        "harm": N_("The person is ready to hear about the harm, and to talk about repair"),
        "answers": N_(
            "The person is ready to answer truthfully, and to say what they cannot answer"
        ),
        "no_benefit": N_("The person knows that it brings no early release and no advantage"),
        "own_story": N_("The person has time to tell their side without causing more harm"),
        "stop": N_("The person knows they may stop at any moment, and how"),
    },
}

# -- guards ------------------------------------------------------------------------------------


def is_adult(act: Act) -> str | None:
    """S26: in no instance a minor, in any role."""
    if act.facts.get("adult") is not True:
        return N_("No one under 18 can take part, in any role.")
    return None


def is_role_known(act: Act) -> str | None:
    """A side, a role, a name, and ties to both sides disclosed."""
    facts = act.facts
    if facts.get("side") not in SIDES or facts.get("role") not in ROLES:
        return N_("Choose the party, and this person's role.")
    if not str(facts.get("name", "")).strip():
        return N_("Enter the person's name.")
    if facts.get("ties") not in TIES:
        return N_("Choose whether this person is tied to one party or to both.")
    if facts["role"] == "interpreter" and facts["ties"] != "none":
        return N_(
            "The interpreter cannot be tied to either party. Ask for another interpreter; this "
            "person can still come as support."
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
        return N_("The paper is dated before this person was named in the case. Check the date.")
    return None


def are_ties_weighed(act: Act) -> str | None:
    """Who is tied to both sides is let in only after the planner weighed it with the person."""
    row = _participant(act)
    if row is not None and row.ties == "both_sides" and not act.facts.get("weighed"):
        return N_(
            "This person is tied to both parties. First talk it over with the person it concerns, "
            "and record that you did."
        )
    return None


def is_companion(act: Act) -> str | None:
    """Someone other than the two whom the case is about."""
    row = _participant(act)
    if row is None or row.role not in ROLES:
        return N_("Choose a person who is coming with one of the parties.")
    return None


def _participant(act: Act) -> Any | None:
    wanted = (Participant.id == act.facts.get("participant")) & (Participant.case == act.subject)
    return Participant.get_or_none(wanted & Participant.left_at.is_null())


def is_day_past(act: Act) -> str | None:
    """The day of something that happened is given, and is not in the future."""
    day = act.facts.get("on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Enter the date. It cannot be in the future.")
    return None


def are_all_agreed(act: Act) -> str | None:
    """No preparation before everyone who takes part has signed."""
    signed = queries.agreed_participants(act.subject)
    if any(row.id not in signed for row in queries.participants(act.subject)):
        return N_("First, everyone who takes part must sign the agreement.")
    return None


def is_facilitator_in_force(act: Act) -> str | None:
    """The facilitator's training is in force today, and so is the account (S6)."""
    row = queries.assignment(act.subject)
    if row is None or not queries.is_qualified(row.facilitator_id):
        return N_(
            "The facilitator's training or ethics code has expired, or their account is closed. "
            "First hand the case over."
        )
    return None


def was_in_force(act: Act) -> str | None:
    """Whoever held a session carried the case on that day, and was trained (S6)."""
    day: Any = act.facts.get("on")
    if not queries.has_carried(act.subject, act.actor.id, day):
        return N_(
            "You were not assigned to this case on that day. The person who held the session must "
            "record it before the case is handed over."
        )
    if queries.is_qualified(act.actor.id, day):
        return None
    return N_("On that date your training or ethics code was not in force. Tell the planner.")


def is_session_whole(act: Act) -> str | None:
    """A side and a kind of session."""
    if act.facts.get("side") not in SIDES or act.facts.get("kind") not in SESSION_KINDS:
        return N_("Choose the party, and how you met.")
    return None


def is_criterion_known(act: Act) -> str | None:
    """A criterion of that side, and a finding."""
    if act.facts.get("criterion") not in CRITERIA.get(str(act.facts.get("side")), {}):
        return N_("Choose the party and the point.")
    if act.facts.get("finding") not in MET:
        return N_("Choose: ready or not ready yet.")
    return None


def are_all_cleared(act: Act) -> str | None:
    """Everyone who will be in the room is an adult and was checked."""
    for row in queries.participants(act.subject):
        if not row.adult or row.cleared_on is None:
            return N_("First, everyone who will be in the room must be checked.")
    return None


def are_tracks_ready(act: Act) -> str | None:
    """Every side has met the facilitator, and reached every point; so has everyone with it."""
    case = act.subject
    for side, criteria in CRITERIA.items():
        found = queries.readiness(case, side)
        if any(found.get(name) != "met" for name in criteria):
            return N_("Some points of one party's preparation are not finished yet.")
    prepared = queries.prepared_participants(case)
    if any(row.id not in prepared for row in queries.participants(case)):
        return N_(
            "First, everyone who will be in the room must be prepared, each with their own party."
        )
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
