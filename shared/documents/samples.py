# ruff: noqa: ARG001, S106  # all samples are called alike; a seal token is no password
"""Invented contexts, for `firstword documents render NAME --sample` and for the tests.

The people are invented.  The facility is the policy's first.
"""

from datetime import date, time
from functools import cache
from io import BytesIO

from shared.documents import facility, unit, victim
from shared.policy import Policy

ON = date(2026, 11, 23)
SHA = "9f2c4a7be01d5583c6a94e1f70b2d8863ea5419c0d7fb264a8e35190cc7d12ef"


def _place(policy: Policy) -> str:
    return next(iter(policy.facilities.values())).name


def _form(policy: Policy) -> str:
    return next(iter(policy.dialogue.forms))


def _pick(language: str, english: str, spanish: str) -> str:
    return spanish if language == "es" else english


def _planner(language: str, policy: Policy) -> str:
    return f"Dana Fields, {policy.agency.planner.say(language)}"


def _advocate(language: str, policy: Policy) -> str:
    return f"Ruth Okafor, {policy.agency.assistance.say(language)}"


def acknowledgement(language: str, policy: Policy) -> victim.Acknowledgement:
    return victim.Acknowledgement(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=_planner(language, policy),
        received_on=date(2026, 11, 21), form=_form(policy),
    )  # fmt: skip


def registration(language: str, policy: Policy) -> victim.Registration:
    return victim.Registration(
        reference="GH63-WD49-PC76", on=ON, name="Elena Marsh", signed=_advocate(language, policy),
        requested=False, received=True, read=False,
    )  # fmt: skip


def cover_letter(language: str, policy: Policy) -> victim.CoverLetter:
    return victim.CoverLetter(
        reference="GH63-WD49-PC76", on=ON, name="Elena Marsh", signed=_advocate(language, policy),
        agreed_on=date(2026, 11, 19), seal_token="TQ96-MA43", requested=False, received=True,
        read=False,
    )  # fmt: skip


def inner_envelope(language: str, policy: Policy) -> victim.InnerEnvelope:
    return victim.InnerEnvelope(reference="GH63-WD49-PC76", on=ON, seal_token="TQ96-MA43")


def outer_envelope(language: str, policy: Policy) -> victim.OuterEnvelope:
    return victim.OuterEnvelope(
        reference="RX34-KD77", on=ON, name="E. Marsh",
        address=("Apt 4", "118 Sycamore Lane", "Hattiesburg, MS 39401"),
    )  # fmt: skip


_LETTER_EN = """To the family of Mr. Daniel Marsh,

On the night of March 3, 2011, I drove after drinking and I killed Mr. Marsh. I chose to drive. \
Nobody made me do it.

I took a father from his children and a husband from his wife. I understand today that no year \
of my sentence gives you back one evening with him. You had to bury him, and explain it, and go \
on. I did that to you.

I am responsible for it, and I am sorry for the harm I did. I ask nothing of you.

Marcus Bell"""

_LETTER_ES = """A la familia del señor Daniel Marsh:

La noche del 3 de marzo de 2011 manejé después de beber y maté al señor Marsh. Yo decidí manejar. \
Nadie me obligó.

Les quité un padre a sus hijos y un esposo a su esposa. Hoy entiendo que ningún año de mi condena \
les devuelve una sola tarde con él. Ustedes tuvieron que enterrarlo, explicarlo y seguir adelante. \
Eso se los hice yo.

Soy responsable y lamento el daño que hice. No les pido nada.

Marcus Bell"""


def sealed_letter(language: str, policy: Policy) -> victim.SealedLetter:
    return victim.SealedLetter(
        reference="GH63-WD49-PC76", on=ON, seal_token="TQ96-MA43", sha256=SHA,
        text=_pick(language, _LETTER_EN, _LETTER_ES),
    )  # fmt: skip


