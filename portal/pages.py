"""The pages that only say something.  Each is a row here and a template of the same name."""

from dataclasses import dataclass

from flask import Blueprint, Flask, current_app, make_response, request
from flask.typing import RouteCallable
from flask_babel import format_date, format_time

from portal import printable_forms
from portal.form import rules
from shared import policy, web
from shared.frontdoor import envelopes

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True)
class Page:
    """A page: its template's name, its address, and the requirements that its words serve."""

    name: str
    path: str
    serves: tuple[str, ...]


PAGES = (
    Page("dialogue", "/dialogue",
         ("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "S15", "S18",
          "S27", "S31", "S43", "S49", "S50", "S51")),
    Page("steps", "/dialogue/steps",
         ("S7", "S12", "S13", "S14", "S15", "S16", "S17", "S18", "S19", "S20", "S21", "S22",
          "S29", "S30")),
    Page("example", "/dialogue/example", ("S51",)),
    Page("letters", "/letters",
         ("S32", "S33", "S34", "S35", "S36", "S37", "S38", "S41", "S43")),
    Page("letter_steps", "/letters/steps",
         ("S34", "S39", "S40", "S42", "S44", "S45", "S46", "S47", "S48")),
    Page("for_me", "/for-me", ("S3", "S23", "S24", "S25", "S26")),
    Page("keeping", "/what-we-keep", ()),
    Page("safety", "/safety", ("S28",)),
    Page("contact", "/contact", ("S28", "S52")),
    Page("access", "/access", ("S52",)),
)  # fmt: skip


def _view(page: Page) -> RouteCallable:
    @web.indexable
    @web.requires("public", *page.serves)
    def view() -> web.Answer:
        return _said_once(page.name)

    return view


_SAID = "firstword.said"


def _said_once(name: str) -> web.Answer:
    """A page that says the same to everybody, written once in each language and policy.

    With a query it is written anew: it may say that a visit ended, and its links repeat the query.
    """
    if request.query_string:
        return web.answer(f"portal/{name}.html")
    said = current_app.extensions.setdefault(_SAID, {})
    key = (request.path, id(policy.current()))
    if key not in said:
        said[key] = web.answer(f"portal/{name}.html").get_data()
    return make_response(said[key])


for _page in PAGES:
    blueprint.add_url_rule(_page.path, _page.name, _view(_page), methods=["GET"])


@blueprint.get("/")
@web.indexable
@web.requires("public", "S2", "S3", "S34", "S52")
def start() -> web.Answer:
    """Where everybody begins."""
    return _said_once("start")


def add_globals(app: Flask) -> None:
    """What the words of more than one page need."""
    app.jinja_env.filters |= {
        "day": format_date,
        "hour": lambda moment: format_time(moment, "short", rebase=False),
    }
    app.jinja_env.globals |= {
        "other_forms": tuple(envelopes.OTHER_FORMS.values()),
        "blank_forms": printable_forms.links,
        "services": tuple(envelopes.SERVICES.values()),
        "shown_rules": rules.shown,
    }
