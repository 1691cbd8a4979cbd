"""Releases and closing notices: nothing that could harm."""

import re

import pytest

from shared import documents
from shared.papers import content
from shared.records.models import Paper, RecordsRequest
from tests.papers.sealed import HER_STORY, HER_WAYS, NOBODYS, planted, told
from tests.support import carry, shortcut
from tests.support.papers import text_of
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def propose(world: World, asked: Asked, names: list[str], expect: int = 303) -> str:
    """Counsel's word, recorded by the planner; the path of the request."""
    desk = world.staff("planner")
    desk.submit(desk.get("/outside/records/new"), {
        "who": "Quincy Hale", "address": "PO Box 55", "what": "Everything", "language": "en",
    })  # fmt: skip
    row = RecordsRequest.select().order_by(RecordsRequest.made_at.desc()).first()
    path = f"/outside/records/{row.id}"
    desk.submit(desk.get(path), {
        "what": "release", "counsel": "J. Ortega", "ground": "court", "grounds": "Order 12",
        "reference": asked.reference, "names": names, "counsel_on-day": "2",
        "counsel_on-month": "3", "counsel_on-year": "2026",
    }, action=path, expect=expect)  # fmt: skip
    return path


@pytest.mark.S27
@pytest.mark.S43
@pytest.mark.timeout(300)
def test_course_of_a_case_and_its_papers_are_released_without_what_could_harm(world):
    asked = planted(world)
    names = ["case-summary-release", "assessment-request", "agreement-victim",
             "offender-invitation", "facilitator-appointment"]  # fmt: skip
    path = propose(world, asked, names)
    world.work()
    second = world.staff("coordinator")
    page = second.get(path)
    named = {link.split("?")[0] for link in page.links() if link.startswith("/papers/")}
    for link in named:  # the second person reads each of them, printed or not
        assert second.get(f"{link}?as=record", expect=None).status == 200, link
    second.submit(second.get(path), {"decision": "released"}, action=path)
    world.work()
    letter = text_of(content(world.actor("planner"), Paper.get(Paper.name == "records-release")))
    enclosed = [row for row in Paper.select() if f"/papers/{row.id}" in named
                and row.name != "records-answer"]  # fmt: skip
    assert {row.name for row in enclosed} == set(names)
    for row in enclosed:
        assert row.sha256[:20] in letter, row.name
        said = text_of(content(world.actor("planner"), row))
        hers = HER_WAYS | HER_STORY | NOBODYS | {"Companionly"}
        assert told(hers, said) == set(), row.name
    summary = Paper.get(Paper.name == "case-summary-release")
    said = text_of(content(world.actor("planner"), summary))
    for word in ("Quillfeather", "Martin Cole", "Dialogue held", "Signature given", "Follow-up"):
        assert word in said, word
    for word in (
        asked.reference,
        "Contact attempt",
        "Offender answered",
        "Own wish",
        "Followed up",
    ):
        assert word not in said, word
    assert "It must not be used in any decision about release" in said


@pytest.mark.S27
@pytest.mark.parametrize("ends", ["withdraw", "offender_stops"])
def test_release_says_that_a_case_has_ended_and_not_by_whom(world, ends):
    asked = shortcut.to(world, "review")
    if ends == "withdraw":
        world.stop(asked)
        world.work()
    else:
        carry.act(world.staff("planner"), asked, "offender_stops")
        carry.act(world.staff("coordinator"), asked, "close", closure="offender_not_taking_part")
    propose(world, asked, ["case-summary-release"])
    world.work()
    said = text_of(content(world.actor("planner"), Paper.get(Paper.noun == "release")))
    assert "The case has ended" in said
    for word in ("Withdrawn", "no longer takes part", "Closed"):
        assert word not in said


@pytest.mark.S27
def test_whole_summary_and_the_papers_that_name_others_cannot_be_named(world):
    page = world.staff("planner")
    asked = shortcut.to(world, "checked")
    propose(world, asked, ["case-summary"], expect=422)
    form = page.get(f"/outside/records/{RecordsRequest.get().id}")
    offered = {e.get("value") for e in form.all("input", name="names")}
    assert not offered & {"case-summary", "case-summary-supervisor", "superintendent-memo",
                          "agreement-support", "visit-instructions", "acknowledgement",
                          "change-notice", "sealed-letter"}  # fmt: skip
    for name in offered:
        kinds = documents.kinds_of(documents.REGISTRY[str(name)].context)
        assert not kinds & documents.NEVER["requester"], name


@pytest.mark.S27
@pytest.mark.S43
def test_request_for_a_case_that_exists_looks_like_one_for_a_case_that_does_not(world):
    asked = shortcut.to(world, "told")
    desk = world.staff("planner")
    seen = []
    for what in (f"The file of {asked.reference}, Rosa Delgado", "The file of AAAA-BBBB-CCCC, Ann"):
        desk.submit(desk.get("/outside/records/new"), {
            "who": "A reporter", "address": "PO Box 1", "what": what, "language": "en",
        })  # fmt: skip
        row = RecordsRequest.get_by_id(desk.page.location.split("/")[-1].split("?")[0])
        shown = desk.follow()
        world.work()
        paper = Paper.get(Paper.subject == row.id)
        pdf = content(world.actor("planner"), paper)
        number = f"{row.id[:4]}-{row.id[4:8]}".upper()
        listed = desk.get("/outside").text.count(number)
        page = re.sub(rf"{number}|{re.escape(what)}", "X", shown.text)
        seen.append((text_of(pdf).replace(number, "X"), paper.made_at - row.made_at,
                     paper.ready_at - row.made_at, listed, page))  # fmt: skip
    for one, other in zip(*seen, strict=True):
        assert one == other
