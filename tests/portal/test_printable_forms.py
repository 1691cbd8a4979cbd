"""The request forms on paper are there, in both languages, as they would be printed today."""

import hashlib
import re
import subprocess
from collections import Counter

import pytest

from shared import documents, policy
from tests.support.world import World

FORMS = {"form-1": "request-form-dialogue", "form-2": "request-form-letter"}


@pytest.mark.S28
@pytest.mark.S29
@pytest.mark.parametrize("language", ["en", "es"])
def test_forms_are_offered_where_post_and_fax_are(world: World, language: str) -> None:
    person = world.person()
    begin = "" if language == "en" else "/es"
    links = [one for one in person.get(f"{begin}/contact").links() if one.endswith(".pdf")]
    assert links == [f"{begin}/forms/{name}.pdf" for name in FORMS]
    for link in links:
        answer = world.public.test_client().get(link, base_url=world.settings.portal_origin)
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF-")


@pytest.mark.slow
@pytest.mark.parametrize("name", policy.NAMES)
def test_forms_are_those_that_would_be_printed_today(project, name: str) -> None:
    before = policy.current().name if name else ""
    policy.use(name)
    try:
        for short, document in FORMS.items():
            for language in ("en", "es"):
                kept = (project / f"static/forms/{name}/{short}-{language}.pdf").read_bytes()
                fresh = documents.render_sample(document, language)
                assert hashlib.sha256(kept).digest() == hashlib.sha256(fresh).digest(), (
                    "run script/forms"
                )
    finally:
        policy.use(before)


def test_no_other_file_is_served(world: World) -> None:
    client = world.public.test_client()
    for path in ("/forms/form-3.pdf", "/forms/..%2fform-1.pdf", "/forms/form-1-en.pdf"):
        answer = client.get(path, base_url=world.settings.portal_origin)
        assert answer.status_code == 404


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_forms_are_in_large_print(project, name: str, language: str) -> None:
    path = project / f"static/forms/mississippi/{name}-{language}.pdf"
    drawn = subprocess.run(
        ["pdftohtml", "-xml", "-stdout", "-zoom", "1", "-i", path],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    points = {f: int(size) for f, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', drawn)}
    signs: Counter[str] = Counter()
    for font, words in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', drawn):
        signs["large" if points[font] >= 18 else "small"] += len(words)
    # The letterhead and the number of the page are smaller, and said again below.
    assert signs["small"] < 0.12 * signs["large"]


@pytest.mark.law_6
@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("policy_name", policy.NAMES)
def test_what_a_browsers_tab_says_of_a_form_tells_a_stranger_nothing(
    project, name: str, language: str, policy_name: str
) -> None:
    path = project / f"static/forms/{policy_name}/{name}-{language}.pdf"
    said = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    [title] = re.findall(r"(?m)^Title: +(.*)$", said)
    wanted = {"en": "A form to fill in by hand", "es": "Un formulario para llenar a mano"}
    assert title == wanted[language]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", ("Please do not contact me.", "This is not my home.", "how are you related?",
                "Prison number", "Days we should not contact you")),
        ("es", ("no me contacten.", "No es mi casa.", "¿qué parentesco tiene con esa persona?",
                "Número de identificación en prisión",
                "Días en que no debemos comunicarnos con usted")),
    ],
)  # fmt: skip
def test_paper_asks_for_a_safe_way_as_the_pages_do(
    project, name: str, language: str, asked: tuple[str, ...]
) -> None:
    path = project / f"static/forms/mississippi/{name}-{language}.pdf"
    drawn = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True)
    text = " ".join(drawn.stdout.split())
    assert [words for words in asked if words not in text] == []
