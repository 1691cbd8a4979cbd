"""The record of preparation and dialogue: what was written, for those who carry the case."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext, ngettext

from shared import policy, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.dialogue import follow_up, meeting, participants, preparation, written
from shared.records import permissions
from staff import words
from staff.acting.act_forms import codes

if TYPE_CHECKING:
    from shared.records.reading import Opened

blueprint = Blueprint("record", __name__)

POINTS = {name: label for side in preparation.CRITERIA.values() for name, label in side.items()}
BOTH = {"person_harmed": N_("The person harmed"), "offender": N_("The {offender}")}
REVIEWED = {"ready": N_("Everyone is ready"), "more": N_("More preparation is needed")}

# What stands in the columns of each table, in the order in which it is read, with its words.
COLUMNS: dict[str, dict[str, dict[str, str]]] = {
    "Session": {"held_on": {}, "side": participants.SIDES, "kind": preparation.SESSION_KINDS,
                "facilitator_id": {}},
    "Readiness": {"made_at": {}, "side": participants.SIDES, "criterion": POINTS,
                  "finding": preparation.MET, "by_id": {}},
    "DivisionReview": {"made_at": {}, "decision": REVIEWED, "by_id": {}},
    "Visit": {"starts_at": {}, "form": {}, "place": meeting.PLACES, "by_id": {},
              "arranged": meeting.ARRANGEMENTS},
    "Meeting": {"held_on": {}, "ended": meeting.ENDED, "pauses": {}, "facilitator_id": {}},
    "FollowUp": {"due_on": {}, "done_on": {}, "side": participants.SIDES, "kind": follow_up.KINDS,
                 "outcome": follow_up.OUTCOMES, "by_id": {}},
}  # fmt: skip


def _said(column: str, value: object, labels: dict[str, str]) -> str:
    """What stands in one column, in the reader's language; empty if nothing does."""
    if value in (None, "", "[]"):
        return ""
    if column == "arranged":
        return "; ".join(gettext(labels.get(one, one)) for one in json.loads(str(value)))
    if column == "form":
        return dict(codes("forms", of=policy.current().dialogue)).get(str(value), str(value))
    if isinstance(value, datetime):
        return words.moment(value)
    if column == "due_on":
        return gettext("due %(day)s", day=words.day(value)) if isinstance(value, date) else ""
    if isinstance(value, date):
        return words.day(value)
    if column == "pauses":
        return str(ngettext("%(num)s pause", "%(num)s pauses", value))
    return gettext(labels[str(value)]) if str(value) in labels else str(value)


def _lines(part: written.Part, names: dict[str, str]) -> list[tuple[Opened, list[str], list[str]]]:
    """Each row with what its columns say, and with the parts of those who are named in it."""
    lines = []
    for one in part.rows:
        columns = COLUMNS[part.table].items()
        given = [(name, getattr(one.row, name), labels) for name, labels in columns]
        told = [
            names.get(value, "") if name.endswith("_id") else _said(name, value, labels)
            for name, value, labels in given
        ]
        people = getattr(one.row, "participants", "") or getattr(one.row, "present", "") or "[]"
        lines.append((one, [line for line in told if line], json.loads(people)))
    return lines


@blueprint.get("/cases/<subject>/record")
@web.requires("case.read", "S17", "S20", "S21", "S42")
def show(subject: str) -> web.Answer:
    """All that was written on the way of a case."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    record = written.read(actor, case)
    rows = [one.row for part in record.parts for one in part.rows]
    names = words.names_in(
        *(getattr(row, name, None) for row in rows for name in ("by_id", "facilitator_id"))
    )
    return web.answer(
        "staff/record.html", case=case, people=record.people, both=BOTH,
        parts=[(part, _lines(part, names)) for part in record.parts],
    )  # fmt: skip
