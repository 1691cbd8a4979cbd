"""Restoring a backup into a new folder, and proving that what was restored can be used.

Nothing that exists is touched: the folder must be new, and on PostgreSQL the two schemas must hold
no table.  The copy opens its own databases, replays every erasure ledger it is given, and sends no
mail until an administrator names a mail server again.
"""

import json
import re
import shutil
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import apsw
import psycopg
from peewee import DatabaseError

from shared.base import config, db, schema
from shared.base.values import Values
from shared.frontdoor import letterbox, sealing
from shared.records import archive, audit, backup, installation, ledger, vault
from shared.records.models import TABLES, DataKey
from shared.records.permissions import WORKER
from shared.records.recovery_key import Recovery

DATABASE_FILES = {
    "frontdoor": installation.FRONTDOOR_FILE, "records": installation.RECORDS_FILE,
}  # fmt: skip

_NAME = re.compile(r"[a-z]+(\.[a-z]+)?")


class Impossible(Exception):
    """The backup cannot be restored in this way; the sentence says why."""


@dataclass(frozen=True)
class Target:
    """Where a backup goes.  Addresses of new databases are for backups of PostgreSQL alone."""

    root: Path
    frontdoor_url: str = ""
    records_url: str = ""
    ledgers: tuple[Path, ...] = ()


@dataclass
class Report:
    """What was restored, and what was found in it.  `faults` is empty if all is well."""

    taken_at: datetime
    migrated: list[str] = field(default_factory=list)
    erased_again: int = 0
    entries: int = 0
    rows: int = 0
    opened: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def restore(file: Path, recovery: Recovery, target: Target) -> Report:
    """Unpack `file` at `target`, open it, replay the ledgers, and inspect it.

    Raises Impossible, archive.Unreadable or OSError; what was unpacked until then is removed.
    """
    root = target.root
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise Impossible(f"{root} is not empty. A backup is restored into a new folder")
    was_there = root.exists()
    root.mkdir(mode=0o755, parents=True, exist_ok=True)
    try:
        manifest = _unpacked(file, recovery, target)
        return _opened(manifest, target)
    except BaseException:
        for proxy in (db.frontdoor, db.records):
            if proxy.obj is not None and not proxy.is_closed():
                proxy.close()
        for one in root.iterdir():
            shutil.rmtree(one)
        if not was_there:
            root.rmdir()
        raise


# -- unpacking ---------------------------------------------------------------------------------


def _unpacked(file: Path, recovery: Recovery, target: Target) -> Values:
    root = target.root
    installation.make_folders(root)
    scratch = root / "records" / ".restoring"
    scratch.mkdir(mode=0o700)
    manifest = _extracted(file, recovery, scratch)
    if manifest["installation"] != recovery.installation:
        raise Impossible("the backup and the recovery file are of different installations")
    modes = {"frontdoor": (0o640, 0o660), "records": (0o600, 0o600)}
    keys = {"frontdoor": recovery.frontdoor_keys, "records": recovery.records_keys}
    urls = {"frontdoor": target.frontdoor_url, "records": target.records_url}
    for side, (private, shared) in modes.items():
        vault.write_keys(root / side / "keys.json", keys[side], private)
        name = manifest["databases"][side]
        if name.endswith(".dump"):
            _load(scratch / name, urls[side], side)
        else:
            urls[side] = DATABASE_FILES[side]
            installation.make_database(root / side / name, shared)
            shutil.copyfile(scratch / name, root / side / name)
    _settings(scratch / "frontdoor.toml", root / "frontdoor", {"frontdoor_url": urls["frontdoor"]})
    _settings(scratch / "records.toml", root / "records", {
        "records_url": urls["records"], "smtp_host": "", "erasure_ledger": "records/erasures",
    })  # fmt: skip
    if (scratch / "erasures").exists():
        shutil.copyfile(scratch / "erasures", root / "records" / "erasures")
        (root / "records" / "erasures").chmod(ledger.MODE)
    shutil.rmtree(scratch)
    return manifest


def _extracted(file: Path, recovery: Recovery, into: Path) -> Values:
    with file.open("rb") as sealed:
        plain = archive.Opener(sealed, recovery.private)
        try:
            with tarfile.open(fileobj=plain, mode="r|") as tar:
                for member in tar:
                    _extract(tar, member, into)
            while plain.read(archive.PIECE):  # the end is proved by reading it
                pass
        except tarfile.TarError as damaged:
            raise archive.Unreadable(f"the backup is damaged: {damaged}") from damaged
    manifest: Values = json.loads((into / "manifest.json").read_text("utf-8"))
    if manifest["format"] != backup.FORMAT:
        raise Impossible(f"the backup has format {manifest['format']}; this release reads "
                         f"{backup.FORMAT}")  # fmt: skip
    for name, digest in manifest["sha256"].items():
        if backup.digest(into / name) != digest:
            raise archive.Unreadable(f"{name} in the backup is damaged")
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    # Anyone who has the public key can seal a file: only plain files with names of ours are taken.
    plain = tar.extractfile(member) if member.isreg() and _NAME.fullmatch(member.name) else None
    if plain is None:
        raise archive.Unreadable(f"the backup holds {member.name!r}, which no backup of ours does")
    with (into / member.name).open("xb") as file:
        shutil.copyfileobj(plain, file, archive.PIECE)


def _settings(source: Path, side: Path, changed: Values) -> None:
    text = source.read_text("utf-8")
    for name in changed:
        text = re.sub(rf"(?m)^{name}\s*=.*\n?", "", text)
    mode = 0o600 if side.name == "records" else 0o640
    installation.write_settings(side / "site.toml", text + installation.as_toml(changed), mode)


