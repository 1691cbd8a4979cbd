"""Summaries: what each reader gets; a sentinel in every sealed field."""

import pytest

from shared import policy
from shared.dialogue import case_file, queries
from shared.papers import composed, content
from shared.records.models import Approach, Paper
from tests.dialogue.test_change_notice import change
from tests.papers.sealed import HER_STORY, HER_WAYS, NOBODYS, _withdraw, planted, told
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import HERE, THERE, Asked, World

pytestmark = pytest.mark.slow


def ask_for(world: World, asked: Asked, name: str, language: str = "en") -> str:
    """The text of a document that the planner asks for on the case's page."""
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    takes_out = name.startswith("case-summary")  # asks for a code first
    page = desk.submit(desk.get(path), {"name": name, "language": language},
                       action=f"{path}/papers", expect=200 if takes_out else 303)  # fmt: skip
    if takes_out:
        desk.submit(page)
    world.work()
    row = Paper.select().where((Paper.name == name) & (Paper.language == language)).order_by(
        Paper.made_at.desc()
    ).first()  # fmt: skip
    return text_of(content(world.actor("planner"), row))


@pytest.mark.S20
@pytest.mark.S27
@pytest.mark.law_1
@pytest.mark.timeout(300)
def test_each_summary_tells_its_reader_what_it_needs_and_no_sealed_note(world):
    asked = planted(world)
    for language in ("en", "es"):
        full = ask_for(world, asked, "case-summary", language)
        assert told(HER_WAYS | HER_STORY, full) == HER_WAYS | HER_STORY
        assert ("Language English" if language == "en" else "Idioma Inglés") in full
        assert told(NOBODYS, full) == set()
        for name in ("case-summary-supervisor", "case-summary-need-to-know"):
            said = ask_for(world, asked, name, language)
            assert told(HER_WAYS | HER_STORY | NOBODYS | {"Companionly"}, said) == set(), name
            assert ("Quillfeather" in said) is (name == "case-summary-supervisor")
    # Where the case was stands in it, stage by stage; how she was reached does not.
    supervisor = ask_for(world, asked, "case-summary-supervisor")
    for stage in ("Received", "Eligibility", "Preparation", "Date agreed", "Follow-up"):
        assert stage in supervisor.split("Decisions")[0], stage
    assert "Contact attempt" not in supervisor
    assert "Contact attempt" in ask_for(world, asked, "case-summary")


@pytest.mark.law_1
def test_a_summary_of_a_case_is_nobodys_who_may_not_read_the_case(world):
    asked = shortcut.to(world, "checked")
    ask_for(world, asked, "case-summary")
    paper = Paper.get(Paper.name == "case-summary")
    for who in ("advocate", "auditor", f"superintendent@{HERE}", f"screener@{HERE}"):
        world.staff(who).get(f"/papers/{paper.id}", expect=None)
        assert world.staff(who).page.status in (403, 404), who
    assert paper.id not in world.staff("advocate").get("/print-room").data.decode()


def test_agreements_are_found_on_the_case_they_belong_to(world):
    asked = shortcut.to(world, "assigned")
    world.work()
    names = {row.name for row in case_file.papers_of(asked.case)}
    assert {"agreement-victim", "agreement-offender"} <= names
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    for row in Paper.select().where(Paper.noun == "participant"):
        assert f"/papers/{row.id}" in page.links()


def _close(code: str):
    def end(world: World, asked: Asked) -> None:
        carry.act(world.staff("coordinator"), asked, "close", closure=code)

    return end


def _keep(world: World, asked: Asked) -> None:
    carry.act(world.staff("planner"), asked, "offender_stops")
    carry.act(world.staff("planner"), asked, "keep_on_file", way="came", explained="y")


def _died(world: World, asked: Asked) -> None:
    day = whole.date_parts("died_on", queries.today())
    carry.act(world.staff("planner"), asked, "record_death", **day)


def _order(world: World, asked: Asked) -> None:
    change(world, "order")
    whole.speak(world, asked)
    _close("order")(world, asked)


CAUSES = {
    "withdrawn": _withdraw, "her death": _died, "kept": _keep, "order": _order,
} | {
    code: _close(code) for code in policy.load("mississippi").closure_codes
    if code not in ("completed", "victim_died", "offender_died")
}  # fmt: skip


@pytest.fixture(scope="session")
def notices() -> dict[str, tuple[bytes, str]]:
    """What the first cause gave, for all the others to be compared with."""
    return {}


@pytest.mark.S15
@pytest.mark.law_1
@pytest.mark.parametrize("cause", sorted(CAUSES))
def test_closing_notice_is_the_same_whatever_ended_it(world, notices, cause):
    asked = shortcut.to(world, "review")
    CAUSES[cause](world, asked)
    world.work()
    papers = list(Paper.select().where(Paper.name == "offender-closing"))
    assert len(papers) == 1
    context = composed(papers[0])
    assert Approach.get_by_id(papers[0].subject).ended_at is not None
    pdf = content(world.actor("planner"), papers[0])
    first = notices.setdefault("first", (pdf, repr(context)))
    assert repr(context) == first[1]
    assert pdf == first[0]  # byte for byte
    assert THERE not in text_of(pdf)
