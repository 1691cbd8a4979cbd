"""An exchange of letters, and words carried between two people."""

import pytest

from shared.dialogue import exchange
from shared.records.models import (
    Delivery,
    DialogueCase,
    Letter,
    Meeting,
    Message,
    Paper,
    Recording,
    RecordingMove,
)
from tests.dialogue.exchanging import hold, letter_given, ready
from tests.support import shortcut, whole
from tests.support.world import World

pytestmark = pytest.mark.slow


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
    assert "another person must read it first" in refused.text
    whole.hold_dialogue(world, asked)  # what went back to her holds nothing up
    assert asked.case.state == "follow_up"
