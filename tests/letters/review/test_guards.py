"""What stands between a reviewer and a decision."""

import pytest

from shared.records.workflow import Refused
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S41
def test_nobody_fills_two_tiers_of_one_version(world: World) -> None:
    from shared.accounts import proposals
    from shared.records.models import Account

    letter = bank.review(world, bank.review(world, bank.deposit(world)))
    account = Account.get_by_id(world.logins["planner"].id)
    asked = proposals.propose_role(world.actor("administrator"), account, "coordinator", "")
    proposals.confirm(world.actor("administrator2"), asked)
    with pytest.raises(Refused, match="You reviewed this version"):
        bank.review(world, letter, who="planner")


def test_approval_binds_to_what_was_read(world: World) -> None:
    letter = bank.deposit(world)
    with pytest.raises(Refused, match="changed since you read"):
        bank.review(world, letter, sha256="0" * 64)


def test_checklist_must_be_whole_and_clean_to_pass(world: World) -> None:
    letter = bank.deposit(world)
    with pytest.raises(Refused, match="Answer every line"):
        bank.review(world, letter, checklist={})
    with pytest.raises(Refused, match="cannot pass"):
        bank.review(world, letter, checklist=bank.clean(1, excuses="yes"))
    with pytest.raises(Refused, match="cannot pass"):
        bank.review(world, letter, checklist=bank.clean(1, harm="unsure"))
