"""Making an installation, and opening one for the console and the worker.

The portal does not use this room: it opens its own half (`portal/__init__.py`).
"""

import json
from dataclasses import dataclass
from pathlib import Path

from shared import policy
from shared.base import config, db
from shared.records import audit, vault
from shared.records.models import AuditEntry, Facility
from shared.records.permissions import WORKER

FRONTDOOR_MODE = 0o2770  # both Unix users, group kept on new files
RECORDS_MODE = 0o700  # the console's user alone
FILES = ("keys.json", "site.toml")


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


def _toml(values: dict[str, object]) -> str:
    # JSON's strings, numbers and booleans are TOML's too.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def _write(path: Path, text: str, mode: int) -> None:
    path.write_text(text, "utf-8")
    path.chmod(mode)


def _folder(path: Path, mode: int) -> None:
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)


def _database(path: Path, mode: int) -> None:
    # SQLite would make it for its maker alone to write; its journal takes after it.
    for file in (path, Path(f"{path}.turn")):
        file.touch()
        file.chmod(mode)


def init(plan: Plan) -> config.StaffConfig:
    """Make folders, keys, settings and both databases.

    Raises AlreadyInstalled if any of it is there: keys are never replaced.
    """
    root = plan.root.resolve()
    frontdoor, records = root / "frontdoor", root / "records"
    if any((side / name).exists() for side in (frontdoor, records) for name in FILES):
        raise AlreadyInstalled(str(root))
    policy.use(plan.policy)
    _folder(frontdoor, FRONTDOOR_MODE)
    _folder(records, RECORDS_MODE)
    portal_keys, records_keys = vault.make_keys()
    vault.write_keys(frontdoor / "keys.json", portal_keys, 0o640)
    vault.write_keys(records / "keys.json", records_keys, 0o600)
    if not plan.frontdoor_url:
        _database(frontdoor / "frontdoor.sqlite", 0o660)
    if not plan.records_url:
        _database(records / "records.sqlite", 0o600)
    _write(records / "site.toml", _toml({
        "records_url": plan.records_url or f"sqlite://{records}/records.sqlite",
        "staff_origin": plan.staff_origin,
        "smtp_host": plan.smtp_host,
        "smtp_port": plan.smtp_port,
    }), 0o600)  # fmt: skip
    # Written last: its presence means that the rest is there.
    _write(frontdoor / "site.toml", _toml({
        "policy": plan.policy,
        "frontdoor_url": plan.frontdoor_url or f"sqlite://{frontdoor}/frontdoor.sqlite",
        "portal_origin": plan.portal_origin,
        "https": plan.portal_origin.startswith("https://"),
        "sample": plan.sample,
    }), 0o640)  # fmt: skip
    settings = open_staff(root)
    migrate()
    _first_entries(plan.policy)
    return settings


def open_staff(root: Path) -> config.StaffConfig:
    """Open an installation for the console, the worker or a command.

    Raises config.NotInstalled, or what the key files raise.
    """
    settings = config.load_staff(root)
    policy.use(settings.policy)
    db.bind(db.frontdoor, settings.frontdoor_url)
    db.bind(db.records, settings.records_url)
    vault.use(vault.load(settings.frontdoor / "keys.json", settings.records / "keys.json"))
    return settings


def migrate() -> list[str]:
    """Bring both databases up to date; the migrations that were applied."""
    applied = [f"frontdoor/{name}" for name in db.migrate(db.frontdoor, "frontdoor")]
    return applied + [f"records/{name}" for name in db.migrate(db.records, "records")]


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
