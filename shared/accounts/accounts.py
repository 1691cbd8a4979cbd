"""Staff accounts: opened, deactivated, never deleted (law 9); the roles they hold.

Who may sign in is decided by two administrators (`proposals`); with what, by the holder alone
(`enrollment`).
"""

import re
import unicodedata
from datetime import date

from flask.sessions import SessionMixin
from peewee import ModelSelect

from shared import policy
from shared.accounts import notices, passphrases
from shared.base import clock
from shared.base.together import rows
from shared.base.translation import N_
from shared.frontdoor import hashing, sessions
from shared.records import audit, vault
from shared.records.models import Account, Credential, Enrollment, Grant, Proposal, Task
from shared.records.permissions import Actor

LABELS = {
    "planner": N_("Restorative Justice Planner"),
    "coordinator": N_("Victim Services Coordinator"),
    "advocate": N_("Victim advocate"),
    "facilitator": N_("Facilitator"),
    "screener": N_("Letter screener"),
    "case_manager": N_("Case manager"),
    "chaplain": N_("Chaplain"),
    "superintendent": N_("Superintendent"),
    "auditor": N_("Auditor"),
    "administrator": N_("Administrator"),
}


USERNAME = re.compile(r"[a-z0-9]([a-z0-9._@-]{0,58}[a-z0-9])?")
BAD_USERNAME = N_(
    "A user name can have small letters, numbers, periods, hyphens, @ or underscores. It must "
    "begin and end with a letter or a number."
)
TAKEN = N_("This user name is taken.")
NEEDS_FACILITY = N_("Choose a facility for facility roles. Other roles have none.")
WRONG_PASSPHRASE = N_("This is not your current passphrase.")


class Impossible(Exception):
    """The account cannot be made or changed so; `sentence` says why.  Nothing changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def clean_username(typed: str) -> str:
    """A user name as it is compared."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def clean_passphrase(typed: str) -> str:
    """A passphrase as it is hashed: the same characters from another keyboard are the same."""
    return unicodedata.normalize("NFKC", typed).strip()


def by_id(account_id: str) -> Account | None:
    """An account, or None."""
    return Account.get_or_none(Account.id == account_id)


@rows
def grants_of(account_id: str) -> "ModelSelect[Grant]":
    """The roles that an account holds now."""
    return Grant.select().where((Grant.account == account_id) & Grant.ended_at.is_null())


def credentials_of(account: Account | None) -> list[Credential]:
    """A facilitator's credentials, the latest first."""
    mine = Credential.select().where(Credential.account == account)
    return list(mine.order_by(Credential.issued_on.desc(), Credential.id))


def all_with_roles() -> list[tuple[Account, list[Grant]]]:
    """Every account by user name, open ones first, with the roles it holds now."""
    held: dict[str, list[Grant]] = {}
    grants = Grant.select().where(Grant.ended_at.is_null())
    for row in grants.order_by(Grant.role, Grant.facility):
        held.setdefault(row.account_id, []).append(row)
    rows = Account.select().order_by(Account.active.desc(), Account.username)
    return [(row, held.get(row.id, [])) for row in rows]


def open_account(username: str, name: str, language: str = "en") -> Account:
    """A new account without any secret: nobody can sign in until its holder has enrolled.

    Called inside a recorded change.  Raises Impossible for a user name in use or with other
    characters than `USERNAME` has.
    """
    wanted = clean_username(username)
    if not USERNAME.fullmatch(wanted):
        raise Impossible(BAD_USERNAME)
    if Account.get_or_none(Account.username == wanted) is not None:
        raise Impossible(TAKEN)
    return vault.make(
        Account, vault.new_key("account"), {}, username=wanted, name=name, passphrase="",
        language=language,
    )  # fmt: skip


