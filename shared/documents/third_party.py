"""What documents for somebody outside are made of: the offender's side; requests for records."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shared.documents.facts import Paper, invented
from shared.documents.invented import SHA, planner
from shared.policy import Policy, Text


@dataclass(frozen=True, kw_only=True)
class StandardAnswer(Paper):
    """The one answer to a request from an offender's side (S2), or for records.

    It is the same whether or not anything is on file.
    """

    signed: Annotated[str, "staff"]

    INVENTED = invented(reference="FM94-KR73-CH66", signed=planner)


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """One document that counsel named: its title, the day it was made, its digest."""

    title: Annotated[str, "decision"]
    made_on: Annotated[date, "date"]
    sha256: Annotated[str, "reference"]


def _enclosed(language: str, _policy: Policy) -> tuple[Enclosed, ...]:
    title = Text("Case summary: need to know", "Resumen del caso: solo lo necesario")
    return (Enclosed(title=title.say(language), made_on=date(2026, 11, 24), sha256=SHA),)


@dataclass(frozen=True, kw_only=True)
class Release(Paper):
    """The covering letter of a release: who decided, when, on what ground, and what is enclosed.

    It says nothing of any case: that is in the enclosures, and only what counsel named.
    """

    to: Annotated[str, "requester"]
    address: Annotated[str, "requester"]
    asked_on: Annotated[date, "date"]
    counsel: Annotated[str, "staff"]
    counsel_on: Annotated[date, "date"]
    ground: Annotated[str, "decision"]
    grounds: Annotated[str, "decision"]
    enclosed: tuple[Enclosed, ...] = ()
    signed: Annotated[str, "staff"]

    INVENTED = invented(
        reference="8K2F-TT31", to="Quincy Hale", address="PO Box 55, Zenith",
        asked_on=date(2026, 11, 2), counsel="J. Ortega", counsel_on=date(2026, 11, 20),
        ground=Text("A court ordered it", "Lo ordenó un tribunal"),
        grounds=Text("Order of November 18, 2026", "Orden del 18 de noviembre de 2026"),
        enclosed=_enclosed, signed=planner,
    )  # fmt: skip
