"""Dialogue cases: the list, and the page that a planner works from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, request

from shared import dialogue, web
from shared import papers as shared_papers
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.base.together import together
from shared.base.values import Values
from shared.console import queue
from shared.dialogue import (
    approach,
    assessment,
    case_file,
    filings,
    messages,
    orders,
    participants,
    signing,
)
from shared.forms.signs import printable, tidy
from shared.frontdoor import noticeboard
from shared.frontdoor.envelopes import CHANNELS, TIMES
from shared.frontdoor.wording import WORDS
from shared.intake import publishing, third_parties
from shared.people import contact, merging
from shared.records import permissions
from staff import answers, listing, words
from staff.acting import acting
from staff.acting.acts import CASE
from staff.audit import timeline
from staff.people.people import STANDINGS
from staff.print_room import papers

if TYPE_CHECKING:
    from shared.records.models import Reference

blueprint = Blueprint("cases", __name__)

FIRST_WORDS = "dialogue_received"

# The words of every coded column that the page shows.
LABELS = {
    "channel": CHANNELS,
    "outcome": contact.OUTCOMES,
    "retaliation": contact.RETALIATION,
    "how": contact.VERIFIED_HOW,
    "finding": case_file.ANSWERS,
    "found": orders.FOUND,
    "visits": case_file.VISITS,
    "assessment": assessment.ANSWERS,
    "answer": approach.ANSWERS,
    "decision": signing.DECISIONS,
    "authority": timeline.ROLES,
    "side": participants.SIDES,
    "part": participants.ROLES,
    "times": TIMES,
    "message": messages.STATES,
}


def _typed(name: str) -> str:
    """What stands in the address, as it can be shown again."""
    return printable(tidy(request.args.get(name, "")))[:60].strip()


@blueprint.get("/cases")
@web.requires("case.read", "S12", "S20")
def index() -> web.Answer:
    """Cases in my scope, by state, or one by its reference."""
    actor, asked = current_actor(), _typed("reference")
    if asked:
        found = case_file.by_reference(actor, ids.clean_reference(asked))
        if found is not None:
            return web.see_other("cases.show", subject=found.id)
    state = request.args.get("state", "")
    state = state if state in dialogue.FLOW.by_name else ""
    page = case_file.page_of(actor, state, listing.place())
    return web.answer(
        "staff/cases.html", page=page, state=state, flow=dialogue.FLOW, asked=asked
    )  # fmt: skip


def _staff_in(file: case_file.CaseFile) -> list[Any]:
    """The accounts that the page names."""
    return [
        *(row.by_id for row in file.orders),
        *(one.row.by_id for one in [*file.attempts, *file.findings.values(), *file.signatures]),
        *(one.row.answered_by_id for one in file.assessments),
        *(row.facilitator_id for row in file.assignments),
        *((file.approach.agreed_by_id, file.approach.told_by_id) if file.approach else ()),
        file.person.row.verified_by_id,
    ]


def _told(lines: list[timeline.Line]) -> Values:
    return {
        "lines": timeline.folded([line for line in lines if not line.is_reading]),
        "readings": [line for line in lines if line.is_reading],
    }


def _reads(reference: Reference | None) -> str:
    """The code of the words that the person finds on the public site now."""
    try:
        standing = noticeboard.read(reference.digest) if reference is not None else None
    except Exception:  # noqa: BLE001 - the front door's trouble is no reason to hide a case
        standing = None
    return standing.state if standing and standing.state in WORDS else FIRST_WORDS


@blueprint.get("/cases/<subject>")
@web.requires("case.read", "S12", "S20", "S29")
def show(subject: str) -> web.Answer:
    """One case, opened once and recorded."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    together(
        *case_file.asks(case), (queue.open_about, actor, case.id),
        (third_parties.complaints_about, actor, case.id),
    )  # fmt: skip
    file = case_file.read(actor, case)
    named = _staff_in(file)
    together(
        *timeline.asks("case", case.id), (merging.merges, file.person.row), words.ask_names(*named)
    )
    lines = timeline.lines("case", case.id)
    shared_papers.know(case_file.subjects_of_papers(case), file.person.row)
    code = _reads(file.reference)
    is_due = publishing.after_telling(case, dialogue.FLOW.by_name[case.state].reads)
    tasks = queue.tasks_about(actor, case)
    return web.answer(
        "staff/case.html", file=file, case=case, flow=dialogue.FLOW, tasks=tasks,
        buttons=acting.buttons(CASE, actor, case), reads=WORDS[code], is_told=code == is_due,
        groups=case_file.eligibility(file.findings), answer_of=case_file.answer_of, labels=LABELS,
        standings=STANDINGS, names=words.names_in(*named), roles=timeline.ROLES,
        agreements=filings.agreements(case), filings=filings.of_case(case),
        filing_kinds=filings.KINDS,
        **_told(lines), paper_title=papers.title, is_stale=shared_papers.why_stale,
        is_by_hand=shared_papers.is_by_hand,
        paper_titles=papers.titles(case, web.language()), wrote=answers,
        views=third_parties.about(actor, case), view_kinds=third_parties.KINDS,
        is_double=merging.is_double(actor, case.person),
    )  # fmt: skip
