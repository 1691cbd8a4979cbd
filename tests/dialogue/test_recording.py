"""A recorded video: shown once somebody else has compared it with what was reviewed."""

from typing import Any

import pytest

from shared import dialogue
from shared.dialogue import recording
from shared.records.models import (
    Meeting,
)
from shared.records.workflow import why_not
from tests.dialogue.exchanging import hold, letter_given, ready
from tests.support import shortcut, whole
from tests.support.world import World

pytestmark = pytest.mark.slow


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
