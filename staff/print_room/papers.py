"""Documents of a case: ask for one, open it, mark it printed.

A document that is to leave is opened only once the post was collected, and only while it is still
true and wished for; what is kept as a record is opened as one (law 5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from shared import documents, papers, web
from shared.accounts.sign_in import current_actor
from shared.dialogue import case_file
from shared.intake import collecting
from shared.records import permissions, vault
from shared.records.workflow import Refused
from staff.acting import step_up

if TYPE_CHECKING:
    from shared.records.models import DialogueCase, Paper

blueprint = Blueprint("papers", __name__)

# What may be asked for by hand; the others are made by the act that needs them.
BY_HAND = (
    "acknowledgement", "decision", "closure", "case-summary", "case-summary-supervisor",
    "case-summary-need-to-know",
)  # fmt: skip
SUMMARY = "case-summary"
NEUTRAL = "document.pdf"  # law 6: a file's name lands in lists of downloads


def titles(case: DialogueCase, language: str) -> list[tuple[str, str]]:
    """What may be asked for as the case stands, with its title."""
    return [
        (name, documents.REGISTRY[name].titled(language)) for name in BY_HAND
        if case_file.is_paper_true(case, name)
    ]  # fmt: skip


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
    if not case_file.is_paper_true(case, name):
        return web.see_other("cases.show", subject=case.id, said="untrue", _anchor="papers")
    if name.startswith(SUMMARY):
        again = _confirm(case, name, language)
        if again is not None:
            return again
    case_file.ask_paper(actor, case, name, language)
    return web.see_other("cases.show", subject=case.id, said="asked", _anchor="papers")


def _confirm(case: DialogueCase, name: str, language: str) -> web.Answer | None:
    """A summary takes a whole case out of the console: it asks for the code.  None once given."""
    is_asked = "one_time_code" in request.form
    form = step_up.Confirmed() if is_asked else step_up.Confirmed(formdata=None)
    if is_asked and form.validate() and step_up.is_confirmed(form, f"paper.{name} {case.id}"):
        return None
    return web.answer(
        "staff/paper_ask.html", status=422 if is_asked else 200, case=case, name=name, form=form,
        language=language, title=title(name),
    )  # fmt: skip


def _ready(subject: str) -> Any:
    paper = permissions.get_for(current_actor(), "paper", subject)
    if paper.ready_at is None:
        abort(404)
    return paper


def _stays(paper: Paper, said: str) -> web.Answer:
    """Why a document is not opened, and what may be done about it."""
    return web.answer(
        "staff/paper_stays.html", status=409, paper=paper, title=title(paper.name),
        sentence=gettext(said), is_record=papers.is_record(paper),
        may_collect=papers.is_outward(paper) and papers.why_not_collected(paper) is not None,
    )  # fmt: skip


def _as_record(paper: Paper) -> bool:
    return request.args.get("as") == "record" and papers.is_record(paper)


@blueprint.get("/papers/<subject>")
@web.requires("paper.read", "S28")
def show(subject: str) -> web.Answer:
    """The PDF as it was made.  The reading is recorded before it is opened."""
    paper = _ready(subject)
    said = papers.why_not(paper)
    if said and not _as_record(paper):
        return _stays(paper, said)
    try:
        pdf = papers.content(current_actor(), paper)
    except vault.Erased:
        abort(404)
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{NEUTRAL}"'
    return response


@blueprint.post("/papers/<subject>/collect")
@web.requires("paper.read")
def collect(subject: str) -> web.Answer:
    """Collect the post, then open the document if it may still leave."""
    paper = _ready(subject)
    try:
        _collect_for(paper)
    except Refused as refused:
        return _stays(paper, refused.sentence)
    return web.see_other("papers.show", subject=paper.id)


@blueprint.post("/papers/<subject>/printed")
@web.requires("paper.read")
def printed(subject: str) -> web.Answer:
    """Say that it was printed: refused if a stop has come in since it was opened."""
    paper = _ready(subject)
    try:
        _collect_for(paper)
        papers.mark_printed(current_actor(), paper)
    except Refused as refused:
        return _stays(paper, refused.sentence)
    return web.back_to(request.form.get("back"), "queue.show")


def _collect_for(paper: Paper) -> None:
    """Collect the post before a paper of a dialogue leaves.  Raises Refused if it cannot be."""
    if papers.why_not(paper) is None or papers.why_stale(paper):
        return
    try:
        collecting.collect()
    except Exception as error:
        raise Refused(papers.why_not(paper) or "") from error
