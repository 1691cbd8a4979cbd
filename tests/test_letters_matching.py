"""Which registration a letter may be for: what is proposed, and near misses that are refused."""

from typing import Any

import pytest

from shared import db, vault
from shared.letters import marks, matching, names
from tests.support.world import World

LETTER = {"writer": "Martin Cole", "number": "K4471", "to": "Rosa Delgado", "relation": "",
          "county": "Hinds", "year": "2019", "court": ""}  # fmt: skip


def _side(world: World, noun: str, values: dict[str, str]) -> Any:
    found = marks.of_writer({"name": values["writer"], "number": values["number"]})
    found |= marks.of_addressee(values["to"].split(";"), [values["relation"]])
    found |= marks.of_incident({"county": values["county"], "year": values["year"],
                                "court_number": values["court"]})  # fmt: skip
    with db.write(db.records):
        marks.index(marks.ALL, found, noun, f"{noun}-x")
    return marks.digests(noun, f"{noun}-x")


def _compare(world: World, letter: dict[str, str], hers: dict[str, str]) -> matching.Evidence:
    one = _side(world, "letter", LETTER | letter)
    two = _side(world, "registration", LETTER | hers)
    return matching.compare(one, two)


SAME = [
    ({}, {}),
    ({}, {"number": ""}),
    ({"number": " k-4471 "}, {}),
    ({"to": "Rosa María Delgado"}, {"to": "rosa delgado"}),
    ({"to": "Rosa Delgado-Ruiz"}, {"to": "Rosa Ruiz"}),
    ({"to": "Mrs. R. Delgado"}, {"to": "Rosa Delgado"}),
    ({"to": "Rosa Delgdo"}, {}),
    ({"to": "Bill Harmon"}, {"to": "William Harmon"}),
    ({"to": "Pepe Núñez"}, {"to": "José Nunez"}),
    ({"to": "Rosa Delgado"}, {"to": "Rosa Kane;Rosa Delgado"}),  # a married name, and the former
    ({"to": "the mother of Daniel Reyes"},
     {"to": "Ana Reyes", "relation": "mother of Daniel Reyes"}),
    ({"to": "la mamá de Daniel Reyes"}, {"to": "Ana Reyes", "relation": "madre de Daniel Reyes"}),
    ({"writer": "Marty Cole", "number": "K4471"}, {"writer": "Martin Cole", "number": ""}),
    ({"county": "Hinds County"}, {"county": "hinds", "number": ""}),
    ({"number": "K4471"}, {"number": "K4417", "court": "25-19-101"} | {"court": ""}),
]  # fmt: skip

DIFFERENT = [
    ({}, {"number": "L9902"}, "father and son with one name and two numbers"),
    ({"writer": "Martin Cole Sr.", "number": ""}, {"writer": "Martin Cole Jr."}, "junior, senior"),
    ({"number": ""}, {"number": "", "county": "Rankin"}, "the same names in another county"),
    ({"number": ""}, {"number": "", "year": "2007"}, "the same names in another year"),
    ({"to": "Luis Ortega"}, {}, "a co-victim of the same incident"),
    ({"writer": "Dale Pruett", "number": "L2201"}, {}, "a co-defendant of the same incident"),
    ({"to": "the mother of Kyle Brandt"}, {"relation": "mother of Daniel Reyes"}, "two mothers"),
    ({"number": "", "county": "", "year": ""}, {"number": ""}, "names alone"),
    ({"writer": "", "number": ""}, {"writer": "", "number": ""}, "no offender"),
]  # fmt: skip


@pytest.mark.S45
@pytest.mark.parametrize(("letter", "hers"), SAME)
def test_what_belongs_together_is_proposed(
    world: World, letter: dict[str, str], hers: dict[str, str]
) -> None:
    evidence = _compare(world, letter, hers)
    assert not evidence.refused
    assert all(reason in matching.REASONS for reason in evidence.reasons)


@pytest.mark.S45
@pytest.mark.parametrize(("letter", "hers", "why"), DIFFERENT)
def test_near_miss_is_refused(
    world: World, letter: dict[str, str], hers: dict[str, str], why: str
) -> None:
    assert _compare(world, letter, hers).refused, why


def test_only_digests_are_kept(world: World) -> None:
    _side(world, "letter", LETTER)
    rows = vault.found("m.to.full", ["rosa delgado"], "letter")
    assert rows == ["letter-x"]
    found = marks.digests("letter", "letter-x").values()
    assert {len(digest) for digests in found for digest in digests} == {64}


def test_names_as_they_are_compared() -> None:
    assert names.words_of("Sra. María de la O'Neill-García Jr.") == ["maria", "oneill", "garcia"]
    assert names.suffix_of("Martin Cole, Jr.") == "jr"
    assert names.through("To the mother of Daniel Reyes") == ("parent", "daniel reyes")
    assert names.through("Daniel Reyes") == ("", "")
