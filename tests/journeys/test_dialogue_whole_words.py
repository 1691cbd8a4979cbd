"""What anybody may read on the public site before asking, and how it is kept on the console."""

import pytest

from shared import policy
from shared.papers import content
from shared.records.models import Assessment, Paper
from tests.support import carry, whole
from tests.support.papers import reader
from tests.support.visitor import Page
from tests.support.world import HERE

pytestmark = pytest.mark.slow


def read(world, path: str) -> str:
    page: Page = world.person().get(path)
    return page.text.replace("\u2019", "'")


@pytest.mark.S1
@pytest.mark.S9
@pytest.mark.S10
@pytest.mark.S11
@pytest.mark.S27
@pytest.mark.S31
@pytest.mark.S49
@pytest.mark.S50
@pytest.mark.S51
def test_page_about_dialogues_says_what_is_promised_and_what_is_not(world):
    said = read(world, "/dialogue")
    for words in (
        "Few people ask for it. When someone does, we try to make it happen.",  # S1
        "the harm done to you", "that person's duty to help repair it",  # S9
        "left out when a case went to court", "Why me?", "lives in prison",  # S10
        "say sorry", "make amends", "turn their life around",  # S11
        "not a way out of prison", "parole or supervision",  # S27
        "It is not a way around the rules about visits",  # S31
        "in a safe place", "get answers", "see you as a human being", "can be part of",  # S49
        "tell their side", "own what they did", "Both people are heard",  # S50
        "were glad that they could say", "helped them heal",  # S51
        "Only you can.", "cannot start a dialogue", "No one has to take part.",  # S2, S15
    ):  # fmt: skip
        assert words in said, words
    example = read(world, "/dialogue/example")
    assert "We made up this example." in example


@pytest.mark.S23
@pytest.mark.S24
@pytest.mark.S25
@pytest.mark.S26
def test_rules_are_explained_and_other_ways_offered(world):
    said = read(world, "/for-me")
    for words in ("domestic violence", "sexual abuse of a child", "death row", "under 18"):
        assert words in said, words


@pytest.mark.S28
def test_contacts_are_published(world):
    said = read(world, "/contact")
    for words in ("633 North State Street", "1-866-522-4087", "601-359-5719"):
        assert words in said, words


@pytest.mark.S7
@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S17
@pytest.mark.S19
@pytest.mark.S30
@pytest.mark.parametrize("path", ["/dialogue/steps", "/es/dialogue/steps"])
def test_steps_are_told_in_both_languages(world, path):
    assert len(read(world, path)) > 800


@pytest.mark.S1
@pytest.mark.S2
@pytest.mark.S10
@pytest.mark.S11
@pytest.mark.S27
@pytest.mark.S28
@pytest.mark.S29
@pytest.mark.S31
@pytest.mark.S49
@pytest.mark.S51
def test_what_somebody_reads_leads_to_a_request_that_the_desk_reads_in_the_same_words(world):
    """From the reasons and the example, over the questions, to the planner and the facility."""
    person = world.person()
    page = person.get("/dialogue")
    assert "Why me?" in page.text.replace("\u2019", "'")  # S10
    assert "/dialogue/example" in page.links()  # S51
    assert "We made up this example." in person.get("/dialogue/example").text
    assert "/for-me" in page.links()
    assert "/contact" in page.links() or "/contact" in person.get("/for-me").links()
    begin = next(link for link in page.links() if link.startswith("/ask"))
    assert person.get(begin, expect=None).status in (200, 303)

    asked = whole.asked_here(world, "assessment")
    desk = world.staff("planner").get(f"/cases/{asked.case.id}").text
    for words in ("To ask my questions", "Why our street?"):  # S10, S29: hers, word for word
        assert words in desk, words
    # S28: the way back to us is on the first paper she gets.
    paper = Paper.get((Paper.subject == asked.case.id) & (Paper.name == "acknowledgement"))
    pdf = reader(content(world.actor("planner"), paper))
    said = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    contacts = policy.current().contacts
    for words in (contacts.toll_free.display, contacts.postal[0]):
        assert words in said, words
    # S11, S27, S31: what the page promised of the other side stands before the facility too.
    office = world.staff(f"case_manager@{HERE}")
    limited = office.get(f"/assessments/{Assessment.get().id}").text
    assert "has no effect on release, parole or supervision" in limited
    assert "It cannot be used to get around the visiting rules" in limited
    assert "Why our street?" not in limited


@pytest.mark.S9
@pytest.mark.S49
@pytest.mark.S50
@pytest.mark.S17
@pytest.mark.slow
def test_what_was_promised_to_each_side_is_prepared_point_by_point(world):
    """The promises of the page are the points without which no dialogue is recommended."""
    said = read(world, "/dialogue")
    asked = whole.asked_here(world, "assigned")
    whole.agree(world, asked)
    mine = world.staff("facilitator")
    whole.prepare(world, asked, leaving=("person:heard", "offender:responsibility"))
    for promise, point, words in (
        (
            "Both people are heard",
            "person:heard",
            "There is time for the person and everyone with them",
        ),
        (
            "own what they did",
            "offender:responsibility",
            "The person takes responsibility, without excuses",
        ),
    ):
        assert promise in said
        refused = carry.again(mine, asked, "recommend", 422)
        assert "This cannot be done now" in refused.text
        offered = mine.get(f"/cases/{asked.case.id}/find_ready").text
        assert words in offered
        carry.again(mine, asked, "find_ready", point=point, finding="met")
    carry.act(mine, asked, "recommend")
    assert asked.case.state == "readiness"


@pytest.mark.S22
@pytest.mark.S23
@pytest.mark.S24
@pytest.mark.S25
@pytest.mark.S26
def test_rule_somebody_ticks_on_the_page_stands_before_the_planner(world):
    """She may ask all the same: the page explains, the desk decides."""
    person = world.person()
    answer = person.submit(person.get("/ask/rules"), {"rules": ["domestic_violence"]})
    assert answer.status == 303
    asked = world.ask(rules=["domestic_violence"], adult=False)
    world.work()
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    assert "Rules that may apply, from what they said" in page.text
    assert policy.current().rules["domestic_violence"].label.say("en") in page.text
    assert "18 or olderNo" in page.text
    carry.act(world.staff("planner"), asked, "open")
    waits = world.staff("planner").get(f"/cases/{asked.case.id}").text
    assert "Not available yet" in waits
