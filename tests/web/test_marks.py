"""What a view says of itself: without it an app is not built."""

import pytest
from flask import Blueprint

from shared import web
from tests.web.tiny import Browser


def test_app_with_an_unmarked_view_is_not_built(make):
    blueprint = Blueprint("open", "open")
    blueprint.add_url_rule("/open", "door", lambda: "open")
    with pytest.raises(ValueError, match=r"no requirement is given for open\.door"):
        make(blueprints=[blueprint])


def test_authorise_is_asked_before_every_view(make):
    asked = []

    def authorise(requirement):
        asked.append(requirement)
        return web.see_other("pages.start")

    browser = Browser(make(authorise=authorise))
    for path in ("/page", "/static/site.0a1b2c.css", "/healthz", "/fault"):
        assert browser(path).location == "/"
    assert asked == ["public"] * 4


def test_routes_list_every_address(make):
    rows = web.routes(make("staff"))
    assert {row["path"]: row for row in rows}["/form"] == {
        "site": "staff", "methods": ["GET", "POST"], "path": "/form", "endpoint": "pages.form",
        "requirement": "public", "serves": ["S28"],
    }  # fmt: skip
    paths = {row["path"] for row in web.routes(make("portal"))}
    assert {"/form", "/<any(es):lang>/form", "/static/<path:name>", "/healthz"} <= paths
    assert "/<any(es):lang>/healthz" not in paths
