"""What is written is read (law 11): every sealed word of a case has a page."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.base import clock
from shared.dialogue import case_file, queries, written
from shared.records import models
from shared.records.models import AuditEntry, DialogueCase
from shared.records.models.base import SealedRow
from tests.support import shortcut
from tests.support.world import HERE, Asked, World

pytestmark = [pytest.mark.slow, pytest.mark.law_11]

# Where the case's page asks for rows by another name than their table's.
READ_AS = {"EligibilityFinding": r"queries\.findings\("}
CARRIES = ("facilitator", "planner", "coordinator")


def marked(world: World, asked: Asked, who: str, action: str, **facts: Any) -> list[str]:
    """An act whose free words are each a mark of their own; the marks."""
    marks = {name: f"Zq {action} {name} zq" for name, value in facts.items() if value == "?"}
    shortcut.act(world, asked, who, action, **facts | marks)
    return list(marks.values())


def whole_way(world: World) -> tuple[Asked, list[str]]:
    """A case carried to its follow-up, with a mark in each free word from preparation on."""
    asked = shortcut.to(world, "preparation")
    there = [row.id for row in queries.participants(asked.case) if row.side == "person"]
    marks = marked(world, asked, "facilitator", "log_session", side="person", kind="call",
                   on=queries.today(), participants=there, minutes="?")  # fmt: skip
    shortcut.STEPS["readiness"](world, asked)
    marks += marked(world, asked, "coordinator", "review_readiness", decision="ready", note="?")
    marks += marked(world, asked, "planner", "plan_visit", room="?", needs="?", place="facility",
                    starts_at=clock.now() + timedelta(days=10), form="face_to_face")  # fmt: skip
    shortcut.STEPS["scheduled"](world, asked)
    world.clock.at = queries.visit(asked.case).starts_at + timedelta(hours=4)
    there = [row.id for row in queries.participants(asked.case)]
    marks += marked(world, asked, "facilitator", "record_dialogue", on=queries.today(),
                    present=there, facilitator_present=True, place_as_approved=True,
                    ended="completed", pauses=2, agreed="?", notes="?")  # fmt: skip
    marks += marked(world, asked, "facilitator", "log_follow_up", side="offender", kind="first",
                    on=queries.today(), outcome="spoke", note="?")  # fmt: skip
    return asked, marks


@pytest.mark.S17
@pytest.mark.S20
@pytest.mark.S21
@pytest.mark.S42
def test_every_word_is_read_by_each_who_carries_the_case(world):
    asked, marks = whole_way(world)
    assert len(marks) == 7
    for who in CARRIES:
        desk = world.staff(who)
        assert f"/cases/{asked.case.id}/record" in desk.get(f"/cases/{asked.case.id}").links()
        before = AuditEntry.select().where(AuditEntry.event == "case.read").count()
        page = desk.get(f"/cases/{asked.case.id}/record")
        assert AuditEntry.select().where(AuditEntry.event == "case.read").count() == before + 1
        assert [mark for mark in marks if mark not in page.text] == [], who
    for who in ("advocate", "auditor", f"superintendent@{HERE}"):
        world.staff(who).get(f"/cases/{asked.case.id}/record", expect=None)
        assert AuditEntry.select().order_by(AuditEntry.seq.desc()).get().event != "case.read"


def test_every_sealed_table_of_a_case_has_a_reader():
    """A table that holds sealed words of a case is opened by the case's page or its record."""
    sealed = {
        model for model in vars(models).values()
        if isinstance(model, type) and issubclass(model, SealedRow)
        and getattr(model._meta.fields.get("case"), "rel_model", None) is DialogueCase
    }  # fmt: skip
    source = Path(case_file.__file__).read_text()
    unread = [
        model.__name__ for model in sealed - set(written.WRITTEN)
        if not re.search(READ_AS.get(model.__name__, rf"\b{model.__name__}\b"), source)
    ]  # fmt: skip
    assert unread == []
    assert len(sealed) > len(written.WRITTEN)
