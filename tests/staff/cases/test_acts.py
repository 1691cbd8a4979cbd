"""Acting on a case: stale pages, buttons pressed twice, refusals, and the person's word first."""

import pytest

from shared.frontdoor import letterbox
from shared.records.models import (
    Approach,
    AuditEntry,
    ContactAttempt,
    EligibilityFinding,
    Signature,
)
from shared.records.models import Assessment as AssessmentRow
from tests.support import shortcut
from tests.support.visitor import words
from tests.support.world import HERE, THERE

pytestmark = pytest.mark.slow


def count(event: str) -> int:
    return AuditEntry.select().where(AuditEntry.event == event).count()


def test_refusal_says_why_and_keeps_what_was_typed(world):
    asked = shortcut.to(world, "eligibility")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/ask_assessment"
    page = desk.submit(desk.get(path), {"role": "chaplain"}, action=path, expect=422)
    assert (
        "First record how the person's identity and relationship to the case were verified."
        in page.text
    )
    assert page.form(action=path).values["role"] == "chaplain"
    assert asked.case.state == "eligibility"


def test_stale_page_says_who_changed_what_and_keeps_the_words(world):
    asked = shortcut.to(world, "eligibility")
    path = f"/cases/{asked.case.id}/find"
    first, second = world.staff("planner"), world.staff("planner2")
    mine, theirs = first.get(path), second.get(path)
    second.submit(theirs, {"item": "adult", "answer": "yes"}, action=path)
    page = first.submit(mine, {"item": "goals", "answer": "no", "note": "Words of mine"},
                        action=path, expect=409)  # fmt: skip
    assert "Planner2 Person" in page.text
    assert "Eligibility item recorded" in page.text
    form = page.form(action=path)
    assert (form.values["item"], form.values["note"]) == ("goals", "Words of mine")
    assert [row.item for row in EligibilityFinding.select()] == ["adult"]
    first.submit(page, action=path)
    assert {row.item for row in EligibilityFinding.select()} == {"adult", "goals"}


def test_button_pressed_twice_acts_once(world):
    asked = shortcut.to(world, "received")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/open"
    page = desk.get(path)
    desk.submit(page, action=path)
    again = desk.submit(page, action=path)
    assert again.location.endswith(f"/cases/{asked.case.id}?said=recorded")
    assert count("case.opened") == 1


def test_act_that_is_no_longer_open_says_so(world):
    asked = shortcut.to(world, "received")
    path = f"/cases/{asked.case.id}/open"
    first, second = world.staff("planner"), world.staff("planner2")
    mine, theirs = first.get(path), second.get(path)
    second.submit(theirs, action=path)
    page = first.submit(mine, action=path, expect=409)
    assert "Planner2 Person" in page.text
    assert count("case.opened") == 1


@pytest.mark.law_5
@pytest.mark.ruling_9
@pytest.mark.edge_2
def test_withdrawal_in_the_letterbox_comes_before_telling_the_offender(world):
    asked = shortcut.to(world, "agreed")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/tell_offender"
    page = desk.get(path)
    world.stop(asked)
    answer = desk.submit(page, {"done": "y"}, action=path, expect=409)
    assert "Withdrawn by the person" in answer.text
    assert asked.case.state == "withdrawn"
    assert Approach.get().told_at is None
    assert count("case.offender_told") == 0


@pytest.mark.law_5
def test_other_post_of_the_case_is_read_before_the_offender_is_told(world):
    asked = shortcut.to(world, "agreed")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/tell_offender"
    page = desk.get(path)
    world.drop("outside.contact", asked.reference, {"words": "Someone called my mother."})
    answer = desk.submit(page, {"done": "y"}, action=path, expect=422)
    assert "A new message arrived" in answer.text
    assert "Someone called my mother." in desk.get(f"/cases/{asked.case.id}").text
    desk.submit(desk.get(path), {"done": "y"}, action=path)
    assert Approach.get().told_at is not None


