"""The rules of both languages: what each belongs to, and what they find."""

import re
from pathlib import Path

import pytest

from shared import policy
from shared.letters.passages import measuring, passages, rules
from tests.letters.passages.labelled import SAMPLE, VOICES

pytestmark = pytest.mark.slow

NEAR = SAMPLE.with_name("letter_passages_near.txt")


UNSEEN = SAMPLE.with_name("letter_passages_unseen.txt")


@pytest.mark.S37
def test_rules_find_what_they_should_in_both_halves_of_the_sample() -> None:
    rows = measuring.read(SAMPLE)
    assert len(rows) >= 120
    clean = [row for row in rows if not row.reasons]
    assert len(clean) * 2 == len(rows)
    for held_back in (False, True):
        found = measuring.measure([row for row in rows if row.is_held_back is held_back])
        print(measuring.report(found))
        whole = found.any_reason
        assert whole.both / whole.labelled >= (0.88 if held_back else 0.97)
        assert whole.both / whole.pointed >= (0.88 if held_back else 0.95)


@pytest.mark.S37
@pytest.mark.parametrize("sample", [VOICES, NEAR], ids=["voices", "near"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_rules_hear_many_voices_and_leave_near_misses_alone(language: str, sample: Path) -> None:
    rows = [row for row in measuring.read(sample) if row.language == language]
    found = measuring.measure(rows)
    print(measuring.report(found))
    whole = found.any_reason
    assert whole.both / whole.labelled >= 0.95
    assert found.clean_pointed / found.clean <= 0.03


@pytest.mark.S37
@pytest.mark.parametrize("language", ["en", "es"])
def test_rules_hold_up_on_passages_by_people_who_had_not_seen_them(language: str) -> None:
    rows = [row for row in measuring.read(UNSEEN) if row.language == language]
    found = measuring.measure(rows)
    print(measuring.report(found))
    whole = found.any_reason
    assert whole.both / whole.labelled >= 0.75
    assert whole.both / whole.pointed >= 0.8


@pytest.mark.S37
@pytest.mark.parametrize("words", [
    "I am not asking you to forgive me.", "I make no excuses for what I did.",
    "You were not to blame for anything.", "I will never try to contact you.",
])  # fmt: skip
def test_near_misses_are_left_alone(words: str) -> None:
    assert passages.found(words, "en") == []


@pytest.mark.parametrize("language", rules.LANGUAGES)
def test_every_rule_belongs_to_a_line_of_the_checklist_and_holds_only_known_families(
    world: object, language: str
) -> None:
    lines = policy.current().letters.checklist
    reasons = rules.reasons(language)
    assert set(reasons) <= set(lines)
    families = rules.table(language, rules.FAMILIES)
    said = [*families.values()]
    for reason in reasons:
        table = rules.table(language, reason)
        assert set(table) <= {"unless", "rule"}
        said += [table.get("unless", "forgive")]
        said += [row[key] for row in table["rule"] for key in ("says", "unless") if key in row]
    assert all(re.search(r"\w", text) for text in said)
    known = {*families, "NAME", "NUMBER"}
    assert {name for text in said for name in re.findall(r"{(\w+)}", text)} <= known


def test_both_languages_have_the_same_tables() -> None:
    assert rules.reasons("en") == rules.reasons("es")
