"""What the person reads in every state, in both languages: a sentence, what is next, who acts."""

from collections import defaultdict
from pathlib import Path

import pytest

from shared import dialogue
from shared.documents.words import catalogue
from shared.frontdoor import wording
from shared.frontdoor.wording import WORDS
from shared.records import workflow

FLOW = dialogue.FLOW
# States that differ only by what somebody else decided or said.
ALIKE = {"assessment", "approach", "review"}


def said(code: str) -> tuple[str, str, str]:
    words = WORDS[code]
    return words.sentence, words.next, words.who


def spanish(message: str) -> str:
    from babel.messages.pofile import read_po

    from shared.base import config

    path = Path(config.__file__).parents[1] / "words" / "es" / "LC_MESSAGES" / "shared.po"
    with path.open("rb") as file:
        found = read_po(file).get(message)
    return str(found.string) if found is not None and not found.fuzzy else ""


@pytest.mark.S2
@pytest.mark.S12
@pytest.mark.parametrize("state", FLOW.states, ids=lambda state: state.name)
def test_every_state_has_its_words_in_both_languages(state):
    for code in {state.reads, state.until_told} - {"", workflow.KEEP}:
        for sentence in said(code):
            assert sentence
            assert len(sentence) < 140
            assert spanish(sentence), f"{code}: no Spanish for {sentence!r}"


@pytest.mark.law_1
@pytest.mark.S14
@pytest.mark.S30
def test_states_that_would_tell_anothers_choice_share_words_and_so_their_date():
    assert {FLOW.by_name[name].reads for name in ALIKE} == {"dialogue_under_way"}
    assert FLOW.by_name["assigned"].until_told == "dialogue_under_way"
    # Whatever can end or turn a case later is told by a person before the page says it.
    for state in FLOW.states:
        if state.name in {"preparation", "readiness", "scheduled", "follow_up", "kept", "closed"}:
            assert state.until_told == workflow.KEEP, state.name


@pytest.mark.law_1
def test_no_sentence_tells_of_the_other_side():
    for code, words in WORDS.items():
        if code.startswith("dialogue"):
            for sentence in (words.sentence, words.next):
                low = sentence.lower()
                for word in ("refus", "declin", "willing", "agreed to", "denied", "approved",
                             "superintendent", "assess", "custody", "transfer"):  # fmt: skip
                    assert word not in low, (code, word)


@pytest.mark.S15
@pytest.mark.ruling_9
def test_every_open_state_can_be_stopped_by_the_person():
    for state in FLOW.states:
        if state.open:
            rows = FLOW.rows(state.name, "withdraw")
            assert rows, state.name
            assert rows[0].target == "withdrawn"
            assert "person" in rows[0].by
            assert rows[0].while_held
            assert not rows[0].guards


def test_every_code_on_a_board_is_one_that_somebody_reads():
    used = defaultdict(set)
    for state in FLOW.states:
        used[state.reads].add(state.name)
    codes = {code for code in WORDS if code.startswith("dialogue")} | {"stopped"}
    # One is read in place of another, once somebody on the other side was told.
    assert set(used) | {"dialogue_looking_again"} == codes
    assert wording.UNKNOWN.sentence
    assert catalogue("es")
