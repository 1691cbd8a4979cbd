"""The letter bank's rules, on real files, without any page."""

from typing import Any

import pytest

from shared import letters
from shared.frontdoor import letterbox, noticeboard, sealing
from shared.intake import collecting
from shared.letters import queries
from shared.letters.matching import finding
from shared.records import vault
from shared.records.models import (
    CustodyEvent,
    Delivery,
    Letter,
    Match,
    Paper,
    Registration,
    Review,
    Task,
)
from shared.records.permissions import PERSON
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import letters as bank
from tests.support.world import World


def reads(registration: Any) -> str:
    key = sealing.reference_key_of(vault.keys().portal, registration.reference)
    found = noticeboard.read(key)
    assert found is not None
    return found.state


@pytest.mark.S41
def test_letter_passes_three_reviews_by_three_people_into_the_bank(world: World) -> None:
    letter = bank.deposit(world)
    assert letter.state == "facility_review"
    assert [bank.review(world, letter).state for _ in range(3)] == [
        "planner_review", "coordinator_review", "banked",
    ]  # fmt: skip
    kept = queries.reviews(letter)
    assert [(row.tier, row.outcome) for row in kept] == [(1, "pass"), (2, "pass"), (3, "pass")]
    assert {row.sha256 for row in kept} == {queries.version(letter).sha256}


@pytest.mark.S44
@pytest.mark.S45
@pytest.mark.S46
@pytest.mark.S47
def test_box_ticked_before_the_deposit_ends_in_the_post(either_world: World) -> None:
    world = either_world
    registration = bank.verified(world)
    assert reads(registration) == "letter_registered"
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    bank.jobs(world)
    assert reads(registration) == "letter_registered"
    bank.spoke(world, delivery)
    bank.jobs(world)
    assert reads(registration) == "letter_waiting"
    bank.mailed(world, delivery)
    bank.jobs(world)
    assert reads(registration) == "letter_sent"
    assert Delivery.get_by_id(delivery.id).state == "mailed"
    rows = [row.what for row in queries.custody_of(delivery)]
    assert rows == ["deposited", "banked", "sealed", "covers_printed", "checked", "dispatched"]


@pytest.mark.S38
@pytest.mark.edge_1
def test_deposit_before_the_box_matches_the_other_way(world: World) -> None:
    letter = bank.banked(world, bank.deposit(world))
    assert Match.select().count() == 0
    registration = bank.verified(world)
    delivery = bank.matched(world, letter, registration)
    bank.mailed(world, delivery)
    assert Delivery.get_by_id(delivery.id).state == "mailed"


@pytest.mark.law_5
@pytest.mark.edge_2
def test_withdrawal_still_in_the_letterbox_stops_the_print(world: World) -> None:
    asked = world.tick()
    collecting.collect()
    bank.verify(world, asked.registration)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, asked.registration)
    bank.sealed(world, delivery)
    world.stop(asked)
    with pytest.raises(Refused, match="New messages arrived from the website"):
        perform(letters.DELIVERY, delivery.id, "print", world.actor("advocate"), None)
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "print")
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert not Paper.select().where(Paper.name << ("cover-letter", "outer-envelope")).exists()


@pytest.mark.law_5
def test_withdrawal_between_print_and_dispatch_stops_the_post(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    world.drop("stopped", delivery.registration.reference, {})
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "dispatch", "advocate2")
    row = Delivery.get_by_id(delivery.id)
    assert (row.state, row.cover_token, row.dispatched_by_id) == ("stopped", "", None)
    assert Task.get(Task.kind == "papers.destroy").subject == delivery.id


def test_unreachable_letterbox_lets_nothing_go(world: World, monkeypatch: Any) -> None:
    delivery = bank.on_the_way(world)
    bank.sealed(world, delivery)

    def gone() -> int:
        raise OSError

    monkeypatch.setattr(letterbox, "waiting", gone)
    with pytest.raises(Refused, match="cannot be reached"):
        perform(letters.DELIVERY, delivery.id, "print", world.actor("advocate"), None)


@pytest.mark.S41
def test_nobody_fills_two_tiers_of_one_version(world: World) -> None:
    from shared.accounts import proposals
    from shared.records.models import Account

    letter = bank.review(world, bank.review(world, bank.deposit(world)))
    account = Account.get_by_id(world.logins["planner"].id)
    asked = proposals.propose_role(world.actor("administrator"), account, "coordinator", "")
    proposals.confirm(world.actor("administrator2"), asked)
    with pytest.raises(Refused, match="You reviewed this version"):
        bank.review(world, letter, who="planner")


def test_approval_binds_to_what_was_read(world: World) -> None:
    letter = bank.deposit(world)
    with pytest.raises(Refused, match="changed since you read"):
        bank.review(world, letter, sha256="0" * 64)


