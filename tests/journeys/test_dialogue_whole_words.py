"""What anybody may read on the public site before asking."""

import pytest

from tests.support.visitor import Page


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
        "not a way around the rules on visits",  # S31
        "in a safe place", "get answers", "seen as a human being", "have a part",  # S49
        "tell their side", "own what they did", "Both sides are heard",  # S50
        "were glad that they could say", "helped them heal",  # S51
        "Only you can.", "cannot start a dialogue", "No one is forced.",  # S2, S15
    ):  # fmt: skip
        assert words in said, words
    example = read(world, "/dialogue/example")
    assert "We made this example up." in example


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
