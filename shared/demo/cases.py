"""Sample people who asked for a dialogue, each at another stage."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from shared import dialogue, policy
from shared.base import clock
from shared.base.values import Values
from shared.dialogue import meeting, preparation, queries
from shared.frontdoor.envelopes import Contact, DialogueAsked
from shared.people import contact as people_contact
from shared.records import audit
from shared.records.models import Credential, DialogueCase, Person
from shared.records.permissions import WORKER, Actor
from shared.records.workflow import perform

STAFF_NAMES = (
    "Alma Whitfield", "Reggie Tate", "Dana Ochoa", "Miriam Castle", "Joseph Pruitt", "Lena Hobbs",
    "Oscar Dunn", "Patrice Yates", "Ines Carmona", "Walt Greer", "Sylvia Moss", "Hank Abrams",
    "Corinne Beal", "Tomas Ibarra", "Grace Odom", "Neil Farris", "Vera Stokes", "Amos Kidd",
    "June Larkin", "Ray Pickett",
)  # fmt: skip


class Hands(Protocol):
    """What a story is given (see `shared.demo.demo.Hand`)."""

    def actor(self, username: str) -> Actor: ...
    def ask(self, kind: str, answers: Values, language: str = "en") -> tuple[str, str]: ...
    def collect(self) -> None: ...
    def work(self) -> None: ...
    def card(self, who: str, stage: str, reference: str, code: str) -> dict[str, str]: ...


def train(account: str) -> None:
    """Give a facilitator every credential the policy asks for."""
    today = queries.today()
    for kind in policy.current().credentials:
        until = today + timedelta(days=365)
        with audit.recorded(
            WORKER, "credential.recorded", "account", account, kind=kind,
            expires_on=until.isoformat(),
        ):  # fmt: skip
            Credential.make(
                account=account, kind=kind, hours=policy.current().dialogue.training_hours,
                issued_on=today - timedelta(days=30), expires_on=until,
            )  # fmt: skip


def contact(phone: str) -> Contact:
    """A safe telephone and a safe postal address."""
    return {
        "ways": [
            {"channel": "phone", "value": phone, "safe": True, "voicemail": False,
             "words": "Say it is about the appointment"},
            {"channel": "post", "value": "12 Magnolia Street\nJackson, MS 39201", "safe": True},
        ],
        "times": ["morning"],
        "no_contact": False,
    }  # fmt: skip


def request(name: str, phone: str, responsible: str, number: str) -> DialogueAsked:
    """An invented request."""
    return {
        "standing": "direct", "name": name, "adult": True, "contact": contact(phone),
        "responsible": {"name": responsible, "number": number},
        "happened": {"county": "Hinds", "year": "2016"},
        "hopes": ["questions", "impact"],
        "hopes_words": "I want to ask why it was us.",
        "form": "face", "own_wish": True, "news": "call",
    }  # fmt: skip


def _case(reference: str) -> DialogueCase:
    return DialogueCase.get(DialogueCase.reference == reference)


def _act(hand: Hands, reference: str, who: str, action: str, **facts: object) -> None:
    case = _case(reference)
    perform(dialogue.FLOW, case.id, action, hand.actor(who), case.version, **facts)


def to_eligibility(hand: Hands, reference: str, name: str, number: str, place: str) -> None:
    """Open the case, verify the person, name the offender, answer every item."""
    case = _case(reference)
    _act(hand, reference, "planner-1", "open")
    people_contact.verify(
        hand.actor("planner-1"), Person.get_by_id(case.person_id), "court_file", "direct"
    )
    _act(hand, reference, "planner-1", "own_wish")
    _act(hand, reference, "planner-1", "identify", name=name, number=number, facility=place,
         county="Hinds", year=2016)  # fmt: skip
    for item in policy.current().eligibility_items:
        _act(hand, reference, "planner-1", "find", item=item, finding="met")
    _act(hand, reference, "planner-1", "check_orders", checked_on=queries.today(), found="none")
    _act(hand, reference, "planner-1", "check_visits", checked_on=queries.today(), found="none")


def to_assessment(hand: Hands, reference: str) -> None:
    """Ask the case manager."""
    _act(hand, reference, "planner-1", "ask_assessment", role="case_manager")


def to_approach(hand: Hands, reference: str) -> None:
    """The case manager answers; the planner goes on."""
    _act(hand, reference, "case-manager-1", "answer_assessment", capacity="yes", willingness="yes")
    _act(hand, reference, "planner-1", "accept_assessment")


def to_review(hand: Hands, reference: str) -> None:
    """The conversation, the Division's go-ahead, the offender told and willing."""
    way = next(
        way for way in people_contact.allowed_ways(Person.get_by_id(_case(reference).person_id))
        if way.channel == "phone"
    )  # fmt: skip
    _act(hand, reference, "planner-1", "log_conversation", way=way, told=True, retaliation="none",
         go_ahead=True)  # fmt: skip
    _act(hand, reference, "coordinator-1", "agree_approach")
    _act(hand, reference, "planner-1", "tell_offender")
    _act(hand, reference, "planner-1", "record_answer", answer="willing")
    _act(hand, reference, "planner-1", "ask_signatures")


