"""What tests of the letter bank do over and over: deposit, review, match, deliver."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from shared import letters, policy
from shared.intake import collecting
from shared.letters import queries
from shared.letters.bank import content
from shared.people import contact
from shared.records.models import Delivery, Letter, Match
from shared.records.workflow import perform
from tests.support.beginnings import walked_once
from tests.support.world import HERE, World

WORDS = "In March 2019 I broke into your house. I did this. It was my choice and it was wrong."
SCREENERS = {1: "screener@MSP", 2: "planner", 3: "coordinator"}
DEPOSIT: dict[str, Any] = {
    "writer": "Martin Cole", "number": "K4471", "addressee": "Rosa Delgado", "facility": HERE,
    "relation": "", "incident": "Burglary of a house", "county": "Hinds", "year": 2019,
    "own_words": True, "original": "Safe in the mail room",
}  # fmt: skip


def deposit(world: World, words: str = WORDS, who: str = "screener@MSP", **changed: Any) -> Any:
    """A typed letter, at its first review."""
    wanted = letters.Deposit(**(DEPOSIT | changed))
    return letters.deposit(world.actor(who), wanted, content.typed(words))


def clean(tier: int, **answers: str) -> dict[str, str]:
    """A checklist with nothing against the letter, but for what is named."""
    return {check.id: check.asks for check in policy.current().letter_checklist(tier)} | answers


def review(world: World, letter: Any, action: str = "pass", who: str = "", **facts: Any) -> Any:
    """The review that is due, with its outcome."""
    letter = Letter.get_by_id(letter.id)
    tier = queries.TIERS[letter.state]
    given = {"tier": tier, "sha256": queries.version(letter).sha256, "checklist": clean(tier)}
    against = queries.against(tier, facts.get("checklist") or {})
    given["quotes"] = dict.fromkeys(against, "the passage")
    # The first review is where the writer is held now.
    due = f"screener@{letter.facility_id}" if tier == 1 else SCREENERS[tier]
    return perform(
        letters.LETTER, letter.id, action, world.actor(who or due), letter.version,
        **(given | facts),
    )  # fmt: skip


def banked(world: World, letter: Any) -> Any:
    """The letter through the reviews it still needs, and the worker's turn."""
    while Letter.get_by_id(letter.id).state in queries.TIERS:
        letter = review(world, letter)
    jobs(world)
    return letter


def jobs(world: World) -> None:
    """The worker's jobs but for rendering, which takes a second a paper."""
    from shared import worker
    from shared.records import jobs as records_jobs

    quick = dict(worker.HANDLERS) | {"render": lambda _payload: None}
    assert records_jobs.deliver(quick)[1] == 0


@walked_once
def verified(world: World, **changed: Any) -> Any:
    """A registration, collected and verified; the worker had its turn."""
    asked = world.tick(**changed)
    collecting.collect()
    registration = asked.registration
    verify(world, registration)
    jobs(world)
    return asked.registration


def verify(world: World, registration: Any, **facts: Any) -> None:
    given = {"how": "court_file", "standing": "direct", "adult": True, "adult_on": None}
    perform(letters.REGISTRATION, registration.id, "verify", world.actor("planner"), None,
            **(given | facts))  # fmt: skip


def matched(world: World, letter: Any, registration: Any, who: str = "advocate") -> Any:
    """The delivery of a match that the advocate confirms."""
    match = Match.get((Match.letter == letter) & (Match.registration == registration))
    perform(letters.MATCH, match.id, "confirm", world.actor(who), None)
    return queries.delivery_of(match)


def act(world: World, delivery: Any, action: str, who: str = "advocate", **facts: Any) -> Any:
    """An act on a delivery, as the page does it: the post is collected first."""
    collecting.collect()
    return perform(letters.DELIVERY, delivery.id, action, world.actor(who), None, **facts)


def way_of(delivery: Any, channel: str = "post") -> Any:
    """A way the person allows."""
    person = delivery.registration.person
    return next(way for way in contact.allowed_ways(person) if way.channel == channel)


def spoke(world: World, delivery: Any) -> Any:
    """The person has been told."""
    return act(world, delivery, "log_attempt", way=way_of(delivery, "phone"), outcome="spoke")


def sealed(world: World, delivery: Any) -> Any:
    """Yes, the address, no order, and the coordinator's seal."""
    spoke(world, delivery)
    act(world, delivery, "accept", answer="now", manner="post")
    act(world, delivery, "confirm_address", way=way_of(delivery))
    act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    letter = Letter.get_by_id(delivery.letter_id)
    digest = queries.approved_sha256(letter, Delivery.get_by_id(delivery.id).letter_version)
    return act(world, delivery, "seal", "coordinator", sha256=digest)


def tokens(delivery: Any) -> dict[str, str]:
    """What is read off the three papers."""
    row = Delivery.get_by_id(delivery.id)
    return {name: getattr(row, name) for name in ("seal_token", "cover_token", "outer_token")}


def printed(world: World, delivery: Any) -> Any:
    """Sealed, and the covers printed."""
    sealed(world, delivery)
    return act(world, delivery, "print")


def mailed(world: World, delivery: Any) -> Any:
    """All the way to the post, by two people."""
    printed(world, delivery)
    act(world, delivery, "check", **tokens(delivery))
    return act(world, delivery, "dispatch", "advocate2")


@walked_once
def on_the_way(world: World) -> Any:
    """A delivery that nobody has been told of."""
    registration = verified(world)
    letter = banked(world, deposit(world))
    return matched(world, letter, registration)


@contextmanager
def ruled(**changed: Any) -> Iterator[None]:
    """Under the policy with these parts in place of its own."""
    before = policy.current()
    policy.reading._used[:] = [replace(before, **changed)]
    try:
        yield
    finally:
        policy.reading._used[:] = [before]
