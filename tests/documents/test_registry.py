"""The registry of documents: each template fits its context."""

import dataclasses
import re
import subprocess
import sys
from datetime import date, time
from html.parser import HTMLParser
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from shared import documents, policy
from shared.documents import (
    NEVER,
    REGISTRY,
    Document,
    facility,
    offender,
    press,
    unit,
    victim,
)
from tests.support import scanned
from tests.support.papers import LANGUAGES, NAMES, POLICIES, plain, sample_page


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles_strictly_and_every_sample_fits(name):
    assert press.environment().undefined.__name__ == "StrictUndefined"
    press.environment().get_template(REGISTRY[name].template)
    for language in LANGUAGES:
        for of in POLICIES:
            assert sample_page(name, language, of)


def test_every_template_of_the_folder_compiles():
    for path in press.FOLDER.glob("*.html"):
        press.environment().get_template(path.name)


def test_offenders_and_facilities_get_nothing_of_a_victims_address_registration_or_story():
    for reader in ("offender", "facility"):
        assert {"victim_address", "victim_contact", "victim_choice", "victim_story"} <= NEVER[
            reader
        ]
    assert {"offender_health", "offender_conduct"} <= NEVER["victim"]


def filled(context: type, taken: list[str]) -> Any:
    """An instance whose every text is a sentinel of its own; each is added to `taken`."""
    values: dict[str, Any] = {}
    for name, hint in get_type_hints(context, include_extras=True).items():
        inner = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        values[name] = _value(context, name, inner, taken)
    return context(**values)


CODES = {
    (victim.Acknowledgement, "form"): "face_to_face",
    (victim.Decision, "outcome"): "not_offered",
    (victim.Decision, "rules"): ("domestic_violence", "visit_restriction"),
    (victim.Closure, "closure"): "not_suitable",
    (victim.ChangeNotice, "what"): "transfer",
    (facility.AssessmentRequest, "role"): "chaplain",
    (facility.SuperintendentMemo, "stage"): "visit",
    (facility.SuperintendentMemo, "form"): "shuttle",
    (unit.CaseSummary, "form"): "letters",
    (offender.Passage, "reason"): "excuses",
    (offender.Rejected, "reasons"): ("blame",),
    (unit.Answer, "check"): "excuses",
    (unit.Answer, "answer"): "yes",
    (unit.ScreeningRecord, "outcome"): "return",
    (unit.ScreeningRecord, "reasons"): ("excuses",),
    (unit.Decided, "rule"): "minor",
    (victim.Scan, "media"): "image/png",
}


def _value(context: type, name: str, hint: Any, taken: list[str]) -> Any:
    if (context, name) in CODES:
        return CODES[context, name]
    if get_origin(hint) is tuple:
        return (_value(context, name, get_args(hint)[0], taken),)
    hint = next((arm for arm in get_args(hint) if arm is not type(None)), hint)
    if dataclasses.is_dataclass(hint):
        return filled(hint, taken)  # type: ignore[arg-type]
    fixed: dict[Any, Any] = {date: date(2026, 12, 1), time: time(9), bool: True, int: 2,
                             bytes: scanned.page()}  # fmt: skip
    if hint in fixed:
        return fixed[hint]
    taken.append(f"Zq{len(taken)}{context.__name__}{name.title().replace('_', '')}xQ")
    return taken[-1]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_context_is_printed_and_no_other(name):
    taken: list[str] = []
    context = filled(REGISTRY[name].context, taken)
    for language in LANGUAGES:
        page = documents.html(name, context, language, policy.load("mississippi"))
        assert set(re.findall(r"Zq\d+\w+?xQ", page)) == set(taken)


class Outline(HTMLParser):
    """Heading levels, table heads without scope, images without alt, and outside references."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "th" and given.get("scope") not in ("row", "col"):
            self.faults.append("th without scope")
        if tag == "img" and not given.get("alt"):
            self.faults.append("img without alt")
        for name in ("src", "href"):
            if name in given and not (given[name] or "").startswith(("own:", "given:")):
                self.faults.append(f"{tag} {name}={given[name]}")


@pytest.mark.parametrize("name", NAMES)
def test_headings_are_in_order_and_tables_have_heads(name):
    outline = Outline()
    outline.feed(sample_page(name, "en"))
    assert not outline.faults
    if name == "outer-envelope":
        assert outline.levels == []
        return
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    for before, after in zip(outline.levels, outline.levels[1:], strict=False):
        assert after <= before + 1


def test_importing_the_documents_does_not_load_weasyprint(project):
    code = "import sys, shared.documents.mailing; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=project, check=False).returncode == 0


def test_titles_are_in_the_readers_language():
    closure: Document = REGISTRY["closure"]
    assert closure.titled("es") == "Su solicitud está cerrada"
    assert REGISTRY["request-form-dialogue"].titled("en") == "Ask for a dialogue"
    for document in REGISTRY.values():
        for language in LANGUAGES:
            assert "{" not in document.titled(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_cope_with_what_is_not_known_yet(language):
    """A case without an identified offender, a person whose name was erased."""
    for name, document in REGISTRY.items():
        context = document.sample(language, policy.current())
        empty = {
            part.name: "" for part in dataclasses.fields(context)
            if isinstance(getattr(context, part.name), str)
            and part.name not in ("outcome", "sha256", "text")
        }  # fmt: skip
        page = plain(documents.html(name, dataclasses.replace(context, **empty), language))
        assert not re.search(r"[(,:] [,.:]|, ,|^,", page.split("Mississippi")[-1][:60]), name


def test_the_list_in_the_documentation_is_fresh(project):
    page = (project / "docs" / "documents.md").read_text("utf-8")
    rows = re.findall(r"^\| `([\w-]+)`: (.+?) \| (\w+) \| (.+?) \|$", page, re.MULTILINE)
    assert rows == [
        (name, document.titled("en"), document.reader, " ".join(document.serves))
        for name, document in REGISTRY.items()
    ], "docs/documents.md wants a line for each document of shared/documents/registry.py"
