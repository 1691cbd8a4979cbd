"""Bad input on every form of the letter bank: a clear sentence and the same words, or 4xx."""

import io

import pytest

from shared.records.models import Letter, Match, Registration
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow

NASTY = {
    "empty": "",
    "long": "word " * 8000,
    "control": "a\x00b\x07c\x1b[31m",
    "emoji": "👩🏽‍🌾 💌",
    "right to left": "\u202eשלום\u202c سلام",
    "date": "31-02-99999",
    "markup": "<script>alert(1)</script>{{ 7*7 }}%s",
    "number": "-1e309",
}


def paths(world: World) -> list[tuple[str, str]]:
    """Every page of the bank that has a form, and who opens it."""
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="post")
    waiting = bank.deposit(world, addressee="Ana Ruiz")
    later = bank.review(world, bank.deposit(world, addressee="Luz Mora"))
    registration = Registration.get_by_id(delivery.registration_id)
    found = [(who, f"/deliveries/{delivery.id}/acts/{action}") for who, action in (
        ("advocate", "log_attempt"), ("advocate", "accept"), ("advocate", "defer"),
        ("advocate", "decline"), ("advocate", "confirm_address"), ("advocate", "check_orders"),
        ("advocate", "hold"),
    )]  # fmt: skip
    found += [("planner", f"/registrations/{registration.id}/acts/{action}") for action in
              ("identify", "choose", "record_death", "hold")]  # fmt: skip
    return [
        *found, ("screener@MSP", "/letters/deposit"), ("screener@MSP", "/letters/intercepts"),
        ("screener@MSP", f"/letters/{waiting.id}/replace"),
        ("screener@MSP", f"/letters/{waiting.id}/review"),
        ("screener@MSP", f"/letters/{waiting.id}/acts/move_paper"),
        ("screener@MSP", "/letters"), ("planner", f"/letters/{later.id}/review"),
        ("planner", f"/letters/{later.id}/keeping"),
        ("planner", "/registrations/import"), ("advocate", f"/deliveries/{delivery.id}/reply"),
        ("coordinator", f"/deliveries/{delivery.id}/seal"),
    ]  # fmt: skip


def test_nasty_input_is_never_a_fault(world: World) -> None:
    for who, path in paths(world):
        desk = world.staff(who)
        for name, value in NASTY.items():
            page = desk.get(path, expect=None)
            if page.status == 403:  # an act that took what was sent has moved on
                continue
            form = page.form(action=path)
            fixed = ("csrf_token", "version", "sha256", "scan")
            values = form.values | {n: value for n in form.names if n not in fixed}
            said = desk._open("POST", path, None, data=values)
            assert said.status < 500, (path, name)
            if said.status == 422:
                assert said.errors or "cannot be done" in said.text, (path, name)
        for broken in ({"version": "x"}, {"version": "999999"}, {"csrf_token": "x"}):
            values = form.values | broken
            said = desk._open("POST", path, None, data=values)
            assert said.status < 500, (path, broken)


@pytest.mark.parametrize("content", [
    b"", b"GIF89a", b"%PDF-1.7 nothing", b"\xff\xd8\xff\xe0 nothing", b"%PDF-1.4" + b"\0" * 1000,
])  # fmt: skip
def test_file_that_is_no_scan_keeps_the_rest(world: World, content: bytes) -> None:
    screener = world.staff("screener@MSP")
    values = screener.get("/letters/deposit").form(action="/letters/deposit").values | {
        "writer": "Martin Cole", "number": "K4471", "addressee": "Rosa Delgado", "own_words": "y",
        "scan": (io.BytesIO(content), "name with people.pdf"),
    }  # fmt: skip
    said = screener._open("POST", "/letters/deposit", 422, data=values)
    assert said.form(action="/letters/deposit").values["addressee"] == "Rosa Delgado"
    assert Letter.select().count() == 0


def test_another_ones_id_is_not_found(world: World) -> None:
    delivery = bank.on_the_way(world)
    match = Match.get()
    for who in ("screener@MSP", "facilitator", "superintendent@MSP", "auditor", "administrator"):
        desk = world.staff(who)
        for path in (
            f"/deliveries/{delivery.id}",
            f"/matches/{match.id}",
            f"/registrations/{delivery.registration_id}",
            f"/deliveries/{delivery.id}/words",
            f"/deliveries/{delivery.id}/seal",
        ):
            assert desk.get(path, expect=None).status in (403, 404), (who, path)
    world.staff("advocate").get(f"/letters/{delivery.letter_id}", expect=403)
    world.staff("planner").get(f"/deliveries/{delivery.id}", expect=403)
