"""Names, numbers and places as clerks, registers and families write them; a table as in print."""

import pytest

from shared.people import names
from tests.letters.matching.test_evidence import _both_ways
from tests.support.letter_names import Side

MOTHER = {"to": "Elva Ruiz", "relation": "mother of Joaquín Sandoval"}


NO_NUMBER = {"number": ""}


def to(name: str, relation: str = "") -> Side:
    return {"to": name, "relation": relation}


FOUND: list[tuple[Side, Side]] = [
    # as a register writes them, the family first
    (to("VILLARREAL TERESA"), {}),
    (to("VILLARREAL TERESA M"), {}),
    ({"writer": "BANKSTON MARTIN D", "number": ""}, {"writer": "Martin Bankston"}),
    (to("Nguyen Thi Lan"), to("Lan Nguyen")),
    # everyday names in brackets or quotes
    (to("James (Buddy) Boone"), to("Buddy Boone")),
    (to("Margaret “Peg” Boone"), to("Peggy Boone")),
    (to("María de los Ángeles Reyes"), to("Ángeles Reyes")),
    (to("Ma. del Pilar Reyes"), to("Pilar Reyes")),
    (to("Teresa Boone née Villarreal"), {}),
    (to("Elva Ruiz vda. de Sandoval"), to("Elva Sandoval")),
    (to("Mr. and Mrs. Carl Boone"), to("Teresa Boone", "wife of Carl Boone")),
    # a name is itself, and its spellings
    *(
        (to(one), to(two))
        for one, two in (
            ("María José Castellanos", "María José Castellanos"),
            ("José María Ruiz",) * 2,
            ("De'Andre Cole", "Deandre Cole"),
            ("De Andre Cole", "DeAndre Cole"),
            ("La'Toya Reed", "LaToya Reed"),
            ("Ja'Marcus Hill", "Jamarcus Hill"),
            ("Mary-Kate Dunn", "Marykate Dunn"),
            ("Ann-Marie Le Blanc", "Annmarie LeBlanc"),
            ("Deborah Harris", "Debby Harris"),
            ("Elizabeth Moore", "Betsy Moore"),
            ("Edward Pike", "Eddy Pike"),
            ("Nguyễn Thị Ánh Tuyết", "Tuyet Nguyen"),
            ("Lê Thị Mai", "Mai Le"),
            ("Shanice Carter (maiden name Boyd)", "Shanice Boyd"),
            ("J. T. Whitlow", "Jasper Tyrone Whitlow"),
            ("Robert Tatum Jr.", "Robert Tatum"),
            ("Grace O",) * 2,
            ("Nora O'Nealy", "Nora Onealy"),
            ("Dana Whitlock-Hayes", "Dana Hayes"),
            ("Whitcomb, Margaret", "Margaret O'Neal Whitcomb"),
            ("Shanice Carter, formerly Boyd", "Shanice Boyd"),
            ("Shanice Carter née Boyd",) * 2,
            ("Keisha Barnes (now Wardlow)", "Keisha Wardlow"),
            ("Omar al-Masri", "Omar Almasri"),
            ("Abd al-Rahman Saleh", "Abdulrahman Saleh"),
            ("Abdel Rahman Saleh", "Abdalrahman Saleh"),
            ("Thị Mai Lê", "Lê Thị Mai"),
        )
    ),
    ({"number": "K04471"}, {"number": "K-4471"}),
    ({"number": "167942.0"}, {"number": "167942"}),
    # who somebody is to somebody
    (to("la mami de Joaquín Sandoval"), MOTHER),
    (to("the mother of the late Joaquin Sandoval"), MOTHER),
    (to("mother of the victim Joaquin Sandoval"), MOTHER),
    (MOTHER, to("Elva Ruiz", "I am Joaquin Sandoval's mother") | {"to": "the mother"}),
    (to("la abuelita de Joaquín Sandoval"), to("Ana Ruiz", "abuela de Joaquín Sandoval")),
    (to("the step-mother of Joaquin Sandoval"), to("Ana Ruiz", "madrastra de Joaquín Sandoval")),
    # the number as it stands on a form
    ({"number": "MDOC # R-8820"}, {}),
    ({"number": "ID no. 0044120"}, {"number": "44120"}),
    ({"number": "R8802"}, {}),
    # counties and court numbers
    ({"county": "Forrest County, MS"}, NO_NUMBER),
    ({"county": "Forrest Co. Mississippi"}, NO_NUMBER),
    ({"county": "Forest"}, NO_NUMBER),
    ({"county": "Hinds County, First Judicial District"}, {"county": "Hinds"} | NO_NUMBER),
    ({"county": "Jeff Davis"}, {"county": "Jefferson Davis County"} | NO_NUMBER),
    ({"county": "De Soto"}, {"county": "DeSoto"} | NO_NUMBER),
    (
        {"county": "", "year": "", "court": "2016-0123-CR"},
        {"county": "", "year": "", "court": "2016 123 cr"} | NO_NUMBER,
    ),
]


