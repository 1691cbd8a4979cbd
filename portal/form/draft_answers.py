"""The answers of this visit, as long as the visit lives.

A draft outlives its session in the table; a mark in the session says whether it may still be read,
so that anyone who sits down at the same computer after the idle time finds nothing.
"""

from collections.abc import Iterable

from flask import session

from shared.base import db
from shared.base.values import Given, Values
from shared.frontdoor import drafts, sessions

_MARK = "answers"


def load() -> Values:
    """What was answered in this visit, under ``journey.question``."""
    return drafts.load(session) if _MARK in session else {}


def save(values: Given, without: Iterable[str] = ()) -> None:
    """Keep `values` beside what was answered before."""
    with db.write(db.frontdoor):
        if _MARK not in session:
            drafts.erase(session)
        drafts.save(session, values, without)
    session[_MARK] = True


def rotate() -> None:
    """Give the visit another token; its answers, which hang on the token, come along."""
    kept = load()
    with db.write(db.frontdoor):
        drafts.erase(session)
        sessions.rotate(session)
        if kept:
            save(kept)


def of(journey: str, kept: Given) -> dict[str, Values]:
    """The answers of one form: question key → fields."""
    start = f"{journey}."
    return {name.removeprefix(start): kept[name] for name in kept if name.startswith(start)}


def take(journey: str) -> dict[str, Values]:
    """The answers of one form, erased in the same moment; those of others stay.

    Inside one `db.write(db.frontdoor)` with what is made of them.
    """
    return of(journey, drafts.take(session, f"{journey}.") or {}) if _MARK in session else {}