def to_assigned(hand: Hands, reference: str, facilitator: str) -> None:
    """Both sign; a facilitator is assigned."""
    _act(hand, reference, "coordinator-1", "sign_division", decision="approve")
    _act(hand, reference, "superintendent-1", "sign_superintendent", decision="approve")
    _act(hand, reference, "planner-1", "assign", facilitator=facilitator, no_conflict=True)


def to_preparation(hand: Hands, reference: str) -> None:
    """The person is told; both sides sign; the preparation begins with a session each."""
    case = _case(reference)
    people_contact.log_attempt(
        hand.actor("planner-1"), Person.get_by_id(case.person_id), "case", case,
        people_contact.allowed_ways(Person.get_by_id(case.person_id))[0], "spoke",
    )  # fmt: skip
    for row in queries.participants(case):
        _act(hand, reference, "facilitator-1", "sign_agreement", participant=row.id,
             on=queries.today())  # fmt: skip
    _act(hand, reference, "facilitator-1", "begin_preparation")
    for row in queries.participants(case):
        _act(hand, reference, "facilitator-1", "log_session", side=row.side, kind="meeting",
             on=queries.today(), participants=[row.id], minutes="A first talk.")  # fmt: skip


def to_scheduled(hand: Hands, reference: str) -> None:
    """Every point reached; the Division, the superintendent and the arrangements agree on a day."""
    for side, criteria in preparation.CRITERIA.items():
        for criterion in criteria:
            _act(hand, reference, "facilitator-1", "find_ready", side=side, criterion=criterion,
                 finding="met")  # fmt: skip
    _act(hand, reference, "facilitator-1", "recommend")
    _act(hand, reference, "coordinator-1", "review_readiness", decision="ready")
    _act(hand, reference, "planner-1", "plan_visit", place="facility", form="face_to_face",
         starts_at=clock.now() + timedelta(days=21), room="Visiting room B")  # fmt: skip
    _act(hand, reference, "superintendent-1", "sign_visit", decision="approve")
    for arrangement in meeting.ARRANGEMENTS:
        _act(hand, reference, "facilitator-1", "arrange", arrangement=arrangement)
    _act(hand, reference, "planner-1", "schedule")


def _story(
    name: str, phone: str, offender: tuple[str, str], stage: str, language: str = "en"
) -> Callable[[Hands], dict[str, str]]:
    def tell(hand: Hands) -> dict[str, str]:
        answers = dict(request(name, phone, *offender))
        reference, code = hand.ask("dialogue.asked", answers, language)
        if stage != "not collected":
            hand.collect()
            place = next(p.id for p in policy.current().facilities.values() if p.open)
            steps: tuple[Callable[[], None], ...] = (
                lambda: to_eligibility(hand, reference, *offender, place),
                lambda: to_assessment(hand, reference),
                lambda: to_approach(hand, reference),
                lambda: to_review(hand, reference),
                lambda: to_assigned(hand, reference, hand.actor("facilitator-1").id),
                lambda: to_preparation(hand, reference),
                lambda: to_scheduled(hand, reference),
            )
            for step in steps[: _STAGES.index(stage)]:
                step()
        return hand.card(name, f"dialogue: {stage}", reference, code)

    return tell


_STAGES = (
    "received", "eligibility", "assessment", "approach", "review", "assigned", "preparation",
    "scheduled",
)  # fmt: skip

STORIES = (
    _story("Ruth Calloway", "601-555-0101", ("Dwayne Mercer", "L1042"), "received"),
    _story("Teresa Molina", "601-555-0102", ("Curtis Vann", "L2217"), "eligibility", "es"),
    _story("Harold Simms", "601-555-0103", ("Leon Pratt", "L3390"), "assessment"),
    _story("Angela Reed", "601-555-0104", ("Marcus Doyle", "L4471"), "approach"),
    _story("Bettye Rowan", "601-555-0105", ("Silas Crewe", "L5528"), "review"),
    _story("Nora Fields", "601-555-0106", ("Evan Strand", "L6603"), "assigned"),
    _story("Calvin Boyd", "601-555-0107", ("Terrell Nash", "L7712"), "preparation"),
    _story("Imani Brooks", "601-555-0108", ("Wade Lott", "L8825"), "scheduled"),
)
