"""A delivery ends before anything left: a wrong match, a letter that changed, the person's word."""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.letters.delivery import inner_envelope
from shared.letters.delivery.covers import void_covers
from shared.letters.matching.table import MATCH
from shared.people import contact
from shared.records.models import ContactAttempt
from shared.records.permissions import WORKER
from shared.records.workflow import Act, Facts, Guard, perform


@dataclass(frozen=True)
class Stop(Facts):
    """The state in which the registration ended."""

    why: str = ""


def is_person_untold(act: Act[Facts]) -> bool:
    """The person knows nothing of it: a call that reached no one tells no one."""
    told = (ContactAttempt.subject == act.subject.id) & (
        ContactAttempt.outcome << ("spoke", "sent", "asked_to_stop")
    )
    return act.subject.told_at is None and not ContactAttempt.select().where(told).exists()


PERSON_UNTOLD = Guard(
    is_person_untold,
    N_(
        "The person has already been told, so the match cannot be undone. Put it on hold, and let "
        "the coordinator speak with the person."
    ),
)


def undo_match(act: Act[Facts]) -> None:
    """A wrong match, before anyone was asked."""
    perform(MATCH, act.subject.match_id, "undo", act.actor, None)
    contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(why="wrong_match")


def set_aside(act: Act[Facts]) -> None:
    """The letter was replaced or withdrawn before the person was told: there is no news."""
    perform(MATCH, act.subject.match_id, "wait", WORKER, None)
    contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(why="letter_changed")


def stop(act: Act[Stop]) -> None:
    """The person's word, or death: at once, wherever it is; what is printed is to be destroyed."""
    delivery = act.subject
    if delivery.seal_token and delivery.dispatched_by_id is None:
        inner_envelope.unseal(act)
    contact.end_tasks(delivery.id, by=act.actor)
    if delivery.cover_token:
        void_covers(act)
