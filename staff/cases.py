"""Dialogue cases: the list, and the page that a planner works from."""

from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext

from shared import dialogue, ids, noticeboard, people, permissions, queue, web, workflow
from shared.dialogue import approach, assessment, casefile, eligibility, preparation, signing
from shared.envelopes import CHANNELS, TIMES
from shared.signin import current_actor
from shared.wording import WORDS
from staff.people import STANDINGS
from staff import papers, timeline, words, wrote

blueprint = Blueprint("cases", __name__)

PAGE = 25
FIRST_WORDS = "dialogue_received"

# The words of every coded column that the page shows.
LABELS = {
    "channel": CHANNELS,
    "outcome": people.OUTCOMES,
    "retaliation": people.RETALIATION,
    "how": people.VERIFIED_HOW,
    "finding": casefile.ANSWERS,
    "found": eligibility.FOUND,
    "visits": casefile.VISITS,
    "assessment": assessment.ANSWERS,
    "answer": approach.ANSWERS,
    "decision": signing.DECISIONS,
    "authority": timeline.ROLES,
    "side": preparation.SIDES,
    "part": preparation.ROLES,
    "times": TIMES,
}


@blueprint.get("/cases")
@web.requires("case.read", "S12", "S20")
def index() -> web.Answer:
    """Cases in my scope, by state, or one by its reference."""
    actor, asked = current_actor(), request.args.get("reference", "")
    if asked.strip():
        found = casefile.by_reference(actor, ids.clean_reference(asked[:60]))
        if found is not None:
            return web.see_other("cases.show", subject=found.id)
    state = request.args.get("state", "")
    state = state if state in dialogue.FLOW.by_name else ""
    rows = casefile.page_of(actor, state, request.args.get("after", ""), PAGE)
    more = rows[PAGE - 1].id if len(rows) > PAGE else ""
    return web.answer(
        "staff/cases.html", rows=rows[:PAGE], state=state, flow=dialogue.FLOW,
        asked=asked.strip()[:60], more=more,
    )  # fmt: skip


def buttons(actor: Any, case: Any) -> list[dict[str, str]]:
    """What may be done now, with what still stands in the way where no facts are needed."""
    return [
        {"label": str(gettext(row.label)), "action": row.action,
         "url": url_for("acts.show", subject=case.id, action=row.action)}
        for row in workflow.actions_for(dialogue.FLOW, actor, case)
    ]  # fmt: skip


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
    file = casefile.read(actor, case)
    staff_named = words.names_in(
        *(row.by_id for row in file.orders),
        *(one.row.by_id for one in [*file.attempts, *file.findings.values(), *file.signatures]),
        *(one.row.answered_by_id for one in file.assessments),
        *(row.facilitator_id for row in file.assignments),
        file.person.row.verified_by_id,
    )
    code = _reads(file.reference)
    is_due = dialogue.FLOW.by_name[case.state].reads
    tasks = [task for task in queue.tasks(actor) if task.subject == case.id]
    return web.answer(
        "staff/case.html", file=file, case=case, flow=dialogue.FLOW, tasks=tasks,
        buttons=buttons(actor, case), reads=WORDS[code], is_told=code == is_due, groups=casefile.eligibility(file.findings),
        answer_of=casefile.answer_of, labels=LABELS, standings=STANDINGS, names=staff_named, roles=timeline.ROLES,
        lines=timeline.lines("case", case.id), paper_title=papers.title,
        paper_titles=papers.titles(web.language()), wrote=wrote,
    )  # fmt: skip
