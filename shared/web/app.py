"""Building a site."""

import logging
import time
from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from flask import Blueprint, Flask, Request, Response, current_app, g, request
from flask.typing import RouteCallable
from jinja2 import FileSystemLoader, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from shared import policy
from shared.base import config as base_config
from shared.base import db, one_look
from shared.base.values import Values
from shared.frontdoor import health, lane
from shared.frontdoor.sessions import (
    PORTAL_LIMITS,
    SAFE_METHODS,
    STAFF_LIMITS,
    Limits,
    SessionRow,
    Sessions,
)
from shared.web.answers import csrf_failed
from shared.web.assets import add_assets
from shared.web.errors import CSRF, DATABASES, add_errors, page
from shared.web.guard import Authorise, Guard
from shared.web.headers import SetHeaders
from shared.web.languages import FIRST, LANGUAGES, UNTRANSLATED, add_languages, language
from shared.web.marks import mark_of, requires

ROOT = Path(__file__).parents[2]
HEALTH = "firstword.health"  # in the app's extensions: says in a word whether the site works
SiteName = Literal["portal", "staff"]
logger = logging.getLogger("firstword.web")

_KIB = 1024
# Bytes.  A scan may have 10 MB; what is somewhat larger still comes in, so that it is said beside
# its field, and all that was typed stays.
MOST_BODY = {"portal": 256 * _KIB, "staff": 48 * _KIB * _KIB}
_TEXT = {"portal": 256 * _KIB, "staff": 1024 * _KIB}  # bytes of a form without its files
_PARTS = 300


class _Request(Request):
    def _get_file_stream(self, *_args: object, **_more: object) -> BytesIO:
        """A file stays in memory, where `MOST_BODY` bounds it: on disk it would lie unsealed."""
        return BytesIO()


class App(Flask):
    """What both sites are made of."""

    request_class = _Request
    jinja_options = {  # noqa: RUF012 - Flask's own attribute
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,
        **options: Any,
    ) -> None:
        """On the portal every page has two addresses, one in each language."""
        add = partial(super().add_url_rule, endpoint=endpoint, view_func=view_func)
        options["provide_automatic_options"] = provide_automatic_options
        if self.config["FIRSTWORD_SITE"] != "portal" or endpoint in UNTRANSLATED:
            add(rule, **options)
            return
        given = options.pop("defaults", None) or {}
        options.setdefault("strict_slashes", rule == "/")  # an address from paper may end in one
        others = ",".join(name for name in LANGUAGES if name != FIRST)
        add(rule, defaults=given | {"lang": FIRST}, **options)
        add(f"/<any({others}):lang>{rule}", defaults=given or None, **options)

    def log_exception(self, exc_info: Any) -> None:
        """Only the kind of a fault outside any view; the message may quote a person."""
        logger.error("fault %s", exc_info[0].__name__)


def build_app(
    site: SiteName,
    config: base_config.PortalConfig,
    keys: Any,
    *,
    blueprints: Iterable[Blueprint],
    session_model: type[SessionRow],
    authorise: Authorise,
    assets: Path = ROOT / "static" / "dist",
    templates: Path = ROOT / "templates",
) -> Flask:
    """The Flask app of `site`.

    `keys` has a `web_secret`.  `authorise` is called with each view's requirement, and returns
    None, or what to answer instead, or aborts.  Raises ValueError if a view requires nothing.
    """
    chosen = policy.use(config.policy)
    if site == "staff" and isinstance(config, base_config.StaffConfig):
        origin, lane.folder = config.staff_origin, config.records
    else:
        origin, lane.folder = config.portal_origin, config.frontdoor
    app = _new(site, keys, templates)
    limits = STAFF_LIMITS if site == "staff" else _portal_limits(chosen)
    app.session_interface = Sessions(
        site, session_model, limits, is_https=origin.startswith("https://")
    )
    app.before_request(_start_timing)
    app.before_request(_begin_look)
    app.teardown_request(lambda _fault: one_look.end())
    app.after_request(_log)
    Guard(origin, takes_loopback=config.sample, authorise=authorise).add_to(app)
    add_languages(app, site, chosen.zone)
    app.after_request(_check_reshown)
    add_errors(app)
    add_assets(app, assets)
    app.add_url_rule("/healthz", "healthz", _healthz(), methods=["GET"])
    _add_globals(app, chosen, limits, is_sample=config.sample)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    _refuse_unmarked(app)
    app.wsgi_app = SetHeaders(app.wsgi_app, site)  # type: ignore[method-assign]
    if config.proxies:
        hops = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    return app


