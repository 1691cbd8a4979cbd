"""Where an installation lies: its folder, its databases, its addresses.

An installation is one folder.  `frontdoor/` is all that the portal may read; `records/` belongs
to the console and the worker.  Each holds a `site.toml` and a `keys.json`.  The addresses of
SQLite files in them (`sqlite:frontdoor/frontdoor.sqlite`) are relative to the folder, so that a
copy of an installation opens its own databases.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from shared.base import db
from shared.base.values import Values


class NotInstalled(Exception):
    """The folder holds no installation; `firstword init` makes one."""


class Mixed(ValueError):
    """Keys, settings and databases are not all of one installation."""


@dataclass(frozen=True)
class PortalConfig:
    """What the portal knows of its installation."""

    root: Path
    policy: str
    frontdoor_url: str
    portal_origin: str
    https: bool
    sample: bool
    proxies: int = 0
    installation: str = ""

    @property
    def frontdoor_mark(self) -> db.Mark:
        """What the front door's database must bear."""
        return db.Mark("frontdoor", self.installation)

    @property
    def frontdoor(self) -> Path:
        return self.root / "frontdoor"


@dataclass(frozen=True)
class StaffConfig(PortalConfig):
    """What the console and the worker know besides."""

    records_url: str = ""
    staff_origin: str = ""
    smtp_host: str = ""
    smtp_port: int = 25
    erasure_ledger: str = "records/erasures"

    @property
    def ledger(self) -> Path:
        """The erasure ledger's file; a path that is not absolute lies below the folder."""
        return self.root / self.erasure_ledger

    @property
    def records_mark(self) -> db.Mark:
        """What the records must bear."""
        return db.Mark("records", self.installation)

    @property
    def records(self) -> Path:
        return self.root / "records"


def _table(path: Path) -> Values:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as missing:
        raise NotInstalled(f"{path} is missing; run 'firstword init' first") from missing


def _moved(settings: Values) -> Values:
    """The settings with the addresses that `firstword serve` really listens on."""
    for name in ("portal_origin", "staff_origin"):
        listening = os.environ.get(f"FIRSTWORD_{name.upper()}")
        if listening and name in settings:
            settings[name] = listening
    if os.environ.get("FIRSTWORD_FRONT"):  # that of `firstword serve`, which says who asks
        settings["proxies"] = settings.get("proxies", 0) + 1
    return settings


def _placed(root: Path, settings: Values) -> Values:
    """The settings with each SQLite file's whole path."""
    for name in ("frontdoor_url", "records_url"):
        file = db.path_of(settings.get(name, ""))
        if file is not None:
            settings[name] = f"sqlite://{root / file}"
    return settings


def insist_on_one(root: Path, *ids: str) -> None:
    """Refuse what was mixed from several installations.

    Raises Mixed, with a sentence, if the `ids` found in keys and settings differ or are missing.
    """
    if not all(ids):
        raise Mixed(f"{root} was made by an older release; run 'firstword migrate' first")
    if len(set(ids)) > 1:
        raise Mixed(f"keys and settings in {root} belong to different installations")


def load_portal(root: Path) -> PortalConfig:
    """The portal's settings, from `root/frontdoor/site.toml`.  Raises NotInstalled."""
    root = root.resolve()
    return PortalConfig(
        root=root, **_placed(root, _moved(_table(root / "frontdoor" / "site.toml")))
    )


def load_staff(root: Path) -> StaffConfig:
    """The console's settings, from both `site.toml` files.  Raises NotInstalled, Mixed."""
    root = root.resolve()
    public, own = (_table(root / side / "site.toml") for side in ("frontdoor", "records"))
    if "installation" in public and "installation" in own:
        insist_on_one(root, public["installation"], own["installation"])
    return StaffConfig(root=root, **_placed(root, _moved(public | own)))
