"""The queue: what waits on me, by reference, and nothing of anybody's name."""

import re
from pathlib import Path

import pytest

from shared.console import queue
from shared.frontdoor import letterbox
from shared.people import contact
from shared.records.models import Person, Task
from tests.support.world import HERE, THERE

ASKED = re.compile(r'ask_task\(\s*f?"([^"]+)"', re.DOTALL)


def test_every_kind_of_task_has_words():
    asked = set()
    for file in (Path(__file__).parents[2] / "shared").rglob("*.py"):
        asked |= set(ASKED.findall(file.read_text("utf-8")))
    assert asked
    plain = {kind for kind in asked if "{" not in kind}
    assert plain - set(queue.KINDS) == set()
    for pattern in asked - plain:
        start = pattern.split("{")[0]
        assert any(kind.startswith(start) for kind in queue.KINDS), pattern
    assert set(queue.KINDS) >= queue.ENDED_BY_HAND


def test_queue_is_kind_when_empty(world):
    page = world.staff("auditor").get("/queue")
    assert "Nothing is waiting for you." in page.text


def test_queue_names_a_reference_and_nobody(world):
    asked = world.ask()
    world.work()
    text = world.staff("planner").get("/queue").text
    assert asked.reference in text
    assert "Rosa" not in text
    assert "Delgado" not in text


@pytest.mark.law_1
def test_facilitys_queue_shows_no_case_of_another_facility_and_no_reference(world):
    asked = world.ask()
    world.work()
    Task.make(kind="case.answer_assessment", noun="assessment", subject="ab12cd34ef",
              role="case_manager", facility=HERE)  # fmt: skip
    assert "Answer an assessment" in world.staff(f"case_manager@{HERE}").get("/queue").text
    assert "Answer an assessment" not in world.staff(f"case_manager@{THERE}").get("/queue").text
    assert asked.reference not in world.staff(f"case_manager@{HERE}").get("/queue").text


def test_region_is_the_list_alone_and_unchanged_is_304(world):
    world.ask()
    world.work()
    desk = world.staff("planner")
    whole = desk.get("/queue")
    seen = whole.one("input", name="seen").get("value")
    region = desk.get("/queue", headers={"HX-Request": "true"})
    assert region.is_region
    assert "HX-Request" in region.headers["Vary"]
    again = desk.get(f"/queue?seen={seen}", headers={"HX-Request": "true"}, expect=304)
    assert again.data == b""
    world.ask()
    world.work()
    desk.get(f"/queue?seen={seen}", headers={"HX-Request": "true"}, expect=200)


def test_post_is_collected_on_demand(world):
    asked = world.ask()
    desk = world.staff("planner")
    before = desk.get("/queue")
    assert asked.reference not in before.text
    desk.submit(before, action="/queue/collect")
    after = desk.follow()
    assert asked.reference in after.text
    assert "Messages are up to date." in after.text
    assert letterbox.waiting() == 0


def test_letterbox_out_of_reach_is_said_and_the_queue_still_shown(world, monkeypatch):
    asked = world.ask()
    world.work()

    def gone(*_args: object) -> None:
        raise OSError("no such place")

    monkeypatch.setattr(letterbox, "waiting", gone)
    monkeypatch.setattr(letterbox, "envelopes", gone)
    desk = world.staff("planner")
    page = desk.get("/queue")
    assert "The website inbox cannot be reached." in page.text
    assert asked.reference in page.text
    desk.submit(page, action="/queue/collect")
    assert "cannot be reached" in desk.follow().text


def test_task_that_no_act_ends_is_ended_by_hand_once(world):
    asked = world.ask()
    world.work()
    world.stop(asked)
    world.work()
    desk = world.staff("planner")
    task = Task.get(Task.kind == "withdrawal.see")
    path = f"/tasks/{task.id}/done"
    desk.submit(desk.get("/queue"), action=path)
    done = Task.get_by_id(task.id)
    assert done.done_by_id == world.logins["planner"].id
    page = desk.get("/queue")
    assert path not in [form.get("action") for form in page.all("form")]


@pytest.mark.law_12
@pytest.mark.parametrize("kind", sorted(queue.ENDED_BY_A_CALL))
def test_a_call_is_logged_and_not_said(world, kind):
    asked = world.ask()
    world.work()
    task = contact.ask_task(kind, "case", asked.case.id, "planner")
    assert task.due_on is not None
    desk, path = world.staff("planner"), f"/tasks/{task.id}/done"
    desk.submit(desk.get("/queue"), action=path)
    assert "record the call first" in desk.follow().text
    assert Task.get_by_id(task.id).done_at is None
    person = Person.get_by_id(asked.case.person_id)
    contact.log_attempt(world.actor("planner"), person, "case", asked.case, None, "no_answer")
    desk.submit(desk.get("/queue"), action=path)
    assert Task.get_by_id(task.id).done_at is not None


def test_task_of_another_role_is_not_found(world):
    task = Task.make(kind="person.call", noun="case", subject="x", role="advocate")
    desk = world.staff("planner")
    desk.submit(desk.get("/queue"), action="/language")  # any form has a token
    token = desk.get("/queue").all("input", name="csrf_token")[0].get("value")
    desk.post(f"/tasks/{task.id}/done", {"csrf_token": token}, expect=404)
    assert Task.get_by_id(task.id).done_at is None


def test_worker_collects_and_the_queue_says_when(world):
    world.collect()
    assert (
        "Messages last loaded" in world.staff("planner").get("/queue").all("footer")[0][0][0].text
    )


def test_old_collection_is_warned_of(world):
    world.collect()
    desk = world.staff("planner")
    assert (
        "Messages from the website have not loaded for some minutes" not in desk.get("/queue").text
    )
    world.clock.move(minutes=5)
    assert "Messages from the website have not loaded for some minutes" in desk.get("/queue").text
