"""Who asks: several people for one incident, several offenders, one record for two, the other side.

Nobody learns of another's request: not on a page, a paper, a code, the day of a notice, or a list.
"""

import re
from typing import Any

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.frontdoor import noticeboard, sealing
from shared.papers import content
from shared.people import contact
from shared.records import vault
from shared.records.models import DialogueCase, OffenderInquiry, Paper, Person, Task
from tests.journeys.test_dialogue_whole_desk import held, take
from tests.support import carry, shortcut, whole
from tests.support.codes import given_code
from tests.support.papers import text_of
from tests.support.world import HERE, THERE, Asked, World

pytestmark = pytest.mark.slow

act = whole.act
REED = {"name": "Dale Reed", "number": "R2210", "facility": HERE}


def board(asked: Asked) -> tuple[str, Any]:
    """What stands under a reference, and the day on which its words changed."""
    found = noticeboard.read(sealing.reference_key_of(vault.keys().portal, asked.reference))
    assert found is not None
    return found.state, found.changed_on


def papers_of(world: World, asked: Asked) -> str:
    """The words of every paper that leaves, made for a case."""
    world.work()
    case = asked.case
    rows = [case.id, *(row.id for model in ("assessments", "signatures", "approaches")
                       for row in getattr(case, model))]  # fmt: skip
    made = Paper.select().where(Paper.subject << rows)
    return " ".join(text_of(content(world.actor("planner"), row)) for row in made
                    if not row.name.startswith("case-summary"))  # fmt: skip


# -- several people, several offenders ---------------------------------------------------------


@pytest.mark.S3
@pytest.mark.S5
@pytest.mark.law_1
@pytest.mark.edge_4
@pytest.mark.slow
def test_two_sisters_and_their_mother_learn_nothing_of_each_other(world: World) -> None:
    """One incident, two offenders: a refusal, a withdrawal, a transfer, each in its own strand."""
    names = {"ana": "Ana Vidal", "eva": "Eva Vidal", "mother": "Luz Vidal"}
    asked = {who: take(world, name=name, relation=relation, phone=f"601 555 02{n}0")
             for n, (who, name, relation) in enumerate(
                 [("ana", names["ana"], "sister"), ("eva", names["eva"], "sister"),
                  ("mother", names["mother"], "mother")], 1)}  # fmt: skip
    for one in asked.values():
        carry.to(world, "told", one)
    # The mother asks for the other one as well: a strand of its own.
    desk = world.staff("planner")
    page = desk.get(f"/cases/{asked['mother'].case.id}/another-offender")
    asked["second"] = held(desk.submit(page, {
        "source": "phone", "responsible_name": "Dale Reed", "number": "R2210", "facility": HERE,
    }, expect=200))  # fmt: skip
    act(desk, asked["second"], "open")
    act(desk, asked["second"], "identify", **REED)
    world.work()
    before = {who: board(one) for who, one in asked.items()}
    world.clock.move(days=3)
    world._visitors.clear()
    desk = world.staff("planner")
    # One refusal: he does not take part with Ana.
    act(desk, asked["ana"], "record_answer", answer="unwilling")
    act(desk, asked["ana"], "keep_on_file", way="came", explained="y")
    # One withdrawal: Eva.
    world.stop(asked["eva"])
    # One transferred: the one of the second strand.
    desk.submit(desk.get("/custody"), {"number": "R2210"}, action="/custody")
    path = desk.page.location.removeprefix(desk.origin)
    desk.submit(desk.get(path), {"what": "transfer", "facility": THERE}, action=path)
    world.work()
    assert (board(asked["mother"]), board(asked["second"])) == (
        before["mother"], before["second"],
    )  # fmt: skip
    assert (asked["mother"].case.state, asked["mother"].case.held) == ("approach", False)
    assert asked["second"].case.held
    assert asked["eva"].case.state == "withdrawn"
    assert asked["ana"].case.state == "kept"
    # No paper of one, to anybody, names another, or her reference.
    for who, one in asked.items():
        said = papers_of(world, one)
        mine = names.get(who, names["mother"])
        others = set(names.values()) - {mine}
        others |= {other.reference for key, other in asked.items() if key != who}
        for sentinel in others:
            assert sentinel not in said, (who, sentinel)
    # Nor does the page of the case, for the one who works on it.
    for who, one in asked.items():
        text = world.staff("planner").get(f"/cases/{one.case.id}").text
        for key, other in asked.items():
            if key != who:
                assert other.reference not in text


