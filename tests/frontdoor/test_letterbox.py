"""The letterbox: what is dropped lies sealed, whole, and tells nothing of what it is."""

from typing import Any

import pytest
from peewee import OperationalError

from shared.base import clock, db
from shared.frontdoor import letterbox, sealing
from shared.frontdoor.letterbox import Letterbox
from shared.records import vault

PAYLOAD: dict[str, Any] = {
    "kind": "stopped", "reference": "KT47-RM36-HA94", "language": "en",
    "sent_at": "2026-03-02T16:00:00", "answers": {"words": "sentinel-7431"},
}  # fmt: skip


def opened(envelope: letterbox.Envelope) -> dict[str, Any]:
    private = vault.keys().letterbox[envelope.key_id]
    return sealing.open_envelope(private, envelope.format, envelope.id, envelope.body)


def drop(**changed: Any) -> str:
    return letterbox.drop(vault.keys().portal, PAYLOAD | changed)


@pytest.mark.law_2
def test_envelope_is_opened_by_the_private_key_alone(either_world):
    envelope_id = drop()
    (envelope,) = letterbox.envelopes()
    assert (envelope.id, envelope.format, envelope.key_id, envelope.dropped_at) == (
        envelope_id, sealing.FORMAT, vault.keys().portal.letterbox_key_id, clock.now(),
    )  # fmt: skip
    assert opened(envelope) == PAYLOAD
    stranger, _ = sealing.make_letterbox_pair()
    with pytest.raises(sealing.CannotOpen):
        sealing.open_envelope(stranger, envelope.format, envelope.id, envelope.body)


def test_envelope_put_under_another_id_does_not_open(world):
    drop()
    Letterbox.update(id="another").execute()
    (envelope,) = letterbox.envelopes()
    with pytest.raises(sealing.CannotOpen):
        opened(envelope)


@pytest.mark.law_2
def test_row_tells_neither_words_nor_reference_nor_length(world):
    drop()
    drop(kind="dialogue.asked", answers={"words": "x" * 3000})
    rows = list(Letterbox.select().dicts())
    columns = ["about", "body", "dropped_at", "format", "id", "key_id"]
    assert [sorted(row) for row in rows] == [columns] * 2
    of_reference = sealing.reference_key_of(vault.keys().portal, PAYLOAD["reference"])
    assert [row["about"] for row in rows] == [of_reference, ""]
    assert len({len(bytes(row["body"])) for row in rows}) == 1
    for row in rows:
        for word in (b"stopped", b"dialogue", b"KT47", b"sentinel-7431"):
            assert word not in bytes(row["body"])


def test_waiting_counts_what_lies_uncollected(world):
    assert letterbox.waiting() == 0
    ids = [drop(), drop(), drop()]
    assert letterbox.waiting() == 3
    letterbox.remove(ids[1])
    letterbox.remove(ids[1])
    letterbox.remove("never there")
    assert sorted(one.id for one in letterbox.envelopes()) == sorted([ids[0], ids[2]])


def test_envelopes_come_oldest_first(world):
    dropped = []
    for _ in range(4):
        dropped.append(drop())
        world.clock.move(seconds=1)
    assert [one.id for one in letterbox.envelopes()] == dropped


class Failure(Exception):
    """What goes wrong beside the drop."""


def test_drop_within_a_transaction_shares_its_fate(either_world):
    def submit() -> None:
        with db.write(db.frontdoor):
            drop()
            raise Failure

    with pytest.raises(Failure):
        submit()
    assert letterbox.waiting() == 0
    with db.write(db.frontdoor):
        drop()
    assert letterbox.waiting() == 1


def test_letterbox_out_of_reach_is_an_error_and_not_an_empty_one(world):
    db.bind(db.frontdoor, f"sqlite://{world.root}/absent/frontdoor.sqlite")
    for question in (letterbox.waiting, lambda: list(letterbox.envelopes()), drop):
        with pytest.raises((OperationalError, FileNotFoundError)):
            question()
