"""Server-side sessions: a cookie names one, and only that cookie opens it.

The cookie holds a random token.  The row lies under the token's SHA-256, sealed under a key that
is derived from the token, so the table alone opens nothing.  A GET stores nothing: a fresh visitor
who is shown a form gets a cookie, and the row is made by the first unsafe request that changes
the session.  A page which never touches the session sets no cookie.
"""

import hashlib
import string
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from flask import Flask, Request, Response, g, has_request_context, request
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from peewee import BlobField, CharField, DatabaseProxy, InterfaceError, OperationalError

from shared.base import clock, db, ids
from shared.base.values import Values
from shared.frontdoor import sealing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
CSRF = "csrf_token"  # Flask-WTF's name for what its tokens are bound to
_SEEN_WITHIN = 0.2  # seconds; a page is not kept waiting for it
_SEEN_EVERY = timedelta(minutes=1)
_JSON = TaggedJSONSerializer()


class PortalSession(db.FrontdoorModel):
    """A visit to the portal."""

    id = CharField(primary_key=True, max_length=64)
    sealed = BlobField()
    created_at = db.Moment()
    seen_at = db.Moment()
    expires_at = db.Moment(index=True)


class StaffSession(db.RecordsModel):
    """A visit to the console; `account` in plain, so that a deactivated account's can be ended."""

    id = CharField(primary_key=True, max_length=64)
    account = CharField(max_length=40, null=True, index=True)
    sealed = BlobField()
    created_at = db.Moment()
    seen_at = db.Moment()
    expires_at = db.Moment(index=True)


SessionRow = PortalSession | StaffSession
Current = Any  # Flask's `session`: behind a proxy, it is a `Session`


@dataclass(frozen=True)
class Limits:
    """How long a session lives without a request, and altogether."""

    idle: timedelta
    absolute: timedelta

    def expiry(self, created: datetime, seen: datetime) -> datetime:
        """The moment after which a session is as good as gone."""
        return min(seen + self.idle, created + self.absolute)


PORTAL_LIMITS = Limits(idle=timedelta(minutes=20), absolute=timedelta(hours=12))
STAFF_LIMITS = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))


