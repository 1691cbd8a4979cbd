"""What every composed document needs: opened values, dates, and who signs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.db import Found
from shared.base.values import Values
from shared.records import audit, vault
from shared.records.models import Account, Grant, Offender, Paper


class Composing:
    """One document being composed.  Whatever it opens is listed by the recorded entry."""

    def __init__(self, paper: Paper, entry: audit.Entry) -> None:
        self.paper = paper
        self.language = str(paper.language)
        self._entry = entry

    def open(self, row: vault.Sealed) -> Values:
        """The sealed values of a row."""
        return self._entry.open(row)[0]

    def file(self, row: vault.Keyed) -> bytes:
        """The scanned pages of a row."""
        return vault.open_file(self._entry.receipt(row), row)

    @property
    def today(self) -> date:
        """The day on the paper."""
        return day(clock.now())

    def signed(self, role: str = "planner") -> str:
        """Who signs: the one who asked for the paper, in the office they hold; else the office."""
        asked = Account.get_or_none(Account.id == self.paper.asked_by_id)
        held = _offices_of(asked) if asked else set()
        mine = next((one for one in (role, *OFFICES) if one in held), None)
        return f"{asked.name}, {self._title(mine)}" if asked and mine else self.office(role)

    def office(self, role: str = "planner") -> str:
        """The office alone, where a name would tell who acted."""
        return f"{self._title(role)}, {self.division}"

    def _title(self, role: str) -> str:
        agency = policy.current().agency
        titles = {"planner": agency.planner, "coordinator": agency.coordinator}
        return titles.get(role, agency.assistance).say(self.language)

    @property
    def division(self) -> str:
        """The division's name in the paper's language."""
        return policy.current().agency.division.say(self.language)


OFFICES = ("planner", "coordinator", "advocate")  # that sign papers, in the order of preference


def _offices_of(account: Account) -> set[str]:
    held = (Grant.account == account) & Grant.ended_at.is_null()
    return {row.role for row in Grant.select().where(held)}


Builder = Callable[[Composing], Any]


def local(moment: datetime) -> datetime:
    """A stored moment as people's clocks show it."""
    return clock.local(moment, policy.current().zone)


def day(moment: datetime) -> date:
    """The day of a stored moment, where people live."""
    return local(moment).date()


def row_of(model: type[Found], row_id: object) -> Found:
    """The row that a paper is about.  Raises the model's DoesNotExist."""
    return model.get_by_id(row_id)


def offender_named(one: Composing, offender_id: str | None) -> dict[str, str]:
    """Name and number; empty while nobody is identified."""
    values = one.open(row_of(Offender, offender_id)) if offender_id else {}
    return {"offender": str(values.get("name", "")), "number": str(values.get("number", ""))}


def staff_name(account_id: str | None) -> str:
    """A member of staff's name; empty for nobody."""
    found = Account.get_or_none(Account.id == account_id) if account_id else None
    return str(found.name) if found else ""
