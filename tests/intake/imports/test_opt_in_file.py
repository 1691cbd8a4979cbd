"""Mississippi Choice as it comes: files of every make, and people who changed their minds."""

import io
from typing import Any

import pytest

from shared.records.models import ContactWay, Delivery, Registration, Task
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import confirmed_match, settle
from tests.support import letters as bank
from tests.support.visitor import Page, words
from tests.support.world import SAFE_CONTACT, World

pytestmark = pytest.mark.slow

ROWS = (
    "name,notify,offender_name,offender_number,county,year,address\r\n"
    'Inés Muñoz,yes,Martin Cole,K4471,Hinds,2019,"12 Elm St\r\nJackson MS"\r\n'
    "Ben Ito,no,Martin Cole,K4471,Hinds,2019,\r\n"
)


def sent(world: World, content: bytes | None = None, text: str = "", **values: Any) -> Page:
    planner = world.staff("planner")
    page = planner.get("/registrations/import")
    given: dict[str, Any] = {"table": text} | values
    if content is not None:
        given["file"] = (io.BytesIO(content), "export.csv")
    return planner.submit(page, given, action=page.path, expect=None)


def taken(world: World, content: bytes) -> Page:
    """Shown first, then done: the file's rows stand on the page."""
    planner, plan = world.staff("planner"), sent(world, content)
    return planner.submit(plan, {"go": "y"}, action=plan.path, expect=303)


@pytest.mark.S44
@pytest.mark.parametrize("made", [
    ROWS.encode(), ROWS.encode("utf-8-sig"), ROWS.encode("cp1252"), ROWS.encode("utf-16"),
    ROWS.replace(",", ";").encode(), ROWS.replace(",", "\t").encode(),
    ROWS.replace("name,notify", "Name , NOTIFY").encode(),
], ids=["utf-8", "bom", "latin", "utf-16", "semicolons", "tabs", "capitals"])  # fmt: skip
def test_export_of_every_make_is_read(world: World, made: bytes) -> None:
    plan = sent(world, made)
    assert plan.status == 200
    assert "1 row would be imported" in plan.text
    assert Registration.select().count() == 0
    taken(world, made)
    registration = Registration.get()
    page = world.staff("planner").get(f"/registrations/{registration.id}")
    assert "Inés Muñoz" in page.text
    assert "12 Elm St" not in page.text  # nobody has said that it is safe
    assert [(way.channel, way.safe) for way in ContactWay.select()] == [("post", False)]


@pytest.mark.S44
@pytest.mark.parametrize(("content", "said"), [
    (b"victim,box\nAna,yes\n", "These two are required"),
    (b"name,notify,name\nAna,yes,Bo\n", "same name"),
    (b"\x00\x01\x02", "That is not a CSV file (comma-separated values)"),
    (b"", "Choose the file"),
    (b"PK\x03\x04" + bytes(60), "That is not a CSV file (comma-separated values)"),
    (b"name,notify,offender_name\n" + b"Ana Ruiz,yes,Martin Cole\n" * 10_000, "Split it"),
    (b'name,notify\n"Ana,yes\n', "A quotation mark is missing"),
    (b'name,notify,offender_name\n"Ana Ruiz,yes,Bo Kane\nIda "Lee",yes,Bo Kane\n', "Line 2:"),
    (b"Name,Notify,Offender Number,City\n\n" + b"Ana Ruiz,maybe,K1,Jackson\n", "Row 3:"),
])  # fmt: skip
def test_what_cannot_be_imported_is_said_and_nothing_is_done(
    world: World, content: bytes, said: str
) -> None:
    assert said in sent(world, content).text
    assert Registration.select().count() == 0


@pytest.mark.S44
def test_same_file_twice_and_who_left_since_are_left_out_by_name_of_the_reason(
    world: World,
) -> None:
    taken(world, ROWS.encode())
    again = sent(world, ROWS.encode())
    assert "0 rows would be imported" in again.text
    assert "It was already imported." in again.text
    planner, registration = world.staff("planner"), Registration.get()
    path = f"/registrations/{registration.id}/acts/cancel"
    planner.submit(planner.get(path), action=path)
    assert "has since left the list" in sent(world, ROWS.encode()).text
    assert Registration.select().count() == 1


