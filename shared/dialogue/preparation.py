"""How each side is prepared, on a track of its own (S9, S17–S20, S49, S50)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from shared.base.translation import N_
from shared.dialogue import gate, queries
from shared.dialogue.case import Dated
from shared.dialogue.participants import SIDES
from shared.records import vault
from shared.records.models import Readiness, Session
from shared.records.workflow import Act, Facts, Guard

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


@dataclass(frozen=True)
class SessionHeld(Dated):
    """A session on one side's track; `participants` are the ids of those who were there."""

    side: str = ""
    kind: str = ""
    participants: Sequence[str] = ()
    minutes: str = ""


@dataclass(frozen=True)
class ReadinessFound(Facts):
    """What was found for one point of one side: a code of `MET`."""

    side: str = ""
    criterion: str = ""
    finding: str = ""
    note: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_facilitator_in_force(act: Act[Facts]) -> bool:
    """The facilitator's training is in force today, and so is the account (S6)."""
    row = queries.assignment(act.subject)
    return row is not None and queries.is_qualified(row.facilitator_id)


FACILITATOR_IN_FORCE = Guard(
    is_facilitator_in_force,
    N_(
        "The facilitator's training or ethics code has expired, or their account is closed. First "
        "hand the case over."
    ),
)


def was_carried(act: Act[Dated]) -> bool:
    """The one who held a session carried the case on that day."""
    return act.facts.on is not None and queries.has_carried(act.subject, act.actor.id, act.facts.on)


def was_qualified(act: Act[Dated]) -> bool:
    """The one who held a session was trained on that day (S6)."""
    return act.facts.on is not None and queries.is_qualified(act.actor.id, act.facts.on)


HELD_IN_FORCE = (
    Guard(
        was_carried,
        N_(
            "You were not assigned to this case on that day. The person who held the session must "
            "record it before the case is handed over."
        ),
    ),
    Guard(
        was_qualified,
        N_("On that date your training or ethics code was not in force. Tell the planner."),
    ),
)


def is_session_whole(act: Act[SessionHeld]) -> bool:
    """A side and a kind of session."""
    return act.facts.side in SIDES and act.facts.kind in SESSION_KINDS


SESSION_WHOLE = Guard(is_session_whole, N_("Choose the party, and how you met."))


def is_criterion_known(act: Act[ReadinessFound]) -> bool:
    """A criterion of that side."""
    return act.facts.criterion in CRITERIA.get(act.facts.side, {})


def is_readiness_known(act: Act[ReadinessFound]) -> bool:
    """Reached, or not."""
    return act.facts.finding in MET


POINT_FOUND = (
    Guard(is_criterion_known, N_("Choose the party and the point.")),
    Guard(is_readiness_known, N_("Choose: ready or not ready yet.")),
)


def are_points_reached(act: Act[Facts]) -> bool:
    """Both sides have reached every point of their preparation."""
    for side, criteria in CRITERIA.items():
        found = queries.readiness(act.subject, side)
        if any(found.get(name) != "met" for name in criteria):
            return False
    return True


def are_all_prepared(act: Act[Facts]) -> bool:
    """Everyone who takes part has met the facilitator, on their own side's track."""
    prepared = queries.prepared_participants(act.subject)
    return all(row.id in prepared for row in queries.participants(act.subject))


TRACKS_READY = (
    Guard(are_points_reached, N_("Some points of one party's preparation are not finished yet.")),
    Guard(
        are_all_prepared,
        N_("First, everyone who will be in the room must be prepared, each with their own party."),
    ),
)


# -- effects -----------------------------------------------------------------------------------


def log_session(act: Act[SessionHeld]) -> None:
    """A session on one side's track; its minutes are sealed."""
    facts = act.facts
    minutes = {"minutes": facts.minutes}
    row = vault.make(
        Session, act.subject.key, minutes, case=act.subject, side=facts.side,
        kind=facts.kind, held_on=facts.on, facilitator=act.actor.id,
        participants=json.dumps(sorted(facts.participants)),
    )  # fmt: skip
    act.entry.note(session=row.id)


def record_readiness(act: Act[ReadinessFound]) -> None:
    """What was found for one point; the earlier finding is superseded."""
    facts = act.facts
    Readiness.update(superseded=True).where(
        (Readiness.case == act.subject) & (Readiness.side == facts.side)
        & (Readiness.criterion == facts.criterion)
    ).execute()  # fmt: skip
    vault.make(
        Readiness, act.subject.key, {"note": facts.note}, case=act.subject,
        offender=act.subject.offender_id,
        side=facts.side, criterion=facts.criterion, finding=facts.finding,
        by=act.actor.id,
    )  # fmt: skip
    if facts.finding == "unmet":
        gate.close(act, "readiness")
