"""Backup: both databases, the settings and the erasure ledger in one sealed file, under load.

The front door is copied first.  An envelope is removed there only after it is committed in the
records, so one that moves meanwhile is in both copies, and collecting it twice is harmless.  The
keys are not in the file; they are in the recovery file (`recovery_key`).
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw
import psycopg

from shared.base import clock, config, db
from shared.base.values import Values
from shared.records import archive, ledger, recovery_key

FORMAT = 1
NOTE = "last-backup.json"  # below records/: when, and how large; read by `firstword check`
SIDES = ("frontdoor", "records")


class NoKey(Exception):
    """No recovery key was made, so there is nothing to seal a backup to."""


class Failed(Exception):
    """A database could not be copied; the sentence says why."""


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    file: Path
    size: int
    rows: int
    taken_at: datetime


def make(settings: config.StaffConfig, file: Path) -> Made:
    """Write a backup into a new `file`, readable by its owner alone.

    Raises NoKey, Failed, FileExistsError; then there is no file (or the one that was there).
    """
    public = recovery_key.public(settings)
    if public is None:
        raise NoKey
    taken_at = clock.now()
    ledger.write()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            os.fchmod(handle, 0o600)
            sealer = archive.Sealer(out, public)
            manifest = _write(settings, taken_at, sealer)
            sealer.finish()
            out.flush()
            os.fsync(handle)
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    rows = sum(sum(counts.values()) for counts in manifest["counts"].values())
    made = Made(file, file.stat().st_size, rows, taken_at)
    _note(settings, made)
    return made


def _write(settings: config.StaffConfig, taken_at: datetime, into: archive.Sealer) -> Values:
    # Copies lie below records/, where only the console's user reads, until they are sealed.
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.records) as scratch:
        folder = Path(scratch)
        urls = {"frontdoor": settings.frontdoor_url, "records": settings.records_url}
        counts, names = {}, {}
        for side in SIDES:
            names[side], counts[side] = copy(urls[side], side, folder)
        for side in SIDES:
            shutil.copy(settings.root / side / "site.toml", folder / f"{side}.toml")
        with suppress(FileNotFoundError):
            shutil.copy(settings.ledger, folder / "erasures")
        manifest: Values = {
            "format": FORMAT, "installation": settings.installation,
            "taken_at": taken_at.isoformat(), "databases": names, "counts": counts,
            "sha256": {one.name: digest(one) for one in sorted(folder.iterdir())},
        }  # fmt: skip
        (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        with tarfile.open(fileobj=into, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            for name in ("manifest.json", *manifest["sha256"]):
                tar.add(folder / name, name, filter=_plain)
    return manifest


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def digest(file: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def copy(url: str, side: str, folder: Path) -> tuple[str, dict[str, int]]:
    """Copy a database as it is at one moment; the copy's name, and the rows of each table.

    Raises Failed.
    """
    source = db.path_of(url)
    if source is None:
        return _dumped(url, side, folder)
    name = f"{side}.sqlite"
    try:
        live = apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READWRITE)
        into = apsw.Connection(str(folder / name))
        # One step: a single reading transaction, which neither waits for writers nor stops them.
        with into.backup("main", live, "main") as copying:
            copying.step(-1)
        live.close()
        into.pragma("journal_mode", "delete")
        counts = _counts(into)
        into.close()
    except apsw.Error as error:
        raise Failed(f"{source} could not be copied: {error}") from error
    return name, counts


def _counts(database: apsw.Connection) -> dict[str, int]:
    tables = [name for (name,) in database.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )]  # fmt: skip
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').get for name in tables}  # noqa: S608 - our own tables


def schema_of(url: str) -> tuple[str, str]:
    """A server's address as its programs take it, and the schema."""
    base, _, schema = url.partition("?schema=")
    return base, schema or "public"


def _dumped(url: str, side: str, folder: Path) -> tuple[str, dict[str, int]]:
    base, schema = schema_of(url)
    name = f"{side}.dump"
    with _snapshot(base, schema) as (snapshot, counts):
        done = run([
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--schema={schema}",
            f"--snapshot={snapshot}", f"--file={folder / name}", f"--dbname={base}",
        ])  # fmt: skip
    if done:
        raise Failed(f"the schema {schema} could not be copied: {done}")
    return name, counts


@contextmanager
def _snapshot(base: str, schema: str) -> Iterator[tuple[str, dict[str, int]]]:
    """One moment of a server's schema, which pg_dump can be shown: its name, the tables' rows."""
    try:
        with psycopg.connect(base) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", (schema,)
            ).fetchall()
            counts = {}
            for (table,) in tables:
                counted = psycopg.sql.SQL("SELECT count(*) FROM {}").format(
                    psycopg.sql.Identifier(schema, table)
                )
                counts[table] = int((connection.execute(counted).fetchone() or (0,))[0])
            yield snapshot, counts
    except psycopg.Error as error:
        raise Failed(f"the database server did not answer: {error}") from error


def run(command: list[str]) -> str:
    """Run a program of PostgreSQL's; what it complained of, or nothing."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    except FileNotFoundError:
        return f"{command[0]} is not installed (Debian: postgresql-client)"
    return "" if done.returncode == 0 else done.stderr.strip() or f"status {done.returncode}"


def _note(settings: config.StaffConfig, made: Made) -> None:
    note = settings.records / NOTE
    text = json.dumps({"at": made.taken_at.isoformat(), "bytes": made.size, "rows": made.rows})
    draft = note.with_name(f".{NOTE}.new")
    draft.touch(0o600)
    draft.write_text(text, "utf-8")
    draft.replace(note)


def last(settings: config.StaffConfig) -> datetime | None:
    """When the last backup was begun, or None if none ever was."""
    try:
        return datetime.fromisoformat(
            json.loads((settings.records / NOTE).read_text("utf-8"))["at"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
