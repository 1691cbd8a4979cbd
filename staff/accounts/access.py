"""Who may open which page: nobody, unless the table of permissions says so.

A view requires ``public``, ``account`` (anybody who is signed in), or a right of
`permissions.RULES` such as ``case.read``.
"""

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue, RouteCallable
from flask_babel import lazy_gettext as _
from flask_login import current_user
from werkzeug.exceptions import default_exceptions

from shared import web
from shared.accounts.sign_in import current_actor
from shared.base.values import Values
from shared.records import permissions, workflow
from shared.records.permissions import Actor


def authorise(requirement: str) -> ResponseReturnValue | None:
    """None to go on; else the way to the sign-in page, or 403."""
    if requirement == "public":
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    if requirement != "account" and not is_open(current_actor(), requirement):
        abort(403)
    return None


def is_open(actor: Actor, requirement: str) -> bool:
    """Whether the actor may open pages that require ``noun.verb``."""
    noun, _, verb = requirement.partition(".")
    return permissions.may(actor, noun, verb)


def _to_sign_in() -> ResponseReturnValue:
    if web.region():
        # htmx goes there with the whole page instead of swapping a form into a region.
        return "", 401, {"HX-Redirect": url_for("entering.sign_in")}
    back = request.path if request.method == "GET" and request.path != "/" else None
    return redirect(url_for("entering.sign_in", back=back), 303)


def add_to(app: Flask) -> None:
    """Out of scope is 404, as absent is; what one may not do is 403."""
    app.register_error_handler(permissions.Hidden, lambda _: _error(404))
    app.register_error_handler(workflow.NotPermitted, lambda _: _error(403))
    app.context_processor(_frame)


def _error(status: int) -> ResponseReturnValue:
    return current_app.handle_user_exception(default_exceptions[status]())


PAGES: tuple[tuple[str, str, RouteCallable], ...] = (
    ("queue.show", "queue.read", _("Queue")),
    ("cases.index", "case.read", _("Cases")),
    ("letters.index", "letter.read", _("Letters")),
    ("registrations.index", "registration.read", _("Notification requests")),
    ("deliveries.index", "delivery.read", _("Deliveries")),
    ("print_room.show", "print_room.read", _("Print room")),
    ("people.index", "person.read", _("People")),
    ("custody.index", "offender.read", _("Custody")),
    ("outside.index", "complaint.log", _("Other mail and calls")),
    ("reports.index", "report.read", _("Reports")),
    ("audit.index", "audit.read", _("Audit log")),
    ("accounts.index", "account.read", _("Accounts")),
)


def _frame() -> Values:
    """What the frame of every page needs."""
    if not current_user.is_authenticated:
        return {"nav": [], "signed_in_as": "", "has_news": False, "may": lambda _: False}
    actor = current_actor()
    nav = [
        (label, url_for(endpoint), _is_in(endpoint))
        for endpoint, requirement, label in PAGES if is_open(actor, requirement)
    ]  # fmt: skip
    return {
        "nav": nav, "signed_in_as": actor.name, "has_news": current_user.has_news,
        "may": lambda right: is_open(actor, right),
    }  # fmt: skip


def _is_in(endpoint: str) -> bool:
    return (request.endpoint or "").split(".")[0] == endpoint.split(".", maxsplit=1)[0]
