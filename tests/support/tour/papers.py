"""Pictures of the documents, a page each, in both languages."""

import subprocess
import tempfile
from pathlib import Path

from shared import documents, policy
from tests.support.tour.album import Album

DPI = 80


def take(album: Album) -> None:
    """All documents, with invented contents."""
    policy.use("mississippi")
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(documents.REGISTRY):
            for language in ("en", "es"):
                _take(album, Path(folder), name, language)


def _take(album: Album, folder: Path, name: str, language: str) -> None:
    paper = folder / f"{name}-{language}.pdf"
    paper.write_bytes(documents.render_sample(name, language))
    subprocess.run(["pdftoppm", "-png", "-r", str(DPI), paper, paper.with_suffix("")], check=True)
    for page in sorted(folder.glob(f"{name}-{language}-*.png")):
        album.add(f"Documents ({language})", f"paper-{page.stem}", page.stem, page.read_bytes())
