"""How long letters are kept: what is due under the policy, legal holds, and erasing by two people.

A purge destroys the letter's key, so that words, addressee, incident and reviews are gone for
good; the letter's row, which facilities see, stays as it is.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from peewee import Expression

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.matching import finding, match_keys
from shared.people import contact
from shared.records import audit, pages, vault
from shared.records.models import Delivery, Keeping, Letter, Offender
from shared.records.permissions import Actor, may
from shared.records.workflow import NotPermitted, Refused

REASONS = {
    "retention": N_("Its retention period under the policy is over"),
    "court": N_("A court ordered it"),
    "mistake": N_("It was deposited by mistake"),
}
HOLDS = {
    "counsel": N_("Counsel asked for it"),
    "evidence": N_("It may be evidence"),
    "request": N_("A request for records is open"),
}
NOT_PROPOSED = N_("First another person must propose to erase it.")
ENDED = ("closed", "declined", "stopped", "set_aside", "given", "mailed")


@dataclass(frozen=True)
class Kept:
    """A letter as the page of keeping shows it."""

    letter: Letter
    due: bool
    hold: Keeping | None
    proposal: Keeping | None
    is_purged: bool


def _open(letter: Letter, what: str) -> Keeping | None:
    mine = (Keeping.noun == "letter") & (Keeping.subject == letter.id) & (Keeping.what == what)
    return Keeping.select().where(mine & Keeping.ended_at.is_null()).first()


def is_due(letter: Letter) -> bool:
    """Whether the policy's period for this letter is over.  Nothing is erased by time alone."""
    rule = policy.current().retention["letter"]
    if letter.state not in ("banked", "withdrawn", "rejected") or rule.mode == "indefinite":
        return False
    if rule.mode == "days":
        return bool(clock.now() - letter.since > timedelta(days=rule.days))
    if rule.mode == "delivery_only":
        return _was_delivered(letter)
    return _is_discharged(letter) and not finding.is_awaited(letter)


def _was_delivered(letter: Letter) -> bool:
    done = Delivery.state << ("mailed", "given", "closed")
    return bool(Delivery.select().where((Delivery.letter == letter) & done).exists())


def _is_discharged(letter: Letter) -> bool:
    row = Offender.get_or_none(Offender.number_digest == letter.number_digest)
    return row is not None and row.custody == "discharged"


OLDEST_FIRST = (
    pages.Key(Letter.made_at, lambda row: row.made_at, pages.moment),
    pages.Key(Letter.id, lambda row: row.id),
)


def preview(place: pages.Place) -> pages.Page:
    """Letters that are due, held, or proposed for erasing, as `Kept`; the oldest first."""
    kept = Keeping.select(Keeping.subject).where(Keeping.noun == "letter")
    waiting = kept.where(Keeping.what << ("hold", "purge"), Keeping.ended_at.is_null())
    purged = kept.where(Keeping.what == "purge", Keeping.ended_at.is_null(False))
    wanted = _may_be_due() | (Letter.id << waiting)
    rows = Letter.select().where(wanted & Letter.id.not_in(purged))
    page = pages.page(rows, OLDEST_FIRST, place)
    mine = (Keeping.noun == "letter") & (Keeping.subject << [row.id for row in page.rows])
    opened = {
        (row.subject, row.what): row
        for row in Keeping.select().where(mine & Keeping.ended_at.is_null())
    }
    due = _due(page.rows)
    shown = [
        Kept(row, row.id in due, opened.get((row.id, "hold")), opened.get((row.id, "purge")),
             is_purged=False)
        for row in page.rows
    ]  # fmt: skip
    return replace(page, rows=[one for one in shown if one.due or one.hold or one.proposal])


def _due(rows: list[Letter]) -> set[str]:
    """The ids of those that are due, in one query; whether one is awaited is asked of each."""
    here = Letter.id << [row.id for row in rows]
    found = {row.id for row in Letter.select(Letter.id).where(_may_be_due() & here)}
    if policy.current().retention["letter"].mode != "until_discharge":
        return found
    return {row.id for row in rows if row.id in found and not finding.is_awaited(row)}


def _may_be_due() -> Expression:
    """`is_due` as a condition on letters."""
    rule = policy.current().retention["letter"]
    at_rest = Letter.state << ("banked", "withdrawn", "rejected")
    if rule.mode == "indefinite":
        return Letter.id.is_null()
    if rule.mode == "days":
        return at_rest & (Letter.since < clock.now() - timedelta(days=rule.days))
    if rule.mode == "delivery_only":
        done = Delivery.state << ("mailed", "given", "closed")
        return at_rest & (Letter.id << Delivery.select(Delivery.letter).where(done))
    gone = Offender.select(Offender.number_digest).where(Offender.custody == "discharged")
    return at_rest & (Letter.number_digest << gone)  # whether it is awaited: see `_due`


