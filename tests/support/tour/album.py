"""The pictures, and the page that lists them."""

import html
import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

WIDE, NARROW = 1280, 360
LONGEST = 12_000  # pixels; no page is so tall that more would be looked at
COLOURS = 64  # of a picture's palette


def small(picture: bytes, height: int = LONGEST, *, closely: bool = False) -> bytes:
    """The same as a PNG of few colours, cut off at `height`; `closely` takes its time."""
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    image = image.crop((0, 0, image.width, min(height, image.height)))
    out = io.BytesIO()
    few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=closely, compress_level=9 if closely else 3)
    return out.getvalue()


@dataclass
class Album:
    """Pictures in `folder`, by chapter."""

    folder: Path
    chapters: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, chapter: str, name: str, about: str, picture: bytes) -> None:
        """Keep one picture."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.png").write_bytes(small(picture))
        self.chapters.setdefault(chapter, []).append((f"{name}.png", about))
        count = sum(map(len, self.chapters.values()))
        print(f"tour: {count}: {chapter}: {name}", file=sys.stderr)

    def take(self, page: Any, chapter: str, name: str, widths: tuple[int, ...]) -> None:
        """The page as it stands, whole, at each width."""
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800 if width == WIDE else 740})
            picture = page.screenshot(full_page=True, animations="disabled")
            self.add(chapter, f"{name}-{width}", f"{page.title()} · {width}", picture)

    def write(self) -> Path:
        """The page that shows them all; where it is."""
        lines = [
            "<!doctype html>", '<html lang="en">', '<meta charset="utf-8">',
            "<title>A tour of First Word</title>",
            ("<style>body{font:1rem/1.5 sans-serif;margin:2rem}figure{display:inline-block;"
            "margin:0 1rem 1rem 0;width:18rem;vertical-align:top}img{width:100%;height:20rem;"
            "object-fit:cover;object-position:top;border:1px solid #999}</style>"),
            "<h1>A tour of First Word</h1>",
        ]  # fmt: skip
        for chapter, pictures in self.chapters.items():
            lines.append(f"<h2>{html.escape(chapter)}</h2>")
            lines += [
                f'<figure><a href="{name}"><img src="{name}" alt="" loading="lazy"></a>'
                f"<figcaption>{name}<br>{html.escape(about)}</figcaption></figure>"
                for name, about in pictures
            ]
        index = self.folder / "index.html"
        index.write_text("\n".join(lines) + "\n", "utf-8")
        return index
