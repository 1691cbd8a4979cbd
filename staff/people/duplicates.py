"""“Same person?”: what the indexes suggest, and a person decides; and a calendar file."""

from flask import Blueprint, Response, abort, request
from flask_babel import gettext

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.console import calendar, person_file
from shared.dialogue import queries
from shared.people import merging
from shared.records import permissions
from shared.records.workflow import Refused
from staff import words

blueprint = Blueprint("same", __name__)


@blueprint.get("/people/<subject>/same")
@web.requires("person.merge", "S3")
def show(subject: str) -> web.Answer:
    """Who may be the same person, by reference; nothing is opened."""
    return _page(subject, 200)


def _page(subject: str, status: int, refused: str = "") -> web.Answer:
    actor = current_actor()
    person = permissions.get_for(actor, "person", subject)
    found = merging.suggestions(actor, person)
    joined = merging.merges(person)
    listed = {one.person.id: one.references
              for one in person_file.listed(actor, [one.person for one in found])}  # fmt: skip
    return web.answer(
        "staff/desk/same.html", status=status, person=person, found=found, references=listed,
        joined=joined, reasons=merging.REASONS, names=words.names_in(*(j.by_id for j in joined)),
        refused=refused, changes=[], form=forms.Form(formdata=None),
    )  # fmt: skip


@blueprint.post("/people/<subject>/same")
@web.requires("person.merge", "S3")
@web.reshows
def decide(subject: str) -> web.Answer:
    """Join with another, or take apart."""
    actor = current_actor()
    person = permissions.get_for(actor, "person", subject, "merge")
    try:
        if request.form.get("part"):
            merging.part(actor, person, request.form["part"][:40])
        else:
            other = permissions.get_for(actor, "person", request.form.get("join", "")[:40], "merge")
            merging.join(actor, person, other)
    except Refused as refused:
        return _page(subject, 422, gettext(refused.sentence))
    return web.see_other("same.show", subject=person.id, said="recorded")


@blueprint.get("/cases/<subject>/calendar")
@web.requires("case.read", "S21")
def date(subject: str) -> Response:
    """The agreed date as a calendar file that says nothing."""
    case = permissions.get_for(current_actor(), "case", subject)
    visit = queries.visit(case)
    if visit is None or case.state != "scheduled":
        abort(404)
    language = request.args.get("language") or str(case.person.language)  # theirs, to be sent on
    response = Response(calendar.entry(visit, language), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{calendar.NAME}"'
    return response
