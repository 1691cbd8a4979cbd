"""The two sites as a server starts them: one factory each, which loads its own side only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def _root() -> Path:
    return Path(os.environ["FIRSTWORD_DATA"])


def portal() -> Flask:
    """The public site of the installation that FIRSTWORD_DATA names."""
    import portal as site

    return site.create_app(_root())


def staff() -> Flask:
    """The console of the installation that FIRSTWORD_DATA names."""
    import staff as site

    return site.create_app(_root())
