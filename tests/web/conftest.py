"""Sites on SQLite files of their own."""

import gzip
import json
import shutil

import pytest

from shared import web
from shared.base import config, db, schema
from shared.frontdoor.sessions import PortalSession, StaffSession
from tests.web.tiny import KEYS, ORIGIN, TEMPLATES, Browser, pages


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """Both databases, new and empty; every test takes copies."""
    folder = tmp_path_factory.mktemp("migrated")
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        (folder / f"{name}.sqlite").touch()
        db.bind(proxy, f"sqlite://{folder}/{name}.sqlite")
        schema.migrate(proxy, name)
        proxy.close()
    return folder


@pytest.fixture
def make(tmp_path, migrated):
    """Builds a site on SQLite files of its own."""
    for name, text in TEMPLATES.items():
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "manifest.json").write_text(json.dumps({"site.css": "site.0a1b2c.css"}))
    (dist / "site.0a1b2c.css").write_text("p{margin:0}")
    (dist / "site.0a1b2c.css.gz").write_bytes(gzip.compress(b"p{margin:0}", mtime=0))
    (dist / "site.0a1b2c.css.br").write_bytes(b"as brotli")
    (dist / "unlisted.css").write_text("not in the manifest")
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        shutil.copy(migrated / f"{name}.sqlite", tmp_path)
        db.bind(proxy, f"sqlite://{tmp_path}/{name}.sqlite")

    def build(site="portal", *, origin=ORIGIN, sample=False, proxies=0, blueprints=None,
              authorise=lambda _requirement: None):  # fmt: skip
        settings = config.StaffConfig(
            root=tmp_path, policy="mississippi", frontdoor_url="", portal_origin=origin,
            https=origin.startswith("https"), sample=sample, proxies=proxies,
            staff_origin=origin,
        )  # fmt: skip
        return web.build_app(
            site, settings, KEYS,
            blueprints=[pages()] if blueprints is None else blueprints,
            session_model=PortalSession if site == "portal" else StaffSession,
            authorise=authorise, assets=dist, templates=tmp_path / "templates",
        )  # fmt: skip

    yield build
    db.frontdoor.close()
    db.records.close()


@pytest.fixture
def browser(make):
    return Browser(make())
