"""Carrying out an act on a letter, a registration or a delivery: one way for all three.

A refusal shows the sentence and keeps what was typed (422); what somebody changed in the meantime
says so, and keeps it too (409); a button pressed twice does its work once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import gettext

from shared import web
from shared.base.translation import N_
from shared.intake import collecting
from shared.letters import files, queries
from shared.letters.delivery import guards
from shared.records import audit, permissions, workflow
from shared.records.permissions import Actor
from shared.records.workflow import Refused, Stale, Transition, Workflow
from staff.acting.act_forms import Act
from staff.audit import timeline

UNREACHABLE = N_("The letterbox cannot be reached, so nothing may go out now. Try again later.")
CAME_IN = N_("Post from this person has just come in. Read it first, then try again.")


# A guard that wants the messages collected first, besides those that say so.
_COLLECTING = {guards.post_read}


@dataclass(frozen=True)
class Place:
    """A noun's acts: its workflow, its forms by action, and the page one comes back to."""

    flow: Workflow
    forms: Mapping[str, type[Act]]
    shown_at: str

    @property
    def noun(self) -> str:
        """The noun, as the table of permissions has it."""
        return self.flow.noun

    def events(self, action: str = "") -> set[str]:
        """The events of one action, or of all."""
        rows = self.flow.transitions
        return {row.event for row in rows if action in ("", row.action)}


def transition(place: Place, actor: Actor, subject: Any, action: str) -> Transition | None:
    """The act as this actor may do it now, or None."""
    rows = workflow.actions_for(place.flow, actor, subject)
    return next((row for row in rows if row.action == action), None)


def buttons(place: Place, actor: Actor, subject: Any, but: tuple[str, ...] = ()) -> list[Any]:
    """What may be done now, each once; acts that have a page of their own are left out."""
    rows = workflow.actions_for(place.flow, actor, subject)
    return [
        row for row in rows
        if row.action in place.forms and row.action not in but and _makes_sense(row, subject)
    ]  # fmt: skip


def look(place: Place, row: Transition, first: str = "plain") -> str:
    """How an act's button looks: what cannot be taken back is grave wherever it stands."""
    return "grave" if place.forms[row.action].grave else first


# Acts of a delivery that only one way of reaching the person has.
_MANNERS = {"confirm_address": "post", "print": "post", "hand_over": "hand",
            "read_aloud": "read_aloud"}  # fmt: skip


def _makes_sense(row: Transition, subject: Any) -> bool:
    """Whether a button would lead anywhere: the guards decide, this only spares a dead end."""
    if row.action == "resume":
        return bool(subject.held)
    if row.action == "disclose":
        return bool(queries.facts_to_tell(subject))
    if row.action == "take_newer":
        return queries.is_newer_banked(subject)
    if row.action == "reject":
        return bool(subject.state == "escalated")  # under review, the checklist rejects
    wanted = _MANNERS.get(row.action)
    return wanted is None or subject.manner == wanted


def show(place: Place, subject_id: str, action: str) -> web.Answer:
    """The form of one act."""
    actor, subject = _get(place, subject_id, action)
    row = transition(place, actor, subject, action)
    if row is None:
        abort(403)
    form = place.forms[action](formdata=None, data={"version": subject.version})
    form.offer(subject, actor)
    return page(place, subject, row, form)


def _get(place: Place, subject_id: str, action: str) -> tuple[Actor, Any]:
    from shared.accounts.sign_in import current_actor  # noqa: PLC0415  # needs a request

    actor = current_actor()
    subject = permissions.get_for(actor, place.noun, subject_id)
    if action not in place.forms:
        abort(404)
    return actor, subject


def page(
    place: Place, subject: Any, row: Transition, form: Act, status: int = 200, **more: Any
) -> web.Answer:
    """The form as a page."""
    said = {"refused": "", "changes": []} | more
    return web.answer(
        "staff/letters/act.html", status=status, place=place, subject=subject, row=row, form=form,
        **said,
    )  # fmt: skip


def perform(place: Place, subject_id: str, action: str) -> web.Answer:
    """Carry out one act from its own form."""
    actor, subject = _get(place, subject_id, action)
    form = place.forms[action]()
    form.offer(subject, actor)

    def again(row: Transition, status: int, refused: str) -> web.Answer:
        return page(place, subject, row, form, status, refused=refused)

    return attempt(place, actor, subject, action, form, form.facts, again)


def attempt(
    place: Place, actor: Actor, subject: Any, action: str, form: Any,
    facts: Callable[[], dict[str, Any]], again: Callable[[Transition, int, str], web.Answer],
    said: str = "recorded",
) -> web.Answer:  # fmt: skip
    """One act, from whatever form it has: `again` shows that form with a status and a sentence."""
    if is_repeat(place, actor, subject, action, form.version.data):
        return _shown(place, actor, subject, said)
    row = transition(place, actor, subject, action)
    if row is None:
        return changed(place, actor, subject, form)
    if not form.validate_on_submit():
        return again(row, web.form_status(), "")
    try:
        if row.collects or not _COLLECTING.isdisjoint(row.guards):
            collect(subject)
        workflow.perform(place.flow, subject.id, action, actor, form.version.data, **facts())
    except Refused as refused:
        form.ask_again()
        return again(row, 422, gettext(refused.sentence))
    except (Stale, workflow.NotPermitted):
        now = permissions.get_for(actor, place.noun, subject.id)
        return changed(place, actor, now, form)
    return _shown(place, actor, subject, said)


def _shown(place: Place, actor: Actor, subject: Any, said: str) -> web.Answer:
    mine = permissions.scope(actor, place.noun).where(place.flow.model.id == subject.id)
    if mine.exists():
        return web.see_other(place.shown_at, subject=subject.id, said=said)
    return web.see_other("queue.show", said=said)  # it is another facility's now


def collect(subject: Any) -> None:
    """Law 5: nothing goes while the person's word may lie uncollected.  Raises Refused."""
    registration = getattr(subject, "registration", subject)
    before = files.post_count(registration)
    try:
        collecting.collect()
    except Exception as error:
        raise Refused(UNREACHABLE) from error
    if files.post_count(registration) != before:
        raise Refused(CAME_IN)


def is_repeat(place: Place, actor: Actor, subject: Any, action: str, seen: int | None) -> bool:
    """Whether this very form was sent before and did its work: a button pressed twice."""
    if seen is None or subject.version != seen + 1:
        return False
    last = _changes(place, subject, 1)
    return bool(last) and last[0].actor == actor.id and last[0].event in place.events(action)


def _changes(place: Place, subject: Any, count: int) -> list[Any]:
    events = place.events()
    rows = [row for row in audit.timeline(place.noun, subject.id) if row.event in events]
    return rows[::-1][:count]


def changed(place: Place, actor: Actor, subject: Any, form: Any) -> web.Answer:
    """Somebody acted in between, or the act is not open to this actor at all."""
    seen = form.version.data
    if seen is None or seen >= subject.version:
        raise workflow.NotPermitted(place.noun)
    # Who did what is for the unit; a facility learns only that the letter moved on.
    tells = actor.has("planner") or actor.has("coordinator") or actor.has("advocate")
    rows = _changes(place, subject, subject.version - seen) if tells else []
    return web.answer(
        "staff/letters/changed.html", status=409, place=place, subject=subject,
        changes=timeline.read(rows), typed=_typed(form),
    )  # fmt: skip


def _typed(form: Any) -> list[Any]:
    return [f for f in form.questions if f.kind in ("words", "line") and f.shown]
