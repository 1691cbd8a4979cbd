"""Two records of one person: what a join changes, and what it leaves."""

import pytest

from shared.intake import by_phone
from shared.people import contact, merging
from shared.records.models import DialogueCase, Merge, Person
from shared.records.workflow import NotPermitted, Refused


@pytest.fixture
def two(world):
    """Rosa asked twice."""
    first, second = world.ask(), world.ask(contact={"ways": [], "no_contact": True})
    world.collect()
    return [Person.get_by_id(asked.case.person_id) for asked in (first, second)]


@pytest.mark.S3
@pytest.mark.ruling_9
def test_do_not_contact_me_holds_for_every_record_of_one_person(world, two):
    kept, other = two
    assert contact.may_be_contacted(kept)
    assert not contact.may_be_contacted(other)
    row = merging.join(world.actor("planner"), kept, other)
    kept = Person.get_by_id(kept.id)
    assert not contact.may_be_contacted(kept)
    assert contact.allowed_ways(kept) == []
    assert DialogueCase.select().where(DialogueCase.person == kept).count() == 1
    merging.part(world.actor("planner"), kept, row.id)
    assert contact.may_be_contacted(Person.get_by_id(kept.id))
    assert Merge.get().undone_at is not None  # kept, as history


def test_join_is_a_persons_act_and_never_twice(world, two):
    kept, other = two
    with pytest.raises(NotPermitted):
        merging.join(world.actor("advocate"), kept, other)
    merging.join(world.actor("coordinator"), kept, other)
    other = Person.get_by_id(other.id)
    for one, two_ in ((kept, other), (other, kept), (kept, kept)):
        with pytest.raises(Refused):
            merging.join(world.actor("planner"), one, two_)
    third = world.ask()
    world.collect()
    third = Person.get_by_id(third.case.person_id)
    with pytest.raises(Refused, match="third"):
        merging.join(world.actor("planner"), third, other)
    with pytest.raises(Refused):
        merging.part(world.actor("planner"), third, Merge.get().id)


@pytest.mark.law_1
def test_suggestions_open_nothing_and_need_more_than_a_last_name(world, two):
    kept, other = two
    actor = world.actor("planner")
    found = merging.suggestions(actor, kept)
    assert [one.person.id for one in found] == [other.id]
    assert found[0].reasons == ("person_name", "asked_number")
    namesake = world.ask(name="Bruno Delgado", contact={}, responsible={"number": "Q1"})
    world.collect()
    ids = {one.person.id for one in merging.suggestions(actor, kept)}
    assert namesake.case.person_id not in ids
    assert merging.suggestions(world.actor("facilitator"), kept) == []


@pytest.mark.S2
def test_desk_refuses_what_it_does_not_know(world, two):
    with pytest.raises(ValueError, match="pigeon"):
        by_phone.take_dialogue(world.actor("planner"), "en", {"name": "x"}, "pigeon", own_wish=True)
    with pytest.raises(NotPermitted):
        by_phone.take_dialogue(
            world.actor("facilitator"), "en", {"name": "x"}, "phone", own_wish=True
        )
    with pytest.raises(NotPermitted):
        by_phone.take_notice(world.actor("auditor"), "en", {"name": "x"}, "phone")
