"""The process that reads a scan (see `scans`): a file on standard input, images on output.

It stands alone: it imports nothing of the project, and dies of anything that is wrong.
"""

import io
import resource
import sys
import warnings
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps

DOTS = 200  # per inch: handwriting stays legible, a page is about 300 kB
LONGEST_SIDE = 2400  # pixels; a US Letter page at 200 dpi has 2200
MOST_PIXELS = 60_000_000  # of one page as it came
SECONDS = 15  # of processor time; ten good pages at 600 dots take six
MEMORY = 2 * 1024**3  # bytes of address space
LEAST_SIDE = 200  # pixels: an inch of paper; nothing smaller can hold a letter that is legible
LEAST_CONTRAST = 24  # of 255, between the darkest and the lightest spot of all pages
TOO_MANY, TOO_SMALL, BLANK, TOO_BIG = 3, 4, 5, 6  # exit statuses


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def _pages_of_pdf(content: bytes, most: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(content)
    if len(document) > most:
        sys.exit(TOO_MANY)
    for page in document:
        width, height = page.get_size()  # points, 72 to the inch
        scale = min(DOTS / 72, LONGEST_SIDE / max(width, height, 1))
        # Forms and annotations are left out: they are not the letter, and may be active.
        yield page.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil()


def _page_of_image(content: bytes) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as image:
        image.load()
        yield ImageOps.exif_transpose(image)


def _grey(image: Image.Image) -> Image.Image:
    """Only the pixels, on white, grey: no metadata, profile, layer or hidden channel."""
    if image.mode in ("RGBA", "LA", "PA", "P"):
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    if image.mode.startswith("I"):  # sixteen bits: converted as it is, every grey would be white
        image = image.convert("I").point(lambda grey: grey * (1 / 256))
    image = image.convert("L")
    if min(image.size) < LEAST_SIDE:
        sys.exit(TOO_SMALL)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("L", image.size)
    fresh.paste(image)
    return fresh


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, dpi=(DOTS, DOTS))
    return out.getvalue()


def _write(pages: Iterator[Image.Image]) -> None:
    """Each page with its length (eight bytes) before it."""
    darkest, lightest = 255, 0
    for page in pages:
        image = _grey(page)
        greys = image.histogram()
        seen = [grey for grey, count in enumerate(greys) if count]
        darkest, lightest = min(darkest, seen[0]), max(lightest, seen[-1])
        made = _jpeg(image)
        sys.stdout.buffer.write(len(made).to_bytes(8, "big") + made)
    if lightest - darkest < LEAST_CONTRAST:
        sys.exit(BLANK)


def main() -> None:
    """Read one file; write its pages."""
    most = int(sys.argv[1])
    _limit()
    content = sys.stdin.buffer.read()
    is_pdf = content.startswith(b"%PDF-")
    try:
        _write(_pages_of_pdf(content, most) if is_pdf else _page_of_image(content))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        sys.exit(TOO_BIG)


if __name__ == "__main__":
    main()
