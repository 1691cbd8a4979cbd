"""Lists and lookups use the index of their filter and their order: SQLite is asked for its plan.

It keeps no figures of the tables (nothing runs ANALYZE), so it plans for one row as for a million.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from shared.base import db
from shared.console import person_file, queue, reminders
from shared.dialogue import case_file
from shared.frontdoor import drafts, sessions, throttle
from shared.intake import third_parties
from shared.letters import lists
from shared.letters.matching import finding
from shared.people import contact, merging
from shared.records import audit, audit_log, jobs, pages, vault
from shared.records.models import DialogueCase, Letter, Person, Registration
from tests.support import letters as bank
from tests.support.world import World


@contextmanager
def heard(database: Any) -> Iterator[list[tuple[str, Any]]]:
    """The statements that read or change rows of `database`, with their values."""
    found: list[tuple[str, Any]] = []
    execute = database.obj.execute_sql

    def listening(sql: str, params: Any = None, *more: Any) -> Any:
        if re.match(r"\(?(SELECT|UPDATE|DELETE)", sql):
            found.append((sql, params))
        return execute(sql, params, *more)

    database.obj.execute_sql = listening
    try:
        yield found
    finally:
        del database.obj.execute_sql


def plans(database: Any, ask: Callable[[], Any]) -> list[tuple[str, str]]:
    """Each statement that `ask` makes, and its plan."""
    with heard(database) as statements:
        ask()
    return [
        (sql, "\n".join(row[3] for row in
                        database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()))
        for sql, params in statements
    ]  # fmt: skip


def is_walk(sql: str, plan: str) -> bool:
    """Whether a table is read whole; not if the first of an index's order are read off it."""
    made = set(re.findall(r"^(?:CO-ROUTINE|MATERIALIZE) (\w+)$", plan, re.MULTILINE))
    walked = re.findall(r"^SCAN (?!CONSTANT|\()(\w+)(.*)$", plan, re.MULTILINE)
    return any("USING" not in how or "LIMIT" not in sql for name, how in walked if name not in made)


def uses(database: Any, ask: Callable[[], Any], *indexes: str, sorts: bool = False) -> None:
    """Fails unless the indexes are used, no table is read whole, and nothing is sorted beside."""
    found = plans(database, ask)
    whole = "\n\n".join(f"{sql}\n{plan}" for sql, plan in found)
    for index in indexes:
        assert re.search(rf"INDEX {index}\b", whole), f"{index} is not used:\n{whole}"
    for sql, plan in found:
        assert not is_walk(sql, plan), f"{sql}\n{plan}"
        assert sorts or "TEMP B-TREE" not in plan, f"{sql}\n{plan}"


def places(moment: Any, row: str) -> tuple[pages.Place, ...]:
    """The beginning of a list, after a row of it, and before one."""
    edge = f"{moment.isoformat()}~{row}"
    return pages.Place(), pages.Place(after=edge), pages.Place(before=edge)


# -- pages of lists ----------------------------------------------------------------------------


@pytest.fixture
def banked(world: World) -> Any:
    """A letter in the bank, and a registration that it may belong to."""
    world.ask()
    bank.verified(world)
    return bank.banked(world, bank.deposit(world))


@pytest.mark.parametrize("state", ["", "received"])
def test_page_of_cases_is_read_off_an_index(world, state):
    world.ask()
    world.collect()
    case, planner = DialogueCase.get(), world.actor("planner")
    index = "dialogue_case_state_since_id" if state else "dialogue_case_since_id"
    for place in places(case.since, case.id):
        uses(db.records, lambda place=place: case_file.page_of(planner, state, place), index)


@pytest.mark.parametrize(
    ("who", "state", "index"),
    [("planner", "", "letter_made_at_id"), ("planner", "banked", "letter_state_made_at_id"),
     ("screener@MSP", "", "letter_facility_id_made_at_id"),
     ("screener@MSP", "banked", "letter_facility_id_state_made_at_id")],
)  # fmt: skip
def test_page_of_letters_is_read_off_an_index(world, banked, who, state, index):
    actor = world.actor(who)
    letter = Letter.get()
    for place in places(letter.made_at, letter.id):
        uses(db.records, lambda place=place: lists.letters_page(actor, state, place), index)


@pytest.mark.parametrize("state", ["", "received"])
def test_page_of_registrations_is_read_off_an_index(world, banked, state):
    index = "registration_state_made_at_id" if state else "registration_made_at_id"
    planner = world.actor("planner")
    row = Registration.get()
    for place in places(row.made_at, row.id):
        uses(db.records, lambda place=place: lists.registrations_page(planner, state, place),
             index)  # fmt: skip


