"""Two worlds that differ only in what a victim did: a facility sees the same in both."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from shared.letters.bank import pairs
from shared.records.models import Delivery, Letter
from tests.support import campaign
from tests.support import letters as bank
from tests.support.histories import every_letter, make_machine
from tests.support.twins import Twins
from tests.support.world import Sample

pytestmark = pytest.mark.slow


@pytest.mark.law_1
@pytest.mark.soak
@pytest.mark.S41
@pytest.mark.edge_3
@pytest.mark.timeout(3600)
def test_facility_sees_the_same_whatever_a_victim_does(
    beginning: tuple[Sample, dict[str, str]], tmp_path: Path
) -> None:
    sample, cookies = beginning
    machine = make_machine(sample, cookies, tmp_path)
    run_state_machine_as_test(machine, settings=settings(
        max_examples=campaign.size(1000), deadline=None,
        stateful_step_count=12 if campaign.is_soak() else 8,
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip


@pytest.mark.law_1
def test_one_history_through_to_the_reading(
    beginning: tuple[Sample, dict[str, str]], tmp_path: Path
) -> None:
    _walk(Twins(beginning[0], tmp_path, beginning[1]))


@pytest.mark.law_1
@pytest.mark.S36
def test_a_letter_is_replaced_alike_whether_it_was_erased_or_not(
    beginning: tuple[Sample, dict[str, str]], tmp_path: Path
) -> None:
    state = make_machine(*beginning, tmp_path)()
    state.begin()
    state.deposit(to="Rosa Delgado", words=bank.WORDS)
    state.review(upto=3, which=0)
    state.erase(which=0)
    assert state.twins.erased
    state.look()
    state.replace(which=0, words=bank.WORDS)
    state.teardown()


def _walk(twins: Twins) -> None:
    """Registered, matched, mailed, read; then the writer replaces and withdraws the letter."""
    registered: list[Any] = []
    twins.hers(lambda world: registered.append(bank.verified(world, tell_read=True)))
    twins.send("/letters/deposit", writer="Martin Cole", number="K4471", addressee="Rosa Delgado",
               county="Hinds", year="2019", text=bank.WORDS, own_words="y")  # fmt: skip
    letter = twins.both(lambda *_: every_letter()[0])[0]
    twins.both(lambda world, _: bank.banked(world, letter) and None)
    twins.look()
    made: list[Any] = []
    twins.hers(lambda world: made.append(bank.matched(world, letter, registered[0])))
    twins.hers(lambda world: bank.mailed(world, made[0]))
    twins.hers(lambda world: world.drop(
        "letter.said", registered[0].reference, {"received": True, "read": True}
    ))  # fmt: skip
    twins.work()
    twins.hers(lambda _: _assert_state(made[0], "mailed"))
    twins.look()
    twins.send(f"/letters/{letter.id}/replace", text="Another letter. I did this.",
               addressee="Rosa Delgado")  # fmt: skip
    twins.work()
    twins.look()
    twins.send(f"/letters/{letter.id}/acts/withdraw", asked="y")
    twins.work()
    twins.look()


def _assert_state(delivery: Any, state: str) -> None:
    assert Delivery.get_by_id(delivery.id).state == state


@pytest.mark.law_1
@pytest.mark.parametrize("where", ["page", "row", "refusal"])
def test_planted_leak_is_seen(
    where: str, beginning: tuple[Sample, dict[str, str]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from shared.letters import files
    from shared.letters.review import effects

    def is_awaited(letter: Any) -> bool:
        return Delivery.select().where(Delivery.letter == letter).exists()

    if where == "page":
        real = files.read_letter

        def told(actor: Any, letter: Any) -> Any:
            seen = real(actor, letter)
            if is_awaited(letter):
                seen.face.said["writer"] += " "
            return seen

        monkeypatch.setattr(files, "read_letter", told)
    elif where == "row":
        real_version = effects.keep_version

        def noted(letter: Any, given: Any, by: str) -> Any:
            if is_awaited(letter):
                Letter.update(original="elsewhere").where(Letter.id == letter.id).execute()
            return real_version(letter, given, by)

        monkeypatch.setattr(effects, "keep_version", noted)
    else:
        real_taken = pairs.is_taken

        def refuses(pair: str, values: Any, but: str = "") -> bool:
            return Delivery.select().exists() or real_taken(pair, values, but)

        monkeypatch.setattr(pairs, "is_taken", refuses)
    with pytest.raises(AssertionError):
        _walk(Twins(beginning[0], tmp_path, beginning[1]))
