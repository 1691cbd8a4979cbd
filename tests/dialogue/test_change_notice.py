"""A fact changed, and only a letter reaches the person: the letter, and how it leaves."""

import dataclasses
import re
from typing import Any

import pytest
import textstat

from shared import documents, policy
from shared.dialogue import custody
from shared.documents import REGISTRY
from shared.frontdoor import letterbox
from shared.papers import content
from shared.people import offenders
from shared.records.models import ContactAttempt, Paper, Task
from tests.support import carry, shortcut, whole
from tests.support.papers import LANGUAGES, plain, text_of
from tests.support.visitor import words
from tests.support.world import HERE, THERE, Asked, World

pytestmark = pytest.mark.slow

POST = {"channel": "post", "value": "12 Elm Street, Jackson MS 39201", "safe": True}


PHONE = {"channel": "phone", "value": "601-555-0143", "safe": True, "voicemail": False}


ONLY_POST = {"ways": [POST, PHONE | {"safe": False}]}


def changed(world: World, what: str, contact: dict[str, Any], **values: str) -> Asked:
    """A case whose offender was told, and then custody changed."""
    asked = world.ask(contact=PHONE_FIRST | contact)
    shortcut.to(world, "told", asked)
    world.clock.move(minutes=5)
    change(world, what, **values)
    world.work()
    return asked


PHONE_FIRST: dict[str, Any] = {"times": ["morning"]}


def change(world: World, what: str, **values: str) -> None:
    desk = world.staff("planner")
    desk.submit(desk.get("/custody"), {"number": "K4471"}, action="/custody")
    path = desk.page.location.removeprefix(desk.origin)
    desk.submit(desk.get(path), {"what": what} | values, action=path)


def contact_page(world: World, asked: Asked, who: str = "planner"):
    return world.staff(who).get(f"/cases/{asked.case.id}/contact")


def ask_for_it(world: World, asked: Asked) -> Any:
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact/letter"
    desk.submit(contact_page(world, asked), action=path)
    assert "print it, send it" in desk.follow().text
    world.work()
    return Paper.get(Paper.name == "change-notice")


def send(world: World, asked: Asked, paper: Any) -> None:
    desk = world.staff("planner")
    page = contact_page(world, asked)
    assert f"/papers/{paper.id}" in page.links()
    assert desk.get(f"/papers/{paper.id}").headers["Content-Type"] == "application/pdf"
    desk.submit(page, action=f"/papers/{paper.id}/printed")
    world.clock.move(minutes=3)
    world.work()
    path = f"/cases/{asked.case.id}/contact"
    way = carry.safe_way(asked, "post").id
    desk.submit(contact_page(world, asked), {"way": way, "outcome": "sent"}, action=path)


@pytest.mark.S22
@pytest.mark.edge_8
@pytest.mark.law_5
def test_letter_stands_for_the_call_where_only_post_reaches_the_person(world):
    asked = changed(world, "release", ONLY_POST)
    desk = world.staff("planner")
    refused = carry.act(desk, asked, "resume", expect=422)
    assert "First speak with the person" in refused.text
    paper = ask_for_it(world, asked)
    still = carry.act(desk, asked, "resume", expect=422)  # made is not sent
    assert "send the letter about it first" in still.text
    send(world, asked, paper)
    assert ContactAttempt.get(ContactAttempt.outcome == "sent").way.channel == "post"
    carry.act(desk, asked, "resume")
    assert not asked.case.held
    assert "A notice by mail instead of the call" not in contact_page(world, asked).text


@pytest.mark.law_5
def test_letter_counts_only_once_it_was_printed_and_then_sent(world):
    asked = changed(world, "release", ONLY_POST)
    ask_for_it(world, asked)
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact"
    way = carry.safe_way(asked, "post").id
    desk.submit(contact_page(world, asked), {"way": way, "outcome": "sent"}, action=path)
    carry.act(desk, asked, "resume", expect=422)  # something was sent, and it was not this letter


@pytest.mark.ruling_6
def test_news_sent_to_whom_no_call_reaches_may_stand_on_the_page(world):
    asked = shortcut.to(world, "review", world.ask(contact=ONLY_POST))
    whole.act(world.staff("planner"), asked, "offender_stops")
    whole.act(world.staff("coordinator"), asked, "close", closure="offender_not_taking_part")
    before = whole.reads(world, asked)
    assert "closed" not in before
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact"
    way = carry.safe_way(asked, "post").id
    desk.submit(contact_page(world, asked), {"way": way, "outcome": "sent"}, action=path)
    assert "This request is closed." in whole.reads(world, asked)
    assert not Task.select().where(
        (Task.subject == asked.case.id) & (Task.kind == "person.tell") & Task.done_at.is_null()
    ).exists()  # fmt: skip


