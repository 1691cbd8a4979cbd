"""By what a letter and a registration are found: marks on both sides, kept as digests only."""

from collections.abc import Mapping
from typing import Any

from shared import people, vault
from shared.letters import names
from shared.models import BlindIndex

Marks = dict[str, set[str]]

OF_WRITER = ("m.number", "m.number.slip", "m.suffix", "m.writer.full", "m.writer.slip",
             "m.writer.sound", "m.writer.initial")  # fmt: skip
OF_ADDRESSEE = ("m.to.full", "m.to.slip", "m.to.sound", "m.to.initial", "m.to.through")
OF_INCIDENT = ("m.county", "m.year", "m.court")
ALL = (*OF_WRITER, *OF_ADDRESSEE, *OF_INCIDENT)


def of_writer(values: Mapping[str, Any]) -> Marks:
    """Of the offender: `name`, and the department's `number`."""
    name, number = (
        str(values.get("name") or ""),
        people.normal_number(str(values.get("number") or "")),
    )
    found = {f"m.writer.{kind}": digests for kind, digests in names.marks(name).items()}
    found["m.number"] = {number}
    found["m.number.slip"] = names.slips(number) if len(number) > 4 else set()
    found["m.suffix"] = {names.suffix_of(name)}
    return found


def of_addressee(called: list[str], relations: list[str]) -> Marks:
    """Of the person harmed: every name, and phrases such as "the mother of Daniel Reyes"."""
    found: Marks = {kind: set() for kind in OF_ADDRESSEE}
    for name in called:
        for kind, values in names.marks(name).items():
            found[f"m.to.{kind}"] |= values
    for words in (*called, *relations):
        kin, other = names.through(words)
        if kin:
            found["m.to.through"] |= through(kin, other)
    return found


def through(kin: str, name: str) -> set[str]:
    """A relation to somebody named, by the formal name and each family name."""
    return {f"{kin} {full}" for full in names.marks(name)["full"]}


def of_incident(values: Mapping[str, Any]) -> Marks:
    """Of the incident: county, year, court number."""
    county = people.normal(str(values.get("county") or "")).removesuffix(" county").strip()
    court = "".join(c for c in str(values.get("court_number") or "").upper() if c.isalnum())
    year = str(values.get("year") or "").strip()
    return {"m.county": {county}, "m.year": {year}, "m.court": {court}}


def index(kinds: tuple[str, ...], found: Marks, noun: str, subject: str) -> None:
    """Keep the digests of these kinds in place of earlier ones.  Inside a recorded change."""
    for kind in kinds:
        vault.index(kind, found.get(kind, set()), noun, subject)


def add_harmed(registration_id: str, harmed: str, kin: str) -> None:
    """Let a registration also be found as a relative of the person who was harmed."""
    kins = [kin] if kin else ["parent", "child", "partner", "sibling", "grandparent", "family"]
    for one in kins:
        for value in through(one, harmed):
            BlindIndex.make(
                kind="m.to.through", digest=vault.digest("m.to.through", value),
                noun="registration", subject=registration_id,
            )  # fmt: skip


def digests(noun: str, subject: str) -> dict[str, set[str]]:
    """The digests kept for one letter or registration, by kind."""
    mine = (BlindIndex.noun == noun) & (BlindIndex.subject == subject) & (BlindIndex.kind << ALL)
    found: dict[str, set[str]] = {kind: set() for kind in ALL}
    for row in BlindIndex.select().where(mine):
        found[row.kind].add(row.digest)
    return found


def forget(noun: str, subject: str) -> None:
    """Let it be found no more."""
    BlindIndex.delete().where(
        (BlindIndex.noun == noun) & (BlindIndex.subject == subject) & (BlindIndex.kind << ALL)
    ).execute()
