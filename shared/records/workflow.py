"""State and the one door through which it changes.  No word of any service is in here.

A workflow is two tables: states, and transitions.  `perform()` is the only function that writes
a subject's state, version or hold.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shared.base import clock, db
from shared.base.translation import N_
from shared.records import audit, permissions
from shared.records.events import EVENTS
from shared.records.permissions import Actor

ANY = "*"  # a transition's source: every open state
KEEP = "="  # a state's `until_told`: whatever the page says already


@dataclass(frozen=True)
class State:
    """A state: what staff call it, who must act next, and what the person reads.

    `reads` is a code of `shared.frontdoor.wording`.  A state with `until_told` is *call first*:
    the page shows that code (or, with KEEP, goes on saying what it says) until a person has been
    told, or chose to read news there.
    """

    name: str
    label: str
    waiting_on: str
    reads: str
    until_told: str = ""
    open: bool = True


@dataclass
class Act:
    """One attempt to act, as guards and effects see it."""

    subject: Any
    action: str
    actor: Actor
    facts: dict[str, Any]
    entry: audit.Entry


Guard = Callable[[Act], str | None]
Effect = Callable[[Act], None]


@dataclass(frozen=True)
class Transition:
    """From, action, to, by whom, guard, effects.  An empty target keeps the state."""

    source: str
    action: str
    target: str
    by: tuple[str, ...]
    event: str
    label: str
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    while_held: bool = False
    hidden: bool = False  # never a button: performed by the worker or by another act


@dataclass(frozen=True)
class Workflow:
    """The two tables of one noun, and the effects that every transition has."""

    noun: str
    model: Any
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    after: tuple[Effect, ...] = ()
    by_name: dict[str, State] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {state.name: state for state in self.states})

    def rows(self, state: str, action: str | None = None) -> list[Transition]:
        """The transitions that leave `state`, of one action if it is named."""
        wild = self.by_name[state].open
        return [
            row for row in self.transitions
            if (row.source == state or (row.source == ANY and wild))
            and action in (None, row.action)
        ]  # fmt: skip


class Refused(Exception):
    """The act may not happen now; `sentence` says why and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotPermitted(Exception):
    """This actor may not do this to this subject."""


class Stale(Exception):
    """Someone changed the subject since it was seen; nothing was done."""


HELD = N_("This is on hold. Take it off hold first, if that is right.")


def _row(flow: Workflow, subject: Any, action: str) -> Transition | None:
    rows = flow.rows(subject.state, action)
    return rows[0] if rows else None


def _permitted(flow: Workflow, row: Transition, actor: Actor, subject: Any) -> bool:
    return permissions.holds(actor, row.by, flow.noun, subject)


def actions_for(flow: Workflow, actor: Actor, subject: Any) -> list[Transition]:
    """What this actor may do to `subject` now: the buttons.  Guards are asked on the act."""
    seen: dict[str, Transition] = {}
    for row in flow.rows(subject.state):
        if row.hidden or (subject.held and not row.while_held):
            continue
        if row.action not in seen and _permitted(flow, row, actor, subject):
            seen[row.action] = row
    return list(seen.values())


def why_not(flow: Workflow, actor: Actor, subject: Any, action: str, **facts: Any) -> str | None:
    """The first unmet guard's sentence, without acting; None if the act would go through."""
    row = _row(flow, subject, action)
    if row is None:
        return None
    entry = audit.Entry(actor, row.event, flow.noun, subject.id)
    act = Act(subject, action, actor, dict(facts), entry)
    return next((said for guard in row.guards if (said := guard(act))), None)


class _Unasked(dict[str, Any]):
    """Facts that nobody has been asked for yet: a guard that needs one cannot answer."""

    class Needed(Exception):
        """A guard asked for a fact."""

    def _needed(self, *_: Any) -> Any:
        raise _Unasked.Needed

    __getitem__ = get = __contains__ = pop = setdefault = _needed


