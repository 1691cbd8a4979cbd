"""What must be true of a dialogue case, read from its rows: an oracle beside the guards."""

import json
from typing import Any

from shared import dialogue, policy
from shared.dialogue import meeting, preparation
from shared.frontdoor.wording import WORDS
from shared.records import workflow
from shared.records.models import (
    Agreement,
    Approach,
    Assessment,
    ContactAttempt,
    DivisionReview,
    EligibilityFinding,
    Offender,
    OrderCheck,
    Paper,
    Participant,
    Person,
    Readiness,
    Signature,
    Substitution,
    Visit,
)


def _hard(item: Any) -> bool:
    rule = policy.current().rules.get(item.rule)
    return bool(item.hard or (rule and rule.hard))


def standing(model: Any, case: Any, **wanted: Any) -> list[Any]:
    rows = model.select().where(model.case == case)
    return [r for r in rows if all(getattr(r, name) == value for name, value in wanted.items())]


def must_hold_for_a_date(case: Any) -> None:
    """Everything that must be true of a case with an approved date, read from its rows."""
    offender = Offender.get_by_id(case.offender_id)
    person = Person.get_by_id(case.person_id)
    assert person.verified_at is not None
    assert person.adult is not False
    assert case.own_wish
    his = {"offender_id": case.offender_id}
    found = {r.item: r.finding for r in standing(EligibilityFinding, case, superseded=False, **his)}
    for item in policy.current().eligibility_items.values():
        assert item.id in found
        if _hard(item):
            assert found[item.id] == "met", item.id
    talks = [
        t
        for t in ContactAttempt.select().where(ContactAttempt.subject == case.id)
        if t.told_offender_part and t.offender_id == case.offender_id and t.void_at is None
    ]
    assert any(t.go_ahead and t.retaliation for t in talks)
    checks = [
        c
        for c in OrderCheck.select().where(OrderCheck.subject == case.id)
        if c.offender_id == case.offender_id
    ]
    assert {c.kind for c in checks} == {"orders", "visits"}
    asked = [r for r in standing(Assessment, case, **his) if r.answered_at]
    assert any((r.capacity, r.willingness) == ("yes", "yes") for r in asked)
    told = [r for r in standing(Approach, case, void_at=None, **his) if r.told_at is not None]
    assert told
    assert told[-1].answer == "willing"
    assert told[-1].conversation_id in {t.id for t in talks}
    for kind, authorities in (("participation", ("coordinator", "superintendent")),
                              ("visit", ("superintendent",))):  # fmt: skip
        for authority in authorities:
            rows = standing(Signature, case, kind=kind, authority=authority, void_at=None)
            assert [r.decision for r in rows] == ["approve"], (kind, authority)
            assert rows[0].offender_id == case.offender_id
            assert rows[0].facility_id == offender.facility_id
    there = standing(Participant, case, left_at=None)
    assert {r.role for r in there} >= {"person_harmed", "offender"}
    assert {r.offender_id for r in there if r.offender_id} == {case.offender_id}
    signed = {r.participant_id for r in standing(Agreement, case, void_at=None)}
    for row in there:
        assert row.adult is True
        assert row.cleared_on is not None
        assert row.id in signed
    for side, criteria in preparation.CRITERIA.items():
        rows = standing(Readiness, case, side=side, superseded=False, **his)
        assert {r.criterion for r in rows if r.finding == "met"} >= set(criteria)
    reviews = standing(DivisionReview, case, void_at=None, **his)
    assert [r.decision for r in reviews] == ["ready"]
    visits = standing(Visit, case, void_at=None)
    assert len(visits) == 1
    assert set(json.loads(visits[0].arranged)) >= meeting.arrangements_for(visits[0].form)
    assert set(json.loads(visits[0].participants)) == {r.id for r in there}

    _nothing_is_carried_over(case, [*talks, *checks, *asked, *told, *there, *reviews, *visits])


def _nothing_is_carried_over(case: Any, rows: list[Any]) -> None:
    """Whatever counts for one who stands in was made for him, and after he was named."""
    last = _last_substitution(case)
    if last is None:
        return
    assert case.offender_id == last.substitute_id
    for row in rows:
        assert row.made_at >= last.made_at, type(row).__name__
    for row in standing(Approach, case):
        if row.offender_id != case.offender_id and row.told_at is not None:
            assert row.ended_at is not None, "one who was told was not told that it has ended"


def _last_substitution(case: Any) -> Any | None:
    rows = sorted(standing(Substitution, case), key=lambda row: row.made_at)
    return rows[-1] if rows else None


def must_always_hold(case: Any) -> None:
    """What holds in every state."""
    assert not standing(Participant, case, adult=False)
    if not policy.current().dialogue.substitute:
        assert not standing(Substitution, case)
    told = [r for r in standing(Approach, case) if r.told_at is not None]
    if told:
        notices = Paper.select().where(
            (Paper.name == "offender-closing") & (Paper.subject << [r.id for r in told])
        )
        assert notices.count() <= len(told)
    state = dialogue.FLOW.by_name[case.state]
    for code in (state.reads, state.until_told):
        assert code in (*WORDS, "", workflow.KEEP)
