"""Every document of the letter bank, made from records that were walked to, in both languages.

Each fact of the records is a word that stands nowhere else, so that what a document says and what
it never says can be read off its pages.
"""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from shared import documents, letters, papers
from shared.letters import queries
from shared.letters.bank import content, handout
from shared.records.models import Delivery, Letter, Paper, Registration, Review
from shared.records.workflow import perform
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow

HER, STREET, PHONE = "Zenaida Quetzal", "77 Halcyon Way", "601-555-0187"
WRITER, NUMBER = "Ambrose Thackeray", "Q7719"
WORDS, QUOTED = "Sentinel alpaca.", "Please forgive me, tangerine."
SPANISH, TRANSLATOR = "Centinela guanaco.", "Ivo Zamora"
# What each document prints of these, and so what none of the others may.
PRINTS = {
    "registration-confirmation": {HER},
    "letter-available": {HER},
    "cover-letter": {HER},
    "outer-envelope": {HER, STREET},
    "inner-envelope": set(),
    "sealed-letter": {WORDS},
    "sealed-translation": {SPANISH, TRANSLATOR},
    "offender-receipt": {WRITER, NUMBER},
    "offender-banked": {WRITER, NUMBER},
    "letter-returned": {WRITER, NUMBER, QUOTED},
    "letter-rejected": {WRITER, NUMBER},
    "offender-disclosure": {WRITER, NUMBER},
    "screening-record": {WRITER, NUMBER, QUOTED},
    "custody-log": set(),
    "writing-guidelines": set(),
}  # fmt: skip
EVERY = (HER, STREET, PHONE, WRITER, NUMBER, WORDS, QUOTED, SPANISH, TRANSLATOR)


def walked(world: World) -> None:
    """One letter to her hand and her word, and one that comes back and is rejected."""
    ways = [{"channel": "phone", "value": PHONE, "safe": True},
            {"channel": "post", "value": f"{STREET}, Jackson MS", "safe": True}]  # fmt: skip
    registration = bank.verified(
        world, name=HER, tell_received=True, contact={"ways": ways, "times": ["morning"]},
        responsible={"name": WRITER, "number": NUMBER, "facility": "MSP"},
    )  # fmt: skip
    written = {"writer": WRITER, "number": NUMBER, "addressee": HER}
    letter = bank.banked(world, bank.deposit(world, WORDS, **written))
    delivery = bank.matched(world, letter, registration)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="post", translate_into="es")
    bank.act(world, delivery, "confirm_address", way=bank.way_of(delivery))
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    approved = queries.approved_sha256(Letter.get_by_id(letter.id), 1)
    bank.act(world, delivery, "translate", "coordinator", content=content.typed(SPANISH),
             translator=TRANSLATOR, letter_sha256=approved)  # fmt: skip
    bank.act(world, delivery, "seal", "coordinator", sha256=approved)
    bank.act(world, delivery, "print")
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    bank.act(world, delivery, "dispatch", "advocate2")
    world.drop("letter.said", registration.reference, {"received": True, "read": True})
    bank.act(world, delivery, "disclose", "coordinator", fact="received")
    other = bank.deposit(world, QUOTED, **(written | {"addressee": "Somebody Else"}))
    bank.review(world, other, "return", checklist=bank.clean(1, forgiveness="yes"),
                reasons=["forgiveness"], quotes={"forgiveness": QUOTED})  # fmt: skip
    returned = Review.get(Review.outcome == "return")
    perform(letters.LETTER, other.id, "replace", world.actor("screener@MSP"), None,
            content=content.typed("I did this."))  # fmt: skip
    bank.review(world, other, "reject", checklist=bank.clean(1, admits="no"), reasons=["admits"])
    handout.make(world.actor("screener@MSP"), "en")
    key = Registration.get_by_id(registration.id).key
    for name, noun, subject, under in (
        ("custody-log", "delivery", delivery.id, key),
        ("letter-available", "delivery", delivery.id, key),
        ("screening-record", "review", returned.id, Letter.get_by_id(other.id).key),
    ):
        Paper.make(key=under, name=name, language="en", noun=noun, subject=subject)
    assert Delivery.get_by_id(delivery.id).state == "mailed"


def words_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.law_1
@pytest.mark.S35
@pytest.mark.S40
@pytest.mark.S43
@pytest.mark.S47
def test_every_document_says_its_own_facts_and_nobody_elses(
    world: World, tmp_path: Path, pdfua: Any
) -> None:
    walked(world)
    made, said = [], {}
    for name in PRINTS:
        paper = Paper.select().where(Paper.name == name).order_by(Paper.made_at.desc()).get()
        for language in ("en", "es"):
            paper.language = language
            pdf = documents.render(name, papers.composed(paper), language)
            said[name, language] = words_of(pdf)
            made.append(tmp_path / f"{name}-{language}.pdf")
            made[-1].write_bytes(pdf)
    printed = {
        key: {fact for fact in EVERY if fact in words} for key, words in said.items()
    }  # fmt: skip
    assert printed == {(name, one): PRINTS[name] for name in PRINTS for one in ("en", "es")}
    pdfua(made)
