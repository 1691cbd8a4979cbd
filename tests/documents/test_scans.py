"""Scans as scanners and telephones make them: too heavy, and with where they were taken."""

import pytest
from PIL import Image

from shared.records.models import Letter
from tests.documents.test_scan_reader import give, kept
from tests.support import hostile
from tests.support.world import World


@pytest.mark.S36
@pytest.mark.parametrize("megabytes", [11, 20, 45])
def test_scan_too_heavy_is_said_beside_its_field_with_all_that_was_typed(
    world: World, megabytes: int
) -> None:
    page = give(world, hostile.PHOTOGRAPH + bytes(megabytes * 1_000_000), "scan.jpg")
    assert page.status == 422
    assert "too large" in page.text
    kept(page)


@pytest.mark.S36
def test_where_a_photograph_was_taken_stays_behind(world: World) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1], exif[0x010F] = "N", "Telephone of Martin Cole"
    taken = hostile.encoded(hostile.drawn(), "JPEG", exif=exif.tobytes(), comment=b"Rosa")
    assert give(world, taken, "IMG_20260302.jpg").status == 303
    screener, letter = world.staff("screener@MSP"), Letter.get()
    image = screener.get(f"/letters/{letter.id}/pages/1/1").data
    assert b"Exif" not in image
    for word in (b"Martin", b"Rosa", b"IMG_"):
        assert word not in image
