"""What the public site says a letter is, and the console holding every letter to it."""

import pytest

from shared.letters.passages import passages
from shared.records.models import Letter, Review
from tests.journeys.test_letter_both_sites import come_back, settle, tick_the_box, verify
from tests.journeys.test_letter_pages import DEPOSIT, banked, clean, deposit
from tests.support.visitor import Page, Visitor
from tests.support.world import World

pytestmark = pytest.mark.slow

ON_THE_LIST = "You are on the list."
WRONG = "I was drunk and did not know what I was doing. Please forgive me."


def send_back(desk: Visitor, letter: Letter, **quoted: str) -> Page:
    """Return the letter for the lines in `quoted`, each with the passage that fails it."""
    page = desk.get(f"/letters/{letter.id}/review")
    values = clean(page) | {"outcome": "return", "reasons": list(quoted)}
    values |= {f"a_{line}": "yes" for line in quoted}
    values |= {f"q_{line}": passage for line, passage in quoted.items()}
    return desk.submit(page, values, action=page.path)


@pytest.mark.S35
@pytest.mark.S37
def test_a_letter_with_an_excuse_or_a_plea_goes_back_and_she_reads_nothing_of_it(
    world: World,
) -> None:
    public = world.person().get("/letters").text
    assert "It makes no excuses." in public
    assert "It does not ask you to forgive" in public
    assert "It should admit the fault" in public
    asked = tick_the_box(world)
    settle(world)
    verify(world, asked)
    before = come_back(world, asked)[1].text
    assert ON_THE_LIST in before

    screener = world.staff("screener@MSP")
    letter = deposit(screener, text=WRONG)
    assert {p.reason for p in passages.found(WRONG, "en")} == {"excuses", "forgiveness"}
    shown = screener.get(f"/letters/{letter.id}/review")
    assert len(shown.all("mark")) >= 2
    send_back(screener, letter, excuses="I was drunk", forgiveness="Please forgive me")
    settle(world)
    assert Letter.get_by_id(letter.id).state == "returned"
    assert Review.select().where(Review.letter == letter).count() == 1
    assert ON_THE_LIST in come_back(world, asked)[1].text

    page = screener.get(f"/letters/{letter.id}/replace")
    screener.submit(page, {"text": DEPOSIT["text"], "addressee": "Rosa Delgado"}, action=page.path)
    banked(world, Letter.get_by_id(letter.id))
    assert Letter.get_by_id(letter.id).state == "banked"
    assert ON_THE_LIST in come_back(world, asked)[1].text


@pytest.mark.S36
def test_one_letter_for_one_person_and_one_event(world: World) -> None:
    assert "It is about one event" in world.person().get("/letters").text
    screener = world.staff("screener@MSP")
    first = deposit(screener)
    page = screener.get("/letters/deposit")
    said = screener.submit(page, DEPOSIT, action="/letters/deposit", expect=None)
    assert Letter.select().count() == 1, said.text
    other = deposit(screener, addressee="Luis Delgado")
    assert other.id != first.id
    assert Letter.select().count() == 2
