"""The one reply a person may give: written down, screened, carried by staff (S48).

And letters that went round the bank: logged where they were caught, never forwarded (S32, S33).
"""

from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import row
from shared.people import contact
from shared.records import audit, vault
from shared.records.last_check import why_not_collected
from shared.records.models import Delivery, Intercept, Registration, Reply
from shared.records.permissions import Actor, get_for, may
from shared.records.reading import Opened, open_rows
from shared.records.workflow import NotPermitted, Refused

LONGEST = 4000  # characters
OUTCOMES = {"pass": N_("It can be passed on"), "back": N_("It goes back to the person")}
CHANNELS = {
    "mail": N_("In the mail"),
    "visit": N_("At a visit"),
    "third": N_("Through someone else"),
    "electronic": N_("By phone, tablet or computer"),
}


def of(delivery: Delivery) -> Reply | None:
    """The reply to this letter, if one was written down."""
    return Reply.get_or_none(Reply.delivery == delivery)


def read(actor: Actor, reply: Reply) -> Opened:
    """Its words; the reading is recorded."""
    get_for(actor, "reply", reply.id)
    return open_rows(actor, "delivery.read", "reply", reply.id, [reply])[reply.id]


def _may(actor: Actor, verb: str) -> None:
    if not may(actor, "reply", verb):
        raise NotPermitted(f"{verb} reply")


def write(actor: Actor, delivery: Delivery, words: str) -> Reply:
    """Write down what the person wants to say.  One reply, until it has been carried.

    Raises NotPermitted; Refused if the letter has not reached the person, or one was carried.
    """
    _may(actor, "write")
    if not words.strip() or len(words) > LONGEST:
        raise Refused(N_("Enter the reply, in 4,000 characters or less."))
    key = Registration.get_by_id(delivery.registration_id).key
    with audit.recorded(actor, "reply.written", "delivery", delivery.id):
        if Delivery.get_by_id(delivery.id).state not in ("mailed", "given", "closed"):
            raise Refused(N_("The letter has not reached the person."))
        known = of(delivery)
        if known is not None and known.state != "back":
            raise Refused(N_("There is already a reply to this letter."))
        if known is None:
            known = vault.make(Reply, key, {"words": words.strip()}, delivery=delivery, by=actor.id)
        else:
            vault.reseal(known, {"words": words.strip()})
            _set(known, state="written", by=actor.id)
        contact.ask_task("reply.screen", "delivery", delivery.id, "coordinator")
    return known


def _must_be(reply: Reply, state: str, otherwise: str) -> None:
    """As the row is now, where no one else can change it.  Raises Refused."""
    if Reply.get_by_id(reply.id).state != state:
        raise Refused(otherwise)


def _set(reply: Reply, **columns: object) -> None:
    for name, value in columns.items():
        setattr(reply, name, value)
    Reply.update(**columns).where(Reply.id == reply.id).execute()


def screen(actor: Actor, reply: Reply, outcome: str) -> None:
    """Another person reads it before it goes.  Raises NotPermitted, Refused."""
    _may(actor, "screen")
    if outcome not in OUTCOMES:
        raise Refused(N_("Choose what should happen to the reply."))
    if reply.by_id == actor.id:
        raise Refused(N_("Another person must do this: you wrote it down."))
    with audit.recorded(actor, "reply.screened", "delivery", reply.delivery_id, outcome=outcome):
        _must_be(reply, "written", N_("This was already decided."))
        state = "passed" if outcome == "pass" else "back"
        _set(reply, state=state, screened_by=actor.id, screened_at=clock.now())
        contact.end_tasks(reply.delivery_id, "reply.screen", by=actor)
        if state == "passed":
            contact.ask_task("reply.carry", "delivery", reply.delivery_id, "coordinator")
        else:
            contact.ask_task("person.call", "delivery", reply.delivery_id, "advocate")


def _may_still_be_carried(reply: Reply) -> None:
    """Telling the offender cannot be undone: the person's word is asked again.  Raises Refused."""
    _must_be(reply, "passed", N_("The reply has not been screened."))
    said = why_not_collected(reply.delivery)
    if said:
        raise Refused(said)
    if queries.may_lie_unopened(reply.delivery):
        raise Refused(row.UNOPENED)
    if not queries.is_in_force(Registration.get_by_id(reply.delivery.registration_id)):
        raise Refused(N_("The notification request is no longer in force. Nothing can be sent."))


def take_back(actor: Actor, reply: Reply) -> None:
    """The person takes it back before it is carried.  Raises NotPermitted, Refused."""
    _may(actor, "carry")
    with audit.recorded(actor, "reply.taken_back", "delivery", reply.delivery_id):
        _must_be(reply, "passed", N_("The reply has not been screened."))
        _set(reply, state="back")
        contact.end_tasks(reply.delivery_id, "reply.carry", by=actor)


def carry(actor: Actor, reply: Reply) -> None:
    """Staff have carried it to the writer.  Raises NotPermitted, Refused."""
    _may(actor, "carry")
    with audit.recorded(actor, "reply.carried", "delivery", reply.delivery_id):
        _may_still_be_carried(reply)
        _set(reply, state="carried", carried_by=actor.id, carried_at=clock.now())
        contact.end_tasks(reply.delivery_id, "reply.carry", by=actor)


# -- letters outside the bank --------------------------------------------------------------------


def intercept(
    actor: Actor, facility: str | None, channel: str, kept: str, envelope: str
) -> Intercept:
    """Log a letter that was caught on its way round the bank; it is kept, never forwarded.

    Raises NotPermitted, Refused.
    """
    if not may(actor, "intercept", "log"):
        raise NotPermitted("log intercept")
    if channel not in CHANNELS:
        raise Refused(N_("Choose how it was sent."))
    if not kept.strip():
        raise Refused(N_("Enter where it is kept."))
    with audit.recorded(actor, "letter.intercepted", "intercept", channel=channel) as entry:
        row = vault.make(
            Intercept, vault.new_key("intercept"), {"envelope": envelope.strip()},
            caught_at=facility or None, channel=channel, kept=kept.strip()[:80], by=actor.id,
        )  # fmt: skip
        entry.subject = row.id
        contact.ask_task("intercept.see", "intercept", row.id, "coordinator")
    return row


def intercepts(actor: Actor) -> list[Opened]:
    """What was caught, the latest first; the reading is recorded.  Raises NotPermitted."""
    if not may(actor, "intercept", "read"):
        raise NotPermitted("read intercepts")
    rows = list(Intercept.select().order_by(Intercept.made_at.desc()).limit(200))
    opened = open_rows(actor, "letter.read", "intercept", "", rows) if rows else {}
    return [opened[row.id] for row in rows]
