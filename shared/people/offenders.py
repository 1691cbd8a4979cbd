"""Where an offender is held, and whether they live: dated rows; the latest day stands (law 10).

Whatever is entered, and in whatever order, every act of both services asks the same fold.  A paper
that comes late is history.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.records.models import CustodyRecord, Offender
from shared.records.permissions import Actor
from shared.records.workflow import Refused

CHANGES = {
    "transfer": N_("Transferred to another facility"),
    "death_row": N_("Sentenced to death"),
    "left_death_row": N_("No longer sentenced to death"),
    "death": N_("Died"),
    "release": N_("Released"),
    "escape": N_("Escaped"),
    "returned": N_("Back in custody"),
    "order": N_("A protection or no-contact order"),
    "disclosure": N_("Something said in preparation"),
}
# What must be looked at, and told, before anything more of this writer reaches a person.
GRAVE = ("death", "release", "escape", "order")

NOT_IN_CUSTODY = N_(
    "By the records this person was not in custody on that day. Check the paper and the day. If "
    "they were back in custody, record that first."
)


@dataclass(frozen=True)
class Standing:
    """What is so now: custody, facility, sentence, death; and since which day."""

    custody: str
    facility: str | None
    death_row: bool
    died_on: date | None
    since: date


def history(offender: Offender) -> list[CustodyRecord]:
    """Every dated fact about an offender, by day; those of one day as they were entered."""
    rows = CustodyRecord.select().where(CustodyRecord.offender == offender)
    return sorted(rows, key=lambda row: (row.on, row.what != "recorded", row.made_at))


def _after(standing: Standing, row: CustodyRecord) -> Standing:
    now = replace(standing, since=row.on)
    match row.what:
        case "recorded":
            return replace(
                now, custody=row.custody, facility=row.facility_id, death_row=row.death_row,
                died_on=None,
            )  # fmt: skip
        case "transfer" | "returned":
            return replace(now, custody="in_custody", facility=row.facility_id)
        case "release":
            return replace(now, custody="released", facility=None)
        case "escape":
            return replace(now, custody="escaped")
        case "death":
            return replace(now, custody="died", died_on=row.on)
        case "death_row" | "left_death_row":
            return replace(now, death_row=row.what == "death_row")
        case _:
            return standing


def standing(offender: Offender, before: date | None = None) -> Standing:
    """What stands, by the latest day; or what stood on the eve of a day."""
    found = Standing(
        offender.custody, offender.facility_id, offender.death_row, offender.died_on, _today(),
    )  # fmt: skip
    rows = history(offender)
    # Before its first day, too, what was first recorded is all that is known.
    for row in [one for one in rows if one.what == "recorded"]:
        found = _after(found, row)
    for row in rows:
        if before is None or row.on <= before:
            found = _after(found, row)
    return found


def enter(
    actor: Actor, offender: Offender, what: str, on: date, facility: str | None = None
) -> bool:
    """Record a dated fact.  True if it changed what stands; False if it is history now.

    Raises Refused for a transfer of someone who was dead or free on that day.  Called inside the
    recorded change that it belongs to.
    """
    rows = history(offender)
    if not rows:
        # What stood until now, so that a later fold begins with it.
        CustodyRecord.make(
            offender=offender, what="recorded", on=_recorded_on(offender, on),
            facility=offender.facility_id, custody=offender.custody,
            death_row=offender.death_row, by=actor.id,
        )  # fmt: skip
    if what == "transfer" and standing(offender, on).custody not in ("in_custody", "escaped"):
        raise Refused(NOT_IN_CUSTODY)
    earlier = standing(offender)
    CustodyRecord.make(offender=offender, what=what, on=on, facility=facility, by=actor.id)
    now = standing(offender)
    Offender.update(
        custody=now.custody, facility=now.facility, death_row=now.death_row, died_on=now.died_on
    ).where(Offender.id == offender.id).execute()
    offender.custody, offender.facility_id = now.custody, now.facility
    offender.death_row, offender.died_on = now.death_row, now.died_on
    is_state = what not in ("order", "disclosure")
    return not is_state or replace(now, since=earlier.since) != earlier


def _recorded_on(offender: Offender, on: date) -> date:
    """The day from which what was recorded first stood: no later than the first change."""
    made = clock.local(offender.made_at, policy.current().zone).date()
    return min(made, on)


def _today() -> date:
    return clock.today(policy.current().zone)


def last_grave_news(number_digest: str) -> datetime | None:
    """When the last grave news about the writer with this number was entered, if any was."""
    rows = (
        CustodyRecord.select(CustodyRecord.made_at)
        .join(Offender)
        .where((Offender.number_digest == number_digest) & (CustodyRecord.what << GRAVE))
        .order_by(CustodyRecord.made_at.desc())
        .limit(1)
    )
    row = rows.first() if number_digest else None
    return None if row is None else row.made_at
