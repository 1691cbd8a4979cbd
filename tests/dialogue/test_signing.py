"""Signatures, on screen and on paper, and who is assigned."""

from datetime import timedelta
from typing import Any

import pytest

from shared.dialogue import queries
from shared.records.models import Assessment, Signature
from tests.dialogue.test_eligibility import change
from tests.support import carry, shortcut
from tests.support.whole import speak
from tests.support.world import HERE, THERE, Asked, World

pytestmark = pytest.mark.slow

act = carry.act


def on_paper(world: World, signer: str, **before: int) -> dict[str, Any]:
    """A signed paper, as a planner enters it."""
    return {"on_paper": "y", "signer": signer} | carry.day("signed_on", world, **before)


@pytest.mark.S13
def test_paper_from_before_the_question_answers_another_question(world: World) -> None:
    asked = shortcut.to(world, "assessment")
    desk = world.staff("planner")
    page = act(desk, asked, "answer_assessment", capacity="yes", willingness="yes", expect=422,
               **on_paper(world, "C. Manager", days=3))  # fmt: skip
    assert "The paper is dated before this was requested" in page.text
    page = act(desk, asked, "answer_assessment", capacity="yes", willingness="yes", expect=422,
               **on_paper(world, "C. Manager", days=-1))  # fmt: skip
    assert page.errors
    act(desk, asked, "answer_assessment", capacity="yes", willingness="yes",
        **on_paper(world, "A deputy, not the one named"))  # fmt: skip
    assert "A deputy, not the one named" in desk.get(f"/cases/{asked.case.id}").text
    page = desk.get(f"/cases/{asked.case.id}/answer_assessment", expect=None)
    page = desk.submit(page, {"capacity": "no", "willingness": "no"}
                       | on_paper(world, "C. Manager"), expect=422)  # fmt: skip
    assert "No assessment is waiting for an answer." in page.text


@pytest.mark.S30
def test_both_signatures_may_come_on_paper_and_are_of_two_people(world: World) -> None:
    asked = shortcut.to(world, "review")
    desk = world.staff("planner")
    page = act(desk, asked, "sign_division", decision="approve", expect=422)
    assert "only from a signed paper" in page.text
    act(desk, asked, "sign_division", decision="approve", **on_paper(world, "Dana Hill"))
    page = act(desk, asked, "sign_superintendent", decision="approve", expect=422,
               **on_paper(world, "DANA  Hill"))  # fmt: skip
    assert "The two signatures must be from two people" in page.text
    act(desk, asked, "sign_superintendent", decision="approve", **on_paper(world, "W. Warden"))
    page = desk.get(f"/cases/{asked.case.id}")
    assert "Dana Hill" in page.text
    act(desk, asked, "assign", facilitator=world.logins["facilitator"].id, no_conflict="y")


@pytest.mark.S30
def test_paper_in_the_name_of_whoever_signed_on_screen_is_not_a_second_signature(
    world: World,
) -> None:
    asked = shortcut.to(world, "review")
    coordinator = world.staff("coordinator")
    page = coordinator.get(f"/cases/{asked.case.id}/sign_division")
    assert "on_paper" not in page.form(action=f"/cases/{asked.case.id}/sign_division").names
    act(coordinator, asked, "sign_division", decision="approve")
    page = act(world.staff("planner"), asked, "sign_superintendent", decision="approve",
               expect=422, **on_paper(world, "Coordinator Person"))  # fmt: skip
    assert "The two signatures must be from two people" in page.text
    # A no needs nobody else's yes.
    act(world.staff("planner"), asked, "sign_superintendent", decision="refuse", reason="safety",
        **on_paper(world, "W. Warden"))  # fmt: skip


@pytest.mark.S30
@pytest.mark.edge_8
def test_paper_signed_before_a_transfer_is_not_for_the_new_place(world: World) -> None:
    asked = shortcut.to(world, "signed")
    desk = world.staff("planner")
    world.clock.move(days=2)
    world._visitors.clear()
    desk = world.staff("planner")
    change(world, "transfer", facility=THERE)
    speak(world, asked)
    act(desk, asked, "resume")
    act(desk, asked, "ask_signatures")
    assert {row.facility_id for row in queries.signatures(asked.case).values()} == {THERE}
    page = act(desk, asked, "sign_superintendent", decision="approve", expect=422,
               **on_paper(world, "W. Warden", days=1))  # fmt: skip
    assert "The paper is dated before this was requested" in page.text
    world.staff(f"superintendent@{HERE}").get("/queue")
    for row in Signature.select().where(Signature.authority == "superintendent"):
        path = f"/signatures/{row.id}"
        at_old, at_new = row.facility_id == HERE, row.facility_id == THERE
        world.staff(f"superintendent@{HERE}").get(path, expect=404)
        world.staff(f"superintendent@{THERE}").get(path, expect=200 if at_new else 404)
        assert at_old != at_new


