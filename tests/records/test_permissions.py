"""Who sees what: every role against rows inside and outside its scope, from one table."""

from datetime import date
from typing import Any

import pytest
from peewee import BlobField, BooleanField, CharField, DateField, DateTimeField, IntegerField

from shared.base import clock, db, ids
from shared.records import permissions
from shared.records.models import (
    Assessment,
    Assignment,
    Complaint,
    ContactAttempt,
    Delivery,
    DialogueCase,
    Filing,
    Intercept,
    Letter,
    Match,
    Offender,
    OffenderInquiry,
    Paper,
    Participant,
    Person,
    Post,
    RecordsRequest,
    Registration,
    Reply,
    Signature,
    Task,
)
from shared.records.permissions import (
    FACILITY_ROLES,
    MODELS,
    PERSON,
    ROLES,
    RULES,
    WORKER,
    Actor,
    Hidden,
)
from tests.support.world import HERE, THERE, World

pytestmark = pytest.mark.law_3


def plain(field: Any) -> Any:
    """Some value for a column that must have one."""
    if isinstance(field, BooleanField):
        return False
    if isinstance(field, IntegerField):
        return 1
    if isinstance(field, DateTimeField):
        return clock.now()
    if isinstance(field, DateField):
        return date(2026, 3, 2)
    if isinstance(field, BlobField):
        return b""
    return ids.new_id("filler")[: field.max_length] if isinstance(field, CharField) else ""


def row(model: Any, **values: Any) -> Any:
    """A row in which only what is named matters."""
    for name, field in model._meta.fields.items():
        required = not field.null and field.default is None
        if name not in values and required and not hasattr(field, "rel_model"):
            values[name] = plain(field)
    return model.create(**values)


class Rows(dict[str, dict[str, str]]):
    """The ids of rows by noun, and by a name that says which case each is."""

    def add(self, noun: str, label: str, /, **values: Any) -> Any:
        made = row(MODELS[noun], **values)
        self.setdefault(noun, {})[label] = made.id
        return made


def add_case_rows(rows: Rows, world: World) -> None:
    planner, facilitator = world.logins["planner"].id, world.logins["facilitator"].id
    person, offender = rows.add("person", "rosa"), rows.add("offender", "named")
    cases = {
        name: rows.add("case", name, person=person, state="assigned", reference=f"REF-{name}")
        for name in ("own", "former", "other")
    }
    for name, who, ended in (
        ("own", facilitator, None), ("former", facilitator, clock.now()),
        ("other", world.logins["facilitator2"].id, None),
    ):  # fmt: skip
        row(Assignment, case=cases[name], facilitator=who, by=planner, ended_at=ended)
    for name, case in cases.items():
        rows.add("request", name, reference=case.reference)
        rows.add("contact", name, person=person, noun="case", subject=case.id, by=planner)
        rows.add("participant", name, case=case, adult=True)
        rows.add("filing", name, noun="case", subject=case.id, by=planner)
    case = cases["other"]
    asked = {"case": case, "offender": offender, "asked_by": planner}
    for label, role, place, closed in (
        (f"case_manager@{HERE}", "case_manager", HERE, None),
        (f"case_manager@{THERE}", "case_manager", THERE, None),
        (f"chaplain@{HERE}", "chaplain", HERE, None),
        (f"chaplain@{THERE}", "chaplain", THERE, None),
        ("answered", "case_manager", HERE, clock.now()),
    ):  # fmt: skip
        rows.add("assessment", label, role=role, facility=place, closed_at=closed, **asked)
    for label, authority, place, void in (
        ("division", "coordinator", HERE, None), ("here", "superintendent", HERE, None),
        ("there", "superintendent", THERE, None), ("void", "superintendent", HERE, clock.now()),
    ):  # fmt: skip
        rows.add("signature", label, case=case, offender=offender, authority=authority,
                 facility=place, void_at=void)  # fmt: skip


def add_letter_rows(rows: Rows, world: World) -> None:
    planner = world.logins["planner"].id
    person = Person.get_by_id(rows["person"]["rosa"])
    registration = rows.add("registration", "rosa's", person=person, state="verified")
    letters = {}
    for label, place, state in (
        ("in review here", HERE, "facility_review"), ("banked here", HERE, "banked"),
        ("in review there", THERE, "facility_review"), ("withdrawn here", HERE, "withdrawn"),
    ):  # fmt: skip
        letters[label] = rows.add(
            "letter", label, facility=place, state=state, deposited_by=planner
        )
    rows["letter_text"] = dict(rows["letter"])
    for label, told, manner, state in (
        ("banked here", None, "post", "matched"), ("withdrawn here", None, "post", "matched"),
        ("in review there", clock.now(), "read_aloud", "confirmed"),
    ):  # fmt: skip
        match = rows.add("match", label, letter=letters[label], registration=registration)
        delivery = rows.add(
            "delivery", label, letter=letters[label], registration=registration, match=match,
            told_at=told, manner=manner, state=state,
        )  # fmt: skip
        rows.add("reply", label, delivery=delivery, by=planner)
    rows["delivery_text"] = dict(rows["delivery"])
    rows.add("intercept", "caught", by=planner)
    for name, noun, subject in (
        ("request-acknowledged", "case", rows["case"]["other"]),
        ("letter-returned", "letter", letters["banked here"].id),
        ("letter-returned-there", "letter", letters["in review there"].id),
        ("cover-letter", "delivery", delivery.id), ("sealed-letter", "delivery", delivery.id),
    ):  # fmt: skip
        rows.add("paper", name, name=name, noun=noun, subject=subject)


