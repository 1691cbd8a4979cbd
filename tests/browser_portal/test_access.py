"""For everybody: axe, reflow, zoom, forced colours, keyboard, paper, and valid HTML."""

import re

import pytest

from tests.support import axe as axe_core
from tests.support.campaign import is_soak
from tests.support.shown import showing

pytestmark = pytest.mark.slow

WIDTHS = (320, 360, 1280)
# Rules that axe leaves off unless they are asked for, and WCAG's AAA criteria among them.
ALL_TAGS = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa',
                  'best-practice', 'experimental'];
    const rules = {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}};
    const { violations } = await axe.run(document, {
        runOnly: {type: 'tag', values: tags}, rules, resultTypes: ['violations']});
    return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.html}`));
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("main a, main button, summary, .leave, .head a")]
    .filter(e => e.offsetParent && !e.closest('p, li, dd'))
    .filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => `${e.textContent.trim()} ${e.getBoundingClientRect().height}`)"""


def widths_for(number):
    """All widths in a campaign; else one a page in turn, so that each meets every template."""
    return WIDTHS if is_soak() else (WIDTHS[number % len(WIDTHS)],)


@pytest.mark.soak
@pytest.mark.timeout(7200 if is_soak() else 900)
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing_on_any_page(world, chromium, public_pages, language):
    wrong = set()
    with showing(chromium, world.public, viewport={"width": 360, "height": 800}) as show:
        for number, found in enumerate(public_pages[language]):
            if not is_soak() and number % 2 != (language == "es"):
                continue  # the same template is looked at in the other language
            page = show(found)
            page.evaluate(axe_core._source())
            for width in widths_for(number):
                page.set_viewport_size({"width": width, "height": 800})
                wrong |= {f"{found.name} {width}: {w}" for w in page.evaluate(ALL_TAGS)}
    assert sorted(wrong) == []


@pytest.mark.soak
@pytest.mark.timeout(7200 if is_soak() else 900)
def test_every_page_fits_and_its_targets_are_a_thumb_wide_at_every_width(
    world, chromium, public_pages
):
    wrong = set()
    with showing(chromium, world.public, viewport={"width": 360, "height": 800}) as show:
        # Spanish is the longer: what fits in Spanish and is built alike fits in English.
        for found in [*(public_pages["en"] if is_soak() else ()), *public_pages["es"]]:
            page = show(found)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate(OVERFLOW) > 0:
                    wrong.add(f"{found.name} {width}: scrolls sideways")
                wrong |= {f"{found.name} {width}: small: {s}" for s in page.evaluate(SMALL)}
            page.set_viewport_size({"width": 320, "height": 640})
            page.add_style_tag(content="html{font-size:200%!important}")
            if page.evaluate(OVERFLOW) > 0:
                wrong.add(f"{found.name}: scrolls sideways when words are twice as large")
    assert sorted(wrong) == []


def test_every_page_is_valid_html(public_pages, nu):
    nu({f"{n}-{found.name}": found.page.data.decode()
        for n, found in enumerate([*public_pages["en"], *public_pages["es"]])})  # fmt: skip


def test_forced_colours_show_what_is_chosen_and_where_one_is(world, chromium, public_pages):
    pages = [f for f in public_pages["en"] if re.search(r"/(you|ways|check|sent)\b", f.path)]
    with showing(chromium, world.public, forced_colors="active") as show:
        for found in pages:
            page = show(found)
            for box in page.query_selector_all(".button, .leave"):
                style = box.evaluate("e => getComputedStyle(e).borderTopStyle")
                assert style == "solid", found.name


def test_paper_has_the_code_and_no_buttons(world, chromium, public_pages):
    found = next(f for f in public_pages["en"] if f.path == "/ask/sent")
    with showing(chromium, world.public) as show:
        page = show(found)
        page.emulate_media(media="print")
        assert page.is_visible(".panel")
        assert not page.is_visible(".leave")


def test_keyboard_alone_asks_and_every_stop_is_seen(site, chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{site}/ask/you")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    stops = 0
    while page.evaluate("document.activeElement.name") != "standing" and stops < 8:
        page.keyboard.press("Tab")
        stops += 1
        seen = page.evaluate(
            "(e => { const b = e.getBoundingClientRect();"
            " return b.top >= 0 && b.bottom <= innerHeight + 1 &&"
            " getComputedStyle(e).outlineStyle != 'none' || e.type == 'radio' })"
            "(document.activeElement)"
        )
        assert seen
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/name")
    page.keyboard.press("Tab")
    context.close()
