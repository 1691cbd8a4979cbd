"""What lies in the inner envelope: a translation if she asked for one, the original if so ruled."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from shared import documents, letters, papers, policy
from shared.letters import files, queries, retention
from shared.letters.bank import content
from shared.letters.delivery import inner_envelope
from shared.records import permissions
from shared.records.models import CustodyEvent, Delivery, Letter, Paper, Registration, Translation
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import letters as bank
from tests.support.world import World

SPANISH = "En marzo de 2019 entré en su casa. Lo hice yo. Fue mi decisión y estuvo mal."


def now(delivery: Any) -> Any:
    return Delivery.get_by_id(delivery.id)


def approved(delivery: Any) -> str:
    row = now(delivery)
    return queries.approved_sha256(Letter.get_by_id(row.letter_id), row.letter_version)


def accepted(world: World, into: str = "es") -> Any:
    """She said yes, and asked for a translation."""
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="post", translate_into=into)
    bank.act(world, delivery, "confirm_address", way=bank.way_of(delivery))
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    return delivery


def translate(world: World, delivery: Any, who: str = "coordinator", **changed: Any) -> Any:
    facts = {
        "content": content.typed(SPANISH), "translator": "Lucía Paz",
        "letter_sha256": approved(delivery),
    }  # fmt: skip
    return bank.act(world, delivery, "translate", who, **(facts | changed))


def seal(world: World, delivery: Any, **facts: Any) -> Any:
    return bank.act(world, delivery, "seal", "coordinator", sha256=approved(delivery), **facts)


def words_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.S47
def test_nothing_is_sealed_without_the_translation_she_asked_for(world: World) -> None:
    delivery = accepted(world)
    with pytest.raises(Refused, match="First enter the translation"):
        seal(world, delivery)
    translate(world, delivery)
    assert seal(world, delivery).sealed_translation
    assert bank.act(world, delivery, "print").state == "printed"


@pytest.mark.S47
def test_a_translation_is_the_coordinators_alone_and_says_whose_it_is(world: World) -> None:
    delivery = accepted(world)
    with pytest.raises(NotPermitted):
        translate(world, delivery, "advocate")
    with pytest.raises(Refused, match="who translated"):
        translate(world, delivery, translator=" ")
    with pytest.raises(Refused, match="not the version"):
        translate(world, delivery, letter_sha256="0" * 64)
    translate(world, delivery)
    opened = files.read_translation(world.actor("coordinator"), now(delivery))
    assert opened.said == {"text": SPANISH, "translator": "Lucía Paz"}
    with pytest.raises(permissions.Hidden):
        files.read_translation(world.actor("advocate"), now(delivery))


@pytest.mark.S47
def test_without_her_wish_there_is_none(world: World) -> None:
    delivery = accepted(world, into="")
    with pytest.raises(Refused, match="did not ask"):
        translate(world, delivery)


@pytest.mark.S47
def test_another_wish_opens_the_envelope_again(world: World) -> None:
    delivery = accepted(world, into="")
    seal(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="post", translate_into="es")
    assert now(delivery).seal_token == ""
    assert inner_envelope.translation_of(now(delivery)) is None
    translate(world, delivery)
    seal(world, delivery)
    said = [row.what for row in queries.custody_of(now(delivery))]
    assert said[-3:] == ["sealed", "seal_void", "sealed"]
    # What she does not speak of stands.
    bank.act(world, delivery, "accept", answer="now", manner="post")
    assert now(delivery).translate_into == "es"
    assert now(delivery).seal_token


@pytest.mark.S47
@pytest.mark.edge_2
def test_at_print_and_dispatch_the_envelope_must_hold_the_translation_of_this_version(
    world: World,
) -> None:
    delivery = accepted(world)
    translate(world, delivery)
    seal(world, delivery)
    bank.act(world, delivery, "print")
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    mine = Translation.delivery == delivery.id
    Translation.update(letter_sha256="f" * 64).where(mine).execute()
    with pytest.raises(Refused, match="First enter the translation"):
        bank.act(world, delivery, "dispatch", "advocate2")
    Translation.update(letter_sha256=approved(delivery)).where(mine).execute()
    Delivery.update(sealed_translation="").where(Delivery.id == delivery.id).execute()
    with pytest.raises(Refused, match="envelope is not the one requested"):
        bank.act(world, delivery, "dispatch", "advocate2")


@pytest.mark.S47
@pytest.mark.slow
def test_the_translation_is_printed_and_no_print_room_sees_it(world: World) -> None:
    delivery = accepted(world)
    translate(world, delivery)
    seal(world, delivery)
    paper = Paper.get(Paper.name == "sealed-translation")
    assert paper.language == "es"
    said = words_of(documents.render(paper.name, papers.composed(paper), paper.language))
    assert SPANISH in said
    assert "Lucía Paz" in said
    assert approved(delivery)[:16] in said.replace(" ", "")
    assert not [word for word in ("Rosa", "Delgado", "Elm Street", "601-555") if word in said]
    visible = permissions.scope(world.actor("advocate"), "paper")
    assert paper.id not in {row.id for row in visible}


@pytest.mark.S47
def test_what_erases_the_letter_erases_its_translation(world: World) -> None:
    delivery = accepted(world)
    translate(world, delivery)
    bank.act(world, delivery, "decline", answer="never")
    letter = Letter.get_by_id(delivery.letter_id)
    retention.propose(world.actor("planner"), letter, "court")
    retention.purge(world.actor("coordinator"), letter)
    opened = files.read_translation(world.actor("coordinator"), now(delivery))
    assert opened.erased
    assert opened.said == {}


# -- the original ------------------------------------------------------------------------------


@pytest.fixture
def originals(world: World) -> Iterator[World]:
    """An installation whose policy seals the original."""
    assert world.console  # made before, as it chooses the policy anew
    with bank.ruled(handling=replace(policy.current().handling, original_or_copy="original")):
        yield world


@pytest.mark.S47
def test_the_original_is_put_in_by_somebody_from_somewhere(originals: World) -> None:
    delivery = accepted(originals, into="")
    with pytest.raises(Refused, match="where the original was taken from"):
        seal(originals, delivery)
    with pytest.raises(Refused, match="the original itself"):
        seal(originals, delivery, taken_from="Safe in the mail room")
    seal(originals, delivery, taken_from="Safe in the mail room", is_original=True)
    line = inner_envelope.holding_original(Letter.get_by_id(delivery.letter_id))
    assert (line.place, line.delivery_id) == ("Safe in the mail room", delivery.id)
    assert line.by_id == originals.actor("coordinator").id
    # Nothing of the letter is printed: the paper itself lies in the envelope.
    assert not Paper.select().where(Paper.name == "sealed-letter").exists()


@pytest.mark.S47
def test_one_paper_lies_in_one_envelope_until_it_is_taken_out(originals: World) -> None:
    delivery = accepted(originals, into="")
    letter = Letter.get_by_id(delivery.letter_id)
    seal(originals, delivery, taken_from="Safe", is_original=True)
    Delivery.update(seal_token="").where(Delivery.id == delivery.id).execute()
    with pytest.raises(Refused, match="another sealed envelope"):
        seal(originals, delivery, taken_from="Safe", is_original=True)
    Delivery.update(seal_token="AB").where(Delivery.id == delivery.id).execute()
    bank.act(originals, delivery, "accept", answer="now", manner="post", translate_into="es")
    assert inner_envelope.holding_original(letter) is None


@pytest.mark.S47
@pytest.mark.S39
def test_her_stop_gives_the_original_back_to_the_unit(originals: World) -> None:
    delivery = accepted(originals, into="")
    seal(originals, delivery, taken_from="Safe", is_original=True)
    row = Registration.get_by_id(delivery.registration_id)
    perform(letters.REGISTRATION, row.id, "cancel", originals.actor("coordinator"), None)
    assert now(delivery).state == "stopped"
    assert inner_envelope.holding_original(Letter.get_by_id(delivery.letter_id)) is None
    apart = CustodyEvent.select().where(CustodyEvent.delivery.is_null())
    assert {one.what for one in apart} == {"deposited", "banked"}


# -- through the pages -------------------------------------------------------------------------


@pytest.mark.S47
def test_the_coordinator_enters_it_and_seals_it_through_the_pages(world: World) -> None:
    delivery = accepted(world)
    there = f"/deliveries/{delivery.id}/translation"
    world.staff("advocate").get(there, expect=404)
    staff = world.staff("coordinator")
    shown = staff.get(f"/deliveries/{delivery.id}")
    assert "Not entered yet" in shown.text
    page = staff.get(there)
    assert page.one("html").get("lang") == "en"
    bad = staff.submit(page, {"text": SPANISH}, expect=422, action=there)
    assert bad.errors == ["Enter who translated the letter."]
    assert bad.form(action=there).values["text"] == SPANISH
    staff.submit(bad, {"translator": "Lucía Paz"}, action=there)
    assert "Lucía Paz" in staff.get(there).text
    sealing = f"/deliveries/{delivery.id}/seal"
    page = staff.get(sealing)
    assert SPANISH in page.text
    staff.submit(page, action=sealing)
    assert now(delivery).sealed_translation
    assert there not in {one.get("action") for one in staff.get(there).all("form")}


@pytest.mark.S47
def test_the_page_of_the_delivery_says_where_the_original_lies(originals: World) -> None:
    delivery = accepted(originals, into="")
    staff = originals.staff("coordinator")
    sealing = f"/deliveries/{delivery.id}/seal"
    page = staff.get(sealing)
    assert page.form(action=sealing).values["taken_from"] == "Safe in the mail room"
    bad = staff.submit(page, action=sealing, expect=422)
    assert "Confirm that the original itself" in bad.text
    staff.submit(bad, {"is_original": "y"}, action=sealing)
    shown = staff.get(f"/deliveries/{delivery.id}").text
    assert "It was taken from here: Safe in the mail room" in shown
    assert "The original itself was put into the inner envelope" in shown
    # The facility's own page of the letter stays as it was.
    letter = originals.staff("screener@MSP").get(f"/letters/{delivery.letter_id}").text
    assert "inner envelope" not in letter
