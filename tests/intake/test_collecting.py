"""Collecting the post: exactly once, and what cannot be read is kept with a task for a person."""

from collections.abc import Callable
from typing import Any

import pytest
from peewee import OperationalError

from shared.base import db, ids
from shared.frontdoor import letterbox, sealing
from shared.frontdoor.letterbox import Letterbox
from shared.intake import collecting
from shared.people import contact
from shared.records import audit, vault
from shared.records.models import (
    AuditEntry,
    ContactRule,
    DialogueCase,
    Job,
    Person,
    Post,
    Reference,
    ServiceRequest,
    SetAside,
    Task,
)
from shared.records.permissions import WORKER
from tests.support.world import DIALOGUE, World


def opened(row: Any) -> dict[str, Any]:
    return vault.open_row(audit.read(WORKER, "case.read", "case", row.id, [row]), row)


def events(prefix: str = "post.") -> list[str]:
    rows = AuditEntry.select().where(AuditEntry.event.startswith(prefix)).order_by(AuditEntry.seq)
    return [row.event for row in rows]


def tasks() -> list[tuple[str, str]]:
    open_now = Task.select().where(Task.done_at.is_null()).order_by(Task.kind)
    return [(row.kind, row.role) for row in open_now]


# -- what opens something ----------------------------------------------------------------------


@pytest.mark.S12
def test_request_becomes_a_case_its_words_sealed_under_the_case_s_own_key(either_world: World):
    asked = either_world.ask(language="es")
    assert either_world.collect() == (1, 0)
    case, post = asked.case, Post.get()
    assert (case.state, case.version, case.source, case.form) == ("received", 1, "portal", "face")
    assert (post.kind, post.reference, post.language, post.key) == (
        "dialogue.asked", asked.reference, "es", case.key,
    )  # fmt: skip
    assert opened(post) == DIALOGUE
    assert opened(Person.get_by_id(case.person_id)) == {"name": "Rosa Delgado"}
    assert letterbox.waiting() == 0
    bound = Reference.get()
    assert (bound.id, bound.noun, bound.subject, bound.read_here) == (
        asked.reference, "case", case.id, False,
    )  # fmt: skip
    assert (events(), tasks()) == (["post.collected"], [("case.open", "planner")])


@pytest.mark.S34
@pytest.mark.S44
def test_ticked_box_becomes_a_registration(world):
    ticked = world.tick(tell_received=True)
    assert world.collect() == (1, 0)
    registration = ticked.registration
    assert (registration.state, registration.tell_requested, registration.tell_received) == (
        "received", False, True,
    )  # fmt: skip
    assert Post.get().key == registration.key


def test_collecting_again_changes_nothing(world):
    world.ask()
    world.collect()
    before = AuditEntry.select().count()
    assert world.collect() == (0, 0)
    assert AuditEntry.select().count() == before


# -- once, no matter who dies where ------------------------------------------------------------


@pytest.mark.parametrize("kind", ["dialogue.asked", "notice.asked", "stopped", "service.asked"])
def test_envelope_taken_but_not_removed_is_not_taken_again(either_world, monkeypatch, kind):
    asked = either_world.ask()
    either_world.collect()
    reference = asked.reference if kind in ("stopped", "service.asked") else ids.new_reference()
    either_world.drop(kind, reference, DIALOGUE | {"services": ["referral"]})
    with monkeypatch.context() as patch:
        patch.setattr(letterbox, "remove", lambda _: None)  # it died here
        assert either_world.collect() == (1, 0)
    before = AuditEntry.select().count(), Post.select().count(), ServiceRequest.select().count()
    assert either_world.collect() == (1, 0)
    assert (
        AuditEntry.select().count(), Post.select().count(), ServiceRequest.select().count()
    ) == before  # fmt: skip
    assert letterbox.waiting() == 0


