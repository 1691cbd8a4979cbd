"""What the history, other tabs and a lost line do with what was typed."""

import pytest

from shared import policy

pytestmark = pytest.mark.slow

SECRET = "Rosamunda"
AWAY = f"{policy.current().site.leave_to}**"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def person(request, chromium):
    """A person's browser, with JavaScript and without."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=request.param
    )
    context.has_script = request.param
    context.route(AWAY, lambda route: route.fulfill(body="<title>Weather</title>"))
    yield context
    context.close()


def shown(page):
    """All that can be read on the page, typed words included."""
    values = page.evaluate("[...document.querySelectorAll('input,textarea')].map(e => e.value)")
    return page.content() + " ".join(values)


def refused(page, site):
    """A name without what is asked beside it: the page comes back with an error."""
    page.goto(f"{site}/ask/name")
    page.fill("[name=name]", SECRET)
    page.click("main form button")
    page.wait_for_selector(".govuk-error-summary")


def leave(page):
    page.click("[data-leave]")
    page.wait_for_url(AWAY)
    page.wait_for_timeout(400)  # the beacon's answer


def go_back_to_the_start(page, site):
    for _ in range(9):
        page.go_back()
        assert SECRET not in shown(page), page.url
        if page.url == f"{site}/":
            return
    pytest.fail("the start page was not reached")


@pytest.mark.law_7
@pytest.mark.parametrize("is_mended", [False, True], ids=["left at once", "left later"])
def test_back_to_a_refused_page_shows_nothing_after_leaving(person, site, is_mended):
    page = person.new_page()
    page.goto(site)
    refused(page, site)
    if is_mended:
        page.check("[name=adult][value=yes]")
        page.click("main form button")
        page.wait_for_url("**/ask/ways")
    leave(page)
    go_back_to_the_start(page, site)


@pytest.mark.law_7
def test_back_to_a_refused_page_shows_nothing_after_the_idle_time(person, site, world):
    page = person.new_page()
    page.goto(site)
    refused(page, site)
    page.goto(f"{site}/safety")
    world.clock.move(minutes=21)
    go_back_to_the_start(page, site)


@pytest.mark.law_7
def test_leaving_in_one_tab_leaves_in_all_where_there_are_scripts(person, site):
    first, second = person.new_page(), person.new_page()
    second.goto(f"{site}/es/ask/hopes")
    second.fill("textarea", SECRET)
    first.goto(f"{site}/ask")
    first.bring_to_front()
    leave(first)
    if person.has_script:
        second.wait_for_url(AWAY)
    else:
        second.click("main form button")  # what it sends is neither taken nor shown
        assert SECRET not in shown(second)


@pytest.fixture
def one_page(chromium, site):
    """The first question in one-page mode."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/safety")
    page.click("text=Show all steps on one page")
    page.wait_for_url(f"{site}/")
    page.goto(f"{site}/ask")
    page.click("main a.button")
    page.wait_for_selector("[name=standing]")
    yield page
    context.close()


def test_one_page_mode_says_that_the_line_was_lost_and_keeps_the_page(one_page):
    one_page.route("**/ask/you", lambda route: route.abort())
    one_page.check("[name=standing][value=direct]")
    with one_page.expect_event("dialog") as said:
        one_page.once("dialog", lambda dialog: dialog.accept())
        one_page.click("main form button")
    assert "Your words are still here" in said.value.message
    assert one_page.is_checked("[name=standing][value=direct]")
    one_page.unroute("**/ask/you")
    one_page.click("main form button")
    one_page.wait_for_selector("[name=adult]")


def test_stopping_in_one_page_mode_keeps_the_page_and_no_step_in_the_history(one_page, site):
    one_page.check("[name=standing][value=direct]")
    one_page.click("button[name=stop]")
    one_page.wait_for_selector("text=Save and show me the code")
    one_page.click("text=Save and show me the code")
    one_page.wait_for_selector(".panel dd")
    assert one_page.url == f"{site}/ask"


def test_time_that_ran_out_is_said_on_the_page(chromium, site):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site}/ask/hopes")
    page.clock.fast_forward("20:30")
    page.wait_for_url("**/ask/hopes?ended=")
    assert "nothing was sent" in page.inner_text("main .inset")
    context.close()


def test_more_time_can_be_had_ten_times_over(chromium, site):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.clock.install()
    page.goto(f"{site}/ask/hopes")
    page.fill("textarea", SECRET)
    for _ in range(11):
        page.clock.fast_forward("17:30")
        page.wait_for_selector("#idle:not([hidden])")
        assert page.get_by_role("alert").count() == 1
        page.keyboard.press("Tab")
        page.focus("#idle button")
        page.keyboard.press("Enter")
        page.wait_for_selector("#idle", state="hidden")
    assert page.input_value("textarea") == SECRET
    context.close()
