"""Documents of the letter bank, made from real records: what they must say, and never say."""

from typing import Any

import pytest
from pypdfium2 import PdfDocument

from shared import documents, letters, papers
from shared.letters.bank import content
from shared.records.models import Delivery, Letter, Paper, Registration, Review
from shared.records.workflow import perform
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow

ABOUT_HER = ("Rosa", "Delgado", "Elm Street", "601-555-0143", "registered", "registration")


def words_of(pdf: bytes) -> str:
    """The words on a PDF's pages."""
    document = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def made(name: str) -> Any:
    """The words of the last paper of this name, made by the worker from records."""
    paper = Paper.select().where(Paper.name == name).order_by(Paper.made_at.desc()).first()
    assert paper is not None, name
    return words_of(documents.render(name, papers.composed(paper), paper.language))


@pytest.mark.slow
@pytest.mark.S40
@pytest.mark.S42
@pytest.mark.S43
@pytest.mark.S47
def test_papers_of_a_letter_on_its_way(world: World) -> None:
    registration = bank.verified(world, tell_received=True)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    bank.mailed(world, delivery)
    row = Delivery.get_by_id(delivery.id)

    confirmation = made("registration-confirmation")
    assert "Rosa Delgado" in confirmation
    assert "Martin Cole" not in confirmation
    assert bank.WORDS[:20] not in confirmation

    receipt = made("offender-receipt")
    assert letter.receipt in receipt
    assert "Martin Cole" in receipt
    assert not [said for said in ABOUT_HER if said in receipt]
    banked = made("offender-banked")
    assert not [said for said in ABOUT_HER if said in banked]

    assert bank.WORDS[:30] in made("sealed-letter")
    inner = made("inner-envelope")
    assert row.seal_token in inner
    assert not [said for said in ("Rosa", "Delgado", "Martin", "Cole", "Elm") if said in inner]
    cover = made("cover-letter")
    assert row.seal_token in cover
    assert row.cover_token in cover
    assert bank.WORDS[:20] not in cover
    outer = made("outer-envelope")
    assert "Rosa Delgado" in outer
    assert "12 Elm Street" in outer
    assert row.outer_token in outer
    for told in ("Correction", "victim", "Victim", "inmate", "apolog", "Martin", "letter"):
        assert told not in outer, told

    world.drop("letter.said", registration.reference, {"received": True, "read": True})
    bank.act(world, delivery, "disclose", "coordinator", fact="received")
    disclosed = made("offender-disclosure")
    assert "The person you wrote to told us they received your letter." in disclosed
    assert "The person you wrote to told us they read your letter." not in disclosed
    assert not [said for said in ABOUT_HER[:4] if said in disclosed]


@pytest.mark.slow
@pytest.mark.S37
def test_papers_of_a_letter_that_comes_back(world: World) -> None:
    letter = bank.deposit(world, "I was drunk. Please forgive me.")
    bank.review(
        world, letter, "return", checklist=bank.clean(1, forgiveness="yes"),
        reasons=["forgiveness"], quotes={"forgiveness": "Please forgive me."},
    )  # fmt: skip
    back = made("letter-returned")
    assert "Please forgive me." in back
    assert "without asking for anything back" in back
    assert not [said for said in ABOUT_HER if said in back]
    again = content.typed("I did this.")
    perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), None, content=again)
    bank.review(world, letter, "reject", checklist=bank.clean(1, admits="no"), reasons=["admits"])
    assert "does not admit" in made("letter-rejected")


@pytest.mark.slow
def test_scan_goes_into_the_envelope_as_pages(world: World) -> None:
    import io

    from PIL import Image

    page = io.BytesIO()
    Image.new("L", (850, 1100), "white").save(page, "JPEG")
    wanted = letters.Deposit(**bank.DEPOSIT)
    given = content.Content("scan", pages=(page.getvalue(), page.getvalue()))
    letter = letters.deposit(world.actor("screener@MSP"), wanted, given)
    registration = bank.verified(world)
    bank.banked(world, letter)
    delivery = bank.matched(world, letter, registration)
    bank.sealed(world, delivery)
    paper = Paper.get(Paper.name == "sealed-letter")
    pdf = documents.render("sealed-letter", papers.composed(paper), "en")
    assert len(PdfDocument(pdf)) >= 2


@pytest.mark.slow
def test_unit_papers_and_the_worker_make_every_kind(world: World, pdfua: Any) -> None:
    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    review = Review.get()
    letter = Letter.get_by_id(delivery.letter_id)
    key = Registration.get_by_id(delivery.registration_id).key
    for name, noun, subject, sealed_under in (
        ("custody-log", "delivery", delivery.id, key),
        ("screening-record", "review", review.id, letter.key),
    ):
        paper = Paper.make(key=sealed_under, name=name, language="es", noun=noun, subject=subject)
        assert paper.ready_at is None
    for paper in Paper.select():
        papers.render({"paper": paper.id})
    assert Paper.select().where(Paper.ready_at.is_null()).count() == 0
    files = []
    for paper in Paper.select():
        path = world.root / f"{paper.id}.pdf"
        path.write_bytes(papers.content(world.actor("coordinator"), paper))
        files.append(path)
    pdfua(files)
