"""From outside: complaints with a deadline, views, records neither confirmed nor denied."""

from datetime import date
from typing import Any

import pytest

from shared import documents, policy
from shared.console import reports
from shared.documents.facts import NEVER
from shared.intake import third_parties
from shared.papers import content
from shared.records import audit
from shared.records.models import Complaint, Paper, RecordsRequest, Task
from shared.records.workflow import NotPermitted, Refused
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
    assert (row.kind, row.due_on, row.subject) == ("evaluation", None, "")
    assert not Task.select().where(Task.subject == row.id).exists()


@pytest.mark.S42
@pytest.mark.S51
def test_views_and_complaints_are_tied_to_the_request_they_are_about(world):
    asked, box = shortcut.to(world, "received"), world.tick()
    world.work()
    desk, new = world.staff("advocate"), "/outside/complaints/new"
    refused = desk.submit(desk.get(new), {"kind": "evaluation", "words": "Kept.",
                                          "reference": "AAAA-BBBB"}, expect=422)  # fmt: skip
    assert "no request with this reference" in refused.text
    assert "Kept." in str(refused.one("textarea", name="words").text)
    assert not Complaint.select().exists()
    for kind, reference, rating in (
        ("evaluation", asked.reference.lower(), "helped"), ("complaint", asked.reference, "hurt"),
        ("evaluation", box.reference, ""),
    ):  # fmt: skip
        desk.submit(desk.get(new), {"kind": kind, "words": f"Said of {reference}",
                                    "reference": reference, "rating": rating})  # fmt: skip
    view = Complaint.get((Complaint.kind == "evaluation") & (Complaint.noun == "case"))
    complaint = Complaint.get(Complaint.kind == "complaint")
    of_letter = Complaint.get(Complaint.noun == "registration")
    assert (view.subject, view.rating) == (asked.case.id, "helped")
    assert (complaint.subject, complaint.rating) == (asked.case.id, "")  # a complaint is not rated
    assert of_letter.subject == box.registration.id
    case = f"/cases/{asked.case.id}"
    seen = {who: set(world.staff(who).get(case).links()) for who in ("planner", "coordinator")}
    for who, rows in (("planner", [view]), ("coordinator", [view, complaint])):
        there = {link for link in seen[who] if link.startswith("/outside/complaints/")}
        assert there == {f"/outside/complaints/{row.id}" for row in rows}
    assert "Said of" not in world.staff("coordinator").get(case).text  # opened on its own page
    page = world.staff("planner").get(f"/outside/complaints/{view.id}")
    assert "It helped" in page.text
    assert case in page.links()
    world.staff("planner").get(f"/outside/complaints/{complaint.id}", expect=404)
    with pytest.raises(NotPermitted):
        third_parties.answer_complaint(world.actor("planner"), complaint, "No.")


@pytest.mark.S51
def test_views_are_counted_and_small_figures_hidden(world):
    actor = world.actor("coordinator")
    for count, rating in ((7, "helped"), (6, "mixed"), (2, "hurt")):
        for _ in range(count):
            third_parties.take_words(actor, "evaluation", "x", rating=rating)
    tables = {table.name: table for table in reports.tables()}
    figures = {row.label: row.figure for row in tables["ratings"].rows}
    assert figures["It helped"] == 7
    assert figures["It hurt"] is None  # below the least figure
    assert tables["complaints"].total is None


