"""Tries are slowed for all processes together, and nobody is locked out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from shared.base import clock, db, schema
from shared.frontdoor import throttle

NOON = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)


class Hands:
    """A clock that stands where it is put."""

    at = NOON

    def __call__(self):
        return self.at


@pytest.fixture
def hands(monkeypatch):
    held = Hands()
    monkeypatch.setattr(clock, "source", held)
    return held


@pytest.fixture
def frontdoor(tmp_path):
    (tmp_path / "frontdoor.sqlite").touch()
    db.bind(db.frontdoor, f"sqlite://{tmp_path}/frontdoor.sqlite")
    schema.migrate(db.frontdoor, "frontdoor")
    yield db.frontdoor
    db.frontdoor.close()


def test_tries_up_to_the_limit_go_on_and_then_wait(frontdoor, hands):
    assert [throttle.hit("k", 3, 60) for _ in range(5)] == [0, 0, 0, 20, 20]
    assert throttle.hit("other", 3, 60) == 0


def test_waiting_ends_when_it_was_said_to_end(frontdoor, hands):
    for _ in range(3):
        throttle.hit("k", 3, 60)
    hands.at += timedelta(seconds=19)
    assert throttle.hit("k", 3, 60) == 1
    hands.at += timedelta(seconds=1)
    assert throttle.hit("k", 3, 60) == 0
    assert throttle.hit("k", 3, 60) == 20


def test_trying_on_while_waiting_does_not_lengthen_the_wait(frontdoor, hands):
    for _ in range(100):
        throttle.hit("k", 3, 60)
    hands.at += timedelta(seconds=20)
    assert throttle.hit("k", 3, 60) == 0


def test_asking_does_not_count(frontdoor, hands):
    assert [throttle.wait("k", 1, 60) for _ in range(3)] == [0, 0, 0]
    throttle.hit("k", 1, 60)
    assert throttle.wait("k", 1, 60) == 60


def test_forgetting_starts_afresh(frontdoor, hands):
    throttle.hit("k", 1, 60)
    throttle.forget("k")
    assert throttle.hit("k", 1, 60) == 0


def test_sweep_removes_only_what_slows_nobody(frontdoor, hands):
    throttle.hit("short", 1, 10)
    throttle.hit("long", 1, 1000)
    hands.at += timedelta(seconds=11)
    assert throttle.sweep() == 1
    assert [row.id for row in throttle.Throttle.select()] == ["long"]


def test_table_holds_neither_address_nor_reference(frontdoor, hands):
    key = throttle.key("secret", "enter", "192.0.2.7", "KT47-RM36-HA94")
    throttle.hit(key, 3, 60)
    (row,) = throttle.Throttle.select().tuples()
    assert row[0] == key
    assert len(key) == 64
    assert key != throttle.key("another secret", "enter", "192.0.2.7", "KT47-RM36-HA94")
    assert key != throttle.key("secret", "sign-in", "192.0.2.7", "KT47-RM36-HA94")


@pytest.mark.parametrize(("address", "slowed"), [
    ("192.0.2.7", [("192.0.2.7", 1)]),
    ("2001:db8:1:2:3::4", [
        ("2001:db8:1:2::/64", 1), ("2001:db8:1::/56", 4), ("2001:db8:1::/48", 16),
    ]),
    ("::ffff:192.0.2.7", [("192.0.2.7", 1)]),
    ("not an address", [("", 1)]),
    ("", [("", 1)]),
    (None, [("", 1)]),
])  # fmt: skip
def test_networks_are_what_one_home_and_what_one_provider_gives(address, slowed):
    assert list(throttle.networks(address)) == slowed


def _from(address: str) -> throttle.Counted:
    return throttle.hit_all(throttle.counts_of_networks("secret", "enter", address, 5, 600))


def test_many_small_networks_of_one_large_one_are_slowed_together(frontdoor, hands):
    tries = [_from(f"2001:db8:1:{number:x}::1").wait for number in range(30)]
    assert tries.count(0) == 20  # one /56 of thirty homes: four homes' tries
    assert _from("2001:db8:1:100::1").wait == 0  # another /56 of the same /48
    others = [_from(f"2001:db8:1:{number << 8:x}::1").wait for number in range(1, 100)]
    assert others.count(0) == 16 * 5 - 21
    assert _from("2001:db8:2::1").wait == 0


def test_try_that_must_wait_for_one_key_is_counted_under_none(frontdoor, hands):
    narrow, wide = throttle.Count("narrow", 1, 60), throttle.Count("wide", 2, 60)
    assert throttle.hit_all([narrow, wide]) == throttle.Counted(0, is_guessing=False)
    assert [throttle.hit_all([narrow, wide]).wait for _ in range(3)] == [60, 60, 60]
    assert throttle.wait("wide", 2, 60) == 0


def test_first_try_is_not_a_guess_and_the_next_one_is(frontdoor, hands):
    counts = [throttle.Count("k", 5, 60)]
    assert [throttle.hit_all(counts).is_guessing for _ in range(2)] == [False, True]
    hands.at += timedelta(seconds=60)
    assert throttle.hit_all(counts).is_guessing is False


def test_try_given_back_was_never_counted(frontdoor, hands):
    counts = [throttle.Count("k", 2, 60), throttle.Count("l", 9, 60)]
    for _ in range(5):
        assert throttle.hit_all(counts) == throttle.Counted(0, is_guessing=False)
        throttle.give_back(counts)


def _many_at_once() -> list[int]:
    def one(_number: int) -> int:
        try:
            return throttle.hit("k", 10, 3600)
        finally:
            db.frontdoor.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(40)))


def test_many_at_once_are_counted_each(frontdoor, hands):
    assert _many_at_once().count(0) == 10


def test_many_at_once_on_postgresql(postgres, hands):
    db.bind(db.frontdoor, postgres.frontdoor)
    schema.migrate(db.frontdoor, "frontdoor")
    try:
        assert _many_at_once().count(0) == 10
    finally:
        db.frontdoor.close()
