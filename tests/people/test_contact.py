"""People: how they are compared, verified, and reached only as they allow."""

from datetime import date
from typing import Any

import pytest

from shared.people import contact as people_contact
from shared.records import audit, vault
from shared.records.models import ContactRule, ContactWay, Offender, Person, Reference, Task
from shared.records.permissions import PERSON, WORKER
from tests.support.world import SAFE_CONTACT, World


@pytest.fixture
def case(world: World) -> Any:
    asked = world.ask()
    world.collect()
    return asked.case


@pytest.fixture
def person(case: Any) -> Any:
    return Person.get_by_id(case.person_id)


def channels(person: Any) -> list[str]:
    return [way.channel for way in people_contact.allowed_ways(person)]


def replace(person: Any, **contact: Any) -> None:
    with audit.recorded(PERSON, "contact.replaced", "person", person.id):
        people_contact.replace_ways(person, contact)


def rule(person: Any, **columns: Any) -> Any:
    return ContactRule.make(person=person, kind="leave_in_peace", **columns)


# -- comparing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  José   Núñez-O'Hara ", "jose nunez o hara"), ("STRASSE", "strasse"),
        ("Straße", "strasse"), ("Ａnn", "ann"), ("", ""),
        ("—", ""), ("Åsa\u0301", "asa"), ("李 小龙", "李 小龙"),
    ],
)  # fmt: skip
def test_names_are_compared_without_accents_case_and_signs(typed, normal):
    assert people_contact.normal(typed) == normal
    assert people_contact.normal(people_contact.normal(typed)) == normal


def test_name_is_found_by_whole_last_and_initial():
    assert people_contact.name_keys("Rosa M. Delgado") == {"rosa m delgado", "delgado", "r delgado"}
    assert (people_contact.name_keys("Cher"), people_contact.name_keys(" ")) == (
        {"cher", "c cher"},
        set(),
    )


@pytest.mark.parametrize("typed", ["K4471", "k-4471", " K 4471 ", "00K4471", "k.4471"])
def test_offender_numbers_are_compared_without_signs_and_leading_noughts(typed):
    assert people_contact.normal_number(typed) == "K4471"


def test_offender_is_recorded_once_for_a_number(world):
    def record(number: str, name: str = "Martin Cole") -> Any:
        with audit.recorded(WORKER, "offender.recorded", "offender", facility="MSP"):
            return people_contact.record_offender({"name": name, "number": number}, "MSP")

    one = record("K4471")
    assert record("k-4471", "M. Cole").id == one.id
    assert record("K4472").id != one.id
    assert [record("").id != record("").id, people_contact.offender_by_number("")] == [True, None]
    assert Offender.get_by_id(one.id).facility_id == "MSP"


# -- reaching ----------------------------------------------------------------------------------


@pytest.mark.S29
def test_only_ways_marked_safe_may_be_used(person):
    assert channels(person) == ["phone", "post"]
    assert [way.channel for way in people_contact.barred_ways(person)] == ["email"]


@pytest.mark.ruling_9
def test_new_ways_stop_every_earlier_one_at_once(person):
    replace(person, ways=[{"channel": "text", "value": "601-555-0199", "safe": True}])
    assert channels(person) == ["text"]
    stopped = ContactWay.select().where(ContactWay.stopped_at.is_null(False))
    assert sorted(way.channel for way in stopped) == ["email", "phone", "post"]


@pytest.mark.ruling_9
def test_no_contact_stops_everything_at_once(person):
    replace(person, ways=SAFE_CONTACT["ways"], no_contact=True)
    assert (channels(person), people_contact.may_be_contacted(person)) == ([], False)
    replace(person, ways=SAFE_CONTACT["ways"], no_contact=True)
    assert ContactRule.select().where(ContactRule.lifted_at.is_null()).count() == 1