@pytest.mark.ruling_6
def test_letter_to_whom_a_call_reaches_tells_the_page_nothing(world):
    asked = shortcut.to(world, "review", world.ask(contact={"ways": [POST, PHONE]}))
    whole.act(world.staff("coordinator"), asked, "close", closure="facility_not_able")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact"
    world.work()
    way = carry.safe_way(asked, "post").id
    desk.submit(contact_page(world, asked), {"way": way, "outcome": "sent"}, action=path)
    assert "closed" not in whole.reads(world, asked)


@pytest.mark.parametrize(("contact", "offered"), [
    ({"ways": [POST, PHONE]}, False),
    ({"ways": [PHONE]}, False),
    (ONLY_POST, True),
    ({"ways": [POST, PHONE], "interpreter": "Choctaw"}, True),
    ({"ways": [POST, PHONE], "access_needs": "I use a TTY"}, True),
])  # fmt: skip
def test_letter_is_offered_only_where_post_is_the_way(world, contact, offered):
    asked = changed(world, "transfer", contact, facility=THERE)
    text = contact_page(world, asked).text
    assert ("A notice by mail instead of the call" in text) is offered
    desk = world.staff("planner")
    token = desk.get(f"/cases/{asked.case.id}").form(0).values["csrf_token"]
    desk.post(f"/cases/{asked.case.id}/contact/letter", {"csrf_token": token})
    assert Paper.select().where(Paper.name == "change-notice").exists() is offered
    facilities = world.staff(f"superintendent@{HERE}")
    facilities.get(f"/cases/{asked.case.id}/contact", expect=None)
    assert facilities.page.status in (403, 404)


@pytest.mark.ruling_9
def test_letter_is_not_sent_to_somebody_who_asks_to_be_left_alone(world):
    asked = changed(world, "release", ONLY_POST)
    paper = ask_for_it(world, asked)
    world.drop("contact.changed", asked.reference, {"contact": ONLY_POST | {"no_contact": True}})
    world.work()
    desk = world.staff("planner")
    assert "asked not to be contacted" in desk.get(f"/papers/{paper.id}", expect=409).text
    assert "A notice by mail instead of the call" not in contact_page(world, asked).text
    carry.act(desk, asked, "resume")  # nobody may be contacted: that blocks nothing


@pytest.mark.law_5
@pytest.mark.ruling_9
def test_stop_in_the_letterbox_keeps_the_letter_here(world):
    asked = changed(world, "release", ONLY_POST)
    paper = ask_for_it(world, asked)
    page = contact_page(world, asked)
    world.stop(asked)
    desk = world.staff("planner")
    stays = desk.get(f"/papers/{paper.id}", expect=409)
    assert "New messages arrived from the website" in stays.text
    late = desk.submit(page, action=f"/papers/{paper.id}/printed", expect=409)
    assert "This document cannot go out" in late.text
    assert asked.case.state == "withdrawn"
    assert Paper.get_by_id(paper.id).printed_at is None
    gone = desk.get(f"/papers/{paper.id}", expect=409)
    assert "The case has ended" in gone.text
    room = desk.get("/print-room")
    assert f"/papers/{paper.id}/printed" not in {f.get("action") for f in room.all("form")}
    assert "Made, but do not send (" in room.text
    assert desk.get(f"/papers/{paper.id}?as=record").data.startswith(b"%PDF")


@pytest.mark.law_5
def test_letter_stays_while_the_letterbox_is_out_of_reach(world, monkeypatch):
    asked = changed(world, "release", ONLY_POST)
    paper = ask_for_it(world, asked)
    page = contact_page(world, asked)

    def away(*_: Any) -> int:
        raise OSError("gone")

    monkeypatch.setattr(letterbox, "waiting", away)
    monkeypatch.setattr(letterbox, "envelopes", away)
    desk = world.staff("planner")
    for answer in (
        desk.get(f"/papers/{paper.id}", expect=409),
        desk.get(f"/papers/{paper.id}?as=record", expect=409),
        desk.submit(page, action=f"/papers/{paper.id}/printed", expect=409),
    ):
        assert "cannot be reached" in answer.text
    assert Paper.get_by_id(paper.id).printed_at is None


def test_news_that_is_old_is_not_sent(world):
    asked = changed(world, "escape", ONLY_POST)
    first = ask_for_it(world, asked)
    world.clock.move(minutes=5)
    change(world, "returned", facility=HERE)
    world.work()
    desk = world.staff("planner")
    assert (
        "Something changed since this was made" in desk.get(f"/papers/{first.id}", expect=409).text
    )
    desk.submit(contact_page(world, asked), action=f"/cases/{asked.case.id}/contact/letter")
    world.work()
    second = Paper.select().where(Paper.name == "change-notice").order_by(
        Paper.made_at.desc()
    ).first()  # fmt: skip
    said = text_of(content(world.actor("planner"), second))
    assert "is back in custody" in said
    assert "escaped" not in said