@pytest.mark.law_5
@pytest.mark.parametrize(
    ("stage", "action", "values"),
    [
        ("agreed", "tell_offender", {"done": "y"}),
        ("approach", "log_conversation", {"way": "came", "told": "y", "retaliation": "none",
                                          "go_ahead": "yes"}),
    ],
)  # fmt: skip
def test_nothing_goes_while_the_letterbox_is_out_of_reach(
    world, monkeypatch, stage, action, values
):
    asked = shortcut.to(world, stage)
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/{action}"
    page = desk.get(path)
    before = asked.case.version

    def gone(*_args: object) -> None:
        raise OSError("no such place")

    monkeypatch.setattr(letterbox, "envelopes", gone)
    answer = desk.submit(page, values, action=path, expect=422)
    assert "messages cannot be reached" in answer.text
    assert asked.case.version == before


def test_only_safe_ways_are_offered_and_only_they_are_taken(world):
    asked = shortcut.to(world, "approach")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/log_conversation"
    page = desk.get(path)
    offered = {e.get("value") for e in page.all("input", name="way")}
    ways = list(asked.case.person.ways)
    assert offered == {way.id for way in ways if way.safe} | {"came"}
    unsafe = next(way for way in ways if not way.safe)
    desk.submit(page, {"way": unsafe.id, "told": "y", "retaliation": "none", "go_ahead": "yes"},
                action=path, expect=422)  # fmt: skip
    assert ContactAttempt.select().count() == 0


def test_case_page_shows_the_words_of_safe_ways_and_nothing_of_unsafe_ones(world):
    asked = shortcut.to(world, "received")
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    assert "601-555-0143" in page.text
    assert "say it is about my appointment" in page.text
    assert "not safe: do not use" in page.text
    assert "shared-mailbox@example.org" not in page.data.decode()


@pytest.mark.law_4
def test_reading_a_case_is_recorded_once_and_before_it_is_opened(world):
    asked = shortcut.to(world, "received")
    desk = world.staff("planner")
    desk.get(f"/cases/{asked.case.id}")
    rows = list(AuditEntry.select().where(AuditEntry.event == "case.read"))
    assert [row.actor for row in rows] == [world.logins["planner"].id]
    assert asked.case.person_id in rows[0].facts


@pytest.mark.S13
@pytest.mark.law_1
def test_assessment_page_holds_nothing_of_the_person_who_asked(world):
    asked = shortcut.to(world, "assessment")
    row = AssessmentRow.get()
    office = world.staff(f"case_manager@{HERE}")
    for page in (office.get("/queue"), office.get(f"/assessments/{row.id}")):
        text = page.data.decode()
        for secret in (asked.reference, asked.case.id, asked.case.person_id, "Rosa", "Delgado",
                       "601-555", "our street", "Elm Street"):  # fmt: skip
            assert secret not in text, secret
    assert "Martin Cole" in text
    for path in (f"/cases/{asked.case.id}", f"/cases/{asked.case.id}/answer_assessment", "/people",
                 f"/people/{asked.case.person_id}", "/cases"):  # fmt: skip
        assert office.get(path, expect=None).status in (403, 404)
    for other in (f"case_manager@{THERE}", f"chaplain@{HERE}"):
        world.staff(other).get(f"/assessments/{row.id}", expect=404)


@pytest.mark.S13
def test_assessment_answered_twice_is_answered_once(world):
    shortcut.to(world, "assessment")
    row = AssessmentRow.get()
    office, path = world.staff(f"case_manager@{HERE}"), f"/assessments/{row.id}"
    page = office.get(path)
    office.submit(page, {"capacity": "yes", "willingness": "no"}, action=path)
    again = office.submit(page, {"capacity": "yes", "willingness": "no"}, action=path)
    assert "/queue" in again.location
    assert count("case.assessment_answered") == 1
    office.get(path, expect=404)


@pytest.mark.S13
def test_paper_answer_needs_signer_and_date(world):
    asked = shortcut.to(world, "assessment")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/answer_assessment"
    given = {"capacity": "yes", "willingness": "yes"}
    page = desk.submit(desk.get(path), given, action=path, expect=422)
    assert "only from a signed paper" in page.text
    page = desk.submit(page, {"on_paper": "y"}, action=path, expect=422)
    assert page.errors == ["Enter who signed the document.", "Enter the date on the document."]
    desk.submit(page, {"signer": "J. Doe", "signed_on-day": "2", "signed_on-month": "3",
                       "signed_on-year": "2026"}, action=path)  # fmt: skip
    assert AssessmentRow.get().on_paper


