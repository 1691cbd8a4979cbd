"""`script/tour`: take the pictures, list them, and keep the few that README shows."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.support.chromium import chromium
from tests.support.tour import console, papers, public
from tests.support.tour.album import NARROW, WIDE, Album, small
from tests.support.tour.running import ROOT, running
from tests.support.walk import ROLES

AT_MOST = 30 * 60  # seconds for the whole tour
PARTS = ("public", "console", "papers")
# What README shows: the picture, the one it is made from, and how much of it from the top.
SHOWN = {
    "start-en-360": ("public-start-en-360", 1000),
    "status-en-360": ("public-status-dialogue-approach-en-360", 1100),
    "queue-en-1280": ("planner-queue-en-1280", 900),
    "case-en-1280": ("planner-cases-offender-approach-en-1280", 1000),
    "cover-letter-en": ("paper-cover-letter-en-1", 900),
}


def _asked() -> Any:
    parser = argparse.ArgumentParser(prog="script/tour", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (all)")
    parser.add_argument("--wide", action="store_true", help="at 1280 pixels too")
    parser.add_argument("--role", action="append", choices=ROLES, help="these roles' pages alone")
    parser.add_argument("--data", type=Path, help="an installation with sample data that is there")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "tour")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return asked


def _stop(*_: Any) -> None:
    sys.exit("tour: stopped")


def _sites(album: Album, asked: Any, parts: set[str], data: Path) -> None:
    widths = (NARROW, WIDE) if asked.wide else (NARROW,)
    with running(data) as sites, chromium() as browser:
        if "public" in parts:
            public.take(album, browser, sites, widths)
        if "console" in parts:
            console.take(album, browser, sites, tuple(asked.role or ROLES), asked.wide)


def _show(album: Album) -> None:
    for name, (source, height) in SHOWN.items():
        file = album.folder / f"{source}.png"
        if file.exists():
            (album.folder / f"{name}.png").write_bytes(
                small(file.read_bytes(), height, closely=True)
            )


def main() -> None:
    """The whole tour, or the parts that are asked for."""
    asked = _asked()
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    signal.alarm(AT_MOST)
    parts = set(asked.parts or PARTS)
    album = Album(asked.output)
    if parts - {"papers"}:
        with tempfile.TemporaryDirectory(prefix="firstword-tour-") as folder:
            _sites(album, asked, parts, asked.data or Path(folder) / "data")
    if "papers" in parts:
        papers.take(album)
    _show(album)
    print(f"tour: {sum(map(len, album.chapters.values()))} pictures: {album.write()}")


if __name__ == "__main__":
    main()
