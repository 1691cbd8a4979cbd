"""From a context to a PDF/UA file: the templates' environment, the fetcher, the press.

WeasyPrint is imported when the first document is made: it is slow to load, and the web processes
never print.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from shared.documents import words
from shared.documents.facts import Paper
from shared.policy import Policy

FOLDER = Path(__file__).parent.parent.parent / "templates" / "documents"
MEDIA = {".css": "text/css", ".svg": "image/svg+xml"}
GIVEN = ("image/png", "image/jpeg")


class NotPrinted(Exception):
    """A document could not be made; nothing of it was kept."""


def _finalized(value: Any) -> Any:
    """Every value that a template prints: signs no font has are named, None is a fault."""
    if value is None:
        raise NotPrinted("a template printed a value that is not there")
    if isinstance(value, Markup):
        return Markup(words.printable(value))  # noqa: S704  # already safe, made printable
    return words.printable(value) if isinstance(value, str) else value


@cache
def environment() -> Environment:
    """The documents' own Jinja environment: strict, escaping, apart from the sites'."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.filters["paragraphs"] = paragraphs
    made.filters["css"] = css_string
    return made


def css_string(text: str) -> Markup:
    """`text` as a CSS string in which every sign but letters, digits and spaces is escaped."""
    plain = words.printable(text.unescape() if isinstance(text, Markup) else text)
    signs = (c if c == " " or (c.isascii() and c.isalnum()) else f"\\{ord(c):06x}" for c in plain)
    safe = "".join(signs)
    return Markup(f'"{safe}"')  # noqa: S704  # nothing is left that could end the string


def paragraphs(text: str) -> list[list[str]]:
    """A text as paragraphs (parted by an empty line) of lines."""
    blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return [block.split("\n") for block in blocks if block.strip()]


def page(template: str, title: str, context: Paper, language: str, policy: Policy) -> str:
    """The HTML page of a document.  Raises NotPrinted if the template and context do not fit."""
    translate = words.translator(policy, language)
    try:
        return (
            environment()
            .get_template(template)
            .render(
                paper=context,
                title=translate(title),
                policy=policy,
                lang=language,
                _=translate,
                day=lambda value: words.day(value, language),
                hour=lambda value: words.hour(value, language),
                say=lambda text: text.say(language),
            )
        )
    except KeyError as missing:
        raise NotPrinted(f"{template}: nothing fills {missing}") from missing


@cache
def _fetcher_class() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # see above

    class Fetcher(URLFetcher):
        """Serves `own:` files of the documents' folder and `given:` images; refuses all else."""

        def __init__(self, given: dict[str, tuple[str, bytes]]) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
            self._given = given

        def fetch(self, url: Any, headers: Any = None) -> Any:  # noqa: ARG002  # its signature
            scheme, _, name = str(url).partition(":")
            if scheme == "given" and name in self._given:
                media, body = self._given[name]
                return URLFetcherResponse(url, body, {"Content-Type": media})
            if scheme == "own" and name == Path(name).name and Path(name).suffix in MEDIA:
                body = (FOLDER / name).read_bytes()
                return URLFetcherResponse(url, body, {"Content-Type": MEDIA[Path(name).suffix]})
            raise ValueError("a document may use only the project's own files")

    return Fetcher


def pdf(html: str, given: dict[str, tuple[str, bytes]] | None = None) -> bytes:
    """`html` as a tagged PDF/UA-1 file; `given` are images by name: (media type, bytes).

    Raises NotPrinted if a file is missing or refused.
    """
    from weasyprint import HTML  # noqa: PLC0415  # see above
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    for name, (media, _) in (given or {}).items():
        if media not in GIVEN:
            raise NotPrinted(f"{name}: {media} is not a page image")
    fetcher = _fetcher_class()(given or {})
    try:
        made: bytes = HTML(string=html, base_url="own:", url_fetcher=fetcher).write_pdf(
            pdf_variant="pdf/ua-1"
        )
    except FatalURLFetchingError as refused:
        raise NotPrinted(str(refused)) from refused
    return made
