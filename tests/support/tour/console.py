"""Pictures of the console: every kind of page, as each role sees it."""

from typing import Any

import pyotp

from tests.support.tour.album import NARROW, WIDE, Album
from tests.support.tour.running import Sites
from tests.support.walk import walk

WIDTHS = (WIDE, NARROW)
Kinds = set[tuple[str, str, str]]


def sign_in(page: Any, sites: Sites, role: str) -> None:
    """The first account of a role at its desk."""
    login = sites.login(role)
    page.goto(f"{sites.console}/sign-in")
    page.fill("[name=username]", login["user"])
    page.fill("[name=passphrase]", login["passphrase"])
    page.fill("[name=code]", pyotp.TOTP(login["totp_secret"]).now())
    page.click("main button")
    page.wait_for_url("**/queue")


def _speak(page: Any, sites: Sites, language: str) -> None:
    page.goto(f"{sites.console}/queue")
    button = page.locator(f"button[name=language][value={language}]")
    if button.count():
        button.click()


def _desk(album: Album, browser: Any, sites: Sites, role: str, seen: Kinds, wide: bool) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    def get(path: str) -> str | None:
        answer = page.goto(sites.console + path)
        return page.content() if answer and answer.status == 200 else None

    sign_in(page, sites, role)
    _speak(page, sites, "en")
    stops = []
    for stop in walk(role, get, seen):
        stops.append(stop)
        album.take(page, f"Console: {role}", f"{stop.name}-en", WIDTHS)
        page.set_viewport_size({"width": WIDE, "height": 800})
    _speak(page, sites, "es")
    for stop in stops:
        page.goto(sites.console + stop.path)
        album.take(page, f"Console: {role}", f"{stop.name}-es",
                   WIDTHS if wide else (NARROW,))  # fmt: skip
    context.close()


def take(album: Album, browser: Any, sites: Sites, roles: tuple[str, ...], wide: bool) -> None:
    """All pages of the console."""
    for language in ("en", "es"):
        context = browser.new_context(java_script_enabled=False, locale=language)
        page = context.new_page()
        page.goto(f"{sites.console}/sign-in")
        album.take(page, "Console: sign in", f"sign-in-{language}", WIDTHS)
        page.click("main button")
        album.take(page, "Console: sign in", f"sign-in-refused-{language}", WIDTHS)
        context.close()
    seen: Kinds = set()
    for role in roles:
        _desk(album, browser, sites, role, seen, wide)
