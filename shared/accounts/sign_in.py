"""Signing in to the console: user name, passphrase, and a one-time code, all asked at once.

Whatever is wrong, the answer is one and takes as long: a stranger learns no user name.  Tries are
slowed by name and network together, so that a stranger who knows a name cannot keep its owner out
from elsewhere; who is tried often is told, and so are the administrators.  Nobody is locked out.
"""

from dataclasses import dataclass
from typing import NoReturn

from flask import Flask, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from shared.accounts import accounts, alarm, notices, totp
from shared.base import clock
from shared.base.together import together
from shared.frontdoor import hashing, lane, sessions, throttle
from shared.records import audit, vault
from shared.records.models import Account
from shared.records.permissions import Actor
from shared.records.reading import row_of, rows_by_id

STRANGER = Actor("stranger", "stranger")

TRIES = 10  # by user name from one network
TRIES_BY_NETWORK = 60  # an office behind one address
TRIES_AT_STEP_UP = 5  # by account
SECONDS = 900


class Refused(Exception):
    """These are not the user name, passphrase and code of an open account."""


class Spent(Refused):
    """All is right, but this code was used before: wait for the next one."""


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
    has_news: bool = False


def _counts(username: str, address: str | None) -> tuple[tuple[throttle.Count, ...], ...]:
    """What a try counts for: this user name from these networks, and the networks alone."""
    secret = vault.keys().web_secret
    return (
        throttle.counts_of_networks(secret, f"sign-in as {username}", address, TRIES, SECONDS),
        throttle.counts_of_networks(secret, "sign-in from", address, TRIES_BY_NETWORK, SECONDS),
    )


def attempt(username: str, passphrase: str, code: str, address: str | None) -> Account:
    """The account that these open.  Raises Refused, Spent or TooMany; each is recorded."""
    wanted = accounts.clean_username(username)
    by_name, by_network = _counts(wanted, address)
    tried = throttle.hit_all((*by_name, *by_network))
    if tried.wait:
        alarm.note_slowed(wanted)
        raise TooMany(tried.wait)
    account = Account.get_or_none((Account.username == wanted) & Account.active)
    hashed = account.passphrase if account else None
    try:
        is_right = hashing.verify_passphrase(
            hashed or None, accounts.clean_passphrase(passphrase), is_guessing=tried.is_guessing
        )
    except lane.Busy as busy:
        throttle.give_back((*by_name, *by_network))  # it was not looked at
        raise TooMany(busy.seconds) from busy
    if account is None or not is_right:
        _refuse(account, "passphrase" if account else "unknown")
    _take_code(account, code, _network(address))
    throttle.forget(by_name[0].key)
    throttle.give_back((*by_name[1:], *by_network))
    return account


def _network(address: str | None) -> str:
    """The digest of the widest network that an address belongs to."""
    widest = throttle.networks(address)[-1][0]
    return throttle.key(vault.keys().web_secret, "staff network", widest)


def _refuse(account: Account | None, why: str) -> NoReturn:
    subject = account.id if account else ""
    with audit.recorded(STRANGER, "account.refused", "account", subject, why=why):
        pass
    alarm.note_refused(account)
    raise Refused


def _take_code(account: Account, code: str, network: str) -> None:
    """Use the code up, and record the visit.  Raises Refused or Spent."""
    actor = accounts.actor_of(account)
    with audit.recorded(actor, "account.signed_in", "account", account.id) as entry:
        wrong = use_code(entry, account.id, code)
        if wrong:
            entry.actor, entry.event, entry.facts = STRANGER, "account.refused", {"why": wrong}
        else:
            if sessions.is_visited(account.id) or account.network not in ("", network):
                notices.tell(account, "signed_in")
            Account.update(signed_in_at=clock.now(), network=network).where(
                Account.id == account.id
            ).execute()
    _insist(account, wrong)


def use_code(entry: audit.Entry, account_id: str, code: str) -> str:
    """Use a one-time code up, under the lock: it works once.  What is wrong with it, or ""."""
    current = Account.get_by_id(account_id)
    step = totp.step_of(entry.open(current)[0].get("totp", ""), code)
    if step is None or not current.active:
        return "code"
    if step <= current.totp_step:
        return "spent code"
    Account.update(totp_step=step).where(Account.id == account_id).execute()
    return ""


def _insist(account: Account, wrong: str) -> None:
    if wrong == "spent code":
        raise Spent
    if wrong:
        alarm.note_refused(account)
        raise Refused


def step_up(code: str, what: str) -> None:
    """The code of who is signed in, given again for one act alone: `what` says which.

    Raises Refused or Spent, which are recorded, or TooMany after too many wrong ones.
    """
    actor = current_actor()
    limit = throttle.key(vault.keys().web_secret, "step up", actor.id)
    waiting = throttle.hit(limit, TRIES_AT_STEP_UP, SECONDS)
    if waiting:
        raise TooMany(waiting)
    with audit.recorded(actor, "account.stepped_up", "account", actor.id, what=what) as entry:
        wrong = use_code(entry, actor.id, code)
        if wrong:
            entry.event, entry.facts = "account.refused", {"why": wrong}
    _insist(Account.get_by_id(actor.id), wrong)
    throttle.forget(limit)


def enter(account: Account) -> None:
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


def own_visits() -> list[sessions.Visit]:
    """The open visits of who is signed in, the latest first; one of them is this."""
    return sessions.visits_of(current_actor().id, session)


def end_other_visits(visit: str = "") -> None:
    """End one other visit of who is signed in, or all others; this one goes on."""
    actor = current_actor()
    with audit.recorded(actor, "account.visits_ended", "account", actor.id):
        sessions.end_account(actor.id, keep=session, only=visit)


def _user(account: Account) -> User:
    return User(
        account.id, accounts.actor_of(account), account.language, account.username,
        bool(account.has_news),
    )  # fmt: skip


def _load(account_id: str) -> User | None:
    together((rows_by_id, Account, (account_id,)), (accounts.grants_of, account_id))
    account = row_of(Account, account_id)
    return _user(account) if account and account.active else None


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
