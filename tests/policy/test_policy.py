"""Policies: what a department decides is data, checked whole, each fact with its source."""

import dataclasses
import shutil
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared import policy
from shared.policy import PolicyError, Text
from shared.policy.reading import FOLDER, read

MISSISSIPPI = policy.load("mississippi")
HARMED = policy.load("harmed-person")
BOTH = (MISSISSIPPI, HARMED)


@pytest.fixture(autouse=True)
def _first_policy_again() -> Iterator[None]:
    yield
    policy.use("mississippi")


def texts(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Every Text of a policy, with its key."""
    if isinstance(value, Text):
        yield where, value
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from texts(getattr(value, part.name), f"{where}.{part.name}")
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{where}[{number}]")


# -- what is read ------------------------------------------------------------------------------


@pytest.mark.S28
def test_contacts_are_the_published_ones():
    contacts = MISSISSIPPI.contacts
    assert contacts.postal == ("633 North State Street", "Jackson, MS 39202-3097")
    assert contacts.toll_free is not None
    assert contacts.toll_free.dial == "+18665224087"
    assert contacts.fax is not None
    assert contacts.fax.dial == "+16013595719"


def test_current_policy_is_mississippi_until_another_is_used():
    assert policy.current().name == "mississippi"
    assert policy.use("harmed-person") is HARMED
    assert policy.current().term("victim", "en") == "harmed person"


def test_names_are_the_files():
    assert policy.NAMES == ("harmed-person", "mississippi")


@pytest.mark.parametrize("name", ["../mississippi", "", "nowhere", "a/b"])
def test_unknown_names_are_refused(name):
    with pytest.raises(PolicyError):
        policy.load(name)


def test_a_policy_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        MISSISSIPPI.agency.zone = "UTC"  # type: ignore[misc]
    with pytest.raises(TypeError):
        MISSISSIPPI.rules["death_row"] = HARMED.rules["death_row"]  # type: ignore[index]


@pytest.mark.parametrize("chosen", BOTH, ids=lambda p: p.name)
def test_every_facility_number_and_line_has_a_source(chosen):
    for facility in chosen.facilities.values():
        assert facility.source in chosen.sources
        assert facility.source != "default"
    for line in chosen.crisis_lines.values():
        source = chosen.sources[line.source]
        assert source.url.startswith("https://")
        assert source.retrieved


@pytest.mark.parametrize("chosen", BOTH, ids=lambda p: p.name)
def test_every_text_is_written_in_both_languages(chosen):
    for where, text in texts(chosen):
        assert text.en.strip(), where
        assert text.es.strip(), where
        assert "{" not in text.en + text.es, where
        if len(text.en.split()) > 6:
            assert text.en != text.es, where


def test_the_second_policy_never_says_the_words_of_the_first():
    for where, text in texts(HARMED):
        for word in ("victim", "offender", "víctima", "ofensor", "mississippi"):
            assert word not in f"{text.en} {text.es}".lower(), where


# -- rules -------------------------------------------------------------------------------------


@pytest.mark.S23
@pytest.mark.S24
@pytest.mark.S25
@pytest.mark.S26
@pytest.mark.S31
@pytest.mark.ruling_1
def test_mississippi_bars_dialogues_and_not_the_letter_bank():
    hard = {r.requirement: r.applies for r in MISSISSIPPI.rules.values() if r.hard}
    for requirement in ("S23", "S24", "S25", "S31"):
        assert hard[requirement] == ("dialogue",)
    assert hard["S26"] == ("dialogue", "letter")
    assert "no_contact_order" in {r.id for r in MISSISSIPPI.rules_for("letter")}


@pytest.mark.S23
def test_another_department_may_allow_what_mississippi_bars():
    rule = HARMED.rules["domestic_violence"]
    assert not rule.hard
    assert rule.approval == "coordinator"
    assert not HARMED.eligibility_items["domestic_violence"].hard
    assert MISSISSIPPI.eligibility_items["domestic_violence"].hard
    assert "video" in HARMED.dialogue.forms
    assert "video" not in MISSISSIPPI.dialogue.forms
    assert HARMED.handling.original_or_copy == "original"
    assert not MISSISSIPPI.dialogue.substitute


@pytest.mark.S40
@pytest.mark.parametrize("chosen", BOTH, ids=lambda p: p.name)
def test_nothing_is_disclosed_by_default(chosen):
    told = chosen.disclosure
    assert (told.requested, told.received, told.read) == (False, False, False)


@pytest.mark.S30
def test_both_sign_and_they_are_two_people():
    assert MISSISSIPPI.dialogue.signers == ("coordinator", "superintendent")
    assert MISSISSIPPI.needs_two("sign.coordinator", "sign.superintendent")
    assert MISSISSIPPI.needs_two("review.1", "review.3")
    assert not MISSISSIPPI.needs_two("review.1", "review.1")
    assert not MISSISSIPPI.needs_two("review.1", "delivery.dispatched")


def test_deadlines_have_a_length():
    assert MISSISSIPPI.deadline("assessment") == timedelta(days=14)
    assert MISSISSIPPI.deadline("late_change") == timedelta(hours=72)
    with pytest.raises(KeyError):
        MISSISSIPPI.deadline("never")


# -- letters -----------------------------------------------------------------------------------


@pytest.mark.S41
def test_the_facility_tier_works_from_the_letter_alone():
    first = {check.id for check in MISSISSIPPI.letter_checklist(1)}
    assert first < {check.id for check in MISSISSIPPI.letter_checklist(2)}
    assert not first & {"record_agrees", "conduct"}
    for check in MISSISSIPPI.recipient_checks:
        assert check.id.startswith("recipient_")
        assert check.tiers == ()
        assert check.id not in first


@pytest.mark.S37
def test_what_is_escalated_or_about_the_recipient_is_never_a_reason_to_return():
    checklist = MISSISSIPPI.letters.checklist
    for reason in MISSISSIPPI.return_reasons.values():
        assert checklist[reason.check].tiers
        assert not checklist[reason.check].escalate
    assert {"excuses", "forgiveness"} <= set(MISSISSIPPI.return_reasons)
    returnable = {reason.check for reason in MISSISSIPPI.return_reasons.values()}
    seen = {c.id for c in checklist.values() if 1 in c.tiers and not c.escalate}
    assert seen <= returnable


def test_closing_words_for_the_person_blame_nobody():
    """S1, ruling 6: what is another's choice reads like what is nobody's."""
    codes = MISSISSIPPI.closure_codes
    same = {codes[c].victim for c in ("offender_not_taking_part", "not_suitable",
                                      "facility_not_able", "moved")}  # fmt: skip
    assert len(same) == 1


# -- what is refused ---------------------------------------------------------------------------


def spoilt(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the policies in which `old` became `new` once."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder / "mississippi.toml"


MAIN, CODES, LETTERS = "mississippi.toml", "parts/codes.toml", "parts/letters.toml"
DIALOGUE, PLACES = "parts/dialogue.toml", "parts/mississippi-facilities.toml"
REASONS = "parts/return-reasons.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (MAIN, 'zone = "America/Chicago"', 'zone = "America/Jackson"',
         "mississippi.toml: agency.zone: 'America/Jackson' is not a time zone"),
        (MAIN, 'short = "MDOC"\n', "", "mississippi.toml: agency.short: is missing"),
        (MAIN, "idle_minutes = 20", 'idle_minutes = "20"',
         "mississippi.toml: site.idle_minutes: int is needed, not str"),
        (MAIN, "idle_minutes = 20", "idle_minutes = true",
         "mississippi.toml: site.idle_minutes: int is needed, not bool"),
        (MAIN, "idle_minutes = 20", "idle_minutes = 20\nidel_minutes = 3",
         "mississippi.toml: site.idel_minutes: unknown key"),
        (MAIN, 'es = "víctima"', 'es = ""', "mississippi.toml: terms.victim.one.es: is empty"),
        (MAIN, 'return_address = ["633 North State Street"',
         'return_address = ["Victim Services"', "mississippi.toml: mail: 'victim' would tell"),
        (MAIN, 'sender = "notices@localhost"', 'sender = "x@corrections.example"',
         "mississippi.toml: mail: 'correction' would tell"),
        (MAIN, "start = 09:00:00", "start = 19:00:00",
         "mississippi.toml: contact_hours: start must come before end"),
        (MAIN, 'version = "mississippi-1"', "version = ", "mississippi.toml: "),
        (MAIN, "[terms.offender]", "[terms.accused]",
         "terms.offender.one.en: is missing"),
        (CODES, 'party = "death"', 'party = "programme"', None),
        (CODES, "[deadlines.match]\ndays = 7", "[deadlines.match]\ndays = 0",
         "deadlines.match: days or hours are missing"),
        (CODES, 'mode = "indefinite"', 'mode = "days"', "retention.letter: 'days' with 0 days"),
        (LETTERS, "tiers = [1, 2, 3]", "tiers = [1, 2, 4]",
         "letters.checklist.own_act.tiers: only 1, 2 and 3 exist"),
        (LETTERS, 'gate = "A"', 'gate = "D"', "letters.checklist.own_act.gate: 'D' is not a gate"),
        (LETTERS, "tiers = [1, 2, 3]", 'tiers = "all"',
         "parts/letters.toml: letters.checklist.own_act.tiers: a list is needed"),
        (REASONS, 'check = "own_act"', 'check = "recipient_adult"',
         "return_reasons.own_act.check: a fact about the recipient is never a reason"),
        (REASONS, 'check = "own_act"', 'check = "threat"',
         "return_reasons.own_act.check: what is escalated is preserved"),
        (DIALOGUE, 'rule = "minor"', 'rule = "minors"',
         "eligibility_items.adult.rule: no rule is called 'minors'"),
        (DIALOGUE, 'asks = "yes"', 'asks = "maybe"',
         "eligibility_items.identity.asks: must be yes or no"),
        (PLACES, 'kind = "state"', 'kind = "island"',
         "facilities.MSP.kind: 'island' is not a kind"),
        (PLACES, 'source = "nyt_prisons"', 'source = "hearsay"',
         "facilities.MSP.source: no source is called 'hearsay'"),
        (PLACES, 'source = "nyt_prisons"\n', "",
         "parts/mississippi-facilities.toml: facilities.MSP.source: is missing"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_refused_with_file_and_key(tmp_path, file, old, new, complaint):
    path = spoilt(tmp_path, file, old, new)
    if complaint is None:  # another code of that party is left
        assert read(path)
        return
    with pytest.raises(PolicyError) as caught:
        read(path)
    assert complaint in str(caught.value)


def test_every_part_is_included_somewhere():
    files = [FOLDER / f"{name}.toml" for name in policy.NAMES]
    included = {
        part for file in files for part in tomllib.loads(file.read_text("utf-8"))["include"]
    }
    assert included == {f"parts/{p.name}" for p in (FOLDER / "parts").glob("*.toml")}
