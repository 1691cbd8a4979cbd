"""What somebody reads who comes back with a reference and a code, in every state, both ways."""

import pytest

from shared import dialogue, policy
from shared.base import clock
from shared.frontdoor import noticeboard
from shared.frontdoor.wording import WORDS
from shared.records.models import Reference
from tests.frontdoor.test_wording import spanish
from tests.support import shortcut, whole
from tests.support.world import World

pytestmark = pytest.mark.slow

CODES = [*sorted(code for code in WORDS if code.startswith("dialogue")), "stopped"]
AT = {"en": "/status", "es": "/es/status"}


def plain(words: str) -> str:
    known = policy.places(policy.current(), "en")
    return words.format(**known) if "{" in words else words


@pytest.mark.S2
@pytest.mark.S12
@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_read_with_what_comes_next_and_who_acts(world: World, code: str) -> None:
    asked = shortcut.to(world, "received")
    digest = Reference.get(Reference.id == asked.reference).digest
    noticeboard.publish(digest, code, clock.today(policy.current().zone))
    words = WORDS[code]
    for language, path in AT.items():
        person = world.person()
        person.submit(person.get(path), {"reference": asked.reference, "code": asked.code})
        page = person.follow()
        assert f'lang="{language}"'.encode() in page.data[:200]
        for part in (words.sentence, words.next, words.who):
            read = part if language == "en" else spanish(part)
            assert read, f"no Spanish for {part!r}"
            assert plain(read) in page.text, (code, language, part)
        assert not any(w in page.title.lower() for w in ("victim", "offender", "dialogue"))


@pytest.mark.law_1
@pytest.mark.S14
@pytest.mark.S30
def test_states_that_would_tell_anothers_choice_read_alike_and_keep_their_date(world: World):
    """From the assessment to the signatures, a month apart, not a sign changes but the visits."""
    asked = shortcut.to(world, "assessment")
    shown = [whole.reads(world, asked)]
    for step in ("approach", "talked", "agreed", "told", "review", "signed"):
        world.clock.move(days=3)
        world._visitors.clear()
        shortcut.STEPS[step](world, asked)
        shown.append(whole.reads(world, asked))
    assert len(set(shown)) == 1
    assert asked.case.state == "review"
    assert {dialogue.FLOW.by_name[name].reads for name in ("assessment", "approach", "review")} == {
        "dialogue_under_way"
    }
