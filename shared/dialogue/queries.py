"""What stands in a case now: the latest of everything that is superseded and never edited."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from shared import policy
from shared.base import clock
from shared.base.one_look import once, prime
from shared.base.together import rows, together
from shared.records.models import (
    Agreement,
    Approach,
    Assessment,
    Assignment,
    ContactAttempt,
    ContactWay,
    Credential,
    DialogueCase,
    DivisionReview,
    EligibilityFinding,
    Grant,
    Offender,
    OrderCheck,
    Paper,
    Participant,
    Readiness,
    Session,
    Signature,
    Substitution,
    Task,
    Visit,
)
from shared.records.reading import row_of

CHANGE_NOTICE = "change-notice"  # the document


class OfOffender(Protocol):
    """A row about one offender."""

    @property
    def offender_id(self) -> str | None: ...


About = TypeVar("About", bound=OfOffender)
Voided = TypeVar("Voided", Approach, Signature, DivisionReview)
One = TypeVar("One")


def today() -> date:
    """The day staff and people are living in."""
    return clock.today(policy.current().zone)


def day_of(moment: datetime) -> date:
    """The day on which a stored moment (UTC) was, where people live."""
    return clock.local(moment, policy.current().zone).date()


@rows
def rows_in(case: DialogueCase, model: Any) -> Any:
    """Every row of `model` in a case, oldest first."""
    return model.select().where(model.case == case)


@rows
def rows_in_many(cases: tuple[str, ...], model: Any) -> Any:
    """Every row of `model` in these cases, oldest first."""
    return model.select().where(model.case << cases)


@rows
def rows_about(case: DialogueCase, model: Any) -> Any:
    """Every row of `model`, which may be about other nouns too, about a case, oldest first."""
    return model.select().where((model.noun == "case") & (model.subject == case.id))


def checks(case: DialogueCase) -> list[Any]:
    """Every check for orders made for a case, oldest first."""
    return rows_about(case, OrderCheck)


def attempts(case: DialogueCase) -> list[Any]:
    """Every attempt to reach the person about a case, oldest first."""
    return rows_about(case, ContactAttempt)


def look_up(cases: Iterable[Any]) -> None:
    """In a page that is only read: what papers ask of many cases, in one statement."""
    listed = {case.id: case for case in cases}
    if not listed:
        return
    models: tuple[Any, ...] = (Visit, Approach)
    ids = tuple(sorted(listed))
    together(*((rows_in_many, ids, model) for model in models))
    for model in models:
        found: dict[str, list[Any]] = {one: [] for one in listed}
        for row in rows_in_many(ids, model):
            found[row.case_id].append(row)
        for one, mine in found.items():
            prime(rows_in, mine, listed[one], model)


def _named_now(case: DialogueCase, rows: list[About]) -> list[About]:
    """Those of `rows` that are about the offender whom the case names now."""
    return [row for row in rows if row.offender_id == case.offender_id]


def _standing(case: DialogueCase, model: type[Voided]) -> list[Voided]:
    """The rows of `model` about the offender named now that are not void."""
    return [row for row in _named_now(case, rows_in(case, model)) if row.void_at is None]


def _last(rows: list[One]) -> One | None:
    return rows[-1] if rows else None


def findings(case: DialogueCase) -> dict[str, EligibilityFinding]:
    """The standing finding of each item, by item id: found for the offender named now."""
    rows = _named_now(case, rows_in(case, EligibilityFinding))
    return {row.item: row for row in rows if not row.superseded}


def unmet(case: DialogueCase) -> list[str]:
    """Eligibility items that are unanswered, unmet or deferred, in the policy's order.

    An item that no hard rule stands behind may be found unmet and still be decided by a person:
    it counts here only while unanswered.
    """
    found = findings(case)
    stopping = ("unknown", "deferred")
    return [
        item.id for item in policy.current().eligibility_items.values()
        if (row := found.get(item.id)) is None
        or row.finding in stopping
        or (row.finding == "unmet" and is_hard(item))
    ]  # fmt: skip


def is_hard(item: policy.EligibilityItem) -> bool:
    """Whether no one can move a case past this item while it is unmet."""
    rule = policy.current().rules.get(item.rule)
    return item.hard or (rule is not None and rule.hard)


def is_under_way(case: DialogueCase) -> bool:
    """Whether a case has once passed the eligibility list: what is found now is found late."""
    return case.state not in ("received", "eligibility")


def last_check(case: DialogueCase, kind: str) -> OrderCheck | None:
    """The latest check of a kind (``orders``, ``visits``) about the offender named now."""
    rows = [
        row for row in _named_now(case, checks(case)) if row.kind == kind and row.void_at is None
    ]
    return max(rows, key=lambda row: (row.checked_on, row.made_at), default=None)


def is_fresh(check: OrderCheck) -> bool:
    """Whether a check is not older than the policy's days, and not in the future."""
    age: timedelta = today() - check.checked_on
    return timedelta(0) <= age <= timedelta(days=policy.current().dialogue.order_check_days)