def add_tasks(rows: Rows, world: World) -> None:
    for role in ROLES:
        rows.add("task", role, role=role)
    for role in FACILITY_ROLES:
        for place in (HERE, THERE):
            rows.add("task", f"{role}@{place}", role=role, facility=place)
    for who in ("facilitator", "facilitator2"):
        rows.add("task", f"{who} alone", role="facilitator", account=world.logins[who].id)


def add_outside(rows: Rows, world: World) -> None:
    planner = world.logins["planner"].id
    rows.add("offender", "held")
    rows.add("inquiry", "his mother's", by=planner)
    rows.add("records_request", "a reporter's", by=planner)
    rows.add("complaint", "rosa's")
    rows.add("complaint", "a view", kind="evaluation")


@pytest.fixture
def rows(world: World) -> Rows:
    """Rows of every noun: in somebody's scope, and just outside it."""
    made = Rows()
    with db.write(db.records):
        for add in (add_case_rows, add_letter_rows, add_tasks, add_outside):
            add(made, world)
    return made


ALL = ["*"]
# What each role sees of the rows above; a noun that is not named, it sees nothing of.
SEEN: dict[str, dict[str, list[str]]] = {
    "planner": {
        "case": ALL, "request": ALL, "person": ALL, "contact": ALL, "participant": ALL,
        "filing": ALL, "assessment": ALL, "signature": ALL, "registration": ALL, "letter": ALL,
        "letter_text": ALL, "intercept": ALL, "task": ["planner"],
        "offender": ALL, "inquiry": ALL, "records_request": ALL, "complaint": ["a view"],
        "paper": ["letter-returned", "letter-returned-there", "request-acknowledged"],
    },
    "coordinator": {
        "case": ALL, "request": ALL, "person": ALL, "contact": ALL, "participant": ALL,
        "filing": ALL, "assessment": ALL, "signature": ALL, "registration": ALL, "letter": ALL,
        "letter_text": ALL, "intercept": ALL, "reply": ALL, "paper": ALL, "task": ["coordinator"],
        "match": ["banked here"], "delivery": ["banked here", "in review there"],
        "delivery_text": ["in review there"],
        "offender": ALL, "inquiry": ALL, "records_request": ALL, "complaint": ALL,
    },
    "advocate": {
        "person": ALL, "contact": ALL, "registration": ALL, "reply": ALL, "task": ["advocate"],
        "match": ["banked here"], "delivery": ["banked here", "in review there"],
        "delivery_text": ["in review there"],
        "paper": ["cover-letter", "letter-returned", "letter-returned-there",
                  "request-acknowledged"],
    },
    "facilitator": {
        "case": ["own"], "request": ["own"], "contact": ["own"], "participant": ["own"],
        "filing": ["own"],
        "task": ["facilitator", "facilitator alone"],
    },
    "screener": {
        "letter": ["banked here", "in review here", "withdrawn here"],
        "letter_text": ["in review here"], "paper": ["letter-returned"],
        "task": ["screener", f"screener@{HERE}"],
    },
    "case_manager": {
        "assessment": [f"case_manager@{HERE}"], "task": ["case_manager", f"case_manager@{HERE}"],
    },
    "chaplain": {"assessment": [f"chaplain@{HERE}"], "task": ["chaplain", f"chaplain@{HERE}"]},
    "superintendent": {
        "signature": ["here"], "task": ["superintendent", f"superintendent@{HERE}"],
    },
    "auditor": {},
    "administrator": {"task": ["administrator"]},
}  # fmt: skip


def login(role: str, place: str = HERE) -> str:
    return f"{role}@{place}" if role in FACILITY_ROLES else role


def is_visible(actor: Actor, noun: str, row_id: str) -> bool:
    try:
        return bool(permissions.get_for(actor, noun, row_id).id == row_id)
    except Hidden:
        return False


def visible(actor: Actor, rows: Rows, noun: str) -> list[str]:
    """The names of the rows the actor finds one by one; every other is Hidden."""
    return sorted(name for name, row_id in rows[noun].items() if is_visible(actor, noun, row_id))


