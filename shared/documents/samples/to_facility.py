# all samples are called alike
"""Invented papers to a place of custody."""

from datetime import date, time

from shared.documents import facility
from shared.documents.samples.common import ON, form, pick, place, planner
from shared.policy import Policy


def assessment_request(language: str, policy: Policy) -> facility.AssessmentRequest:
    return facility.AssessmentRequest(
        reference="NC46-TW37-FE99", on=ON, to="Lorraine Pruitt", role="case_manager",
        facility=place(policy), offender="Marcus Bell", number="R4471",
        signed=planner(language, policy), answer_by=date(2026, 12, 7),
    )  # fmt: skip


def superintendent_memo(language: str, policy: Policy) -> facility.SuperintendentMemo:
    def role(english: str, spanish: str) -> str:
        return pick(language, english, spanish)

    support = policy.term("support_person", language)
    return facility.SuperintendentMemo(
        reference="NC46-TW37-FE99", on=ON, to="Calvin Rhodes", facility=place(policy),
        offender="Marcus Bell", number="R4471", signed=planner(language, policy),
        answer_by=date(2026, 12, 7), stage="visit", form=form(policy), facilitator="Iris Coleman",
        meeting_on=date(2027, 2, 16), starts_at=time(10, 0), hours=4,
        room=role("Chapel annex, room 2", "Anexo de la capilla, sala 2"),
        people=(
            facility.Attending(name="Iris Coleman", role=policy.term("facilitator", language),
                               cleared=True),
            facility.Attending(name="Elena Marsh", role=role("Participant", "Participante"),
                               cleared=True),
            facility.Attending(name="Joan Tate", role=support),
        ),
        interpreter=role("Spanish", "Español"), visit_exception=True,
    )  # fmt: skip


def need_to_know(language: str, policy: Policy) -> facility.NeedToKnow:
    return facility.NeedToKnow(
        reference="NC46-TW37-FE99", on=ON, offender="Marcus Bell", number="R4471",
        facility=place(policy),
        purpose=pick(language, "Decision on participation", "Decisión sobre la participación"),
        stage=pick(language, "Division and superintendent", "División y dirección"),
        waiting_on=pick(language, "Superintendent", "Dirección de la institución"),
        next_step=pick(language, "Sign or deny", "Firmar o no aprobar"), facilitator="Iris Coleman",
        answer_by=date(2026, 12, 7), made_by=planner(language, policy),
    )  # fmt: skip
