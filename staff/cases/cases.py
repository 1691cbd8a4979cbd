"""Dialogue cases: the list, and the page that a planner works from."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext

from shared import dialogue, policy, web
from shared import papers as shared_papers
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.console import queue
from shared.dialogue import (
    after_refusal,
    approach,
    assessment,
    case_file,
    eligibility,
    filings,
    messages,
    preparation,
    signing,
    surrogate,
)
from shared.forms.words import printable, tidy
from shared.frontdoor import noticeboard
from shared.frontdoor.envelopes import CHANNELS, TIMES
from shared.frontdoor.wording import WORDS
from shared.intake import publishing, third_parties
from shared.people import contact, merging
from shared.records import permissions, workflow
from shared.records.last_check import COLLECTED
from staff import answers, words
from staff.audit import timeline
from staff.cases.case_forms import FORMS
from staff.people.people import STANDINGS
from staff.print_room import papers

blueprint = Blueprint("cases", __name__)

PAGE = 25
FIRST_WORDS = "dialogue_received"
AFTER_A_NO = ("keep_on_file", "other_form")
FINDINGS = ("find", "check_orders", "check_visits", "record_age")

# The words of every coded column that the page shows.
LABELS = {
    "channel": CHANNELS,
    "outcome": contact.OUTCOMES,
    "retaliation": contact.RETALIATION,
    "how": contact.VERIFIED_HOW,
    "finding": case_file.ANSWERS,
    "found": eligibility.FOUND,
    "visits": case_file.VISITS,
    "assessment": assessment.ANSWERS,
    "answer": approach.ANSWERS,
    "decision": signing.DECISIONS,
    "authority": timeline.ROLES,
    "side": preparation.SIDES,
    "part": preparation.ROLES,
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
    rows = case_file.page_of(actor, state, request.args.get("after", ""), PAGE)
    more = rows[PAGE - 1].id if len(rows) > PAGE else ""
    return web.answer(
        "staff/cases.html", rows=rows[:PAGE], state=state, flow=dialogue.FLOW,
        asked=asked, more=more,
    )  # fmt: skip


@dataclass(frozen=True)
class Button:
    """An act that is open to the reader: its words, its page, and what stands in its way yet."""

    action: str
    label: str
    url: str
    missing: str
    look: str


def buttons(actor: Any, case: Any) -> list[Button]:
    """What may be done now: first what moves the case on, then what ends it, last what waits."""
    shown = []
    for row in workflow.actions_for(dialogue.FLOW, actor, case):
        if not _is_called_for(actor, case, row.action):
            continue
        # The act itself collects the post: that is nothing to see to beforehand.
        missing = workflow.in_the_way(dialogue.FLOW, actor, case, row.action, without=COLLECTED)
        url = url_for("acts.show", subject=case.id, action=row.action)
        said = str(gettext(missing)) if missing else ""
        shown.append(Button(row.action, str(gettext(row.label)), url, said, _look(case, row)))
    on = next((one for one in shown if one.look == "on" and not one.missing), None)
    waiting = [one for one in shown if one.missing]
    now = [one for one in shown if not one.missing]
    between = [one for one in now if one is not on and one.look not in ("grave", "finding")]
    return [
        *(replace(one, look="") for one in now if one is on),
        *(replace(one, look="plain") for one in between),
        *(one for one in now if one.look in ("grave", "finding")),
        *(replace(one, look="link") for one in waiting),
    ]


def _is_called_for(actor: Any, case: Any, action: str) -> bool:
    """Nobody resumes what goes on, or speaks of a no that nobody said."""
    if action == "resume":
        return bool(case.held)
    if action == "record_age":
        return eligibility.is_age_open(case)
    if action in AFTER_A_NO:
        return after_refusal.is_a_no(workflow.Act(case, action, actor, {}, None)) is None
    if action == "name_substitute":
        return policy.current().dialogue.substitute and bool(surrogate.cause_of(case))
    return True


def _look(case: Any, row: Any) -> str:
    if FORMS[row.action].grave:
        return "grave"
    if row.action in FINDINGS and eligibility.is_under_way(case):
        return "finding"  # found late: beside the list, not among the next steps
    if row.action == "name_substitute":  # hers to wish for, and never the next step by itself
        return "plain"
    # The table's first act that moves the case on, and has nothing in its way, stands out.
    return "on" if _moves_on(case, row.target) else "plain"


def _moves_on(case: Any, target: str) -> bool:
    """Whether a state lies ahead, where somebody goes on with it; going back is nothing to urge."""
    order = [state.name for state in dialogue.FLOW.states]
    goes_on = bool(target) and bool(dialogue.FLOW.by_name[target].waiting_on)
    return goes_on and order.index(target) > order.index(case.state)


def _told(case: Any) -> dict[str, Any]:
    lines = timeline.lines("case", case.id)
    return {
        "lines": timeline.folded([line for line in lines if not line.is_reading]),
        "readings": [line for line in lines if line.is_reading],
    }


def _reads(reference: Any) -> str:
    """The code of the words that the person finds on the public site now."""
    try:
        standing = noticeboard.read(reference.digest)
    except Exception:  # noqa: BLE001 - the front door's trouble is no reason to hide a case
        standing = None
    return standing.state if standing and standing.state in WORDS else FIRST_WORDS


@blueprint.get("/cases/<subject>")
@web.requires("case.read", "S12", "S20", "S29")
def show(subject: str) -> web.Answer:
    """One case, opened once and recorded."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    file = case_file.read(actor, case)
    staff_named = words.names_in(
        *(row.by_id for row in file.orders),
        *(one.row.by_id for one in [*file.attempts, *file.findings.values(), *file.signatures]),
        *(one.row.answered_by_id for one in file.assessments),
        *(row.facilitator_id for row in file.assignments),
        *((file.approach.agreed_by_id, file.approach.told_by_id) if file.approach else ()),
        file.person.row.verified_by_id,
    )
    code = _reads(file.reference)
    is_due = publishing.after_telling(case, dialogue.FLOW.by_name[case.state].reads)
    tasks = [task for task in queue.tasks(actor) if task.subject == case.id]
    return web.answer(
        "staff/case.html", file=file, case=case, flow=dialogue.FLOW, tasks=tasks,
        buttons=buttons(actor, case), reads=WORDS[code], is_told=code == is_due,
        groups=case_file.eligibility(file.findings), answer_of=case_file.answer_of, labels=LABELS,
        standings=STANDINGS, names=staff_named, roles=timeline.ROLES,
        agreements=filings.agreements(case), filings=filings.of_case(case),
        filing_kinds=filings.KINDS,
        **_told(case), paper_title=papers.title, is_stale=shared_papers.why_stale,
        is_by_hand=shared_papers.is_by_hand,
        paper_titles=papers.titles(case, web.language()), wrote=answers,
        views=third_parties.about(actor, case), view_kinds=third_parties.KINDS,
        is_double=merging.is_double(actor, case.person),
    )  # fmt: skip
