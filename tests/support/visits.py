"""Sessions and drafts on tables of their own, without a site around them."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf

from shared.base import clock, db, schema
from shared.frontdoor import sessions
from shared.frontdoor.sessions import PORTAL_LIMITS, PortalSession, Session


class Hands:
    """A clock that stands where it is put."""

    at = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.at

    def move(self, **by):
        self.at += timedelta(**by)


@pytest.fixture
def hands(monkeypatch):
    held = Hands()
    monkeypatch.setattr(clock, "source", held)
    return held


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        (folder / f"{name}.sqlite").touch()
        db.bind(proxy, f"sqlite://{folder}/{name}.sqlite")
        schema.migrate(proxy, name)
        proxy.close()
    return folder


@pytest.fixture
def tables(tmp_path, migrated):
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        shutil.copy(migrated / f"{name}.sqlite", tmp_path)
        db.bind(proxy, f"sqlite://{tmp_path}/{name}.sqlite")
    yield tmp_path
    db.frontdoor.close()
    db.records.close()


def fresh(model=PortalSession, limits=PORTAL_LIMITS):
    return Session(model, limits, None)


def again(known):
    """The same cookie in the next request."""
    return Session(known.model, known.limits, known.token)


def app_of(site="portal", model=PortalSession, limits=PORTAL_LIMITS, *, is_https=True):
    app = Flask(__name__)
    app.secret_key = "secret"
    app.session_interface = sessions.Sessions(site, model, limits, is_https=is_https)

    @app.get("/still")
    def still():
        return "nothing of the session"

    @app.get("/form")
    def form():
        return generate_csrf()

    @app.route("/count", methods=["GET", "POST"])
    def count():
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    @app.get("/read")
    def read():
        if request.args:
            sessions.leave_idle(session)
        return str(session.get("count", 0))

    @app.post("/rotate")
    def rotate():
        sessions.rotate(session)
        return generate_csrf()

    @app.route("/end", methods=["GET", "POST"])
    def end():
        sessions.end(session)
        return "gone"

    return app


def bound(token):
    """What Flask-WTF's token is bound to, without its time and signature."""
    return token.rsplit(".", 2)[0]


def cookie(response):
    return response.headers.get("Set-Cookie")
