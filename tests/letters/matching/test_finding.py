"""Which registration a letter may be for, as it is found."""

import pytest

from shared.people import kinship, names
from shared.records.models import Match
from tests.support import letters as bank
from tests.support.world import World


def test_names_as_they_are_compared() -> None:
    assert names.words_of("Sra. María de la O'Neill-García Jr.") == ["maria", "oneill", "garcia"]
    assert names.suffix_of("Martin Cole, Jr.") == "jr"
    assert names.words_of("Delgado, Rosa") == ["rosa", "delgado"]
    assert names.each("Teresa and Hugo Villarreal")[1:] == [
        "Teresa villarreal", "Hugo Villarreal",
    ]  # fmt: skip


def test_relations_in_the_words_people_use() -> None:
    for said in ("To the mother of Daniel Reyes", "Daniel Reyes's mom",
                 "I am the mother of Daniel Reyes", "la mamá de Daniel Reyes"):  # fmt: skip
        assert kinship.through(said) == (("mother",), "daniel reyes"), said
    for said in ("Daniel Reyes was my son", "mi hijo Daniel Reyes", "my son Daniel Reyes",
                 "Daniel Reyes era mi hijo", "the parents of Daniel Reyes"):  # fmt: skip
        assert kinship.through(said) == (("mother", "father"), "daniel reyes"), said
    assert kinship.through("Daniel Reyes") == ((), "")


@pytest.mark.S45
def test_match_by_another_name_is_proposed_whichever_side_comes_first(world: World) -> None:
    letter = bank.deposit(world, addressee="the mother of Joaquín Sandoval", writer="Cole, Martin")
    bank.banked(world, letter)
    hers = {"name": "Elva Ruiz", "standing": "survivor", "relation": "Joaquín Sandoval era mi hijo"}
    registration = bank.verified(world, **hers)
    assert [match.registration_id for match in Match.select()] == [registration.id]
    again = bank.deposit(world, addressee="Lupita Ríos", year=2020)
    bank.verified(world, name="María Guadalupe Ríos", happened={"county": "Hinds", "year": "2020"})
    bank.banked(world, again)
    assert Match.select().where(Match.letter == again).count() == 1
