"""Passages pointed to: on the labelled sample, and what a page shows of them."""

import re
import time
from pathlib import Path

import pytest

from shared import policy
from shared.letters.passages import measuring, passages, phrases, rules

SAMPLE = Path(__file__).parents[2] / "samples" / "letter_passages.txt"
VOICES = SAMPLE.with_name("letter_passages_voices.txt")
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


def test_no_percentage_where_there_are_few() -> None:
    assert measuring.share(3, 4) == "3 of 4"
    assert measuring.share(12, 15) == "12 of 15 (80 %)"


def test_marked_text_is_the_whole_text() -> None:
    text = "I did this.\n\nPlease forgive me. Write to P.O. Box 7 — ¡por favor!\n"
    parts = passages.marked(text, "en")
    assert "".join(part.words for part in parts) == text
    assert [part.reasons for part in parts if part.reasons] == [
        ("forgiveness",), ("contact_details",),
    ]  # fmt: skip


def reasons(words: str, language: str = "en") -> set[str]:
    return {passage.reason for passage in passages.found(words, language)}


@pytest.mark.S37
@pytest.mark.parametrize(("words", "reason"), [
    ("i wuld be greatful if you woud forgiv me", "forgiveness"),
    ("He should of just walked away.", "blame"),
    ("I wasnt in my right mind.", "excuses"),
    ("Dont you forget, I know where you live.", "threat"),
    ("I hope to here from you soon.", "contact_request"),
])  # fmt: skip
def test_misspelt_words_are_read_as_meant(words: str, reason: str) -> None:
    assert reason in reasons(words)


@pytest.mark.S37
@pytest.mark.parametrize("words", [
    "Perdóneme por lo que hise.", "perdoname por fabor", "PERDÓNEME",
    "Ojalá algún dia me perdone.", "Espero su perdon.",
])  # fmt: skip
def test_spanish_is_read_by_ear_with_usted_and_tu(words: str) -> None:
    assert "forgiveness" in reasons(words, "es")


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language"), [
    ("I do not ask you to forgive me.", "en"), ("Nobody has to forgive me.", "en"),
    ("No le pido que me perdone.", "es"), ("Nunca le voy a pedir perdón.", "es"),
    ("I will never write to you.", "en"), ("You don't have to write back.", "en"),
    ("I use to blame the streets.", "en"),
    ("For years I told people it was an accident. That was a lie.", "en"),
    ("I was drunk. That is no excuse.", "en"),
    ("Estaba borracho, pero no es excusa.", "es"),
])  # fmt: skip
def test_what_is_denied_or_taken_back_is_left_alone(words: str, language: str) -> None:
    assert reasons(words, language) == set()


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language"), [
    ("I do not ask for your pardon, or a letter, or for you to visit me.", "en"),
    ("No le pido perdón, ni que me escriba, ni que me visite.", "es"),
    ("You let me in because I said I needed a phone, and I robbed you.", "en"),
    ("Me dejó entrar porque le dije que necesitaba el teléfono, y le robé.", "es"),
    ("My childhood did not break your door, I did.", "en"),
    ("Mi infancia no le pegó a usted, le pegué yo.", "es"),
])  # fmt: skip
def test_a_list_of_what_is_not_asked_and_an_account_of_the_deed_are_left_alone(
    words: str, language: str
) -> None:
    assert reasons(words, language) == set()


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language", "reason"), [
    ("I do not deserve it, but please forgive me.", "en", "forgiveness"),
    ("No lo merezco, pero le suplico que me perdone.", "es", "forgiveness"),
    ("I took him from you, and I would like to sit down with you.", "en", "contact_request"),
    ("Le quité a su hermano y quisiera sentarme con usted.", "es", "contact_request"),
])  # fmt: skip
def test_what_comes_after_but_is_what_is_meant(words: str, language: str, reason: str) -> None:
    assert reason in reasons(words, language)


@pytest.mark.parametrize("words", [
    "You was the one that swung first.", "If he hadnt of run he would be alive.",
    "My co-defendant, Mr. Luis Amaya, is sorry too.",
])  # fmt: skip
def test_what_is_said_as_people_say_it_is_read(words: str) -> None:
    assert reasons(words)


def test_not_turns_round_only_what_follows_it_closely() -> None:
    assert reasons("I do not drink any more, so please forgive me.") == {"forgiveness"}
    assert "blame" in reasons("I would not have hit him if he had kept quiet.")


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


def test_a_phrase_with_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody"):
        phrases.expression("please {nobody}", {}, "en")


HOSTILE = (
    "I was drunk that night. I hope that you forgive me, Mrs. Ames. " * 320, "a" * 20_000,
    "a " * 10_000, "please " * 2_900, "i pray you will " * 1_250, "not " * 5_000, "." * 20_000,
    "i was so " * 2_200, "you your mother " * 1_250, '"' * 20_000, "1-" * 10_000, "a@" * 10_000,
    "www." * 5_000, "Abc Def " * 2_500, "(" * 20_000, ", " * 10_000, "\n" * 20_000, "a'" * 10_000,
    "e\u0301\u0303" * 6_600, "i heard that your " * 1_100, "\x00\ud7ff" * 10_000,
)  # fmt: skip


@pytest.mark.parametrize("language", rules.LANGUAGES)
def test_a_letter_of_ten_pages_is_read_in_well_under_a_second(language: str) -> None:
    rows = [row.words for row in measuring.read(VOICES) if row.language == language]
    letter = " ".join(rows * 3)[:20_000]
    assert len(letter) == 20_000
    passages.found("Please write me.", language)
    before = time.process_time()
    passages.found(letter, language)
    assert time.process_time() - before < 0.8


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("language", rules.LANGUAGES)
def test_no_text_takes_long(text: str, language: str) -> None:
    rules.rules(language)
    passages.found("Please write me.", language)
    before = time.process_time()
    parts = passages.marked(text[:20_000], language)
    assert time.process_time() - before < 1
    assert "".join(part.words for part in parts) == text[:20_000]
