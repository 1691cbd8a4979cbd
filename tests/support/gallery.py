"""Every part of a page on one page: what the macros' tests parse and the browser's tests look at.

    python -m tests.support.gallery FOLDER

writes the pages and, where Chromium is installed, a picture of each at three widths.
"""

import sys
from pathlib import Path
from typing import Any

from flask import Flask, render_template, send_from_directory
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from shared import forms, policy
from shared.policy import reading
from shared.web.assets import add_assets

ROOT = Path(__file__).parents[2]
WAYS = [("call", "Call me", "Only in the ways you say are safe"), ("post", "Write to me")]
KINDS = ("line", "words", "radios", "checkboxes", "tick", "date", "code", "file", "hidden", "select")
WIDTHS = (320, 360, 1280)


class Pick(forms.Choice):
    """A long list, on the console."""

    kind = "select"


class Everything(forms.Form):
    """A question of each kind."""

    name = forms.Line("What is your name?", needed="Write your name.", hint="Any name will do.")
    story = forms.Words("What do you hope for?", needed=True, hint="A few words are enough.", rows=4)
    way = forms.Choice("How may we reach you?", WAYS, needed="Choose a way.")
    who = forms.Choices("Who was harmed?", WAYS, needed=True, hint="Choose all that fit.")
    agreed = forms.Tick("I have read this", needed=True, hint="It is on the page before.")
    born = forms.DayMonthYear("When were you born?", needed=True, hint="For example 4 27 1984.")
    secret = forms.AccessCode("Your access code", needed=True)
    phone = forms.Phone("Phone number", width="20")
    scan = forms.Scan("A scan of the letter", needed=True)
    place = Pick("Facility", [("a", "Here"), ("b", "There")], needed=True)
    seen_version = forms.SeenVersion()


def build(site: str = "portal") -> Flask:
    """An app that shows the gallery, with the templates' own rules and no installation."""
    app = Flask("gallery", static_folder=None)
    app.config |= {"SECRET_KEY": "gallery", "WTF_CSRF_CHECK_DEFAULT": False}
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    folders = [ROOT / "templates", ROOT / "tests" / "support" / "templates"]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(f) for f in folders])
    Babel(app)
    CSRFProtect(app)
    add_assets(app, ROOT / "static" / "dist")
    for name in ("pages.start", "pages.safety", "leaving.exit"):
        path = {"pages.start": "/", "pages.safety": "/safety", "leaving.exit": "/exit"}[name]
        app.add_url_rule(path, name, lambda: "A page elsewhere")
    app.jinja_env.filters["say"] = lambda text: text.en
    app.jinja_env.globals |= {
        "policy": reading.read(ROOT / "shared" / "policies" / "mississippi.toml"),
        "language": "en", "other_language": "es", "other_language_url": "/es", "site": site,
        "is_sample": True, "idle_minutes": 20,
    }  # fmt: skip
    app.add_url_rule("/gallery", "gallery", lambda: page(site, "parts"))
    app.add_url_rule("/form", "form", lambda: page(site, "form"))
    app.add_url_rule("/errors", "errors", lambda: page(site, "form", is_wrong=True))
    return app


def page(site: str, name: str, *, is_wrong: bool = False) -> str:
    """The page `name` of `site`; `is_wrong` has every question complain."""
    form = Everything(MultiDict({"name": "Ann\u0007 <b>", "born-day": "31"})) if is_wrong else Everything(formdata=None)
    if is_wrong:
        form.validate()
    return render_template(f"gallery/{name}.html", form=form, base=f"{site}/base.html", **STAFF)


STAFF: dict[str, Any] = {
    "nav": [("Queue", "/queue", True), ("Cases", "/cases", False), ("Letters", "/letters", False),
            ("Print room", "/print-room", False), ("People", "/people", False),
            ("Reports", "/reports", False), ("Audit", "/audit", False)],
    "signed_in_as": "R. Planner",
    "last_collected": "2 minutes ago",
}  # fmt: skip


PATHS = {"parts": "/gallery", "form": "/form", "errors": "/errors"}


def pictures(folder: Path) -> None:
    """Write a picture of each page of the gallery, at each width, into `folder`."""
    from threading import Thread

    from werkzeug.serving import make_server

    from tests.support.chromium import chromium

    folder.mkdir(parents=True, exist_ok=True)
    for site in ("portal", "staff"):
        server = make_server("127.0.0.1", 0, build(site))
        Thread(target=server.serve_forever, daemon=True).start()
        with chromium() as browser:
            for width in WIDTHS:
                tab = browser.new_page(viewport={"width": width, "height": 800})
                for name, path in PATHS.items():
                    tab.goto(f"http://127.0.0.1:{server.port}{path}")
                    tab.screenshot(path=folder / f"{site}-{name}-{width}.png", full_page=True)
        server.shutdown()


if __name__ == "__main__":
    pictures(Path(sys.argv[1]))
