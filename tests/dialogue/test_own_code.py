"""Nothing is disclosed on what was said under a code that staff gave out."""

import pytest

from shared.records.workflow import Refused
from tests.support import shortcut
from tests.support.codes import ask_again, given_code


@pytest.mark.ruling_9
@pytest.mark.law_5
def test_nobody_is_told_on_a_word_under_a_given_code(world):
    asked = shortcut.to(world, "agreed")
    given_code(world, f"/cases/{asked.case.id}")
    with pytest.raises(Refused, match="Staff gave out a new access code for this request"):
        shortcut.act(world, asked, "planner", "tell_offender")
    ask_again(world, asked.case)
    shortcut.act(world, asked, "planner", "tell_offender")
