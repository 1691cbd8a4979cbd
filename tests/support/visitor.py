"""A visitor to one of the sites: asks for pages as a browser without JavaScript would.

Every page of HTML is parsed strictly; a page that is not valid, has two elements with one id, or
lacks a title or a first heading fails the test that asked for it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"

Element = ElementTree.Element


def words(element: Element) -> str:
    """The words in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Page:
    """An answer: `status`, `location`, `headers`, `data`, and what its HTML says."""

    def __init__(self, response: Any, path: str) -> None:
        self.path = path
        self.status: int = response.status_code
        self.headers = response.headers
        self.location: str = response.headers.get("Location", "")
        self.data: bytes = response.get_data()
        self.html = response.mimetype == "text/html" and bool(self.data)
        self.tree = _parsed(response.get_data(as_text=True), path) if self.html else None
        if self.tree is not None and not self.is_region:
            self._check()

    @property
    def is_region(self) -> bool:
        """Whether it is a part of a page, for htmx."""
        return b"<!doctype html" not in self.data[:200].lower()

    def _check(self) -> None:
        assert self.tree is not None
        ids = Counter(e.get("id") for e in self.tree.iter() if e.get("id"))
        twice = [name for name, count in ids.items() if count > 1]
        assert not twice, f"{self.path}: two elements have the id {twice}"
        assert self.title, f"{self.path}: no title"
        assert len(self.all("h1")) == 1, f"{self.path}: needs one h1, has {len(self.all('h1'))}"

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of this tag with these attributes (`class_` matches one of its classes)."""
        assert self.tree is not None, f"{self.path}: not a page of HTML ({self.status})"
        return [e for e in self.tree.iter(HTML + tag) if _has(e, attributes)]

    def one(self, tag: str, **attributes: str) -> Element:
        """The one element of this tag with these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{self.path}: {len(found)} of {tag} {attributes}"
        return found[0]

    @property
    def title(self) -> str:
        return words(self.all("title")[0]) if self.all("title") else ""

    @property
    def h1(self) -> str:
        return words(self.one("h1"))

    @property
    def text(self) -> str:
        """What can be read on the page (its main part, if it has one)."""
        main = self.all("main") or self.all("body")
        return words(main[0]) if main else self.data.decode()

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [
            words(item) for box in self.all("div", class_="govuk-error-summary")
            for item in box.iter(HTML + "li")
        ]  # fmt: skip

    def links(self) -> list[str]:
        """Where one can go from here."""
        return [str(a.get("href")) for a in self.all("a") if a.get("href")]

    def form(self, number: int = -1, action: str | None = None) -> "Form":
        """A form of the page: by its action, or by number (the last unless named)."""
        forms = self.all("form")
        if action is not None:
            forms = [f for f in forms if (f.get("action") or self.path).split("?")[0] == action]
        assert forms, f"{self.path}: no form {action or ''}"
        return Form.read(forms[number], self.path)


@dataclass
class Form:
    """A form as it stands: where it goes, how, and what is filled in."""

    action: str
    method: str
    values: dict[str, Any]
    names: set[str]

    @classmethod
    def read(cls, element: Element, path: str) -> "Form":
        values: dict[str, Any] = {}
        names = set()
        for field in element.iter():
            name = field.get("name")
            if not name or field.get("disabled") is not None:
                continue
            names.add(name)
            value = _filled(field)
            if value is not None:
                values[name] = [*values.get(name, []), value]
        single = {name: v[0] if len(v) == 1 else v for name, v in values.items()}
        return cls(element.get("action") or path, (element.get("method") or "get").lower(),
                   single, names)  # fmt: skip


def _filled(field: Element) -> str | None:
    tag, kind = field.tag.removeprefix(HTML), field.get("type", "text")
    if tag == "textarea":
        return "".join(field.itertext()).removeprefix("\n")
    if tag == "select":
        options = list(field.iter(HTML + "option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return (chosen[0].get("value") or "") if chosen else None
    if tag != "input" or kind in ("submit", "button", "file"):
        return None
    if kind in ("checkbox", "radio"):
        return (field.get("value") or "on") if field.get("checked") is not None else None
    return field.get("value") or ""


def _parsed(text: str, path: str) -> Element:
    parser = html5lib.HTMLParser(strict=True)
    whole = "<!doctype html" in text[:200].lower()
    try:
        tree: Element = parser.parse(text) if whole else parser.parseFragment(text)
    except html5lib.html5parser.ParseError as wrong:
        line = parser.errors[0][0][0] if parser.errors else 1
        near = "\n".join(text.splitlines()[max(0, line - 3) : line + 1])
        raise AssertionError(f"{path} is not valid HTML: {wrong}\n{near}") from wrong
    return tree


def _has(element: Element, attributes: dict[str, str]) -> bool:
    for name, wanted in attributes.items():
        if name == "class_":
            if wanted not in (element.get("class") or "").split():
                return False
        elif element.get(name.replace("_", "-")) != wanted:
            return False
    return True


class Visitor:
    """Someone at a browser, with its cookies."""

    def __init__(self, app: Any, origin: str) -> None:
        self.app = app
        self.origin = origin
        self.client = app.test_client()
        self.page: Page | None = None
        self.authenticator: Callable[[], str] | None = None  # gives a new code whenever asked

    def _open(self, method: str, path: str, expect: int | None, **options: Any) -> Page:
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": self.origin}
        headers |= options.pop("headers", {})
        response = self.client.open(
            path, method=method, base_url=self.origin, headers=headers, **options
        )
        self.page = Page(response, path)
        response.close()
        if expect is not None:
            said = self.page.text[:1500] if self.page.html else self.page.data[:300]
            assert self.page.status == expect, f"{method} {path}: {self.page.status}\n{said}"
        return self.page

    def get(self, path: str, expect: int | None = 200, **options: Any) -> Page:
        """Ask for a page."""
        return self._open("GET", path, expect, **options)

    def post(
        self, path: str, values: dict[str, Any] | None = None, expect: int | None = 303,
        **options: Any,
    ) -> Page:  # fmt: skip
        """Send values as they are, without any form (and so without its token)."""
        return self._open("POST", path, expect, data=values or {}, **options)

    def submit(
        self, page: Page, values: dict[str, Any] | None = None, *, expect: int | None = 303,
        action: str | None = None, number: int = -1, strict: bool = True, **options: Any,
    ) -> Page:  # fmt: skip
        """Fill in a form of `page` and send it; None leaves a field out altogether.

        `strict` insists that the form has every field that is filled in.
        """
        form = page.form(number, action)
        given = dict(values or {})
        unknown = set(given) - form.names
        assert not (strict and unknown), f"{page.path}: the form has no field {sorted(unknown)}"
        if self.authenticator and "one_time_code" in form.names - set(given):
            given["one_time_code"] = self.authenticator()
        filled = {k: v for k, v in (form.values | given).items() if v is not None}
        sent = {"query_string": filled} if form.method == "get" else {"data": filled}
        return self._open(form.method.upper(), form.action, expect, **sent, **options)

    def follow(self, expect: int = 200) -> Page:
        """Go where the last answer points."""
        assert self.page is not None
        assert self.page.location, f"{self.page.path}: points nowhere ({self.page.status})"
        return self.get(self.page.location.removeprefix(self.origin), expect)
