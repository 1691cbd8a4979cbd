"""Lists of the console in pages: where an address points, and the links to the next and previous.

The links keep whatever else the address asks for.  A page with several lists names each.
"""

from flask import Flask, request, url_for

from shared.base.values import Values
from shared.records.pages import Page, Place

_LONGEST = 160  # characters of an edge's name


def place(name: str = "") -> Place:
    """Where in the list called `name` the address points."""
    return Place(_asked(f"{name}after"), _asked(f"{name}before"))


def _asked(parameter: str) -> str:
    given = request.args.get(parameter, "")
    return given if len(given) <= _LONGEST and given.isprintable() else ""


def links(page: Page, name: str = "") -> dict[str, str]:
    """The addresses of the next page and of the previous, or empty."""
    return {
        "next_url": _url(f"{name}after", page.after, name),
        "previous_url": _url(f"{name}before", page.before, name),
    }


def _url(parameter: str, edge: str, name: str) -> str:
    if not edge or request.endpoint is None:
        return ""
    others = {
        key: value for key, value in request.args.items()
        if value and key not in (f"{name}after", f"{name}before", "said", "seen")
    }  # fmt: skip
    given: Values = {**(request.view_args or {}), **others, parameter: edge}
    return url_for(request.endpoint, **given)


def add_to(app: Flask) -> None:
    """Give the links to templates."""
    app.jinja_env.globals |= {"links": links}