def open_assessment(case: DialogueCase) -> Assessment | None:
    """The assessment of the offender named now that was asked for and not answered."""
    rows = _named_now(case, rows_in(case, Assessment))
    return next((row for row in rows if row.answered_at is None and row.closed_at is None), None)


def last_assessment(case: DialogueCase) -> Assessment | None:
    """The latest answered assessment of the offender named now."""
    rows = [row for row in _named_now(case, rows_in(case, Assessment)) if row.answered_at]
    return max(rows, key=lambda row: row.answered_at or row.made_at, default=None)


def last_conversation(case: DialogueCase) -> ContactAttempt | None:
    """The latest talk that told the person what the offender named now would be told.

    One of an attempt that is over counts no more.
    """
    rows = _named_now(case, attempts(case))
    return _last([row for row in rows if row.told_offender_part and row.void_at is None])


def approach(case: DialogueCase) -> Approach | None:
    """The approach to the offender whom the case now names, in the attempt under way."""
    return _last(_standing(case, Approach))


def was_told(case: DialogueCase) -> bool:
    """Whether the offender whom the case now names was ever told, in any attempt."""
    return any(row.told_at for row in _named_now(case, rows_in(case, Approach)))


def was_anybody_told(case: DialogueCase) -> bool:
    """Whether anyone on the other side was ever told of this case."""
    return any(row.told_at for row in rows_in(case, Approach))


def substitution(case: DialogueCase) -> Substitution | None:
    """How the counterpart named now came to stand in; None for the one responsible."""
    return standing_in(case, case.offender_id)


def standing_in(case: DialogueCase, offender_id: str | None) -> Substitution | None:
    """How an offender came to stand in in a case; None for one who does not."""
    rows = rows_in(case, Substitution)
    return _last([row for row in rows if row.substitute_id == offender_id])


def stands_in(case: DialogueCase) -> bool:
    """Whether the counterpart named now stands in for someone else."""
    return substitution(case) is not None


def offender_of(case: DialogueCase) -> Any | None:
    """The offender's row as it is now."""
    return row_of(Offender, case.offender_id)


def signatures(case: DialogueCase, kind: str = "participation") -> dict[str, Signature]:
    """The standing signature rows (asked for or given, not void) by authority."""
    return {row.authority: row for row in _standing(case, Signature) if row.kind == kind}


def assignment(case: DialogueCase) -> Assignment | None:
    """The first facilitator's assignment in force."""
    rows = rows_in(case, Assignment)
    return next((row for row in rows if row.ended_at is None and not row.second), None)


def has_carried(case: DialogueCase, account_id: str, on: date) -> bool:
    """Whether a facilitator was assigned to a case on a day."""
    mine = (Assignment.case == case) & (Assignment.facilitator == account_id)
    rows = Assignment.select().where(mine)
    return any(day_of(r.made_at) <= on <= day_of(r.ended_at or clock.now()) for r in rows)


