"""For what a case waits in each of its states, and of whom (law 12): the table's `awaited` column.

What stands in the way of an act (a check that is too old) does not take it out of a queue: the one
who is asked sees on the page what is missing.
"""

from collections.abc import Callable, Iterator
from datetime import date

from shared.base.translation import N_
from shared.dialogue import (
    after_refusal,
    approach,
    follow_up,
    meeting,
    messages,
    queries,
    recording,
)
from shared.dialogue.signing import is_any_missing
from shared.records.awaited import Asked, Awaited, of_right
from shared.records.models import DialogueCase
from shared.records.permissions import FACILITY_ROLES

When = Callable[[DialogueCase], bool]


# -- while what holds of a case ----------------------------------------------------------------


def _after_yes(when: When) -> When:
    """While no one has said no: after a no the person is asked what they wish."""
    return lambda case: not after_refusal.has_said_no(case) and when(case)


def _is_talk_due(case: DialogueCase) -> bool:
    talk, row = queries.last_conversation(case), queries.approach(case)
    is_whole = talk is not None and talk.go_ahead and talk.retaliation
    return not is_whole and (row is None or row.told_at is None)


def _is_agreement_due(case: DialogueCase) -> bool:
    talk, row = queries.last_conversation(case), queries.approach(case)
    is_whole = talk is not None and talk.go_ahead and talk.retaliation
    is_told = row is not None and row.told_at is not None
    return bool(is_whole) and not is_told and not approach.is_agreed_now(case)


def _is_telling_due(case: DialogueCase) -> bool:
    row = queries.approach(case)
    return row is not None and row.told_at is None and approach.is_agreed_now(case)


def _is_answer_due(case: DialogueCase) -> bool:
    row = queries.approach(case)
    return row is not None and row.told_at is not None and not row.answer


def _is_willing(case: DialogueCase) -> bool:
    row = queries.approach(case)
    return row is not None and row.answer == "willing"


def _is_assessed(case: DialogueCase) -> bool:
    return queries.open_assessment(case) is None and queries.last_assessment(case) is not None


def _is_asking_due(case: DialogueCase) -> bool:
    return queries.open_assessment(case) is None and queries.last_assessment(case) is None


def _are_both_signed(case: DialogueCase) -> bool:
    rows = queries.signatures(case).values()
    return not is_any_missing(case) and all(row.decision == "approve" for row in rows)


def _is_ready(case: DialogueCase) -> bool:
    review = queries.division_review(case)
    return review is not None and review.decision == "ready"


def _is_more_wanted(case: DialogueCase) -> bool:
    review = queries.division_review(case)
    return review is not None and review.decision == "more"


def _is_review_due(case: DialogueCase) -> bool:
    return queries.division_review(case) is None


def _is_visit_due(case: DialogueCase) -> bool:
    return _is_ready(case) and _are_both_signed(case) and queries.visit(case) is None


def _is_arranging_due(case: DialogueCase) -> bool:
    visit = queries.visit(case)
    return visit is not None and not meeting.is_arranged(visit)


def _is_confirming_due(case: DialogueCase) -> bool:
    visit, signed = queries.visit(case), queries.signatures(case, "visit").get("superintendent")
    is_approved = signed is not None and signed.decision == "approve"
    return visit is not None and is_approved and meeting.is_arranged(visit)


def _is_over(case: DialogueCase) -> bool:
    return case.state == "follow_up" and not follow_up.is_any_due(case)


# -- of whom, and by when ----------------------------------------------------------------------


def _signature(
    authority: str, kind: str = "participation"
) -> Callable[[DialogueCase], Iterator[Asked]]:
    """The one who is asked for a signature that is not given: it is about its own row."""

    def of(case: DialogueCase) -> Iterator[Asked]:
        row = queries.signatures(case, kind).get(authority)
        if row is not None and not row.decision:
            place = row.facility_id if authority in FACILITY_ROLES else None
            yield Asked("signature", row.id, authority, place)

    return of


def _facilitators(case: DialogueCase) -> list[Asked]:
    return of_right("case", "facilitator:own", case)


