"""The tables of both databases, and the files that say what stands after each migration.

Run by `script/schema`.  The newest migration's files are written from a database that all
migrations made.  Those of the very first are written from the models, with the triggers and
functions that the files have already.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shared.base import db, schema
from shared.frontdoor import drafts, letterbox, noticeboard, sessions, throttle
from shared.records import models
from tests.support.postgres import cluster

FRONTDOOR = (
    letterbox.Letterbox, noticeboard.Noticeboard, noticeboard.Access, drafts.Draft,
    sessions.PortalSession, throttle.Throttle,
)  # fmt: skip
RECORDS = (*models.TABLES, sessions.StaffSession)
SIDES = {"frontdoor": FRONTDOOR, "records": RECORDS}


def numbered(side: str) -> list[str]:
    """The names of a side's migrations, in order."""
    return sorted(path.stem for path in (schema.MIGRATIONS / side).glob("[0-9]*.py"))


def make_from_models(database: Any, side: str) -> None:
    """Make the tables and indexes that the models describe, in an empty database."""
    with database.bind_ctx(SIDES[side]):
        database.create_tables(SIDES[side])


@contextmanager
def empty() -> Iterator[dict[str, list[Any]]]:
    """An empty database for each side, on both engines."""
    with tempfile.TemporaryDirectory() as folder, cluster() as server:
        postgres = server.database()
        for side in SIDES:
            (Path(folder) / side).touch()  # a database is never made by opening it
        urls = {side: [f"sqlite://{folder}/{side}", postgres.url(side)] for side in SIDES}
        opened = {side: [db.connect(url) for url in urls[side]] for side in SIDES}
        yield opened
        for database in (one for both in opened.values() for one in both):
            database.close()


def stands_after(database: Any, side: str, number: str) -> list[str]:
    """What the file of a migration, the newest, must hold."""
    if number != schema.FIRST:
        schema.runner(database, side).up()
        return schema.described(database)
    path = schema.file(database, side, number)
    kept = schema.statements(path) if path.exists() else ()
    by_hand = [one for one in kept if "TABLE" not in one[:15] and "INDEX" not in one[:20]]
    make_from_models(database, side)
    for statement in by_hand:
        database.execute_sql(statement)
    return schema.described(database)


def text(side: str, number: str, engine: str, found: list[str]) -> str:
    """The file."""
    head = f"-- What stands in the {side} database after {number}, as {engine} describes it.\n"
    head += "-- Written by script/schema.\n"
    return head + "".join(f"\n{statement};\n" for statement in found)


def main() -> int:
    """Write the files of the newest migration of both sides, for both engines."""
    with empty() as databases:
        for side, both in databases.items():
            number = numbered(side)[-1]
            for database in both:
                path = schema.file(database, side, number)
                found = stands_after(database, side, number)
                path.write_text(text(side, number, schema.engine(database), found), "utf-8")
                print(path.relative_to(Path.cwd()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
