"""Carrying out an act: one pipeline and one page for every noun.

A refusal shows the sentence and keeps what was typed (422).  What someone changed in the meantime
says who and what, and keeps it too (409).  A button pressed twice does its work once.  What must
not leave while a message of the person may wait unread collects the messages first (law 5).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from flask import abort, request, url_for
from flask_babel import gettext

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.base.values import Values
from shared.intake import collecting
from shared.records import audit, permissions, workflow
from shared.records.permissions import Actor
from shared.records.workflow import AnyTransition, AnyWorkflow, Refused, Stale
from staff.acting import step_up
from staff.acting.act_forms import Act
from staff.audit import timeline

if TYPE_CHECKING:
    from shared.records.models import AuditEntry
    from shared.records.models.base import Subject

UNREACHABLE = N_("The website's messages cannot be reached, so nothing can be sent now. Try later.")
CAME_IN = N_("A new message arrived from the website. Read it first, then try again.")

Again = Callable[[AnyTransition, int, str], web.Answer]


@dataclass(frozen=True)
class Place:
    """A noun's acts: its workflow, its forms by action, and where its pages are.

    `shown_at` is the endpoint one comes back to.
    `messages_about` counts the messages from the website that concern a subject; an act that
    `leads_to` another page says so.
    """

    flow: AnyWorkflow
    forms: Mapping[str, type[Act]]
    shown_at: str
    messages_about: Callable[[Any], int]
    is_late: Callable[[Any, str], bool] = lambda _subject, _action: False
    leads_to: Callable[[Any, str], web.Answer | None] = lambda _subject, _action: None

    def __post_init__(self) -> None:
        """The form of each act that steps up asks for the code."""
        marked = {row.action for row in self.flow.transitions if row.steps_up}
        forms = {
            action: step_up.asking(form) if action in marked else form
            for action, form in self.forms.items()
        }
        object.__setattr__(self, "forms", forms)

    @property
    def noun(self) -> str:
        """The noun, as the table of permissions has it."""
        return self.flow.noun

    @property
    def act_at(self) -> str:
        """The endpoint of an act's own page (see `acts`)."""
        return f"acts.{self.noun}"

    def events(self, action: str = "") -> set[str]:
        """The events of one action, or of all."""
        rows = self.flow.transitions
        return {row.event for row in rows if action in ("", row.action)}


@dataclass(frozen=True)
class Button:
    """An act that is open to the reader: its words, its page, and what is missing before it."""

    action: str
    label: str
    url: str
    missing: str
    look: str


def transition(place: Place, actor: Actor, subject: Subject, action: str) -> AnyTransition | None:
    """The act as this actor may do it now, or None."""
    rows = workflow.actions_for(place.flow, actor, subject)
    return next((row for row in rows if row.action == action), None)


def buttons(
    place: Place, actor: Actor, subject: Subject, but: tuple[str, ...] = ()
) -> list[Button]:
    """What may be done now: what comes next first, then what ends it, last what is not open yet.

    Acts that have a page of their own are left out, and those in `but`.
    """
    shown = []
    for row in workflow.actions_for(place.flow, actor, subject):
        if row.action not in place.forms or row.action in but:
            continue
        if not workflow.is_offered(row, subject):
            continue
        # The act itself collects the messages: there is nothing to see to beforehand.
        missing = workflow.in_the_way(
            place.flow, actor, subject, row.action, without=row.collecting
        )
        url = url_for(place.act_at, subject=subject.id, action=row.action)
        said = str(gettext(missing)) if missing else ""
        label = str(gettext(row.label))
        shown.append(Button(row.action, label, url, said, _look(place, subject, row)))
    return _in_order(shown)


def _look(place: Place, subject: Subject, row: AnyTransition) -> str:
    if place.forms[row.action].grave:
        return "grave"
    if place.is_late(subject, row.action):
        return "finding"
    return "on" if subject.state in row.next_in or _moves_on(place, subject, row) else "plain"


def _moves_on(place: Place, subject: Subject, row: AnyTransition) -> bool:
    """Whether a state ahead waits for someone; going back is nothing to urge."""
    if not row.target or row.next_in:
        return False
    order = [state.name for state in place.flow.states]
    goes_on = bool(place.flow.by_name[row.target].waiting_on)
    return goes_on and order.index(row.target) > order.index(subject.state)


def _in_order(shown: list[Button]) -> list[Button]:
    waiting = [one for one in shown if one.missing]
    now = [one for one in shown if not one.missing]
    on = next((one for one in now if one.look == "on"), None)
    last = [one for one in now if one.look in ("grave", "finding")]
    between = [one for one in now if one is not on and one not in last]
    return [
        *(replace(one, look="") for one in now if one is on),
        *(replace(one, look="plain") for one in between),
        *last,
        *(replace(one, look="link") for one in waiting),
    ]


def show(place: Place, subject_id: str, action: str) -> web.Answer:
    """The form of one act."""
    actor, subject = _get(place, subject_id, action)
    row = transition(place, actor, subject, action)
    if row is None:
        abort(403)
    given = {"version": subject.version}
    if "item" in request.args:
        given["item"] = request.args["item"][:60]
    form = place.forms[action](formdata=None, data=given)
    form.offer(subject, actor)
    return page(place, subject, row, form)


def _get(place: Place, subject_id: str, action: str) -> tuple[Actor, Any]:
    actor = current_actor()
    subject = permissions.get_for(actor, place.noun, subject_id)
    if action not in place.forms:
        abort(404)
    return actor, subject


