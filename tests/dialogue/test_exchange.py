"""A dialogue without meeting, to its end: an exchange of letters, and a recorded video.

What comes from the offender goes through the letter bank: deposit, three reviews, her second yes,
the seal, the post.  What she wants said is read by a second person and carried by the facilitator.
"""

from datetime import UTC, timedelta
from typing import Any

import pytest

from shared import dialogue
from shared.dialogue import exchange, queries, recording
from shared.records.models import (
    Delivery,
    DialogueCase,
    Letter,
    Meeting,
    Message,
    Paper,
    Person,
    Recording,
    RecordingMove,
)
from shared.records.workflow import why_not
from tests.journeys import test_letter_both_sites as box
from tests.journeys import test_letter_pages as desk_pages
from tests.support import letters as bank
from tests.support import shortcut, whole
from tests.support.world import Asked, World


def ready(world: World, form: str) -> Asked:
    """A case whose date is agreed in a form without meeting; she has ticked the box too."""
    asked = whole.recommended_here(world)
    ticked = box.tick_the_box(world)
    box.settle(world)
    box.verify(world, ticked)
    same(world, asked.case.person_id, ticked.registration.person_id)
    whole.plan(world, asked, form=form, days=3)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    return asked


def same(world: World, kept: str, joined: str) -> None:
    """The planner finds that it is one person."""
    desk, path = world.staff("planner"), f"/people/{kept}/same"
    desk.submit(desk.get(path), {"join": joined}, action=path)
    assert Person.get_by_id(joined).merged_into == kept


def letter_given(world: World) -> None:
    """His letter, from the deposit to her hands, by her second yes."""
    letter = desk_pages.deposit(world.staff("screener@MSP"))
    desk_pages.banked(world, letter)
    delivery = box.confirmed_match(world)
    advocate = world.staff("advocate")
    desk_pages.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery, "phone").id,
                   outcome="spoke")  # fmt: skip
    desk_pages.act(advocate, delivery, "accept", manner="post")
    box.to_the_post(world, delivery)


def hold(world: World, asked: Asked, expect: int = 303) -> Any:
    visit = queries.visit(asked.case)
    over = visit.starts_at + timedelta(hours=4)
    world.clock.at = max(over.replace(tzinfo=UTC), world.clock.at.replace(tzinfo=UTC))
    world.clock.move(minutes=2)
    world._visitors.clear()
    there = [row.id for row in queries.participants(asked.case)]
    return whole.act(world.staff("facilitator"), asked, "record_dialogue", expect=expect,
                     present=there, facilitator_present="y", place_as_approved="y",
                     ended="completed")  # fmt: skip


@pytest.mark.S8
@pytest.mark.S32
@pytest.mark.S41
@pytest.mark.S46
@pytest.mark.S47
@pytest.mark.S49
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_exchange_of_letters_is_held_once_both_sides_were_carried(world: World) -> None:
    asked = ready(world, "letters")
    mine = world.staff("facilitator")
    whole.act(mine, asked, "write_message", words="Why our street?\nI was nine.", knows="y")
    refused = hold(world, asked, expect=422)
    assert "three reviews" in refused.text
    letter_given(world)
    assert exchange.is_letter_given(asked.case)
    refused = hold(world, asked, expect=422)
    assert "has not been relayed yet" in refused.text
    second = world.staff("coordinator")
    path = f"/cases/{asked.case.id}/read_message"
    assert "Why our street?" in second.get(path).text
    whole.act(second, asked, "read_message", outcome="passed")
    whole.act(world.staff("facilitator"), asked, "carry_message")
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}/record_dialogue")
    assert "I relayed the messages as the facilitator" in page.text
    hold(world, asked)
    assert asked.case.state == "follow_up"
    assert Meeting.get().visit.form == "letters"
    # She goes nowhere: no paper tells her what to wear.
    assert not Paper.select().where(Paper.name == "visit-instructions").exists()
    # The bank knows nothing of the case, nor the case of a letter.
    for model in (Letter, Delivery):
        assert not {"case", "message", "recording"} & set(model._meta.fields)
    for model in (DialogueCase, Message, Recording, RecordingMove):
        assert not {"letter", "delivery", "registration"} & set(model._meta.fields)


@pytest.mark.S8
@pytest.mark.S32
@pytest.mark.S41
@pytest.mark.S47
@pytest.mark.slow
@pytest.mark.timeout(300)
def test_recorded_video_is_shown_once_somebody_has_compared_it(world: World) -> None:
    asked = ready(world, "recorded_video")
    case, mine = asked.case, world.staff("facilitator")
    whole.act(mine, asked, "log_recording", carrier="A memory card", seal="", place="Safe",
              expect=422)  # fmt: skip
    whole.act(mine, asked, "log_recording", carrier="A memory card", seal="S-0412",
              place="Safe of the Division")  # fmt: skip
    second = world.staff("coordinator")
    refused = whole.act(second, asked, "attest_recording", agrees="y", expect=422)
    assert "three reviews" in refused.text  # the transcript is not banked yet
    letter_given(world)
    refused = hold(world, asked, expect=422)
    assert "must watch all of it" in refused.text
    second = world.staff("coordinator")
    whole.act(second, asked, "attest_recording", expect=422)
    whole.act(second, asked, "attest_recording", agrees="y")
    assert recording.standing(case).attested_by_id == world.logins["coordinator"].id
    whole.act(world.staff("facilitator"), asked, "move_recording", handed_by="C. Person",
              place="Room 4, with the facilitator")  # fmt: skip
    page = world.staff("planner").get(f"/cases/{case.id}")
    for said in ("A memory card", "S-0412", "Safe of the Division", "Room 4, with the facilitator",
                 "from C. Person", "Attested"):  # fmt: skip
        assert said in page.text, said
    hold(world, asked)
    assert Meeting.get().visit.form == "recorded_video"


@pytest.mark.S8
def test_recording_is_attested_by_somebody_else_and_once(world: World) -> None:
    asked = shortcut.to(world, "assigned")
    case = asked.case
    coordinator = world.actor("coordinator")
    assert "No recording" in str(why_not_in(case, coordinator, "attest_recording"))
    assert "with a recorded video as the form" in str(
        why_not_in(case, world.actor("facilitator"), "log_recording")
    )


def why_not_in(case: Any, actor: Any, action: str, **facts: Any) -> str | None:
    case.state = "readiness"
    return why_not(dialogue.FLOW, actor, case, action, **facts)


@pytest.mark.S48
@pytest.mark.S49
@pytest.mark.slow
def test_her_words_go_back_to_her_when_they_would_put_her_at_risk(world: World) -> None:
    asked = shortcut.to(world, "assigned")
    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.recommend(world, asked)
    mine, second = world.staff("facilitator"), world.staff("coordinator")
    refused = whole.act(mine, asked, "write_message", words="x", knows="y", expect=422)
    assert "a format in which messages are relayed" in refused.text
    whole.plan(world, asked, form="shuttle")
    whole.act(mine, asked, "write_message", words="I live on Elm Street now.", knows="y")
    whole.act(second, asked, "read_message", outcome="back")
    assert [row.state for row in Message.select()] == ["back"]
    path = f"/cases/{asked.case.id}"
    assert "Elm Street now" not in mine.get(path).text  # the case's page shows no word of it
    whole.approve(world, asked)
    whole.schedule(world, asked)
    refused = whole.act(mine, asked, "carry_message", expect=422)
    assert "No message from the person is waiting to be read" in refused.text
    whole.hold_dialogue(world, asked)  # what went back to her holds nothing up
    assert asked.case.state == "follow_up"
