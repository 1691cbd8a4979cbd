"""What browsers are given: fresh, small, legible, and nobody's business but ours."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.support.gallery import PATHS, SITES, build, served

ROOT = Path(__file__).parents[2]
DIST = ROOT / "static" / "dist"
MANIFEST = json.loads((DIST / "manifest.json").read_text("utf-8"))
PAGES = [p for name in ("shared", *SITES) for p in (ROOT / "templates" / name).glob("**/*.html")]
HTML = "{http://www.w3.org/1999/xhtml}"
# Most bytes compressed. The portal's sheet may have 9,000 and its script 1,500; this keeps us lean.
BUDGETS = {
    "portal.css": 4200,
    "staff.css": 6000,
    "leave.js": 1000,
    "htmx.js": 13000,
    "icon.svg": 200,
}


def sources() -> str:
    """The digest that assets/build.js leaves of what it built from."""
    digest = hashlib.sha256()
    files = [path for path in (ROOT / "assets").rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda p: p.relative_to(ROOT / "assets").as_posix()):
        digest.update(path.read_bytes())
    digest.update((ROOT / "package-lock.json").read_bytes())
    shared = "".join(p.read_text("utf-8") for p in (ROOT / "templates/shared").glob("**/*.html"))
    digest.update("\n".join(sorted(set(re.findall(r"govuk-[\w-]+", shared)))).encode())
    return digest.hexdigest()


def test_built_files_are_those_of_the_sources():
    assert (DIST / "sources.sha256").read_text("utf-8").strip() == sources(), "run script/assets"


@pytest.mark.parametrize("name", MANIFEST)
def test_built_file_is_named_after_its_content_and_lies_beside_its_compressed_forms(name):
    path = DIST / MANIFEST[name]
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest()[:10] in path.name
    assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == content
    assert path.with_name(path.name + ".br").is_file()


def test_folder_holds_nothing_but_what_the_manifest_names():
    known = {"manifest.json", "sources.sha256", "LICENSES.txt"}
    for name in MANIFEST.values():
        known |= {name, f"{name}.br", f"{name}.gz"}
    assert {path.name for path in DIST.iterdir()} == known


@pytest.mark.parametrize("name", MANIFEST)
def test_built_file_keeps_its_budget(name):
    assert (DIST / f"{MANIFEST[name]}.br").stat().st_size <= BUDGETS[name]


def test_htmx_is_the_pinned_release_unchanged():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    version = lock["packages"]["node_modules/htmx.org"]["version"]
    assert version == "4.0.1"
    assert version in (DIST / MANIFEST["htmx.js"]).read_text("utf-8")
    assert f"htmx.org {version}" in (DIST / "LICENSES.txt").read_text("utf-8")


# -- nothing inline, nothing foreign ---------------------------------------------------------------


@pytest.mark.law_7
@pytest.mark.parametrize("path", PAGES, ids=lambda p: "/".join(p.parts[-2:]))
def test_template_has_nothing_inline_and_names_no_other_host(path):
    text = path.read_text("utf-8")
    assert re.findall(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son\w+=", text) == []
    assert re.findall(r"hx-on|javascript:|\bjs:", text) == []
    assert re.findall(r"(?:https?:)?//[\w-]+\.\w+", text) == []


@pytest.mark.law_7
@pytest.mark.parametrize("name", ["portal.css", "staff.css", "leave.js", "htmx.js"])
def test_built_file_names_no_other_host_and_stores_nothing(name):
    text = (DIST / MANIFEST[name]).read_text("utf-8")
    assert re.findall(r"url\(|@import|@font-face|https?://[^\"'` )]+", text) == []
    assert re.findall(r"localStorage|sessionStorage|indexedDB|document\.cookie", text) == []


@pytest.mark.parametrize("site", SITES)
def test_every_class_that_a_template_names_is_in_its_sheet(site):
    sheet = (DIST / MANIFEST[f"{site}.css"]).read_text("utf-8")
    styled = set(re.findall(r"\.([a-z][\w-]*)", sheet))
    named = set()
    # Of the shared parts the public site draws a few alone: its pages are looked at when crawled.
    folders = {site, "shared"} if site == "staff" else {site}
    for path in PAGES:
        if folders & set(path.relative_to(ROOT / "templates").parts):
            for classes in re.findall(r'class="([^"{]*)"', path.read_text("utf-8")):
                named |= set(classes.split())
    # Names of blocks that need no rule of their own
    assert named - styled <= {"govuk-label-wrapper", "govuk-checkboxes"}, "see assets/styles"


# -- legible ---------------------------------------------------------------------------------------


def colours(scheme: str) -> dict[str, str]:
    """The palette of the light or the dark scheme, by name."""
    text = (ROOT / "assets/styles/_theme.scss").read_text("utf-8")
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "card", "tint", "warn-tint", "good-tint", "error-tint")
WORDS = [(ink, ground) for ink in ("ink", "link") for ground in GROUNDS]
WORDS += [("soft", "paper"), ("soft", "card"), ("soft", "tint"), ("soft", "warn-tint")]
WORDS += [("error", "paper"), ("error", "card"), ("brand", "card"), ("on-halo", "halo")]
WORDS += [("on-brand", "brand"), ("on-brand", "brand-deep"), ("paper", "ink")]
WORDS += [("on-error", "error"), ("on-error", "error-deep")]
EDGES = [("edge", "paper"), ("edge", "card"), ("brand", "paper"), ("error", "paper")]
EDGES += [("focus", "halo"), ("warn", "warn-tint"), ("good", "good-tint")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_seven_to_one_and_edges_three_to_one(scheme):
    palette = colours(scheme)
    faint = {f"{a} on {b}": round(contrast(palette[a], palette[b]), 2)
             for a, b in WORDS if contrast(palette[a], palette[b]) < 7}  # fmt: skip
    faint |= {f"{a} by {b}": round(contrast(palette[a], palette[b]), 2)
              for a, b in EDGES if contrast(palette[a], palette[b]) < 3}  # fmt: skip
    assert faint == {}


# -- the macros ------------------------------------------------------------------------------------


def tree(site: str, path: str) -> Any:
    """A page of the gallery, parsed strictly."""
    response = build(site).test_client().get(path)
    assert response.status_code == 200
    return html5lib.HTMLParser(strict=True).parse(response.get_data(as_text=True))


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize("site", SITES)
def test_gallery_is_valid_and_every_reference_leads_somewhere(site, path):
    page = tree(site, path)
    ids = [e.get("id") for e in page.iter() if e.get("id")]
    assert sorted(ids) == sorted(set(ids))
    for element in page.iter():
        for name in ("for", "aria-describedby", "aria-labelledby"):
            assert set((element.get(name) or "").split()) <= set(ids), element.attrib
        if (element.get("href") or "").startswith("#"):
            assert element.get("href")[1:] in ids


@pytest.mark.parametrize("path", ["/form", "/errors"])
@pytest.mark.parametrize("site", SITES)
def test_every_control_has_a_label_and_every_group_a_legend(site, path):
    page = tree(site, path)
    labelled = {label.get("for") for label in page.iter(HTML + "label")}
    controls = [e for tag in ("input", "textarea", "select") for e in page.iter(HTML + tag)
                if e.get("type") != "hidden"]  # fmt: skip
    assert len(controls) == (14 if site == "staff" else 12)
    assert [c.get("id") for c in controls if c.get("id") not in labelled] == []
    assert all(len(g.findall(HTML + "legend")) == 1 for g in page.iter(HTML + "fieldset"))


@pytest.mark.law_7
def test_no_control_lets_the_browser_keep_or_send_away_what_is_typed():
    page = tree("portal", "/form")
    assert [f.get("autocomplete") for f in page.iter(HTML + "form")] == ["off"]
    for tag in ("input", "textarea"):
        for control in page.iter(HTML + tag):
            if control.get("type") is None:
                assert control.get("autocomplete") == "off", control.attrib
    assert all(w.get("spellcheck") == "false" for w in page.iter(HTML + "textarea"))


def test_wrong_form_keeps_what_was_typed_and_says_why_beside_each_question():
    page = tree("portal", "/errors")
    by_id = {e.get("id"): e for e in page.iter() if e.get("id")}
    assert by_id["name"].get("value") == "Ann <b>"
    assert by_id["born-day"].get("value") == "31"
    assert by_id["born-day"].get("aria-invalid") is None
    assert by_id["born-month"].get("aria-invalid") == "true"
    links = [a.get("href") for a in page.iter(HTML + "a") if (a.get("href") or "").startswith("#")]
    assert links == ["#main", "#name", "#story", "#way", "#who", "#agreed", "#born-month",
                     "#secret"]  # fmt: skip
    said = "".join(by_id["way-error"].itertext())
    assert said == "Error: Choose a way."
    title = next(page.iter(HTML + "title"))
    assert title.text == "Error: A question"


def test_field_of_an_unknown_kind_is_a_fault():
    app = build("portal")
    with app.test_request_context(), pytest.raises(Exception, match="poem"):
        app.jinja_env.from_string(
            '{% from "shared/fields.html" import field %}{{ field({"kind": "poem"}) }}'
        ).render()


# -- in a browser ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", SITES)
def test_gallery_pleases_axe_fits_320_pixels_and_a_thumb(chromium, axe, site, scheme):
    with served(build(site)) as address:
        for width in (320, 1280):
            tab = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for path in PATHS.values():
                tab.goto(address + path)
                axe(tab)
                assert tab.evaluate(OVERFLOW) == 0, (path, width)
                assert tab.evaluate(SMALL) == [], (path, width)
            tab.close()


# WCAG 2.5.5 speaks of what stands alone: a link in a sentence or a table may be as it is.
SMALL = """() =>
    [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
    .filter(e => !e.closest('p, td, th') && !e.matches('.skip') && e.checkVisibility())
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


def test_words_may_be_twice_as_large_at_320_pixels(chromium):
    with served(build("portal")) as address:
        tab = chromium.new_page(viewport={"width": 320, "height": 800})
        for path in PATHS.values():
            tab.goto(address + path)
            tab.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
            assert tab.evaluate(OVERFLOW) == 0, path
        tab.close()


def test_first_visit_asks_for_four_things_at_most(chromium):
    app = build("portal")
    with served(app) as address:
        tab = chromium.new_page()
        tab.goto(f"{address}/parts", wait_until="networkidle")
        assert len(app.extensions["heard"]) <= 4
        tab.close()


def leave_by_button(tab: Any) -> None:
    tab.click("text=Leave this page")


def leave_by_shift(tab: Any) -> None:
    for _ in range(3):
        tab.keyboard.press("Shift")


@pytest.mark.law_7
@pytest.mark.parametrize("leave", [leave_by_button, leave_by_shift])
def test_leaving_tells_the_server_and_leaves_no_entry_to_go_back_to(chromium, leave):
    app = build("portal")
    with served(app) as address:
        tab = chromium.new_context().new_page()
        tab.goto(f"{address}/safety")
        tab.goto(f"{address}/form")
        leave(tab)
        tab.wait_for_url("**/weather")
        tab.go_back()
        assert tab.url == f"{address}/safety"
        assert "POST /exit" in app.extensions["heard"]
        tab.context.close()


@pytest.mark.law_7
def test_leaving_works_without_a_script(chromium):
    with served(build("portal")) as address:
        tab = chromium.new_context(java_script_enabled=False).new_page()
        tab.goto(f"{address}/form")
        tab.click("text=Leave this page")
        assert tab.url == f"{address}/weather"
        tab.context.close()


def test_capital_letters_typed_one_after_the_other_do_not_leave(chromium):
    with served(build("portal")) as address:
        tab = chromium.new_context().new_page()
        tab.goto(f"{address}/form")
        tab.focus("#name")
        for letter in "ABCD":
            tab.keyboard.press(f"Shift+{letter}")
        assert tab.input_value("#name") == "ABCD"
        tab.context.close()


@pytest.mark.law_7
def test_going_on_and_back_shows_nothing_that_was_typed(chromium):
    with served(build("portal")) as address:
        tab = chromium.new_context().new_page()
        tab.goto(f"{address}/form")
        tab.fill("#name", "Ann")
        tab.check("#way")
        tab.goto(f"{address}/safety")
        tab.go_back()
        assert tab.input_value("#name") == ""
        assert not tab.is_checked("#way")
        tab.context.close()


def test_idle_notice_comes_in_time_and_a_press_gives_more(chromium):
    app = build("portal")
    with served(app) as address:
        tab = chromium.new_context().new_page()
        tab.clock.install()
        tab.goto(f"{address}/form")
        notice = tab.locator("#idle")
        tab.clock.run_for("16:50")
        assert notice.is_hidden()
        tab.clock.run_for("00:20")
        assert notice.is_visible()
        with tab.expect_response("**/still-here"):
            notice.get_by_role("button").click()
        notice.wait_for(state="hidden")
        tab.clock.run_for("16:50")
        assert notice.is_hidden()
        tab.context.close()


def test_typing_counts_as_being_there(chromium):
    app = build("portal")
    with served(app) as address:
        tab = chromium.new_context().new_page()
        tab.clock.install()
        tab.goto(f"{address}/form")
        tab.clock.run_for("15:00")
        with tab.expect_response("**/still-here"):
            tab.type("#name", "A")
        tab.clock.run_for("10:00")
        assert tab.locator("#idle").is_hidden()
        tab.context.close()


def test_page_is_asked_for_anew_when_the_time_is_up(chromium):
    app = build("portal")
    with served(app) as address:
        tab = chromium.new_context().new_page()
        tab.clock.install()
        tab.goto(f"{address}/form")
        tab.fill("#name", "Ann")
        with tab.expect_navigation():
            tab.clock.run_for("21:30")
        assert tab.input_value("#name") == ""
        tab.context.close()


@pytest.mark.law_6
def test_paper_names_neither_the_unit_nor_a_hotline(chromium):
    with served(build("portal")) as address:
        tab = chromium.new_page()
        tab.goto(f"{address}/parts")
        tab.emulate_media(media="print")
        said = tab.inner_text("body")
        tab.close()
    assert "4821 0937 5514 2268" in said
    assert "1-866-522-4087" in said
    assert "Victim" not in said
    assert "Hotline" not in said


def test_gallery_is_valid_html(nu):
    nu({f"{site}-{name}": build(site).test_client().get(path).get_data(as_text=True)
        for site in SITES for name, path in PATHS.items()})  # fmt: skip