def _assessment(case: DialogueCase) -> Iterator[Asked]:
    row = queries.open_assessment(case)
    if row is not None:
        yield Asked("assessment", row.id, row.role, row.facility_id)


def _assessment_due(case: DialogueCase) -> date | None:
    row = queries.open_assessment(case)
    return row.due_on if row is not None else None


def _visit_day(case: DialogueCase) -> date | None:
    visit = queries.visit(case)
    return queries.day_of(visit.starts_at) if visit is not None else None


# -- the column --------------------------------------------------------------------------------

OPENING = Awaited("acknowledgement", words=N_("A new request: read it and start"))
ELIGIBILITY = Awaited("eligibility", words=N_("Check eligibility, and ask for the assessment"))
ASSESSMENT = Awaited(
    "assessment", of=_assessment, due=_assessment_due, words=N_("Answer an assessment")
)
ASSESSED = Awaited(
    "next_step", _after_yes(_is_assessed), words=N_("An assessment was answered: decide")
)
ASK_ASSESSMENT = Awaited("next_step", _is_asking_due)
AFTER_NO = Awaited(
    "next_step", after_refusal.has_said_no,
    words=N_("Someone said no: talk with the person, and record what they wish"),
)  # fmt: skip
TALK = Awaited("conversation", _after_yes(_is_talk_due))
AGREEMENT = Awaited(
    "next_step", _after_yes(_is_agreement_due),
    words=N_("Decide whether the Division agrees to telling the {offender}"),
)  # fmt: skip
TELLING = Awaited("next_step", _after_yes(_is_telling_due), words=N_("OK to tell the {offender}"))
ANSWER = Awaited(
    "approach_answer", _is_answer_due, words=N_("The {offender} was told: record the answer")
)
ASK_BOTH = Awaited("next_step", _after_yes(_is_willing))
DIVISION = Awaited(
    "signature", of=_signature("coordinator"),
    words=N_("Sign, or refuse: whether the dialogue can go on"),
)  # fmt: skip
FACILITY = Awaited(
    "signature", of=_signature("superintendent"),
    words=N_("Sign, or refuse: whether the dialogue can go on"),
)  # fmt: skip
ASK_BOTH_AGAIN = Awaited(
    "next_step", _after_yes(is_any_missing),
    words=N_("The signatures are void: ask for them again"),
)  # fmt: skip
FACILITATOR = Awaited("assignment", _are_both_signed)
BEGIN = Awaited("agreement", words=N_("You were assigned a case"))
RECOMMENDING = Awaited("preparation", words=N_("Prepare both parties, and recommend the dialogue"))
REVIEW = Awaited("signature", _is_review_due, words=N_("Review readiness, for the Division"))
MORE = Awaited(
    "next_step", _is_more_wanted, of=_facilitators,
    words=N_("The Division wants more preparation: go back to it"),
)  # fmt: skip
VISIT = Awaited("visit", _after_yes(_is_visit_due))
ARRANGING = Awaited(
    "visit", _after_yes(_is_arranging_due), words=N_("Make the arrangements for the visit")
)
VISIT_SIGNATURE = Awaited(
    "signature", of=_signature("superintendent", "visit"),
    words=N_("Sign, or refuse: date, room and people"),
)  # fmt: skip
DATE = Awaited("visit", _is_confirming_due)
DIALOGUE = Awaited("next_step", due=_visit_day)
CLOSING = Awaited("next_step", _is_over, words=N_("Follow-up is over: close the case"))
HOLD = Awaited(
    "emergency_review", lambda case: bool(case.held),
    words=N_("On hold: see whether it can come off"),
)  # fmt: skip
MESSAGE = Awaited(
    "next_step", messages.is_any_to_read, words=N_("Read a person's message before it is relayed")
)
RELAY = Awaited("visit", messages.is_any_to_carry)
RECORDING = Awaited(
    "next_step", recording.is_attesting_due,
    words=N_("Watch a recording, and compare it with its transcript"),
)  # fmt: skip