@pytest.mark.S28
def test_letter_for_whom_post_is_not_safe_is_marked(world):
    phone_only = world.ask(contact={"ways": [PHONE, POST | {"safe": False}]})
    by_post = world.ask(contact={"ways": [PHONE, POST]})
    world.work()
    desk = world.staff("planner")
    rows = {words(row) for row in desk.get("/print-room").all("tr")}
    for asked, is_marked in ((phone_only, True), (by_post, False)):
        line = next(row for row in rows if asked.reference in row)
        assert ("Not by mail" in line) is is_marked
        assert ("not by mail: hand it over" in desk.get(f"/cases/{asked.case.id}").text) is (
            is_marked
        )


HEART = {
    "transfer": "was moved to another place of custody",
    "release": "is no longer in custody",
    "escape": "has escaped",
    "returned": "is back in custody",
    "death": "has died",
    "death_row": "A rule of the program now prevents a",
    "left_death_row": "That may have changed",
    "order": "Right now a court order does not allow this",
    "disclosure": "There is something we must look at before we go on",
    "": "There is something we must look at before we go on",
}


@pytest.mark.S25
@pytest.mark.parametrize("what", sorted(HEART))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_change_is_said_and_no_other(what, language):
    sample = REGISTRY["change-notice"].sample(language, policy.current())
    page = plain(documents.html(
        "change-notice", dataclasses.replace(sample, what=what), language
    ))  # fmt: skip
    if language == "en":
        others = {words for code, words in HEART.items() if words != HEART[what]}
        assert HEART[what] in page
        assert not [words for words in others if words in page]
    is_near = what in ("escape", "release")
    assert ("911" in page) is is_near
    low = page.lower()
    for word in ("reason for", "health", "motivo", "enferm", "refus"):
        assert word not in low.replace("without a reason", "")


def test_every_change_has_words_for_the_call_and_for_the_letter():
    assert set(custody.FIRST_WORDS) == set(offenders.CHANGES) == set(HEART) - {""}
    for name in ("mississippi", "harmed-person"):
        assert set(policy.load(name).dialogue.told_by_post) <= set(offenders.CHANGES)


@pytest.mark.law_1
def test_letter_names_no_cause_where_the_department_does_not_write_it(second_world):
    world = second_world
    asked = world.ask(contact=ONLY_POST)
    shortcut.to(world, "told", asked)
    world.clock.move(minutes=5)
    change(world, "death")
    world.work()
    said = text_of(content(world.actor("planner"), ask_for_it(world, asked)))
    assert "There is something we must look at before we go on" in said
    for word in ("died", "Martin", "Cole", "K4471", "12 Elm Street"):
        assert word not in said


@pytest.mark.law_1
def test_letter_is_nobodys_at_a_facility(world):
    asked = changed(world, "transfer", ONLY_POST, facility=THERE)
    paper = ask_for_it(world, asked)
    for role in ("screener", "case_manager", "chaplain", "superintendent"):
        office = world.staff(f"{role}@{THERE}")
        office.get(f"/papers/{paper.id}", expect=None)
        assert office.page.status in (403, 404)
    said = text_of(content(world.actor("planner"), paper))
    for word in ("Martin", "Cole", "K4471", policy.current().facilities[THERE].name):
        assert word not in said


@pytest.mark.law_5
@pytest.mark.ruling_9
@pytest.mark.postgres
def test_stop_keeps_a_paper_here_on_postgresql_too(postgres_world):
    world = postgres_world
    asked = changed(world, "release", ONLY_POST)
    paper = ask_for_it(world, asked)
    page = contact_page(world, asked)
    world.stop(asked)
    desk = world.staff("planner")
    desk.get(f"/papers/{paper.id}", expect=409)
    desk.submit(page, action=f"/papers/{paper.id}/printed", expect=409)
    assert asked.case.state == "withdrawn"
    assert Paper.get_by_id(paper.id).printed_at is None


@pytest.mark.parametrize("what", sorted(HEART))
def test_letter_is_read_without_effort_by_somebody_who_is_afraid(what):
    """Grade 6 at most, and no sentence longer than 22 words."""
    textstat.set_lang("en")
    sample = REGISTRY["change-notice"].sample("en", policy.current())
    html = documents.html("change-notice", dataclasses.replace(sample, what=what), "en")
    letter = html.split("<h1>")[1].split('class="keep"')[0]
    lines = [
        plain(one) for one in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", letter, re.DOTALL)
    ]
    prose = " ".join(one if one.endswith((".", "?", ":")) else f"{one}." for one in lines if one)
    assert textstat.flesch_kincaid_grade(prose) <= 6
    assert max(len(one.split()) for one in re.split(r"(?<=[.:?])\s", prose)) <= 22