REFUSED: list[tuple[Side, Side]] = [
    (to("Carl Boone 2nd"), to("Carl Boone 3rd")),
    (to("Carl Boone (father)"), to("Carl Boone (son)")),
    (to("Carlos Ruiz padre"), to("Carlos Ruiz hijo")),
    ({"writer": "Leroy Bankston Sr.", "number": ""}, {"writer": "Leroy Bankston, 2nd"}),
    (to("the mother of Joaquin Sandoval"), to("Ana Ruiz", "step-mother of Joaquin Sandoval")),
    (to("the wife of Joaquin Sandoval"), to("Ana Ruiz", "ex-wife of Joaquin Sandoval")),
    (to("la madre de Joaquín Sandoval"), to("Ana Ruiz", "madrina de Joaquín Sandoval")),
    ({"county": "Jefferson"}, {"county": "Jefferson Davis"} | NO_NUMBER),
    ({"county": "Madison"}, {"county": "Marion"} | NO_NUMBER),
    ({"number": "R8802", "writer": "Leroy Banks"}, {}),
    (to("Doyle Ray Boone"), to("Ray Villarreal")),
    (to("Tess Villarreal"), to("Villarreal Tamara")),
]


@pytest.mark.S45
@pytest.mark.parametrize(("one", "two"), FOUND)
def test_it_is_found(one: Side, two: Side) -> None:
    assert _both_ways(one, two)[0].refused == ""


@pytest.mark.S45
@pytest.mark.parametrize(("one", "two"), REFUSED)
def test_it_is_refused(one: Side, two: Side) -> None:
    assert _both_ways(one, two)[0].refused != ""


@pytest.mark.S45
@pytest.mark.law_13
@pytest.mark.parametrize(("one", "two"), [
    ("Deborah Harris", "Debby Harris"), ("Elizabeth Moore", "Betsy Moore"),
    ("Edward Pike", "Eddy Pike"), ("Robert Tatum", "Roberto Tatum"),
])  # fmt: skip
def test_another_form_of_a_name_is_said_to_be_another_form(one: str, two: str) -> None:
    for side in ("to", "writer"):
        for evidence in _both_ways({side: one}, {side: two}):
            assert evidence.refused == ""
            assert f"{side}_form" in evidence.reasons


@pytest.mark.S45
@pytest.mark.parametrize(("one", "two"), [
    ("Robert Tatum Sr.", "Robert Tatum II"), ("Ana Lucía Robles Tapia", "Ana Karen Robles Tapia"),
])  # fmt: skip
def test_two_writers_of_one_number_are_not_called_the_same(one: str, two: str) -> None:
    for evidence in _both_ways({"writer": one}, {"writer": two}):
        assert not {"writer_full", "writer_form", "writer_slip", "writer_sound"} & set(
            evidence.reasons
        )


@pytest.mark.S45
@pytest.mark.parametrize(("one", "two"), [
    ("Ana Lucía Robles Tapia", "Ana Karen Robles Tapia"), ("Carl Boone", "Carla Boone"),
    ("Robert Tatum Sr.", "Robert Tatum II"), ("Jasper Tyrone Whitlow", "Jasper Ray Whitlow"),
])  # fmt: skip
def test_two_people_are_not_called_the_same(one: str, two: str) -> None:
    for evidence in _both_ways(to(one), to(two)):
        told = {"to_full", "to_form", "to_slip", "to_sound"} & set(evidence.reasons)
        assert evidence.refused or not told, evidence


@pytest.mark.S36
@pytest.mark.parametrize(("called", "are_two"), [
    ("Rosa Delgado and Luis Ortega", True), ("Rosa Delgado & Luis Ortega", True),
    ("Ana Ruiz y Luis Ortega", True), ("Teresa and Hugo Villarreal", False),
    ("Teresa Villarreal and Hugo Villarreal", False), ("Mr. and Mrs. Carl Boone", False),
    ("José Ortega y Gasset", False), ("Rosa Delgado and her children", False),
    ("The Boone Family", False), ("the mother and father of Daniel Reyes", False),
    ("la familia Ruiz y Luis Ortega", False), ("Rosa Delgado", False),
    ("Rosa Delgado, Luis Ortega", True), ("Rosa Delgado; Luis Ortega", True),
    ("Rosa Delgado / Luis Ortega", True), ("Rosa Delgado with Luis Ortega", True),
    ("García López, María José", False), ("Delgado, Rosa", False), ("De la Cruz, Ana", False),
])  # fmt: skip
def test_two_people_are_told_from_one_family(called: str, are_two: bool) -> None:
    assert names.are_two(called) is are_two
