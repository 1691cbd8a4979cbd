"""Documents on paper: a registry, typed contexts, tagged PDF files.

    context = documents.victim.Acknowledgement(reference=…, on=…, …)
    pdf = documents.render("acknowledgement", context, "es")

The same context, language and policy give the same bytes.  docs/documents.md shows how to add one.
"""

from io import BytesIO

from shared.documents import facility, offender, press, unit, victim
from shared.documents.facts import KINDS, NEVER, Paper, kinds_of
from shared.documents.press import NotPrinted
from shared.documents.registry import REGISTRY, Document
from shared.policy import Policy, current

__all__ = [
    "KINDS",
    "NEVER",
    "REGISTRY",
    "Document",
    "NotPrinted",
    "Paper",
    "facility",
    "html",
    "kinds_of",
    "offender",
    "render",
    "render_sample",
    "unit",
    "victim",
]


def html(name: str, context: Paper, language: str, policy: Policy | None = None) -> str:
    """The page behind a document, as the press gets it.

    Raises KeyError for an unknown name, TypeError for another document's context, NotPrinted.
    """
    document = REGISTRY[name]
    if type(context) is not document.context:
        given, needed = type(context).__name__, document.context.__name__
        raise TypeError(f"{name} is made from {needed}, not from {given}")
    return press.page(document.template, document.title, context, language, policy or current())


def render(name: str, context: Paper, language: str, policy: Policy | None = None) -> bytes:
    """The document `name` as a PDF/UA-1 file, in "en" or "es", under a policy (else the current).

    Raises as `html` does, and NotPrinted if an image cannot be read.  Slow (about a second):
    call it in the worker, never while answering a request.
    """
    return press.pdf(html(name, context, language, policy), _images(context))


def render_sample(name: str, language: str, policy: Policy | None = None) -> bytes:
    """The document `name` about invented people, as `render`."""
    chosen = policy or current()
    return render(name, REGISTRY[name].sample(language, chosen), language, chosen)


def _images(context: Paper) -> dict[str, tuple[str, bytes]]:
    """The page images of a letter, under the names by which its template asks for them."""
    given: dict[str, tuple[str, bytes]] = {}
    if isinstance(context, victim.SealedLetter):
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # only where images are

        for number, scan in enumerate(context.pages, 1):
            try:
                with Image.open(BytesIO(scan.image), formats=("PNG", "JPEG")) as image:
                    image.load()
            except (
                UnidentifiedImageError,
                OSError,
                ValueError,
                Image.DecompressionBombError,
            ) as bad:
                raise NotPrinted(f"page {number} of the letter is not a readable image") from bad
            given[f"page-{number}"] = (scan.media, scan.image)
    return given