def test_checklist_must_be_whole_and_clean_to_pass(world: World) -> None:
    letter = bank.deposit(world)
    with pytest.raises(Refused, match="Answer every line"):
        bank.review(world, letter, checklist={})
    with pytest.raises(Refused, match="cannot pass"):
        bank.review(world, letter, checklist=bank.clean(1, excuses="yes"))
    with pytest.raises(Refused, match="cannot pass"):
        bank.review(world, letter, checklist=bank.clean(1, harm="unsure"))


@pytest.mark.S37
def test_returned_letter_comes_back_revised_and_is_reviewed_anew(world: World) -> None:
    letter = bank.deposit(world, "I am sorry, but you left the door open. Please forgive me.")
    marked = bank.clean(1, forgiveness="yes", blame="yes")
    with pytest.raises(Refused, match="at least one reason"):
        bank.review(world, letter, "return", checklist=marked)
    with pytest.raises(Refused, match="answered against"):
        bank.review(world, letter, "return", checklist=marked, reasons=["sexual"])
    back = bank.review(
        world, letter, "return", checklist=marked, reasons=["forgiveness", "blame"],
        quotes={"forgiveness": "Please forgive me.", "blame": "You provoked me."},
    )  # fmt: skip
    assert back.state == "returned"
    assert Paper.get(Paper.name == "letter-returned").subject == letter.id
    from shared.letters.bank import content

    again = perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), back.version,
                    content=content.typed(bank.WORDS))  # fmt: skip
    assert (again.state, again.current) == ("facility_review", 2)
    assert bank.banked(world, letter).state == "banked"


@pytest.mark.edge_9
def test_threat_is_preserved_never_returned_and_decided_by_the_coordinator(world: World) -> None:
    letter = bank.deposit(world, "I know where you live now.")
    marked = bank.clean(1, threat="yes")
    with pytest.raises(Refused, match="must be preserved"):
        bank.review(world, letter, "return", checklist=marked, reasons=["excuses"])
    kept = bank.review(world, letter, "escalate", checklist=marked)
    assert kept.state == "escalated"
    assert Task.get(Task.kind == "threat.decide").role == "coordinator"
    with pytest.raises(NotPermitted):
        perform(letters.LETTER, letter.id, "withdraw", world.actor("screener@MSP"), None)
    with pytest.raises(Refused, match="decide whether to warn"):
        perform(letters.LETTER, letter.id, "reject", world.actor("coordinator"), None)
    perform(letters.LETTER, letter.id, "decide_threat", world.actor("coordinator"), None,
            decision="warn")  # fmt: skip
    assert perform(letters.LETTER, letter.id, "reject", world.actor("coordinator"), None).state == (
        "rejected"
    )


@pytest.mark.S36
def test_one_letter_for_each_addressee_and_incident(world: World) -> None:
    bank.deposit(world)
    with pytest.raises(Refused, match="already"):
        bank.deposit(world)
    bank.deposit(world, addressee="Luis Delgado")
    bank.deposit(world, year=2021)


def test_court_ordered_letter_and_foreign_words_are_not_taken(world: World) -> None:
    with pytest.raises(Refused, match="court"):
        bank.deposit(world, court_ordered=True)
    with pytest.raises(Refused, match="The writer must confirm that the words are their own"):
        bank.deposit(world, own_words=False)
    with pytest.raises(NotPermitted):
        bank.deposit(world, who="screener@CMCF")


@pytest.mark.S46
def test_two_people_and_three_tokens_at_dispatch(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    with pytest.raises(Refused, match="First another person must check"):
        bank.act(world, delivery, "dispatch")
    with pytest.raises(Refused, match="The seal numbers do not match"):
        bank.act(world, delivery, "check", **(bank.tokens(delivery) | {"cover_token": "AAAA"}))
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    with pytest.raises(Refused, match="Another person must do this"):
        bank.act(world, delivery, "dispatch")
    assert bank.act(world, delivery, "dispatch", "coordinator").state == "mailed"


def test_no_match_before_verification_and_none_of_a_letter_under_review(world: World) -> None:
    asked = world.tick()
    collecting.collect()
    letter = bank.deposit(world)
    bank.review(world, bank.review(world, letter))
    bank.jobs(world)
    assert Match.select().count() == 0
    bank.verify(world, asked.registration)
    bank.jobs(world)
    assert Match.select().count() == 0
    bank.banked(world, letter)
    assert Match.select().count() == 1


@pytest.mark.S39
@pytest.mark.parametrize(
    ("answer", "state", "shown"),
    [("no", "declined", "letter_declined"), ("never", "declined", "letter_declined"),
     ("later", "deferred", "letter_kept"), ("now", "confirmed", "letter_coming")],
)  # fmt: skip
def test_answers_through_the_portal(world: World, answer: str, state: str, shown: str) -> None:
    registration = bank.verified(world, news="page")
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    bank.jobs(world)
    assert reads(registration) == "letter_waiting"
    world.drop("letter.answered", registration.reference, {"answer": answer, "later_on": "x"})
    collecting.collect()
    bank.jobs(world)
    assert (Delivery.get_by_id(delivery.id).state, reads(registration)) == (state, shown)


def test_answer_to_a_question_the_page_never_asked_goes_to_a_person(world: World) -> None:
    registration = bank.verified(world)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    world.drop("letter.answered", registration.reference, {"answer": "now"})
    collecting.collect()
    assert Delivery.get_by_id(delivery.id).state == "matched"
    assert Task.select().where(Task.kind == "answer.see").count() == 1


def test_declined_letter_is_not_announced_again_to_who_registers_anew(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "decline", answer="never")
    perform(letters.REGISTRATION, delivery.registration_id, "cancel", PERSON, None)
    again = bank.verified(world)
    assert [match.state for match in Match.select().where(Match.registration == again)] == [
        "declined_before"
    ]


@pytest.mark.edge_3
def test_replaced_after_mailing_changes_nothing_for_the_victim(world: World) -> None:
    from shared.letters.bank import content

    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    letter = Letter.get_by_id(delivery.letter_id)
    perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), letter.version,
            content=content.typed("Another letter. I did this."))  # fmt: skip
    bank.jobs(world)
    assert Delivery.get_by_id(delivery.id).state == "mailed"


