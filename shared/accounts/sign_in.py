"""Signing in to the console: user name, passphrase, and a one-time code, all asked at once.

Whatever is wrong, the answer is one and takes as long: a stranger learns no user name.  Tries are
slowed, by account and by address; nobody is locked out.
"""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

import pyotp
from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from shared.accounts import accounts
from shared.base import clock
from shared.frontdoor import hashing, lane, sessions, throttle
from shared.records import audit, vault
from shared.records.models import Account
from shared.records.permissions import Actor

STRANGER = Actor("stranger", "stranger")

TRIES = 10  # by account
TRIES_BY_ADDRESS = 60  # an office behind one address
SECONDS = 900

STEP = 30  # seconds of one code
DRIFT = 1  # steps by which a telephone's clock may be off


class Refused(Exception):
    """These are not the user name, passphrase and code of an open account."""


class TooMany(Exception):
    """Too many tries; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass
class User(UserMixin):
    """Who is signed in, as Flask-Login knows it."""

    id: str
    actor: Actor
    language: str
    username: str


def _counts(username: str, address: str | None) -> tuple[throttle.Count, ...]:
    secret = vault.keys().web_secret
    return (
        throttle.Count(throttle.key(secret, "sign-in", username), TRIES, SECONDS),
        *throttle.counts_of_networks(secret, "sign-in from", address, TRIES_BY_ADDRESS, SECONDS),
    )


def _step_of(secret: str, code: str) -> int | None:
    """The time step of which `code` is the code, at most `DRIFT` away from now."""
    digits = "".join(c for c in code if c not in " -\u00a0")
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    generator = pyotp.TOTP(secret)
    now = int(clock.now().replace(tzinfo=UTC).timestamp()) // STEP
    matching = [
        step for step in range(now - DRIFT, now + DRIFT + 1)
        if pyotp.utils.strings_equal(generator.generate_otp(step), digits)
    ]  # fmt: skip
    return matching[-1] if matching else None


def attempt(username: str, passphrase: str, code: str, address: str | None) -> Any:
    """The account that these open.  Raises Refused or TooMany; either way it is recorded."""
    wanted = accounts.clean_username(username)
    counts = _counts(wanted, address)
    tried = throttle.hit_all(counts)
    if tried.wait:
        raise TooMany(tried.wait)
    account = Account.get_or_none((Account.username == wanted) & Account.active)
    hashed = account.passphrase if account else None
    try:
        is_right = hashing.verify_passphrase(
            hashed, accounts.clean_passphrase(passphrase), is_guessing=tried.is_guessing
        )
    except lane.Busy as busy:
        throttle.give_back(counts)  # it was not looked at
        raise TooMany(busy.seconds) from busy
    if not is_right:
        _refuse(account, "passphrase" if account else "unknown")
    if not _take_code(account, code):
        raise Refused
    throttle.forget(counts[0].key)
    throttle.give_back(counts[1:])
    return account


def _refuse(account: Any, why: str) -> None:
    subject = account.id if account else ""
    with audit.recorded(STRANGER, "account.refused", "account", subject, why=why):
        pass
    raise Refused


def _take_code(account: Any, code: str) -> bool:
    """Whether `code` is good now; if so it is used up, and the visit recorded."""
    actor = accounts.actor_of(account)
    with audit.recorded(actor, "account.signed_in", "account", account.id) as entry:
        current = Account.get_by_id(account.id)  # under the lock: a code works once
        step = _step_of(entry.open(current)[0]["totp"], code)
        if step is None or step <= current.totp_step or not current.active:
            entry.actor, entry.event, entry.facts = STRANGER, "account.refused", {"why": "code"}
            return False
        Account.update(totp_step=step, signed_in_at=clock.now()).where(
            Account.id == account.id
        ).execute()
    return True


def enter(account: Any) -> None:
    """Begin the visit of `account` in this browser, under a new session token."""
    sessions.rotate(session, account.id)
    login_user(_user(account))


def change_passphrase(now: str, wanted: str) -> None:
    """Another passphrase for who is signed in; this visit goes on under a new token.

    Raises accounts.Impossible with why not, TooMany after too many wrong ones.
    """
    actor = current_actor()
    limit = throttle.key(vault.keys().web_secret, "own passphrase", actor.id)
    waiting = throttle.hit(limit, TRIES, SECONDS)
    if waiting:
        raise TooMany(waiting)
    accounts.change_passphrase(actor, now, wanted, session)
    throttle.forget(limit)
    sessions.rotate(session)


def leave() -> None:
    """End the visit; its session opens nothing any more."""
    actor = current_actor()
    with audit.recorded(actor, "account.signed_out", "account", actor.id):
        logout_user()
    sessions.end(session)


def _user(account: Any) -> User:
    return User(account.id, accounts.actor_of(account), account.language, account.username)


def _load(account_id: str) -> User | None:
    account = Account.get_or_none((Account.id == account_id) & Account.active)
    return _user(account) if account else None


def current_actor() -> Actor:
    """Who acts in this request.  Raises RuntimeError if nobody is signed in."""
    if not current_user.is_authenticated:
        raise RuntimeError("nobody is signed in")
    actor: Actor = current_user.actor
    return actor


def install(app: Flask) -> None:
    """Let `app` know who is signed in.  No remember-me: a closed browser is signed out."""
    manager = LoginManager()
    manager.session_protection = "basic"
    manager.user_loader(_load)
    manager.init_app(app)
