"""Staff accounts: made, given roles, deactivated; never deleted (law 9)."""

import base64
import re
import unicodedata
from datetime import date
from typing import Any

import pyotp

from shared import policy
from shared.accounts import passphrases
from shared.base import clock, ids
from shared.base.translation import N_
from shared.frontdoor import hashing, sessions
from shared.records import audit, vault
from shared.records.models import Account, Credential, Facility, Grant
from shared.records.permissions import FACILITY_ROLES, ROLES, Actor

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
    "A user name has small letters, digits, dots, dashes, @ or underscores, and begins and ends "
    "with a letter or a digit."
)
TAKEN = N_("This user name is taken.")
NEEDS_FACILITY = N_("Facility roles need a facility; the others have none.")
WRONG_PASSPHRASE = N_("This is not your passphrase as it is now.")


class Impossible(Exception):
    """The account cannot be made or changed so; `sentence` says why.  Nothing changed."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def clean_username(typed: str) -> str:
    """A user name as it is compared."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def clean_passphrase(typed: str) -> str:
    """A passphrase as it is hashed: the same signs from another keyboard are the same."""
    return unicodedata.normalize("NFKC", typed).strip()


def new_passphrase() -> str:
    """A passphrase to begin with, sayable, of about 76 bits."""
    return f"{ids.new_reference()}-{ids.new_reference()}"


def new_totp() -> str:
    """A new 160-bit secret for one-time codes (RFC 6238), in base32."""
    return base64.b32encode(ids.random_bytes(20, "totp")).decode()


def totp_uri(username: str, totp: str) -> str:
    """The secret as an authenticator app reads it; it names the console neutrally."""
    return str(pyotp.TOTP(totp).provisioning_uri(name=username, issuer_name="First Word"))


def by_id(account_id: str) -> Any | None:
    """An account, or None."""
    return Account.get_or_none(Account.id == account_id)


def grants_of(account: Any) -> list[Any]:
    """The roles an account holds now."""
    mine = (Grant.account == account) & Grant.ended_at.is_null()
    return list(Grant.select().where(mine).order_by(Grant.role, Grant.facility))


def credentials_of(account: Any) -> list[Any]:
    """A facilitator's credentials, the latest first."""
    mine = Credential.select().where(Credential.account == account)
    return list(mine.order_by(Credential.issued_on.desc(), Credential.id))


def all_with_roles() -> list[tuple[Any, list[Any]]]:
    """Every account by user name, open ones first, with the roles it holds now."""
    held: dict[str, list[Any]] = {}
    grants: Any = Grant.select().where(Grant.ended_at.is_null())
    for row in grants.order_by(Grant.role, Grant.facility):
        held.setdefault(row.account_id, []).append(row)
    rows = Account.select().order_by(Account.active.desc(), Account.username)
    return [(row, held.get(row.id, [])) for row in rows]


def make(
    actor: Actor, username: str, name: str, *, passphrase: str, totp: str,
    roles: tuple[tuple[str, str], ...] = (), language: str = "en", hashed: str = "",
) -> Any:  # fmt: skip
    """A new account holding `roles` (pairs of role and facility code or "").

    `hashed` saves hashing the passphrase again.  Raises Impossible for a user name in use or
    with other signs than `USERNAME` has, or a role that needs a facility and has none.
    """
    wanted = clean_username(username)
    if not USERNAME.fullmatch(wanted):
        raise Impossible(BAD_USERNAME)
    kept = hashed or hashing.hash_passphrase(clean_passphrase(passphrase))  # outside the lock
    pairs = ",".join(f"{role}@{place}" if place else role for role, place in roles)
    with audit.recorded(actor, "account.made", "account", roles=pairs) as entry:
        if Account.get_or_none(Account.username == wanted) is not None:
            raise Impossible(TAKEN)
        account = vault.make(
            Account, vault.new_key("account"), {"totp": totp}, username=wanted, name=name,
            passphrase=kept,
            language=language,
        )  # fmt: skip
        entry.subject = account.id
        for role, place in roles:
            _grant(account, role, place)
    return account