class Session(SessionMixin):
    """One visitor's session, read from its table when first asked for.

    Two requests at once lose nothing of each other: only the keys that a request set or deleted
    are written, over what the row then holds.
    """

    def __init__(self, model: type[SessionRow], limits: Limits, token: str | None) -> None:
        self.model = model
        self.limits = limits
        self.token = token or ids.new_token("session")
        self.is_issued_now = token is None
        self.is_used = False  # its token is; the cookie must be sent
        self.is_ended = False
        self.stays_idle = False
        self.account: str | None = None
        self._row: SessionRow | None = None
        self._created: datetime | None = None
        self._data: Values | None = None
        self._changed: set[str] = set()

    # -- as a mapping --------------------------------------------------------------------------

    def _values(self) -> Values:
        if self._data is None:
            self._data = {}
            if not self.is_issued_now:
                self._row = _live(self.model, self.id)
                self._data = _opened(self._row, self.token)
                self.account = getattr(self._row, "account", None)
        return self._data

    def __getitem__(self, name: str) -> Any:
        if name == CSRF:
            # Derived, not stored: showing a form is a GET, and a GET stores nothing.
            return self.secret("csrf").hex()
        return self._values()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        if name != CSRF:
            self._values()[name] = value
            self._changed.add(name)

    def __delitem__(self, name: str) -> None:
        del self._values()[name]
        self._changed.add(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())

    def __contains__(self, name: object) -> bool:
        return name == CSRF or name in self._values()

    @property
    def modified(self) -> bool:
        """Whether there is something to store; set it True after changing a value in place."""
        return bool(self._changed)

    @modified.setter
    def modified(self, value: bool) -> None:
        if value:
            self._changed.update(self._values())

    # -- as a secret ---------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The primary key of the row; it does not tell the token."""
        return hashlib.sha256(bytes.fromhex(self.token)).hexdigest()

    def secret(self, label: str) -> bytes:
        """A 32-byte key that only the holder of the cookie can derive; the cookie will be sent."""
        self.is_used = True
        return sealing.derive(bytes.fromhex(self.token), label)

    # -- storing -------------------------------------------------------------------------------

    def store(self) -> None:
        """Write the keys changed by this request, unless the session was ended meanwhile."""
        mine = self._values()
        with db.write(_database(self.model)):
            if self._row is None:
                self._make_row()
            row = _live(self.model, self.id, is_held=True)
            if row is None:
                return
            held = _opened(row, self.token)
            held = {k: v for k, v in held.items() if k not in self._changed}
            held |= {k: v for k, v in mine.items() if k in self._changed}
            now = clock.now()
            self.model.update(
                sealed=_sealed(held, self.token), seen_at=now,
                expires_at=self.limits.expiry(row.created_at, now),
            ).where(self.model.id == self.id).execute()  # fmt: skip
        self._row = row
        self._changed.clear()
        self.is_used = True

    def store_once(self) -> None:
        """Like `store`; what cannot be stored is given up, so that the error page can be sent."""
        try:
            self.store()
        finally:
            self._changed.clear()

    def _make_row(self) -> None:
        now = clock.now()
        created = self._created or now
        expired = (self.model.id == self.id) & (self.model.expires_at <= now)
        self.model.delete().where(expired).execute()
        values = {
            "id": self.id, "sealed": _sealed({}, self.token), "created_at": created,
            "seen_at": now, "expires_at": self.limits.expiry(created, now),
        }  # fmt: skip
        if self.account is not None:
            values["account"] = self.account
        self.model.insert(**values).on_conflict_ignore().execute()

    def note_seen(self) -> None:
        """Put off the idle limit, at most once a minute (a GET may, by the eighth law)."""
        now = clock.now()
        if self._row is None or self.stays_idle or now - self._row.seen_at < _SEEN_EVERY:
            return
        expires = self.limits.expiry(self._row.created_at, now)
        live = (self.model.id == self.id) & (self.model.expires_at > now)
        # Not noted, the visit ends a little sooner: no reason to keep the page from the person.
        with (
            suppress(OperationalError, InterfaceError),
            db.write(_database(self.model), within=_SEEN_WITHIN),
        ):
            self.model.update(seen_at=now, expires_at=expires).where(live).execute()

    def drop(self) -> None:
        """Delete the row at once, and go on with a new token and no values."""
        if self._row is not None or not self.is_issued_now:
            with db.write(_database(self.model)):
                self.model.delete().where(self.model.id == self.id).execute()
        self.token = ids.new_token("session")
        self.is_issued_now, self.is_used = True, False
        self._row, self._data, self._changed = None, {}, set()
        self._created, self.account = None, None
        if has_request_context():
            g.pop(CSRF, None)  # Flask-WTF's copy, bound to the former token

    def turn(self, account: str | None) -> None:
        """What `rotate` does."""
        values, former = dict(self), self.account
        created = self._row.created_at if self._row and account is None else None
        self.drop()
        self.account, self._created = account or former, created
        self.update(values)
        self.is_used = True

    @property
    def is_touched(self) -> bool:
        """Whether the answer depends on it."""
        return self.is_used or self._data is not None


def rotate(session: Current, account: str | None = None) -> None:
    """Give the session another token, at sign-in and at step-up; the former cookie opens nothing.

    Its values stay.  `account`, the id of who signed in, starts the absolute limit again.  What
    hangs on the token hangs on the new one: load a draft before, and save it after.
    """
    session.turn(account)


def end(session: Current) -> None:
    """End the session: its row goes now, its cookie with the answer."""
    session.drop()
    session.is_ended = True


def leave_idle(session: Current) -> None:
    """Do not count this request as use: a page that refreshes itself keeps nobody signed in."""
    session.stays_idle = True


