"""What documents for a place of custody are made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from shared.documents.facts import Paper


@dataclass(frozen=True, kw_only=True)
class ToFacility(Paper):
    """Every paper to a facility: its reader there, the offender it concerns, who signs.

    `stands_in`: the offender would take the place of somebody else, of whom nothing is said.
    """

    to: Annotated[str, "staff"]
    facility: Annotated[str, "facility"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    signed: Annotated[str, "staff"]
    answer_by: Annotated[date, "date"]
    stands_in: Annotated[bool, "decision"] = False


@dataclass(frozen=True, kw_only=True)
class AssessmentRequest(ToFacility):
    """Capacity and willingness, seen by case manager or chaplain (S13).

    It has no field for who asks, or why.  `role` is case_manager or chaplain.
    """

    role: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Attending:
    """Someone who would enter the facility; `cleared` says that identity was checked."""

    name: Annotated[str, "attending_name"]
    role: Annotated[str, "arrangement"]
    cleared: Annotated[bool, "arrangement"] = False


@dataclass(frozen=True, kw_only=True)
class SuperintendentMemo(ToFacility):
    """What the superintendent decides (S30): participation, or date, room and people.

    `stage` is participation or visit.  People are named only for the visit, for their clearance.
    """

    stage: Annotated[str, "decision"]
    form: Annotated[str, "arrangement"]  # a code of policy.dialogue.forms
    facilitator: Annotated[str, "staff"] = ""
    meeting_on: Annotated[date | None, "arrangement"] = None
    starts_at: Annotated[time | None, "arrangement"] = None
    hours: Annotated[int, "arrangement"] = 0
    room: Annotated[str, "arrangement"] = ""
    people: tuple[Attending, ...] = ()
    interpreter: Annotated[str, "arrangement"] = ""
    visit_exception: Annotated[bool, "arrangement"] = False


@dataclass(frozen=True, kw_only=True)
class NeedToKnow(Paper):
    """A case without the person who asked: for a superintendent, or whoever must know only this."""

    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    facility: Annotated[str, "facility"]
    purpose: Annotated[str, "decision"]
    stage: Annotated[str, "decision"]
    waiting_on: Annotated[str, "staff"]
    next_step: Annotated[str, "decision"]
    facilitator: Annotated[str, "staff"] = ""
    answer_by: Annotated[date | None, "date"] = None
    made_by: Annotated[str, "staff"]
    stands_in: Annotated[bool, "decision"] = False