@pytest.mark.S44
@pytest.mark.S39
def test_box_that_is_no_longer_ticked_ends_the_registration_at_once(world: World) -> None:
    rows = ROWS.replace("Inés Muñoz", "Rosa Delgado")
    taken(world, rows.encode())
    registration = Registration.get()
    planner = world.staff("planner")
    path = f"/registrations/{registration.id}/acts/verify"
    planner.submit(planner.get(path), {"how": "court_file", "standing": "direct", "adult": "yes"},
                   action=path)  # fmt: skip
    settle(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    later = rows.replace("Rosa Delgado,yes", "Rosa Delgado,no")
    plan = sent(world, later.encode())
    assert "1 notification request would be canceled" in plan.text
    assert Registration.get().state == "verified"
    planner.submit(plan, {"go": "y"}, action=plan.path)
    assert Registration.get().state == "cancelled"
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert Task.select().where(Task.kind == "cancellation.see").exists()


HEAD = "name,notify,offender_name,offender_number,year\n"
NUNEZ = HEAD + "Dora Núñez,yes,Bo Kane,0051234,2019\n"


@pytest.mark.S44
def test_rows_of_one_person_are_judged_together_and_the_same_file_again_changes_nothing(
    world: World,
) -> None:
    rows = HEAD + "Ava Benton,yes,Bo Kane,K5001,2019\nAva Benton,,Bo Kane,K5001,2020\n"
    again = rows + "Ava Benton,no,Bo Kane,K5001,2020\nAva Benton,no,,,\n"
    for content in (rows, rows, again):
        plan = sent(world, content.encode())
        assert "would be canceled" not in plan.text
        if "1 row would be imported" in plan.text:
            taken(world, content.encode())
    assert [one.state for one in Registration.select()] == ["received"]


@pytest.mark.S44
@pytest.mark.parametrize(
    "word",
    [
        "perhaps",
        "",
        "?",
        "see note",
        "N/A",
        "2",
        "Checked",
        "On",
        "T",
        "✓",
        "1.0",
        "Opt-in",
        "yes.",
    ],
)
def test_only_a_plain_no_cancels(world: World, word: str) -> None:
    taken(world, NUNEZ.encode())
    plan = sent(world, NUNEZ.replace(",yes,", f",{word},").encode())
    assert "would be canceled" not in plan.text
    assert "1 row is left out" in plan.text
    assert not word or f"“{word}”" in plan.text


@pytest.mark.S39
@pytest.mark.S44
@pytest.mark.parametrize("row", [
    "Dora Núñez,no,Bo Kane,51234,", "Dora Nunez,no,Bo Kane,0051234,",
    "Dora  Núñez,no,Bo  Kane,,", "Dora Núñez,no,Bo Kane,005-1234,",
    'Dora Núñez,no,"Kane, Bo",0051234,', "Dora Núñez,no,,,", '"Núñez, Dora",no,,0051234,',
])  # fmt: skip
def test_a_no_reaches_its_registration_however_it_is_written(world: World, row: str) -> None:
    taken(world, NUNEZ.encode())
    content = (HEAD + row + "\n" + row + "\n").encode()
    assert "1 notification request would be canceled" in sent(world, content).text
    taken(world, content)
    assert Registration.get().state == "cancelled"


@pytest.mark.S39
@pytest.mark.S44
def test_a_no_that_may_mean_another_is_shown_to_a_person(world: World) -> None:
    taken(world, NUNEZ.encode())
    plan = sent(world, (HEAD + "Dora Núñez,no,Someone Else,9999,\n").encode())
    assert "Look which request this means." in plan.text
    assert Registration.get().state == "received"


@pytest.mark.S39
@pytest.mark.S44
@pytest.mark.parametrize("row", [
    "Dora M. Núñez,no,Bo Kane,0051234,", "Dora Nunes,no,,51234,", "Dora Núñez,no,Bo Kane,9999,",
])  # fmt: skip
def test_a_no_for_someone_of_a_like_name_is_in_a_queue(world: World, row: str) -> None:
    taken(world, NUNEZ.encode())
    content = (HEAD + row + "\nIda Lee,yes,Bo Kane,K5001,\n").encode()
    assert "Look which request this means." in sent(world, content).text
    taken(world, content)
    task = Task.get(Task.kind == "import.near")
    assert (task.subject, task.role) == (Registration.get().id, "coordinator")
    assert task.due_on is not None


@pytest.mark.S44
def test_one_request_with_and_without_a_number_is_one(world: World) -> None:
    both = HEAD + "Ava Benton,yes,Bo Kane,K5001,\nAva Benton,yes,Bo Kane,,\n"
    assert "1 row would be imported" in sent(world, both.encode()).text
    turned = HEAD + "Ava Benton,yes,Bo Kane,,\nAva Benton,yes,Bo Kane,K5001,\n"
    assert "1 row would be imported" in sent(world, turned.encode()).text
    taken(world, turned.encode())
    assert "0 rows would be imported" in sent(world, both.encode()).text


@pytest.mark.S44
@pytest.mark.law_13
def test_page_shows_what_was_read_what_was_not_and_whom_it_would_cancel(world: World) -> None:
    taken(world, NUNEZ.encode())
    rows = ("Opt-ins of November,,,\nFull Name,Opt-In,Offender Number,City\n"
            "Dora Nunez,no,51234,Jackson\nIda\tLee,yes,K7,Jackson\n")  # fmt: skip
    page = sent(world, rows.encode())
    assert "1 row would be imported" in page.text
    assert "Columns that are not read: City." in page.text
    assert "Row 3: Dora Nunez" in page.text
    assert "Ida Lee" in [words(one) for one in page.all("dd")]


@pytest.mark.S44
@pytest.mark.parametrize("made", [
    "José Peñalver".encode("mac_roman"), "José Peñalver".encode("cp1252"),
], ids=["mac", "windows"])  # fmt: skip
def test_letters_of_an_old_mac_are_read_rightly(world: World, made: bytes) -> None:
    content = b"sep=;\nname;notify;offender_number\n" + made + b";yes;K1\n"
    assert "José Peñalver" in [words(one) for one in sent(world, content).all("dd")]


@pytest.mark.S44
def test_a_year_or_a_number_that_a_spreadsheet_changed(world: World) -> None:
    rows = HEAD + "".join(
        f"Ava {word} Benton,yes,Bo Kane,K500{n},{year}\n" for n, (word, year) in enumerate(
            [("Ann", "2019.0"), ("Bea", "5/1/2019"), ("Cleo", "unknown")])
    )  # fmt: skip
    assert "3 rows would be imported" in sent(world, rows.encode()).text
    damaged = HEAD + "Ava Benton,yes,,1.67942E+05,\n"
    assert "A spreadsheet has changed the number." in sent(world, damaged.encode()).text


@pytest.mark.S44
@pytest.mark.S46
def test_imported_person_who_comes_says_herself_which_ways_are_safe(world: World) -> None:
    taken(world, ROWS.replace("Inés Muñoz", "Rosa Delgado").encode())
    registration = Registration.get()
    planner, advocate = world.staff("planner"), world.staff("advocate")
    path = f"/registrations/{registration.id}/acts/verify"
    planner.submit(planner.get(path), {"how": "court_file", "standing": "direct", "adult": "yes"},
                   action=path)  # fmt: skip
    settle(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    path = f"/registrations/{registration.id}/acts/record_ways"
    assert path in advocate.get(f"/registrations/{registration.id}").links()
    said = advocate.submit(advocate.get(path), {"how": "documents"}, action=path, expect=422)
    assert "at least one way" in said.text
    advocate.submit(said, {"phone": "601 555 0177"}, action=path)
    ways = [(way.channel, way.safe) for way in bank.contact.allowed_ways(registration.person)]
    assert ways == [("phone", True)]
    desk.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery, "phone").id,
             outcome="spoke")  # fmt: skip
    assert Delivery.get_by_id(delivery.id).told_at is not None


@pytest.mark.S46
def test_new_number_takes_back_neither_hours_nor_days_in_peace(world: World) -> None:
    wishes = {"times": ["morning"], "leave_in_peace": "not on June 3"}
    asked = world.tick(contact=SAFE_CONTACT | wishes)
    world.collect()
    path = f"/registrations/{asked.registration.id}/acts/record_ways"
    advocate = world.staff("advocate")
    advocate.submit(advocate.get(path), {"phone": "601 555 0177", "how": "known"}, action=path)
    page = advocate.get(f"/registrations/{asked.registration.id}")
    for said in ("601 555 0177", "Morning, 9 to 12", "not on June 3"):
        assert said in page.text


@pytest.mark.law_5
def test_ways_are_not_recorded_over_what_lies_in_the_letterbox(world: World) -> None:
    registration = bank.verified(world)
    advocate, path = world.staff("advocate"), f"/registrations/{registration.id}/acts/record_ways"
    form = advocate.get(path)
    world.drop("contact.changed", registration.reference, {"contact": {"no_contact": True}})
    said = advocate.submit(form, {"phone": "601 555 0177", "how": "known"}, action=path, expect=422)
    assert "Read it first, then try again" in said.text
    assert bank.contact.allowed_ways(registration.person) == []
