"""What documents for somebody outside are made of: the offender's side; requests for records."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shared.documents.facts import Paper


@dataclass(frozen=True, kw_only=True)
class StandardAnswer(Paper):
    """The one answer to a request from an offender's side (S2), or for records.

    It is the same whether or not anything is on file.
    """

    signed: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Enclosed:
    """One document that counsel named: its title, the day it was made, its digest."""

    title: Annotated[str, "decision"]
    made_on: Annotated[date, "date"]
    sha256: Annotated[str, "reference"]


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
