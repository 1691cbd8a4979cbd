"""The whole eligibility list on one page; what is answered anew is recorded item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort
from flask_babel import gettext

from shared import forms, policy, web
from shared.accounts.sign_in import current_actor
from shared.dialogue import case_file, queries
from shared.records import permissions
from shared.records.permissions import Actor
from shared.records.workflow import NotPermitted, Refused, Stale
from staff.acting import acting
from staff.acting.act_forms import Act, said
from staff.acting.acts import CASE

if TYPE_CHECKING:
    from shared.records.models import DialogueCase

blueprint = Blueprint("checklist", __name__)

# A deferral needs a day: it has the item's own page.
ANSWERS = {code: label for code, label in case_file.ANSWERS.items() if code != "deferred"}


def form_for(**given: object) -> Act:
    """The list's form, in the policy's words."""
    lines = {
        item.id: forms.Select(
            item.label.say(web.language()), lambda: [("", gettext("Open")), *said(ANSWERS)],
            hint=item.help.say(web.language()) if item.help else "", name=f"item_{item.id}",
        )
        for item in policy.current().eligibility_items.values()
    }  # fmt: skip
    return type("Checklist", (Act,), lines)(**given)  # type: ignore[no-any-return]


def _standing(case: DialogueCase) -> dict[str, str]:
    """The answer that stands for each item."""
    items = policy.current().eligibility_items
    found = queries.findings(case)
    return {
        name: case_file.answer_of(items[name], row.finding) for name, row in found.items()
        if name in items
    }  # fmt: skip


def _case(subject: str) -> tuple[Actor, DialogueCase]:
    actor = current_actor()
    return actor, permissions.get_for(actor, "case", subject)


def _page(case: DialogueCase, form: Act, status: int = 200, refused: str = "") -> web.Answer:
    groups: dict[str, list[policy.EligibilityItem]] = {}
    for item in policy.current().eligibility_items.values():
        groups.setdefault(item.group, []).append(form[item.id])
    return web.answer(
        "staff/checklist.html", status=status, case=case, form=form, groups=groups,
        refused=refused, changes=[],
    )  # fmt: skip


@blueprint.get("/cases/<subject>/checklist")
@web.requires("case.read", "S20", "S23", "S24", "S25", "S26", "S31")
def show(subject: str) -> web.Answer:
    """Every item, with the answer that stands."""
    actor, case = _case(subject)
    if acting.transition(CASE, actor, case, "find") is None:
        abort(403)
    return _page(case, form_for(data={"version": case.version} | _standing(case)))


@blueprint.post("/cases/<subject>/checklist")
@web.requires("case.read", "S20", "S23", "S24", "S25", "S26", "S31")
@web.reshows
def record(subject: str) -> web.Answer:
    """Record what was answered anew: all of it, or nothing."""
    actor, case = _case(subject)
    form = form_for()
    if not form.validate_on_submit():
        return _page(case, form, web.form_status())
    items, standing = policy.current().eligibility_items, _standing(case)
    answered = {
        name: case_file.finding_of(items[name], form[name].data) for name in items
        if form[name].data and form[name].data != standing.get(name)
    }  # fmt: skip
    try:
        case_file.record_findings(actor, case, form.version.data, answered)
    except Refused as refused:
        return _page(case, form, 422, gettext(refused.sentence))
    except Stale:
        form.version.process_data(case_file.version_of(case))
        changed = gettext(
            "The case has changed since you opened this page. Look at it, then send again."
        )
        return _page(case, form, 409, changed)
    except NotPermitted:
        abort(403)
    return web.see_other("cases.show", subject=case.id, said="recorded", _anchor="eligibility")
