"""The public site: pages, requests, coming back, leaving.

It drops sealed envelopes and reads a noticeboard.  It can read nothing that it has sent.
"""

from pathlib import Path

from flask import Flask

from portal import pages, printable_forms
from portal.form import asking, saving, sending
from portal.keys import EXTENSION
from portal.messages import messages, returning
from portal.visit import leaving
from portal.visit.visit import authorise
from shared import web
from shared.base import config, db, schema
from shared.frontdoor import health, sealing
from shared.frontdoor.sessions import PortalSession

BLUEPRINTS = (
    pages.blueprint,
    printable_forms.blueprint,
    asking.blueprint,
    sending.blueprint,
    saving.blueprint,
    returning.blueprint,
    messages.blueprint,
    leaving.blueprint,
)


def create_app(root: Path) -> Flask:
    """The public site of the installation in `root`.

    Raises config.NotInstalled, config.Mixed, schema.Unfit.
    """
    settings = config.load_portal(root)
    keys = sealing.load_portal_keys(settings.frontdoor / "keys.json")
    config.insist_on_one(settings.root, settings.installation, keys.installation)
    db.bind(db.frontdoor, settings.frontdoor_url, settings.frontdoor_mark)
    schema.check(db.frontdoor, "frontdoor")
    return build(settings, keys)


def build(settings: config.PortalConfig, keys: sealing.PortalKeys) -> Flask:
    """The public site on databases that are bound already."""
    app = web.build_app(
        "portal", settings, keys,
        blueprints=BLUEPRINTS, session_model=PortalSession, authorise=authorise,
    )  # fmt: skip
    app.extensions[EXTENSION] = keys
    app.extensions[web.HEALTH] = health.frontdoor
    pages.add_globals(app)
    return app
