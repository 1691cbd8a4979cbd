"""A scanned page, as a stand-in for handwriting."""

from io import BytesIO

from PIL import Image, ImageDraw


def page() -> bytes:
    """Grey lines on white, a PNG."""
    image = Image.new("L", (850, 1100), 255)
    pen = ImageDraw.Draw(image)
    for row in range(24):
        pen.line((90, 120 + row * 38, 760 - (row * 71) % 240, 120 + row * 38), fill=90, width=3)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()
