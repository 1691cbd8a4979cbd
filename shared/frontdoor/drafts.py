"""Answers not yet sent, one question a page: sealed to a key that only the browser's cookie holds.

A draft kept for coming back is sealed again under a key that only its code gives.  Staff and
anyone who holds the database can open neither.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from peewee import BlobField, CharField

from shared.base import clock, db, ids
from shared.base.values import Given, Values
from shared.frontdoor import hashing, sealing
from shared.frontdoor.sessions import Current

_KEPT_WITH_SESSION = timedelta(hours=12)


class Draft(db.FrontdoorModel):
    """Sealed answers, under a digest of the key's origin."""

    id = CharField(primary_key=True, max_length=64)
    sealed = BlobField()
    expires_at = db.Moment(index=True)


def load(session: Current) -> Values:
    """The answers given so far in this session; empty if there are none."""
    if session.is_issued_now and not session.is_used:
        return {}  # a fresh visitor; asking for the key would set a cookie
    place, key = _of_session(session)
    return _read(place, key) or {}


def save(session: Current, answers: Given, without: Iterable[str] = ()) -> Values:
    """Put `answers` over those given before, forget those named in `without`; what is kept now.

    Values are what JSON can hold.  Other pages' answers, sent at the same moment, stay.
    """
    place, key = _of_session(session)
    with db.write(db.frontdoor):
        Draft.insert(
            id=place, sealed=b"", expires_at=clock.now() + _KEPT_WITH_SESSION
        ).on_conflict_ignore().execute()
        kept = (_read(place, key, is_held=True) or {}) | dict(answers)
        for name in without:
            kept.pop(name, None)
        _write(place, key, kept, clock.now() + _KEPT_WITH_SESSION)
    return kept


def take(session: Current, start: str = "") -> Values | None:
    """The answers whose names begin with `start`, erased in the same moment; the others stay.

    None if there are none (any more).  Inside one `db.write(db.frontdoor)` with the drop, a double
    submit sends one envelope: the row is written over and never deleted, so that who comes second
    waits for it, and then finds what the first has put there.
    """
    place, key = _of_session(session)
    with db.write(db.frontdoor):
        kept = _read(place, key, is_held=True) or {}
        taken = {name: value for name, value in kept.items() if name.startswith(start)}
        if taken:
            rest = {name: value for name, value in kept.items() if name not in taken}
            _write(place, key, rest, clock.now() + _KEPT_WITH_SESSION)
    return taken or None


def erase(session: Current) -> None:
    """Erase the answers of this session, if there are any."""
    if session.is_issued_now and not session.is_used:
        return
    place, _key = _of_session(session)
    with db.write(db.frontdoor):
        Draft.delete().where(Draft.id == place).execute()


@dataclass(frozen=True)
class Ticket:
    """A new code for a form that is saved, as it is read aloud, and what follows from it."""

    code: str
    place: str
    key: bytes = field(repr=False)


def new_ticket(keys: sealing.PortalKeys) -> Ticket:
    """A code under which answers can be saved; made before the transaction.  Raises lane.Busy."""
    code = ids.new_access_code()
    return Ticket(code, *_of_code(keys, ids.clean_access_code(code) or ""))


def save_for_return(ticket: Ticket, answers: Given, days: int) -> None:
    """Keep `answers` for `days` under the code of `ticket`."""
    expires_at = clock.now() + timedelta(days=days)
    with db.write(db.frontdoor):
        Draft.insert(id=ticket.place, sealed=b"", expires_at=expires_at).execute()
        _write(ticket.place, ticket.key, dict(answers), expires_at)


def take_back(keys: sealing.PortalKeys, code: str, *, is_guessing: bool = False) -> Values | None:
    """What was kept under `code` (cleaned, 16 digits), which then opens nothing any more.

    None for a code that opens nothing, after the same work.  `is_guessing` as in
    `hashing.verify_code`.  Raises lane.Busy.
    """
    place, key = _of_code(keys, code, is_guessing=is_guessing)
    with db.write(db.frontdoor):
        kept = _read(place, key, is_held=True)
        if kept is not None:
            Draft.delete().where(Draft.id == place).execute()
    return kept


def sweep() -> int:
    """Erase the expired drafts; how many."""
    with db.write(db.frontdoor):
        return int(Draft.delete().where(Draft.expires_at <= clock.now()).execute())


def _of_session(session: Current) -> tuple[str, bytes]:
    return session.secret("draft place").hex(), session.secret("draft key")


def _of_code(
    keys: sealing.PortalKeys, code: str, *, is_guessing: bool = False
) -> tuple[str, bytes]:
    # The site's secret as salt: the database alone cannot even be searched for weak codes.
    salt = sealing.derive(keys.web_secret.encode(), "draft code salt")
    secret = hashing.stretch(code, salt, is_guessing=is_guessing)
    place = hashlib.sha256(sealing.derive(secret, "draft place")).hexdigest()
    return place, sealing.derive(secret, "draft key")


def _read(place: str, key: bytes, *, is_held: bool = False) -> Values | None:
    query = Draft.select().where((Draft.id == place) & (Draft.expires_at > clock.now()))
    row = (db.locked(query) if is_held else query).first()
    if row is None or not row.sealed:
        return None
    return sealing.unpack(sealing.unlock(key, bytes(row.sealed), place.encode()))


def _write(place: str, key: bytes, answers: Values, expires_at: datetime) -> None:
    sealed = sealing.lock(key, sealing.pack(answers), place.encode(), "nonce:draft")
    Draft.update(sealed=sealed, expires_at=expires_at).where(Draft.id == place).execute()
