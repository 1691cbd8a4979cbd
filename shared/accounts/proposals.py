"""What one administrator proposes and another confirms: an account, a role, new secrets.

One administrator alone can so neither become two people nor a colleague.  A proposal waits in the
queue of the other administrators; nobody decides on their own, nor about their own account.
"""

from peewee import ModelSelect

from shared.accounts import enrollment, notices, roles
from shared.accounts.accounts import Impossible, open_account
from shared.base import clock
from shared.base.translation import N_
from shared.records import audit
from shared.records.models import Account, Grant, Proposal, Task
from shared.records.permissions import Actor

OWN_ROLES = N_("Another administrator must change your own roles.")
OWN_SECRETS = N_("Another administrator must renew your own passphrase and 6-digit codes.")
OWN_PROPOSAL = N_("Another administrator must confirm this: you proposed it.")
OWN_ACCOUNT = N_("This is about your own account. Another administrator must decide.")
DECIDED = N_("This was already decided.")
CLOSED = N_("This account is closed.")
NOT_ADMINISTRATOR = N_("The person who proposed this is no longer an administrator. Refuse it.")
PROPOSED = N_("This was proposed already, and waits for another administrator.")

TASK = "account.confirm"
KINDS = {
    "account": N_("A new account"),
    "role": N_("A role"),
    "secrets": N_("New secrets"),
}


def _others(actor: Actor, account: Account) -> list[str]:
    """The administrators who may confirm what `actor` proposes about `account`."""
    held = (Grant.role == "administrator") & Grant.ended_at.is_null()
    rows = Grant.select(Grant.account).join(Account).where(held & Account.active)
    return sorted({row.account_id for row in rows} - {actor.id, account.id})


def _what(proposal: Proposal) -> str:
    """A proposal as a code for the log."""
    place = f"@{proposal.facility_id}" if proposal.facility_id else ""
    return f"{proposal.kind} {proposal.role}{place}".strip()


def _wait(actor: Actor, proposal: Proposal, account: Account) -> None:
    for other in _others(actor, account):
        Task.make(kind=TASK, noun="proposal", subject=proposal.id, role="administrator",
                  account=other)  # fmt: skip


def _insist_open(account: Account) -> None:
    if not Account.get_by_id(account.id).active:
        raise Impossible(CLOSED)


def propose_account(
    actor: Actor, username: str, name: str, role: str, place: str, language: str = "en"
) -> tuple[Proposal, str]:
    """An account without secrets or roles, and the first half of its enrollment code.

    Another administrator confirms the account with its role, and hands over the other half.
    Raises Impossible.
    """
    home = roles.insist_on_place(role, place)
    with audit.recorded(actor, "account.made", "account", roles="") as entry:
        account = open_account(username, name, language)
        entry.subject = account.id
        row, half = enrollment.begin(account, "first")
        proposal = _propose(actor, "account", account, role=role, facility=home, enrollment=row)
    return proposal, half


def _propose(actor: Actor, kind: str, account: Account, **columns: object) -> Proposal:
    proposal = Proposal.make(kind=kind, account=account, proposed_by=actor.id, **columns)
    with audit.recorded(actor, "account.change_proposed", "account", account.id,
                        proposal=proposal.id, what=_what(proposal)):  # fmt: skip
        _wait(actor, proposal, account)
    return proposal


def propose_role(actor: Actor, account: Account, role: str, place: str) -> Proposal:
    """A role for an account that there is.  Raises Impossible."""
    if account.id == actor.id:
        raise Impossible(OWN_ROLES)
    home = roles.insist_on(account, role, place)
    with audit.recorded(actor, "account.changed", "account", account.id, what="role proposed"):
        _insist_open(account)
        same = (Proposal.account == account) & (Proposal.decision == "")
        same &= (Proposal.kind == "role") & (Proposal.role == role)
        same &= (Proposal.facility == home) if home else Proposal.facility.is_null()
        if Proposal.select().where(same).exists():
            raise Impossible(PROPOSED)
        return _propose(actor, "role", account, role=role, facility=home)


