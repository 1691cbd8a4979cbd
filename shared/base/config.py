"""Where an installation lies: its folder, its databases, its addresses.

An installation is one folder.  `frontdoor/` is all that the portal may read; `records/` belongs
to the console and the worker.  Each holds a `site.toml` and a `keys.json`.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class NotInstalled(Exception):
    """The folder holds no installation; `firstword init` makes one."""


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

    @property
    def records(self) -> Path:
        return self.root / "records"


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as missing:
        raise NotInstalled(f"{path} is missing; run 'firstword init' first") from missing


def _moved(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings with the addresses that `firstword serve` really listens on."""
    for name in ("portal_origin", "staff_origin"):
        listening = os.environ.get(f"FIRSTWORD_{name.upper()}")
        if listening and name in settings:
            settings[name] = listening
    return settings


def load_portal(root: Path) -> PortalConfig:
    """The portal's settings, from `root/frontdoor/site.toml`.  Raises NotInstalled."""
    root = root.resolve()
    return PortalConfig(root=root, **_moved(_table(root / "frontdoor" / "site.toml")))


def load_staff(root: Path) -> StaffConfig:
    """The console's settings, from both `site.toml` files.  Raises NotInstalled."""
    root = root.resolve()
    both = _table(root / "frontdoor" / "site.toml") | _table(root / "records" / "site.toml")
    return StaffConfig(root=root, **_moved(both))
