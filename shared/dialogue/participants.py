"""Who takes part, and what they agreed to (S4, S7, S18, S26)."""

from dataclasses import dataclass

from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import approach, filings, gate, queries
from shared.dialogue.case import Dated, ask_paper, needed
from shared.records import vault
from shared.records.models import Agreement, Participant
from shared.records.workflow import Act, Facts, Guard

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


@dataclass(frozen=True)
class Newcomer(Facts):
    """One more who would take part: side, role and ties by the codes of this module."""

    side: str = ""
    role: str = ""
    name: str = ""
    relation: str = ""
    ties: str = ""
    adult: bool = False


@dataclass(frozen=True)
class OfParticipant(Facts):
    """The id of one who takes part."""

    participant: str = ""


@dataclass(frozen=True)
class Cleared(OfParticipant, Dated):
    """The facility's check of one person; `weighed`: ties to both sides were talked over."""

    weighed: bool = False


@dataclass(frozen=True)
class AgreementSigned(OfParticipant, Dated):
    """One participant's signed paper, with its pages (packed by `scans`) if it was scanned."""

    scan: bytes | None = None


# -- guards ------------------------------------------------------------------------------------


def is_adult(act: Act[Newcomer]) -> bool:
    """S26: in no instance a minor, in any role."""
    return act.facts.adult is True


ADULT = Guard(is_adult, N_("No one under 18 can take part, in any role."))


def is_role_known(act: Act[Newcomer]) -> bool:
    """A side, and a role on it."""
    return act.facts.side in SIDES and act.facts.role in ROLES


def is_named(act: Act[Newcomer]) -> bool:
    """A name is given."""
    return bool(act.facts.name.strip())


def are_ties_known(act: Act[Newcomer]) -> bool:
    """Ties to both sides are disclosed."""
    return act.facts.ties in TIES


def is_interpreter_untied(act: Act[Newcomer]) -> bool:
    """An interpreter is tied to neither side."""
    return act.facts.role != "interpreter" or act.facts.ties == "none"


DESCRIBED = (
    Guard(is_role_known, N_("Choose the party, and this person's role.")),
    Guard(is_named, N_("Enter the person's name.")),
    Guard(are_ties_known, N_("Choose whether this person is tied to one party or to both.")),
    Guard(
        is_interpreter_untied,
        N_(
            "The interpreter cannot be tied to either party. Ask for another interpreter; this "
            "person can still come as support."
        ),
    ),
)


def is_participant(act: Act[OfParticipant]) -> bool:
    """Someone who takes part in this case, and may be named by this facilitator."""
    return _participant(act) is not None


PARTICIPANT = Guard(is_participant, N_("Choose a person who takes part in this case."))


def is_signer_willing(act: Act[AgreementSigned]) -> bool:
    """The offender signs only once there is something to agree to."""
    row = _participant(act)
    return row is None or row.role != "offender" or approach.is_offender_willing(act)


def is_signed_since_named(act: Act[AgreementSigned]) -> bool:
    """The paper is not from before the signer was named in the case."""
    row, day = _participant(act), act.facts.on
    return row is None or day is None or day >= queries.day_of(row.made_at)


AGREEMENT_OF_THIS = (
    Guard(is_signer_willing, approach.OFFENDER_WILLING.sentence),
    Guard(
        is_signed_since_named,
        N_("The paper is dated before this person was named in the case. Check the date."),
    ),
)


def are_ties_weighed(act: Act[Cleared]) -> bool:
    """One tied to both sides comes only after the planner weighed it with the person harmed."""
    row = _participant(act)
    return row is None or row.ties != "both_sides" or act.facts.weighed


TIES_WEIGHED = Guard(
    are_ties_weighed,
    N_(
        "This person is tied to both parties. First talk it over with the person it concerns, and "
        "record that you did."
    ),
)


def is_companion(act: Act[OfParticipant]) -> bool:
    """Someone other than the two whom the case is about."""
    row = _participant(act)
    return row is not None and row.role in ROLES


COMPANION = Guard(is_companion, N_("Choose a person who is coming with one of the parties."))


def _participant(act: Act[OfParticipant]) -> Participant | None:
    wanted = (Participant.id == act.facts.participant) & (Participant.case == act.subject)
    return Participant.get_or_none(wanted & Participant.left_at.is_null())


def are_all_agreed(act: Act[Facts]) -> bool:
    """No preparation before everyone who takes part has signed."""
    signed = queries.agreed_participants(act.subject)
    return all(row.id in signed for row in queries.participants(act.subject))


ALL_AGREED = Guard(are_all_agreed, N_("First, everyone who takes part must sign the agreement."))


def are_all_cleared(act: Act[Facts]) -> bool:
    """Everyone who will be in the room is an adult and was checked."""
    return all(
        row.adult and row.cleared_on is not None for row in queries.participants(act.subject)
    )


ALL_CLEARED = Guard(are_all_cleared, N_("First, everyone who will be in the room must be checked."))


# -- effects -----------------------------------------------------------------------------------


def add_participant(act: Act[Newcomer]) -> None:
    """Another person on one side; the gate closes until they are checked and prepared."""
    facts = act.facts
    private = {"name": facts.name, "relation": facts.relation}
    row = vault.make(
        Participant, act.subject.key, private, case=act.subject, side=facts.side,
        role=facts.role, adult=True, ties=facts.ties,
    )  # fmt: skip
    act.entry.note(participant=row.id)
    side = act.subject.person if facts.side == "person" else act.subject.offender
    ask_paper(act, "agreement-support", side.language, "participant", row.id)
    gate.close(act, "people")


def clear_participant(act: Act[Cleared]) -> None:
    """The facility's check was passed."""
    Participant.update(cleared_on=act.facts.on).where(
        Participant.id == act.facts.participant
    ).execute()


def remove_participant(act: Act[OfParticipant]) -> None:
    """The person no longer takes part; nothing is deleted."""
    Participant.update(left_at=clock.now()).where(Participant.id == act.facts.participant).execute()
    gate.close(act, "people")


def sign_agreement(act: Act[AgreementSigned]) -> None:
    """One participant's signed paper, with its scan if there is one."""
    facts = act.facts
    signed_on = needed(facts.on)  # is_day_past
    filing = filings.keep(act, "agreement", signed_on, facts.scan) if facts.scan else None
    Agreement.update(void_at=clock.now()).where(
        (Agreement.participant == facts.participant) & Agreement.void_at.is_null()
    ).execute()
    Agreement.make(
        case=act.subject, participant=facts.participant, signed_on=signed_on, filing=filing,
        by=act.actor.id,
    )  # fmt: skip