def _grant(account: Any, role: str, place: str) -> None:
    if role not in ROLES:
        raise Impossible(N_("Choose a role from the list."))
    home = Facility.get_or_none(Facility.id == place) if place else None
    if (role in FACILITY_ROLES) != (home is not None):
        raise Impossible(NEEDS_FACILITY)
    same = (Grant.account == account) & (Grant.role == role) & Grant.ended_at.is_null()
    same &= (Grant.facility == home) if home else Grant.facility.is_null()
    if not Grant.select().where(same).exists():
        Grant.make(account=account, role=role, facility=home)


def grant(actor: Actor, account: Any, role: str, place: str) -> None:
    """Give a role, at a facility if it is one of theirs.  Raises Impossible."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must change your own roles."))
    what = f"grant {role}@{place}" if place else f"grant {role}"
    with audit.recorded(actor, "account.changed", "account", account.id, what=what):
        _grant(account, role, place)


def end_grant(actor: Actor, account: Any, grant_id: str) -> None:
    """End a role now.  Raises Impossible for one's own."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must change your own roles."))
    mine = (Grant.id == grant_id) & (Grant.account == account) & Grant.ended_at.is_null()
    with audit.recorded(actor, "account.changed", "account", account.id, what="end role"):
        Grant.update(ended_at=clock.now()).where(mine).execute()


def deactivate(actor: Actor, account: Any) -> None:
    """Close the account and end its visits now.  Raises Impossible for one's own."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must close your own account."))
    with audit.recorded(actor, "account.deactivated", "account", account.id):
        Account.update(active=False).where(Account.id == account.id).execute()
        Grant.update(ended_at=clock.now()).where(
            (Grant.account == account) & Grant.ended_at.is_null()
        ).execute()
        sessions.end_account(account.id)


def renew(actor: Actor, account: Any, passphrase: str, totp: str) -> None:
    """New secrets for someone who lost theirs; open visits end.  Raises Impossible for oneself."""
    if account.id == actor.id:
        raise Impossible(N_("Another administrator must renew your own secrets."))
    hashed = hashing.hash_passphrase(clean_passphrase(passphrase))
    with audit.recorded(actor, "account.changed", "account", account.id, what="new secrets"):
        Account.update(passphrase=hashed).where(Account.id == account.id).execute()
        vault.reseal(account, {"totp": totp})
        sessions.end_account(account.id)


def change_passphrase(actor: Actor, now: str, wanted: str, visit: Any = None) -> None:
    """One's own passphrase; other visits end, `visit` (the session in use) goes on.

    The second factor stays as it is.  Raises Impossible: the passphrase `now` is not the one in
    use (that is recorded), or the one `wanted` is weak or the same.
    """
    account = Account.get_by_id(actor.id)
    if not hashing.verify_passphrase(account.passphrase, clean_passphrase(now)):
        with audit.recorded(actor, "account.refused", "account", actor.id, why="own passphrase"):
            pass
        raise Impossible(WRONG_PASSPHRASE)
    if clean_passphrase(now) == clean_passphrase(wanted):
        raise Impossible(N_("Choose a passphrase other than the one you have."))
    said = passphrases.weakness(clean_passphrase(wanted), account.username, account.name)
    if said:
        raise Impossible(said)
    hashed = hashing.hash_passphrase(clean_passphrase(wanted))
    with audit.recorded(actor, "account.changed", "account", actor.id, what="own passphrase"):
        Account.update(passphrase=hashed).where(Account.id == actor.id).execute()
        sessions.end_account(account.id, keep=visit)


def choose_language(actor: Actor, language: str) -> None:
    """The language of one's own pages."""
    with audit.recorded(actor, "account.changed", "account", actor.id, what=f"language {language}"):
        Account.update(language=language).where(Account.id == actor.id).execute()


def record_credential(
    actor: Actor, account: Any, kind: str, issued_on: date, *, hours: int = 0,
    expires_on: date | None = None,
) -> Any:  # fmt: skip
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


def actor_of(account: Any) -> Actor:
    """The account as the one who acts, with the roles it holds now."""
    held: Any = Grant.select().where((Grant.account == account) & Grant.ended_at.is_null())
    roles = frozenset((row.role, row.facility_id or "") for row in held)
    return Actor(account.id, account.name, roles)
