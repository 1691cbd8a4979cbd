"""What the holder of an account is told of it: at the next sign-in, until they say they read it.

What two administrators decide about an account, and each sign-in from elsewhere, is news to its
holder.  Anyone else who uses the account can say "read" too; the sign-ins and the log stay.
"""

from shared.base import clock
from shared.base.translation import N_
from shared.records import audit
from shared.records.models import Account, AccountNotice, AuditEntry
from shared.records.permissions import Actor

KINDS = {
    "role_given": N_("You were given a role"),
    "role_ended": N_("A role of yours ended"),
    "secrets_asked": N_("An administrator asked for new secrets for your account"),
    "secrets_given": N_("A second administrator agreed: new secrets for your account"),
    "secrets_set": N_("A new passphrase and a new authenticator were set for your account"),
    "passphrase_changed": N_("Your passphrase was changed"),
    "signed_in": N_("Your account was signed in from another network, or a second time"),
    "guessed": N_("Someone tried to sign in with your user name, and failed many times"),
}
SIGN_INS = 10  # how many of the latest are shown


def tell(
    account: Account,
    kind: str,
    by: Actor | None = None,
    role: str = "",
    facility: str | None = None,
) -> None:
    """Let the holder of `account` read this next time.  Called inside a recorded change."""
    known = by is not None and bool(by.roles) and by.id not in ("worker", "person")
    AccountNotice.make(
        account=account.id, kind=kind, role=role, facility=facility or None,
        by=by.id if by is not None and known else None,
    )  # fmt: skip
    Account.update(has_news=True).where(Account.id == account.id).execute()


def unread(account_id: str) -> list[AccountNotice]:
    """What the holder has not read yet, the latest first."""
    mine = (AccountNotice.account == account_id) & AccountNotice.read_at.is_null()
    return list(AccountNotice.select().where(mine).order_by(AccountNotice.made_at.desc()))


def mark_read(actor: Actor) -> None:
    """The holder has read their notices."""
    with audit.recorded(actor, "account.notices_read", "account", actor.id):
        mine = (AccountNotice.account == actor.id) & AccountNotice.read_at.is_null()
        AccountNotice.update(read_at=clock.now()).where(mine).execute()
        Account.update(has_news=False).where(Account.id == actor.id).execute()


def sign_ins(account_id: str) -> list[AuditEntry]:
    """The latest sign-ins and refusals of an account, from the log, which nobody can edit."""
    mine = (AuditEntry.noun == "account") & (AuditEntry.subject == account_id)
    mine &= AuditEntry.event << ("account.signed_in", "account.refused")
    return list(AuditEntry.select().where(mine).order_by(AuditEntry.seq.desc()).limit(SIGN_INS))
