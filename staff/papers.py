"""Documents of a case: ask for one, open it, mark it printed."""

from flask import Blueprint, Response, abort, request

from shared import documents, papers, permissions, vault, web
from shared.dialogue import casefile
from shared.signin import current_actor

blueprint = Blueprint("papers", __name__)

# What may be asked for by hand; the others are made by the act that needs them.
BY_HAND = ("acknowledgement", "decision", "closure", "case-summary", "case-summary-supervisor",
           "case-summary-need-to-know")  # fmt: skip
NEUTRAL = "document.pdf"  # law 6: a file's name lands in lists of downloads


def titles(language: str) -> list[tuple[str, str]]:
    """What may be asked for, with its title."""
    return [(name, documents.REGISTRY[name].titled(language)) for name in BY_HAND]


def title(name: str) -> str:
    """A document's title in the reader's language."""
    known = documents.REGISTRY.get(name)
    return known.titled(web.language()) if known else name


@blueprint.post("/cases/<subject>/papers")
@web.requires("paper.read", "S28")
def ask(subject: str) -> web.Answer:
    """Ask for a document; the worker makes it."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    name, language = request.form.get("name", ""), request.form.get("language", "en")
    if name not in BY_HAND or language not in ("en", "es"):
        abort(400)
    casefile.ask_paper(actor, case, name, language)
    return web.see_other("cases.show", subject=case.id, said="asked", _anchor="papers")


@blueprint.get("/papers/<subject>")
@web.requires("paper.read", "S28")
def show(subject: str) -> web.Answer:
    """The PDF as it was made.  The reading is recorded before it is opened."""
    actor = current_actor()
    paper = permissions.get_for(actor, "paper", subject)
    if paper.ready_at is None:
        abort(404)
    try:
        pdf = papers.content(actor, paper)
    except vault.Erased:
        abort(404)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{NEUTRAL}"'
    return response


@blueprint.post("/papers/<subject>/printed")
@web.requires("paper.read")
def printed(subject: str) -> web.Answer:
    """Say that it was printed."""
    actor = current_actor()
    paper = permissions.get_for(actor, "paper", subject)
    if paper.ready_at is None:
        abort(404)
    papers.mark_printed(actor, paper)
    return web.back_to(request.form.get("back"), "queue.show")
