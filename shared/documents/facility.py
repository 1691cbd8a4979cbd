"""What documents for a place of custody are made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from shared.documents.facts import Paper, invented
from shared.documents.invented import WRITER, form, place, planner
from shared.policy import Policy, Text


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

    INVENTED = WRITER | invented(
        reference="NC46-TW37-FE99", facility=place, signed=planner, answer_by=date(2026, 12, 7)
    )


@dataclass(frozen=True, kw_only=True)
class AssessmentRequest(ToFacility):
    """Capacity and willingness, seen by case manager or chaplain (S13).

    It has no field for who asks, or why.  `role` is case_manager or chaplain.
    """

    role: Annotated[str, "staff"]

    INVENTED = invented(to="Lorraine Pruitt", role="case_manager")


@dataclass(frozen=True, kw_only=True)
class Attending:
    """Someone who would enter the facility; `cleared` says that identity was checked."""

    name: Annotated[str, "attending_name"]
    role: Annotated[str, "arrangement"]
    cleared: Annotated[bool, "arrangement"] = False


def _attending(language: str, policy: Policy) -> tuple[Attending, ...]:
    harmed = Text("Participant", "Participante").say(language)
    return (
        Attending(name="Iris Coleman", role=policy.term("facilitator", language), cleared=True),
        Attending(name="Elena Marsh", role=harmed, cleared=True),
        Attending(name="Joan Tate", role=policy.term("support_person", language)),
    )


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

    INVENTED = invented(
        to="Calvin Rhodes", stage="visit", form=form, facilitator="Iris Coleman",
        meeting_on=date(2027, 2, 16), starts_at=time(10, 0), hours=4,
        room=Text("Chapel annex, room 2", "Anexo de la capilla, sala 2"), people=_attending,
        interpreter=Text("Spanish", "Español"), visit_exception=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class VisitCanceled(Paper):
    """A planned visit does not take place.  It has no field for a cause (law 1)."""

    to: Annotated[str, "staff"]
    facility: Annotated[str, "facility"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    signed: Annotated[str, "staff"]
    meeting_on: Annotated[date, "arrangement"]
    starts_at: Annotated[time, "arrangement"]
    room: Annotated[str, "arrangement"] = ""

    INVENTED = WRITER | invented(
        reference="NC46-TW37-FE99", to="Calvin Rhodes", facility=place, signed=planner,
        meeting_on=date(2027, 2, 16), starts_at=time(10, 0),
        room=Text("Chapel annex, room 2", "Anexo de la capilla, sala 2"),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class NeedToKnow(Paper):
    """A case without the person who asked: for those who must know only this."""

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

    INVENTED = WRITER | invented(
        reference="NC46-TW37-FE99", facility=place, made_by=planner, answer_by=date(2026, 12, 7),
        purpose=Text("Decision on participation", "Decisión sobre la participación"),
        stage=Text("Division and superintendent", "División y dirección"),
        waiting_on=Text("Superintendent", "Dirección de la institución"),
        next_step=Text("Sign or deny", "Firmar o no aprobar"), facilitator="Iris Coleman",
    )  # fmt: skip