@pytest.mark.parametrize("role", ROLES)
def test_role_sees_exactly_what_the_table_says(world, rows, role):
    actor = world.actor(login(role))
    expected = {
        noun: sorted(rows[noun]) if SEEN[role].get(noun) == ALL else SEEN[role].get(noun, [])
        for noun in MODELS
    }
    assert {noun: visible(actor, rows, noun) for noun in MODELS} == expected


@pytest.mark.parametrize("role", ROLES)
def test_scope_lists_exactly_what_can_be_got(world, rows, role):
    for place in (HERE, THERE):
        actor = world.actor(login(role, place))
        for noun in MODELS:
            listed = {one.id for one in permissions.scope(actor, noun)}
            assert listed == {rows[noun][name] for name in visible(actor, rows, noun)}


@pytest.mark.parametrize("role", FACILITY_ROLES)
def test_facility_roles_see_nothing_of_another_facility(world, rows, role):
    here, there = (world.actor(login(role, place)) for place in (HERE, THERE))
    for noun in set(MODELS) - {"task"}:
        shared = set(visible(here, rows, noun)) & set(visible(there, rows, noun))
        assert shared == set()
    assert visible(there, rows, "task") == sorted([role, f"{role}@{THERE}"])


@pytest.mark.parametrize("role", FACILITY_ROLES)
@pytest.mark.law_1
def test_facility_roles_see_nothing_of_the_person_harmed(world, rows, role):
    for noun in ("case", "request", "person", "contact", "participant", "registration", "match",
                 "delivery", "delivery_text", "reply", "inquiry", "records_request",
                 "complaint"):  # fmt: skip
        for place in (HERE, THERE):
            assert visible(world.actor(login(role, place)), rows, noun) == []


def test_absent_is_hidden_like_what_is_out_of_scope(world, rows):
    for role in ROLES:
        for noun in MODELS:
            with pytest.raises(Hidden):
                permissions.get_for(world.actor(login(role)), noun, "0" * 20)


@pytest.mark.parametrize(
    "actor", [WORKER, PERSON, Actor("x", "x"), Actor("x", "x", frozenset({("root", "")}))]
)
def test_who_holds_no_role_sees_nothing(rows, actor):
    assert {noun: visible(actor, rows, noun) for noun in MODELS} == {noun: [] for noun in MODELS}


def test_role_without_its_facility_sees_no_facility_s_rows(rows):
    for role in FACILITY_ROLES:
        actor = Actor("x", "x", frozenset({(role, "")}))
        seen = {noun: visible(actor, rows, noun) for noun in MODELS}
        assert {noun for noun, names in seen.items() if names} == {"task"}
        assert seen["task"] == [role]


def test_two_roles_see_what_either_sees(world, rows):
    both = Actor(
        world.logins["facilitator"].id, "x", frozenset({("facilitator", ""), ("screener", HERE)})
    )
    assert visible(both, rows, "case") == ["own"]
    assert visible(both, rows, "letter_text") == ["in review here"]
    assert visible(both, rows, "task") == [
        "facilitator", "facilitator alone", "screener", f"screener@{HERE}",
    ]  # fmt: skip


def test_ended_role_sees_nothing_more(world, rows):
    from shared.accounts import accounts
    from shared.records.models import Account, Grant

    account = Account.get_by_id(world.logins["planner2"].id)
    assert visible(accounts.actor_of(account), rows, "case") == ["former", "other", "own"]
    accounts.end_grant(world.actor("administrator"), account, Grant.get(account=account).id)
    assert visible(accounts.actor_of(account), rows, "case") == []


def test_holds_agrees_with_scope_for_every_row(world, rows):
    for role in ROLES:
        actor = world.actor(login(role))
        for noun, model in MODELS.items():
            rights = RULES.get((noun, "read"), ())
            held = [
                name for name, row_id in rows[noun].items()
                if permissions.holds(actor, rights, noun, model.get_by_id(row_id))
            ]  # fmt: skip
            assert sorted(held) == visible(actor, rows, noun)


def test_unknown_verb_is_nobody_s(world, rows):
    for role in ROLES:
        actor = world.actor(login(role))
        assert permissions.may(actor, "case", "erase") is False
        assert list(permissions.scope(actor, "case", "erase")) == []


def test_every_right_names_a_role_and_a_relation_there_is():
    for (noun, _), rights in RULES.items():
        for right in rights:
            role, _, relation = right.partition(":")
            assert role in ROLES
            assert not relation or (noun, relation) in permissions.RELATIONS


def test_the_nouns_are_those_of_the_table():
    assert set(MODELS.values()) == {
        DialogueCase, Post, Person, ContactAttempt, Participant, Assessment, Signature,
        Registration, Letter, Match, Delivery, Reply, Intercept, Paper, Task,
        Offender, OffenderInquiry, RecordsRequest, Complaint, Filing,
    }  # fmt: skip
