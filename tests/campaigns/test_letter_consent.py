"""No order of events delivers a letter without two live consents, or leaves anything unseen."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from shared import letters
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.letters import queries
from shared.letters.bank import content, depositing
from shared.letters.matching import match_keys
from shared.letters.matching.evidence import compare
from shared.records import audit
from shared.records.models import Delivery, Letter, Match, Person, Registration, SetAside
from shared.records.permissions import PERSON, WORKER
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import campaign
from tests.support import letters as bank
from tests.support.seen import must_be_seen
from tests.support.world import World

OUT = ("mailed", "given")


def _moves(world: World, delivery: Any, chance: random.Random) -> dict[str, Callable[[], Any]]:
    """Everything that may happen to one delivery, on either side."""
    registration = Registration.get_by_id(delivery.registration_id)

    def act(action: str, who: str = "advocate", **facts: Any) -> Any:
        return perform(letters.DELIVERY, delivery.id, action, world.actor(who), None, **facts)

    def drop(kind: str, **answers: Any) -> None:
        world.drop(kind, registration.reference, answers)

    def seal() -> None:
        letter = Letter.get_by_id(delivery.letter_id)
        number = Delivery.get_by_id(delivery.id).letter_version
        act("seal", "coordinator", sha256=queries.approved_sha256(letter, number))

    def replace() -> None:
        perform(letters.LETTER, delivery.letter_id, "replace", world.actor("screener@MSP"), None,
                content=content.typed("Another letter."))  # fmt: skip
        depositing.letter_changed({"letter": delivery.letter_id})

    def newer() -> None:
        replace()
        bank.banked(world, Letter.get_by_id(delivery.letter_id))
        act("take_newer")

    def unopened() -> None:
        with audit.recorded(WORKER, "post.set_aside", "post", "", why="Unreadable"):
            SetAside.make(format=1, key_id="lost", body=b"?", why="Unreadable")

    def meant_otherwise() -> None:
        with audit.recorded(WORKER, "task.done", "registration", registration.id, kind="x"):
            bank.contact.end_tasks(registration.id, "cancellation.ask")

    def corrected(number: str) -> Any:
        return perform(
            letters.REGISTRATION,
            registration.id,
            "identify",
            world.actor("planner"),
            None,
            name="Martin Cole",
            number=number,
            county="Hinds",
            year=2019,
        )

    manner = chance.choice(["post", "post", "hand", "read_aloud"])
    return {
        "told": lambda: act("log_attempt", came_to_us=True, outcome="spoke"),
        "accept": lambda: act("accept", answer="now", manner=manner),
        "page": lambda: drop("letter.answered", answer=chance.choice(["now", "later", "no"])),
        "defer": lambda: act("defer"),
        "decline": lambda: act("decline", answer="no"),
        "address": lambda: act("confirm_address", way=bank.way_of(delivery)),
        "orders": lambda: act("check_orders", checked_on=queries.today(),
                              found=chance.choice(["none", "none", "active"])),
        "seal": seal,
        "print": lambda: act("print"),
        "check": lambda: act("check", **bank.tokens(delivery)),
        "dispatch": lambda: act("dispatch", "advocate2"),
        "hand": lambda: act("hand_over", identity_seen=True),
        "aloud": lambda: act("read_aloud"),
        "stop dropped": lambda: drop("stopped"),
        "stop taken in": lambda: perform(
            letters.REGISTRATION, registration.id, "cancel", PERSON, None
        ),
        "address stopped": lambda: drop("contact.changed", contact={"ways": []}),
        "collect": collecting.collect,
        "replaced": replace,
        "newer": newer,
        "unopened": unopened,
        "asked to stop": lambda: act("log_attempt", came_to_us=True, outcome="asked_to_stop"),
        "meant otherwise": meant_otherwise,
        "another offender": lambda: corrected("L9902"),
        "the right one": lambda: corrected("K4471"),
        "died": lambda: perform(letters.REGISTRATION, registration.id, "record_death",
                                world.actor("planner"), None, died_on=queries.today()),
        "months pass": lambda: world.clock.move(days=40),
    }  # fmt: skip


RARE = ("stop dropped", "stop taken in", "address stopped", "died", "decline", "months pass",
        "unopened", "asked to stop", "another offender")  # fmt: skip
WAY = ("told", "accept", "address", "orders", "seal", "print", "check", "dispatch", "collect")


def _check_out(delivery_id: str) -> None:
    """What must hold the moment a letter has gone."""
    delivery: Any = Delivery.get_by_id(delivery_id)
    registration = delivery.registration
    assert registration.state == "verified"
    assert delivery.answer in ("now", "read_aloud")
    assert delivery.told_at is not None
    assert Person.get_by_id(registration.person_id).died_on is None
    assert letterbox.waiting() == 0
    assert not queries.is_stop_asked(registration)
    spoken = [one.made_at for one in queries.attempts(delivery) if one.outcome == "spoke"]
    assert all(max(spoken) > row.made_at for row in SetAside.select())
    if queries.is_announced_version(delivery):
        both = (match_keys.digests("letter", delivery.letter_id),
                match_keys.digests("registration", registration.id))  # fmt: skip
        assert not compare(*both).refused
    assert queries.last_order_check(delivery).found != "active"
    assert delivery.sealed_sha256 == queries.approved_sha256(
        Letter.get_by_id(delivery.letter_id), delivery.letter_version
    )
    if delivery.state == "mailed":
        assert delivery.checked_by_id != delivery.dispatched_by_id
        assert delivery.way_id in {way.id for way in bank.contact.allowed_ways(registration.person)}


def _must_all_be_seen() -> None:
    """Whatever is open is in a live account's queue, or a dated task will put it there."""
    models: dict[str, Any] = {"letter": Letter, "delivery": Delivery, "match": Match,
                              "registration": Registration}  # fmt: skip
    for noun, model in models.items():
        for row in model.select():
            must_be_seen(noun, row)


@pytest.mark.soak
@pytest.mark.S46
@pytest.mark.law_5
@pytest.mark.law_12
def test_no_order_of_events_delivers_without_two_live_consents(
    make_world: Callable[[str], World],
) -> None:
    chance, gone = random.Random(campaign.seed()), 0
    for number in range(campaign.size(400)):
        world = make_world(f"w{number}")
        delivery = bank.on_the_way(world)
        was_out = False
        for step in range(60):
            world.clock.move(seconds=1)
            moves = _moves(world, delivery, chance)
            name = WAY[step % len(WAY)] if chance.random() < 0.85 else chance.choice(list(moves))
            if name in RARE and chance.random() < 0.6:
                continue
            try:
                moves[name]()
            except (Refused, NotPermitted, StopIteration):
                continue
            _must_all_be_seen()
            is_out = Delivery.get_by_id(delivery.id).state in OUT
            if is_out and not was_out:
                _check_out(delivery.id)
                gone += 1
            was_out = is_out
    print(f"left: {gone}")
    assert gone > 0
