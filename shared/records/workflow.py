"""State and the one door through which it changes.  No word of any service is in here.

A workflow is two tables: states, and transitions.  `perform()` is the only function that writes
a subject's state, version or hold.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, NoReturn, TypeVar

from shared.base import clock, db
from shared.base.translation import N_
from shared.base.values import Values
from shared.records import audit, awaited, permissions
from shared.records.awaited import Awaited
from shared.records.events import EVENTS
from shared.records.models.base import Subject
from shared.records.permissions import Actor

ANY = "*"  # a transition's source: every open state
KEEP = "="  # a state's `until_told`: whatever the page says already


@dataclass(frozen=True)
class State:
    """A state: what staff call it, who must act next, and what the person reads.

    `reads` is a code of `shared.frontdoor.wording`.  A state with `until_told` is *call first*:
    the page shows that code (or, with KEEP, goes on saying what it says) until a person has been
    told, or chose to read news there.  One that `rests` waits for no act of staff: who is named
    looks at it after the policy's time.
    """

    name: str
    label: str
    waiting_on: str
    reads: str
    until_told: str = ""
    open: bool = True
    rests: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of one attempt to act, from form to guard to effect to event.

    Each act that asks for something has a dataclass of its own, made from this one.
    """


F_co = TypeVar("F_co", bound=Facts, covariant=True)
F_contra = TypeVar("F_contra", bound=Facts, contravariant=True)
S = TypeVar("S", bound=Subject)


@dataclass(frozen=True)
class Act(Generic[F_co]):
    """One attempt to act, as guards and effects see it.

    Effects see the subject in the state the act leads to; `state_before` is the one it came from.
    """

    subject: Any  # a row of the noun's model: a guard names its own in what it hands it to
    action: str
    actor: Actor
    facts: F_co
    entry: audit.Entry
    state_before: str = ""


@dataclass(frozen=True)
class Guard(Generic[F_contra]):
    """A condition of an act: a predicate, true when all is well, and what staff read when not.

    One that `collects` wants the messages from the website collected before it is asked (law 5).
    """

    predicate: Callable[[Act[F_contra]], bool]
    sentence: str
    collects: bool = False

    def unmet(self, act: Act[F_contra]) -> str | None:
        """The sentence, if the condition does not hold."""
        return None if self.predicate(act) else self.sentence


Effect = Callable[[Act[F_contra]], None]


@dataclass(frozen=True)
class Transition(Generic[F_contra]):
    """From, action, to, by whom, guards, effects.

    `source` is one state, several, or ANY open one; an empty target keeps the state.  An act is
    `offered` as a button while that predicate of the subject holds, and comes first on the page in
    the states of `next_in`, where it is what the work most likely goes on with.  While it is
    `awaited`, it is in the queue of the one who should do it (law 12).
    """

    source: str | tuple[str, ...]
    action: str
    target: str
    by: tuple[str, ...]
    event: str
    label: str
    facts: type[F_contra] | None = None
    guards: tuple[Guard[F_contra], ...] = ()
    effects: tuple[Effect[F_contra], ...] = ()
    while_held: bool = False
    hidden: bool = False  # never a button: performed by the worker or by another act
    steps_up: bool = False  # the page asks for a one-time code, for this act alone
    offered: Callable[[Any], bool] | None = None
    next_in: tuple[str, ...] = ()
    awaited: Awaited | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """The states it leaves, or ANY."""
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def collecting(self) -> tuple[Guard[F_contra], ...]:
        """Its guards that want the messages from the website collected first (law 5)."""
        return tuple(guard for guard in self.guards if guard.collects)

    @property
    def collects(self) -> bool:
        """Whether the messages from the website are collected before it is carried out (law 5)."""
        return bool(self.collecting)


# What a table has: transitions and guards, each with facts of its own.
AnyTransition = Transition[Any]
AnyGuard = Guard[Any]


@dataclass(frozen=True)
class Workflow(Generic[S]):
    """The two tables of one noun, and the effects that every transition has."""

    noun: str
    model: type[S]
    states: tuple[State, ...]
    transitions: tuple[AnyTransition, ...]
    after: tuple[Effect[Any], ...] = ()
    by_name: dict[str, State] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {state.name: state for state in self.states})
        FLOWS.setdefault(self.noun, self)

    def rows(self, state: str, action: str | None = None) -> list[AnyTransition]:
        """The transitions that leave `state`, of one action if it is named."""
        wild = self.by_name[state].open
        return [
            row for row in self.transitions
            if (state in row.sources or (ANY in row.sources and wild))
            and action in (None, row.action)
        ]  # fmt: skip


AnyWorkflow = Workflow[Any]
FLOWS: dict[str, AnyWorkflow] = {}  # each by its noun, as the tables are loaded


