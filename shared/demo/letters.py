"""Sample registrations and letters, each at another stage, made by the same verbs as real ones."""

from collections.abc import Callable

from shared import letters, policy
from shared.demo.cases import Hands, contact
from shared.dialogue.case import needed
from shared.frontdoor.envelopes import NoticeAsked
from shared.letters import queries
from shared.letters.bank import content
from shared.people import contact as people_contact
from shared.records.models import ContactWay, Delivery, Letter, Match, Registration
from shared.records.workflow import perform

REVIEWERS = {1: "screener-1", 2: "planner-1", 3: "coordinator-1"}

WORDS = (
    "On the night of June 4, 2016, I broke into your home and took what was yours.\n\n"
    "I chose to do it. Nobody made me. You were asleep down the hall, and you found the door "
    "open in the morning. I took the feeling of being safe from you, and I cannot give it back.\n\n"
    "I am responsible for it, and I am sorry for the harm I did. I ask nothing of you."
)


def notice(name: str, phone: str, responsible: str, number: str) -> NoticeAsked:
    """An invented tick of the notification box."""
    return {
        "standing": "direct", "name": name, "adult": True, "contact": contact(phone),
        "responsible": {"name": responsible, "number": number},
        "happened": {"county": "Hinds", "year": "2016"},
        "tell_requested": False, "tell_received": True, "tell_read": False,
        "own_wish": True, "news": "call",
    }  # fmt: skip


def _deposit(hand: Hands, writer: str, number: str, addressee: str) -> Letter:
    place = next(p.id for p in policy.current().facilities.values() if p.open)
    wanted = letters.Deposit(
        writer=writer, number=number, addressee=addressee, facility=place, county="Hinds",
        year=2016, incident="Burglary of a house", own_words=True, original="Mail room safe",
    )  # fmt: skip
    return letters.deposit(hand.actor("screener-1"), wanted, content.typed(WORDS))


def _review(hand: Hands, letter: Letter, times: int) -> None:
    for _ in range(times):
        row = Letter.get_by_id(letter.id)
        tier = queries.TIERS[row.state]
        perform(
            letters.LETTER, row.id, "pass", hand.actor(REVIEWERS[tier]), row.version, tier=tier,
            sha256=queries.version(row).sha256,
            checklist={check.id: check.asks for check in policy.current().letter_checklist(tier)},
        )  # fmt: skip
    hand.work()


def _registration(reference: str) -> Registration:
    return Registration.get(Registration.reference == reference)


def _verify(hand: Hands, reference: str) -> None:
    row = _registration(reference)
    perform(letters.REGISTRATION, row.id, "verify", hand.actor("planner-1"), row.version,
            how="court_file", standing="direct", adult=True, adult_on=None)  # fmt: skip
    hand.work()


def _deliver(hand: Hands, delivery: Delivery, who: str, action: str, **facts: object) -> None:
    perform(letters.DELIVERY, delivery.id, action, hand.actor(who), None, **facts)


def _way(delivery: Delivery, channel: str) -> ContactWay:
    ways = people_contact.allowed_ways(delivery.registration.person)
    return next(way for way in ways if way.channel == channel)


def _confirmed(hand: Hands, reference: str, letter: Letter) -> Delivery:
    row = Match.get((Match.letter == letter) & (Match.registration == _registration(reference)))
    perform(letters.MATCH, row.id, "confirm", hand.actor("advocate-1"), row.version)
    return needed(queries.delivery_of(row))


def _accepted(hand: Hands, delivery: Delivery) -> None:
    _deliver(hand, delivery, "advocate-1", "log_attempt", way=_way(delivery, "phone"),
             outcome="spoke")  # fmt: skip
    _deliver(hand, delivery, "advocate-1", "accept", answer="now", manner="post")
    _deliver(hand, delivery, "advocate-1", "confirm_address", way=_way(delivery, "post"))
    _deliver(hand, delivery, "advocate-1", "check_orders", checked_on=queries.today(),
             found="none")  # fmt: skip


def _sealed(hand: Hands, delivery: Delivery) -> None:
    letter = Letter.get_by_id(delivery.letter_id)
    version = Delivery.get_by_id(delivery.id).letter_version
    _deliver(hand, delivery, "coordinator-1", "seal",
             sha256=queries.approved_sha256(letter, version))  # fmt: skip


def _mailed(hand: Hands, delivery: Delivery) -> None:
    _deliver(hand, delivery, "advocate-1", "print")
    row = Delivery.get_by_id(delivery.id)
    tokens = {name: getattr(row, name) for name in ("seal_token", "cover_token", "outer_token")}
    _deliver(hand, delivery, "advocate-1", "check", **tokens)
    _deliver(hand, delivery, "advocate-2", "dispatch")


STAGES = ("received", "registered", "matched", "waiting", "accepted", "sealed", "mailed")


def _story(
    name: str, phone: str, writer: tuple[str, str], stage: str, language: str = "en"
) -> Callable[[Hands], dict[str, str]]:
    def tell(hand: Hands) -> dict[str, str]:
        reference, code = hand.ask("notice.asked", dict(notice(name, phone, *writer)), language)
        hand.collect()
        reached = STAGES.index(stage)
        if reached >= STAGES.index("registered"):
            _verify(hand, reference)
        if reached >= STAGES.index("matched"):
            _carry(hand, reference, name, writer, reached)
        return hand.card(name, f"letter: {stage}", reference, code)

    return tell


def _carry(
    hand: Hands, reference: str, name: str, writer: tuple[str, str], reached: int
) -> None:  # fmt: skip
    letter = _deposit(hand, *writer, name)
    _review(hand, letter, 3)
    if reached == STAGES.index("matched"):
        return
    delivery = _confirmed(hand, reference, letter)
    steps = (_accepted, _sealed, _mailed)
    for step in steps[: max(0, reached - STAGES.index("waiting"))]:
        step(hand, delivery)


def letters_alone(hand: Hands) -> None:
    """Letters whose addressees have not asked: at each review, and in the bank."""
    for reviews, (writer, number, addressee) in enumerate((
        ("Darnell Pope", "L9101", "Mr. and Mrs. Whitaker"),
        ("Kenny Straub", "L9102", "the mother of Paul Eads"),
        ("Otis Farr", "L9103", "Ms. Lucille Grant"),
        ("Ben Sayles", "L9104", "Raymond Cobb"),
    )):  # fmt: skip
        _review(hand, _deposit(hand, writer, number, addressee), reviews)


STORIES = (
    _story("Gloria Pettus", "601-555-0111", ("Jerome Lacey", "L9001"), "received"),
    _story("Samuel Ortiz", "601-555-0112", ("Paul Dray", "L9002"), "registered", "es"),
    _story("Wanda Hale", "601-555-0113", ("Clint Moody", "L9003"), "matched"),
    _story("Earl Jessup", "601-555-0114", ("Roy Tibbs", "L9004"), "waiting"),
    _story("Delia Crane", "601-555-0115", ("Vernon Ash", "L9005"), "accepted"),
    _story("Lorna Beck", "601-555-0116", ("Dale Purvis", "L9006"), "sealed"),
    _story("Frances Yuen", "601-555-0117", ("Gary Holt", "L9007"), "mailed"),
)
