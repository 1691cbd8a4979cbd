"""Hard cases, and ways that end or turn: exclusions, a no, other forms, custody, death, age."""

from datetime import timedelta

import pytest

from shared import policy
from shared.console import reminders
from shared.dialogue import exchange, queries
from shared.people import contact as people_contact
from shared.records.models import (
    ContactAttempt,
    Credential,
    Delivery,
    DialogueCase,
    Letter,
    Offender,
    Paper,
    Person,
    Registration,
    Task,
)
from shared.records.permissions import WORKER
from tests.support import whole
from tests.support.world import THERE, Asked, World

pytestmark = pytest.mark.slow


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def change(world: World, what: str, **values: str) -> None:
    """Custody records a change; the planner enters it by number."""
    desk = world.staff("planner")
    desk.submit(desk.get("/custody"), {"number": "K4471"}, action="/custody")
    path = desk.page.location.removeprefix(desk.origin)
    desk.submit(desk.get(path), {"what": what} | values, action=path)


# -- rules -------------------------------------------------------------------------------------


@pytest.mark.S20
@pytest.mark.parametrize(("item", "rule"), [
    pytest.param("domestic_violence", "domestic_violence", marks=pytest.mark.S23),
    pytest.param("child_sexual_abuse", "child_sexual_abuse", marks=pytest.mark.S24),
    pytest.param("death_row", "death_row", marks=pytest.mark.S25),
])  # fmt: skip
def test_excluded_harm_is_told_kindly_and_nobody_can_pass_it(world, item, rule):
    asked = whole.asked_here(world, "checked")
    desk = world.staff("planner")
    found = policy.current().eligibility_items[item]
    whole.act(desk, asked, "find", item=item, answer="yes" if found.asks == "no" else "no")
    refused = whole.act(desk, asked, "ask_assessment", role="chaplain", expect=422)
    assert "barred by a rule" in refused.text
    assert "No one has contacted the other person." in whole.reads(world, asked)
    page = desk.get(f"/cases/{asked.case.id}")
    desk.submit(page, {"name": "decision"}, action=f"/cases/{asked.case.id}/papers")
    world.work()
    assert Paper.get(Paper.name == "decision").ready_at is not None
    whole.act(world.staff("coordinator"), asked, "close", closure="program_rule")
    assert "closed" not in whole.reads(world, asked)
    whole.speak(world, asked)
    said = whole.reads(world, asked)
    assert "This request is closed." in said
    assert "You can ask again." in said
    assert rule == found.rule


@pytest.mark.S31
@pytest.mark.S20
def test_visit_list_and_orders_are_asked_before_anybody_is_told(world):
    asked = whole.asked_here(world, "talked")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    whole.act(desk, asked, "check_orders", found="active")
    assert asked.case.held
    assert reminders.raise_all() == 0
    whole.speak(world, asked)
    whole.act(desk, asked, "resume")
    refused = whole.act(world.staff("coordinator"), asked, "agree_approach", expect=422)
    assert "order is in force" in refused.text
    assert reminders.raise_all() == 0  # a person has looked
    world.clock.move(minutes=5)
    whole.act(desk, asked, "check_orders", found="facilitated")
    whole.act(world.staff("coordinator"), asked, "agree_approach")


@pytest.mark.edge_7
@pytest.mark.S23
def test_exclusion_found_in_preparation_stops_kindly(world):
    asked = whole.asked_here(world, "assigned")
    whole.speak(world, asked)
    before = whole.reads(world, asked)
    change(world, "disclosure")
    assert asked.case.held
    assert "case.fact_changed" in tasks(asked)
    assert whole.reads(world, asked) == before
    assert "on hold" in world.staff("facilitator").get(f"/cases/{asked.case.id}").text.lower()
    whole.speak(world, asked)
    whole.act(world.staff("coordinator"), asked, "close", closure="program_rule")
    assert Paper.select().where(Paper.name == "offender-closing").count() == 1
    assert whole.reads(world, asked) == before
    whole.speak(world, asked)
    assert "This request is closed." in whole.reads(world, asked)


# -- people ------------------------------------------------------------------------------------


@pytest.mark.edge_5
def test_death_of_the_person_ends_everything_and_passes_to_nobody(world):
    asked = whole.asked_here(world, "told")
    day = queries.today()
    whole.act(world.staff("planner"), asked, "record_death", **whole.date_parts("died_on", day))
    person = Person.get_by_id(asked.case.person_id)
    assert (asked.case.state, asked.case.closure, person.died_on) == ("closed", "victim_died", day)
    assert people_contact.allowed_ways(person) == []
    assert tasks(asked) == {"withdrawal.see"}
    assert Paper.select().where(Paper.name == "closure").count() == 0
    # Kin stand for themselves: a request of their own, which knows nothing of this one.
    kin = whole.asked_here(
        world, you={"standing": "survivor", "relation": "sister"},
        name={"name": "Elena Delgado", "adult": "yes"},
    )  # fmt: skip
    assert kin.case.person_id != person.id
    assert kin.case.state == "received"
    page = world.staff("planner").get(f"/cases/{kin.case.id}").text
    assert asked.reference not in page
    assert "Rosa" not in page
    assert asked.reference not in whole.reads(world, kin)
    # Relatives may disagree: each has a request of their own, and one's no ends only theirs.
    other = whole.asked_here(
        world, you={"standing": "survivor", "relation": "brother"},
        name={"name": "Luis Delgado", "adult": "yes"},
    )  # fmt: skip
    whole.act(world.staff("planner"), other, "withdraw")
    assert (other.case.state, kin.case.state) == ("withdrawn", "received")


