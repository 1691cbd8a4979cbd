"""Leaving: the visit ends, the browser is told to forget, and something harmless is shown."""

from flask import Blueprint, make_response, redirect, request, session

from shared import policy, web
from shared.frontdoor import drafts, sessions

blueprint = Blueprint("leaving", __name__)


def _forgotten(answer: web.Answer) -> web.Answer:
    drafts.erase(session)
    sessions.end(session)
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


@blueprint.route("/exit", methods=["GET", "POST"])
@web.tokenless
@web.requires("public")
def exit() -> web.Answer:  # noqa: A001 - the address says it
    """End the visit.  A plain link or the leave button; the script's beacon is a POST."""
    if request.method == "POST":
        return _forgotten(make_response("", 204))
    return _forgotten(make_response(redirect(policy.current().site.leave_to, 303)))


@blueprint.post("/still-here")
@web.tokenless
@web.requires("public")
def still_here() -> web.Answer:
    """The person is still there: the session, seen by this request, lives on."""
    session.get("still here")  # reading it notes that it was seen
    return make_response("", 204)
