"""The press: PDF files of the right size, the same every time, from the project's files only."""

import dataclasses
import hashlib
import re
import subprocess
import sys

import pytest

from shared import documents, policy
from shared.documents import NotPrinted, press, victim, words
from tests.support import scanned
from tests.support.papers import reader, text_of

pytestmark = pytest.mark.slow


def test_a_pdf_has_title_language_date_and_letter_size():
    made = reader(documents.render_sample("acknowledgement", "es"))
    assert made.metadata is not None
    assert made.metadata.title == "Recibimos su solicitud"
    assert str(made.trailer["/Root"]["/Lang"]) == "es"  # type: ignore[index]
    assert str(made.metadata["/CreationDate"]) == "D:20261123"
    assert [float(side) for side in made.pages[0].mediabox[2:]] == pytest.approx([612, 792], 0.1)


@pytest.mark.S47
def test_envelopes_have_their_size():
    inner, outer = (reader(documents.render_sample(f"{which}-envelope", "en")).pages
                    for which in ("inner", "outer"))  # fmt: skip
    assert len(inner) == len(outer) == 1
    assert [float(s) for s in outer[0].mediabox[2:]] == pytest.approx([684, 297], 0.1)
    assert float(inner[0].mediabox[2]) < float(outer[0].mediabox[2])
    assert float(inner[0].mediabox[3]) < float(outer[0].mediabox[3])


def test_what_was_written_is_in_the_pdf():
    text = text_of(documents.render_sample("case-summary", "es"))
    for known in ("Elena Marsh", "R4471", "Quiere preguntar por la última hora", "Joan Tate"):
        assert known in text


def test_the_same_context_gives_the_same_bytes(project):
    """In another process too, with other hash seeds: a digest taken today proves it tomorrow."""
    code = (
        "import hashlib, shared.documents as d;"
        "print(hashlib.sha256(d.render_sample('case-summary', 'en')).hexdigest())"
    )
    seen = {
        subprocess.run([sys.executable, "-c", code], cwd=project, check=True, text=True,
                       env={"PYTHONHASHSEED": seed}, capture_output=True).stdout.strip()
        for seed in ("1", "2")
    }  # fmt: skip
    seen.add(hashlib.sha256(documents.render_sample("case-summary", "en")).hexdigest())
    assert len(seen) == 1


def test_another_documents_context_is_refused():
    wrong = victim.Acknowledgement.sample("en", policy.current())
    with pytest.raises(TypeError, match="closure is made from Closure"):
        documents.render("closure", wrong, "en")
    with pytest.raises(KeyError):
        documents.render("nothing", wrong, "en")


@pytest.mark.parametrize(
    "reference",
    ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://example.org/x.png",
     "ftp://example.org/x", "data:image/png;base64,AAAA", "own:../../pyproject.toml",
     "own:base.html", "own:/etc/passwd", "given:page-9", "/etc/passwd", "x.png"],
)  # fmt: skip
def test_the_press_refuses_every_file_but_its_own(reference):
    html = f'<html lang="en"><title>x</title><img alt="x" src="{reference}"></html>'
    with pytest.raises(NotPrinted):
        press.pdf(html)
    with pytest.raises(NotPrinted):
        press.pdf(html.replace("<img", f'<link rel="stylesheet" href="{reference}"><img'))


@pytest.mark.parametrize("image", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n broken"])
def test_a_page_that_is_no_image_is_refused(image):
    letter = dataclasses.replace(
        victim.SealedLetter.sample("en", policy.current()), pages=(victim.Scan(image=image),)
    )
    with pytest.raises(NotPrinted, match="page 1"):
        documents.render("sealed-letter", letter, "en")


HOSTILE = (
    '<img src="file:///etc/passwd"><script>alert(1)</script><style>@import "http://x/"</style>',
    "{{ 7 * 7 }}{% include 'base.html' %}{offender}%(name)s",
    "W" * 900,
    "I am sorry 😀 🦄 \U0001f469\u200d\U0001f467 ♥ 漢字 \ufffd",
    "שלום עולם \u202eevil\u202c مرحبا بالعالم",
    "null\x00 bell\x07 tab\t vertical\x0b\r\nCRLF\rCR \ud800",
    "</style></title></body></html><!--",
    "a\n\n" * 60,
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_as_text(hostile):
    letter = dataclasses.replace(
        victim.SealedLetter.sample("en", policy.current()), text=f"Before {hostile} after",
        reference=hostile[:40],
    )  # fmt: skip
    text = text_of(documents.render("sealed-letter", letter, "en"))
    assert "Before" in text
    assert "after" in text
    page = documents.html("sealed-letter", letter, "en")
    assert page.count("<img") == page.count("<script") == 0
    assert page.count("</html>") == 1
    assert "\u202e" not in page
    assert "\x00" not in page


def test_signs_no_font_has_are_named_not_lost():
    assert words.printable("so sorry 🦄") == "so sorry [unicorn face]"
    assert words.printable("漢") == "[U+6F22]"
    assert words.printable("señora – “sí”") == "señora – “sí”"
    assert words.printable("a\u202eb\u200bc\x07d") == "abcd"


def test_a_letter_of_many_pages_is_whole():
    paragraph = "Sentence number {n} of a long letter that goes on and on. "
    text = "\n\n".join(paragraph.format(n=n) * 4 for n in range(120))
    letter = dataclasses.replace(victim.SealedLetter.sample("en", policy.current()), text=text)
    made = documents.render("sealed-letter", letter, "en")
    assert len(reader(made).pages) >= 10
    found = text_of(made)
    assert all(f"Sentence number {n} of" in found for n in range(120))
    assert f"Page 2 of {len(reader(made).pages)}" in found


def test_scanned_pages_are_read_out_by_their_number():
    pages = (victim.Scan(image=scanned.page()),) * 2
    letter = victim.SealedLetter.sample("en", policy.current(), text="", pages=pages)
    page = documents.html("sealed-letter", letter, "en")
    assert re.findall(r'alt="(Page \d of \d)', page) == ["Page 1 of 2", "Page 2 of 2"]