@once
def is_qualified(account_id: str, on: date | None = None) -> bool:
    """Whether a facilitator has every credential the policy asks for, in force on a day.

    One who no longer holds the role, or left, is not.
    """
    day = on or today()
    mine = (Grant.account == account_id) & (Grant.role == "facilitator") & Grant.ended_at.is_null()
    if not Grant.select().where(mine).exists():
        return False
    in_force = (
        (Credential.account == account_id)
        & (Credential.issued_on <= day)
        & (Credential.expires_on.is_null() | (Credential.expires_on >= day))
    )
    rows = list(Credential.select().where(in_force))
    needed = policy.current().credentials
    enough = sum(row.hours for row in rows) >= policy.current().dialogue.training_hours
    return enough and {row.kind for row in rows} >= set(needed)


@once
def load_of(account_id: str, besides: DialogueCase | None = None) -> int:
    """How many open cases a facilitator has, `besides` one that is not counted."""
    open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
    mine = (Assignment.facilitator == account_id) & Assignment.ended_at.is_null()
    if besides is not None:
        mine &= Assignment.case != besides
    return int(Assignment.select().join(DialogueCase).where(mine & open_now).count())


# -- preparation and the meeting ---------------------------------------------------------------


def participants(case: DialogueCase) -> list[Participant]:
    """Everyone who takes part now, the two whom the case is about first."""
    return [row for row in rows_in(case, Participant) if row.left_at is None]


def agreed_participants(case: DialogueCase) -> set[str]:
    """The ids of participants whose signed agreement stands."""
    return {row.participant_id for row in rows_in(case, Agreement) if row.void_at is None}


def readiness(case: DialogueCase, side: str) -> dict[str, str]:
    """The standing finding of each criterion on one side's track."""
    rows = _named_now(case, rows_in(case, Readiness))
    return {row.criterion: row.finding for row in rows if row.side == side and not row.superseded}


def sessions(case: DialogueCase, side: str) -> list[Session]:
    """The preparation sessions of one side, oldest first."""
    rows = [row for row in rows_in(case, Session) if row.side == side]
    return sorted(rows, key=lambda row: (row.held_on, row.made_at))


def prepared_participants(case: DialogueCase) -> set[str]:
    """The ids of participants who were at a session on their own side's track."""
    side_of = {row.id: row.side for row in participants(case)}
    prepared: set[str] = set()
    for session in rows_in(case, Session):
        there = json.loads(session.participants)
        prepared |= {who for who in there if side_of.get(who) == session.side}
    return prepared


def division_review(case: DialogueCase) -> DivisionReview | None:
    """The Division's review of readiness that stands."""
    return _last(_standing(case, DivisionReview))


def visit(case: DialogueCase) -> Visit | None:
    """The visit planned now."""
    return _last([row for row in rows_in(case, Visit) if row.void_at is None])


@once
def changed_at(case: DialogueCase) -> datetime | None:
    """When a fact last changed that is not settled yet (UTC); None if there is none."""
    mine = (Task.subject == case.id) & (Task.kind == "case.fact_changed") & Task.done_at.is_null()
    row = Task.select().where(mine).order_by(Task.made_at.desc()).first()
    return row.made_at if row else None


@once
def change_notice(case: DialogueCase, since: datetime) -> Paper | None:
    """The letter about what changed at `since` (UTC), instead of a call; the latest, or None."""
    mine = (Paper.noun == "case") & (Paper.subject == case.id) & (Paper.name == CHANGE_NOTICE)
    rows = Paper.select().where(mine & (Paper.made_at >= since))
    return rows.order_by(Paper.made_at.desc()).first()


def is_change_notice_sent(case: DialogueCase, since: datetime) -> bool:
    """Whether that letter was printed, and given to the post afterwards."""
    paper = change_notice(case, since)
    if paper is None or paper.printed_at is None:
        return False
    mine = (ContactAttempt.subject == case.id) & (ContactAttempt.outcome == "sent")
    mine &= ContactAttempt.made_at >= paper.printed_at
    by_post = ContactAttempt.select().join(ContactWay).where(mine & (ContactWay.channel == "post"))
    return bool(by_post.exists())


def attempts_since(case: DialogueCase, moment: datetime) -> list[str]:
    """What came of reaching the person about a case since `moment` (UTC)."""
    mine = (ContactAttempt.subject == case.id) & (ContactAttempt.made_at >= moment)
    return [row.outcome for row in ContactAttempt.select(ContactAttempt.outcome).where(mine)]
