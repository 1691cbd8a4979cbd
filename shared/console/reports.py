"""Figures of the service, with small cells suppressed.

A cell below `LEAST` is not shown.  Nor may it be found by subtraction: as long as what is hidden in
a group could be told from its total, the smallest cell that is shown is hidden too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from shared import dialogue, letters, policy
from shared.base import clock
from shared.base.translation import N_
from shared.intake.third_parties import RATINGS
from shared.policy import Text
from shared.records.models import AuditEntry, Complaint, DialogueCase
from shared.records.workflow import AnyWorkflow

LEAST = 5

Label = str | Text


@dataclass(frozen=True)
class Row:
    """A line: a label (to be translated, or in both languages) and a figure, None if hidden."""

    label: Label
    figure: int | None


@dataclass(frozen=True)
class Table:
    """A group of figures and their total."""

    name: str
    title: str
    unit: str
    rows: list[Row]
    total: int | None = None
    has_total: bool = True


def suppress(cells: list[int], *, hide_total: bool = False) -> tuple[list[int | None], int | None]:
    """The cells as they may be shown, and their total as it may be shown."""
    total = sum(cells)
    hidden = {n for n, value in enumerate(cells) if value < LEAST}
    show_total = total >= LEAST and not hide_total
    while _is_telling(cells, hidden, show_total):
        shown = [n for n in range(len(cells)) if n not in hidden]
        if not shown:
            show_total = False
            break
        hidden.add(min(shown, key=lambda n: (cells[n], n)))
    visible = [None if n in hidden else value for n, value in enumerate(cells)]
    return visible, total if show_total else None


def _is_telling(cells: list[int], hidden: set[int], show_total: bool) -> bool:
    """Whether what is hidden can be told from the rest."""
    if not show_total:
        # Without a total, all cells shown would add up to it.
        return bool(cells) and not hidden
    return bool(hidden) and (len(hidden) == 1 or sum(cells[n] for n in hidden) < LEAST)


def _table(name: str, title: str, counted: Sequence[tuple[Label, int]], **more: bool) -> Table:
    cells, total = suppress([count for _, count in counted], **more)
    rows = [Row(label, cell) for (label, _), cell in zip(counted, cells, strict=True)]
    return Table(name, title, N_("Number"), rows, total)


def _by_state(flow: AnyWorkflow) -> Counter[str]:
    return Counter(row.state for row in flow.model.select(flow.model.state))


def _requests() -> list[Table]:
    flow, counts = dialogue.FLOW, _by_state(dialogue.FLOW)
    is_open = {state.name: state.open for state in flow.states}
    carried = sum(count for state, count in counts.items() if is_open[state])
    ended = sum(count for state, count in counts.items() if not is_open[state])
    whole = _table("requests", N_("Requests for a dialogue"),
                   [(N_("Open cases"), carried), (N_("Closed"), ended)])  # fmt: skip
    # A figure hidden above must not come back as the total of a table below.
    shown = {row.label: row.figure for row in whole.rows}
    stages = [(state.label, counts[state.name]) for state in flow.states if state.open]
    reasons = Counter(
        row.closure for row in DialogueCase.select(DialogueCase.closure)
        .where(DialogueCase.closure != "")
    )  # fmt: skip
    codes = [(code.label, reasons[code.id]) for code in policy.current().closure_codes.values()]
    return [
        whole,
        _table("stages", N_("Open cases, by stage"), stages,
               hide_total=shown["Open cases"] is None),
        _table("reasons", N_("Closed, by reason"), codes, hide_total=shown["Closed"] is None),
    ]  # fmt: skip


_STEPS = (
    ("case.opened", N_("to the eligibility check")),
    ("case.assessment_asked", N_("to the assessment request")),
    ("case.offender_told", N_("to telling the {offender}")),
    ("case.signatures_asked", N_("to asking for signatures")),
    ("case.facilitator_assigned", N_("to a facilitator")),
    ("case.dialogue_held", N_("to the dialogue")),
)


def _medians() -> Table:
    begun: dict[str, datetime] = {}
    reached: dict[str, dict[str, datetime]] = {event: {} for event, _ in _STEPS}
    wanted = ["case.received", *reached]
    for row in AuditEntry.select().where(AuditEntry.event << wanted).order_by(AuditEntry.seq):
        if row.event == "case.received":
            begun[row.subject] = row.at
        else:
            reached[row.event].setdefault(row.subject, row.at)
    rows = []
    for event, label in _STEPS:
        days = [(at - begun[case]).days for case, at in reached[event].items() if case in begun]
        rows.append(Row(label, round(median(days)) if len(days) >= LEAST else None))
    return Table("medians", N_("Median time from the request"), N_("Days"), rows,
                 has_total=False)  # fmt: skip


def _bank() -> list[Table]:
    return [
        _table(name, title, [(state.label, counts[state.name]) for state in flow.states])
        for name, title, flow in (
            ("letters", N_("Letters"), letters.LETTER),
            ("registrations", N_("Notification requests"), letters.REGISTRATION),
            ("deliveries", N_("Letters on their way to people"), letters.DELIVERY),
        )
        for counts in [_by_state(flow)]
    ]


def _views() -> list[Table]:
    """Complaints, and what people said of a dialogue or a letter (S51)."""
    rows = list(Complaint.select())
    complaints = [row for row in rows if row.kind == "complaint"]
    views = [row for row in rows if row.kind == "evaluation"]
    zone = policy.current().zone
    late = [
        row
        for row in complaints
        if row.answered_at and row.due_on and clock.local(row.answered_at, zone).date() > row.due_on
    ]
    waiting = [row for row in complaints if not row.answered_at]
    in_time = len(complaints) - len(late) - len(waiting)
    nouns = Counter(row.noun for row in views)
    ratings = Counter(row.rating for row in views)
    return [
        _table("complaints", N_("Complaints"), [
            (N_("Answered in time"), in_time), (N_("Answered late"), len(late)),
            (N_("Not answered yet"), len(waiting)),
        ]),
        _table("views", N_("Feedback after a dialogue or letter"), [
            (N_("About a dialogue"), nouns["case"]), (N_("About a letter"), nouns["registration"]),
            (N_("Not linked to a request"), nouns[""]),
        ]),
        _table("ratings", N_("How it was for people"), [
            *((label, ratings[code]) for code, label in RATINGS.items()),
            (N_("Not said"), ratings[""]),
        ]),
    ]  # fmt: skip


def tables() -> list[Table]:
    """Every table of the report."""
    return [*_requests(), _medians(), *_bank(), *_views()]
