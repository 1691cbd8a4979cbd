"""Watches every commit of the records: what is written there without an entry in the audit log.

It asks SQLite itself, not our code: the hooks of the connection tell which tables a transaction
wrote, whatever wrote them.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from shared.base import db

# Third law: these alone are written outside `audit.recorded`.
#   job: the worker's own lease and completion; asking for a job is part of a recorded change
#   staff_session: visits; that somebody signed in is recorded
#   collection: when the post was last collected, every half a minute
#   schema_migration: which migrations were applied
UNRECORDED = frozenset({"job", "staff_session", "collection", "schema_migration"})


class Watch:
    """What was committed without an entry: the sets of tables, one for each such commit."""

    def __init__(self) -> None:
        self.unrecorded: list[frozenset[str]] = []
        self.commits = 0

    def attach(self, connection: Any) -> None:
        """Hear of every row that is written over this connection, and of every commit."""
        written: set[str] = set()

        def row(_kind: int, _database: str, table: str, _rowid: int) -> None:
            written.add(table)

        def commit() -> bool:
            self.commits += 1
            others = frozenset(written - UNRECORDED)
            if others and "audit_entry" not in written:
                self.unrecorded.append(others)
            written.clear()
            return False

        connection.set_update_hook(row)
        connection.set_commit_hook(commit)
        connection.set_rollback_hook(written.clear)


@pytest.fixture
def one_door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Fails a test in which records were written past `audit.recorded`.

    Name it before the fixture that opens the installation.
    """
    watch = Watch()
    connect = db.Embedded._connect

    def watched(database: Any) -> Any:
        connection = connect(database)
        if str(database.database).endswith("records.sqlite"):
            watch.attach(connection)
        return connection

    monkeypatch.setattr(db.Embedded, "_connect", watched)
    yield watch
    assert watch.commits > 0, "nothing was committed: was the installation open already?"
    assert watch.unrecorded == []
