"""Lists of the letter bank, in pages: letters, registrations, matches, deliveries, papers.

Each page is one query, with all that its rows show.
"""

from datetime import datetime
from typing import Any, TypeVar

from peewee import DateTimeField

from shared.records import pages, permissions
from shared.records.models import Delivery, Letter, Match, Paper, Registration
from shared.records.models.base import Row
from shared.records.permissions import Actor

Moment = TypeVar("Moment", datetime, datetime | None)


def _keys(
    column: "DateTimeField[Moment]", model: type[Row], *, latest_first: bool
) -> tuple[pages.Key, ...]:
    name = column.name
    return (
        pages.Key(column, lambda row: getattr(row, name), pages.moment, is_descending=latest_first),
        pages.Key(model.id, lambda row: row.id, is_descending=latest_first),
    )


def letters_page(actor: Actor, state: str, place: pages.Place) -> pages.Page:
    """Letters in the actor's scope, the latest deposit first."""
    rows = permissions.scope(actor, "letter")
    if state:
        rows = rows.where(Letter.state == state)
    return pages.page(rows, _keys(Letter.made_at, Letter, latest_first=True), place)


def registrations_page(actor: Actor, state: str, place: pages.Place) -> pages.Page:
    """Registrations in the actor's scope, the latest first."""
    rows = permissions.scope(actor, "registration")
    if state:
        rows = rows.where(Registration.state == state)
    return pages.page(rows, _keys(Registration.made_at, Registration, latest_first=True), place)


STRONGEST_FIRST = (
    pages.Key(Match.score, lambda row: row.score, int, is_descending=True),
    *_keys(Match.made_at, Match, latest_first=False),
)


def matches_in(actor: Actor, place: pages.Place, *states: str) -> pages.Page:
    """Matches in the actor's scope in these states with both sides, the strongest first."""
    rows = _with_sides(permissions.scope(actor, "match"), Match).where(Match.state << states)
    return pages.page(rows, STRONGEST_FIRST, place)


def _with_sides(query: Any, model: type[Match] | type[Delivery]) -> Any:
    """Matches or deliveries, each with its letter and its registration: one query for all."""
    return (
        query.select(model, Letter, Registration)
        .join(Letter, on=model.letter == Letter.id)
        .switch(model)
        .join(Registration, on=model.registration == Registration.id)
    )


def deliveries_in(actor: Actor, place: pages.Place, *states: str) -> pages.Page:
    """Deliveries in scope in these states with both sides, the longest waiting first."""
    rows = _with_sides(permissions.scope(actor, "delivery"), Delivery)
    keys = _keys(Delivery.since, Delivery, latest_first=False)
    return pages.page(rows.where(Delivery.state << states), keys, place)


def papers_to_print(actor: Actor, place: pages.Place) -> pages.Page:
    """Papers in the actor's scope that are ready and were not printed yet, oldest first."""
    mine = Paper.ready_at.is_null(False) & Paper.printed_at.is_null()
    rows = permissions.scope(actor, "paper").where(mine)
    return pages.page(rows, _keys(Paper.ready_at, Paper, latest_first=False), place)