@pytest.mark.edge_6
@pytest.mark.S26
def test_minor_waits_for_the_day_of_coming_of_age(world):
    asked = whole.asked_here(world, "checked", name={"name": "Rosa Delgado", "adult": "no"})
    desk = world.staff("planner")
    refused = whole.act(desk, asked, "ask_assessment", role="chaplain", expect=422)
    assert "under 18" in refused.text
    day = queries.today() + timedelta(days=40)
    whole.act(desk, asked, "record_age", **whole.date_parts("adult_on", day))
    assert reminders.raise_all() == 0
    world.clock.move(days=41)
    assert reminders.raise_all() >= 1
    assert Person.get_by_id(asked.case.person_id).adult is True
    assert "case.look_again" in tasks(asked)
    assert reminders.raise_all() == 0


@pytest.mark.edge_6
@pytest.mark.S18
@pytest.mark.S26
def test_minor_is_never_a_participant(world):
    asked = whole.asked_here(world, "assigned")
    for role in ("support", "impacted", "interpreter"):
        whole.act(world.staff("facilitator"), asked, "add_participant", side="person", role=role,
                  name="Leo", ties="own_side", adult=None, expect=422)  # fmt: skip


@pytest.mark.S6
@pytest.mark.S16
def test_facilitators_training_that_ends_is_said_in_time_and_holds_the_case(world):
    asked = whole.asked_here(world, "assigned")
    who = world.logins["facilitator"].id
    soon = queries.today() + timedelta(days=20)
    from shared.records import audit

    with audit.recorded(WORKER, "credential.recorded", "account", who, kind="x", expires_on=""):
        Credential.update(expires_on=soon).where(Credential.account == who).execute()
    reminders.raise_all()
    assert "case.credential" in tasks(asked)
    assert not asked.case.held
    world.clock.move(days=22)
    reminders.raise_all()
    assert asked.case.held
    reminders.raise_all()


# -- a no --------------------------------------------------------------------------------------


@pytest.mark.S1
@pytest.mark.S8
@pytest.mark.S15
@pytest.mark.S19
@pytest.mark.slow
def test_after_a_no_she_hears_it_from_a_person_and_her_request_is_kept(world):
    asked = whole.asked_here(world, "told")
    desk = world.staff("planner")
    before = whole.reads(world, asked)
    whole.act(desk, asked, "record_answer", answer="unwilling")
    assert "person.tell" in tasks(asked)
    assert whole.reads(world, asked) == before  # nothing tells what he said
    whole.act(desk, asked, "keep_on_file", way="came", expect=422)  # not explained
    page = whole.act(desk, asked, "keep_on_file", way="came", explained="y")
    assert page.status == 303
    assert asked.case.state == "kept"
    assert ContactAttempt.get(ContactAttempt.outcome == "spoke").by_id == world.logins["planner"].id
    said = whole.reads(world, asked)
    assert "We are keeping your request, as you asked." in said
    for word in ("refused", "declined", "does not", "agree"):
        assert word not in said
    world.clock.move(days=800)  # ruling 8: years later it is still there
    world._visitors.clear()
    reminders.raise_all()
    assert "case.look" in tasks(asked)  # staff look at it, and nothing is decided by time
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/ask_again"
    desk.submit(desk.get(path), {"asked": "y"}, action=path)
    assert (asked.case.state, asked.case.own_wish) == ("eligibility", False)


@pytest.mark.S8
@pytest.mark.S15
@pytest.mark.S30
def test_after_the_facilitys_no_another_form_begins_with_her_again(world):
    asked = whole.asked_here(world, "review")
    desk = world.staff("planner")
    whole.carry.sign(world, asked, decision="refuse", reason="safety")
    whole.act(desk, asked, "other_form", form="shuttle", way="came", explained="y")
    case = asked.case
    assert (case.state, case.form) == ("approach", "shuttle")
    refused = whole.act(world.staff("coordinator"), asked, "agree_approach", expect=422)
    assert "First record the conversation" in refused.text
    assert "Your request is under way." in whole.reads(world, asked)


