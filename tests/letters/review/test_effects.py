"""What a review does: a letter comes back, a threat is kept."""

import pytest

from shared import letters
from shared.records.models import (
    Paper,
    Task,
)
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S37
def test_returned_letter_comes_back_revised_and_is_reviewed_anew(world: World) -> None:
    letter = bank.deposit(world, "I am sorry, but you left the door open. Please forgive me.")
    marked = bank.clean(1, forgiveness="yes", blame="yes")
    with pytest.raises(Refused, match="at least one reason"):
        bank.review(world, letter, "return", checklist=marked)
    with pytest.raises(Refused, match="answered against"):
        bank.review(world, letter, "return", checklist=marked, reasons=["sexual"])
    back = bank.review(
        world, letter, "return", checklist=marked, reasons=["forgiveness", "blame"],
        quotes={"forgiveness": "Please forgive me.", "blame": "You provoked me."},
    )  # fmt: skip
    assert back.state == "returned"
    assert Paper.get(Paper.name == "letter-returned").subject == letter.id
    from shared.letters.bank import content

    again = perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), back.version,
                    content=content.typed(bank.WORDS))  # fmt: skip
    assert (again.state, again.current) == ("facility_review", 2)
    assert bank.banked(world, letter).state == "banked"


@pytest.mark.edge_9
def test_threat_is_preserved_never_returned_and_decided_by_the_coordinator(world: World) -> None:
    letter = bank.deposit(world, "I know where you live now.")
    marked = bank.clean(1, threat="yes")
    with pytest.raises(Refused, match="must be preserved"):
        bank.review(world, letter, "return", checklist=marked, reasons=["excuses"])
    kept = bank.review(world, letter, "escalate", checklist=marked)
    assert kept.state == "escalated"
    assert Task.get(Task.kind == "letter.decide_threat").role == "coordinator"
    with pytest.raises(NotPermitted):
        perform(letters.LETTER, letter.id, "withdraw", world.actor("screener@MSP"), None)
    with pytest.raises(Refused, match="decide whether to warn"):
        perform(letters.LETTER, letter.id, "reject", world.actor("coordinator"), None)
    perform(letters.LETTER, letter.id, "decide_threat", world.actor("coordinator"), None,
            decision="warn")  # fmt: skip
    assert perform(letters.LETTER, letter.id, "reject", world.actor("coordinator"), None).state == (
        "rejected"
    )
