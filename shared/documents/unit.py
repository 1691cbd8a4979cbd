"""What the unit's own, confidential documents are made of."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shared.documents.facts import Paper


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a case."""

    name: Annotated[str, "decision"]
    since: Annotated[date, "date"]
    by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision: what, by whom, on which rule, with which reason."""

    on: Annotated[date, "date"]
    what: Annotated[str, "decision"]
    by: Annotated[str, "staff"]
    rule: Annotated[str, "rule"] = ""
    reason: Annotated[str, "decision_reason"] = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One contact or attempt."""

    on: Annotated[date, "contact_log"]
    way: Annotated[str, "contact_log"]
    outcome: Annotated[str, "contact_log"]
    by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person who takes part, and on which side."""

    name: Annotated[str, "support_name"]
    role: Annotated[str, "victim_standing"]
    side: Annotated[str, "victim_standing"]


@dataclass(frozen=True, kw_only=True)
class CaseSummary(Paper):
    """The whole case, for those who carry it."""

    name: Annotated[str, "victim_name"]
    standing: Annotated[str, "victim_standing"]
    verified: Annotated[str, "victim_standing"]
    language: Annotated[str, "victim_contact"]
    safe_ways: Annotated[tuple[str, ...], "victim_contact"]
    hopes: Annotated[str, "victim_story"]
    form: Annotated[str, "victim_choice"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    stands_in_for: Annotated[str, "offender_name"] = ""
    facility: Annotated[str, "facility"]
    incident: Annotated[str, "incident"]
    stage: Annotated[str, "decision"]
    waiting_on: Annotated[str, "staff"]
    policy_version: Annotated[str, "rule"]
    stages: tuple[Stage, ...] = ()
    decisions: tuple[Decided, ...] = ()
    contacts: tuple[Contact, ...] = ()
    members: tuple[Member, ...] = ()
    made_by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class SupervisorSummary(Paper):
    """A case as a supervisor needs it: progress, decisions; no story, no way to reach them."""

    name: Annotated[str, "victim_name"]
    standing: Annotated[str, "victim_standing"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    stands_in_for: Annotated[str, "offender_name"] = ""
    facility: Annotated[str, "facility"]
    stage: Annotated[str, "decision"]
    waiting_on: Annotated[str, "staff"]
    policy_version: Annotated[str, "rule"]
    stages: tuple[Stage, ...] = ()
    decisions: tuple[Decided, ...] = ()
    made_by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a case: what, on which day, by whom, on which rule; never why."""

    on: Annotated[date, "date"]
    what: Annotated[str, "decision"]
    by: Annotated[str, "staff"]
    rule: Annotated[str, "rule"] = ""


@dataclass(frozen=True, kw_only=True)
class ReleasedSummary(Paper):
    """The course of a case for somebody outside, on counsel's word.

    It has no field for a way to reach anybody, a story, a note, or what anybody said or chose.
    """

    name: Annotated[str, "victim_name"]
    standing: Annotated[str, "victim_standing"]
    verified: Annotated[str, "victim_standing"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    stands_in_for: Annotated[str, "offender_name"] = ""
    facility: Annotated[str, "facility"]
    stage: Annotated[str, "decision"]
    policy_version: Annotated[str, "rule"]
    stages: tuple[Stage, ...] = ()
    decisions: tuple[Step, ...] = ()
    made_by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Appointment(Paper):
    """A facilitator's appointment: the role, conflicts, duties to report."""

    name: Annotated[str, "staff"]
    signed: Annotated[str, "staff"]
    answer_by: Annotated[date, "date"]
    pair: Annotated[str, "staff"] = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of the checklist as answered; `check` is an id of policy.letters.checklist."""

    check: Annotated[str, "letter_fact"]
    answer: Annotated[str, "letter_fact"]  # yes, no or unsure
    quote: Annotated[str, "letter_text"] = ""


@dataclass(frozen=True, kw_only=True)
class ScreeningRecord(Paper):
    """One review of one version of a letter, tier 1 to 3."""

    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    facility: Annotated[str, "facility"]
    tier: Annotated[int, "letter_fact"]
    version: Annotated[int, "letter_fact"]
    sha256: Annotated[str, "reference"]
    reviewer: Annotated[str, "staff"]
    outcome: Annotated[str, "letter_fact"]
    answers: tuple[Answer, ...] = ()
    reasons: Annotated[tuple[str, ...], "letter_reason"] = ()


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """One hand-over of a paper: when (local date and time, in words), what, where, by whom."""

    when: Annotated[str, "custody"]
    what: Annotated[str, "custody"]
    place: Annotated[str, "custody"]
    by: Annotated[str, "custody"]


@dataclass(frozen=True, kw_only=True)
class CustodyLog(Paper):
    """Where a letter's paper has been, without its words."""

    seal_token: Annotated[str, "reference"]
    sha256: Annotated[str, "reference"]
    hand_overs: tuple[HandOver, ...] = ()
