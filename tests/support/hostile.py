"""Files such as somebody may give for the scan of a letter, made here byte by byte."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pypdf
from PIL import Image, ImageDraw

LETTER = (850, 1100)  # pixels: a US Letter page at 100 to the inch


def drawn(mode: str = "RGB", size: tuple[int, int] = LETTER) -> Image.Image:
    """A page with a black bar near its top."""
    bar = (40, 40, size[0] - 40, 120)
    page = Image.new("L", size, 255)
    ImageDraw.Draw(page).rectangle(bar, fill=0)
    return page.convert("RGB").convert(mode) if mode != "L" else page


def encoded(page: Image.Image, kind: str, **options: Any) -> bytes:
    """An image as a file."""
    out = io.BytesIO()
    page.save(out, kind, **options)
    return out.getvalue()


def sixteen_bits() -> bytes:
    """A PNG of sixteen bits: middle grey writing on light grey."""
    page = Image.new("I;16", LETTER, 60_000)
    page.paste(20_000, (40, 40, 800, 120))
    return encoded(page, "PNG")


def turned() -> bytes:
    """A photograph whose camera was held on its side (EXIF orientation 6), with a place in it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Martin Cole"
    return encoded(drawn(), "JPEG", exif=exif.tobytes())


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A PNG that says it has this size, whatever its pixels are."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(
            ">I", zlib.crc32(name + data)
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b""))  # fmt: skip


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, what in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, what)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%s"
        b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    ) % (size, table, size, len(made))


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R%s>>"
BAR = stream(b"40 700 500 60 re f")


def with_script_and_attachment() -> bytes:
    """A good page; beside it a script that runs on opening, a link, and a program attached."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        b"/Names<</EmbeddedFiles<</Names[(run.exe)5 0 R]>>>>>>",
        ONE_PAGE, PAGE % b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 612 792]"
        b"/A<</S/URI/URI(https://example.org/track)>>>>]",
        BAR, b"<</Type/Filespec/F(run.exe)/EF<</F 6 0 R>>>>", stream(b"MZ program"),
    )  # fmt: skip


def only_a_form() -> bytes:
    """A PDF whose words are all typed into a form field."""
    look = stream(b"0 0 500 60 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 500 60]")
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>", ONE_PAGE,
        PAGE % b"/Annots[5 0 R]", stream(b""),
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(letter)/V(I am sorry)/Rect[40 600 540 660]"
        b"/AP<</N 6 0 R>>>>", look,
    )  # fmt: skip


def locked() -> bytes:
    """A PDF that opens with a password only."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(with_script_and_attachment()))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of so many empty pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
    return pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[page] * count)


def image_bomb() -> bytes:
    """A PDF of a few hundred kilobytes with an image of four hundred million pixels."""
    pixels = zlib.compress(bytes(20_000 * 20_000), 9)
    return pdf(
        CATALOG, ONE_PAGE, PAGE % b"/Resources<</XObject<</I 5 0 R>>>>",
        stream(b"612 0 0 792 0 0 cm /I Do"),
        stream(pixels, b"/Type/XObject/Subtype/Image/Width 20000/Height 20000/ColorSpace/DeviceGray"
               b"/BitsPerComponent 8/Filter/FlateDecode"),
    )  # fmt: skip


PHOTOGRAPH = encoded(drawn(), "JPEG")

# Files that are taken, for what can be seen on them.
GOOD: dict[str, Callable[[], bytes]] = {
    "script and attachment": with_script_and_attachment,
    "CMYK JPEG": lambda: encoded(drawn("CMYK"), "JPEG"),
    "turned by EXIF": turned,
    "sixteen bits": sixteen_bits,
    "one bit": lambda: encoded(drawn("1"), "PNG"),
    "palette": lambda: encoded(drawn().quantize(), "PNG"),
    "JPEG and then a ZIP": lambda: PHOTOGRAPH + b"PK\x03\x04 something else",
    "PNG that is named .jpg": lambda: encoded(drawn("L"), "PNG"),
    "several frames": lambda: encoded(drawn(), "PNG", save_all=True, append_images=[drawn()] * 2),
}
# Files that are not, and words of the sentence that says so.
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "That file is empty."),
    "not a picture": (lambda: b"GIF89a" + bytes(100), "Choose a PDF, JPEG or PNG file."),
    "a page of HTML": (lambda: b"<html>%PDF-1.7", "Choose a PDF, JPEG or PNG file."),
    "HTML that says it is a PDF": (lambda: b"%PDF-1.4<script>1</script>", "cannot be read"),
    "JPEG cut short": (lambda: PHOTOGRAPH[: len(PHOTOGRAPH) // 2], "cannot be read"),
    "locked PDF": (locked, "no password"),
    "five hundred pages": (lambda: many_pages(500), "more pages than the policy allows"),
    "no pages": (lambda: many_pages(0), "cannot be read"),
    "pages in a circle": (
        lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "cannot be read",
    ),
    "empty pages": (lambda: many_pages(2), "shows an empty page"),
    "only a form": (only_a_form, "shows an empty page"),
    "unseen writing": (
        lambda: encoded(Image.new("LA", LETTER, (0, 0)), "PNG"), "shows an empty page",
    ),
    "one pixel": (lambda: encoded(Image.new("L", (1, 1)), "PNG"), "too small to read"),
    "a line of pixels": (lambda: encoded(drawn("L", (9000, 150)), "PNG"), "too small to read"),
    "PNG bomb": (lambda: png(50_000, 50_000, bytes(40_000_000)), "too large"),
    "PDF with an image bomb": (image_bomb, "shows an empty page"),
    "too many bytes": (lambda: PHOTOGRAPH + bytes(11_000_000), "too large"),
}  # fmt: skip
