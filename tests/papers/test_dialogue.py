"""Papers of a dialogue, composed from records full of sentinels: what each reader never gets."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from shared.documents import REGISTRY
from shared.papers import content
from shared.records.models import Paper
from tests.support import shortcut, whole
from tests.support.world import HERE

pytestmark = pytest.mark.slow

# What she told us; each word stands nowhere else.
HERS = {
    "Quillfeather": "name", "Vexwillow": "other name", "Brindlemoor": "street",
    "555-0177": "telephone", "zephyrmail": "mailbox", "Whyourorchard": "story",
    "Tallowmere": "support person", "Nightjarsign": "who may answer",
    "Lodestarsaid": "note of a call",
}  # fmt: skip
HIS = {"Harrowgate": "name", "X9917": "number"}
ASKED = {
    "name": "Odile Quillfeather", "other_names": "Odile Vexwillow", "standing": "direct",
    "contact": {
        "ways": [
            {"channel": "phone", "value": "601-555-0177", "safe": True,
             "who_may_answer": "Nightjarsign"},
            {"channel": "post", "value": "9 Brindlemoor Lane, Jackson MS 39201", "safe": True},
            {"channel": "email", "value": "odile@zephyrmail.example", "safe": False},
        ],
    },
    "hopes": ["questions"], "hopes_words": "Whyourorchard",
    "support": {"name": "Tallowmere", "adult": True},
    "responsible": {"name": "Basil Harrowgate", "number": "X9917", "facility": HERE},
}  # fmt: skip


@pytest.fixture
def printed(world, monkeypatch) -> dict[str, str]:
    """The text of every paper that a whole dialogue makes, by name."""
    asked = world.ask(**ASKED)
    original = shortcut.act

    def act(world, asked, who, action, **facts):
        if action == "identify":
            facts |= {"name": "Basil Harrowgate", "number": "X9917"}
        if action == "log_conversation":
            facts["note"] = "Lodestarsaid"
        original(world, asked, who, action, **facts)

    monkeypatch.setattr(shortcut, "act", act)
    shortcut.to(world, "assigned", asked)
    whole.act(world.staff("facilitator"), asked, "add_participant", side="person", role="support",
              name="Ida Tallowmere", relation="sister", ties="own_side", adult="y")  # fmt: skip
    whole.agree(world, asked)
    whole.prepare(world, asked)
    from shared.records.models import Participant

    who = Participant.get(Participant.role == "support").id
    shortcut.act(world, asked, "planner", "clear_participant", participant=who,
              on=world.clock.at.date())  # fmt: skip
    whole.recommend(world, asked)
    whole.plan(world, asked)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    desk = world.staff("planner")
    for name in ("case-summary", "case-summary-supervisor", "case-summary-need-to-know",
                 "decision"):  # fmt: skip
        path = f"/cases/{asked.case.id}"
        takes_out = name.startswith("case-summary")  # asks for a code first
        page = desk.submit(desk.get(path), {"name": name}, action=f"{path}/papers",
                           expect=200 if takes_out else 303)  # fmt: skip
        if takes_out:
            desk.submit(page)
    whole.act(world.staff("coordinator"), asked, "close", closure="victim_paused")
    world.work()
    texts: dict[str, str] = {}
    for paper in Paper.select().where(Paper.ready_at.is_null(False)):
        pages = PdfReader(BytesIO(content(world.actor("coordinator"), paper))).pages
        said = " ".join(" ".join(page.extract_text() for page in pages).split())
        texts[paper.name] = texts.get(paper.name, "") + said
    return texts


@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S27
@pytest.mark.S30
@pytest.mark.law_1
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_papers_of_a_dialogue_keep_to_what_their_reader_may_have(printed):
    assert len(printed) >= 13
    for name, said in printed.items():
        reader = REGISTRY[name].reader
        if reader in ("facility", "offender"):
            for sentinel, what in HERS.items():
                named = name == "superintendent-memo" and what in ("name", "support person")
                assert named or sentinel not in said, f"{name} tells {what}"
        if reader == "victim":
            for sentinel in ("X9917", "Lodestarsaid", "Nightjarsign"):
                assert sentinel not in said, f"{name} tells {sentinel}"
        if reader != "unit":
            assert "zephyrmail" not in said, name
    # S27: every paper into a place of custody says what it cannot be used for.
    for name in ("assessment-request", "superintendent-memo", "offender-invitation",
                 "agreement-offender", "offender-closing"):  # fmt: skip
        low = printed[name].lower()
        assert "release" in low, name
        assert "Harrowgate" in printed[name], name


@pytest.mark.S20
@pytest.mark.slow
@pytest.mark.timeout(400)
def test_summaries_differ_by_who_needs_what(printed):
    whole_one = printed["case-summary"]
    for sentinel in ("Quillfeather", "555-0177", "Whyourorchard", "Harrowgate"):
        assert sentinel in whole_one, sentinel
    supervisor = printed["case-summary-supervisor"]
    assert "Quillfeather" in supervisor
    for sentinel in ("555-0177", "Brindlemoor", "Whyourorchard", "zephyrmail"):
        assert sentinel not in supervisor, sentinel
    narrow = printed["case-summary-need-to-know"]
    assert "Harrowgate" in narrow
    for sentinel in HERS:
        assert sentinel not in narrow, sentinel
