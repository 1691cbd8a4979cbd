"""Pictures of the public site: every page, as a stranger, in the midst of asking, and come back."""

from typing import Any
from urllib.parse import urldefrag, urlsplit

from tests.support.crawl import ANSWERS
from tests.support.tour.album import Album
from tests.support.tour.running import Sites

SKIPPED = ("/exit", "/static/", "/forms/", "/es/forms/")


class Person:
    """Somebody at a browser without JavaScript."""

    def __init__(self, album: Album, browser: Any, site: str, language: str, widths: Any) -> None:
        self.album, self.site, self.language, self.widths = album, site, language, widths
        self.start = "/es" if language == "es" else ""
        self.context = browser.new_context(java_script_enabled=False)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()

    def go(self, path: str) -> bool:
        """Open a page of this language."""
        answer = self.page.goto(self.site + self.start + path)
        return bool(answer and answer.status == 200)

    def keep(self, name: str) -> None:
        """A picture of the page."""
        self.album.take(self.page, f"Public site ({self.language})",
                        f"public-{name}-{self.language}", self.widths)  # fmt: skip

    @property
    def has_errors(self) -> bool:
        """Whether the page says what is to be looked at again."""
        return bool(self.page.locator(".govuk-error-summary").count())

    def press(self) -> None:
        """The main button of the page's last form."""
        self.page.locator("main form[method=post] button.button:not(.button--link)").last.click()

    def fill(self, values: dict[str, Any]) -> None:
        """Answer the questions of the page that are named."""
        closed = self.page.locator("main details:not([open]) > summary")
        for _ in range(closed.count()):
            closed.first.click()
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                fields = self.page.locator(f'[name="{name}"]')
                if not fields.count():
                    continue
                if fields.first.get_attribute("type") in {"radio", "checkbox"}:
                    self._choose(self.page.locator(f'[name="{name}"][value="{one}"]').first)
                elif fields.first.is_visible():  # some show once another is chosen
                    fields.first.fill(one)

    def _choose(self, option: Any) -> None:
        if not option.is_checked():
            self.page.locator(f'label[for="{option.get_attribute("id")}"]').click()

    def links(self) -> list[str]:
        """Where the page leads on this site in this language, without the language."""
        found = []
        for link in self.page.locator("a[href]").all():
            path = urlsplit(urldefrag(link.get_attribute("href") or "").url).path
            is_spanish = path == "/es" or path.startswith("/es/")
            if path.startswith("/") and is_spanish == bool(self.start):
                found.append(path.removeprefix(self.start) or "/")
        return found


def _name(path: str) -> str:
    return path.strip("/").replace("/", "-") or "start"


def _stranger(person: Person) -> None:
    waiting, seen = ["/", "/status"], {"/", "/status"}
    while waiting:
        path = waiting.pop(0)
        if not person.go(path):
            continue
        person.keep(_name(path))
        links = [one for one in person.links() if one not in seen and not one.startswith(SKIPPED)]
        seen |= set(links)
        waiting += dict.fromkeys(links)
    person.page.goto(person.site + person.start + "/nowhere")
    person.keep("not-found")


def _asks(person: Person, journey: str) -> None:
    for key, values in ANSWERS.items():
        if not person.go(f"/{journey}/{key}"):
            continue
        person.keep(f"{journey}-{key}")
        person.press()
        if person.has_errors:
            person.keep(f"{journey}-{key}-wrong")
        person.go(f"/{journey}/{key}")
        person.fill(values)
        person.press()
        if person.page.url.endswith("/note"):
            person.keep(f"{journey}-{key}-note")
    for part in ("stop", "check"):
        if person.go(f"/{journey}/{part}"):
            person.keep(f"{journey}-{part}")
    person.press()
    person.keep(f"{journey}-sent")


def _saves(person: Person) -> None:
    """Save a form, open it by its code; a code that opens nothing; stop for good."""
    person.go("/ask/you")
    person.fill(ANSWERS["you"])
    person.press()
    person.go("/ask/stop")
    person.page.locator("main form button").first.click()
    person.keep("saved")
    person.go("/back")
    person.fill({"code": "1234 5678 9012 3452"})
    person.press()
    person.keep("back-wrong")
    person.go("/ask/you")
    person.fill(ANSWERS["you"])
    person.press()
    person.go("/ask/stop")
    person.page.locator("main form button").last.click()
    person.keep("stopped")


def _returns(person: Person, card: dict[str, str], seen: set[str]) -> None:
    """What stands in this state, and each form of the page that was not `seen` in another."""
    person.go("/status")
    person.press()
    if "status-wrong" not in seen:
        seen.add("status-wrong")
        person.keep("status-wrong")
    person.fill({"reference": card["reference"], "code": card["access_code"]})
    person.press()
    name = f"status-{_name(card['stage'].replace(': ', '-'))}"
    person.keep(name)
    inner = [one for one in person.links() if one.startswith(("/status/", "/reach"))]
    for path in [one for one in dict.fromkeys(inner) if one not in seen]:
        seen.add(path)
        if not person.go(path):
            continue
        person.keep(_name(path))
        if path.startswith("/status/") and path != "/status/stop":
            person.press()
            person.keep(f"{_name(path)}-{'wrong' if person.has_errors else 'done'}")
    if "/reach" in inner and "reach-ways" not in seen:
        seen.add("reach-ways")
        _asks(person, "reach")


def take(album: Album, browser: Any, sites: Sites, widths: tuple[int, ...]) -> None:
    """All pages of the public site, in both languages."""
    for language in ("en", "es"):

        def new(said: str = language) -> Person:
            return Person(album, browser, sites.portal, said, widths)

        seen: set[str] = set()
        visits = [
            _stranger,
            *(lambda who, journey=journey: _asks(who, journey) for journey in ("ask", "notice")),
            _saves,
            *(lambda who, card=card, seen=seen: _returns(who, card, seen) for card in sites.people),
        ]
        for visit in visits:
            person = new()
            visit(person)
            person.context.close()
