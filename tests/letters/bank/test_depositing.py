"""What is taken into the bank: one letter of each writer to each addressee, of his own will."""

import pytest

from shared.records.workflow import NotPermitted, Refused
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S36
def test_one_letter_for_each_addressee_and_incident(world: World) -> None:
    bank.deposit(world)
    with pytest.raises(Refused, match="already"):
        bank.deposit(world)
    bank.deposit(world, addressee="Luis Delgado")
    bank.deposit(world, year=2021)


def test_court_ordered_letter_and_foreign_words_are_not_taken(world: World) -> None:
    with pytest.raises(Refused, match="court"):
        bank.deposit(world, court_ordered=True)
    with pytest.raises(Refused, match="The writer must confirm that the words are their own"):
        bank.deposit(world, own_words=False)
    with pytest.raises(NotPermitted):
        bank.deposit(world, who="screener@CMCF")
