"""Files given for a letter's scan: kept as what can be seen on them, or refused in kind words."""

import io
import tempfile
import time
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import EnvironBuilder

from shared.documents import scans
from shared.letters import files
from shared.records.models import Letter
from tests.support import hostile
from tests.support.visitor import Page, words
from tests.support.world import World

pytestmark = pytest.mark.slow

TYPED = {
    "writer": "Martin Cole", "number": "K4471", "addressee": "Rosa Delgado",
    "relation": "neighbour", "incident": "Burglary of a house", "county": "Hinds", "year": "2019",
    "original": "Mail room safe", "own_words": "y", "language": "es",
}  # fmt: skip
FIELDS = ("writer", "number", "addressee", "relation", "incident", "county", "year", "original")


def multipart(values: dict[str, Any]) -> tuple[bytes, str]:
    """A form with a file as it is sent, and its content type."""
    builder = EnvironBuilder(method="POST", data=values)
    environ = builder.get_environ()
    with environ["wsgi.input"] as sent:
        return sent.read(), environ["CONTENT_TYPE"]


def give(world: World, content: bytes, name: str = "scan.pdf", **changed: Any) -> Page:
    """The deposit form with this file."""
    screener = world.staff("screener@MSP")
    page = screener.get("/letters/deposit")
    values = page.form(action="/letters/deposit").values | TYPED | {
        "text": "", "scan": (io.BytesIO(content), name),
    } | changed  # fmt: skip
    body, kind = multipart({key: value for key, value in values.items() if value is not None})
    return screener._open("POST", "/letters/deposit", None, data=body, content_type=kind)


def kept(page: Page) -> None:
    """Everything that was typed stands in the form again."""
    values = page.form(action="/letters/deposit").values
    assert {name: values[name] for name in FIELDS} == {name: TYPED[name] for name in FIELDS}
    assert values["language"] == "es"
    assert values["own_words"]


@pytest.mark.S36
@pytest.mark.parametrize("what", hostile.BAD)
def test_what_cannot_be_taken_is_said_beside_the_field(world: World, what: str) -> None:
    make, sentence = hostile.BAD[what]
    begun = time.monotonic()
    page = give(world, make())
    assert page.status == 422, (what, page.text[:300])
    assert time.monotonic() - begun < scans.SECONDS
    assert sentence in words(page.one("p", id="scan-error"))
    assert len(page.errors) == 1
    kept(page)
    assert Letter.select().count() == 0


@pytest.mark.S36
@pytest.mark.parametrize("what", hostile.GOOD)
def test_what_can_be_seen_is_taken_and_nothing_else(world: World, what: str) -> None:
    content = hostile.GOOD[what]()
    page = give(world, content, name="photo.jpg")
    assert page.status == 303, page.text[:300]
    image = files.page_image(world.actor("screener@MSP"), Letter.get(), 1, 1)
    seen = Image.open(io.BytesIO(image))
    assert (seen.format, seen.mode) == ("JPEG", "L")
    low, high = seen.getextrema()
    assert low < 100
    assert high > 200
    for trace in (b"JavaScript", b"run.exe", b"MZ program", b"example.org", b"PK\x03\x04", b"Exif",
                  b"Martin"):  # fmt: skip
        assert trace not in image