@pytest.mark.S8
@pytest.mark.S32
@pytest.mark.S41
@pytest.mark.S47
@pytest.mark.slow
def test_exchange_of_letters_waits_for_the_letter_bank(world):
    asked = whole.recommended_here(world)
    day = queries.today() + timedelta(days=10)
    refused = whole.act(
        world.staff("planner"), asked, "plan_visit", starts_at="10:30", form="letters",
        place="facility", expect=422, **whole.date_parts("starts_on", day),
    )  # fmt: skip
    assert "letter bank" in refused.text
    box = world.tick()  # her own wish to be told of a letter
    world.work()
    with_her = Person.get_by_id(box.registration.person_id)
    from shared.people import merging

    merging.join(world.actor("planner"), Person.get_by_id(asked.case.person_id), with_her)
    whole.plan(world, asked, form="letters")
    whole.approve(world, asked)
    whole.schedule(world, asked)
    visit = queries.visit(asked.case)
    world.clock.at = visit.starts_at + timedelta(hours=4)
    world._visitors.clear()
    there = [row.id for row in queries.participants(asked.case)]
    refused = whole.act(
        world.staff("facilitator"), asked, "record_dialogue", present=there, ended="completed",
        facilitator_present="y", place_as_approved="y", expect=422,
    )  # fmt: skip
    assert "three reviews" in refused.text
    assert not exchange.is_letter_given(asked.case)
    # No row of the letter bank points to the case, nor the case to a letter.
    for model in (Letter, Delivery, Registration):
        assert not {"case", "dialogue_case"} & set(model._meta.fields)
    assert not {"letter", "delivery", "registration"} & set(DialogueCase._meta.fields)


# -- custody -----------------------------------------------------------------------------------


@pytest.mark.edge_8
@pytest.mark.S22
@pytest.mark.S30
@pytest.mark.slow
def test_transfer_before_the_day_asks_for_everything_again(world):
    asked = whole.recommended_here(world)
    whole.plan(world, asked, days=2)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    whole.speak(world, asked)
    before = whole.reads(world, asked)
    change(world, "transfer", facility=THERE)
    assert Offender.get().facility_id == THERE
    assert asked.case.held
    assert {"case.fact_changed", "gate.closed_late", "case.resume"} <= tasks(asked)
    assert whole.reads(world, asked) == before
    desk = world.staff("planner")
    assert asked.reference in desk.get(f"/custody/{Offender.get().id}").text
    whole.speak(world, asked)
    whole.act(desk, asked, "resume")
    assert "case.ask_signatures" in tasks(asked)
    assert queries.signatures(asked.case) == {}
    assert queries.visit(asked.case) is None
    desk.get(f"/cases/{asked.case.id}/calendar", expect=404)


@pytest.mark.edge_8
@pytest.mark.S25
@pytest.mark.parametrize("what", ["death_row", "death", "release", "escape", "order"])
def test_every_change_of_custody_holds_and_tells_nobody(world, what):
    asked = whole.asked_here(world, "told")
    before = whole.reads(world, asked)
    world.clock.move(minutes=5)  # she was spoken with before it, and knows nothing of it
    change(world, what)
    assert asked.case.held
    assert whole.reads(world, asked) == before
    desk = world.staff("planner")
    assert "First speak with the person" in desk.get(f"/cases/{asked.case.id}").text
    assert "what you can say" in desk.get(f"/cases/{asked.case.id}/contact").text
    whole.speak(world, asked)
    whole.act(desk, asked, "resume")
    assert "what you can say" not in desk.get(f"/cases/{asked.case.id}/contact").text
    whole.act(desk, asked, "record_answer", answer="willing")
    if what in ("death", "death_row", "escape", "release"):
        from shared import dialogue
        from shared.records import workflow

        said = workflow.why_not(dialogue.FLOW, world.actor("coordinator"), asked.case,
                                "agree_approach")  # fmt: skip
        assert said


# -- papers, calendar, shared homes ------------------------------------------------------------


@pytest.mark.edge_10
@pytest.mark.S21
@pytest.mark.S28
@pytest.mark.law_6
@pytest.mark.slow
def test_calendar_file_and_public_pages_tell_a_stranger_nothing(world):
    asked = whole.recommended_here(world)
    whole.plan(world, asked)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    answer = world.staff("facilitator").get(f"/cases/{asked.case.id}/calendar")
    text = answer.data.decode()
    assert "SUMMARY:Appointment" in text
    assert 'filename="appointment.ics"' in answer.headers["Content-Disposition"]
    for word in ("Rosa", "Cole", "Parchman", "Room 4", asked.reference, "ictim", "ffender",
                 "orrection", "LOCATION", "DESCRIPTION", "dialogue", "MDOC"):  # fmt: skip
        assert word not in text, word
    _person, page = whole.come_back(world, asked)
    for word in ("victim", "offender", "apology"):
        assert word not in page.title.lower()
    assert page.headers["Cache-Control"] == "no-store"
    # The unsafe mailbox is kept and never offered.
    contact = world.staff("planner").get(f"/cases/{asked.case.id}/contact")
    assert "shared@example.org" not in contact.text
