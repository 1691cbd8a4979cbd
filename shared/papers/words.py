"""The words of coded values on paper: the tables' labels, in the paper's language."""

from collections.abc import Mapping
from functools import cache

from babel.messages.pofile import read_po

from shared import policy
from shared.accounts.accounts import LABELS as ROLE_LABELS
from shared.base.translation import N_
from shared.dialogue import participants
from shared.documents.words import CATALOGUES
from shared.frontdoor import envelopes
from shared.people import contact
from shared.records.events import EVENTS
from shared.records.models import AuditEntry, ContactWay, Participant, Person

PARTICIPANTS = {
    "person_harmed": N_("Person harmed"),
    "offender": N_("Person responsible"),
    **participants.ROLES,
}


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = CATALOGUES / language / "LC_MESSAGES" / "shared.po"
    if not path.exists():  # English is the original
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy}


def said(label: str, language: str) -> str:
    """A marked label in `language`; itself where there is no translation."""
    return policy.fill(_catalogue(language).get(label, label), policy.current(), language)


def from_table(table: Mapping[str, str], code: str, language: str) -> str:
    """The label of a coded value; empty for an unknown code."""
    return said(table.get(code, ""), language)


def office(role: str, language: str) -> str:
    """A role's title; empty for nobody."""
    return from_table(ROLE_LABELS, role, language)


def standing(person: Person, language: str) -> str:
    """How a person is tied to the harm."""
    return from_table(envelopes.STANDINGS, person.standing, language)


def verified(person: Person, language: str) -> str:
    """How identity and standing were verified."""
    return from_table(contact.VERIFIED_HOW, person.verified_how, language)


def part(row: Participant, language: str) -> str:
    """What a participant is there for."""
    return from_table(PARTICIPANTS, row.role, language)


def side(row: Participant, language: str) -> str:
    """A participant's side."""
    return from_table(participants.SIDES, row.side, language)


def channel(way: ContactWay | None, language: str) -> str:
    """A way to reach somebody."""
    return from_table(envelopes.CHANNELS, way.channel, language) if way else ""


def event(entry: AuditEntry, language: str) -> str:
    """What happened."""
    return said(EVENTS[entry.event].label, language)
