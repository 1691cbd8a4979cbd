"""A forgotten step of a recipe is named: each failure says which file wants what.

The recipes are in CONTRIBUTING.md; `test_recipes.py` follows them.
"""

import importlib
import re
from pathlib import Path

import pytest

from shared import documents, policy
from shared.cli.tables import FLOWS
from shared.papers.press import BUILDERS
from shared.records.events import EVENTS
from shared.records.facts import LABELS

FORMS = {
    "case": "staff/cases/case_forms.py",
    "letter": "staff/letters/act_forms.py",
    "registration": "staff/letters/act_forms.py",
    "match": "staff/letters/act_forms.py",
    "delivery": "staff/letters/delivery_forms.py",
}
NAMED = {"case": "FORMS", "letter": "LETTER_FORMS", "registration": "REGISTRATION_FORMS",
         "match": "MATCH_FORMS", "delivery": "DELIVERY_FORMS"}  # fmt: skip
# Acts with a page of their own, which asks more than one act's facts.
OWN_PAGE = {
    "letter": {"pass", "return", "escalate", "replace"},
    "delivery": {"seal", "translate"},
    "registration": set(),
    "match": set(),
    "case": set(),
}
# Documents that no paper of the records is made of: printed for everyone alike.
BY_HAND = {"request-form-dialogue", "request-form-letter"}
# No page asks for it yet: the letter's page shows each review.
NOT_ASKED = {"screening-record"}
TEMPLATE = re.compile(r'"((?:portal|staff|documents)/[\w/.-]+\.html)"')


def test_every_row_of_a_table_has_its_event():
    wanted = {row.event for flow in FLOWS for row in flow.transitions}
    missing = sorted(wanted - EVENTS.keys())
    assert not missing, f"shared/records/events.py wants the events {missing}"


def test_every_fact_of_an_event_has_words_and_is_of_some_event():
    used = {fact for event in EVENTS.values() for fact in event.facts} | {"opened"}
    assert not LABELS.keys() - used, (
        f"shared/records/facts.py has words for {sorted(LABELS.keys() - used)}, "
        "but shared/records/events.py names no such fact"
    )


@pytest.mark.parametrize("flow", [flow for flow in FLOWS if flow.noun in FORMS],
                         ids=lambda flow: flow.noun)  # fmt: skip
def test_every_act_has_its_form(flow):
    file = FORMS[flow.noun]
    forms = getattr(importlib.import_module(file[:-3].replace("/", ".")), NAMED[flow.noun])
    buttons = {row.action for row in flow.transitions if not row.hidden and _for_staff(row)}
    missing = sorted(buttons - forms.keys() - OWN_PAGE[flow.noun])
    assert not missing, f"{file} wants a form in {NAMED[flow.noun]} for {missing}"
    if flow.noun == "case":
        idle = sorted(forms.keys() - buttons)
        assert not idle, f"{file} has forms for {idle}, acts of no row in its table"


def _for_staff(row):
    return set(row.by) - {"person", "worker"}


@pytest.mark.parametrize("site", ["portal", "staff"])
def test_every_blueprint_is_in_its_site(site, project: Path):
    modules = [
        file for file in sorted((project / site).rglob("*.py"))
        if re.search(r"^blueprint = Blueprint\(", file.read_text("utf-8"), re.MULTILINE)
    ]  # fmt: skip
    known = {id(one) for one in importlib.import_module(site).BLUEPRINTS}
    for file in modules:
        name = ".".join(file.relative_to(project).with_suffix("").parts)
        blueprint = importlib.import_module(name).blueprint
        assert id(blueprint) in known, (
            f"{site}/__init__.py wants {name}.blueprint among its BLUEPRINTS: its pages are 404"
        )


@pytest.mark.parametrize("site", ["portal", "staff"])
def test_every_template_that_is_answered_with_is_there(site, project: Path):
    for file in sorted((project / site).rglob("*.py")):
        for name in TEMPLATE.findall(file.read_text("utf-8")):
            path = project / "templates" / name
            assert path.is_file(), f"{file.relative_to(project)} wants templates/{name}"


def test_every_document_has_its_template_its_sample_and_is_composed(project: Path):
    for name, document in documents.REGISTRY.items():
        path = project / "templates" / "documents" / document.template
        assert path.is_file(), (
            f"shared/documents/registry.py wants templates/documents/{document.template}"
        )
        try:
            document.sample("en", policy.current())
        except TypeError as missing:
            file = document.context.__module__.replace(".", "/")
            pytest.fail(f"{file}.py wants INVENTED in {document.context.__name__}: {missing}")
        assert name in BUILDERS or name in BY_HAND, (
            f"shared/papers/ wants a builder for the document {name}: see BUILDERS in its files"
        )
    assert not BUILDERS.keys() - documents.REGISTRY.keys(), (
        "shared/documents/registry.py wants "
        f"{sorted(BUILDERS.keys() - documents.REGISTRY.keys())}, which shared/papers/ composes"
    )


def test_every_document_that_is_composed_is_asked_for_by_something(project: Path):
    files = [
        file for folder in ("shared", "staff") for file in (project / folder).rglob("*.py")
        if not file.is_relative_to(project / "shared/documents")
        and not file.is_relative_to(project / "shared/papers")
    ]  # fmt: skip
    text = "".join(file.read_text("utf-8") for file in files)
    idle = sorted(name for name in BUILDERS.keys() - NOT_ASKED if f'"{name}"' not in text)
    assert not idle, f"staff/print_room/papers.py (BY_HAND), or an act, wants to ask for {idle}"
