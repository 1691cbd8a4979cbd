"""Records with a sentinel in every sealed field."""

from datetime import timedelta

from shared.dialogue import meeting, preparation, queries
from shared.records.models import Participant
from tests.support import carry, shortcut
from tests.support.world import HERE, Asked, World

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


def told(words: set[str], text: str) -> set[str]:
    return {word for word in words if word in text}


def _withdraw(world: World, asked: Asked) -> None:
    world.stop(asked)
    world.work()
