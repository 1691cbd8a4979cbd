"""By what a letter and a registration are found: marks on both sides, kept as digests only."""

import re

from peewee import ModelSelect

from shared.base.together import rows
from shared.base.values import Given
from shared.people import contact, kinship, names
from shared.records import vault
from shared.records.models import BlindIndex

Marks = dict[str, set[str]]
_COUNTY = re.compile(r"^(?:condado de|county of|the) | (?:county|co|cnty|condado|parish)\b.*$")
_STATE = re.compile(r" (?:ms|miss|mississippi)$")
_SHORT = {"saint": "st", "jeff": "jefferson"}  # as people write the names of counties

OF_WRITER = ("m.number", "m.number.slip", "m.suffix", "m.writer.full", "m.writer.slip",
             "m.writer.sound", "m.writer.initial", "m.writer.second", "m.writer.exact")  # fmt: skip
OF_ADDRESSEE = ("m.to.full", "m.to.slip", "m.to.sound", "m.to.initial", "m.to.through",
                "m.to.lead", "m.to.plain", "m.to.family", "m.to.short", "m.to.suffix",
                "m.to.second", "m.to.exact")  # fmt: skip
OF_INCIDENT = ("m.county", "m.year", "m.court")
ALL = (*OF_WRITER, *OF_ADDRESSEE, *OF_INCIDENT)


def of_writer(values: Given) -> Marks:
    """Of the offender: `name`, and the department's `number`."""
    name, number = (
        str(values.get("name") or ""),
        contact.normal_number(str(values.get("number") or "")),
    )
    found: Marks = {f"m.writer.{kind}": set() for kind in names.KINDS}
    for one in names.each(name):
        for kind, alike in names.marks(one).items():
            found[f"m.writer.{kind}"] |= alike
    found["m.number"] = {number}
    found["m.number.slip"] = names.slips(number) if len(number) > 3 else set()
    found["m.suffix"] = {names.suffix_of(name)}
    return found


def of_addressee(called: list[str], relations: list[str]) -> Marks:
    """Of the person harmed: every name, and phrases such as "the mother of Daniel Reyes"."""
    found: Marks = {kind: set() for kind in OF_ADDRESSEE}
    for name in (one for group in called for one in names.each(group)):
        for kind, values in names.marks(name).items():
            found[f"m.to.{kind}"] |= values
        found["m.to.suffix"] |= {names.suffix_of(name)}
        found["m.to.short"] |= {"short"} if names.is_short(name) else set()
        found["m.to.plain"] |= {"plain"} if names.is_plain(name) else set()
    for words in (*called, *relations):
        kins, other = kinship.through(words)
        found["m.to.through"] |= through(kins, other)
    return found


def through(kins: tuple[str, ...], name: str) -> set[str]:
    """Relations to somebody named, by the formal name and each family name."""
    return {f"{kin} {full}" for kin in kins for full in names.marks(name)["full"]}


def of_incident(values: Given) -> Marks:
    """Of the incident: county, year, court number."""
    court = re.findall(r"[A-Z]+|[0-9]+", str(values.get("court_number") or "").upper())
    year = str(values.get("year") or "").strip()
    return {
        "m.county": _county(str(values.get("county") or "")), "m.year": {year},
        "m.court": {"".join(part.lstrip("0") for part in court)},
    }  # fmt: skip


def _county(said: str) -> set[str]:
    """A county however it is written, with one letter wrong, without "county" and the state."""
    plain = _STATE.sub("", contact.normal(said.split(",", maxsplit=1)[0]))
    plain = "".join(_SHORT.get(word, word) for word in _COUNTY.sub("", plain).split())
    return names.slips(plain) if len(plain) > 5 else {plain}


def index(kinds: tuple[str, ...], found: Marks, noun: str, subject: str) -> None:
    """Keep the digests of these kinds in place of earlier ones.  Inside a recorded change."""
    for kind in kinds:
        vault.index(kind, found.get(kind, set()), noun, subject)


def add_harmed(registration_id: str, harmed: str, kin: str) -> None:
    """Let a registration also be found as a relative of the person who was harmed."""
    for value in through((kin,) if kin else kinship.CODES, harmed):
        BlindIndex.make(
            kind="m.to.through", digest=vault.digest("m.to.through", value),
            noun="registration", subject=registration_id,
        )  # fmt: skip


def digests(noun: str, subject: str) -> dict[str, set[str]]:
    """The digests kept for one letter or registration, by kind."""
    found: dict[str, set[str]] = {kind: set() for kind in ALL}
    for row in marks(noun, subject):
        found[row.kind].add(row.digest)
    return found


@rows
def marks(noun: str, subject: str) -> "ModelSelect[BlindIndex]":
    """The marks kept for one letter or registration."""
    mine = (BlindIndex.noun == noun) & (BlindIndex.subject == subject) & (BlindIndex.kind << ALL)
    return BlindIndex.select().where(mine)


def forget(noun: str, subject: str) -> None:
    """Let it be found no more."""
    BlindIndex.delete().where(
        (BlindIndex.noun == noun) & (BlindIndex.subject == subject) & (BlindIndex.kind << ALL)
    ).execute()
