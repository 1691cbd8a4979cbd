"""Policies: what a department decides is data, each fact with its source."""

import dataclasses
from datetime import timedelta

import pytest

from shared import policy
from tests.policy.spoiling import (
    HARMED,
    texts,
)

MISSISSIPPI = policy.load("mississippi")


BOTH = (MISSISSIPPI, HARMED)


@pytest.mark.S28
def test_contacts_are_the_published_ones():
    contacts = MISSISSIPPI.contacts
    assert contacts.postal == ("633 North State Street", "Jackson, MS 39202-3097")
    assert contacts.toll_free is not None
    assert contacts.toll_free.dial == "+18665224087"
    assert contacts.fax is not None
    assert contacts.fax.dial == "+16013595719"


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
