"""Taking turns at a file: one at a time, and given up after a deadline."""

import time

from shared.base.turns import Gate


def test_turn_is_one_gates_at_a_time(tmp_path):
    one, two = Gate(str(tmp_path / "turn")), Gate(str(tmp_path / "turn"))
    assert one.is_taken(within=1)
    assert not two.is_taken(within=0)
    one.give_back()
    assert two.is_taken(within=1)
    two.give_back()


def test_waiting_ends_with_the_deadline_and_the_gate_is_spent(tmp_path):
    one, two = Gate(str(tmp_path / "turn")), Gate(str(tmp_path / "turn"))
    assert one.is_taken(within=1)
    begun = time.monotonic()
    assert not two.is_taken(within=0.2)
    assert time.monotonic() - begun >= 0.2
    assert not two.is_mine()
    one.give_back()


def test_other_file_is_another_turn(tmp_path):
    one, two = Gate(str(tmp_path / "one")), Gate(str(tmp_path / "two"))
    assert one.is_taken(within=1)
    assert two.is_taken(within=0)
