"""The two sites as a server starts them: one factory each, which loads its own side only."""

import os
from pathlib import Path
from typing import Any


def _root() -> Path:
    return Path(os.environ["FIRSTWORD_DATA"])


def portal() -> Any:
    """The public site of the installation that FIRSTWORD_DATA names."""
    import portal as site

    return site.create_app(_root())


def staff() -> Any:
    """The console of the installation that FIRSTWORD_DATA names."""
    import staff as site

    return site.create_app(_root())
