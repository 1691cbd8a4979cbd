"""The console: sign-in, queue, cases, letters, print room, people, reports.

Every page denies by default: a view says what it requires, and `access` asks the one table of
permissions.
"""

from pathlib import Path
from typing import Any

from flask import Flask

from shared import config, installation, sessions, signin, vault, web
from staff import (
    access,
    accounts,
    acts,
    audit,
    cases,
    checklist,
    contacts,
    custody,
    desk,
    entering,
    filings,
    letters,
    limited,
    outside,
    own,
    papers,
    people,
    print_room,
    queue,
    reports,
    same,
    words,
)

BLUEPRINTS = (
    entering.blueprint, queue.blueprint, cases.blueprint, checklist.blueprint, acts.blueprint,
    contacts.blueprint, limited.blueprint, papers.blueprint, people.blueprint, accounts.blueprint,
    reports.blueprint, audit.blueprint, *letters.BLUEPRINTS, print_room.blueprint, desk.blueprint,
    custody.blueprint, outside.blueprint, same.blueprint, filings.blueprint, own.blueprint,
)  # fmt: skip


def create_app(root: Path) -> Flask:
    """The console of the installation in `root`.  Raises config.NotInstalled."""
    settings = installation.open_staff(root)
    return build(settings, vault.keys())


def build(settings: config.StaffConfig, keys: Any) -> Flask:
    """The console on databases that are bound already."""
    app = web.build_app(
        "staff", settings, keys,
        blueprints=BLUEPRINTS, session_model=sessions.StaffSession, authorise=access.authorise,
    )  # fmt: skip
    signin.install(app)
    access.add_to(app)
    words.add_to(app)
    return app
