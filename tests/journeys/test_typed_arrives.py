"""What is typed arrives: every field of every form of the portal is read by staff (law 11)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.form.journeys import JOURNEYS
from shared.base.values import Values
from shared.records.models import DialogueCase, Registration
from tests.portal.test_asking import opened
from tests.portal.test_returning import come_in
from tests.support.visitor import Visitor
from tests.support.world import World

pytestmark = [pytest.mark.slow, pytest.mark.law_11]

TYPED = {"phone": "601 555 01{}", "text": "662 555 01{}", "email": "rosa{}@example.org"}
# What a tick says on the staff's page.
TICKS = {
    "substitute": "A substitute address.",
    "voicemail": "It is OK to leave a voicemail.",
    "tell_requested": "That someone asked to be told about a letter Yes",
    "tell_received": "That the letter was received Yes",
    "tell_read": "That the letter was read Yes",
}
CALLS_FOR = {"standing": "survivor", "talk": "other", "adult": "yes"}


def fill(page: Any, number: int) -> tuple[Values, list[str]]:
    """Every field of a page filled in; what is to be read of it by staff."""
    values: Values = {}
    read: list[str] = []
    options: dict[str, list[str]] = {}
    for field in page.all("input") + page.all("textarea"):
        name, kind = field.get("name") or "", field.get("type", "text")
        if not name or kind in ("hidden", "submit"):
            continue
        if kind in ("radio", "checkbox"):
            options.setdefault(name, []).append(field.get("value") or "y")
            continue
        values[name] = TYPED.get(name, "(" + name + " {})").format(number + len(values) + 10)
        read.append(values[name])
    for name, given_here in options.items():
        radio = page.all("input", type="radio", name=name)
        chosen = CALLS_FOR.get(name, given_here[0]) if radio else given_here
        values[name] = [one for one in chosen if one != "none"] if not radio else chosen
        read += [TICKS[name]] if name in TICKS else []
    return values, read


def asked(person: Visitor, form: str, start: str, headers: dict[str, str]) -> list[str]:
    """Every question of a form answered in full, and sent; what staff should read."""
    every: list[str] = []
    for number, question in enumerate(JOURNEYS[form].every):
        page = person.get(f"{start}/{form}/{question.key}")
        values, read = fill(page, number * 10)
        person.submit(page, values, headers=headers)
        every += read
    check = person.get(f"{start}/{form}/check")
    shown = [line for line in every if line not in TICKS.values() and line not in check.text]
    assert shown == []
    person.submit(check, action=f"{start}/{form}/send", headers=headers)
    return every


def pages(world: World, form: str) -> str:
    """All that a planner reads of what was sent last."""
    world.collect()
    staff = world.staff("planner")

    model, place = (DialogueCase, "cases") if form == "ask" else (Registration, "registrations")
    row = model.select().order_by(model.made_at.desc()).first()
    read = [f"/{place}/{row.id}", f"/people/{row.person_id}", f"/people/{row.person_id}/ways"]
    return " ".join(staff.get(path).text for path in read)


@pytest.mark.parametrize("script", [False, True], ids=["no script", "one page"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", JOURNEYS)
def test_every_field_of_a_form_is_on_the_staffs_page(world, form, language, script):
    start = "" if language == "en" else "/es"
    person = come_in(world, world.tick()) if form == "reach" else world.person()
    headers = {"HX-Request": "true"} if script else {}
    if script:
        person.submit(person.get(f"{start}/safety"), action=f"{start}/one-page")
    typed = asked(person, form, start, headers)
    read = pages(world, form)
    read = read.replace(" ", "")
    assert [line for line in typed if line.replace(" ", "") not in read] == []


UNTICKED = [
    ("ways", {"safe": "post"}, ["phone", "text", "email"]),
    ("ways", {"safe": ["phone", "email"]}, ["text", "post", "substitute"]),
    ("ways", {"safe": "none"}, ["phone", "text", "email", "post", "who_may_answer", "words"]),
    ("you", {"standing": "direct"}, ["relation"]),
    ("meeting", {"talk": "face"}, ["other_forms"]),
]


@pytest.mark.parametrize(("question", "changed", "gone"), UNTICKED)
def test_what_was_unticked_is_neither_read_over_nor_sent(world, question, changed, gone):
    person = world.person()
    typed: Values = {}
    for number, asked_here in enumerate(JOURNEYS["ask"].every):
        page = person.get(f"/ask/{asked_here.key}")
        values, _read = fill(page, number * 10)
        typed |= {n: v for n, v in values.items() if n not in typed}
        person.submit(page, values)
    page = person.get(f"/ask/{question}?change=")
    kept = {name: typed[name] for name in page.form().names if name in typed}
    person.submit(page, kept | changed)
    check = person.get("/ask/check")
    person.submit(check, action="/ask/send")
    [envelope] = opened()
    sent = str(envelope["answers"])
    for name in gone:
        for value in typed[name] if isinstance(typed[name], list) else [typed[name]]:
            if value != "y":
                assert f"{value}'" not in sent, name
                assert str(value) not in check.text or len(value) < 8


@given(st.permutations(["phone", "text", "email", "post"]), st.integers(0, 4))
@settings(max_examples=8, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
def test_only_the_ways_that_are_ticked_are_sent(world, ways, count):
    world.collect()
    person = world.person()
    values = {"phone": "601 555 0143", "text": "601 555 0144", "email": "rosa@example.org",
              "post": "12 Elm Street", "safe": ways[:count] or "none"}  # fmt: skip
    for key, given_here in (
        ("you", {"standing": "direct"}), ("name", {"name": "Rosa", "adult": "yes"}),
        ("ways", values),
    ):  # fmt: skip
        person.submit(person.get(f"/notice/{key}"), given_here)
    person.submit(person.get("/notice/check"), action="/notice/send")
    [envelope] = opened()
    contact = envelope["answers"]["contact"]
    assert {way["channel"] for way in contact.get("ways", [])} == set(ways[:count])
    assert bool(contact["no_contact"]) is (count == 0)
