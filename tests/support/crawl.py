"""Every page of the public site, found by following its links from where a person may stand.

A person may be a stranger, in the middle of a form, done with it, or back with a reference; and
every form found on the way is also sent wrong once, so that its errors are pages too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest

from shared.frontdoor import hashing, noticeboard, sealing, wording
from shared.records import vault
from shared.web import errors
from tests.support.visitor import Page, Visitor, words
from tests.support.world import World

SKIPPED = ("/exit", "/static/", "/forms/", "/es/forms/")


@dataclass(frozen=True)
class Found:
    """A page: who stood where, its address, and its HTML."""

    moment: str
    path: str
    page: Page

    @property
    def name(self) -> str:
        """A name for lists and files."""
        return f"{self.moment} {self.path}"

    @property
    def language(self) -> str:
        return "es" if self.path.startswith("/es") else "en"


ANSWERS: dict[str, dict[str, Any]] = {
    "you": {"standing": "survivor", "relation": "mother"},
    "name": {"name": "Rosa Delgado", "other_names": "Rosa Ruiz", "adult": "yes"},
    "ways": {"safe": ["phone", "post"], "phone": "601 555 0143", "post": "12 Elm St\nJackson MS"},
    "care": {"times": ["morning"], "who_may_answer": "my sister", "news": "call"},
    "responsible": {"name": "Martin Cole", "number": "K4471", "more": "He is about 40."},
    "happened": {"county": "Hinds", "year": "2019"},
    "rules": {"rules": ["domestic_violence"]},
    "hopes": {"hopes": ["questions", "heard"], "hopes_words": "Why our street?"},
    "meeting": {"talk": "other", "other_forms": ["letters"]},
    "support": {"support_name": "Ida", "support_adult": "no", "interpreter": "Spanish"},
    "others": {"other1_name": "Ben", "other1_relation": "brother", "other1_adult": "no"},
    "telling": {"tell_read": "y"},
    "needs": {"access_needs": "large print"},
}


def _inside(start: str, links: list[str], language: str) -> Iterator[str]:
    for link in links:
        parts = urlsplit(urldefrag(link).url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        is_spanish = parts.path == "/es" or parts.path.startswith("/es/")
        if parts.netloc or parts.scheme or not path.startswith("/"):
            continue
        plain = parts.path.removeprefix("/es") if is_spanish else parts.path
        if is_spanish == (language == "es") and not plain.startswith(SKIPPED):
            yield path


def follow(person: Visitor, moment: str, language: str, start: str = "/") -> Iterator[Found]:
    """All pages that links lead to from `start`, each once."""
    first = ("/es" + start).removesuffix("/") if language == "es" else start
    first = "/es/" if first == "/es" else first
    waiting, seen = [first], {first}
    while waiting:
        path = waiting.pop(0)
        page = person.get(path, expect=None)
        while page.status == 303:
            path = urlsplit(page.location).path
            page = person.get(path, expect=None)
        assert page.status == 200, f"{moment}: {path}: {page.status}"
        if page.html:
            yield Found(moment, path, page)
            for link in _inside(path, page.links(), language):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)


def wrong(person: Visitor, found: Found) -> Found | None:
    """The page with its last form sent empty, if that is refused."""
    forms = [f for f in found.page.all("form") if f.get("method") == "post"]
    if not forms:
        return None
    form = found.page.form()
    empty = {name: "" for name in form.names if name not in ("csrf_token", "once", "journey")}
    if not empty:
        return None  # a button alone: nothing can be wrong
    page = person.submit(found.page, empty, expect=None)
    return Found(f"{found.moment} error", found.path, page) if page.status == 422 else None


def _prefix(language: str) -> str:
    return "/es" if language == "es" else ""


def _answered(world: World, language: str, journey: str) -> Visitor:
    person, start = world.person(), _prefix(language)
    for key, values in ANSWERS.items():
        if person.get(f"{start}/{journey}/{key}", expect=None).status == 200:
            person.submit(person.page, values)
    return person


def _holder(
    world: World, language: str, kind: str, state: str, must_renew: bool = False
) -> Visitor:
    person, start = world.person(), _prefix(language)
    asked = world.ask() if kind == "dialogue" else world.tick()
    if state:
        key = sealing.reference_key_of(vault.keys().portal, asked.reference)
        noticeboard.publish(key, state, date(2026, 3, 2))
    if must_renew:
        key = sealing.reference_key_of(vault.keys().portal, asked.reference)
        noticeboard.renew(key, hashing.hash_code(asked.code.replace(" ", "")), must_renew=True)
    page = person.get(f"{start}/status")
    person.submit(page, {"reference": asked.reference, "code": asked.code})
    return person


def _renewer(world: World, language: str) -> Visitor:
    """Somebody whose code was given by staff, and who has not taken a new one yet."""
    person, asked = world.person(), world.ask()
    key = sealing.reference_key_of(vault.keys().portal, asked.reference)
    noticeboard.renew(key, hashing.hash_code(asked.code.replace(" ", "")), must_renew=True)
    page = person.get(f"{_prefix(language)}/status")
    person.submit(page, {"reference": asked.reference, "code": asked.code})
    return person


def _stopper(world: World, language: str) -> Visitor:
    """Somebody with their own code, after staff gave out another."""
    person, asked = world.person(), world.ask()
    key = sealing.reference_key_of(vault.keys().portal, asked.reference)
    noticeboard.renew(key, hashing.hash_code("1234123412341234"), must_renew=True)
    page = person.get(f"{_prefix(language)}/status")
    person.submit(page, {"reference": asked.reference, "code": asked.code})
    return person


def _moments(world: World, language: str) -> Iterator[tuple[str, Visitor, str]]:
    start = _prefix(language)
    yield "stranger", world.person(), "/"
    for journey in ("ask", "notice"):
        yield f"asking {journey}", _answered(world, language, journey), f"/{journey}"
        sender = _answered(world, language, journey)
        check = sender.get(f"{start}/{journey}/check")
        sender.submit(check, action=f"{start}/{journey}/send")
        yield f"sent {journey}", sender, f"/{journey}/sent"
    minor = _answered(world, language, "ask")
    minor.submit(minor.get(f"{start}/ask/name"), {"adult": "no"})
    yield "minor", minor, "/ask/name/note"
    yield "noted", _answered(world, language, "ask"), "/ask/rules/note"
    yield "noted support", _answered(world, language, "ask"), "/ask/support/note"
    renewed = _holder(world, language, "dialogue", "", must_renew=True)
    yield "renewing", renewed, "/status"
    ender = _answered(world, language, "ask")
    ender.submit(ender.get(f"{start}/ask/stop"), action=f"{start}/ask/stop")
    yield "stopped", ender, "/stopped"
    saver = _answered(world, language, "ask")
    saver.submit(saver.get(f"{start}/ask/stop"), action=f"{start}/ask/save")
    yield "saved", saver, "/saved"
    saved = saver.get(f"{start}/saved").one("dd")
    opener = world.person()
    opener.submit(opener.get(f"{start}/back"), {"code": words(saved)})
    yield "opened", opener, "/ask/check?opened="
    for kind, state in (
        ("dialogue", "dialogue_under_way"), ("letter", "letter_waiting"), ("letter", "letter_sent"),
    ):  # fmt: skip
        yield f"holder {state}", _holder(world, language, kind, state), "/status"
    stopper = _holder(world, language, "dialogue", "")
    stopper.submit(stopper.get(f"{start}/status/stop"))
    yield "told", stopper, "/status/stop/done"
    yield "renewing", _renewer(world, language), "/status/new-code"
    former = _stopper(world, language)
    yield "old code", former, "/status/old-code"
    former.submit(former.get(f"{start}/status/old-code"))
    yield "stopped by it", former, "/status/old-code/done"
    reacher = _holder(world, language, "dialogue", "")
    for key in ("ways", "care", "needs"):
        reacher.submit(reacher.get(f"{start}/reach/{key}"), ANSWERS[key])
    reacher.submit(reacher.get(f"{start}/reach/check"), action=f"{start}/reach/send")
    yield "reached", reacher, "/reach/sent"


def crawl(world: World, language: str) -> list[Found]:
    """Every page in `language`, each once for what it shows, errors included."""
    pages: dict[str, Found] = {}
    for moment, person, start in _moments(world, language):
        for found in follow(person, moment, language, start):
            text = f"{found.path.split('?')[0]}|{found.page.text}"
            if text in pages:
                continue
            pages[text] = found
        if moment == "stranger" or moment.startswith(("asking", "holder")):
            for found in [f for f in pages.values() if f.moment == moment]:
                failed = wrong(person, found)
                if failed:
                    pages[f"error {failed.path}|{failed.page.text}"] = failed
        world.clock.move(minutes=1)
    return [*pages.values(), *_standings(world, language), *_failures(world, language)]


def _standings(world: World, language: str) -> Iterator[Found]:
    """What its holder reads in each state that there is, and while an errand is on its way."""
    path = f"{_prefix(language)}/status"
    for kind in ("dialogue", "letter"):
        person = _holder(world, language, kind, "")
        key = _key_of(person)
        for state in wording.WORDS:
            if state.startswith("letter") == (kind == "letter"):
                noticeboard.publish(key, state, date(2026, 3, 2))
                yield Found(f"in {state}", path, person.get(path))
        noticeboard.publish(key, f"{kind}_received", date(2026, 3, 2))
        yield Found("visit over", f"{path}?ended=", world.person().get(f"{path}?ended="))
        for errand in ("stop", *wording.ERRANDS):
            noticeboard.ask(key, errand)
            yield Found(f"{kind} asked to {errand}", path, person.get(path))


def _key_of(person: Visitor) -> str:
    [reference] = [e for e in person.get("/status").all("dd") if e.get("data-unmeasured") == ""]
    return sealing.reference_key_of(vault.keys().portal, str(reference.text))


def _failures(world: World, language: str) -> Iterator[Found]:
    """Every error page."""
    path = f"{_prefix(language)}/nowhere"
    yield Found("missing", path, world.person().get(path, expect=404))
    every = [*errors.WORDS.items(), (400, errors.CSRF)]
    for number, (code, said) in enumerate(every):
        with world.public.test_request_context(path):
            answer = errors.page(code, said, "0a1b2c3d" if code == 500 else None)
        yield Found(f"failed {code} {number}", path, Page(answer, path))


_kept: dict[str, list[Found]] = {}


@pytest.fixture
def public_pages(request: pytest.FixtureRequest) -> dict[str, list[Found]]:
    """Every page of the public site by language, crawled once for each process."""
    if not _kept:
        world = request.getfixturevalue("world")
        _kept.update({language: crawl(world, language) for language in ("en", "es")})
    return _kept
