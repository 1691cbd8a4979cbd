"""A letter's whole way through the pages of the console, as its people walk it."""

import io
from typing import Any

import pytest

from shared.letters import queries
from shared.records.models import Delivery, Letter, Match, Paper
from tests.support import hostile
from tests.support import letters as bank
from tests.support.visitor import Page, Visitor
from tests.support.world import World

pytestmark = pytest.mark.slow

DEPOSIT = {
    "writer": "Martin Cole", "number": "K4471", "addressee": "Rosa Delgado", "county": "Hinds",
    "year": "2019", "incident": "Burglary of a house", "original": "Mail room safe",
    "own_words": "y", "text": bank.WORDS,
}  # fmt: skip


def deposit(desk: Visitor, **changed: Any) -> Letter:
    page = desk.get("/letters/deposit")
    desk.submit(page, DEPOSIT | changed, action="/letters/deposit")
    return Letter.select().order_by(Letter.made_at.desc(), Letter.id).get()


def clean(page: Page) -> dict[str, str]:
    """Every line of a checklist answered as it must be."""
    from shared import policy

    checks = policy.current().letters.checklist
    names = [name for name in page.form(action=page.path).names if name.startswith("a_")]
    return {name: checks[name.removeprefix("a_")].asks for name in names}


def review(desk: Visitor, letter: Letter, **changed: Any) -> Page:
    page = desk.get(f"/letters/{letter.id}/review")
    return desk.submit(page, clean(page) | {"outcome": "pass"} | changed, action=page.path)


def banked(world: World, letter: Letter) -> None:
    for who in ("screener@MSP", "planner", "coordinator"):
        review(world.staff(who), letter)
    bank.jobs(world)


def act(desk: Visitor, delivery: Any, action: str, expect: int = 303, **values: Any) -> Page:
    path = f"/deliveries/{delivery.id}/acts/{action}"
    return desk.submit(desk.get(path), values, action=path, expect=expect)


@pytest.mark.S34
@pytest.mark.S36
@pytest.mark.S41
@pytest.mark.S45
@pytest.mark.S46
@pytest.mark.S47
def test_letter_from_deposit_to_the_post(world: World) -> None:
    asked = world.tick()
    world.collect()
    planner, advocate = world.staff("planner"), world.staff("advocate")
    registration = asked.registration
    path = f"/registrations/{registration.id}/acts/verify"
    planner.submit(planner.get(path), {"how": "court_file", "standing": "direct", "adult": "yes"},
                   action=path)  # fmt: skip
    assert "On the list" in planner.follow().text

    screener = world.staff("screener@MSP")
    letter = deposit(screener)
    assert "The letter was received" in screener.follow().text
    banked(world, letter)
    assert "In the bank" in screener.get(f"/letters/{letter.id}").text

    match = Match.get()
    page, path = advocate.get(f"/matches/{match.id}"), f"/matches/{match.id}/acts/confirm"
    assert "The offender's number is the same." in page.text
    assert path in page.links()
    advocate.submit(advocate.get(path), action=path)
    assert "No one has been told yet" in advocate.follow().text
    delivery = Delivery.get()
    phone, post = bank.way_of(delivery, "phone"), bank.way_of(delivery)
    act(advocate, delivery, "log_attempt", way=phone.id, outcome="spoke")
    act(advocate, delivery, "accept", manner="post")
    act(advocate, delivery, "confirm_address", way=post.id, opened="self")
    act(advocate, delivery, "check_orders", found="none")
    coordinator = world.staff("coordinator")
    page = coordinator.get(f"/deliveries/{delivery.id}/seal")
    assert "I broke into your house" in page.text
    coordinator.submit(page, action=page.path)
    act(advocate, delivery, "print")
    tokens = bank.tokens(delivery)
    act(advocate, delivery, "check", **tokens)
    act(world.staff("advocate2"), delivery, "dispatch", put="y")
    assert Delivery.get_by_id(delivery.id).state == "mailed"
    assert "Mailed" in advocate.get(f"/deliveries/{delivery.id}").text
    names = {paper.name for paper in Paper.select()}
    assert names >= {
        "registration-confirmation", "offender-receipt", "offender-banked", "sealed-letter",
        "inner-envelope", "cover-letter", "outer-envelope",
    }  # fmt: skip
    assert advocate.get("/print-room").h1 == "Print room"


