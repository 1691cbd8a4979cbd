"""What is proposed, and near misses that are refused."""

import pytest

from shared.letters.matching import evidence, match_keys
from tests.letters.matching.sides import LETTER, _side
from tests.support import letter_names
from tests.support.world import World


def _compare(world: World, letter: dict[str, str], hers: dict[str, str]) -> evidence.Evidence:
    one = _side(world, "letter", LETTER | letter)
    two = _side(world, "registration", LETTER | hers)
    return evidence.compare(one, two)


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
    found = _compare(world, letter, hers)
    assert not found.refused
    assert all(reason in evidence.REASONS for reason in found.reasons)


@pytest.mark.S45
@pytest.mark.parametrize(("letter", "hers", "why"), DIFFERENT)
def test_near_miss_is_refused(
    world: World, letter: dict[str, str], hers: dict[str, str], why: str
) -> None:
    assert _compare(world, letter, hers).refused, why


def _marks(values: dict[str, str]) -> dict[str, set[str]]:
    found = match_keys.of_writer({"name": values["writer"], "number": values["number"]})
    found |= match_keys.of_addressee(values["to"].split(";"), [values["relation"]])
    found |= match_keys.of_incident({"county": values["county"], "year": values["year"],
                                "court_number": values["court"]})  # fmt: skip
    return {kind: {value for value in found[kind] if value} for kind in match_keys.ALL}


def _both_ways(one: dict[str, str], two: dict[str, str]) -> list[evidence.Evidence]:
    ours, hers = _marks(letter_names.LETTER | one), _marks(letter_names.LETTER | two)
    ways = [evidence.compare(ours, hers), evidence.compare(hers, ours)]
    assert ways[0] == ways[1], "what is compared with what makes no difference"
    return ways


@pytest.mark.S45
def test_names_of_all_kinds_are_found_and_near_misses_refused() -> None:
    """The table is printed with -s: what it is, what was found by, or why it was refused."""
    wrong = []
    for rows, is_refused in ((letter_names.FOUND, False), (letter_names.REFUSED, True)):
        for what, one, two in rows:
            found = _both_ways(one, two)[0]
            by = found.refused or ", ".join(found.reasons)
            print(f"{'refused' if found.refused else 'found':8} {what:42} {by}")
            if bool(found.refused) is not is_refused:
                wrong.append((what, by))
    print(f"{len(letter_names.FOUND)} to find, {len(letter_names.REFUSED)} to refuse, {wrong=}")
    assert wrong == []
