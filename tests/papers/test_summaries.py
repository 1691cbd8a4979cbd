"""Summaries, releases, closing notices: what each reader gets; a sentinel in every sealed field."""

import re
from datetime import timedelta

import pytest

from shared import documents, policy
from shared.dialogue import case_file, meeting, preparation, queries
from shared.papers import composed, content
from shared.records.models import Approach, Paper, Participant, RecordsRequest
from tests.dialogue.test_change_notice import change
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import HERE, THERE, Asked, World

# A word for each sealed field; none of them stands anywhere else.
ASKED = {
    "name": "Odile Quillfeather", "other_names": "Vexwillow", "standing": "survivor",
    "relation": "Hollowkin",
    "contact": {
        "ways": [
            {"channel": "phone", "value": "601-555-0177", "safe": True, "voicemail": True,
             "who_may_answer": "Nightjarsign", "words": "Wrensaying"},
            {"channel": "post", "value": "9 Brindlemoor Lane", "safe": True},
            {"channel": "email", "value": "odile@zephyrmail.example", "safe": False},
        ],
        "leave_in_peace": "Tansyday", "access_needs": "Foxgloveneed", "interpreter": "Larktongue",
    },
    "hopes": ["questions"], "hopes_words": "Whyourorchard",
    "support": {"name": "Tallowmere", "adult": True},
}  # fmt: skip
HER_WAYS = {"555-0177", "Brindlemoor"}
HER_STORY = {"Whyourorchard"}
NOBODYS = {
    "Vexwillow", "Hollowkin", "Nightjarsign", "Wrensaying", "zephyrmail", "Tansyday",
    "Foxgloveneed", "Larktongue", "Tallowmere", "Lodestarsaid", "Assessednote", "Minutehers",
    "Minutehis", "Pointnote", "Reviewnote", "Roomnine", "Needsramp", "Agreedthat", "Heldnotes",
    "Aftercarenote", "Complaintword", "Courtnumber",
}  # fmt: skip


def planted(world: World) -> Asked:
    """A dialogue from the request to the follow-up, a sentinel in every sealed field."""
    asked = world.ask(**ASKED)
    shortcut.to(world, "assessment", asked)
    act = shortcut.act
    act(world, asked, f"case_manager@{HERE}", "answer_assessment", capacity="yes",
        willingness="yes", note="Assessednote")  # fmt: skip
    act(world, asked, "planner", "accept_assessment")
    act(world, asked, "planner", "log_conversation", way=carry.safe_way(asked), told=True,
        retaliation="none", go_ahead=True, note="Lodestarsaid")  # fmt: skip
    for step in ("agreed", "told", "review", "signed", "assigned"):
        shortcut.STEPS[step](world, asked)
    act(world, asked, "facilitator", "add_participant", side="person", role="support",
        name="Ida Companionly", relation="Hollowkin", ties="own_side", adult=True)  # fmt: skip
    support = Participant.get(Participant.role == "support").id
    act(world, asked, "planner", "clear_participant", participant=support, on=queries.today())
    shortcut.STEPS["preparation"](world, asked)
    for side, word in (("person", "Minutehers"), ("offender", "Minutehis")):
        there = [row.id for row in queries.participants(asked.case) if row.side == side]
        act(world, asked, "facilitator", "log_session", side=side, kind="meeting",
            on=queries.today(), participants=there, minutes=word)  # fmt: skip
        for point in preparation.CRITERIA[side]:
            act(world, asked, "facilitator", "find_ready", side=side, criterion=point,
                finding="met", note="Pointnote")  # fmt: skip
    act(world, asked, "facilitator", "recommend")
    act(world, asked, "coordinator", "review_readiness", decision="ready", note="Reviewnote")
    act(world, asked, "planner", "plan_visit", starts_at=world.clock.at.replace(tzinfo=None)
        + timedelta(days=4), form="face_to_face", place="facility", room="Roomnine",
        needs="Needsramp")  # fmt: skip
    act(world, asked, f"superintendent@{HERE}", "sign_visit", decision="approve")
    for line in sorted(meeting.arrangements_for("face_to_face")):
        act(world, asked, "facilitator", "arrange", arrangement=line)
    act(world, asked, "planner", "schedule")
    world.clock.at = queries.visit(asked.case).starts_at + timedelta(hours=4)
    there = [row.id for row in queries.participants(asked.case)]
    act(world, asked, "facilitator", "record_dialogue", on=queries.today(), present=there,
        facilitator_present=True, place_as_approved=True, ended="completed", pauses=1,
        agreed="Agreedthat", notes="Heldnotes")  # fmt: skip
    act(world, asked, "facilitator", "log_follow_up", on=queries.today(), side="person",
        kind="first", outcome="spoke", way=carry.safe_way(asked), note="Aftercarenote")  # fmt: skip
    world.drop("complaint", asked.reference, {"words": "Complaintword"})
    world._visitors.clear()
    world.work()
    return asked


def ask_for(world: World, asked: Asked, name: str, language: str = "en") -> str:
    """The text of a document that the planner asks for on the case's page."""
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    desk.submit(desk.get(path), {"name": name, "language": language}, action=f"{path}/papers")
    world.work()
    row = Paper.select().where((Paper.name == name) & (Paper.language == language)).order_by(
        Paper.made_at.desc()
    ).first()  # fmt: skip
    return text_of(content(world.actor("planner"), row))


def told(words: set[str], text: str) -> set[str]:
    return {word for word in words if word in text}


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


# -- releases ----------------------------------------------------------------------------------


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


# -- the one closing notice --------------------------------------------------------------------


def _withdraw(world: World, asked: Asked) -> None:
    world.stop(asked)
    world.work()


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


@pytest.mark.S15
def test_closing_notice_leaves_after_the_end_and_nothing_else_does(world):
    asked = shortcut.to(world, "review")
    world.work()
    world.clock.move(minutes=5)
    _withdraw(world, asked)
    desk = world.staff("planner")
    statuses = {row.name: desk.get(f"/papers/{row.id}", expect=None).status
                for row in Paper.select()}  # fmt: skip
    assert {name for name, status in statuses.items() if status == 200} == {"offender-closing"}