def test_page_of_people_is_read_off_an_index(world, banked):
    planner, row = world.actor("planner"), Person.get()
    for place in places(row.made_at, row.id):
        uses(db.records, lambda place=place: person_file.page_of(planner, place),
             "person_made_at_id")  # fmt: skip


def test_audit_log_is_read_off_an_index(world):
    auditor = world.actor("auditor")

    def asked(**wanted: Any) -> Callable[[], Any]:
        return lambda: audit_log.entries(auditor, audit_log.Wanted(**wanted), 50)

    uses(db.records, asked(subject="x"), "audit_entry_subject_seq")
    uses(db.records, asked(event="case.read"), "audit_entry_event_seq")
    uses(db.records, asked(before=7))
    uses(db.records, asked(since=date(2026, 3, 1), until=date(2026, 3, 2)), sorts=True)


# -- lists of what waits -----------------------------------------------------------------------


def test_queue_reads_open_tasks_alone(world, banked):
    planner = world.actor("planner")
    here = pages.Place()
    uses(db.records, lambda: queue.tasks(planner, here), "task_role_facility_id", sorts=True)


def test_asking_and_ending_tasks_finds_them(world):
    uses(db.records, lambda: contact.ask_task("case.open", "case", "x", "planner"),
         "task_kind_subject")  # fmt: skip
    uses(db.records, lambda: contact.end_tasks("x"), "task_subject")


def test_matches_deliveries_and_papers_are_read_off_an_index(world, banked):
    advocate, planner = world.actor("advocate"), world.actor("planner")
    uses(db.records, lambda: lists.matches_in(advocate, pages.Place(), "proposed"),
         "match_state_score_made_at_id")  # fmt: skip
    uses(db.records, lambda: lists.deliveries_in(advocate, pages.Place(), "matched"),
         "delivery_state_since_id")  # fmt: skip
    for actor in (advocate, planner):
        uses(db.records, lambda actor=actor: lists.papers_to_print(actor, pages.Place()),
             "paper_ready_at_id")  # fmt: skip


@pytest.mark.parametrize("noun", ["inquiry", "records_request", "complaint"])
def test_third_parties_are_read_off_an_index(world, noun):
    planner = world.actor("planner")
    table = {"inquiry": "offender_inquiry"}.get(noun, noun)
    uses(db.records, lambda: third_parties.listed(planner, noun), f"{table}_made_at_id")


# -- looking up --------------------------------------------------------------------------------


def test_digests_are_found_both_ways(world, banked):
    person = Person.get()
    uses(db.records, lambda: vault.found("person_name", ["rosa"], "person"),
         "blind_index_kind_digest_noun_subject")  # fmt: skip
    uses(db.records, lambda: vault.index("person_name", [], "person", person.id),
         "blind_index_subject_noun_kind_digest")  # fmt: skip
    uses(db.records, lambda: merging.suggestions(world.actor("planner"), person),
         "blind_index_subject_noun_kind_digest", sorts=True)  # fmt: skip


def test_records_of_one_person_are_found_by_what_joined_them(world, banked):
    person = Person.get()
    uses(db.records, lambda: contact.same_person(person), "person_merged_into")


def test_timeline_is_read_off_an_index(world):
    uses(db.records, lambda: audit.timeline("case", "x"), "audit_entry_subject_seq")


def test_matcher_looks_its_own_digests_up(world, banked):
    for noun, row, other in (
        ("letter", banked, "registration"), ("registration", Registration.get(), "letter"),
    ):  # fmt: skip
        uses(
            db.records,
            lambda noun=noun, row=row, other=other: finding._candidates(noun, row.id, other),
            "blind_index_subject_noun_kind_digest", "blind_index_kind_digest_noun_subject",
        )  # fmt: skip


# -- the worker --------------------------------------------------------------------------------


def test_worker_finds_its_work(world, banked):
    world.work()
    uses(db.records, jobs.lease, "job_not_before_id")


def test_what_time_raises_is_found(world):
    uses(db.records, reminders._come_of_age, "person_adult_on")
    uses(db.records, reminders._ask_deputies, "task_due_on", sorts=True)
    uses(db.records, reminders._ask_for_all, "dialogue_case_state_since_id", "task_parent")


def test_what_is_past_its_time_is_found(world):
    uses(db.frontdoor, lambda: sessions.sweep(sessions.PortalSession), "portal_session_expires_at")
    uses(db.records, lambda: sessions.sweep(sessions.StaffSession), "staff_session_expires_at")
    uses(db.frontdoor, drafts.sweep, "draft_expires_at")
    uses(db.frontdoor, throttle.sweep, "throttle_free_at")
