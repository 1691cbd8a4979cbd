"""Every part of a page on one page: what the macros' tests parse and the browser's tests look at.

    python -m tests.support.gallery FOLDER

writes a picture of each page of the gallery, at three widths.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask, redirect, render_template, request
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from werkzeug.serving import WSGIRequestHandler, make_server

from shared import forms
from shared.policy import reading
from shared.web.assets import add_assets

ROOT = Path(__file__).parents[2]
SITES = ("portal", "staff")
WIDTHS = (320, 360, 1280)
PATHS = {"parts": "/parts", "form": "/form", "errors": "/errors"}
WAYS = [("call", "Call me", "Only in the ways you say are safe"), ("post", "Write to me")]
STAFF: dict[str, Any] = {
    "nav": [("Queue", "/queue", True), ("Cases", "/cases", False), ("Letters", "/letters", False),
            ("Print room", "/print-room", False), ("People", "/people", False),
            ("Reports", "/reports", False), ("Audit", "/audit", False)],
    "signed_in_as": "R. Planner",
    "last_collected": "2 minutes ago",
}  # fmt: skip


class Pick(forms.Choice):
    """A long list, on the console."""

    kind = "select"


class Everything(forms.Form):
    """A question of each kind that the public site asks."""

    name = forms.Line("What is your name?", needed="Write your name.", hint="Any name will do.")
    story = forms.Words("What do you hope for?", needed=True, hint="A few words.", rows=4)
    way = forms.Choice("How may we reach you?", WAYS, needed="Choose a way.")
    who = forms.Choices("Who was harmed?", WAYS, needed=True, hint="Choose all that fit.")
    agreed = forms.Tick("I have read this", needed=True, hint="It is on the page before.")
    born = forms.DayMonthYear("When were you born?", needed=True, hint="For example 4 27 1984.")
    secret = forms.AccessCode("Your access code", needed=True)
    phone = forms.Phone("Phone number", width="20")
    seen_version = forms.SeenVersion()


class EverythingAtTheDesk(Everything):
    """The console's kinds as well."""

    scan = forms.Scan("A scan of the letter", needed=True)
    place = Pick("Facility", [("a", "Here"), ("b", "There")], needed=True)


def build(site: str) -> Flask:
    """An app that shows the gallery in the frame of `site`, on the templates' own rules.

    `app.extensions["heard"]` lists what its pages asked for.
    """
    app = Flask("gallery", static_folder=None)
    app.config |= {"SECRET_KEY": "gallery", "WTF_CSRF_CHECK_DEFAULT": False}
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    folders = (ROOT / "templates", ROOT / "tests" / "support" / "templates")
    app.jinja_loader = ChoiceLoader([FileSystemLoader(f) for f in folders])
    Babel(app)
    CSRFProtect(app)
    add_assets(app, ROOT / "static" / "dist")
    app.jinja_env.filters["say"] = lambda text: text.en
    app.jinja_env.globals |= {
        "policy": reading.read(ROOT / "shared" / "policies" / "mississippi.toml"),
        "language": "en", "other_language": "es", "other_language_url": "/es", "site": site,
        "is_sample": True, "idle_minutes": 20, "leave_to": "/weather",
    }  # fmt: skip
    _add_pages(app, site)
    return app


def _add_pages(app: Flask, site: str) -> None:
    heard = app.extensions["heard"] = []
    app.before_request(lambda: heard.append(f"{request.method} {request.path}"))
    app.add_url_rule("/parts", "parts", lambda: page(site, "parts"))
    app.add_url_rule("/form", "form", lambda: page(site, "form"))
    app.add_url_rule("/errors", "errors", lambda: page(site, "form", is_wrong=True))
    # Wherever the frame leads
    frame = (ROOT / "templates" / site / "base.html").read_text("utf-8")
    for endpoint in sorted(set(re.findall(r"url_for\(['\"]([\w.]+)", frame)) - {"leaving.exit"}):
        name = endpoint.rpartition(".")[2]
        app.add_url_rule(f"/{name}", endpoint, lambda: "Elsewhere")
    app.add_url_rule("/weather", "weather", lambda: "Sunny")
    app.add_url_rule("/still-here", "still_here", lambda: ("", 204), methods=["POST"])
    app.add_url_rule("/exit", "leaving.exit", _exit, methods=["GET", "POST"])


def _exit() -> Any:
    return ("", 204) if request.method == "POST" else redirect("/weather", 303)


def page(site: str, name: str, *, is_wrong: bool = False) -> str:
    """The page `name` in the frame of `site`; `is_wrong` has every question complain."""
    context: dict[str, Any] = dict(STAFF)
    if name == "form":
        typed = MultiDict({"name": "Ann\u0007 <b>", "born-day": "31"}) if is_wrong else None
        kinds = EverythingAtTheDesk if site == "staff" else Everything
        context["form"] = kinds(formdata=typed, meta={"csrf": False})
        if is_wrong:
            context["form"].validate()
    return render_template(f"gallery/{name}.html", base=f"{site}/base.html", **context)


class _Quiet(WSGIRequestHandler):
    def log(self, *_said: Any) -> None:
        """Say nothing of what is asked for."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of `app` for as long as the block lasts."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def pictures(folder: Path) -> None:
    """Write a picture of each page of the gallery, at each width, into `folder`."""
    from tests.support.chromium import chromium

    folder.mkdir(parents=True, exist_ok=True)
    for site in SITES:
        with chromium() as browser, served(build(site)) as address:
            for width in WIDTHS:
                tab = browser.new_page(viewport={"width": width, "height": 800})
                for name, path in PATHS.items():
                    tab.goto(address + path)
                    tab.screenshot(path=folder / f"{site}-{name}-{width}.png", full_page=True)


if __name__ == "__main__":
    pictures(Path(sys.argv[1]))