def end_grant(actor: Actor, account: Account, grant_id: str) -> None:
    """End a role now.  Raises Impossible for one's own."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must change your own roles."))
    mine = (Grant.id == grant_id) & (Grant.account == account) & Grant.ended_at.is_null()
    with audit.recorded(actor, "account.changed", "account", account.id, what="end role"):
        ending = Grant.select().where(mine)
        for row in ending:
            notices.tell(account, "role_ended", actor, row.role, row.facility_id)
        Grant.update(ended_at=clock.now()).where(mine).execute()


def deactivate(actor: Actor, account: Account) -> None:
    """Close the account and end its visits now.  Raises Impossible for one's own."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must close your own account."))
    with audit.recorded(actor, "account.deactivated", "account", account.id):
        Account.update(active=False).where(Account.id == account.id).execute()
        Grant.update(ended_at=clock.now()).where(
            (Grant.account == account) & Grant.ended_at.is_null()
        ).execute()
        Enrollment.update(ended_at=clock.now()).where(
            (Enrollment.account == account) & Enrollment.used_at.is_null()
        ).execute()
        _lapse_proposals(actor, account)
        sessions.end_account(account.id)


def _lapse_proposals(actor: Actor, account: Account) -> None:
    """What waits about a closed account need not be decided any more."""
    waiting = Proposal.select().where((Proposal.account == account) & (Proposal.decision == ""))
    for row in waiting:
        Proposal.update(decision="lapsed", decided_by=actor.id, decided_at=clock.now()).where(
            Proposal.id == row.id
        ).execute()
        Task.update(done_at=clock.now(), done_by=actor.id).where(
            (Task.subject == row.id) & Task.done_at.is_null()
        ).execute()


def change_passphrase(
    actor: Actor, now: str, wanted: str, visit: SessionMixin | None = None
) -> None:
    """One's own passphrase; other visits end, `visit` (the session in use) goes on.

    The second factor stays as it is.  Raises Impossible: the passphrase `now` is not the one in
    use (that is recorded), or the one `wanted` is weak or the same.
    """
    account = Account.get_by_id(actor.id)
    if not hashing.verify_passphrase(account.passphrase or None, clean_passphrase(now)):
        with audit.recorded(actor, "account.refused", "account", actor.id, why="own passphrase"):
            pass
        raise Impossible(WRONG_PASSPHRASE)
    if clean_passphrase(now) == clean_passphrase(wanted):
        raise Impossible(N_("Choose a passphrase different from the one you have."))
    said = passphrases.weakness(clean_passphrase(wanted), account.username, account.name)
    if said:
        raise Impossible(said)
    hashed = hashing.hash_passphrase(clean_passphrase(wanted))
    with audit.recorded(actor, "account.changed", "account", actor.id, what="own passphrase"):
        Account.update(passphrase=hashed).where(Account.id == actor.id).execute()
        notices.tell(account, "passphrase_changed", actor)
        sessions.end_account(account.id, keep=visit)


def choose_language(actor: Actor, language: str) -> None:
    """The language of one's own pages."""
    with audit.recorded(actor, "account.changed", "account", actor.id, what=f"language {language}"):
        Account.update(language=language).where(Account.id == actor.id).execute()


def record_credential(
    actor: Actor, account: Account, kind: str, issued_on: date, *, hours: int = 0,
    expires_on: date | None = None,
) -> Credential:  # fmt: skip
    """Record what a facilitator needs to be assigned (S6, S16).  Raises Impossible."""
    if kind not in policy.current().credentials:
        raise Impossible(N_("Choose a credential from the list."))
    until = expires_on.isoformat() if expires_on else ""
    with audit.recorded(
        actor, "credential.recorded", "account", account.id, kind=kind, expires_on=until
    ):
        return Credential.make(
            account=account, kind=kind, hours=hours, issued_on=issued_on, expires_on=expires_on
        )


def actor_of(account: Account) -> Actor:
    """The account as the one who acts, with the roles it holds now."""
    roles = frozenset((row.role, row.facility_id or "") for row in grants_of(account.id))
    return Actor(account.id, account.name, roles)
