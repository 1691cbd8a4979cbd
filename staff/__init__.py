"""The console: sign-in, queue, cases, letters, print room, people, reports.

Every page denies by default: a view says what it requires, and `access` asks the one table of
permissions.
"""

from pathlib import Path

from flask import Flask

from shared import web
from shared.accounts import sign_in
from shared.base import config
from shared.frontdoor import sessions
from shared.records import health, installation, vault
from shared.records.vault import Keys
from staff import letters, listing, queue, words
from staff.accounts import access, accounts, enrolling, my_account, proposals
from staff.accounts import sign_in as accounts_sign_in
from staff.acting import acts
from staff.audit import log
from staff.cases import cases, checklist, facility_pages, filings, record
from staff.intake import by_phone, codes, third_parties
from staff.people import contacts, custody, duplicates, people
from staff.print_room import papers, print_room
from staff.reports import reports

BLUEPRINTS = (
    accounts_sign_in.blueprint, queue.blueprint, cases.blueprint, checklist.blueprint,
    acts.blueprint, contacts.blueprint, facility_pages.blueprint, papers.blueprint,
    people.blueprint, accounts.blueprint, reports.blueprint, log.blueprint, *letters.BLUEPRINTS,
    print_room.blueprint, by_phone.blueprint, custody.blueprint, third_parties.blueprint,
    duplicates.blueprint, filings.blueprint, record.blueprint, my_account.blueprint,
    proposals.blueprint, enrolling.blueprint, codes.blueprint,
)  # fmt: skip


def create_app(root: Path) -> Flask:
    """The console of the installation in `root`.  Raises config.NotInstalled, schema.Unfit."""
    settings = installation.open_staff(root)
    installation.check()
    return build(settings, vault.keys())


def build(settings: config.StaffConfig, keys: Keys) -> Flask:
    """The console on databases that are bound already."""
    app = web.build_app(
        "staff", settings, keys,
        blueprints=BLUEPRINTS, session_model=sessions.StaffSession, authorise=access.authorise,
    )  # fmt: skip
    app.extensions[web.HEALTH] = health.word
    sign_in.install(app)
    access.add_to(app)
    words.add_to(app)
    listing.add_to(app)
    return app
