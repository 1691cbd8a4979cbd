"""Whether the front door works, in a word: what `/healthz` says.

ok, or the first of: unreachable (the database does not answer, is missing, or is another
installation's), tables (one is missing), locked (nobody can write), full (the disk), clock (it
went backwards).
"""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from peewee import DatabaseProxy, InterfaceError, Model, OperationalError

from shared.base import db

OK = "ok"
ROOM = 64 * 1024 * 1024  # bytes that must be free
BACKWARDS = 120.0  # seconds by which a file may be newer than the clock
LOCK_WITHIN = 1.0  # seconds


def of(database: DatabaseProxy, models: Iterable[type[Model]]) -> str:
    """The word for one database that should have the tables of `models`."""
    if not db.answers(database):
        return "unreachable"
    wanted = {model._meta.table_name for model in models}
    if wanted - set(database.get_tables()):
        return "tables"
    if db.is_embedded(database):
        file = Path(database.database)
        if shutil.disk_usage(file.parent).free < ROOM:
            return "full"
        if _newest(file) - time.time() > BACKWARDS:
            return "clock"
        try:
            with db.write(database, within=LOCK_WITHIN):
                pass  # changes nothing: whether one could
        except (OperationalError, InterfaceError):
            return "locked"
    return OK


def _newest(file: Path) -> float:
    """When the database was last written, by the clock of then."""
    files = (file, file.with_name(f"{file.name}-wal"))
    return max(one.stat().st_mtime for one in files if one.exists())


def frontdoor() -> str:
    """The word for the front door."""
    return of(db.frontdoor, db.frontdoor_models())
