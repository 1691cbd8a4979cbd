"""A signed paper that was scanned is opened again, by who carries the case and by nobody else."""

from io import BytesIO

import pytest

from shared.dialogue import queries
from shared.records import audit, vault
from shared.records.models import AuditEntry, Filing
from shared.records.permissions import WORKER
from tests.support import carry, scanned, shortcut
from tests.support.visitor import words
from tests.support.world import HERE, Asked, World


def signed(world: World) -> tuple[Asked, str]:
    asked = shortcut.to(world, "assigned")
    row = queries.participants(asked.case)[0]
    carry.act(world.staff("planner"), asked, "sign_agreement", participant=row.id,
              scan=(BytesIO(scanned.page()), "signed.jpg"))  # fmt: skip
    return asked, f"/filings/{Filing.get().id}"


@pytest.mark.S30
def test_signed_paper_is_opened_from_the_case(world):
    asked, path = signed(world)
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}")
    assert path in page.links()
    assert "Signed documents" in page.text
    paper = world.staff("facilitator").get(path)
    assert paper.h1 == "Agreement to take part"
    picture = str(paper.one("img").get("src"))
    image = world.staff("facilitator").get(picture)
    assert image.headers["Content-Type"] == "image/jpeg"
    assert image.data.startswith(b"\xff\xd8\xff")
    assert image.headers["Cache-Control"] == "no-store"
    read = AuditEntry.select().where(AuditEntry.event == "case.read")
    assert Filing.get().id in read.order_by(AuditEntry.seq.desc()).first().facts
    world.staff("facilitator").get(f"{path}/pages/2", expect=404)


@pytest.mark.law_3
def test_signed_paper_is_nobody_elses(world):
    _asked, path = signed(world)
    for who in ("advocate", "auditor", "administrator", f"superintendent@{HERE}"):
        world.staff(who).get(path, expect=403)
    for page in (path, f"{path}/pages/1"):
        world.staff("facilitator2").get(page, expect=404)
        world.staff("coordinator").get(page)


def test_erased_paper_is_not_there(world):
    asked, path = signed(world)
    with audit.recorded(WORKER, "letter.purged", "case", asked.case.id, reason="x"):
        vault.destroy(asked.case.key)
    world.staff("planner").get(path, expect=404)


@pytest.mark.parametrize(("content", "sentence"), [
    (b"%PDF-1.7 not really", "The file cannot be read."),
    (b"MZ", "Choose a PDF, JPEG or PNG file."),
])  # fmt: skip
def test_file_that_cannot_be_taken_is_said_beside_its_field(world, content, sentence):
    asked = shortcut.to(world, "assigned")
    row = queries.participants(asked.case)[0]
    page = carry.act(world.staff("planner"), asked, "sign_agreement", participant=row.id,
                     scan=(BytesIO(content), "signed.pdf"), expect=422)  # fmt: skip
    assert sentence in words(page.one("p", id="scan-error"))
    assert Filing.select().count() == 0
    chosen = [e for e in page.all("input", name="participant") if e.get("checked") is not None]
    assert [e.get("value") for e in chosen] == [row.id]


def test_good_file_is_asked_for_again_when_something_else_is_wrong(world):
    asked = shortcut.to(world, "assigned")
    row = queries.participants(asked.case)[0]
    page = carry.act(world.staff("planner"), asked, "sign_agreement", participant=row.id,
                     scan=(BytesIO(scanned.page()), "signed.jpg"),
                     expect=422,
                     **{"on-day": "31", "on-month": "2", "on-year": "2026"})  # fmt: skip
    assert "Choose the file again" in words(page.one("p", id="scan-error"))