@pytest.mark.S27
@pytest.mark.S43
@pytest.mark.slow
def test_records_answer_is_the_same_whether_or_not_anything_is_on_file(world):
    said = []
    for _ in range(2):
        row = third_parties.log_records_request(
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


def counsels_word(of: str, **changed: Any) -> third_parties.Release:
    given = {"counsel": "J. Counsel", "counsel_on": date(2026, 3, 2), "ground": "court",
             "grounds": "Order 12 of March 2", "reference": of,
             "names": ("case-summary-need-to-know",)}  # fmt: skip
    return third_parties.Release(**(given | changed))


def test_release_is_counsels_word_and_needs_two_people(world):
    asked = shortcut.to(world, "checked")
    planner, coordinator = world.actor("planner"), world.actor("coordinator")
    row = third_parties.log_records_request(planner, {"who": "A court", "what": "The file"})
    with pytest.raises(Refused, match="counsel"):
        third_parties.decide_release(coordinator, row, release=True)
    for changed, match in (
        ({"counsel": " "}, "name of counsel"), ({"grounds": ""}, "name of counsel"),
        ({"ground": "gossip"}, "name of counsel"), ({"counsel_on": date(2030, 1, 1)}, "future"),
        ({"names": ()}, "exactly what"), ({"names": ("case-summary",)}, "exactly what"),
        ({"reference": "AAAA-AAAA-AAAA"}, "no request"), ({"names": ("closure",)},
            "One of these documents was never created in this case"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=match):
            third_parties.propose_release(planner, row, counsels_word(asked.reference, **changed))
    assert RecordsRequest.get().decision == ""
    third_parties.propose_release(planner, row, counsels_word(asked.reference))
    with pytest.raises(Refused, match="Another person"):
        third_parties.decide_release(planner, row, release=True)
    with pytest.raises(NotPermitted):
        third_parties.decide_release(world.actor("advocate"), row, release=True)
    with pytest.raises(Refused, match="still being made"):
        third_parties.decide_release(coordinator, row, release=True)
    world.work()
    third_parties.decide_release(coordinator, row, release=True)
    assert RecordsRequest.get().decision == "released"
    with pytest.raises(Refused, match="already"):
        third_parties.decide_release(coordinator, row, release=False)
    events = [entry.event for entry in audit.timeline("records_request", row.id)]
    assert [name for name in events if name.startswith("records_request")] == [
        "records_request.logged", *["records_request.decided"] * 2,
    ]  # fmt: skip
    assert "case.records_released" in {e.event for e in audit.timeline("case", asked.case.id)}


@pytest.mark.S27
@pytest.mark.S43
@pytest.mark.slow
def test_release_is_printed_with_what_counsel_named_and_nothing_beyond(world):
    asked = world.ask(name="Odile Quillfeather", hopes_words="Whyourorchard")
    shortcut.to(world, "told", asked)
    other = shortcut.to(world, "checked")
    desk = world.staff("planner")
    desk.submit(desk.get("/outside/records/new"), {
        "who": "Quincy Hale", "address": "PO Box 55", "what": "Everything", "language": "en",
    })  # fmt: skip
    row = RecordsRequest.get()
    path = f"/outside/records/{row.id}"
    blank = desk.submit(desk.get(path), {"what": "release"}, action=path, expect=422)
    assert "Enter the name of counsel." in blank.text
    word = {"what": "release", "counsel": "J. Ortega", "ground": "court", "grounds": "Order 12",
            "reference": asked.reference.lower(), "names": ["case-summary-need-to-know"],
            "counsel_on-day": "2", "counsel_on-month": "3", "counsel_on-year": "2026"}  # fmt: skip
    desk.submit(desk.get(path), word, action=path)
    world.work()
    own = desk.submit(desk.get(path), {"decision": "released"}, action=path, expect=422)
    assert "Another person must decide" in own.text
    second = world.staff("coordinator")
    named = [link for link in second.get(path).links() if link.startswith("/papers/")]
    second.submit(second.get(path), {"decision": "released"}, action=path)
    world.work()
    page = second.get(path)
    assert "Do not send" in page.text  # the answer that neither confirms nor denies
    release = Paper.get(Paper.name == "records-release")
    enclosed = Paper.get(Paper.noun == "release")
    assert set(named) == {f"/papers/{enclosed.id}",
                          f"/papers/{Paper.get(Paper.name == 'records-answer').id}"}  # fmt: skip
    letter, inside = text_of(world, release.id), text_of(world, enclosed.id)
    for said in ("Quincy Hale", "PO Box 55", "J. Ortega", "March 2, 2026", "A court ordered it",
                 "Order 12", "Case summary: need to know", enclosed.sha256[:20]):  # fmt: skip
        assert said in letter, said
    for hidden in ("Quillfeather", "Whyourorchard", "Cole", "K4471", asked.reference,
                   other.reference, "601"):  # fmt: skip
        assert hidden not in letter.replace("601-", ""), hidden
    assert "Martin Cole" in inside
    for hidden in ("Quillfeather", "Whyourorchard", "Elm Street", "555-0143", other.reference,
                   "the facility's decision"):  # fmt: skip
        assert hidden not in inside, hidden
    # Nobody else finds any of it.
    for who in ("advocate", "facilitator", f"superintendent@{HERE}"):
        world.staff(who).get(path, expect=None)
        assert world.staff(who).page.status in (403, 404)


def test_what_can_be_released_tells_nothing_of_her_but_a_name():
    withheld = NEVER["requester"]
    for name in third_parties.RELEASABLE:
        assert not documents.kinds_of(documents.REGISTRY[name].context) & withheld, name
    assert documents.kinds_of(documents.REGISTRY["case-summary"].context) & withheld


def test_refusing_a_release_needs_one(world):
    row = third_parties.log_records_request(world.actor("planner"), {"who": "x", "what": "y"})
    desk, path = world.staff("coordinator"), f"/outside/records/{row.id}"
    desk.submit(desk.get(path), {"what": "nothing"}, action=path)
    assert RecordsRequest.get().decision == "refused"