def hold(actor: Actor, letter: Letter, reason: str) -> None:
    """Keep a letter whatever the period says; an open proposal to erase it ends.

    Raises Refused for an unknown reason or a letter that is erased.
    """
    if reason not in HOLDS:
        raise Refused(N_("Choose why it must be kept."))
    with audit.recorded(actor, "letter.kept_by_law", "keeping", letter.id, reason=reason):
        if queries.is_purged(letter.id):  # by someone who was first
            raise Refused(N_("The letter was erased."))
        if _open(letter, "hold") is None:
            Keeping.make(noun="letter", subject=letter.id, what="hold", reason=reason, by=actor.id)
        _drop_proposal(letter)


def lift(actor: Actor, letter: Letter) -> None:
    """End a legal hold.  Raises Refused if there is none."""
    with audit.recorded(actor, "letter.keeping_ended", "keeping", letter.id):
        if _open(letter, "hold") is None:
            raise Refused(N_("The letter is not on legal hold."))
        mine = (Keeping.subject == letter.id) & (Keeping.what == "hold")
        _end(mine, actor)


def _end(mine: Expression, actor: Actor) -> None:
    Keeping.update(ended_at=clock.now(), ended_by=actor.id).where(
        mine & Keeping.ended_at.is_null()
    ).execute()


def _drop_proposal(letter: Letter) -> None:
    Keeping.delete().where(
        (Keeping.subject == letter.id) & (Keeping.what == "purge") & Keeping.ended_at.is_null()
    ).execute()
    contact.end_tasks(letter.id, "letter.purge")


def propose(actor: Actor, letter: Letter, reason: str) -> None:
    """The first of two people: this letter may be erased.  Raises NotPermitted, Refused."""
    _permitted(actor)
    if reason not in REASONS:
        raise Refused(N_("Choose why it can be erased."))
    if reason == "retention" and not is_due(letter):
        raise Refused(N_("Its retention period under the policy is not over."))
    with audit.recorded(actor, "letter.purge_proposed", "keeping", letter.id, reason=reason):
        _stands_in_the_way(letter)
        if _open(letter, "purge") is None:
            Keeping.make(noun="letter", subject=letter.id, what="purge", reason=reason, by=actor.id)
        contact.ask_task("letter.purge", "letter", letter.id, "coordinator")


def _permitted(actor: Actor) -> None:
    if not may(actor, "letter", "purge"):
        raise NotPermitted("purge letter")


def _stands_in_the_way(letter: Letter) -> None:
    if queries.is_purged(letter.id):
        raise Refused(N_("The letter was erased."))
    if _open(letter, "hold") is not None:
        raise Refused(N_("The letter is on legal hold. It cannot be erased."))
    if letter.state == "escalated":
        raise Refused(N_("The letter was escalated and is preserved. It cannot be erased."))
    if letter.state in queries.TIERS:
        raise Refused(N_("The letter is under review. It cannot be erased."))
    on_the_way = (Delivery.letter == letter) & Delivery.state.not_in(ENDED)
    if Delivery.select().where(on_the_way).exists():
        raise Refused(N_("The letter is kept for a person. It cannot be erased."))


def refuse(actor: Actor, letter: Letter) -> None:
    """The second person says no.  Raises NotPermitted, Refused."""
    _permitted(actor)
    with audit.recorded(actor, "letter.purge_refused", "keeping", letter.id):
        if _open(letter, "purge") is None:
            raise Refused(NOT_PROPOSED)
        _drop_proposal(letter)


def purge(actor: Actor, letter: Letter) -> None:
    """The second person erases it.  Raises NotPermitted, or Refused (then nothing changed)."""
    _permitted(actor)
    with audit.recorded(actor, "letter.purged", "keeping", letter.id) as entry:
        proposal = _open(letter, "purge")  # as it is now that no one else can change it
        if proposal is None:
            raise Refused(NOT_PROPOSED)
        if proposal.by_id == actor.id and policy.current().needs_two(
            "letter.purge_proposed", "letter.purged"
        ):
            raise Refused(N_("Another person must do this: you proposed it."))
        _stands_in_the_way(Letter.get_by_id(letter.id))
        entry.note(reason=proposal.reason)
        vault.destroy(letter.key)
        match_keys.forget("letter", letter.id)
        _end(Keeping.id == proposal.id, actor)
        contact.end_tasks(letter.id, "letter.purge", by=actor)