def test_envelope_set_aside_but_not_removed_is_not_set_aside_again(world, monkeypatch):
    world.drop("unknown", "KT47-RM36-HA94", {})
    with monkeypatch.context() as patch:
        patch.setattr(letterbox, "remove", lambda _: None)
        assert world.collect() == (0, 1)
    contact.end_tasks(SetAside.get().id)
    assert world.collect() == (0, 1)
    assert (events(), SetAside.select().count(), tasks()) == (["post.set_aside"], 1, [])


def test_envelope_taken_while_another_collector_waited_leaves_no_second_entry(world):
    world.ask()
    (envelope,) = list(letterbox.envelopes())
    payload = collecting._open(envelope)
    world.collect()
    before = AuditEntry.select().count()
    Letterbox.insert(
        id=envelope.id, format=envelope.format, key_id=envelope.key_id,
        dropped_at=envelope.dropped_at, body=envelope.body,
    ).execute()  # fmt: skip
    assert world.collect() == (1, 0)
    assert (AuditEntry.select().count(), payload["kind"]) == (before, "dialogue.asked")


def test_failing_half_way_leaves_nothing_of_it(world, monkeypatch):
    def fail(*_: Any) -> None:
        raise ArithmeticError

    monkeypatch.setattr(collecting, "record_reference", fail)  # after person, key and case
    world.ask()
    assert world.collect() == (0, 1)
    assert [model.select().count() for model in (DialogueCase, Person, Post, Job)] == [0, 0, 0, 0]
    assert (events(""), SetAside.get().why) == (
        [*events("")[:-1], "post.set_aside"],
        "ArithmeticError",
    )


# -- what cannot be read -----------------------------------------------------------------------


def put(body: bytes, *, key_id: str = "", form: int = sealing.FORMAT) -> None:
    Letterbox.insert(
        id=ids.new_id("letterbox"), format=form, dropped_at="2026-03-02 16:00:00", body=body,
        key_id=key_id or vault.keys().portal.letterbox_key_id,
    ).execute()  # fmt: skip


def sealed(payload: Any) -> bytes:
    """Well sealed, but not what the portal writes."""
    envelope_id = letterbox.drop(vault.keys().portal, payload)
    body = bytes(Letterbox.get_by_id(envelope_id).body)
    letterbox.remove(envelope_id)
    return body


STRANGE: dict[str, Callable[[World], object]] = {
    "garbage": lambda _: put(b"garbage"),
    "empty": lambda _: put(b""),
    "unknown key": lambda _: put(sealed({}), key_id="12345678"),
    "unknown format": lambda _: put(sealed({}), form=99),
    "another id": lambda _: put(sealed({"kind": "stopped", "answers": {}})),
    "unknown kind": lambda w: w.drop("erase.everything", "KT47-RM36-HA94", {}),
    "no kind": lambda _: letterbox.drop(vault.keys().portal, {"answers": {}}),
    "kind of another type": lambda _: letterbox.drop(vault.keys().portal, {"kind": ["stopped"]}),
    "not a dictionary": lambda _: letterbox.drop(vault.keys().portal, ["stopped"]),  # type: ignore[arg-type]
    "answers of another type": lambda _: letterbox.drop(
        vault.keys().portal, {"kind": "stopped", "answers": "x"}
    ),
    "no language": lambda _: letterbox.drop(
        vault.keys().portal, {"kind": "dialogue.asked", "answers": {}, "reference": "KT47"}
    ),
    "unknown reference": lambda w: w.drop("stopped", "KT47-RM36-HA94", {}),
    "contact of another type": lambda w: w.ask(contact="call me"),
    "ways of another type": lambda w: w.ask(contact={"ways": [1]}),
}


@pytest.mark.parametrize("what", sorted(STRANGE))
def test_strange_envelope_is_set_aside_whole_with_a_task(world, what):
    STRANGE[what](world)
    lying = Letterbox.get()
    assert world.collect() == (0, 1)
    kept = SetAside.get()
    assert (kept.id, kept.format, bytes(kept.body), kept.made_at) == (
        lying.id, lying.format, bytes(lying.body), lying.dropped_at,
    )  # fmt: skip
    assert (letterbox.waiting(), Post.select().count(), Person.select().count()) == (0, 0, 0)
    assert (events(), tasks()) == (["post.set_aside"], [("post.set_aside", "planner")])


