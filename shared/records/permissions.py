"""Who may see and do what: one table, one evaluator.

A right is written as a role, or as ``role:relation``.  A relation is a condition on the row, so
that the same words scope a list, find one object, and decide an act.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from peewee import Expression, ModelSelect

from shared.records.models import (
    Assessment,
    Assignment,
    Complaint,
    ContactAttempt,
    Delivery,
    DialogueCase,
    Filing,
    Intercept,
    Letter,
    Match,
    Offender,
    OffenderInquiry,
    Paper,
    Participant,
    Person,
    Post,
    RecordsRequest,
    Registration,
    Reply,
    Signature,
    Task,
)
from shared.records.models.base import Row


@dataclass(frozen=True)
class Actor:
    """Who acts: an account with roles (facility roles name their facility), or nobody's account.

    `roles` are pairs (role, facility code or "").
    """

    id: str
    name: str
    roles: frozenset[tuple[str, str]] = frozenset()

    def has(self, role: str) -> bool:
        """Whether this role is held, at any facility."""
        return any(held == role for held, _ in self.roles)

    def facilities(self, role: str) -> list[str]:
        """The facilities at which this role is held."""
        return sorted(facility for held, facility in self.roles if held == role and facility)


# Two actors that are not accounts: the worker, and the person who asked (through the portal).
WORKER = Actor("worker", "worker", frozenset({("worker", "")}))
PERSON = Actor("person", "person", frozenset({("person", "")}))

ROLES = (
    "planner", "coordinator", "advocate", "facilitator", "screener", "case_manager", "chaplain",
    "superintendent", "auditor", "administrator",
)  # fmt: skip
FACILITY_ROLES = ("screener", "case_manager", "chaplain", "superintendent")

# (noun, verb): who.  What is not here is nobody's.
RULES: dict[tuple[str, str], tuple[str, ...]] = {
    ("queue", "read"): ROLES,
    ("case", "read"): ("planner", "coordinator", "facilitator:own"),
    ("case", "enter"): ("planner", "coordinator", "advocate"),
    ("offender", "read"): ("planner", "coordinator"),
    ("offender", "change"): ("planner", "coordinator"),
    ("inquiry", "read"): ("planner", "coordinator"),
    ("inquiry", "log"): ("planner", "coordinator"),
    ("records_request", "read"): ("planner", "coordinator"),
    ("records_request", "log"): ("planner", "coordinator"),
    ("records_request", "decide"): ("planner", "coordinator"),
    # A complaint may be about a planner; a view of a dialogue is there to learn from.
    ("complaint", "read"): ("coordinator", "planner:view"),
    ("complaint", "answer"): ("coordinator",),
    ("complaint", "log"): ("planner", "coordinator", "advocate"),
    ("request", "read"): ("planner", "coordinator", "facilitator:own"),
    ("person", "read"): ("planner", "coordinator", "advocate"),
    ("person", "merge"): ("planner", "coordinator"),
    ("person", "verify"): ("planner", "coordinator", "advocate"),
    ("contact", "read"): ("planner", "coordinator", "advocate", "facilitator:own"),
    ("contact", "log"): ("planner", "coordinator", "advocate", "facilitator:own"),
    ("participant", "read"): ("planner", "coordinator", "facilitator:own"),
    ("filing", "read"): ("planner", "coordinator", "facilitator:own"),
    ("assessment", "read"): ("planner", "coordinator", "case_manager:asked", "chaplain:asked"),
    ("signature", "read"): ("planner", "coordinator", "superintendent:facility"),
    ("registration", "read"): ("planner", "coordinator", "advocate"),
    ("letter", "read"): ("screener:facility", "planner", "coordinator"),
    ("letter", "deposit"): ("screener", "planner"),
    ("letter_text", "read"): ("screener:reviewing", "planner", "coordinator"),
    ("letter", "keep"): ("coordinator",),
    ("letter", "purge"): ("coordinator", "planner"),
    ("intercept", "log"): ("screener", "planner", "coordinator"),
    ("intercept", "read"): ("planner", "coordinator"),
    ("registration", "enter"): ("planner", "coordinator", "advocate"),
    ("registration", "import"): ("planner", "coordinator"),
    # No reviewer ever sees a match of a letter under review: there is none but of a banked one.
    ("match", "read"): ("coordinator:banked", "advocate:banked"),
    ("delivery", "read"): ("coordinator:standing", "advocate:standing"),
    ("delivery_text", "read"): ("coordinator:standing", "advocate:to_read"),
    ("reply", "read"): ("coordinator", "advocate"),
    ("reply", "write"): ("advocate", "coordinator"),
    ("reply", "screen"): ("coordinator",),
    ("reply", "carry"): ("planner", "coordinator"),
    ("paper", "read"): ("planner:apart", "coordinator", "advocate:textless", "screener:facility"),
    ("print_room", "read"): ("planner", "coordinator", "advocate"),
    ("task", "read"): ("planner:mine", "coordinator:mine", "advocate:mine", "facilitator:mine",
                       "screener:mine", "case_manager:mine", "chaplain:mine",
                       "superintendent:mine", "administrator:mine"),
    ("report", "read"): ("planner", "coordinator", "auditor"),
    ("audit", "read"): ("auditor", "coordinator"),
    ("account", "read"): ("administrator",),
    ("account", "change"): ("administrator",),
}  # fmt: skip

MODELS: dict[str, type[Row]] = {
    "case": DialogueCase, "request": Post, "person": Person, "contact": ContactAttempt,
    "participant": Participant, "assessment": Assessment, "signature": Signature,
    "registration": Registration, "letter": Letter, "letter_text": Letter, "match": Match,
    "delivery": Delivery, "delivery_text": Delivery, "reply": Reply, "intercept": Intercept,
    "paper": Paper, "task": Task, "offender": Offender, "inquiry": OffenderInquiry,
    "records_request": RecordsRequest, "complaint": Complaint, "filing": Filing,
}  # fmt: skip

Condition = Callable[[Actor, str], Expression]


def _own_cases(actor: Actor) -> "ModelSelect[Assignment]":
    """The cases this facilitator is assigned to now."""
    return Assignment.select(Assignment.case).where(
        (Assignment.facilitator == actor.id) & Assignment.ended_at.is_null()
    )


def carriers(noun: str, subject: Row) -> list[str]:
    """The accounts that carry a `subject` of `noun` now, the first before the second."""
    if noun != "case":
        return []
    mine = (Assignment.case == subject.id) & Assignment.ended_at.is_null()
    rows = Assignment.select().where(mine).order_by(Assignment.second)
    return [row.facilitator_id for row in rows]


def _banked() -> "ModelSelect[Letter]":
    """The letters that have passed every review and wait in the bank."""
    return Letter.select(Letter.id).where(Letter.state == "banked")


def _mine(actor: Actor, role: str) -> Expression:
    at_mine = Task.facility.is_null() | (Task.facility << (actor.facilities(role) or [""]))
    for_me = Task.account.is_null() | (Task.account == actor.id)
    return (Task.role == role) & at_mine & for_me


RELATIONS: dict[tuple[str, str], Condition] = {
    ("case", "own"): lambda actor, _: DialogueCase.id << _own_cases(actor),
    ("case", "asked"): lambda actor, role: DialogueCase.id << Assessment.select(Assessment.case)
        .where(RELATIONS["assessment", "asked"](actor, role)),
    ("case", "facility"): lambda actor, role: DialogueCase.id << Signature.select(Signature.case)
        .where(RELATIONS["signature", "facility"](actor, role)),
    ("participant", "own"): lambda actor, _: Participant.case << _own_cases(actor),
    ("contact", "own"): lambda actor, _: ContactAttempt.subject << _own_cases(actor),
    ("filing", "own"): lambda actor, _: (Filing.noun == "case")
        & (Filing.subject << _own_cases(actor)),
    ("request", "own"): lambda actor, _: Post.reference << DialogueCase.select(
        DialogueCase.reference).where(DialogueCase.id << _own_cases(actor)),
    ("assessment", "asked"): lambda actor, role: (Assessment.role == role)
        & (Assessment.facility << actor.facilities(role)) & Assessment.closed_at.is_null(),
    ("signature", "facility"): lambda actor, role: (Signature.authority == role)
        & (Signature.facility << actor.facilities(role)) & Signature.void_at.is_null(),
    ("letter", "facility"): lambda actor, role: Letter.facility << actor.facilities(role),
    ("letter_text", "reviewing"): lambda actor, role: (Letter.facility << actor.facilities(role))
        & (Letter.state << ("facility_review", "returned")),
    ("match", "banked"): lambda *_: Match.letter << _banked(),
    ("delivery", "standing"): lambda *_: Delivery.told_at.is_null(False)
        | (Delivery.letter << _banked()),
    ("delivery_text", "standing"): lambda *_: Delivery.told_at.is_null(False),
    ("delivery_text", "to_read"): lambda *_: (Delivery.manner == "read_aloud")
        & (Delivery.state == "confirmed"),
    # Only what is for the letter's writer; nothing of a delivery, nor of a disclosure.
    ("paper", "facility"): lambda actor, role: (Paper.noun == "handout") | ((Paper.noun == "letter")
        & (Paper.subject << Letter.select(Letter.id)
            .where(Letter.facility << actor.facilities(role)))),
    ("paper", "apart"): lambda *_: Paper.noun.not_in(("delivery", "disclosure")),
    # What is posted to a person; neither the words of a letter nor a case as a whole.
    ("paper", "textless"): lambda *_: Paper.name.not_in(("sealed-letter", "sealed-translation"))
        & ~Paper.name.startswith("case-summary"),
    ("complaint", "view"): lambda *_: Complaint.kind == "evaluation",
    ("task", "mine"): _mine,
}  # fmt: skip


class Hidden(LookupError):
    """There is no such object for this actor; out of scope and absent are the same."""


def _split(right: str) -> tuple[str, str]:
    role, _, relation = right.partition(":")
    return role, relation


def may(actor: Actor, noun: str, verb: str) -> bool:
    """Whether the actor may do this to at least some object of the noun."""
    return any(actor.has(_split(right)[0]) for right in RULES.get((noun, verb), ()))


def condition(actor: Actor, noun: str, rights: tuple[str, ...]) -> Expression | bool:
    """What a row of `noun` must satisfy for one of `rights`: True (all), False (none), or SQL."""
    found: Expression | bool = False
    for right in rights:
        role, relation = _split(right)
        if not actor.has(role):
            continue
        if not relation:
            return True
        one = RELATIONS[noun, relation](actor, role)
        found = one if isinstance(found, bool) else found | one
    return found


def scope(actor: Actor, noun: str, verb: str = "read") -> "ModelSelect[Any]":
    """A select of the rows of `noun` that this actor may `verb`."""
    model = MODELS[noun]
    query = model.select()
    allowed = condition(actor, noun, RULES.get((noun, verb), ()))
    if allowed is True:
        return query
    return query.where(model.id.is_null() if allowed is False else allowed)


def get_for(actor: Actor, noun: str, object_id: str, verb: str = "read") -> Any:
    """One object, if it is in the actor's scope.  Raises Hidden otherwise."""
    model = MODELS[noun]
    found = scope(actor, noun, verb).where(model.id == object_id).first()
    if found is None:
        raise Hidden(f"{noun} {object_id}")
    return found


def holds(actor: Actor, rights: tuple[str, ...], noun: str, row: Row) -> bool:
    """Whether one of `rights` holds for the actor on this `row` of `noun`."""
    allowed = condition(actor, noun, rights)
    if isinstance(allowed, bool):
        return allowed
    model = type(row)
    return bool(model.select().where((model.id == row.id) & allowed).exists())
