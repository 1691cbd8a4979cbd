"""One look: the same question is asked once while a page is read, and never while one decides."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.base import db, one_look, schema
from shared.base.one_look import once
from shared.frontdoor.throttle import Throttle
from tests.support.world import BEGIN


@pytest.fixture
def sent(tmp_path: Path) -> Iterator[list[str]]:
    """What is sent to a front door's database, in which one row lies."""
    (tmp_path / "frontdoor.db").touch()
    db.bind(db.frontdoor, f"sqlite://{tmp_path}/frontdoor.db")
    schema.migrate(db.frontdoor, "frontdoor")
    _put("a")
    statements: list[str] = []
    db.frontdoor.obj.query_hooks.append(lambda event: statements.append(event.sql))
    yield statements
    one_look.end()
    db.frontdoor.close()


def _put(name: str) -> None:
    with db.write(db.frontdoor):
        Throttle.insert(id=name, free_at=BEGIN.replace(tzinfo=None)).execute()


def _names() -> list[str]:
    return [row.id for row in Throttle.select().order_by(Throttle.id)]


def _nothing() -> list[Any]:
    return list(Throttle.select().where(Throttle.id == "nobody"))


def test_same_question_is_sent_once_in_a_look_and_anew_after_it(sent):
    with one_look.one_look():
        assert [_names(), _names(), _nothing(), _nothing()] == [["a"], ["a"], [], []]
        assert len(sent) == 2
    assert (_names(), _names()) == (["a"], ["a"])
    assert len(sent) == 4


def test_first_row_and_all_rows_and_none_are_answered_alike(sent):
    _put("b")
    with one_look.one_look():
        for _ in range(2):
            assert Throttle.select().order_by(Throttle.id).first().id == "a"
            assert Throttle.get_or_none(Throttle.id == "b").id == "b"
            assert Throttle.get_or_none(Throttle.id == "nobody") is None
            assert Throttle.select().count() == 2
            assert list(Throttle.select(Throttle.id).order_by(Throttle.id).tuples()) == [
                ("a",), ("b",)
            ]  # fmt: skip


def test_write_ends_what_was_remembered(sent):
    with one_look.one_look():
        assert _names() == ["a"]
        _put("b")
        assert _names() == ["a", "b"]


def test_nothing_is_answered_from_memory_inside_a_transaction(sent):
    asked = []

    @once
    def count() -> int:
        asked.append(1)
        return int(Throttle.select().count())

    with one_look.one_look():
        assert (_names(), count()) == (["a"], 1)
        before = len(sent)
        with db.write(db.frontdoor):
            assert (_names(), count()) == (["a"], 1)
        assert (len(sent) - before, len(asked)) == (2, 2)


def test_answers_are_copies_and_arguments_tell_apart(sent):
    @once
    def named(start: str) -> list[str]:
        return [row.id for row in Throttle.select().where(Throttle.id.startswith(start))]

    with one_look.one_look():
        named("a").append("spoilt")
        assert (named("a"), named("b")) == (["a"], [])


def test_what_was_found_with_many_others_need_not_be_asked(sent):
    @once
    def row_of(name: str) -> Any:
        return Throttle.get_by_id(name)

    with one_look.one_look():
        for row in Throttle.select():
            one_look.prime(row_of, row, row.id)
        assert row_of("a").id == "a"
    assert len(sent) == 1


def test_act_has_no_look_and_a_page_has_one(world):
    from shared.web.app import _begin_look

    with world.console.test_request_context("/queue"):
        _begin_look()
        assert one_look.memory() == {}
    with world.console.test_request_context("/queue", method="POST"):
        _begin_look()
        assert one_look.memory() is None


def test_nothing_of_a_look_outlives_its_request(world):
    world.staff("planner").get("/cases")
    assert one_look.memory() is None
