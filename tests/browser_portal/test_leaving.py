"""Leaving, and leaving nothing: in the browser, in its profile on disk, and on the network."""

import shutil
import sqlite3
from urllib.parse import urlsplit

import pytest

from shared import policy
from tests.browser_portal.test_visitor import ANSWERS
from tests.support.chromium import ARGUMENTS

pytestmark = pytest.mark.slow

SECRET = "Rosamunda"
STORES = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
EMPTY = {"local": [], "session": [], "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def person(request, chromium, tmp_path):
    """A browser with a profile on disk, like somebody's own; `.asked` is its network log."""
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=shutil.which("chromium"), args=ARGUMENTS,
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param,
    )  # fmt: skip
    context.asked = []
    context.has_script = request.param
    context.profile = tmp_path / "profile"

    def note(request):
        context.asked.append(request)

    context.on("request", note)
    context.route(
        f"{policy.current().site.leave_to}**",
        lambda route: route.fulfill(body="<title>Weather</title><h1>Weather</h1>"),
    )
    yield context
    context.close()


def type_something(page, site):
    page.goto(f"{site}/ask/name")
    page.fill("[name=name]", f"{SECRET} Delgado")
    page.check("[name=adult][value=yes]")
    page.click("main form button")
    page.wait_for_url("**/ask/ways")
    page.goto(f"{site}/ask/hopes")
    page.fill("textarea", f"{SECRET} wrote this and never sent it")


def leave(page):
    page.click("[data-leave]")
    page.wait_for_url(f"{policy.current().site.leave_to}**")


def shown(page):
    """All that can be read on the page, typed words included."""
    values = page.evaluate("[...document.querySelectorAll('input,textarea')].map(e => e.value)")
    return page.content() + " ".join(values)


def assert_no_cookie_is_left(person, page):
    page.wait_for_timeout(500)  # the beacon's answer
    assert person.cookies() == []


def assert_browser_keeps_nothing(page, site):
    page.goto(f"{site}/healthz")
    assert page.evaluate(STORES) == EMPTY


def assert_back_and_forward_show_nothing(page):
    seen = 0
    while page.go_back() is not None and seen < 8:
        seen += 1
        assert SECRET not in shown(page), page.url
    for _ in range(seen):
        page.go_forward()
        assert SECRET not in shown(page), page.url
    assert seen >= 2


def assert_network_was_ours(asked, site):
    foreign = [a for a in asked if urlsplit(a.url).netloc != urlsplit(site).netloc]
    # Where one leaves to is another site, which must not learn whence one came.
    assert {a.url for a in foreign} == {policy.current().site.leave_to}
    assert all("referer" not in a.headers for a in foreign)


def assert_profile_keeps_no_word(profile):
    kept = [path for path in profile.rglob("*") if path.is_file()]
    for text in (SECRET.encode(), SECRET.encode("utf-16-le")):
        assert [str(p) for p in kept if text in p.read_bytes()] == []
    with sqlite3.connect(next(p for p in kept if p.name == "Web Data")) as data:
        assert data.execute("select count(*) from autofill").fetchone() == (0,)


def assert_opened_again_shows_nothing(profile, browser):
    again = browser.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"),
        args=[*ARGUMENTS, "--restore-last-session"],
    )  # fmt: skip
    try:
        for tab in again.pages:
            assert SECRET not in shown(tab)
            tab.go_back()
            assert SECRET not in shown(tab)
    finally:
        again.close()


@pytest.mark.law_7
def test_leaving_leaves_nothing(person, site, chromium):
    page = person.pages[0]
    page.goto(site)
    type_something(page, site)
    leave(page)
    assert_network_was_ours(person.asked, site)
    assert_no_cookie_is_left(person, page)
    assert_back_and_forward_show_nothing(page)
    assert_browser_keeps_nothing(page, site)
    for path in ("/ask/name", "/ask/hopes", "/ask/check"):
        page.goto(site + path)
        assert SECRET not in shown(page)
    page.wait_for_timeout(500)
    person.close()
    assert_profile_keeps_no_word(person.profile)
    assert_opened_again_shows_nothing(person.profile, chromium)


@pytest.fixture
def page(chromium):
    """A page of a browser with scripts."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    context.route(
        f"{policy.current().site.leave_to}**",
        lambda route: route.fulfill(body="<title>Weather</title><h1>Weather</h1>"),
    )
    yield context.new_page()
    context.close()


def test_shift_three_times_leaves_and_once_does_not(page, site):
    page.goto(f"{site}/ask/name")
    page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    assert page.url.endswith("/ask/name")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{policy.current().site.leave_to}**")


def test_page_warns_before_it_forgets_and_gives_more_time(page, site):
    page.clock.install()
    page.goto(f"{site}/ask/name")
    page.clock.fast_forward("17:30")
    page.wait_for_selector("#idle:not([hidden])")
    page.click("#idle button")
    page.wait_for_selector("#idle", state="hidden")


def test_in_one_page_mode_back_holds_no_step(page, site):
    page.goto(f"{site}/safety")
    page.click("text=Show all steps on one page")
    page.wait_for_url(f"{site}/")
    page.click("text=Ask for a dialogue")
    page.wait_for_url("**/ask")
    page.click("main a.button")
    page.wait_for_selector("[name=standing]")
    page.check("[name=standing][value=direct]")
    page.click("main form button")
    page.wait_for_selector("[name=name]")
    page.fill("[name=name]", f"{SECRET} Delgado")
    page.click("main form button")
    page.wait_for_selector(".govuk-error-summary")
    page.check("[name=adult][value=yes]")
    page.click("main form button")
    page.wait_for_selector("[name=safe]")
    assert page.url.endswith("/ask")
    page.go_back()
    assert page.url == f"{site}/"
    assert SECRET not in shown(page)


def step_on(page):
    """Press the step's button; the step that is swapped in, whose heading has the focus."""
    before = page.inner_text("h1")
    page.click("main form button")
    page.wait_for_function("before => document.querySelector('h1').innerText != before",
                           arg=before)  # fmt: skip
    page.wait_for_selector("h1:focus")
    return page.inner_text("h1")


def test_one_page_mode_carries_a_whole_request(page, site):
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if "htmx" in said.text else None)
    page.goto(f"{site}/safety")
    page.click("text=Show all steps on one page")
    page.wait_for_url(f"{site}/")
    page.click("text=Ask for a dialogue")
    page.wait_for_url("**/ask")
    page.click("main a.button")
    page.wait_for_selector("[name=standing]")
    for given in ANSWERS:
        if "check" in given:
            page.check(given["check"])
        for selector, text in given.get("type", {}).items():
            page.fill(selector, text)
        step_on(page)
    page.click("dl.answers a >> nth=1")
    page.wait_for_selector("[name=name]")
    page.fill("[name=name]", f"{SECRET} Delgado")
    assert step_on(page) == "Your answers"
    assert SECRET in page.inner_text("main")
    page.check("[name=own_wish]")
    step_on(page)
    assert page.locator(".panel dd").count() == 2
    assert page.url.endswith("/ask")
    assert faults == []
    page.go_back()
    assert page.url == f"{site}/"
    assert SECRET not in shown(page)
