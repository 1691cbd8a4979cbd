"""Enrollment: the holder of an account sets its passphrase and authenticator, and nobody else.

It opens with a code of two halves, handed over by two administrators (or printed by the command
line, whose user holds the keys anyway), within the policy's days, once.
"""

import hmac
from datetime import datetime, timedelta

from peewee import Expression

from shared import policy
from shared.accounts import notices, passphrases, totp
from shared.accounts.accounts import (
    Impossible,
    actor_of,
    clean_passphrase,
    clean_username,
    open_account,
)
from shared.accounts.roles import give, insist_on_place, insist_together
from shared.base import clock, ids
from shared.base.translation import N_
from shared.frontdoor import hashing, sessions
from shared.records import audit, vault
from shared.records.models import Account, Enrollment
from shared.records.permissions import Actor

OVER = N_("This enrollment code was used already, or its days are over. Ask an administrator.")
WRONG_CODE = N_("This is not the code that the app shows now. Wait for the next one.")


def begin(account: Account, kind: str) -> tuple[Enrollment, str]:
    """A new enrollment that replaces any before it, and its first half, to be shown once.

    Nothing opens by the first half alone.  Called inside a recorded change.
    """
    end(account)
    half = ids.new_reference()
    return Enrollment.make(account=account, kind=kind, first=_digest(half)), half


def complete(row: Enrollment) -> str:
    """The second half, to be shown once; from now on the holder may enroll.

    Called inside a recorded change.
    """
    half = ids.new_reference()
    days = timedelta(days=policy.current().accounts.enrollment_days)
    Enrollment.update(second=_digest(half), expires_at=clock.now() + days).where(
        Enrollment.id == row.id
    ).execute()
    return half


def end(account: Account) -> None:
    """No enrollment of this account opens any more.  Called inside a recorded change."""
    mine = (Enrollment.account == account) & Enrollment.used_at.is_null()
    Enrollment.update(ended_at=clock.now()).where(mine & Enrollment.ended_at.is_null()).execute()


def expires_at(row: Enrollment) -> datetime | None:
    """When an enrollment ends unless it is used."""
    until: datetime | None = Enrollment.get_by_id(row.id).expires_at
    return until


def _digest(half: str) -> str:
    return vault.digest("enrollment", ids.clean_reference(half))


def _is_half(typed: str, digest: str) -> bool:
    return bool(digest) and hmac.compare_digest(_digest(typed), digest)


def opened_by(username: str, first: str, second: str) -> Enrollment | None:
    """The open enrollment that these open, or None; which of them was wrong is not told."""
    wanted = clean_username(username)
    account = Account.get_or_none((Account.username == wanted) & Account.active)
    if account is None:
        return None
    rows = Enrollment.select().where(_is_open(Enrollment.account == account))
    return next(
        (row for row in rows if _is_half(first, row.first) and _is_half(second, row.second)), None
    )


def _is_open(which: Expression) -> Expression:
    return (
        which & Enrollment.used_at.is_null() & Enrollment.ended_at.is_null()
        & (Enrollment.expires_at > clock.now())
    )  # fmt: skip


def is_open(enrollment_id: str) -> bool:
    """Whether an enrollment may still be used."""
    return bool(Enrollment.select().where(_is_open(Enrollment.id == enrollment_id)).exists())


def account_of(enrollment_id: str) -> Account:
    """The account of an enrollment."""
    return Enrollment.get_by_id(enrollment_id).account


def enroll(
    enrollment_id: str, passphrase: str, secret: str, code: str, hashed: str = ""
) -> Account:  # fmt: skip
    """Set the holder's own passphrase and authenticator `secret`; the code is spent by it.

    Every visit of the account ends.  `hashed` saves hashing the passphrase again.  Raises
    Impossible: the passphrase is weak, the code is not the app's, or the enrollment is over.
    """
    row = Enrollment.get_by_id(enrollment_id)
    account, chosen = row.account, clean_passphrase(passphrase)
    said = passphrases.weakness(chosen, account.username, account.name)
    if said:
        raise Impossible(said)
    step = totp.step_of(secret, code)
    if step is None:
        raise Impossible(WRONG_CODE)
    hashed = hashed or hashing.hash_passphrase(chosen)  # slow: not while others wait for the log
    with audit.recorded(actor_of(account), "account.enrolled", "account", account.id,
                        kind=row.kind):  # fmt: skip
        if not is_open(enrollment_id):
            raise Impossible(OVER)
        Enrollment.update(used_at=clock.now()).where(Enrollment.id == row.id).execute()
        Account.update(
            passphrase=hashed, totp_step=step, enrolled_at=clock.now()
        ).where(Account.id == account.id).execute()  # fmt: skip
        vault.reseal(account, {"totp": secret})
        notices.tell(account, "secrets_set")
        sessions.end_account(account.id)
    return Account.get_by_id(account.id)


def make_account(
    actor: Actor, username: str, name: str, roles: tuple[tuple[str, str], ...], language: str = "en"
) -> tuple[Account, str, str]:
    """From the command line: an account with its roles, and both halves of its enrollment.

    `roles`: pairs of role and facility code or "".  The user of the command line holds the keys
    of everything, so that a second person would add nothing here.  Raises Impossible.
    """
    pairs = ",".join(f"{role}@{place}" if place else role for role, place in roles)
    for role, place in roles:
        insist_on_place(role, place)
    insist_together(role for role, _ in roles)
    with audit.recorded(actor, "account.made", "account", roles=pairs) as entry:
        account = open_account(username, name, language)
        entry.subject = account.id
        for role, place in roles:
            give(account, role, place)
        row, first = begin(account, "first")
        second = complete(row)
    return account, first, second


def renew_from_outside(actor: Actor, username: str) -> tuple[Account, str, str]:
    """From the command line: new secrets for an account when no two administrators are left.

    What it has now stops working.  Raises Impossible if there is no such open account.
    """
    wanted = clean_username(username)
    account = Account.get_or_none((Account.username == wanted) & Account.active)
    if account is None:
        raise Impossible(N_("There is no open account with this user name."))
    with audit.recorded(actor, "account.changed", "account", account.id, what="new secrets"):
        row, first = begin(account, "renewal")
        second = complete(row)
        revoke(account)
        notices.tell(account, "secrets_given", actor)
    return account, first, second


def revoke(account: Account) -> None:
    """What the account signs in with now stops working.  Called inside a recorded change."""
    Account.update(passphrase="").where(Account.id == account.id).execute()
    sessions.end_account(account.id)
