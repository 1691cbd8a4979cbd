"""A site with a page for everything that may happen, and a browser for it."""

from types import SimpleNamespace

from flask import Blueprint, request, session
from peewee import OperationalError
from werkzeug.exceptions import Forbidden, UnsupportedMediaType

from shared import forms, web

ORIGIN = "https://fw.example"
OURS = {"Sec-Fetch-Site": "same-origin"}
KEYS = SimpleNamespace(web_secret="secret")


TEMPLATES = {
    "shared/error.html": (
        '<html lang="{{ language }}"><h1>{{ title }}</h1>'
        "<p>{{ what_happened }}</p><p>{{ what_to_do_next }}</p><i>{{ incident or '' }}</i>"
    ),
    "page.html": "page of {{ language }}: {% include 'region.html' %}",
    "region.html": "region {{ term('offender') }} {{ is_sample }} {{ site }}",
    "wrong.html": "{{ nothing_of_this_name }}",
    "links.html": (
        "{{ url_for('pages.start') }} {{ url_for('pages.form') }} {{ other_language_url }} "
        "{{ asset('site.css') }}"
    ),
    "form.html": (
        "{{ csrf_token() }}|{{ form.line.shown }}|"
        "{{ form.problems|map(attribute='sentence')|join }}"
    ),
}


class Line(forms.Form):
    line = forms.Line("Line", needed="Say it.")


def pages():  # noqa: C901 - a page for everything that may happen
    blueprint = Blueprint("pages", "pages")

    def page(path, *methods, marks=()):
        def add(view):
            for mark in marks:
                view = mark(view)
            marked = web.requires("public", "S28")(view)
            blueprint.add_url_rule(path, view.__name__, marked, methods=methods or ["GET"])
            return view

        return add

    @page("/", marks=[web.indexable])
    def start():
        return "start"

    @page("/page")
    def swapped():
        return web.answer("page.html", "region.html")

    @page("/links")
    def links():
        return web.answer("links.html")

    @page("/wrong")
    def wrong():
        return web.answer("wrong.html")

    @page("/form", "GET", "POST", marks=[web.reshows])
    def form():
        line = Line()
        if line.validate_on_submit():
            session["line"] = line.line.data
            return web.see_other("pages.form")
        status = web.form_status() if line.is_submitted() else 200
        return web.answer("form.html", status=status, form=line)

    @page("/plain", "POST")
    def plain():
        session["plain"] = True
        return web.see_other("pages.start")

    @page("/careless", "POST", marks=[web.reshows])
    def careless():
        return "went on"

    @page("/leave", "GET", "POST", marks=[web.tokenless])
    def leave():
        return "left"

    @page("/fault")
    def fault():
        raise ZeroDivisionError("the words of Rosa Delgado")

    @page("/unreachable")
    def unreachable():
        raise OperationalError("database is locked: Rosa Delgado")

    @page("/forbidden")
    def forbidden():
        raise Forbidden

    @page("/media")
    def media():
        raise UnsupportedMediaType

    @page("/slow")
    def slow():
        web.slow_down(request.args.get("seconds", type=int))

    return blueprint


class Browser:
    """A test client that speaks to one origin."""

    def __init__(self, app, origin=ORIGIN):
        self.client = app.test_client()
        self.origin = origin

    def __call__(self, path, method="GET", headers=None, **options):
        return self.client.open(
            path, method=method, base_url=self.origin, headers=headers or {}, **options
        )

    def token(self):
        return self("/form").text.split("|")[0]