class Refused(Exception):
    """The act may not happen now; `sentence` says why and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotPermitted(Exception):
    """This actor may not do this to this subject."""


class Stale(Exception):
    """Someone changed the subject since it was seen; nothing was done."""


HELD = N_("This is on hold. If that is right, take it off hold first.")


def _row(flow: Workflow[S], subject: S, action: str) -> AnyTransition | None:
    rows = flow.rows(subject.state, action)
    return rows[0] if rows else None


def _permitted(flow: Workflow[S], row: AnyTransition, actor: Actor, subject: S) -> bool:
    return permissions.holds(actor, row.by, flow.noun, subject)


def actions_for(flow: Workflow[S], actor: Actor, subject: S) -> list[AnyTransition]:
    """What this actor may do to `subject` now: the buttons, what most likely comes next first.

    Guards are asked on the act.
    """
    seen: dict[str, AnyTransition] = {}
    for row in flow.rows(subject.state):
        if row.hidden or (subject.held and not row.while_held):
            continue
        if row.action not in seen and _permitted(flow, row, actor, subject):
            seen[row.action] = row
    return sorted(seen.values(), key=lambda row: subject.state not in row.next_in)


def is_offered(row: AnyTransition, subject: Subject) -> bool:
    """Whether a button would lead anywhere: the guards decide, this only spares a dead end."""
    return row.offered is None or row.offered(subject)


def made(row: AnyTransition, given: Values) -> Facts:
    """The facts of an act from what was given.  Raises TypeError for one that it does not know."""
    return (row.facts or Facts)(**given)


def _attempt(
    flow: Workflow[S], row: AnyTransition, actor: Actor, subject: S, facts: Facts
) -> Act[Facts]:
    entry = audit.Entry(actor, row.event, flow.noun, subject.id)
    return Act(subject, row.action, actor, facts, entry, subject.state)


def why_not(
    flow: Workflow[S], actor: Actor, subject: S, action: str, **facts: object
) -> str | None:
    """The first unmet guard's sentence, without acting; None if the act would go through."""
    row = _row(flow, subject, action)
    if row is None:
        return None
    act = _attempt(flow, row, actor, subject, made(row, facts))
    return next((said for guard in row.guards if (said := guard.unmet(act))), None)


class _Unasked(Facts):
    """Facts that no one has been asked for yet: a guard that needs one cannot answer."""

    class Needed(Exception):
        """A guard asked for a fact."""

    def __getattr__(self, name: str) -> NoReturn:
        raise _Unasked.Needed(name)


def in_the_way(
    flow: Workflow[S], actor: Actor, subject: S, action: str,
    without: tuple[AnyGuard, ...] = (),
) -> str | None:  # fmt: skip
    """What prevents an act before anything is asked: a guard's sentence, or None.

    Guards that need the facts of the act are left out, and those in `without`.
    """
    row = _row(flow, subject, action)
    if row is None:
        return None
    act = _attempt(flow, row, actor, subject, _Unasked())
    for guard in row.guards:
        if guard in without:
            continue
        try:
            said = guard.unmet(act)
        except _Unasked.Needed:
            continue
        if said:
            return said
    return None


def start(flow: Workflow[S], actor: Actor, event: str, facts: Values, **columns: object) -> S:
    """Make a new subject in the workflow's first state, with its entry."""
    return begin(flow.noun, flow.model, flow.states[0].name, actor, event, facts, **columns)


def begin(
    noun: str, model: type[S], state: str, actor: Actor, event: str, facts: Values,
    **columns: object,
) -> S:  # fmt: skip
    """As `start`, for a table that lies below the other's."""
    fresh = model.fresh()
    with audit.recorded(actor, event, noun, fresh["id"], **facts):
        subject = model.create(**fresh, state=state, version=1, since=fresh["made_at"], **columns)
        ask_next(noun, subject)
    return subject


def ask_next(noun: str, subject: Subject) -> None:
    """After a change that is not the subject's own: ask for what it waits for now."""
    awaited.ask_next(FLOWS[noun], subject)


def perform(
    flow: Workflow[S], subject_id: str, action: str, actor: Actor, seen_version: int | None,
    **facts: object,
) -> S:  # fmt: skip
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
            act = Act(subject, action, actor, made(row, facts), entry, subject.state)
            _carry_out(flow, row, act)
    return subject


def _carry_out(flow: Workflow[S], row: AnyTransition, act: Act[Facts]) -> None:
    subject = act.subject
    if subject.held and not row.while_held:
        raise Refused(HELD)
    for guard in row.guards:
        said = guard.unmet(act)
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
    awaited.ask_next(flow, subject, row.action, act.actor)
    act.entry.facts = {**_named(row.event, act.facts), **act.entry.facts}


def _write(model: type[S], subject: S) -> None:
    as_seen = (model.id == subject.id) & (model.version == subject.version - 1)
    changed = model.update(
        state=subject.state, version=subject.version, held=subject.held,
        hold_reason=subject.hold_reason, since=subject.since,
    ).where(as_seen).execute()  # fmt: skip
    if changed != 1:
        raise Stale(model._meta.table_name)


def _named(event: str, facts: Facts) -> Values:
    """Those of the given facts that the registry names for the event."""
    known = vars(facts)
    return {name: known[name] for name in EVENTS[event].facts if name in known}


@dataclass(frozen=True)
class Reason(Facts):
    """A coded reason."""

    reason: str = ""


def hold(act: Act[Reason]) -> None:
    """Effect: put the subject on hold, for the coded reason in facts."""
    set_hold(act.subject, act.facts.reason)


def resume(act: Act[Facts]) -> None:
    """Effect: take the subject off hold."""
    set_hold(act.subject, "")


def turn_back(act: Act[Facts], state: str) -> None:
    """Effect: the subject is in an earlier `state` than its row says, by what came to light."""
    act.subject.state, act.subject.since = state, clock.now()
    model = type(act.subject)
    columns = {"state": state, "since": act.subject.since}
    model.update(**columns).where(model.id == act.subject.id).execute()


def set_hold(subject: Subject, reason: str) -> None:
    """Put the subject on hold for a coded `reason`, or take it off with none."""
    subject.held, subject.hold_reason = bool(reason), reason
    model = type(subject)
    columns = {"held": subject.held, "hold_reason": reason}
    model.update(**columns).where(model.id == subject.id).execute()
