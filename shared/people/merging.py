"""“Same person?”: double requests found by blind indexes, joined by a person, never by itself.

Joining changes no case and no way to reach anybody; it lets staff see that two records are one
person, and lets *do not contact me* on one hold for both.  It can be undone.
"""

from collections import defaultdict
from dataclasses import dataclass

from peewee import JOIN, ModelSelect, fn

from shared.base import clock
from shared.base.together import rows
from shared.base.translation import N_
from shared.people import contact
from shared.records import audit, permissions
from shared.records.models import BlindIndex, DialogueCase, Merge, Person
from shared.records.permissions import Actor, may
from shared.records.workflow import NotPermitted, Refused

REASONS = {
    "person_name": N_("The name is the same, or nearly"),
    "person_phone": N_("A phone number is the same"),
    "asked_number": N_("The same number in custody records"),
}
# How much each sign counts; a last name alone says nothing.
_WEIGHTS = {"person_phone": 2, "asked_number": 1}
ENOUGH = 2


@dataclass(frozen=True)
class Suggestion:
    """Somebody who may be the same person, and why (keys of REASONS)."""

    person: Person
    reasons: tuple[str, ...]


def _hits(person: Person) -> dict[str, dict[str, int]]:
    """By the id of each other person: how many marks of each kind they have in common; one query.

    The marks of a case are those of the person who asked for it.
    """
    ours, others, case = BlindIndex.alias(), BlindIndex.alias(), DialogueCase.alias()
    cases = DialogueCase.select(DialogueCase.id).where(DialogueCase.person == person)
    mine = cases | Person.select(Person.id).where(Person.id == person.id)
    owner = fn.COALESCE(case.person, others.subject)
    # The kinds are named outside: named here, SQLite would walk through every mark of them.
    marks = ours.select(ours.kind, ours.digest).distinct().where(ours.subject << mine)
    found = (
        others.select(owner.alias("owner"), others.kind, fn.COUNT(others.id).alias("count"))
        .join(marks, on=(others.kind == marks.c.kind) & (others.digest == marks.c.digest))
        .join(case, JOIN.LEFT_OUTER, on=(case.id == others.subject))
        .where(others.kind << list(REASONS))
        .group_by(owner, others.kind)
    )
    hits: dict[str, dict[str, int]] = defaultdict(dict)
    for owner_id, kind, count in found.tuples():
        hits[owner_id][kind] = count
    return hits


def suggestions(actor: Actor, person: Person) -> list[Suggestion]:
    """People in the actor's scope who may be `person` again; nothing is opened."""
    hits = _hits(person)
    joined = set(contact.same_person(person))
    likely = [one for one, kinds in hits.items() if one not in joined and _score(kinds)]
    if not likely:
        return []
    rows = permissions.scope(actor, "person").where(Person.id << likely).order_by(Person.made_at)
    return [Suggestion(row, tuple(k for k in REASONS if _says(hits[row.id], k)))
            for row in rows]  # fmt: skip


def _says(kinds: dict[str, int], kind: str) -> bool:
    return kinds.get(kind, 0) > (1 if kind == "person_name" else 0)


def _score(kinds: dict[str, int]) -> bool:
    """Whole name: 2; last name with first initial: 1; phone: 2; the same offender: 1."""
    score = min(max(kinds.get("person_name", 0) - 1, 0), 2)
    score += sum(weight for kind, weight in _WEIGHTS.items() if kinds.get(kind))
    return score >= ENOUGH


@rows
def merges(person: Person) -> "ModelSelect[Merge]":
    """What was joined with `person`, and stands."""
    mine = (Merge.kept == person.id) | (Merge.merged == person.id)
    return Merge.select().where(mine & Merge.undone_at.is_null())


def is_double(actor: Actor, person: Person) -> bool:
    """Whether an actor who may join should look: others may be, or were found to be, `person`."""
    return may(actor, "person", "merge") and bool(merges(person) or suggestions(actor, person))


def join(actor: Actor, kept: Person, merged: Person) -> Merge:
    """Say that `merged` is `kept` again.  Raises NotPermitted, Refused."""
    _permit(actor)
    if merged.id in contact.same_person(kept):
        raise Refused(N_("These two are already the same record."))
    with audit.recorded(actor, "person.merged", "person", kept.id, merged=merged.id):
        if Person.select().where(Person.merged_into == merged.id).exists() or merged.merged_into:
            raise Refused(
                N_("The other record is already joined with a third. Separate those first.")
            )
        row = Merge.make(kept=kept.id, merged=merged.id, by=actor.id)
        _regroup([*contact.same_person(kept), merged.id])
        return row


def part(actor: Actor, kept: Person, merge_id: str) -> None:
    """Undo: they are two people after all.  Raises NotPermitted, Refused."""
    _permit(actor)
    row = next((one for one in merges(kept) if one.id == merge_id), None)
    if row is None:
        raise Refused(N_("These two are not joined."))
    with audit.recorded(actor, "person.parted", "person", row.kept, merged=row.merged):
        Merge.update(undone_at=clock.now()).where(Merge.id == row.id).execute()
        _regroup(contact.same_person(kept))


def _regroup(ids: list[str]) -> None:
    """Let records point to the first of those with whom somebody joined them, and to no other."""
    rows = Merge.select().where(Merge.undone_at.is_null() & (Merge.kept << ids))
    joined = [{row.kept, row.merged} for row in rows]
    left = [row.id for row in Person.select().where(Person.id << ids).order_by(Person.made_at)]
    while left:
        group = {left[0]}
        while grown := [pair for pair in joined if pair & group and not pair <= group]:
            group = group.union(*grown)
        Person.update(merged_into="").where(Person.id == left[0]).execute()
        Person.update(merged_into=left[0]).where(
            (Person.id << sorted(group)) & (Person.id != left[0])
        ).execute()
        left = [one for one in left if one not in group]


def _permit(actor: Actor) -> None:
    if not may(actor, "person", "merge"):
        raise NotPermitted("merge person")
