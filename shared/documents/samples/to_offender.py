# ruff: noqa: ARG001  # all samples are called alike
"""Invented letters to an offender, and answers to whoever asks."""

from datetime import date

from shared.documents import offender
from shared.documents.samples.common import ON, pick, place, planner
from shared.policy import Policy

NAME, NUMBER = "Marcus Bell", "R4471"


def invitation(language: str, policy: Policy) -> offender.Invitation:
    return offender.Invitation(
        reference="NC46-TW37-FE99", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), visitor="Dana Fields", answer_by=date(2026, 12, 18),
    )  # fmt: skip


def offender_closing(language: str, policy: Policy) -> offender.OffenderClosing:
    return offender.OffenderClosing(
        reference="NC46-TW37-FE99", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy),
    )  # fmt: skip


def offender_agreement(language: str, policy: Policy) -> offender.OffenderAgreement:
    return offender.OffenderAgreement(
        reference="NC46-TW37-FE99", on=ON, name=NAME, number=NUMBER, facilitator="Iris Coleman",
    )  # fmt: skip


def receipt(language: str, policy: Policy) -> offender.Receipt:
    return offender.Receipt(
        reference="PA49-GD36-YT97", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), deposited_on=date(2026, 11, 20), pages=1,
    )  # fmt: skip


def banked(language: str, policy: Policy) -> offender.Banked:
    return offender.Banked(
        reference="PA49-GD36-YT97", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), deposited_on=date(2026, 11, 20),
    )  # fmt: skip


def returned(language: str, policy: Policy) -> offender.Returned:
    return offender.Returned(
        reference="PA49-GD36-YT97", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), deposited_on=date(2026, 11, 20),
        passages=(
            offender.Passage(
                reason="forgiveness",
                quote=pick(language, "I hope that one day you can forgive me.",
                           "Espero que un día me puedan perdonar."),
            ),
            offender.Passage(
                reason="self_pity",
                quote=pick(language, "These fifteen years in here have been hard on me.",
                           "Estos quince años aquí han sido duros para mí."),
            ),
            offender.Passage(reason="responsibility"),
        ),
    )  # fmt: skip


def rejected(language: str, policy: Policy) -> offender.Rejected:
    return offender.Rejected(
        reference="PA49-GD36-YT97", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), deposited_on=date(2026, 11, 20),
        reasons=("voluntary", "promises"),
    )  # fmt: skip


def guidelines(language: str, policy: Policy) -> offender.Guidelines:
    return offender.Guidelines(reference="", on=ON)


def disclosure(language: str, policy: Policy) -> offender.Disclosure:
    return offender.Disclosure(
        reference="PA49-GD36-YT97", on=ON, name=NAME, number=NUMBER, facility=place(policy),
        signed=planner(language, policy), received=True,
    )  # fmt: skip
