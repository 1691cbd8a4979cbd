"""Whether a paper may still leave: asked when it is opened to be printed.

A paper is made once, and the case goes on.  What was true when it was made may be untrue, or may
be nobody's wish any more, by the time somebody takes it to the printer (law 5).
"""

from collections.abc import Callable
from typing import Any

from shared.base.translation import N_
from shared.dialogue import custody, queries
from shared.dialogue.own_code import WORD_UNDER_OWN_CODE as OF_CASE
from shared.documents import REGISTRY
from shared.letters.delivery.own_code import WORD_UNDER_OWN_CODE as OF_REGISTRATION
from shared.papers import about, dispatch_checks_letters
from shared.papers.dispatch_checks_letters import UNREACHED
from shared.people import access_codes, contact
from shared.records import last_check
from shared.records.models import DialogueCase, Paper

ENDED = N_("The case has ended since this was made. It cannot be sent.")
REPLACED = N_(
    "Something changed since this was made. It cannot be sent. If needed, a new one is made."
)
UNTRUE = N_("This says no one has told the other party, but that has changed. It cannot be sent.")

# Of these nouns a paper is about a case, or about something in one.
_NOUNS = ("case", *about.OF_A_CASE)
# What is made when a case ends, and leaves then.
_LAST = ("closure", "offender-closing")


def is_outward(paper: Paper) -> bool:
    """Whether a paper is of what a person asked for, and for a reader outside the unit."""
    is_hers = paper.noun in _NOUNS or paper.noun in dispatch_checks_letters.NOUNS
    return is_hers and REGISTRY[paper.name].reader != "unit"


def is_record(paper: Paper) -> bool:
    """Whether a paper is only looked at any more: it was printed, or is no longer to be sent."""
    return paper.printed_at is not None or why_stale(paper) is not None


def why_not(paper: Paper) -> str | None:
    """Why a paper may not be printed now, as staff read it; None if it may."""
    if not is_outward(paper):
        return None
    return why_not_collected(paper) or why_stale(paper) or _why_not_theirs(paper)


def why_not_collected(paper: Paper) -> str | None:
    """Why it waits until the messages of whom it concerns are collected; None if it need not."""
    return last_check.why_not_collected(_asked_for(paper))


def _asked_for(paper: Paper) -> Any:
    """The registration or the case that a paper is of."""
    is_of_letter = paper.noun in dispatch_checks_letters.NOUNS
    return dispatch_checks_letters.registration_of(paper) if is_of_letter else about.case_of(paper)


def _why_not_theirs(paper: Paper) -> str | None:
    """Nothing is mailed to a person while the code in force is one that staff gave out."""
    if access_codes.is_word_under_own_code(_asked_for(paper).id):
        return None
    is_of_letter = paper.noun in dispatch_checks_letters.NOUNS
    return (OF_REGISTRATION if is_of_letter else OF_CASE).sentence


def look_up(papers: list[Paper]) -> dict[str, str]:
    """Find all that a list of papers asks, together; by the paper's id what it is about."""
    names = about.look_up(papers)
    queries.look_up([about.case_of(paper) for paper in papers if paper.noun in _NOUNS])
    dispatch_checks_letters.look_up(papers)
    return names


def why_stale(paper: Paper) -> str | None:
    """Why a paper is no longer to be sent, whatever lies in the letterbox; None if it still is."""
    if not is_outward(paper):
        return None
    if paper.noun in dispatch_checks_letters.NOUNS:
        return dispatch_checks_letters.why_stale(paper)
    row, case = about.row_of(paper.noun, paper.subject), about.case_of(paper)
    if REGISTRY[paper.name].reader == "victim" and _is_unreached(case):
        return UNREACHED
    is_over = case.state in ("closed", "withdrawn") and paper.made_at <= case.since
    if is_over and paper.name not in _LAST:
        return ENDED
    said = _OF_NAME.get(paper.name, lambda *_: None)(paper, case)
    return said or _OF_NOUN[paper.noun](row)


def is_by_hand(paper: Paper) -> bool:
    """Whether a letter to a person may not be mailed: they did not say that mail is safe."""
    if paper.noun not in ("case", "registration") or REGISTRY[paper.name].reader != "victim":
        return False
    person = about.person_of(about.row_of(paper.noun, paper.subject))
    return all(way.channel != "post" for way in contact.allowed_ways(person))


def _is_unreached(case: DialogueCase) -> bool:
    return not contact.may_be_contacted(about.person_of(case))


def _is_void(*columns: str) -> Callable[[Any], str | None]:
    def check(row: Any) -> str | None:
        return REPLACED if any(getattr(row, name) is not None for name in columns) else None

    return check


def _visit_stands(paper: Paper, case: DialogueCase) -> str | None:
    visit = queries.visit(case)
    return None if visit is not None and visit.made_at <= paper.made_at else REPLACED


def _nobody_told(_paper: Paper, case: DialogueCase) -> str | None:
    return UNTRUE if queries.was_anybody_told(case) else None


def _change_stands(paper: Paper, case: DialogueCase) -> str | None:
    latest = custody.notice(case)
    return None if latest is not None and latest.id == paper.id else REPLACED


_OF_NOUN: dict[str, Callable[[Any], str | None]] = {
    "case": lambda _row: None,
    "approach": lambda _row: None,
    "assessment": _is_void("closed_at", "answered_at"),
    "signature": _is_void("void_at", "decided_at"),
    "participant": _is_void("left_at"),
}
_OF_NAME: dict[str, Callable[[Any, Any], str | None]] = {
    "acknowledgement": _nobody_told,
    "visit-instructions": _visit_stands,
    "change-notice": _change_stands,
    "offender-invitation": lambda paper, _case: _is_void("void_at", "ended_at")(
        about.row_of("approach", paper.subject)
    ),
}