@pytest.mark.postgres
def test_strange_envelopes_do_not_stop_the_others_on_postgres(postgres_world):
    for what in sorted(STRANGE):
        STRANGE[what](postgres_world)
    postgres_world.ask(form="x" * 100)  # what this engine cannot store
    asked = postgres_world.ask()
    assert postgres_world.collect() == (1, len(STRANGE) + 1)
    assert (asked.case.state, letterbox.waiting()) == ("received", 0)


def test_reference_taken_already_is_set_aside(world):
    asked = world.ask()
    world.drop("dialogue.asked", asked.reference, DIALOGUE)
    assert world.collect() == (1, 1)
    assert (DialogueCase.select().count(), SetAside.get().why) == (1, "IntegrityError")


def test_codes_that_nobody_offered_do_not_enter_the_log(world):
    asked = world.ask()
    world.collect()
    world.drop("service.asked", asked.reference, {"services": ["referral", "601-555-0143"]})
    assert world.collect() == (0, 1)
    assert (ServiceRequest.select().count(), events("service.")) == (0, [])


def test_database_out_of_order_leaves_the_envelope_where_it_is(world):
    asked = world.ask()
    page = db.records.execute_sql("PRAGMA page_count").fetchone()[0]
    db.records.execute_sql(f"PRAGMA max_page_count = {page}")  # the disk is full

    def fill() -> None:
        for _ in range(50):  # until the free room in the pages there are is used up
            world.collect()
            world.ask()

    with pytest.raises(OperationalError):
        fill()
    assert SetAside.select().count() == 0
    assert letterbox.waiting() == 1
    db.records.execute_sql("PRAGMA max_page_count = 1000000")
    assert world.collect() == (1, 0)
    assert asked.case.state == "received"


# -- what answers ------------------------------------------------------------------------------


@pytest.fixture
def asked(world: World) -> Any:
    one = world.ask()
    world.work()
    return one


@pytest.mark.S19
@pytest.mark.ruling_9
def test_withdrawal_ends_the_case_at_once(world, asked):
    world.stop(asked)
    assert world.collect() == (1, 0)
    assert asked.case.state == "withdrawn"
    assert events("case.withdrawn") == ["case.withdrawn"]


@pytest.mark.ruling_9
def test_withdrawal_again_is_harmless(world, asked):
    for _ in range(2):
        world.stop(asked)
        assert world.collect() == (1, 0)
    assert asked.case.state == "withdrawn"
    assert events("case.withdrawn") == ["case.withdrawn"]


def test_asking_and_withdrawing_before_anyone_looked_ends_withdrawn(world):
    asked = world.ask()
    world.clock.move(minutes=1)
    world.stop(asked)
    assert world.collect() == (2, 0)
    assert asked.case.state == "withdrawn"


@pytest.mark.ruling_9
def test_no_contact_acts_at_once(world, asked):
    world.drop("contact.changed", asked.reference, {"contact": {"no_contact": True}})
    world.collect()
    person = Person.get_by_id(asked.case.person_id)
    assert contact.allowed_ways(person) == []
    assert ContactRule.get().kind == "no_contact"


def test_answer_about_an_erased_case_is_set_aside(world, asked):
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        vault.destroy(asked.case.key)
    world.drop("complaint", asked.reference, {"words": "x"})
    assert world.collect() == (0, 1)
    assert SetAside.get().why == "Erased"


@pytest.mark.parametrize("kind", ["complaint", "outside.contact"])
def test_words_to_staff_raise_a_task(world, asked, kind):
    world.drop(kind, asked.reference, {"words": "Someone rang me."})
    assert world.collect() == (1, 0)
    assert (kind, "coordinator") in tasks()
    assert opened(Post.get(Post.kind == kind)) == {"words": "Someone rang me."}