@pytest.mark.S30
@pytest.mark.S31
def test_superintendent_sees_no_story_and_signs_for_one_facility(world):
    asked = shortcut.to(world, "review")
    row = Signature.get(Signature.authority == "superintendent")
    office, path = world.staff(f"superintendent@{HERE}"), f"/signatures/{row.id}"
    page = office.get(path)
    for secret in ("Rosa", "Delgado", "Elm Street", "our street", asked.reference, asked.case.id):
        assert secret not in page.data.decode(), secret
    world.staff(f"superintendent@{THERE}").get(path, expect=404)
    answer = office.submit(page, {"decision": "refuse"}, action=path, expect=422)
    assert answer.errors == ["To refuse, choose a reason."]
    office.submit(answer, {"reason": "safety"}, action=path)
    assert Signature.get_by_id(row.id).decision == "refuse"
    again = office.submit(page, {"decision": "approve"}, action=path, expect=None)
    assert again.status in (303, 422)
    assert Signature.get_by_id(row.id).decision == "refuse"


@pytest.mark.S16
@pytest.mark.S6
def test_facilitator_without_training_cannot_be_assigned(world):
    from shared.records.models import Credential

    asked = shortcut.to(world, "signed")
    who = world.logins["facilitator"].id
    Credential.update(expires_on="2026-01-01").where(Credential.account == who).execute()
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/assign"
    page = desk.submit(desk.get(path), {"facilitator": who, "no_conflict": "y"}, action=path,
                       expect=422)  # fmt: skip
    assert "missing or has expired" in page.text
    desk.submit(page, {"facilitator": world.logins["facilitator2"].id}, action=path)
    assert asked.case.state == "assigned"


@pytest.mark.S20
def test_what_stands_in_the_way_is_said_beside_the_next_step(world):
    asked = shortcut.to(world, "eligibility")
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    assert (
        "First record how the person's identity and relationship to the case were verified."
        in page.text
    )


def test_contact_is_logged_after_the_post_was_collected(world):
    asked = shortcut.to(world, "received")
    world.clock.move(minutes=30)
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact"
    page = desk.get(path)
    assert "601-555-0143" not in page.text
    desk.submit(page, action=f"{path}/collect")
    page = desk.follow()
    assert "601-555-0143" in page.text
    way = next(way for way in asked.case.person.ways if way.channel == "phone")
    desk.submit(page, {"way": way.id, "outcome": "no_answer"}, action=path)
    assert "Attempt saved." in desk.follow().text
    assert ContactAttempt.get().outcome == "no_answer"


def test_contact_outside_the_hours_is_warned_of(world):
    asked = shortcut.to(world, "received")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/contact"
    assert "It is outside calling hours (" not in desk.get(path).text
    world.clock.move(hours=13)
    world.collect()
    desk = world.sign_in("planner2")
    assert "It is outside calling hours (" in desk.get(path).text


@pytest.mark.S26
def test_minor_cannot_be_added(world):
    asked = shortcut.to(world, "assigned")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/add_participant"
    page = desk.submit(
        desk.get(path), {"side": "person", "role": "support", "name": "Ana", "ties": "own_side"},
        action=path, expect=422,
    )  # fmt: skip
    assert page.errors == ["No one under 18 can take part, in any role."]


def test_page_after_an_act_says_that_it_was_recorded_and_its_address_tells_nothing(world):
    asked = shortcut.to(world, "received")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/open"
    answer = desk.submit(desk.get(path), action=path)
    assert answer.location.endswith(f"/cases/{asked.case.id}?said=recorded")
    page = desk.follow()
    box = page.one("div", class_="inset--good")
    assert (box.get("role"), words(box)) == ("status", "Saved.")
    # What somebody writes into the address is not said.
    assert "inset--good" not in desk.get(f"/cases/{asked.case.id}?said=<b>x</b>").data.decode()