def test_replaced_before_she_was_told_is_set_aside_and_found_again(world: World) -> None:
    from shared.letters.bank import content

    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), letter.version,
            content=content.typed("A better letter. I did this."))  # fmt: skip
    bank.jobs(world)
    assert Delivery.get_by_id(delivery.id).state == "set_aside"
    bank.banked(world, letter)
    fresh = bank.matched(world, letter, delivery.registration)
    assert fresh.letter_version == 2


def test_announced_version_is_kept_for_her_when_the_writer_withdraws(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    perform(letters.LETTER, delivery.letter_id, "withdraw", world.actor("screener@MSP"), None)
    bank.jobs(world)
    assert Task.get(Task.kind == "letter.changed").subject == delivery.id
    bank.act(world, delivery, "accept", answer="now", manner="post")
    bank.act(world, delivery, "confirm_address", way=bank.way_of(delivery))
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    digest = queries.approved_sha256(Letter.get_by_id(delivery.letter_id), 1)
    bank.act(world, delivery, "seal", "coordinator", sha256=digest)
    assert bank.act(world, delivery, "print").state == "printed"


@pytest.mark.S40
def test_only_ticked_and_true_facts_are_told_to_the_offender_once(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    with pytest.raises(Refused, match="has not allowed"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")
    registration = Registration.get_by_id(delivery.registration_id)
    perform(letters.REGISTRATION, registration.id, "choose", PERSON, None, tell_received=True)
    with pytest.raises(Refused, match="has not said so"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")
    world.drop("letter.said", registration.reference, {"received": True})
    bank.act(world, delivery, "disclose", "coordinator", fact="received")
    with pytest.raises(Refused, match="already"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")


@pytest.mark.edge_5
def test_death_cancels_what_is_queued(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    perform(letters.REGISTRATION, delivery.registration_id, "record_death",
            world.actor("planner"), None, died_on=queries.today())  # fmt: skip
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert Registration.get_by_id(delivery.registration_id).closure == "person_died"


@pytest.mark.edge_6
def test_addressee_under_18_is_asked_only_from_the_birthday_on(world: World) -> None:
    asked = world.tick(adult=False)
    collecting.collect()
    birthday = queries.today().replace(day=20)
    bank.verify(world, asked.registration, adult=False, adult_on=birthday)
    letter = bank.banked(world, bank.deposit(world))
    assert Match.select().count() == 0
    world.clock.move(days=20)
    letters.JOBS["letters.daily"]({})
    assert bank.matched(world, letter, asked.registration).state == "matched"


@pytest.mark.S47
def test_came_back_from_the_post_asks_her_again(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    bank.act(world, delivery, "came_back", seal="whole")
    bank.jobs(world)
    assert reads(delivery.registration) == "letter_sent"  # until a person has called
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "print")
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="hand")
    row = bank.act(world, delivery, "hand_over", identity_seen=True)
    assert row.state == "given"


def test_wrong_match_can_be_undone_until_somebody_was_asked(world: World) -> None:
    delivery = bank.on_the_way(world)
    assert bank.act(world, delivery, "undo").state == "set_aside"
    assert Match.get().state == "undone"


def test_duplicate_registration_is_not_asked_twice(world: World) -> None:
    first = bank.verified(world)
    second = bank.verified(world)
    letter = bank.banked(world, bank.deposit(world))
    bank.matched(world, letter, first)
    with pytest.raises(Refused, match="under another notification"):
        bank.matched(world, letter, second)
    match = Match.get(Match.registration == second)
    finding.refuse(world.actor("advocate"), match)


def test_reviews_and_custody_hold_no_word_in_the_clear(world: World) -> None:
    letter = bank.deposit(world)
    bank.review(world, letter, "return", checklist=bank.clean(1, excuses="yes"),
                reasons=["excuses"], quotes={"excuses": "because I was drunk"})  # fmt: skip
    row = Review.get()
    assert b"drunk" not in bytes(row.sealed)
    assert CustodyEvent.select().count() == 1