@pytest.mark.S15
@pytest.mark.S16
def test_no_case_goes_on_with_somebody_who_took_the_answer_back(world: World) -> None:
    asked = shortcut.to(world, "assigned")
    mine = world.staff("facilitator")
    harmed, his = sorted(queries.participants(asked.case), key=lambda row: row.role == "offender")
    act(world.staff("planner"), asked, "sign_agreement", participant=harmed.id)
    act(mine, asked, "offender_stops")
    page = act(mine, asked, "sign_agreement", participant=his.id, expect=422)
    assert "has not agreed to take part" in page.text
    act(mine, asked, "begin_preparation", expect=422)
    assert asked.case.state == "assigned"


def ends_on(world: World, who: str, day: Any) -> None:
    """The administrator enters that a credential ends."""
    from shared.records import audit
    from shared.records.models import Credential
    from shared.records.permissions import WORKER

    account = world.logins[who].id
    with audit.recorded(WORKER, "credential.recorded", "account", account, kind="training",
                        expires_on=day.isoformat()):  # fmt: skip
        Credential.update(expires_on=day).where(Credential.account == account).execute()


def prepared(world: World) -> Asked:
    return shortcut.to(world, "preparation")


@pytest.mark.S6
def test_session_held_after_the_training_ended_is_not_one(world: World) -> None:
    asked = prepared(world)
    ends_on(world, "facilitator", queries.today())
    there = [row.id for row in queries.participants(asked.case) if row.side == "person"]
    world.clock.move(days=1)
    world._visitors.clear()
    mine = world.staff("facilitator")
    page = act(mine, asked, "log_session", side="person", kind="meeting", participants=there,
               expect=422)  # fmt: skip
    assert "was not in force" in page.text
    # What was held in time is entered late.
    act(mine, asked, "log_session", side="person", kind="meeting", participants=there,
        **carry.day("on", world, days=1))  # fmt: skip


@pytest.mark.S6
@pytest.mark.S16
def test_second_of_a_pair_takes_the_lead_and_a_pair_outlives_the_first(world: World) -> None:
    asked = prepared(world)
    desk, logins = world.staff("planner"), world.logins
    act(desk, asked, "add_second", facilitator=logins["facilitator2"].id, no_conflict="y")
    act(desk, asked, "hand_over", facilitator=logins["facilitator2"].id, no_conflict="y")
    assert queries.assignment(asked.case).facilitator_id == logins["facilitator2"].id
    world.staff("facilitator").get(f"/cases/{asked.case.id}", expect=404)
    world.staff("facilitator2").get(f"/cases/{asked.case.id}")
    # And back: the first becomes the second, and stays when the lead changes.
    act(desk, asked, "add_second", facilitator=logins["facilitator"].id, no_conflict="y")
    page = act(desk, asked, "add_second", facilitator=logins["facilitator"].id, no_conflict="y",
               expect=422)  # fmt: skip
    assert "This person already facilitates this case" in page.text
    world.staff("facilitator").get(f"/cases/{asked.case.id}")


@pytest.mark.S6
def test_whoever_is_full_may_still_take_the_lead_of_a_case_they_are_in(world: World) -> None:
    asked = prepared(world)
    who = world.logins["facilitator2"].id
    desk = world.staff("planner")
    act(desk, asked, "add_second", facilitator=who, no_conflict="y")
    for _ in range(3):
        other = shortcut.to(world, "signed")
        act(desk, other, "assign", facilitator=who, no_conflict="y")
    full = shortcut.to(world, "signed")
    page = act(desk, full, "assign", facilitator=who, no_conflict="y", expect=422)
    assert "as many cases" in page.text
    act(desk, asked, "hand_over", facilitator=who, no_conflict="y")


@pytest.mark.S16
def test_facilitator_with_a_tie_is_not_assigned(world: World) -> None:
    asked = shortcut.to(world, "signed")
    page = act(world.staff("planner"), asked, "assign",
               facilitator=world.logins["facilitator"].id, expect=422)  # fmt: skip
    assert "conflict of interest" in page.text
    assert asked.case.state == "review"


