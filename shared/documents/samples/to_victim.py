# ruff: noqa: ARG001, S106  # all samples are called alike; a seal token is no password
"""Invented letters to a person harmed."""

from datetime import date, time
from io import BytesIO

from shared.documents import victim
from shared.documents.samples.common import ON, SHA, advocate, form, pick, place, planner
from shared.policy import Policy


def acknowledgement(language: str, policy: Policy) -> victim.Acknowledgement:
    return victim.Acknowledgement(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        received_on=date(2026, 11, 21), form=form(policy),
    )  # fmt: skip


def registration(language: str, policy: Policy) -> victim.Registration:
    return victim.Registration(
        reference="GH63-WD49-PC76", on=ON, name="Elena Marsh", signed=advocate(language, policy),
        requested=False, received=True, read=False,
    )  # fmt: skip


def cover_letter(language: str, policy: Policy) -> victim.CoverLetter:
    return victim.CoverLetter(
        reference="GH63-WD49-PC76", on=ON, name="Elena Marsh", signed=advocate(language, policy),
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
        text=pick(language, _LETTER_EN, _LETTER_ES),
    )  # fmt: skip


def sealed_translation(language: str, policy: Policy) -> victim.SealedLetter:
    return victim.SealedLetter(
        reference="GH63-WD49-PC76", on=ON, seal_token="TQ96-MA43", sha256=SHA, translation=True,
        translator="Lucía Paz", text=pick(language, _LETTER_EN, _LETTER_ES),
    )  # fmt: skip


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


def decision(language: str, policy: Policy) -> victim.Decision:
    return victim.Decision(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        outcome="deferred", rules=("proceedings",), look_again_on=date(2027, 3, 1),
    )  # fmt: skip


def letter_available(language: str, policy: Policy) -> victim.LetterAvailable:
    return victim.LetterAvailable(
        reference="GH63-WD49-PC76", on=ON, name="Elena Marsh", signed=advocate(language, policy),
    )  # fmt: skip


def visit(language: str, policy: Policy) -> victim.Visit:
    return victim.Visit(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        meeting_on=date(2027, 2, 16), arrive_at=time(9, 15), place=place(policy),
        place_address=(), room=pick(language, "Chapel annex, room 2",
                                    "Anexo de la capilla, sala 2"),
        facilitator="Iris Coleman", telephone="601-555-0148", companions=("Joan Tate",),
        interpreter=True,
    )  # fmt: skip


def change_notice(language: str, policy: Policy) -> victim.ChangeNotice:
    return victim.ChangeNotice(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        what="release",
    )  # fmt: skip


def follow_up(language: str, policy: Policy) -> victim.FollowUp:
    return victim.FollowUp(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        next_contact_on=date(2026, 12, 21), facilitator="Iris Coleman",
    )  # fmt: skip


def closure(language: str, policy: Policy) -> victim.Closure:
    return victim.Closure(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", signed=planner(language, policy),
        closure="offender_not_taking_part",
    )  # fmt: skip


def agreement(language: str, policy: Policy) -> victim.Agreement:
    return victim.Agreement(
        reference="KT47-RM36-HA94", on=ON, name="Elena Marsh", facilitator="Iris Coleman",
    )  # fmt: skip


def support_agreement(language: str, policy: Policy) -> victim.SupportAgreement:
    return victim.SupportAgreement(
        reference="KT47-RM36-HA94", on=ON, name="Joan Tate", facilitator="Iris Coleman",
    )  # fmt: skip


def request_form(language: str, policy: Policy) -> victim.RequestForm:
    return victim.RequestForm(reference="", on=ON)
