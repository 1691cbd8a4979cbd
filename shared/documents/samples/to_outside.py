"""Invented papers to somebody outside."""

from datetime import date

from shared.documents import third_party
from shared.documents.samples.common import ON, SHA, pick, planner
from shared.policy import Policy


def standard_answer(language: str, policy: Policy) -> third_party.StandardAnswer:
    return third_party.StandardAnswer(
        reference="FM94-KR73-CH66", on=ON, signed=planner(language, policy),
    )  # fmt: skip


def release(language: str, policy: Policy) -> third_party.Release:
    return third_party.Release(
        reference="8K2F-TT31", on=ON, to="Quincy Hale", address="PO Box 55, Zenith",
        asked_on=date(2026, 11, 2), counsel="J. Ortega", counsel_on=date(2026, 11, 20),
        ground=pick(language, "A court ordered it", "Lo orden\u00f3 un tribunal"),
        grounds=pick(language, "Order of November 18, 2026", "Orden del 18 de noviembre de 2026"),
        enclosed=(
            third_party.Enclosed(
                title=pick(language, "Case summary: need to know",
                           "Resumen del caso: solo lo necesario"),
                made_on=date(2026, 11, 24), sha256=SHA,
            ),
        ),
        signed=planner(language, policy),
    )  # fmt: skip