@pytest.mark.S7
def test_agreement_from_before_there_was_anything_to_agree_to_is_another_one(
    world: World,
) -> None:
    asked = shortcut.to(world, "assigned")
    harmed = queries.participants(asked.case)[0]
    page = act(world.staff("planner"), asked, "sign_agreement", participant=harmed.id, expect=422,
               **carry.day("on", world, days=9))  # fmt: skip
    assert "dated before this person was named" in page.text


@pytest.mark.S7
def test_agreement_without_a_scan_says_that_the_paper_is_not_filed(world: World) -> None:
    asked = shortcut.to(world, "assigned")
    harmed = queries.participants(asked.case)[0]
    desk = world.staff("planner")
    act(desk, asked, "sign_agreement", participant=harmed.id)
    assert "no scan on file" in desk.get(f"/cases/{asked.case.id}").text


def test_days_of_the_papers_are_days_where_people_live(world: World) -> None:
    """Late in the evening in Jackson it is tomorrow already by the clock of the records."""
    world.clock.move(hours=13)  # eleven in the evening of 2 March; 5 o'clock of the 3rd in UTC
    asked = shortcut.to(world, "assessment")
    local = queries.today()
    assert local + timedelta(days=1) == world.clock.at.date()
    act(world.staff("planner"), asked, "answer_assessment", capacity="yes", willingness="yes",
        on_paper="y", signer="C. Manager", **{"signed_on-day": str(local.day),
        "signed_on-month": str(local.month), "signed_on-year": str(local.year)})  # fmt: skip


@pytest.mark.S13
@pytest.mark.S14
def test_answer_of_an_earlier_attempt_is_not_the_answer_of_this_one(world: World) -> None:
    asked = shortcut.to(world, "told")
    desk = world.staff("planner")
    act(desk, asked, "record_answer", answer="unwilling")
    act(desk, asked, "keep_on_file", way="came", explained="y")
    path = f"/cases/{asked.case.id}/ask_again"
    desk.submit(desk.get(path), {"asked": "y"}, action=path)
    act(desk, asked, "own_wish", spoken="y")
    act(desk, asked, "ask_assessment", role="chaplain")
    page = act(desk, asked, "accept_assessment", expect=422)
    assert "The assessment has not been answered yet" in page.text
    row = queries.open_assessment(asked.case)
    carry.answer_limited(world.staff(f"chaplain@{HERE}"), f"/assessments/{row.id}",
                         capacity="yes", willingness="yes")  # fmt: skip
    act(desk, asked, "accept_assessment")


@pytest.mark.S6
@pytest.mark.S17
def test_session_is_recorded_by_whoever_held_it(world: World) -> None:
    """Handed over on the day of a session: the new one cannot enter it as their own."""
    asked = prepared(world)
    there = [row.id for row in queries.participants(asked.case) if row.side == "person"]
    world.clock.move(days=3)
    world._visitors.clear()
    desk, who = world.staff("planner"), world.logins["facilitator2"].id
    assert (
        "who is leaving must first record the sessions"
        in desk.get(f"/cases/{asked.case.id}/hand_over").text
    )
    act(desk, asked, "hand_over", facilitator=who, no_conflict="y")
    mine = world.staff("facilitator2")
    page = act(mine, asked, "log_session", side="person", kind="meeting", participants=there,
               expect=422, **carry.day("on", world, days=1))  # fmt: skip
    assert "You were not assigned to this case on that day" in page.text
    act(mine, asked, "log_session", side="person", kind="meeting", participants=there)


@pytest.mark.S7
def test_paper_that_a_later_one_replaced_says_so(world: World) -> None:
    from tests.dialogue.test_table_ends import scanned

    asked = shortcut.to(world, "assigned")
    harmed = queries.participants(asked.case)[0]
    desk = world.staff("planner")
    act(desk, asked, "sign_agreement", participant=harmed.id, scan=scanned())  # of somebody else
    act(desk, asked, "sign_agreement", participant=harmed.id, scan=scanned())
    page = desk.get(f"/cases/{asked.case.id}")
    assert page.text.count("a later one replaced it") == 1


@pytest.mark.S13
def test_answers_on_paper_are_entered_by_a_rule_that_the_form_tells(world: World) -> None:
    asked = shortcut.to(world, "assessment")
    text = world.staff("planner").get(f"/cases/{asked.case.id}/answer_assessment").text
    assert "Choose yes only if both answers on the form are yes" in text
    row = Assessment.get()
    page = world.staff(f"case_manager@{HERE}").get(f"/assessments/{row.id}")
    assert "on the paper" not in page.text
