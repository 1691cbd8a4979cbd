"""Making an installation, and opening one for the console and the worker.

The portal does not use this room: it opens its own half (`portal/__init__.py`).
"""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from peewee import InterfaceError, OperationalError

from shared import policy
from shared.base import config, db, schema
from shared.records import audit, ledger, vault
from shared.records.models import AuditEntry, Facility
from shared.records.permissions import WORKER

# Both Unix users, group kept on new files; and sticky, so that the portal's user, who may make
# files there, cannot replace the keys and settings that lie beside them.
FRONTDOOR_MODE = 0o3770
RECORDS_MODE = 0o700  # the console's user alone
FILES = ("keys.json", "site.toml", "frontdoor.sqlite", "frontdoor.sqlite-wal", "records.sqlite",
         "records.sqlite-wal")  # fmt: skip
# Relative to the installation's folder.
FRONTDOOR_FILE = "sqlite:frontdoor/frontdoor.sqlite"
RECORDS_FILE = "sqlite:records/records.sqlite"


class AlreadyInstalled(Exception):
    """The folder holds an installation already; nothing was changed."""


@dataclass(frozen=True)
class Plan:
    """What a new installation is to be.  Empty addresses of databases mean SQLite files."""

    root: Path
    policy: str = "mississippi"
    portal_origin: str = "http://127.0.0.1:8000"
    staff_origin: str = "http://127.0.0.1:8001"
    frontdoor_url: str = ""
    records_url: str = ""
    sample: bool = False
    smtp_host: str = ""
    smtp_port: int = 25


def as_toml(values: dict[str, object]) -> str:
    """`values` as the text of a settings file."""
    # JSON's strings, numbers and booleans are TOML's too.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def write_settings(path: Path, text: str, mode: int) -> None:
    """Write a settings file with exactly this mode."""
    path.write_text(text, "utf-8")
    path.chmod(mode)


def _folder(path: Path, mode: int) -> None:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)


def make_folders(root: Path) -> None:
    """Make the two sides' folders with their modes."""
    _folder(root / "frontdoor", FRONTDOOR_MODE)
    _folder(root / "records", RECORDS_MODE)


def make_database(path: Path, mode: int) -> None:
    """Make an empty database file, and the file for its turns."""
    # SQLite would make it for its maker alone to write; its journal takes after it.
    for file in (path, Path(f"{path}.turn")):
        file.touch()
        file.chmod(mode)


def init(plan: Plan) -> config.StaffConfig:
    """Make folders, keys, settings and both databases.

    Raises AlreadyInstalled if any of it is there: keys and databases are never replaced.
    """
    root = plan.root.resolve()
    frontdoor, records = root / "frontdoor", root / "records"
    if any((side / name).exists() for side in (frontdoor, records) for name in FILES):
        raise AlreadyInstalled(str(root))
    policy.use(plan.policy)
    make_folders(root)
    portal_keys, records_keys = vault.make_keys()
    installation_id = portal_keys["installation"]
    vault.write_keys(frontdoor / "keys.json", portal_keys, 0o640)
    vault.write_keys(records / "keys.json", records_keys, 0o600)
    if not plan.frontdoor_url:
        make_database(frontdoor / "frontdoor.sqlite", 0o660)
    if not plan.records_url:
        make_database(records / "records.sqlite", 0o600)
    write_settings(records / "site.toml", as_toml({
        "installation": installation_id,
        "records_url": plan.records_url or RECORDS_FILE,
        "staff_origin": plan.staff_origin,
        "smtp_host": plan.smtp_host,
        "smtp_port": plan.smtp_port,
    }), 0o600)  # fmt: skip
    # Written last: its presence means that the rest is there.
    write_settings(frontdoor / "site.toml", as_toml({
        "installation": installation_id,
        "policy": plan.policy,
        "frontdoor_url": plan.frontdoor_url or FRONTDOOR_FILE,
        "portal_origin": plan.portal_origin,
        "https": plan.portal_origin.startswith("https://"),
        "sample": plan.sample,
    }), 0o640)  # fmt: skip
    settings = _opened(root, is_signed=False)
    migrate()
    sign(settings)
    _first_entries(plan.policy)
    return settings


def sign(settings: config.StaffConfig) -> None:
    """Write the installation's id into both databases.  Raises db.Foreign if they bear another."""
    db.sign(db.frontdoor, settings.frontdoor_mark)
    db.sign(db.records, settings.records_mark)