@pytest.mark.S5
def test_button_pressed_twice_opens_one_strand(world: World) -> None:
    asked = whole.asked_here(world)
    desk = world.staff("planner")
    page = desk.get(f"/cases/{asked.case.id}/another-offender")
    values = {"source": "phone", "responsible_name": "Dale Reed", "number": "R2210"}
    desk.submit(page, values, expect=200)
    desk.submit(page, values, expect=303)
    assert "This request was already saved" in desk.follow().text
    assert DialogueCase.select().count() == 2


# -- a code that staff have read ---------------------------------------------------------------


@pytest.mark.S2
@pytest.mark.law_1
def test_code_of_the_telephone_serves_one_person_once(world: World) -> None:
    """Somebody who overheard it comes first; she comes after, is told nothing, and calls."""
    asked = take(world)
    world.work()
    both = [world.person(), world.person()]
    for person in both:
        person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
        assert person.follow(expect=303).location.endswith("/status/new-code")
    first, second = both
    renewed = held(first.submit(first.get("/status/new-code"), {}, action="/status/new-code",
                                expect=200))  # fmt: skip
    # The other one, who came in by the old code, is not in any more.
    page = second.get("/status/new-code", expect=None)
    assert "We have your request." not in page.text
    page = second.get("/status", expect=None)
    while page.status == 303:
        page = second.get(page.location.removeprefix(second.origin), expect=None)
    assert "We have your request." not in page.text
    assert second.get("/status/stop", expect=303).location.startswith("/status")
    # She calls: staff give another one, and the one who came first is out.
    fresh = held(given_code(world, f"/cases/{asked.case.id}"))
    page = first.get("/status", expect=None)
    while page.status == 303:
        page = first.get(page.location.removeprefix(first.origin), expect=None)
    assert "We have your request." not in page.text
    assert fresh.code not in (asked.code, renewed.code)


# -- one record for two ------------------------------------------------------------------------


def join(world: World, kept: Asked, other: Asked) -> str:
    """Joined on the page; the path of the page."""
    path = f"/people/{kept.case.person_id}/same"
    desk = world.staff("planner")
    desk.submit(desk.get(path), {"join": other.case.person_id}, action=path, number=0)
    return path


def part(world: World, path: str, which: int = 0) -> None:
    desk = world.staff("planner")
    page = desk.get(path)
    row = page.all("input", name="part")[which].get("value")
    desk.submit(page, {"part": row}, action=path)


@pytest.mark.S3
@pytest.mark.edge_5
def test_death_recorded_of_two_who_were_joined_by_mistake_is_one_persons(world: World) -> None:
    one = take(world, name="Ana Vidal")
    other = take(world, name="Ana Vidal", relation="aunt")
    path = join(world, one, other)
    world.work()
    day = whole.date_parts("died_on", queries.today())
    act(world.staff("planner"), one, "record_death", **day)
    # While they count as one person, nobody may reach either.
    assert not contact.may_be_contacted(Person.get_by_id(other.case.person_id))
    assert "record it in this case too" in world.staff("planner").get("/queue").text
    part(world, path)
    assert contact.may_be_contacted(Person.get_by_id(other.case.person_id))
    assert not contact.may_be_contacted(Person.get_by_id(one.case.person_id))
    act(world.staff("planner"), other, "open")


@pytest.mark.S3
@pytest.mark.edge_5
def test_nobody_is_told_for_somebody_who_died_in_another_strand(world: World) -> None:
    asked = shortcut.to(world, "agreed")
    desk = world.staff("planner")
    page = desk.get(f"/cases/{asked.case.id}/another-offender")
    other = held(desk.submit(page, {"source": "phone", "responsible_name": "Dale Reed"},
                             expect=200))  # fmt: skip
    act(desk, other, "record_death", **whole.date_parts("died_on", queries.today()))
    page = act(desk, asked, "tell_offender", done="y", expect=422)
    assert "has died" in page.text


@pytest.mark.S3
def test_three_records_taken_apart_are_who_they_were_said_to_be(world: World) -> None:
    """B is A, C is B; B is not A after all: C stays with B, and leaves A."""
    a, b, c = (take(world, name="Ana Vidal") for _ in range(3))
    first = join(world, a, b)
    join(world, b, c)
    ids = {one: one.case.person_id for one in (a, b, c)}
    assert set(contact.same_person(Person.get_by_id(ids[a]))) == set(ids.values())
    part(world, first)
    assert contact.same_person(Person.get_by_id(ids[a])) == [ids[a]]
    assert set(contact.same_person(Person.get_by_id(ids[b]))) == {ids[b], ids[c]}
    # And the page of each says with whom it is joined, so that it can be taken apart.
    page = world.staff("planner").get(f"/people/{ids[c]}/same")
    assert page.all("input", name="part")