def propose_secrets(actor: Actor, account: Account) -> tuple[Proposal, str]:
    """New secrets for someone who lost theirs, and the first half of the code to enroll with.

    What they have goes on working until another administrator confirms.  Raises Impossible.
    """
    if account.id == actor.id:
        raise Impossible(OWN_SECRETS)
    with audit.recorded(actor, "account.changed", "account", account.id, what="renewal proposed"):
        _insist_open(account)
        _lapse(actor, account, "secrets")
        row, half = enrollment.begin(account, "renewal")
        notices.tell(account, "secrets_asked", actor)
        return _propose(actor, "secrets", account, enrollment=row), half


def _lapse(actor: Actor, account: Account, kind: str) -> None:
    """A former proposal of this kind, undecided, is replaced by the one being made."""
    open_ones = (Proposal.account == account) & (Proposal.kind == kind) & (Proposal.decision == "")
    for row in Proposal.select().where(open_ones):
        _decide(actor, row, "replaced")


def waiting() -> list[Proposal]:
    """What waits for a second administrator, the oldest first."""
    rows = _with_accounts().where(Proposal.decision == "")
    return list(rows.order_by(Proposal.made_at, Proposal.id))


def _with_accounts() -> "ModelSelect[Proposal]":
    """Proposals with the account they are about, in one statement."""
    return Proposal.select(Proposal, Account).join(Account, on=Proposal.account)


def about(account: Account) -> list[Proposal]:
    """What waits for a second administrator about one account."""
    return [row for row in waiting() if row.account_id == account.id]


def by_id(proposal_id: str) -> Proposal | None:
    """A proposal, or None."""
    return _with_accounts().where(Proposal.id == proposal_id).first()


def why_not(actor: Actor, proposal: Proposal) -> str | None:
    """Why this actor may not confirm it (a sentence), or None.  Roles are asked on the act."""
    if proposal.decision:
        return DECIDED
    if proposal.proposed_by_id == actor.id:
        return OWN_PROPOSAL
    if proposal.account_id == actor.id:
        return OWN_ACCOUNT
    proposer = proposal.proposed_by
    if not proposer.active or "administrator" not in roles.held_by(proposer):
        return NOT_ADMINISTRATOR
    return None if proposal.account.active else CLOSED


def confirm(actor: Actor, proposal: Proposal) -> str:
    """Carry out what another proposed; the second half of an enrollment code, or "".

    Raises Impossible, Apart; then nothing changed.
    """
    with audit.recorded(actor, "account.change_confirmed", "account", proposal.account_id,
                        proposal=proposal.id, what=_what(proposal)):  # fmt: skip
        row = Proposal.get_by_id(proposal.id)  # under the lock: it is decided once
        refused = why_not(actor, row)
        if refused:
            raise Impossible(refused)
        account, half = row.account, ""
        if row.role:
            roles.give(account, row.role, row.facility_id or "")
            notices.tell(account, "role_given", actor, row.role, row.facility_id)
        if row.enrollment:
            if row.enrollment.ended_at is not None:
                raise Impossible(DECIDED)
            half = enrollment.complete(row.enrollment)
        if row.kind == "secrets":
            enrollment.revoke(account)
            notices.tell(account, "secrets_given", actor)
        _decide(actor, row, "confirmed")
        if row.role == "administrator":
            _show_waiting(account)
    return half


def refuse(actor: Actor, proposal: Proposal) -> None:
    """Turn it down; the one who proposed it may take it back so too.  Raises Impossible."""
    with audit.recorded(actor, "account.change_refused", "account", proposal.account_id,
                        proposal=proposal.id, what=_what(proposal)):  # fmt: skip
        row = Proposal.get_by_id(proposal.id)
        if row.decision:
            raise Impossible(DECIDED)
        if row.enrollment_id:
            enrollment.end(row.account)
        if row.kind == "account":  # it never was anybody's
            Account.update(active=False).where(Account.id == row.account_id).execute()
        _decide(actor, row, "refused")


def _decide(actor: Actor, row: Proposal, decision: str) -> None:
    Proposal.update(decision=decision, decided_by=actor.id, decided_at=clock.now()).where(
        Proposal.id == row.id
    ).execute()
    mine = (Task.kind == TASK) & (Task.subject == row.id) & Task.done_at.is_null()
    Task.update(done_at=clock.now(), done_by=actor.id).where(mine).execute()


def _show_waiting(account: Account) -> None:
    """A new administrator sees what waits already."""
    for row in waiting():
        if account.id not in (row.proposed_by_id, row.account_id):
            Task.make(kind=TASK, noun="proposal", subject=row.id, role="administrator",
                      account=account.id)  # fmt: skip