def open_staff(root: Path) -> config.StaffConfig:
    """Open an installation for the console, the worker or a command.

    Raises config.NotInstalled, config.Mixed, what the key files raise, and db.Missing or db.Foreign
    for a database that is not there or not this installation's.  A server that does not answer is
    left to the one who asks it.
    """
    settings = _opened(root, is_signed=True)
    for database in (db.frontdoor, db.records):
        try:
            database.connect(reuse_if_open=True)
        except (db.Missing, db.Foreign):
            raise
        except (OperationalError, InterfaceError):
            continue
    return settings


_settings: config.StaffConfig | None = None


def opened() -> config.StaffConfig:
    """The installation that this process opened last.  Raises RuntimeError before."""
    if _settings is None:
        raise RuntimeError("no installation was opened by this process")
    return _settings


def _insist_on_owner(root: Path) -> None:
    """Refuse keys and settings that another user than the console's owns or may write.

    Raises config.Mixed.  Their writer chooses the policy, the databases and whom to trust.
    """
    try:
        owner = (root / "records").stat().st_uid
    except FileNotFoundError:
        return  # reading the settings says what is missing
    for side in ("frontdoor", "records"):
        for name in ("keys.json", "site.toml"):
            file = root / side / name
            if not file.exists():
                continue
            found = file.stat()
            if found.st_uid not in {0, owner} or found.st_mode & 0o022:
                raise config.Mixed(f"{file} is owned or may be written by another user")


def _opened(root: Path, *, is_signed: bool) -> config.StaffConfig:
    _insist_on_owner(root)
    settings = config.load_staff(root)
    held = vault.load(settings.frontdoor / "keys.json", settings.records / "keys.json")
    config.insist_on_one(
        settings.root, settings.installation, held.installation, held.portal.installation
    )
    policy.use(settings.policy)
    marks = (settings.frontdoor_mark, settings.records_mark) if is_signed else (None, None)
    db.bind(db.frontdoor, settings.frontdoor_url, marks[0])
    db.bind(db.records, settings.records_url, marks[1])
    global _settings  # noqa: PLW0603 - one process works for one installation
    _settings = settings
    vault.use(held)
    ledger.use(settings.ledger)
    audit.note_failures(settings.records / "audit-failed")
    return settings


def adopt(root: Path) -> bool:
    """Give an installation of a release that knew no ids one; whether it had none.

    Raises as `open_staff`.
    """
    settings = config.load_staff(root)
    held = vault.load(settings.frontdoor / "keys.json", settings.records / "keys.json")
    if settings.installation or held.installation or held.portal.installation:
        return False
    given = vault.new_installation()
    for side in (settings.records, settings.frontdoor):
        keys, site = side / "keys.json", side / "site.toml"
        changed = {"installation": given} | json.loads(keys.read_text("utf-8"))
        _replace(keys, json.dumps(changed, indent=1))
        _replace(site, as_toml({"installation": given}) + site.read_text("utf-8"))
    sign(_opened(root, is_signed=False))
    return True


def _replace(path: Path, text: str) -> None:
    """Replace a file whole, with the owner and mode it had: a crash leaves the old or the new."""
    was = path.stat()
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), stat.S_IMODE(was.st_mode))
        os.fchown(file.fileno(), was.st_uid, was.st_gid)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def migrate() -> list[str]:
    """Bring both databases up to date; the migrations that were applied.  Raises schema.Unfit."""
    applied = [f"frontdoor/{name}" for name in schema.migrate(db.frontdoor, "frontdoor")]
    return applied + [f"records/{name}" for name in schema.migrate(db.records, "records")]


def check() -> None:
    """Compare both databases with what this release expects.  Raises schema.Unfit."""
    schema.check(db.frontdoor, "frontdoor")
    schema.check(db.records, "records")


def _first_entries(policy_name: str) -> None:
    if AuditEntry.select().exists():
        return
    version = policy.current().version
    with audit.recorded(WORKER, "installation.made", "installation", policy_name, policy=version):
        load_facilities()


def load_facilities() -> None:
    """Bring the table of facilities in line with the policy.  Called inside a recorded change."""
    for place in policy.current().facilities.values():
        values = {"name": place.name, "kind": place.kind, "active": place.open}
        if not Facility.update(**values).where(Facility.id == place.id).execute():
            Facility.create(id=place.id, **values)