@pytest.mark.law_5
def test_withdrawal_in_the_letterbox_meets_the_print_button(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.sealed(world, delivery)
    advocate = world.staff("advocate")
    path = f"/deliveries/{delivery.id}/acts/print"
    page = advocate.get(path)
    world.drop("stopped", delivery.registration.reference, {})
    said = advocate.submit(page, action=path, expect=None)
    assert said.status in (409, 422)
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert not Paper.select().where(Paper.name == "cover-letter").exists()


@pytest.mark.S35
@pytest.mark.S37
def test_review_that_lacks_an_answer_keeps_what_was_typed(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = deposit(screener)
    page = screener.get(f"/letters/{letter.id}/review")
    values = clean(page) | {"outcome": "return", "q_excuses": "because I was drunk",
                            "a_excuses": "yes", "a_harm": None}  # fmt: skip
    said = screener.submit(page, values, action=page.path, expect=422)
    assert "Answer this line." in said.errors
    assert said.form(action=page.path).values["q_excuses"] == "because I was drunk"
    again = screener.submit(said, {"a_harm": "yes"}, action=page.path, expect=422)
    assert "Choose at least one reason." in again.text
    screener.submit(again, {"reasons": ["excuses"]}, action=page.path)
    assert Letter.get_by_id(letter.id).state == "returned"
    page = screener.get(f"/letters/{letter.id}/replace")
    screener.submit(
        page, {"text": "I did this. It was wrong.", "addressee": "Rosa Delgado"}, action=page.path
    )
    assert Letter.get_by_id(letter.id).current == 2


@pytest.mark.S33
def test_scan_is_made_again_from_its_pixels(world: World) -> None:
    made = hostile.encoded(hostile.drawn(size=(1700, 2200)), "PDF", resolution=200)
    screener = world.staff("screener@MSP")
    page = screener.get("/letters/deposit")
    values = page.form(action="/letters/deposit").values | DEPOSIT | {
        "text": "", "scan": (io.BytesIO(made), "martin-cole.pdf"),
    }  # fmt: skip
    screener._open("POST", "/letters/deposit", 303, data=values)
    letter = Letter.get()
    version = queries.version(letter)
    assert (version.kind, version.pages) == ("scan", 1)
    image = screener.get(f"/letters/{letter.id}/pages/1/1")
    assert image.data.startswith(b"\xff\xd8\xff")
    assert b"martin-cole" not in b"".join(
        path.read_bytes() for path in world.root.rglob("*") if path.is_file()
    )
    for who in ("screener@CMCF", "advocate"):
        world.staff(who).get(f"/letters/{letter.id}/pages/1/1", expect=None)
        assert world.staff(who).page.status in (403, 404)


def test_screener_of_another_facility_finds_no_letter(world: World) -> None:
    letter = bank.deposit(world)
    other = world.staff("screener@CMCF")
    other.get(f"/letters/{letter.id}", expect=404)
    other.get(f"/letters/{letter.id}/review", expect=404)
    assert letter.receipt not in other.get("/letters").text
    for path in ("/registrations", "/matches", "/deliveries", "/print-room"):
        other.get(path, expect=403)


@pytest.mark.S44
def test_import_shows_what_it_would_do_and_makes_no_way_safe(world: World) -> None:
    from shared.records.models import ContactWay, Registration

    rows = (
        "name,notify,offender_name,offender_number,phone\n"
        "Ana López,yes,Martin Cole,K4471,601 555 0111\n"
        "Ben Ito,no,Martin Cole,K4471,\n"
        ",yes,Martin Cole,K4471,\n"
        "Ana López,yes,Martin Cole,K4471,601 555 0111\n"
    )
    planner = world.staff("planner")
    page = planner.get("/registrations/import")
    plan = planner.submit(page, {"table": rows}, action=page.path, expect=200)
    assert "1 row would be imported" in plan.text
    assert "3 rows are left out" in plan.text
    assert Registration.select().count() == 0
    planner.submit(plan, {"go": "y"}, action=page.path)
    assert Registration.get().source == "choice"
    assert not ContactWay.get().safe
    planner.submit(plan, {"go": "y"}, action=page.path)
    assert Registration.select().count() == 1
