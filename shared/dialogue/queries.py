"""What stands in a case now: the latest of everything that is superseded and never edited."""

import json
from datetime import date, timedelta
from typing import Any

from shared import policy
from shared.base import clock
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

CHANGE_NOTICE = "change-notice"  # the document


def today() -> date:
    """The day staff and people are living in."""
    return clock.today(policy.current().zone)


def day_of(moment: Any) -> date:
    """The day on which a stored moment (UTC) was, where people live."""
    return clock.local(moment, policy.current().zone).date()


def findings(case: Any) -> dict[str, Any]:
    """The standing finding of each item, by item id: found for the offender named now."""
    mine = (EligibilityFinding.case == case) & ~EligibilityFinding.superseded
    mine &= EligibilityFinding.offender == case.offender_id
    return {row.item: row for row in EligibilityFinding.select().where(mine)}


def unmet(case: Any) -> list[str]:
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
    """Whether nobody can move a case past this item while it is unmet."""
    rule = policy.current().rules.get(item.rule)
    return item.hard or (rule is not None and rule.hard)


def last_check(case: Any, kind: str) -> Any | None:
    """The latest check of a kind (``orders``, ``visits``) about the offender named now."""
    mine = (OrderCheck.noun == "case") & (OrderCheck.subject == case.id) & (OrderCheck.kind == kind)
    mine &= (OrderCheck.offender == case.offender_id) & OrderCheck.void_at.is_null()
    rows = OrderCheck.select().where(mine)
    return rows.order_by(OrderCheck.checked_on.desc(), OrderCheck.made_at.desc()).first()


def is_fresh(check: Any) -> bool:
    """Whether a check is not older than the policy's days, and not in the future."""
    age: timedelta = today() - check.checked_on
    return timedelta(0) <= age <= timedelta(days=policy.current().dialogue.order_check_days)


def open_assessment(case: Any) -> Any | None:
    """The assessment of the offender named now that was asked for and not answered."""
    mine = _assessed(case) & Assessment.answered_at.is_null()
    return Assessment.select().where(mine & Assessment.closed_at.is_null()).first()


def last_assessment(case: Any) -> Any | None:
    """The latest answered assessment of the offender named now."""
    mine = _assessed(case) & Assessment.answered_at.is_null(False)
    return Assessment.select().where(mine).order_by(Assessment.answered_at.desc()).first()


def _assessed(case: Any) -> Any:
    return (Assessment.case == case) & (Assessment.offender == case.offender_id)


def last_conversation(case: Any) -> Any | None:
    """The latest conversation in which she was told what the offender named now would be told.

    One of an attempt that is over counts no more.
    """
    mine = (ContactAttempt.subject == case.id) & ContactAttempt.told_offender_part
    mine &= (ContactAttempt.offender == case.offender_id) & ContactAttempt.void_at.is_null()
    return ContactAttempt.select().where(mine).order_by(ContactAttempt.made_at.desc()).first()


def approach(case: Any) -> Any | None:
    """The approach to the offender whom the case now names, in the attempt under way."""
    mine = (Approach.case == case) & (Approach.offender == case.offender_id)
    mine &= Approach.void_at.is_null()
    return Approach.select().where(mine).order_by(Approach.made_at.desc()).first()


def was_told(case: Any) -> bool:
    """Whether the offender whom the case now names was ever told, in any attempt."""
    mine = (Approach.case == case) & (Approach.offender == case.offender_id)
    return bool(Approach.select().where(mine & Approach.told_at.is_null(False)).exists())


def was_anybody_told(case: Any) -> bool:
    """Whether anybody on the other side was ever told of this case."""
    mine = (Approach.case == case) & Approach.told_at.is_null(False)
    return bool(Approach.select().where(mine).exists())


def substitution(case: Any) -> Any | None:
    """How the counterpart named now came to stand in; None for the one responsible."""
    return standing_in(case, case.offender_id)


def standing_in(case: Any, offender_id: str | None) -> Any | None:
    """How an offender came to stand in in a case; None if he does not."""
    mine = (Substitution.case == case) & (Substitution.substitute == offender_id)
    return Substitution.select().where(mine).order_by(Substitution.made_at.desc()).first()


def stands_in(case: Any) -> bool:
    """Whether the counterpart named now stands in for somebody else."""
    return substitution(case) is not None


def offender_of(case: Any) -> Any | None:
    """The offender's row as it is now."""
    return Offender.get_or_none(Offender.id == case.offender_id) if case.offender_id else None


def signatures(case: Any, kind: str = "participation") -> dict[str, Any]:
    """The standing signature rows (asked for or given, not void) by authority."""
    mine = (Signature.case == case) & (Signature.kind == kind) & Signature.void_at.is_null()
    mine &= Signature.offender == case.offender_id
    rows = Signature.select().where(mine).order_by(Signature.made_at)
    return {row.authority: row for row in rows}