def in_the_way(
    flow: Workflow, actor: Actor, subject: Any, action: str, without: tuple[Guard, ...] = ()
) -> str | None:
    """What stands in the way of an act before anything is asked: a guard's sentence, or None.

    Guards that need the facts of the act are left out, and those in `without`.
    """
    row = _row(flow, subject, action)
    entry = audit.Entry(actor, row.event if row else "", flow.noun, subject.id)
    act = Act(subject, action, actor, _Unasked(), entry)
    for guard in row.guards if row else ():
        if guard in without:
            continue
        try:
            said = guard(act)
        except _Unasked.Needed:
            continue
        if said:
            return said
    return None


def start(flow: Workflow, actor: Actor, event: str, facts: dict[str, Any], **columns: Any) -> Any:
    """Make a new subject in the workflow's first state, with its entry."""
    fresh = flow.model.fresh()
    with audit.recorded(actor, event, flow.noun, fresh["id"], **facts):
        return flow.model.create(
            **fresh, state=flow.states[0].name, version=1, since=fresh["made_at"], **columns
        )


def perform(
    flow: Workflow, subject_id: str, action: str, actor: Actor, seen_version: int | None,
    **facts: Any,
) -> Any:  # fmt: skip
    """Carry out one action in one transaction, and give the subject as it is after it.

    `seen_version` is what the actor saw (None for the worker and for the person, whose word
    counts whatever has happened meanwhile).
    Raises NotPermitted, Stale, or Refused with the sentence staff read; then nothing changed.
    """
    with db.write(db.records):
        audit.lock_head()
        subject = flow.model.get_or_none(flow.model.id == subject_id)
        if subject is None:
            raise permissions.Hidden(f"{flow.noun} {subject_id}")
        row = _row(flow, subject, action)
        if row is None or not _permitted(flow, row, actor, subject):
            if seen_version is not None and subject.version != seen_version:
                raise Stale(flow.noun)
            raise NotPermitted(f"{action} {flow.noun} in {subject.state}")
        if seen_version is not None and subject.version != seen_version:
            raise Stale(flow.noun)
        with audit.recorded(actor, row.event, flow.noun, subject.id) as entry:
            _carry_out(flow, row, Act(subject, action, actor, dict(facts), entry))
    return subject


def _carry_out(flow: Workflow, row: Transition, act: Act) -> None:
    subject = act.subject
    if subject.held and not row.while_held:
        raise Refused(HELD)
    for guard in row.guards:
        said = guard(act)
        if said:
            raise Refused(said)
    # The state moves first, so that effects (and acts they perform in turn) see it as it will be.
    target = row.target or subject.state
    if target != subject.state:
        subject.since = clock.now()
    subject.state = target
    subject.version += 1
    _write(flow.model, subject)
    for effect in (*row.effects, *flow.after):
        effect(act)
    act.entry.facts = {**_named(row.event, act.facts), **act.entry.facts}


def _write(model: Any, subject: Any) -> None:
    as_seen = (model.id == subject.id) & (model.version == subject.version - 1)
    changed = model.update(
        state=subject.state, version=subject.version, held=subject.held,
        hold_reason=subject.hold_reason, since=subject.since,
    ).where(as_seen).execute()  # fmt: skip
    if changed != 1:
        raise Stale(model._meta.table_name)


def _named(event: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Those of the given facts that the registry names for the event."""
    return {name: facts[name] for name in EVENTS[event].facts if name in facts}


def hold(act: Act) -> None:
    """Effect: put the subject on hold, for the coded reason in facts."""
    _set_hold(act, True, str(act.facts["reason"]))


def resume(act: Act) -> None:
    """Effect: take the subject off hold."""
    _set_hold(act, False, "")


def turn_back(act: Act, state: str) -> None:
    """Effect: the subject is in an earlier `state` than its row says, by what came to light."""
    act.subject.state, act.subject.since = state, clock.now()
    model = type(act.subject)
    columns = {"state": state, "since": act.subject.since}
    model.update(**columns).where(model.id == act.subject.id).execute()


def _set_hold(act: Act, held: bool, reason: str) -> None:
    act.subject.held, act.subject.hold_reason = held, reason
    model = type(act.subject)
    model.update(held=held, hold_reason=reason).where(model.id == act.subject.id).execute()