def end_account(account: str, keep: Current | None = None, only: str = "") -> None:
    """End the console sessions of `account`, all but `keep`; with `only` (a row's id) that one."""
    gone = StaffSession.account == account
    if keep is not None:
        gone &= StaffSession.id != keep.id
    if only:
        gone &= StaffSession.id == only
    with db.write(db.records):
        StaffSession.delete().where(gone).execute()


@dataclass(frozen=True)
class Visit:
    """An open visit to the console, as its account's holder sees it."""

    id: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def visits_of(account: str, here: Current) -> list[Visit]:
    """The open console sessions of `account`, the latest first; `here` is the one in use."""
    mine = (StaffSession.account == account) & (StaffSession.expires_at > clock.now())
    rows = StaffSession.select().where(mine).order_by(StaffSession.seen_at.desc())
    return [Visit(row.id, row.created_at, row.seen_at, row.id == here.id) for row in rows]


def is_visited(account: str) -> bool:
    """Whether `account` has an open console session."""
    mine = (StaffSession.account == account) & (StaffSession.expires_at > clock.now())
    return bool(StaffSession.select().where(mine).exists())


def sweep(model: type[PortalSession] | type[StaffSession]) -> int:
    """Delete the expired rows of `PortalSession` or `StaffSession`; how many."""
    with db.write(_database(model)):
        return int(model.delete().where(model.expires_at <= clock.now()).execute())


def _database(model: type[SessionRow]) -> DatabaseProxy:
    return db.records if model is StaffSession else db.frontdoor


def _live(model: type[SessionRow], row_id: str, *, is_held: bool = False) -> SessionRow | None:
    query: Any = model.select().where((model.id == row_id) & (model.expires_at > clock.now()))
    return (db.locked(query) if is_held else query).first()


def _key(token: str) -> bytes:
    return sealing.derive(bytes.fromhex(token), "session")


def _sealed(values: Values, token: str) -> bytes:
    plain = _JSON.dumps(values).encode("utf-8", "surrogatepass")
    return sealing.lock(_key(token), plain, b"session", "nonce:session")


def _opened(row: SessionRow | None, token: str) -> Values:
    if row is None:
        return {}
    plain = sealing.unlock(_key(token), bytes(row.sealed), b"session")
    values: Values = _JSON.loads(plain.decode("utf-8", "surrogatepass"))
    return values


class Sessions(SessionInterface):
    """Flask's way to `Session`: which table, which limits, which cookie."""

    _names: ClassVar[dict[str, str]] = {"portal": "fw", "staff": "fs"}

    def __init__(
        self, site: str, model: type[SessionRow], limits: Limits, *, is_https: bool
    ) -> None:
        self.model = model
        self.limits = limits
        self.is_https = is_https
        # Ports share cookies, so the two sites' names differ; `__Host-` needs https.
        self.cookie = f"__Host-{self._names[site]}" if is_https else self._names[site]

    def open_session(self, _app: Flask, request: Request) -> Session:
        """The session that the request's cookie names; nothing is read yet."""
        token = request.cookies.get(self.cookie, "")
        is_token = len(token) == 64 and set(token) <= set(string.hexdigits.lower())
        return Session(self.model, self.limits, token if is_token else None)

    def save_session(self, _app: Flask, session: Current, response: Response) -> None:
        """Store what an unsafe request changed, and send or delete the cookie if need be."""
        if session.modified and request.method not in SAFE_METHODS:
            session.store_once()
        else:
            session.note_seen()
        if session.is_touched:
            response.vary.add("Cookie")
        if session.is_used and session.is_issued_now:
            response.set_cookie(
                self.cookie, session.token, path="/", secure=self.is_https, httponly=True,
                samesite="Strict",
            )  # fmt: skip
        elif session.is_ended and self.cookie in request.cookies:
            response.delete_cookie(
                self.cookie, path="/", secure=self.is_https, httponly=True, samesite="Strict"
            )  # fmt: skip