@cache
def scanned_page() -> bytes:
    """A page image: grey lines on white, as a stand-in for handwriting."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  # only where images are made

    page = Image.new("L", (850, 1100), 255)
    pen = ImageDraw.Draw(page)
    for row in range(24):
        pen.line((90, 120 + row * 38, 760 - (row * 71) % 240, 120 + row * 38), fill=90, width=3)
    kept = BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()


def scanned_letter(language: str, policy: Policy) -> victim.SealedLetter:
    """The sealed letter again, as page images."""
    return victim.SealedLetter(
        reference="GH63-WD49-PC76", on=ON, seal_token="TQ96-MA43", sha256=SHA,
        pages=(victim.Scan(image=scanned_page()), victim.Scan(image=scanned_page())),
    )  # fmt: skip


def assessment_request(language: str, policy: Policy) -> facility.AssessmentRequest:
    return facility.AssessmentRequest(
        reference="NC46-TW37-FE99", on=ON, to="Lorraine Pruitt", role="case_manager",
        facility=_place(policy), offender="Marcus Bell", number="R4471",
        signed=_planner(language, policy), answer_by=date(2026, 12, 7),
    )  # fmt: skip


def superintendent_memo(language: str, policy: Policy) -> facility.SuperintendentMemo:
    def role(english: str, spanish: str) -> str:
        return _pick(language, english, spanish)

    support = policy.term("support_person", language)
    return facility.SuperintendentMemo(
        reference="NC46-TW37-FE99", on=ON, to="Calvin Rhodes", facility=_place(policy),
        offender="Marcus Bell", number="R4471", signed=_planner(language, policy),
        answer_by=date(2026, 12, 7), stage="visit", form=_form(policy), facilitator="Iris Coleman",
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
        facility=_place(policy),
        purpose=_pick(language, "Decision on participation", "Decisión sobre la participación"),
        stage=_pick(language, "Division and superintendent", "División y dirección"),
        waiting_on=_pick(language, "Superintendent", "Dirección de la institución"),
        next_step=_pick(language, "Sign or refuse", "Firmar o negar"), facilitator="Iris Coleman",
        answer_by=date(2026, 12, 7), made_by=_planner(language, policy),
    )  # fmt: skip


def case_summary(language: str, policy: Policy) -> unit.CaseSummary:
    def words(english: str, spanish: str) -> str:
        return _pick(language, english, spanish)

    planner = "Dana Fields"
    return unit.CaseSummary(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh",
        standing=words("Surviving family: daughter", "Familia sobreviviente: hija"),
        verified=words("Photo identification and birth record", "Identificación y acta"),
        language=words("English", "Inglés"),
        safe_ways=(
            words("Telephone 601-555-0117, weekdays after 5 p.m., no message",
                  "Teléfono 601-555-0117, días hábiles después de las 5 p. m., sin mensaje"),
            words("Letter to the address she confirmed", "Carta a la dirección que ella confirmó"),
        ),
        hopes=words("Wants to ask about the last hour. Wants him to hear what her brother lost.",
                    "Quiere preguntar por la última hora. Quiere que él oiga lo que perdió su "
                    "hermano."),
        form=_form(policy), offender="Marcus Bell", number="R4471", facility=_place(policy),
        incident=words("Vehicular homicide, Forrest County, 2011",
                       "Homicidio con vehículo, condado de Forrest, 2011"),
        stage=words("Staff assessment", "Evaluación del personal"),
        waiting_on=words("Case manager", "Encargo de caso"), policy_version=policy.version,
        stages=(
            unit.Stage(name=words("Received", "Recibida"), since=date(2026, 9, 2), by=planner),
            unit.Stage(name=words("Eligibility", "Requisitos"), since=date(2026, 9, 4), by=planner),
            unit.Stage(name=words("Staff assessment", "Evaluación del personal"),
                       since=date(2026, 11, 23), by=planner),
        ),
        decisions=(
            unit.Decided(on=date(2026, 9, 18), by=planner,
                         what=words("Identity and standing verified",
                                    "Identidad y calidad verificadas")),
            unit.Decided(on=date(2026, 11, 20), by=planner, rule="no_contact_order",
                         what=words("Orders checked: none", "Órdenes revisadas: ninguna")),
        ),
        contacts=(
            unit.Contact(on=date(2026, 9, 10), way=words("Telephone", "Teléfono"), by=planner,
                         outcome=words("Spoke", "Se habló")),
        ),
        members=(
            unit.Member(name="Joan Tate", role=policy.term("support_person", language),
                        side=policy.term("victim", language)),
        ),
        made_by=_planner(language, policy),
    )  # fmt: skip