def _load(dump: Path, url: str, side: str) -> None:
    if not url:
        raise Impossible(
            f"the backup is of PostgreSQL: name a new database with --{side}-url "
            f"'postgresql:///NEW?schema={side}'"
        )
    base, schema = backup.schema_of(url)
    try:
        with psycopg.connect(base) as connection:
            tables = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = %s", (schema,)
            ).fetchone()
            there = connection.execute("SELECT to_regnamespace(%s)", (schema,)).fetchone()
    except psycopg.Error as error:
        raise Impossible(f"the database server did not answer: {error}") from error
    if tables != (0,):
        raise Impossible(f"the schema {schema} holds tables. Name a new database")
    listing = dump.with_suffix(".list")
    said = backup.run(["pg_restore", "--list", f"--file={listing}", str(dump)])
    if not said:
        lines = listing.read_text("utf-8").splitlines(keepends=True)
        if there != (None,):  # made by deploy/postgres.sql, with its owner
            lines = [line for line in lines if not re.search(r" SCHEMA - ", line)]
        listing.write_text("".join(lines), "utf-8")
        said = backup.run([
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error",
            "--single-transaction", f"--use-list={listing}", f"--dbname={base}", str(dump),
        ])  # fmt: skip
    if said:
        raise Impossible(f"the schema {schema} could not be restored: {said}")


# -- what was restored -------------------------------------------------------------------------


def _opened(manifest: Values, target: Target) -> Report:
    settings = installation.open_staff(target.root)
    taken_at = datetime.fromisoformat(manifest["taken_at"])
    report = Report(taken_at)
    report.rows = sum(sum(counts.values()) for counts in manifest["counts"].values())
    report.faults += _damage() or _lost(manifest["counts"])
    try:
        report.migrated = installation.migrate()
    except schema.Unfit as unfit:  # a copy that lacks what this release needs
        report.faults.append(str(unfit))
    verdict = audit.verify(vault.keys().audit)
    report.entries = verdict.entries
    if verdict.first_bad:
        report.faults.append(f"audit log, entry {verdict.first_bad}: {verdict.why}")
    if report.faults:
        return report
    said = [line for one in (settings.ledger, *target.ledgers) if one.exists()
            for line in ledger.parse(one.read_text("utf-8"), str(one))]  # fmt: skip
    with audit.recorded(WORKER, "backup.restored", "installation", settings.installation) as entry:
        report.erased_again = ledger.replay(said, taken_at)
        entry.note(taken_at=manifest["taken_at"], erased_again=report.erased_again)
    ledger.write()
    for database in (db.frontdoor, db.records):
        db.fold(database)
    report.faults += _risen(said)
    report.opened, closed = open_one_of_each(settings)
    report.faults += closed
    return report


def _damage() -> list[str]:
    """What SQLite finds wrong in the files themselves."""
    found = []
    for side, database in (("frontdoor", db.frontdoor), ("records", db.records)):
        if not db.is_embedded(database):
            continue
        try:
            (said,) = database.execute_sql("PRAGMA integrity_check(1)").fetchone()
        except (apsw.Error, DatabaseError) as error:
            said = str(error)
        if said != "ok":
            found.append(f"{side} database: {said}")
    return found


def _lost(counts: dict[str, dict[str, int]]) -> list[str]:
    """Tables that have other numbers of rows than when the backup was made."""
    found = []
    for side, database in (("frontdoor", db.frontdoor), ("records", db.records)):
        for table, count in counts[side].items():
            (now,) = database.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608 - our own tables
            if now != count:
                found.append(f"{table}: {now} rows instead of {count}")
    return found


def _risen(said: Iterable[ledger.Line]) -> list[str]:
    """Units that the ledgers say are erased, and that can be opened."""
    gone = [key for key, line in ledger.latest(said).items() if line.what == ledger.DESTROYED]
    alive = DataKey.select(DataKey.id).where((DataKey.id << gone) & DataKey.wrapped.is_null(False))
    return [f"erased unit {row.id} can still be opened" for row in alive]


def open_one_of_each(settings: config.StaffConfig) -> tuple[list[str], list[str]]:
    """Open one sealed row of every table that has any; the tables, and what did not open.

    One recorded reading lists them all.  One envelope of the letterbox is opened too.
    """
    rows, opened, faults = _one_of_each(), [], []
    with audit.recorded(WORKER, "backup.checked", "installation", settings.installation) as entry:
        receipt = entry.receipt(*rows)
        for row in rows:
            table = row._meta.table_name
            try:
                if row.sealed:
                    vault.open_column(receipt, row, "sealed")
                    opened.append(table)
            except (vault.Erased, sealing.CannotOpen, KeyError) as closed:
                faults.append(f"{table} {row.id} cannot be opened: {type(closed).__name__}")
    envelope = next(letterbox.envelopes(), None)
    if envelope is not None:
        try:
            private = vault.keys().letterbox[envelope.key_id]
            sealing.open_envelope(private, envelope.format, envelope.id, envelope.body)
            opened.append("letterbox")
        except (sealing.CannotOpen, KeyError) as closed:
            faults.append(f"envelope {envelope.id} cannot be opened: {type(closed).__name__}")
    return sorted(opened), faults


def _one_of_each() -> list[Any]:
    found = []
    for model in TABLES:
        columns = model._meta.fields
        if {"key", "sealed"} <= set(columns):
            alive = DataKey.select(DataKey.id).where(DataKey.wrapped.is_null(False))
            row = (
                model.select().where((columns["key"] << alive) & (columns["sealed"] != b"")).first()
            )
            if row is not None:
                found.append(row)
    return found
