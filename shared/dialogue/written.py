"""What staff wrote on the way of a case, read again by those who carry it (law 11)."""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.dialogue import queries
from shared.records.models import (
    DialogueCase,
    DivisionReview,
    FollowUp,
    Meeting,
    Participant,
    Readiness,
    Session,
    Visit,
)
from shared.records.models.base import SealedRow
from shared.records.permissions import Actor
from shared.records.reading import Opened, open_rows

# Every table whose private words are read here: its heading, and a label for each sealed key.
WRITTEN: dict[type[SealedRow], tuple[str, dict[str, str]]] = {
    Session: (N_("Preparation sessions"), {"minutes": N_("Session notes")}),
    Readiness: (N_("Readiness, point by point"), {"note": N_("Note")}),
    DivisionReview: (N_("Division's review of readiness"), {"note": N_("Note")}),
    Visit: (
        N_("Date, room and people"),
        {"room": N_("Room"), "needs": N_("Access needs")},
    ),
    Meeting: (
        N_("The dialogue"),
        {"agreed": N_("What the parties agreed on"), "notes": N_("Note")},
    ),
    FollowUp: (N_("Follow-up"), {"note": N_("Note")}),
}


@dataclass(frozen=True)
class Part:
    """One table of the record: its heading, the labels of its private words, its rows."""

    table: str
    heading: str
    labels: dict[str, str]
    rows: list[Opened]


@dataclass(frozen=True)
class Record:
    """The record of a case; `people` are those who take part, by the id of their part."""

    parts: list[Part]
    people: dict[str, Opened]


def read(actor: Actor, case: DialogueCase) -> Record:
    """All of it, in the order of the way; recorded as ``case.read`` before it is opened."""
    rows = {model: queries.rows_in(case, model) for model in WRITTEN}
    parts = queries.rows_in(case, Participant)
    named = {row.id: row.person or row.offender or row for row in parts}
    every = [*named.values(), *(row for group in rows.values() for row in group)]
    opened = open_rows(actor, "case.read", "case", case.id, every)
    return Record(
        [Part(model.__name__, heading, labels, [opened[row.id] for row in rows[model]])
         for model, (heading, labels) in WRITTEN.items() if rows[model]],
        {part: opened[row.id] for part, row in named.items()},
    )  # fmt: skip
