"""The public site: pages, requests, coming back, leaving.

It drops sealed envelopes and reads a noticeboard.  It can read nothing that it has sent.
"""

from pathlib import Path

from flask import Flask

from portal import asking, blanks, leaving, pages, returning, saving, sending, telling
from portal.holder import authorise
from portal.keys import EXTENSION
from shared import config, db, sealing, web
from shared.sessions import PortalSession

BLUEPRINTS = (
    pages.blueprint,
    blanks.blueprint,
    asking.blueprint,
    sending.blueprint,
    saving.blueprint,
    returning.blueprint,
    telling.blueprint,
    leaving.blueprint,
)


def create_app(root: Path) -> Flask:
    """The public site of the installation in `root`.  Raises config.NotInstalled."""
    settings = config.load_portal(root)
    keys = sealing.load_portal_keys(settings.frontdoor / "keys.json")
    db.bind(db.frontdoor, settings.frontdoor_url)
    return build(settings, keys)


def build(settings: config.PortalConfig, keys: sealing.PortalKeys) -> Flask:
    """The public site on databases that are bound already."""
    app = web.build_app(
        "portal", settings, keys,
        blueprints=BLUEPRINTS, session_model=PortalSession, authorise=authorise,
    )  # fmt: skip
    app.extensions[EXTENSION] = keys
    pages.add_globals(app)
    return app
