"""From outside: complaints with a deadline, views, records neither confirmed nor denied."""

import pytest

from shared import audit, outside, policy
from shared.models import Complaint, Paper, RecordsRequest, Task
from shared.papers import content
from shared.workflow import NotPermitted, Refused
from tests.support import shortcut
from tests.support.world import HERE


def text_of(world, paper) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    pdf = PdfReader(BytesIO(content(world.actor("planner"), Paper.get_by_id(paper))))
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.S42
def test_complaint_from_the_page_is_answered_in_time_by_the_coordinator(world):
    asked = shortcut.to(world, "received")
    world.drop("complaint", asked.reference, {"words": "Nobody called me back."})
    world.work()
    row = Complaint.get()
    assert (row.kind, row.noun, row.subject) == ("complaint", "case", asked.case.id)
    task = Task.get(Task.subject == row.id)
    assert (task.role, task.due_on) == ("coordinator", row.due_on)
    assert row.due_on == world.clock.at.date() + policy.current().deadline("complaint")
    desk, path = world.staff("coordinator"), f"/outside/complaints/{row.id}"
    assert path in desk.get("/queue").links()
    page = desk.get(path)
    assert "Nobody called me back." in page.text
    desk.submit(page, {"answer": ""}, action=path, expect=422)
    desk.submit(page, {"answer": "Called on Monday, and said sorry."}, action=path)
    assert Complaint.get().answered_by_id == world.logins["coordinator"].id
    assert Task.get(Task.subject == row.id).done_at is not None
    assert "Called on Monday" in desk.get(path).text
    for who in ("planner", "advocate", "facilitator", f"superintendent@{HERE}"):
        world.staff(who).get(path, expect=None)
        assert world.staff(who).page.status in (403, 404)


def test_view_needs_no_answer(world):
    desk = world.staff("advocate")
    desk.submit(desk.get("/outside/complaints/new"), {"kind": "evaluation", "words": "It helped."})
    row = Complaint.get()
    assert (row.kind, row.due_on) == ("evaluation", None)
    assert not Task.select().where(Task.subject == row.id).exists()


@pytest.mark.S27
@pytest.mark.S43
@pytest.mark.slow
def test_records_answer_is_the_same_whether_or_not_anything_is_on_file(world):
    said = []
    for _ in range(2):
        row = outside.log_records_request(
            world.actor("planner"), {"who": "A reporter", "what": "All about Martin Cole"}
        )
        world.work()
        paper = Paper.get(Paper.subject == row.id)
        number = f"{row.id[:4]}-{row.id[4:8]}".upper()
        said.append(text_of(world, paper.id).replace(number, "NUMBER"))
        shortcut.to(world, "told")  # now there is something on file
    assert said[0] == said[1]
    for word in ("Martin", "Cole", "K4471", "Rosa", "reporter"):
        assert word not in said[0]


def test_release_is_counsels_word_and_needs_two_people(world):
    planner, coordinator = world.actor("planner"), world.actor("coordinator")
    row = outside.log_records_request(planner, {"who": "A court", "what": "The file"})
    with pytest.raises(Refused, match="counsel"):
        outside.decide_release(coordinator, row, release=True)
    with pytest.raises(Refused, match="counsel"):
        outside.propose_release(planner, row, "", "")
    outside.propose_release(planner, row, "J. Counsel", "The date of the request")
    with pytest.raises(Refused, match="Another person"):
        outside.decide_release(planner, row, release=True)
    with pytest.raises(NotPermitted):
        outside.decide_release(world.actor("advocate"), row, release=True)
    outside.decide_release(coordinator, row, release=True)
    assert RecordsRequest.get().decision == "released"
    with pytest.raises(Refused, match="already"):
        outside.decide_release(coordinator, row, release=False)
    events = [entry.event for entry in audit.timeline("records_request", row.id)]
    assert events == ["records_request.logged", *["records_request.decided"] * 2]


def test_refusing_a_release_needs_one(world):
    row = outside.log_records_request(world.actor("planner"), {"who": "x", "what": "y"})
    desk, path = world.staff("coordinator"), f"/outside/records/{row.id}"
    desk.submit(desk.get(path), {"counsel": "J. Counsel", "release": "Nothing"}, action=path)
    desk = world.staff("planner")
    desk.submit(desk.get(path), {"decision": "refused"}, action=path)
    assert RecordsRequest.get().decision == "refused"