@pytest.mark.S3
def test_work_done_on_a_joined_pair_stays_where_it_was_done(world: World) -> None:
    one = take(world)
    other = take(world)
    path = join(world, one, other)
    carry.to(world, "approach", one)
    world.work()
    whole.speak(world, one)
    desk = world.staff("planner")
    act(world.staff("coordinator"), other, "close", closure="duplicate")
    world.work()
    assert (one.case.state, other.case.state) == ("approach", "closed")
    part(world, path)
    assert one.case.state == "approach"
    assert Person.get_by_id(one.case.person_id).verified_at is not None
    assert Person.get_by_id(other.case.person_id).verified_at is None
    page = desk.get(f"/cases/{one.case.id}")
    assert "Attempts to reach the person (1)" in page.text
    # She was two people: the closed one may ask again, as anybody may.
    assert take(world, name="Ana Vidal").case.state == "received"


# -- from the other side -----------------------------------------------------------------------


def log(world: World, by: str, **changed: str) -> Any:
    desk = world.staff("planner")
    before = {row.id for row in OffenderInquiry.select()}
    desk.submit(desk.get("/outside/inquiries/new"), {
        "asked_by": by, "came_by": "letter", "name": "Grace Cole", "address": "4 Oak Road",
        "words": "A friend of the family", "language": "en",
    } | changed)  # fmt: skip
    world.work()
    return next(row for row in OffenderInquiry.select() if row.id not in before)


@pytest.mark.S2
@pytest.mark.law_1
def test_second_letter_of_a_lawyer_gets_the_same_answer_and_points_to_no_first(
    world: World,
) -> None:
    asked = whole.asked_here(world, "told")
    world.work()
    before = board(asked)
    rows = [log(world, "lawyer", name="J. Price", words="When will you answer my first letter?")
            for _ in range(2)]  # fmt: skip
    said = []
    for row in rows:
        paper = Paper.get(Paper.subject == row.id)
        said.append(text_of(content(world.actor("planner"), paper)))
    same = [re.sub(r"[A-Z0-9]{4}-[A-Z0-9]{4}", "", one) for one in said]
    assert same[0] == same[1]
    assert "Rosa" not in said[0]
    assert board(asked) == before
    for row in rows:
        text = world.staff("planner").get(f"/outside/inquiries/{row.id}").text
        assert asked.reference not in text


@pytest.mark.S2
def test_offenders_mother_taken_for_family_of_the_victim_is_found_out_kindly(
    world: World,
) -> None:
    """She says she is a friend of the family: her request is a case until somebody has compared."""
    asked = take(world, name="Grace Cole", relation="a friend of the family", source="letter",
                 own_wish=None)  # fmt: skip
    desk = world.staff("planner")
    act(desk, asked, "open")
    act(desk, asked, "find", item="identity", answer="no", note="Mother of the one named.")
    page = act(desk, asked, "ask_assessment", role="chaplain", expect=422)
    assert "verified" in page.text
    answer = log(world, "family")
    text = desk.get(f"/outside/inquiries/{answer.id}").text
    assert asked.reference not in text
    act(world.staff("coordinator"), asked, "close", closure="program_rule")
    world.work()
    closing = Paper.get((Paper.subject == asked.case.id) & (Paper.name == "closure"))
    said = text_of(content(world.actor("planner"), closing))
    for word in ("Rosa", "Cole, Martin", "mother", "compared"):
        assert word not in said
    assert Paper.select().where(Paper.name == "offender-closing").count() == 0


@pytest.mark.S12
@pytest.mark.S19
def test_quiet_request_by_letter_is_raised_and_never_closed(world: World) -> None:
    asked = take(world, source="letter", phone="", safe=["none"], who_may_answer="")
    world.clock.move(days=90)
    world._visitors.clear()
    reminders.raise_all()
    assert asked.case.state == "received"
    assert "case.quiet" in {row.kind for row in Task.select()}


@pytest.mark.S3
def test_double_request_is_pointed_to_from_the_case(world: World) -> None:
    one = take(world)
    page = world.staff("planner").get(f"/cases/{one.case.id}")
    path = f"/people/{one.case.person_id}/same"
    assert path not in page.links()
    other = take(world)
    page = world.staff("planner").get(f"/cases/{one.case.id}")
    assert path in page.links()
    assert other.reference not in page.text
    join(world, one, other)
    assert path in world.staff("planner").get(f"/cases/{one.case.id}").links()


@pytest.mark.S2
def test_new_code_is_given_once_staff_know_who_is_asking(world: World) -> None:
    one = take(world)
    page = world.staff("planner").get(f"/cases/{one.case.id}")
    assert f"/cases/{one.case.id}/code" in page.links()
    page = world.staff("planner").get(f"/cases/{one.case.id}/code")
    assert "Make sure who is asking" in page.text
