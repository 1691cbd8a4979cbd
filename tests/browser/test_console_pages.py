"""Every kind of page of the console, for every role, in both languages, narrow and wide.

The pages are those of the sample data, got without a script; by default each is looked at in one
language by turns, under --soak in both.
"""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pyotp
import pytest

from shared.base import db
from shared.records import installation, vault
from tests.support import axe as axe_core
from tests.support.campaign import is_soak
from tests.support.crawl import Found
from tests.support.shown import showing
from tests.support.visitor import Visitor, words
from tests.support.walk import ROLES, kind_of, walk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

WIDE, NARROW = 1280, 360
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Names that code gives to things, and places that nothing was put into.
RAW = re.compile(r"\bUndefined\b|\b[a-z]+_[a-z_]+\b|%\(|\{\w+\}")
NOTHING = re.compile(r"\bNone\b")  # a word in English
# People type these; an import's columns are named as they must be typed.
TYPED = ("registrations/import",)


@pytest.fixture(scope="module")
def console(sample_data):
    """The console on the sample data, and its pages by language as each role got them."""
    import staff

    settings = installation.open_staff(sample_data.root)
    app = staff.build(settings, vault.keys())
    logins = {}
    for one in sample_data.told["staff"]:
        logins.setdefault(one["role"], one)
    pages, seen = {"en": [], "es": []}, set()
    for role in ROLES:
        visitor = Visitor(app, settings.staff_origin)
        _sign_in(visitor, logins[role])
        _walk(visitor, role, seen, pages)
    yield app, pages
    for proxy in (db.frontdoor, db.records):
        proxy.close()


def _sign_in(visitor, login):
    code = pyotp.TOTP(login["totp_secret"]).at(datetime.now(UTC))
    values = {"username": login["user"], "passphrase": login["passphrase"], "code": code}
    visitor.submit(visitor.get("/sign-in"), values)


def _walk(visitor, role, seen, pages):
    got = {}

    def get(path):
        page = visitor.get(path, expect=None)
        if not page.html or page.status != 200:
            return None
        got[path] = page
        return page.data.decode()

    stops = list(walk(role, get, seen))
    pages["en"] += [Found(stop.name, stop.path, got[stop.path]) for stop in stops]
    visitor.submit(visitor.get("/queue"), {"language": "es"}, action="/language", strict=False)
    pages["es"] += [Found(stop.name, stop.path, visitor.get(stop.path)) for stop in stops]


def _first_of_each(found, seen):
    """Whether no page of its kind was judged yet; a campaign judges it at every stage."""
    kind = kind_of(found.path)
    is_new = is_soak() or kind not in seen
    seen.add(kind)
    return is_new


def _in_turn(pages):
    """(number, page): each in one language; under --soak in both."""
    for number, both in enumerate(zip(pages["en"], pages["es"], strict=True)):
        for found in both if is_soak() else (both[number % 2],):
            yield number, found


def test_walk_meets_every_page_a_role_works_on(console):
    _, pages = console
    met = {re.sub(r"(?<=/)[0-9a-f]{20}(?=/|$)", "_", found.path) for found in pages["en"]}
    assert met >= {
        "/queue", "/cases", "/cases/_", "/cases/_/contact", "/cases/_/hold", "/cases/_/find",
        "/letters", "/letters/_", "/letters/deposit", "/letters/_/review", "/registrations",
        "/registrations/_", "/matches", "/deliveries", "/deliveries/_", "/print-room", "/people",
        "/people/_", "/people/_/verify", "/accounts", "/accounts/_", "/accounts/new", "/reports",
        "/audit", "/assessments/_", "/signatures/_",
    }  # fmt: skip
    assert {found.moment.split("-")[0] for found in pages["en"]} == {
        role.split("_")[0] for role in ROLES
    }


@pytest.mark.soak
@pytest.mark.timeout(7200 if is_soak() else 900)
def test_axe_finds_nothing_and_every_page_fits(console, chromium):
    app, pages = console
    wrong, seen = set(), set()
    with showing(chromium, app, viewport={"width": NARROW, "height": 800}) as show:
        for number, found in _in_turn(pages):
            page = show(found)
            judged = _first_of_each(found, seen)
            if judged:
                page.evaluate(axe_core._source())
            for turn, width in enumerate((NARROW, WIDE)):
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate(OVERFLOW) > 0:
                    wrong.add(f"{found.moment} {width}: scrolls sideways")
                if judged and (is_soak() or number // 2 % 2 == turn):
                    wrong |= {f"{found.moment} {width}: {w}" for w in axe_core.violations(page)}
    assert sorted(wrong) == []


def test_headings_go_down_one_level_at_a_time(console):
    _, pages = console
    wrong = []
    for found in [*pages["en"], *pages["es"]]:
        levels = [int(e.tag[-1]) for e in found.page.tree.iter() if re.search(r"\}h[1-6]$", e.tag)]
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append(f"{found.name}: {levels}")
    assert wrong == []


def test_every_page_is_valid_html(console, nu):
    _, pages = console
    nu({f"{n}-{found.moment}": found.page.data.decode()
        for n, found in enumerate([*pages["en"], *pages["es"]])})  # fmt: skip


def test_no_page_shows_a_name_from_the_code(console):
    _, pages = console
    wrong = set()
    for found in [*pages["en"], *pages["es"]]:
        if any(part in found.path for part in TYPED):
            continue
        text = found.page.text
        for code in found.page.all("code"):
            text = text.replace(words(code), "")
        wrong |= {f"{found.moment}: {match[0]}" for match in RAW.finditer(text)}
        if found in pages["es"] and NOTHING.search(text):
            wrong.add(f"{found.moment}: None")
    assert sorted(wrong) == []


def test_spanish_pages_have_spanish_titles_and_headings(console):
    _, pages = console
    same = {
        f"{spanish.moment}: {spanish.page.h1}"
        for english, spanish in zip(pages["en"], pages["es"], strict=True)
        if spanish.page.h1 == english.page.h1 and re.search(r"[a-z]", spanish.page.h1)
        and not re.search(r"/(people|accounts)/_?[0-9a-f]{20}$", spanish.path)  # a name
    }  # fmt: skip
    assert sorted(same) == []
