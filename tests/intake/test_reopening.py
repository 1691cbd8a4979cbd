"""Envelopes that were set aside, tried again once what was missing is in place."""

import dataclasses

import pytest

from shared.frontdoor import letterbox, sealing
from shared.intake import collecting
from shared.records import vault
from shared.records.models import AuditEntry, DialogueCase, Post, SetAside, Task
from tests.support import shortcut
from tests.support.world import Asked, World


@pytest.fixture
def lost_keys(world: World, monkeypatch: pytest.MonkeyPatch):
    """Put the letterbox's private keys away; call to have them back."""
    keys = vault.keys()
    monkeypatch.setattr(vault, "keys", lambda: dataclasses.replace(keys, letterbox={}))
    return lambda: monkeypatch.setattr(vault, "keys", lambda: keys)


def aside(world: World) -> Asked:
    asked = world.ask()
    assert world.collect() == (0, 1)
    return asked


def test_envelope_is_opened_after_all_once_its_key_is_back(world, lost_keys):
    asked = aside(world)
    kept = SetAside.get()
    assert kept.key_id == vault.keys().portal.letterbox_key_id
    assert collecting.reopen() == (0, 1)
    assert (SetAside.select().count(), Post.select().count()) == (1, 0)
    lost_keys()
    assert collecting.reopen() == (1, 0)
    assert asked.case.state == "received"
    assert Post.get().dropped_at == kept.made_at
    assert SetAside.select().count() == 0
    done = Task.get(Task.kind == "post.set_aside")
    assert done.done_at is not None
    events = [row.event for row in AuditEntry.select().where(AuditEntry.subject == kept.id)]
    assert events == ["post.set_aside", "post.collected", "post.reopened"]
    assert collecting.reopen() == (0, 0)


@pytest.mark.ruling_9
@pytest.mark.S19
def test_stop_that_was_set_aside_stops_as_soon_as_it_opens(world, monkeypatch):
    asked = shortcut.to(world, "told")
    keys = vault.keys()
    with monkeypatch.context() as patch:
        patch.setattr(vault, "keys", lambda: dataclasses.replace(keys, letterbox={}))
        world.stop(asked)
        assert world.collect() == (0, 1)
    assert asked.case.state == "approach"
    assert collecting.reopen() == (1, 0)
    assert asked.case.state == "withdrawn"


def test_what_no_key_opens_stays_whole_and_the_others_are_taken_in(world, lost_keys):
    asked = aside(world)
    body = sealing.seal_envelope(vault.keys().portal, "another-envelope", {"kind": "x"})
    letterbox.Letterbox.insert(
        id="strange", format=99, dropped_at="2026-03-02 16:00:00", body=body, key_id="k" * 40,
    ).execute()  # fmt: skip
    world.collect()
    lost_keys()
    assert collecting.reopen() == (1, 1)
    assert [row.id for row in SetAside.select()] == ["strange"]
    assert bytes(SetAside.get().body) == body
    assert asked.case.state == "received"
    open_tasks = Task.select().where((Task.kind == "post.set_aside") & Task.done_at.is_null())
    assert [row.subject for row in open_tasks] == ["strange"]


def test_failing_half_way_leaves_it_set_aside(world, lost_keys, monkeypatch):
    aside(world)
    lost_keys()

    def fail(*_: object) -> None:
        raise ArithmeticError

    with monkeypatch.context() as patch:
        patch.setattr(collecting, "record_reference", fail)
        assert collecting.reopen() == (0, 1)
    assert (DialogueCase.select().count(), SetAside.select().count()) == (0, 1)
    assert collecting.reopen() == (1, 0)


def test_planner_tries_again_from_the_queue(world, lost_keys):
    asked = aside(world)
    desk = world.staff("planner")
    page = desk.get("/queue")
    assert "A message could not be opened: try again when the keys are in place" in page.text
    desk.submit(page, {}, action="/queue/reopen")
    assert "At least one message could not be opened." in desk.follow().text
    lost_keys()
    desk.submit(page, {}, action="/queue/reopen")
    page = desk.follow()
    assert "The messages that had been set aside were opened and loaded." in page.text
    assert asked.reference in page.text
    assert "A message could not be opened" not in page.text


@pytest.mark.parametrize("who", ["advocate", "auditor", "screener@MSP"])
def test_who_may_read_no_case_may_not_open_the_post(world, who):
    desk = world.staff(who)
    page = desk.get("/queue")
    desk.post("/queue/reopen", {"csrf_token": page.form(0).values["csrf_token"]}, expect=403)


def test_command_says_how_many_opened(world, lost_keys):
    from tests.cli.running import run

    aside(world)
    lost_keys()
    assert run("--data", world.root, "reopen").output == "Opened 1, still set aside 0.\n"


@pytest.mark.postgres
def test_envelope_is_opened_after_all_on_postgresql(postgres_world, monkeypatch):
    keys = vault.keys()
    with monkeypatch.context() as patch:
        patch.setattr(vault, "keys", lambda: dataclasses.replace(keys, letterbox={}))
        asked = aside(postgres_world)
    assert collecting.reopen() == (1, 0)
    assert asked.case.state == "received"
