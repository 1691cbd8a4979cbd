"""A new access code for a person who lost theirs: two members of staff, and a check of who asks.

Anyone who holds a code speaks as the person.  So one member of staff says how they made sure who
asks, and another gives the code out; and what is said under it is asked again, by a third, before
anything is disclosed or mailed.
"""

from peewee import ModelSelect

from shared import policy
from shared.base import clock, ids
from shared.base.together import rows
from shared.base.translation import N_
from shared.frontdoor import hashing, noticeboard
from shared.people import contact
from shared.records import audit, jobs
from shared.records.models import Account, Asked, CodeRequest, Grant, Person, Reference, Task
from shared.records.permissions import RULES, Actor, may
from shared.records.workflow import NotPermitted, Refused

HOW = {
    "own_way": N_("Called the person back on a way that we had before"),
    "in_person": N_("The person came here, and showed an identity document"),
}
BOARDS = {"case": "dialogue", "registration": "letter"}
TASK, ASK_AGAIN = "code.give", "code.ask_again"

OWN = N_("Another person must give the code: you asked for it.")
DECIDED = N_("This was already decided.")
WAY_NEEDED = N_("Choose the way on which you called the person back.")
OWN_WORD = N_("Another person must ask: you had a part in giving the code.")


def _insist(actor: Actor, noun: str) -> None:
    if not may(actor, noun, "enter"):
        raise NotPermitted(f"enter {noun}")


def _ask_others(kind: str, row: CodeRequest, but: set[str]) -> None:
    """A task for each other person who may act on it."""
    roles = set(RULES[row.noun, "enter"]) & set(RULES[row.noun, "read"])
    held = Grant.role.in_(roles) & Grant.ended_at.is_null() & Account.active
    grants = Grant.select(Grant.account, Grant.role).join(Account).where(held)
    for account, role in sorted({grant.account_id: grant.role for grant in grants}.items()):
        if account not in but:
            Task.make(kind=kind, noun="code_request", subject=row.id, role=role, account=account)


def propose(
    actor: Actor, noun: str, subject: Asked, person: Person, how: str, way: str = ""
) -> CodeRequest:
    """Say how it was checked who asks; the code is given out by somebody else.

    `how` is a key of HOW; a call back names a `way` (its id) that may be used.  Raises
    NotPermitted, Refused.
    """
    _insist(actor, noun)
    if how not in HOW:
        raise ValueError(how)
    known = {row.id for row in contact.allowed_ways(person)}
    if how == "own_way" and way not in known:
        raise Refused(WAY_NEEDED)
    with audit.recorded(actor, "code.proposed", noun, subject.id, how=how):
        for former in _waiting(subject.id):
            _decide(actor, former, "replaced")
        row = CodeRequest.make(
            noun=noun, subject=subject.id, how=how, way=way if how == "own_way" else None,
            proposed_by=actor.id,
        )  # fmt: skip
        _ask_others(TASK, row, {actor.id})
    return row


def _waiting(subject: str) -> list[CodeRequest]:
    mine = (CodeRequest.subject == subject) & (CodeRequest.decision == "")
    return list(CodeRequest.select().where(mine))


def by_id(request_id: str) -> CodeRequest | None:
    """A request for a code, or None."""
    return CodeRequest.get_or_none(CodeRequest.id == request_id)


def why_not(actor: Actor, row: CodeRequest) -> str | None:
    """Why this actor may not give the code out (a sentence), or None."""
    if row.decision:
        return DECIDED
    two = policy.current().needs_two("code.proposed", "code.given")
    return OWN if two and row.proposed_by_id == actor.id else None


def give(actor: Actor, row: CodeRequest) -> tuple[str, str]:
    """Give the code out: the reference and the code, to be told to the person once.

    The person takes a code of their own at the first visit.  Raises NotPermitted, Refused.
    """
    _insist(actor, row.noun)
    code = ids.new_access_code()
    hashed = hashing.hash_code(code.replace(" ", ""))  # before the records' lock
    with audit.recorded(actor, "code.given", row.noun, row.subject):
        now = CodeRequest.get_by_id(row.id)
        refused = why_not(actor, now)
        if refused:
            raise Refused(refused)
        bound = Reference.get(Reference.subject == row.subject)
        _decide(actor, now, "given")
        _ask_others(ASK_AGAIN, now, {actor.id, now.proposed_by_id})
        # Last, and inside: where the front door cannot be reached, nothing was given.
        if not noticeboard.renew(bound.digest, hashed, must_renew=True):
            today = clock.today(policy.current().zone)  # from a file: nobody has had a code yet
            noticeboard.admit(bound.digest, BOARDS[row.noun], hashed, today, must_renew=True)
    return str(bound.id), code


def refuse(actor: Actor, row: CodeRequest) -> None:
    """No code is given; the one who asked may take it back so.  Raises NotPermitted, Refused."""
    _insist(actor, row.noun)
    with audit.recorded(actor, "code.refused", row.noun, row.subject):
        now = CodeRequest.get_by_id(row.id)
        if now.decision:
            raise Refused(DECIDED)
        _decide(actor, now, "refused")


def _decide(actor: Actor, row: CodeRequest, decision: str) -> None:
    CodeRequest.update(decision=decision, decided_by=actor.id, decided_at=clock.now()).where(
        CodeRequest.id == row.id
    ).execute()
    contact.end_tasks(row.id, TASK, by=actor)


def why_not_ask_again(actor: Actor, row: CodeRequest) -> str | None:
    """Why this actor may not say that the person was asked again (a sentence), or None."""
    if row.decision != "given" or row.asked_again_at is not None:
        return DECIDED
    two = policy.current().needs_two("code.given", "code.asked_again")
    return OWN_WORD if two and actor.id in (row.proposed_by_id, row.decided_by_id) else None


def ask_again(actor: Actor, row: CodeRequest, person: Person, way: str) -> None:
    """The person, called on a way that may be used, said that it was they who got the code.

    From now on what they said under it counts.  Raises NotPermitted, Refused.
    """
    _insist(actor, row.noun)
    if way not in {one.id for one in contact.allowed_ways(person)}:
        raise Refused(WAY_NEEDED)
    with audit.recorded(actor, "code.asked_again", row.noun, row.subject):
        now = CodeRequest.get_by_id(row.id)
        refused = why_not_ask_again(actor, now)
        if refused:
            raise Refused(refused)
        CodeRequest.update(asked_again_by=actor.id, asked_again_at=clock.now()).where(
            CodeRequest.id == row.id
        ).execute()
        contact.end_tasks(row.id, ASK_AGAIN, by=actor)
        bound = Reference.get(Reference.subject == row.subject)
        jobs.ask("publish", f"publish:{bound.id}", reference=bound.id)  # news may be read again
        # Last, and inside: where the front door cannot be reached, the former code still stops.
        noticeboard.forget_former(bound.digest)


def is_word_under_own_code(subject: str) -> bool:
    """Whether what the person said of a case or registration can count for what goes out.

    False from the moment staff gave out a code until somebody else asked the person again.
    """
    return not codes_given(subject)


@rows
def codes_given(subject: str) -> "ModelSelect[CodeRequest]":
    """Codes that staff gave out, since when nobody else asked the person again."""
    mine = (CodeRequest.subject == subject) & (CodeRequest.decision == "given")
    return CodeRequest.select().where(mine & CodeRequest.asked_again_at.is_null())
