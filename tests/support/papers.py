"""Reading documents back: their pages, their words, their text as a PDF."""

import io
import re
from functools import cache

import pypdf
from markupsafe import Markup

from shared import documents, policy
from shared.documents import REGISTRY, words

NAMES = sorted(REGISTRY)
LANGUAGES = ("en", "es")
POLICIES = ("mississippi", "harmed-person")


@cache
def sample_page(name: str, language: str, of: str = "mississippi") -> str:
    """The HTML of a document about invented people."""
    chosen = policy.load(of)
    return documents.html(name, REGISTRY[name].sample(language, chosen), language, chosen)


def plain(html: str) -> str:
    """A page's words: no tags, no styles, single spaces."""
    html = re.sub(r"<(style|title).*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(Markup(re.sub(r"<[^>]+>", " ", html)).unescape().split())


def words_of(name: str, language: str = "en", of: str = "mississippi") -> str:
    """The words of a sample."""
    return plain(sample_page(name, language, of))


def reader(pdf: bytes) -> pypdf.PdfReader:
    """A PDF, opened."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """What a reader of a PDF sees, page after page."""
    return " ".join(" ".join(page.extract_text() for page in reader(pdf).pages).split())


def said(beginning: str, language: str, of: str = "mississippi") -> str:
    """The longest run without values of the one sentence of the documents that begins so."""
    sentences = [m for m in words.catalogue("es") if m.startswith(beginning)]
    exact = [m for m in sentences if m == beginning] or sentences
    assert len(exact) == 1, f"{beginning!r} begins {len(exact)} sentences"
    sentence = words.catalogue(language).get(exact[0], exact[0])
    known = policy.places(policy.load(of), language)
    filled = re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "\0"), sentence)
    return " ".join(max(filled.split("\0"), key=len).split())
