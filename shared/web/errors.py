"""Error pages in both languages, saying what happened and what to do next."""

import logging
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb

from flask import Flask, Response, current_app, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from flask_wtf.csrf import CSRFError
from peewee import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, TooManyRequests

from shared.base import db, ids
from shared.base.translation import Sentence
from shared.frontdoor import lane

logger = logging.getLogger("firstword.web")

DATABASES = "firstword.databases"  # in the app's extensions: those that the site uses
UNREACHABLE = (OperationalError, InterfaceError)  # what a database that does not answer raises


@dataclass(frozen=True)
class Words:
    """The three things that an error page says."""

    title: Sentence
    what_happened: Sentence
    what_to_do_next: Sentence


CSRF = Words(
    _("Please send this page again"),
    _("The page was open too long, or you left it before. Nothing was sent."),
    _("Go back, open the page again and send it again. If this keeps happening, allow cookies."),
)
WORDS = {
    400: Words(
        _("We could not read that"),
        _("Your browser sent something that we did not expect. Nothing was changed."),
        _("Go back to the page and try again."),
    ),
    401: Words(
        _("Please sign in"),
        _("You are not signed in, or your session has ended."),
        _("Sign in and open the page again."),
    ),
    403: Words(
        _("You cannot open this page"),
        _("You do not have access to this page."),
        _("Go back to the page before. If you think this is a mistake, ask us."),
    ),
    404: Words(
        _("We could not find that page"),
        _("The address may be misspelled, or the page is no longer there."),
        _("Check the address, or go to the home page."),
    ),
    405: Words(
        _("That does not work here"),
        _("This page cannot be used that way. Nothing was changed."),
        _("Go to the home page and start from there."),
    ),
    413: Words(
        _("That is too large"),
        _("What you sent is larger than we can accept. Nothing was changed."),
        _("Go back, make the text shorter or the file smaller, and send it again."),
    ),
    415: Words(
        _("We cannot accept that kind of file"),
        _("We cannot read that kind of file. Nothing was changed."),
        _("Go back and send it in another format."),
    ),
    429: Words(
        _("Please wait a moment"),
        _("There were many tries in a short time, so we are slowing things down."),
        _("Try again later."),
    ),
    500: Words(
        _("Something went wrong here"),
        _("This is our fault, not yours. It was noted, and we will look into it."),
        _("Go back and try again. If it happens again, give us this number."),
    ),
    503: Words(
        _("We cannot do this right now"),
        _("Part of this service is not working right now. Nothing was changed."),
        _("Try again in a few minutes."),
    ),
}


def add_errors(app: Flask) -> None:
    """Answer every error of `app` with a page."""
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(CSRFError, _on_csrf)
    app.register_error_handler(lane.Busy, _on_busy)
    for unreachable in UNREACHABLE:
        app.register_error_handler(unreachable, _on_unreachable)
    app.register_error_handler(Exception, _on_fault)


def _on_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error  # a redirect, made by routing
    if status == 500:
        cause = getattr(error, "original_exception", None) or error
        return _on_unreachable(cause) if isinstance(cause, UNREACHABLE) else _on_fault(cause)
    if status == 429:
        return _slowed(error)
    response = page(status, WORDS.get(status, WORDS[400 if status < 500 else 500]))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def try_again_in(seconds: int) -> str:
    """When one may try again, in seconds or in whole minutes."""
    minutes = -(-seconds // 60)
    return str(
        ngettext("Try again in %(num)s second.", "Try again in %(num)s seconds.", seconds)
        if seconds < 60
        else ngettext("Try again in %(num)s minute.", "Try again in %(num)s minutes.", minutes)
    )


def _slowed(error: HTTPException) -> Response:
    seconds = int(getattr(error, "retry_after", None) or 60)
    words = WORDS[429]
    response = page(429, Words(words.title, words.what_happened, try_again_in(seconds)))
    response.headers["Retry-After"] = str(seconds)
    return response


def _on_busy(busy: lane.Busy) -> Response:
    return _slowed(TooManyRequests(retry_after=busy.seconds))


def _on_csrf(_error: CSRFError) -> Response:
    return page(400, CSRF)


def note_unreachable(error: BaseException) -> None:
    """Note that a database did not answer, so that the next request tries another connection."""
    _log("unreachable", error)
    for database in current_app.extensions[DATABASES]:
        db.answers(database)  # closes a dead connection


def _on_unreachable(error: Exception) -> Response:
    note_unreachable(error)
    response = page(503, WORDS[503])
    response.headers["Retry-After"] = "120"
    return response


def _on_fault(error: Exception) -> Response:
    incident = ids.random_bytes(4, "incident").hex()
    _log(incident, error)
    return page(500, WORDS[500], incident)


def _log(incident: str, error: BaseException) -> None:
    # Where it happened and of what kind, never the message: it may quote what somebody wrote.
    steps = [
        f"{Path(s.filename).name}:{s.lineno}:{s.name}" for s in extract_tb(error.__traceback__)
    ]
    logger.error("incident %s %s %s", incident, type(error).__name__, " > ".join(steps))


def page(status: int, words: Words, incident: str | None = None) -> Response:
    """The error page, or a plain one if even that fails."""
    try:
        body = render_template(
            "shared/error.html",
            title=words.title,
            what_happened=words.what_happened,
            what_to_do_next=words.what_to_do_next,
            incident=incident,
            status=status,
        )
    except Exception as second:  # noqa: BLE001 - whatever it is, the person gets an answer
        _log(incident or "error page", second)
        body = _PLAIN.format(status=status, incident=incident or "")
    response = make_response(body, status)
    if current_app.config["FIRSTWORD_SITE"] == "staff":
        response.vary.add("HX-Request")
    return response


_PLAIN = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Error</title>
<h1>Something is not working here</h1>
<p>Nothing was changed. Please try again in a few minutes.</p>
<p lang="es">Algo no funciona aquí. No se cambió nada. Inténtelo de nuevo en unos minutos.</p>
<p>{status} {incident}</p>
"""