def _new(site: SiteName, keys: Any, templates: Path) -> Flask:
    app = App(f"firstword.{site}", root_path=str(ROOT), static_folder=None)
    app.config |= {
        "FIRSTWORD_SITE": site,
        "SECRET_KEY": keys.web_secret,
        "MAX_CONTENT_LENGTH": MOST_BODY[site],
        "MAX_FORM_MEMORY_SIZE": _TEXT[site],
        "MAX_FORM_PARTS": _PARTS,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
    }
    used = (db.frontdoor, db.records) if site == "staff" else (db.frontdoor,)
    app.extensions[DATABASES] = used
    app.extensions[HEALTH] = _word
    app.jinja_loader = FileSystemLoader(templates)
    return app


def _portal_limits(chosen: policy.Policy) -> Limits:
    return Limits(timedelta(minutes=chosen.site.idle_minutes), PORTAL_LIMITS.absolute)


def _add_globals(app: Flask, chosen: policy.Policy, limits: Limits, *, is_sample: bool) -> None:
    def term(name: str, form: str = "one") -> str:
        return chosen.term(name, language(), form)

    app.jinja_env.globals |= {
        "site": app.config["FIRSTWORD_SITE"],
        "policy": chosen,
        "term": term,
        "is_sample": is_sample,
        "idle_minutes": int(limits.idle.total_seconds() // 60),
    }
    app.jinja_env.filters["say"] = lambda text: text.say(language())


def _refuse_unmarked(app: Flask) -> None:
    unmarked = sorted(
        name for name, view in app.view_functions.items() if not mark_of(view, "requirement")
    )
    if unmarked:
        raise ValueError(f"no requirement is given for {', '.join(unmarked)}")


def _healthz() -> RouteCallable:
    @requires("public")
    def healthz() -> Response:
        word = current_app.extensions[HEALTH]()
        return Response(f"{word}\n", 200 if word == health.OK else 503, mimetype="text/plain")

    return healthz


def _word() -> str:
    """What is said of health unless a site says more: of each database, whether it answers."""
    every = all(db.answers(database) for database in current_app.extensions[DATABASES])
    return health.OK if every else "unreachable"


def _start_timing() -> None:
    g.started = time.perf_counter()


def _begin_look() -> None:
    """A page that is only read asks each question once (law 17); an act decides on rows as now."""
    if request.method in SAFE_METHODS:
        one_look.begin()
    else:
        one_look.end()


def _log(response: Response) -> Response:
    # Neither address, path nor query: they may hold what somebody typed.
    started = g.get("started")
    took = (time.perf_counter() - started) * 1000 if started else 0
    logger.info(
        "%s %s %s %.0fms", request.method, request.endpoint or "-", response.status_code, took
    )
    return response


def _check_reshown(response: Response) -> Response:
    # A view that goes on with a failed token is a fault in the view, not in the request.
    if csrf_failed() and response.status_code < 400:
        return page(400, CSRF)
    return response


def routes(app: Flask) -> list[Values]:
    """Every address of `app`: site, methods, path, endpoint, requirement, serves."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        found.append(
            {
                "site": app.config["FIRSTWORD_SITE"],
                "methods": sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}),
                "path": rule.rule,
                "endpoint": rule.endpoint,
                "requirement": mark_of(view, "requirement"),
                "serves": list(mark_of(view, "serves") or ()),
            }
        )
    return sorted(found, key=lambda row: (row["path"], row["methods"]))