@pytest.mark.parametrize(
    ("starts", "ends", "day", "may"),
    [
        (None, None, date(2026, 3, 2), False),
        (date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 9), True),
        (date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 10), False),
        (date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 12), False),
        (date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 13), True),
        (date(2026, 3, 10), None, date(2027, 1, 1), False),
        (None, date(2026, 3, 12), date(2026, 1, 1), False),
    ],
)
def test_days_to_leave_in_peace_hold_from_first_to_last(person, starts, ends, day, may):
    rule(person, starts_on=starts, ends_on=ends)
    assert people_contact.may_be_contacted(person, day) is may


def test_days_to_leave_in_peace_are_days_where_the_person_lives(world, person):
    rule(person, starts_on=date(2026, 3, 3), ends_on=date(2026, 3, 3))
    world.clock.at = world.clock.at.replace(day=3, hour=5, minute=59)  # still the 2nd in Jackson
    assert people_contact.may_be_contacted(person) is True
    world.clock.move(minutes=1)
    assert people_contact.may_be_contacted(person) is False


def test_nobody_writes_to_the_dead(person):
    Person.update(died_on=date(2026, 1, 1)).where(Person.id == person.id).execute()
    assert people_contact.allowed_ways(Person.get_by_id(person.id)) == []


def test_words_and_times_of_a_way_are_sealed(person):
    way = next(way for way in people_contact.allowed_ways(person) if way.channel == "phone")
    receipt = audit.read(WORKER, "person.read", "person", person.id, [way])
    assert vault.open_row(receipt, way) == {
        "value": "601-555-0143", "who_may_answer": "only me",
        "words": "say it is about my appointment", "times": ["morning"],
    }  # fmt: skip
    assert b"601-555" not in bytes(way.sealed)


# -- verifying and speaking --------------------------------------------------------------------


@pytest.mark.S3
def test_verification_says_who_when_and_how(world, person):
    planner = world.actor("planner")
    people_contact.verify(planner, person, "court_file", "survivor")
    now = Person.get_by_id(person.id)
    assert (now.verified_by_id, now.verified_how, now.standing, now.verified_at) == (
        planner.id, "court_file", "survivor", world.clock.at.replace(tzinfo=None),
    )  # fmt: skip
    last = audit.timeline("person", person.id)[-1]
    assert (last.event, last.facts) == (
        "person.verified", '{"how":"court_file","standing":"survivor"}',
    )  # fmt: skip


@pytest.mark.ruling_6
@pytest.mark.parametrize(
    ("outcome", "told"), [("spoke", "received"), ("no_answer", ""), ("wrong_person", "")]
)
def test_person_counts_as_told_once_spoken_with(world, case, person, outcome, told):
    people_contact.log_attempt(
        world.actor("planner"), person, "case", case, None, outcome, "private"
    )
    assert Reference.get().told_state == told
    assert "private" not in audit.timeline("case", case.id)[-1].facts


# -- tasks -------------------------------------------------------------------------------------


def test_task_is_asked_once_while_it_is_open(world):
    one = people_contact.ask_task("x", "case", "c1", "planner")
    assert people_contact.ask_task("x", "case", "c1", "planner").id == one.id
    assert people_contact.ask_task("x", "case", "c1", "coordinator").id != one.id
    people_contact.end_tasks("c1", "x", by=world.actor("planner"))
    assert people_contact.ask_task("x", "case", "c1", "planner").id != one.id


def test_tasks_end_by_kind_and_say_by_whom(world):
    for kind in ("x", "y"):
        people_contact.ask_task(kind, "case", "c1", "planner")
    people_contact.ask_task("x", "case", "c2", "planner")
    planner = world.actor("planner")
    people_contact.end_tasks("c1", "x", by=planner)
    people_contact.end_tasks("c1", by=WORKER)
    found = {(row.kind, row.subject): row.done_by_id for row in Task.select()}
    assert found == {("x", "c1"): planner.id, ("y", "c1"): None, ("x", "c2"): None}
    assert [row.subject for row in Task.select().where(Task.done_at.is_null())] == ["c2"]