def assignment(case: Any) -> Any | None:
    """The first facilitator's assignment in force."""
    mine = (Assignment.case == case) & Assignment.ended_at.is_null() & ~Assignment.second
    return Assignment.select().where(mine).first()


def has_carried(case: Any, account_id: str, on: date) -> bool:
    """Whether a facilitator was assigned to a case on a day."""
    mine = (Assignment.case == case) & (Assignment.facilitator == account_id)
    rows: Any = Assignment.select().where(mine)
    return any(day_of(r.made_at) <= on <= day_of(r.ended_at or clock.now()) for r in rows)


def is_qualified(account_id: str, on: date | None = None) -> bool:
    """Whether a facilitator has every credential the policy asks for, in force on a day.

    Whoever holds the role no more, or left, is not one.
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


def load_of(account_id: str, besides: Any = None) -> int:
    """How many open cases a facilitator has, `besides` one that is not counted."""
    open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
    mine = (Assignment.facilitator == account_id) & Assignment.ended_at.is_null()
    if besides is not None:
        mine &= Assignment.case != besides
    return int(Assignment.select().join(DialogueCase).where(mine & open_now).count())


# -- preparation and the meeting ---------------------------------------------------------------


def participants(case: Any) -> list[Any]:
    """Everyone who takes part now, the two whom the case is about first."""
    mine = (Participant.case == case) & Participant.left_at.is_null()
    return list(Participant.select().where(mine).order_by(Participant.made_at, Participant.id))


def agreed_participants(case: Any) -> set[str]:
    """The ids of participants whose signed agreement stands."""
    mine = (Agreement.case == case) & Agreement.void_at.is_null()
    rows: Any = Agreement.select().where(mine)
    return {row.participant_id for row in rows}


def readiness(case: Any, side: str) -> dict[str, str]:
    """The standing finding of each criterion on one side's track."""
    mine = (Readiness.case == case) & (Readiness.side == side) & ~Readiness.superseded
    mine &= Readiness.offender == case.offender_id
    return {row.criterion: row.finding for row in Readiness.select().where(mine)}


def sessions(case: Any, side: str) -> list[Any]:
    """The preparation sessions of one side, oldest first."""
    mine = (Session.case == case) & (Session.side == side)
    return list(Session.select().where(mine).order_by(Session.held_on, Session.made_at))


def prepared_participants(case: Any) -> set[str]:
    """The ids of participants who were at a session on their own side's track."""
    side_of = {row.id: row.side for row in participants(case)}
    prepared: set[str] = set()
    for session in Session.select().where(Session.case == case):
        there = json.loads(session.participants)
        prepared |= {who for who in there if side_of.get(who) == session.side}
    return prepared


def division_review(case: Any) -> Any | None:
    """The Division's review of readiness that stands."""
    mine = (DivisionReview.case == case) & DivisionReview.void_at.is_null()
    mine &= DivisionReview.offender == case.offender_id
    return DivisionReview.select().where(mine).order_by(DivisionReview.made_at.desc()).first()


def visit(case: Any) -> Any | None:
    """The visit planned now."""
    mine = (Visit.case == case) & Visit.void_at.is_null()
    return Visit.select().where(mine).order_by(Visit.made_at.desc()).first()


def changed_at(case: Any) -> Any | None:
    """When a fact last changed that nobody has settled yet (UTC); None if there is none."""
    mine = (Task.subject == case.id) & (Task.kind == "case.fact_changed") & Task.done_at.is_null()
    row = Task.select().where(mine).order_by(Task.made_at.desc()).first()
    return row.made_at if row else None


def change_notice(case: Any, since: Any) -> Any | None:
    """The letter about what changed at `since` (UTC), instead of a call; the latest, or None."""
    mine = (Paper.noun == "case") & (Paper.subject == case.id) & (Paper.name == CHANGE_NOTICE)
    rows = Paper.select().where(mine & (Paper.made_at >= since))
    return rows.order_by(Paper.made_at.desc()).first()


def is_change_notice_sent(case: Any, since: Any) -> bool:
    """Whether that letter was printed, and given to the post afterwards."""
    paper = change_notice(case, since)
    if paper is None or paper.printed_at is None:
        return False
    mine = (ContactAttempt.subject == case.id) & (ContactAttempt.outcome == "sent")
    mine &= ContactAttempt.made_at >= paper.printed_at
    by_post = ContactAttempt.select().join(ContactWay).where(mine & (ContactWay.channel == "post"))
    return bool(by_post.exists())


def attempts_since(case: Any, moment: Any) -> list[Any]:
    """What came of reaching the person about a case since `moment` (UTC)."""
    mine = (ContactAttempt.subject == case.id) & (ContactAttempt.made_at >= moment)
    return [row.outcome for row in ContactAttempt.select(ContactAttempt.outcome).where(mine)]
