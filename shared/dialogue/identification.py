"""Which offender a case is about, and which incident (S5)."""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.case import set_columns
from shared.people import contact
from shared.records import vault
from shared.records.models import (
    DialogueCase,
    EligibilityFinding,
    Facility,
    Incident,
    Offender,
    OrderCheck,
    Responsibility,
)
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class OffenderNamed(Facts):
    """What identifies an offender; `facility` an id, `language` of letters, each may be empty."""

    name: str = ""
    number: str = ""
    facility: str = ""
    language: str = ""


@dataclass(frozen=True)
class Identification(OffenderNamed):
    """The offender and the incident; `birth_date` in ISO form, or empty."""

    birth_date: str = ""
    county: str = ""
    year: int | None = None
    court_number: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_offender_named(act: Act[OffenderNamed]) -> bool:
    """What identifies an offender was given."""
    return bool(act.facts.name.strip() and act.facts.number.strip())


OFFENDER_NAMED = Guard(is_offender_named, N_("Enter the {offender}'s name and number."))


def is_facility_listed(act: Act[OffenderNamed]) -> bool:
    """The facility, if one is given, is on the list."""
    facility = act.facts.facility
    return not facility or Facility.get_or_none(Facility.id == facility) is not None


FACILITY_LISTED = Guard(is_facility_listed, N_("Choose a facility from the list."))


def is_place_named(act: Act[OffenderNamed]) -> bool:
    """A facility is given."""
    return bool(act.facts.facility)


PLACE_NAMED = Guard(is_place_named, N_("Choose a facility from the list."))


def is_name_alike(act: Act[OffenderNamed]) -> bool:
    """A number that is on file already is of the same name."""
    known = contact.offender_by_number(act.facts.number)
    return known is None or contact.is_named_so(known, act.facts.name)


NAME_ALIKE = Guard(
    is_name_alike,
    N_("This number is already on file under another name. Compare both with custody records."),
)


def is_place_alike(act: Act[OffenderNamed]) -> bool:
    """A number that is on file already is of someone held at the facility that is given."""
    known, facility = contact.offender_by_number(act.facts.number), act.facts.facility
    return known is None or not facility or known.facility_id in (None, facility)


PLACE_ALIKE = Guard(
    is_place_alike,
    N_(
        "This number is already on file at another facility. If the {offender} was moved, record "
        "that under Custody first: it puts every related case on hold."
    ),
)
ON_FILE_ALIKE = (NAME_ALIKE, PLACE_ALIKE)


def is_offender_known(act: Act[Facts]) -> bool:
    """The offender is identified."""
    return queries.offender_of(act.subject) is not None


OFFENDER_KNOWN = Guard(is_offender_known, N_("First identify the {offender}."))


# -- effects -----------------------------------------------------------------------------------


def identify_offender(act: Act[Identification]) -> None:
    """Bind the case to an offender and an incident (S5)."""
    facts = act.facts
    values = {"name": facts.name, "number": facts.number}
    values |= {"birth_date": facts.birth_date} if facts.birth_date else {}
    offender = contact.record_offender(values, facts.facility, facts.language)
    incident = vault.make(
        Incident, act.subject.key, {"court_number": facts.court_number},
        county=facts.county, year=facts.year,
    )  # fmt: skip
    Responsibility.make(incident=incident, offender=offender)
    if act.subject.offender_id is None:
        _bind_found(act.subject, offender)
    set_columns(act.subject, offender=offender, incident=incident)
    act.entry.note(offender=offender.id, facility=offender.facility_id)


def _bind_found(case: DialogueCase, offender: Offender) -> None:
    """What was found before an offender was named is of the one who is named first alone."""
    EligibilityFinding.update(offender=offender).where(
        (EligibilityFinding.case == case) & EligibilityFinding.offender.is_null()
    ).execute()
    OrderCheck.update(offender=offender).where(
        (OrderCheck.noun == "case") & (OrderCheck.subject == case.id)
        & OrderCheck.offender.is_null()
    ).execute()  # fmt: skip