def test_picture_stands_upright_as_the_camera_says(world: World) -> None:
    pages = scans.remake(hostile.turned(), 10, 10_000_000)
    upright = Image.open(io.BytesIO(pages[0]))
    assert upright.size == hostile.LETTER[::-1]
    assert upright.getpixel((upright.width - 80, upright.height // 2)) < 100


def test_page_that_draws_for_minutes_ends_with_a_sentence(world: World) -> None:
    import zlib

    marks = zlib.compress(b"0 0 100 100 re f\n" * 20_000_000, 9)
    slow = hostile.pdf(hostile.CATALOG, hostile.ONE_PAGE, hostile.PAGE % b"",
                       hostile.stream(marks, b"/Filter/FlateDecode"))  # fmt: skip
    with pytest.raises(scans.Unacceptable) as refused:
        scans.remake(slow, 10, 10_000_000)
    assert refused.value.sentence in (scans.TOO_BIG, scans.UNREADABLE)


@pytest.mark.S36
def test_good_file_is_asked_for_again_when_something_else_is_wrong(world: World) -> None:
    page = give(world, hostile.PHOTOGRAPH, year="nineteen")
    assert page.status == 422
    assert "Choose the file again" in words(page.one("p", id="scan-error"))
    assert page.form(action="/letters/deposit").values["year"] == "nineteen"
    give(world, hostile.PHOTOGRAPH)
    page = give(world, hostile.PHOTOGRAPH)
    assert "already" in page.text
    assert "Choose the file again" in words(page.one("p", id="scan-error"))
    kept(page)
    assert Letter.select().count() == 1


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("text", "x" * 1_000_000, "The limit is 20000."),
    ("text", "I did this.\x00\x1b[31m", "cannot be printed"),
    ("text", "", "Type the letter, or choose a scan of it."),
    ("writer", "Martin\nCole", "Use one line only."),
    ("writer", "\u202e\u2066 \u200f", "Enter the writer's name."),
    ("addressee", " ", "Enter who the letter is for, in the writer's words"),
    ("year", "10000000000000000000000", ""),
    ("year", "-5", ""),
    ("facility", "CMCF", "Choose one of the answers."),
    ("facility", "' OR 1=1", "Choose one of the answers."),
    ("language", "xx", ""),
    ("court_ordered", "y", "Send this one to the court's coordinator"),
    ("own_words", None, "must confirm that the words"),
])  # fmt: skip
def test_wrong_word_is_said_beside_its_field(
    world: World, field: str, value: Any, sentence: str
) -> None:
    page = give(world, b"", "", scan=None, **({"text": "I did this."} | {field: value}))
    assert page.status == 422
    assert sentence in words(page.one("p", id=f"{field}-error"))
    assert page.form(action="/letters/deposit").values["county"] == "Hinds"
    assert Letter.select().count() == 0


def test_file_where_words_belong_and_words_where_a_file_belongs(world: World) -> None:
    page = give(world, b"", "", scan="words", writer=(io.BytesIO(b"MZ"), "run.exe"))
    assert page.status == 422
    assert words(page.one("p", id="writer-error")).endswith("Enter the writer's name.")
    assert "Type the letter" in words(page.one("p", id="text-error"))


def test_marks_that_turn_the_text_around_are_left_out(world: World) -> None:
    page = give(world, b"", "", scan=None, text="I did \u202ethis.\u202c It was wrong.",
                addressee="Rosa \u2067Delgado\u2069")  # fmt: skip
    assert page.status == 303
    seen = files.read_letter(world.actor("screener@MSP"), Letter.get())
    assert (seen.text, seen.about.said["addressee"]) == (
        "I did this. It was wrong.", "Rosa Delgado",
    )  # fmt: skip


def test_scan_never_lies_on_the_disk_while_it_is_sent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = hostile.PHOTOGRAPH + bytes(2_000_000)
    body, kind = multipart({"scan": (io.BytesIO(scan), "x.jpg")})
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    with world.console.test_request_context(
        "/letters/deposit", method="POST", data=body, content_type=kind
    ) as asked:
        assert asked.request.files["scan"].read() == scan


@pytest.mark.S36
def test_new_version_is_judged_by_the_same_rules(world: World) -> None:
    from tests.support import letters as bank

    letter = bank.deposit(world)
    screener = world.staff("screener@MSP")
    path = f"/letters/{letter.id}/replace"
    values = screener.get(path).form(action=path).values | {"addressee": "Rosa Delgado"}
    for content, sentence in ((hostile.locked(), "no password"), (b"", "file is empty")):
        sent = values | {"scan": (io.BytesIO(content), "x.pdf")}
        page = screener._open("POST", path, 422, data=sent)
        assert sentence in words(page.one("p", id="scan-error"))
        assert page.form(action=path).values["addressee"] == "Rosa Delgado"
    screener._open("POST", path, 303, data=values | {
        "scan": (io.BytesIO(hostile.PHOTOGRAPH), "x.jpg"),
    })  # fmt: skip
    assert Letter.get_by_id(letter.id).current == 2
