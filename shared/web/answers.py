"""The few ways in which a view answers."""

from typing import Any, NoReturn

from flask import Request, Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import TooManyRequests

Answer = Response


def region(of: Request = request) -> bool:
    """Whether HTMX asks for a region of the page rather than for the page."""
    return bool(of.headers.get("HX-Request") == "true")


def answer(
    page_template: str, region_template: str | None = None, status: int = 200, **context: object
) -> Answer:
    """The page, or its region alone if that is what was asked for."""
    name = region_template if region_template and region() else page_template
    response = make_response(render_template(name, **context), status)
    if region_template:
        response.vary.add("HX-Request")
    return response


def see_other(endpoint: str, **values: Any) -> Answer:
    """After a change: go and look at `endpoint` (303)."""
    return make_response(redirect(url_for(endpoint, **values), 303))


def back_to(path: str | None, endpoint: str, **values: Any) -> Answer:
    """303 to `path` if it is a path of this site, else to `endpoint`."""
    is_path = path is not None and path.startswith("/") and path[1:2] not in ("/", "\\")
    if path is not None and is_path and path.isprintable():
        return make_response(redirect(path, 303))
    return see_other(endpoint, **values)


def slow_down(seconds: int) -> NoReturn:
    """Answer 429, saying when to try again.  Raises TooManyRequests."""
    raise TooManyRequests(retry_after=seconds)


def csrf_failed() -> bool:
    """Whether this request's token was missing or too old (in a view marked `reshows`)."""
    return bool(g.get("has_csrf_failed", False))


def pardon_token() -> None:
    """Answer as if the token were right: what is answered is so in either case."""
    g.pop("has_csrf_failed", None)


def form_status() -> int:
    """The status of a form that is shown again: 400 for its token, else 422."""
    return 400 if csrf_failed() else 422
