"""The noticeboard: a coded state that moves only with its wording, and who may read it."""

import time
from datetime import date

import pytest

from shared.base import clock
from shared.frontdoor import hashing, noticeboard
from shared.frontdoor.noticeboard import Access, Noticeboard

KEY, OTHER = "a" * 64, "b" * 64
DAY, NEXT = date(2026, 3, 2), date(2026, 3, 9)
CODE = "1234567890123456"


def board(key: str = KEY) -> tuple[str, date, int]:
    row = Noticeboard.get_by_id(key)
    return row.state, row.changed_on, row.version


@pytest.fixture
def admitted(world):
    noticeboard.admit(KEY, "dialogue", hashing.hash_code(CODE), DAY)


def test_publish_twice_is_the_same_as_once(either_world):
    assert noticeboard.publish(KEY, "dialogue_looking", DAY) is True
    assert noticeboard.publish(KEY, "dialogue_looking", DAY) is False
    assert board() == ("dialogue_looking", DAY, 1)


def test_date_and_version_move_only_with_the_wording(either_world):
    noticeboard.publish(KEY, "dialogue_looking", DAY)
    assert noticeboard.publish(KEY, "dialogue_looking", NEXT) is False
    assert board() == ("dialogue_looking", DAY, 1)
    assert noticeboard.publish(KEY, "dialogue_under_way", NEXT) is True
    assert board() == ("dialogue_under_way", NEXT, 2)
    assert noticeboard.publish(KEY, "dialogue_looking", NEXT) is True
    assert board() == ("dialogue_looking", NEXT, 3)


def test_publishing_under_one_key_touches_no_other(world):
    noticeboard.publish(KEY, "dialogue_looking", DAY)
    noticeboard.publish(OTHER, "letter_registered", NEXT)
    assert (board(), board(OTHER)) == (
        ("dialogue_looking", DAY, 1), ("letter_registered", NEXT, 1),
    )  # fmt: skip


@pytest.mark.law_2
def test_board_holds_a_digest_a_code_a_day_and_a_count_alone(world):
    assert sorted(Noticeboard._meta.fields) == ["changed_on", "id", "state", "version"]


@pytest.mark.parametrize(("kind", "first"), [
    ("dialogue", "dialogue_received"), ("letter", "letter_received"),
])  # fmt: skip
def test_read_before_anything_was_published_is_received(world, kind, first):
    noticeboard.admit(KEY, kind, hashing.hash_code(CODE), DAY)
    assert noticeboard.read(KEY) == noticeboard.Standing(KEY, kind, first, DAY, "", None, None)


def test_read_of_a_key_nobody_was_admitted_to_is_nothing(world):
    noticeboard.publish(KEY, "dialogue_looking", DAY)
    assert noticeboard.read(KEY) is None


def test_read_is_what_stands(admitted):
    noticeboard.publish(KEY, "dialogue_looking", NEXT)
    standing = noticeboard.read(KEY)
    assert standing is not None
    assert (standing.state, standing.changed_on) == ("dialogue_looking", NEXT)


def test_errand_is_shown_until_it_has_become_the_state(world, admitted):
    noticeboard.ask(KEY, "stop")
    standing = noticeboard.read(KEY)
    assert standing is not None
    assert (standing.state, standing.asked, standing.asked_at) == (
        "dialogue_received", "stop", clock.now(),
    )  # fmt: skip
    noticeboard.publish(KEY, "stopped", NEXT)
    after = noticeboard.read(KEY)
    assert after is not None
    assert (after.state, after.asked, after.asked_at) == ("stopped", "", None)


def test_visit_remembers_the_one_before(world, admitted):
    noticeboard.visit(KEY)
    first = clock.now()
    world.clock.move(days=2)
    standing = noticeboard.read(KEY)
    assert standing is not None
    assert standing.visited_at == first


def test_enter_takes_the_one_code(admitted):
    assert [noticeboard.enter(KEY, code) for code in (CODE, CODE[::-1], "", CODE + "1")] == [
        True, False, False, False,
    ]  # fmt: skip
    assert noticeboard.enter(OTHER, CODE) is False


def test_code_is_kept_as_a_hash(admitted):
    kept = Access.get_by_id(KEY).code
    assert kept.startswith("$argon2id$")
    assert CODE not in kept


def test_renewed_code_replaces_the_former(admitted):
    noticeboard.renew(KEY, hashing.hash_code(CODE[::-1]))
    assert (noticeboard.enter(KEY, CODE), noticeboard.enter(KEY, CODE[::-1])) == (False, True)


def test_unknown_reference_takes_as_long_as_a_wrong_code(admitted):
    def fastest(key: str) -> float:
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            noticeboard.enter(key, "0" * 16)
            times.append(time.perf_counter() - begun)
        return min(times)

    assert 0.5 < fastest(OTHER) / fastest(KEY) < 2