def page(
    place: Place, subject: Subject, row: AnyTransition, form: Act, status: int = 200, **more: object
) -> web.Answer:
    """The form as a page."""
    said: Values = {"refused": "", "changes": []} | more
    return web.answer(
        "staff/act.html", status=status, place=place, subject=subject, row=row, form=form, **said
    )


def perform(place: Place, subject_id: str, action: str) -> web.Answer:
    """Carry out one act from its own form."""
    actor, subject = _get(place, subject_id, action)
    form = place.forms[action]()
    form.offer(subject, actor)

    def again(row: AnyTransition, status: int, refused: str) -> web.Answer:
        return page(place, subject, row, form, status, refused=refused)

    return attempt(place, actor, subject, action, form, form.facts, again)


def attempt(
    place: Place, actor: Actor, subject: Subject, action: str, form: forms.Form,
    facts: Callable[[], Values], again: Again, said: str = "recorded",
    gone: Callable[[Any], web.Answer] | None = None, done: Callable[[], web.Answer] | None = None,
) -> web.Answer:  # fmt: skip
    """One act, from whatever form it has.

    `again` shows that form with a status and a sentence; `gone` and `done` are given where the
    pages of the noun are not the reader's to see.
    """
    seen = form.version.data if "version" in form else None
    done = done or (lambda: _shown(place, actor, subject, action, said))
    gone = gone or (lambda now: changed(place, actor, now, form, action))
    if is_repeat(place, actor, subject, action, seen):
        return done()
    row = transition(place, actor, subject, action)
    if row is None:
        return gone(subject)
    if not form.validate_on_submit():
        return again(row, web.form_status(), "")
    try:
        if row.collects:
            collect(place, subject)
        given = facts()
        if row.steps_up and not _is_confirmed(place, actor, subject, row, form, given):
            form.ask_again()
            return again(row, 422, "")
        workflow.perform(place.flow, subject.id, action, actor, seen, **given)
    except Refused as refused:
        form.ask_again()
        return again(row, 422, gettext(refused.sentence))
    except (Stale, workflow.NotPermitted):
        return gone(permissions.get_for(actor, place.noun, subject.id))
    return done()


def _is_confirmed(
    place: Place,
    actor: Actor,
    subject: Subject,
    row: AnyTransition,
    form: forms.Form,
    given: Values,
) -> bool:
    """Whether the code is right.  Raises Refused or Stale, before it is used up, if all is not."""
    if subject.version != (form.version.data if "version" in form else subject.version):
        raise Stale(place.noun)
    refused = workflow.why_not(place.flow, actor, subject, row.action, **given)
    if refused:
        raise Refused(refused)
    return step_up.is_confirmed(form, f"{place.noun}.{row.action} {subject.id}")


def _shown(place: Place, actor: Actor, subject: Subject, action: str, said: str) -> web.Answer:
    mine = permissions.scope(actor, place.noun).where(place.flow.model.id == subject.id)
    if mine.exists():
        shown = place.leads_to(subject, action)
        return shown or web.see_other(place.shown_at, subject=subject.id, said=said)
    return web.see_other("queue.show", said=said)  # it is another facility's now


def collect(place: Place, subject: Subject) -> None:
    """Law 5: nothing goes while the person's word may wait unread.  Raises Refused."""
    before = place.messages_about(subject)
    try:
        collecting.collect()
    except Exception as error:
        raise Refused(UNREACHABLE) from error
    # What a message changed is told as any other change, by the version that moved on.
    model = place.flow.model
    is_same = model.select().where((model.id == subject.id) & (model.version == subject.version))
    if place.messages_about(subject) != before and is_same.exists():
        raise Refused(CAME_IN)


def is_repeat(place: Place, actor: Actor, subject: Subject, action: str, seen: int | None) -> bool:
    """Whether this very form was sent before and did its work: a button pressed twice."""
    if seen is None or subject.version != seen + 1:
        return False
    last = _changes(place, subject, 1)
    return bool(last) and last[0].actor == actor.id and last[0].event in place.events(action)


def _changes(place: Place, subject: Subject, count: int) -> list[AuditEntry]:
    """The last acts on a subject, as entries of the log, newest first."""
    events = place.events()
    rows = [row for row in audit.timeline(place.noun, subject.id) if row.event in events]
    return rows[::-1][:count]


def changed(
    place: Place, actor: Actor, subject: Subject, form: forms.Form, action: str = ""
) -> web.Answer:
    """Someone acted in between, or the act is not open to this actor at all.

    An act with a page of its own that is still open is shown again, with what changed.
    """
    seen = form.version.data
    if seen is None or seen >= subject.version:
        raise workflow.NotPermitted(place.noun)
    # Who did what is for the unit; a facility learns only that the letter moved on.
    tells = actor.has("planner") or actor.has("coordinator") or actor.has("advocate")
    tells = tells or actor.has("facilitator")
    rows = _changes(place, subject, subject.version - seen) if tells else []
    changes = timeline.read(rows)
    row = transition(place, actor, subject, action) if action in place.forms else None
    if row is not None and isinstance(form, place.forms[action]):
        form.version.process_data(subject.version)
        form.validate()
        return page(place, subject, row, form, 409, changes=changes)
    return web.answer(
        "staff/changed.html", status=409, place=place, subject=subject, changes=changes,
        typed=[one for one in form.questions if one.kind in ("words", "line") and one.shown],
    )  # fmt: skip
