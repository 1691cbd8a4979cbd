"""What is looked at is what shares a digest, and looking costs what shares, not what there is."""

import random
from typing import Any

import pytest

from shared.base import db
from shared.letters.matching import finding, match_keys
from shared.records import audit, vault
from shared.records.models import BlindIndex
from shared.records.permissions import WORKER

FIRST = ("Rosa", "Rose", "Martin", "Marta", "Daniel", "Dan", "José", "R.", "M.", "Ana María")
LAST = ("Delgado", "Delgada", "Cole", "Coles", "Reyes", "Ruiz Delgado", "O'Neil", "Smith Jr.")


def keep(noun: str, subject: str, draw: random.Random, tag: str = "") -> None:
    """The digests of somebody invented; a `tag` makes them unlike all others."""

    def name() -> str:
        return f"{draw.choice(FIRST)}{tag} {draw.choice(LAST)}{tag}"

    number = f"K{tag}{draw.randrange(40):04d}"
    writer = match_keys.of_writer({"name": name(), "number": number})
    to = match_keys.of_addressee([name()], [f"the mother of {name()}"])
    match_keys.index(match_keys.OF_WRITER, writer, noun, subject)
    match_keys.index(match_keys.OF_ADDRESSEE, to, noun, subject)


@pytest.fixture
def crowd(world: Any) -> None:
    """Thirty letters and thirty registrations, many of which share something."""
    draw = random.Random(17)
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        for number in range(30):
            keep("letter", f"letter{number}", draw)
            keep("registration", f"registration{number}", draw)


def sharing(noun: str, subject: str, other: str) -> list[str]:
    """What shares a digest by which rows are found, as one join says it."""
    mine = BlindIndex.alias()
    rows = (
        BlindIndex.select(BlindIndex.subject)
        .join(mine, on=(mine.kind == BlindIndex.kind) & (mine.digest == BlindIndex.digest))
        .where((mine.noun == noun) & (mine.subject == subject) & (mine.kind << finding._FINDING)
               & (BlindIndex.noun == other))
        .distinct()
    )  # fmt: skip
    return sorted(row.subject for row in rows)


def test_candidates_are_those_that_share_a_digest(crowd):
    found = 0
    for noun, other in (("letter", "registration"), ("registration", "letter")):
        for number in range(30):
            candidates = finding._candidates(noun, f"{noun}{number}", other)
            assert candidates == sharing(noun, f"{noun}{number}", other)
            found += len(candidates)
    assert found > 60
    assert finding._candidates("letter", "nobody", "registration") == []


def steps(noun: str, subject: str, other: str) -> int:
    """How many tens of steps SQLite takes to find the candidates."""
    counted = 0

    def count() -> bool:
        nonlocal counted
        counted += 1
        return False

    connection = db.records.obj.connection()
    connection.set_progress_handler(count, 10)
    finding._candidates(noun, subject, other)
    connection.set_progress_handler(None, 10)
    return counted


@pytest.mark.slow
def test_candidates_cost_the_same_among_many_others(crowd):
    before = steps("letter", "letter7", "registration")
    draw = random.Random(18)
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        for number in range(300):
            keep("registration", f"other{number}", draw, "quxwav")
            keep("letter", f"apart{number}", draw, "quxwav")
    assert vault.found("m.to.full", ["nothing"], "letter") == []
    assert steps("letter", "letter7", "registration") <= before * 1.1
