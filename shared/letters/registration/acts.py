"""The acts on a registration: their facts, guards and effects."""

from dataclasses import asdict, dataclass, field
from datetime import date

from shared.base.translation import N_
from shared.frontdoor.envelopes import STANDINGS, Way
from shared.letters import queries
from shared.letters.delivery.table import DELIVERY
from shared.letters.matching import match_keys
from shared.people import contact
from shared.records import jobs, vault
from shared.records.models import (
    ContactRule,
    Facility,
    Harm,
    Incident,
    Person,
    Reference,
    Registration,
    Responsibility,
)
from shared.records.permissions import WORKER
from shared.records.workflow import Act, Facts, Guard, ask_next, perform

CLOSURES = {
    "duplicate": N_("This person is already on the list"),
    "not_verified": N_("Identity could not be verified"),
    "no_standing": N_("No standing in this incident"),
    "no_offender": N_("No one in custody matches what was given"),
}
FACTS = ("requested", "received", "read")
GONE = ("mailed", "given")  # what has left cannot be stopped


def _set(registration: Registration, **columns: object) -> None:
    for name, value in columns.items():
        setattr(registration, name, value)
    Registration.update(**columns).where(Registration.id == registration.id).execute()


# -- facts and guards --------------------------------------------------------------------------


@dataclass(frozen=True)
class Recognized(Facts):
    """How it was verified that it is the person: a code of VERIFIED_HOW."""

    how: str = ""


@dataclass(frozen=True)
class Verification(Recognized):
    """The standing that was verified, and the person's age.

    `adult_on` is the day of turning 18, of someone who is not an adult yet.
    """

    standing: str = ""
    adult: bool | None = None
    adult_on: date | None = None


@dataclass(frozen=True)
class Closure(Facts):
    """Why a registration ends: a code of CLOSURES."""

    closure: str = ""


@dataclass(frozen=True)
class Identification(Facts):
    """The offender by name and number, where they are held, the incident, and who was harmed."""

    name: str = ""
    number: str = ""
    facility: str = ""
    county: str = ""
    year: int | None = None
    court_number: str = ""
    harmed: str = ""


@dataclass(frozen=True)
class Ways(Recognized):
    """The whole set of ways that the person says are safe."""

    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Choices(Facts):
    """The whole set of what the offender may be told (S40)."""

    tell_requested: bool = False
    tell_received: bool = False
    tell_read: bool = False


@dataclass(frozen=True)
class Death(Facts):
    """When the person died."""

    died_on: date | None = None


def is_verified_to_tell(act: Act[Choices]) -> bool:
    """Staff allow more in the name of a person only once they know who that is."""
    registration = act.subject
    names = ("tell_requested", "tell_received", "tell_read")
    more = [one for one in names if getattr(act.facts, one) and not getattr(registration, one)]
    return not more or act.actor.has("person") or registration.state == "verified"


def is_how_known(act: Act[Recognized]) -> bool:
    """How identity was verified, from the list."""
    return act.facts.how in contact.VERIFIED_HOW


def is_standing_known(act: Act[Verification]) -> bool:
    """The standing that was verified (S3)."""
    return act.facts.standing in STANDINGS


def is_age_known(act: Act[Verification]) -> bool:
    """An adult, or the day of turning 18: letters go to adults only (S26, ruling 1)."""
    if act.facts.adult is False:
        return act.facts.adult_on is not None and act.facts.adult_on > queries.today()
    return act.facts.adult is True


def has_ways(act: Act[Ways]) -> bool:
    """At least one way."""
    return bool(act.facts.ways)


def is_closure_known(act: Act[Closure]) -> bool:
    """A coded reason."""
    return act.facts.closure in CLOSURES


def is_offender_named(act: Act[Identification]) -> bool:
    """A number identifies an offender; a name alone does not."""
    is_numbered = bool(contact.normal_number(act.facts.number))
    return bool(act.facts.name.strip()) and is_numbered


def is_facility_known(act: Act[Identification]) -> bool:
    """A facility of ours, or none that is known yet."""
    place = act.facts.facility
    return not place or Facility.get_or_none(Facility.id == place) is not None


def is_death_dated(act: Act[Death]) -> bool:
    """The day, not in the future."""
    return act.facts.died_on is not None and act.facts.died_on <= queries.today()


HOW_KNOWN = Guard(is_how_known, N_("Choose how the person's identity was verified."))
STANDING_KNOWN = Guard(is_standing_known, N_("Choose the person's relationship to the case."))
AGE_KNOWN = Guard(
    is_age_known,
    N_("Choose whether the person is 18 or older; if not, enter the date of their 18th birthday."),
)
WAYS = Guard(has_ways, N_("Enter at least one way that the person says is safe."))
VERIFIED_TO_TELL = Guard(
    is_verified_to_tell,
    N_(
        "First record how identity was verified. Until then only the person, with their own code, "
        "can allow more to be told."
    ),
)
CLOSURE_KNOWN = Guard(is_closure_known, N_("Choose a reason."))
OFFENDER_NAMED = Guard(is_offender_named, N_("Enter the {offender}'s name and number."))
FACILITY_KNOWN = Guard(is_facility_known, N_("Choose a facility from the list."))
DEATH_DATED = Guard(is_death_dated, N_("Enter the date. It cannot be in the future."))


# -- effects -----------------------------------------------------------------------------------


def publish(act: Act[Facts]) -> None:
    """Whatever changed, let the worker publish what the person may read."""
    jobs.ask("publish", f"publish:{act.subject.reference}", reference=act.subject.reference)


def look_for_letters(act: Act[Facts]) -> None:
    """Let the worker compare the registration with the bank."""
    jobs.ask("registration", f"registration:{act.subject.id}", registration=act.subject.id)


def verify(act: Act[Verification]) -> None:
    """Identity, standing and age are on record; from now on letters may be looked for."""
    facts, registration = act.facts, act.subject
    person = Person.get_by_id(registration.person_id)
    contact.verify(act.actor, person, facts.how, facts.standing)
    adult_on = None if facts.adult else facts.adult_on
    Person.update(adult=facts.adult, adult_on=adult_on).where(Person.id == person.id).execute()
    _set(registration, adult_on=adult_on)
    jobs.ask_paper(
        key=registration.key, name="registration-confirmation", language=person.language,
        noun="registration", subject=registration.id, asked_by=act.actor.id,
    )  # fmt: skip
    look_for_letters(act)


def identify(act: Act[Identification]) -> None:
    """Bind the registration to an offender and an incident, and let it be found by them."""
    facts, registration = act.facts, act.subject
    offender = contact.record_offender(
        {"name": facts.name, "number": facts.number}, facts.facility
    )  # fmt: skip
    incident = vault.make(
        Incident, registration.key, {"court_number": facts.court_number},
        county=facts.county, year=facts.year,
    )  # fmt: skip
    Responsibility.make(incident=incident, offender=offender)
    Harm.make(
        incident=incident, person=registration.person_id,
        standing=Person.get_by_id(registration.person_id).standing,
    )  # fmt: skip
    _set(registration, offender=offender, incident=incident)
    said = asdict(facts)
    match_keys.index(
        match_keys.OF_WRITER, match_keys.of_writer(said), "registration", registration.id
    )
    match_keys.index(
        match_keys.OF_INCIDENT, match_keys.of_incident(said), "registration", registration.id
    )
    if facts.harmed.strip():
        match_keys.add_harmed(registration.id, facts.harmed, "")
    act.entry.note(offender=offender.id)
    look_for_letters(act)


def record_ways(act: Act[Ways]) -> None:
    """The whole set, as the person said it to staff; every earlier way stops.

    What was said of all ways stays: days to be left in peace are not taken back by a new number.
    """
    person = Person.get_by_id(act.subject.person_id)
    wishes = contact.wishes_of_all_ways(act.entry, person)
    contact.replace_ways(person, wishes | {"ways": act.facts.ways})


def choose(act: Act[Choices]) -> None:
    """The whole set of S40 choices; what is not checked from now on is not told."""
    _set(act.subject, **asdict(act.facts))
    for delivery in queries.open_deliveries(act.subject):
        ask_next("delivery", delivery)


def close(act: Act[Closure]) -> None:
    """Closed by staff; the person hears it from a person first (ruling 6)."""
    _set(act.subject, closure=act.facts.closure)
    _stop_deliveries(act)
    contact.ask_task("person.tell", "registration", act.subject.id, "advocate")


def cancel(act: Act[Facts]) -> None:
    """The person's word: at once, without a reason, in any state; open deliveries stop too."""
    _set(act.subject, closure="cancelled_by_person")
    _stop_deliveries(act)
    contact.ask_task("cancellation.see", "registration", act.subject.id, "advocate")


def record_death(act: Act[Death]) -> None:
    """Queues are cancelled; the wish was the person's alone and does not pass to family."""
    person = Person.get_by_id(act.subject.person_id)
    Person.update(died_on=act.facts.died_on).where(Person.id == person.id).execute()
    if not ContactRule.select().where(
        (ContactRule.person == person) & (ContactRule.kind == "died")
    ).exists():  # fmt: skip
        ContactRule.make(person=person, kind="died")
    _set(act.subject, closure="person_died")
    _stop_deliveries(act)


def _stop_deliveries(act: Act[Facts]) -> None:
    """Everything on its way to this person stops, inside the same transaction."""
    registration = act.subject
    contact.end_tasks(registration.id, by=act.actor)
    for delivery in queries.open_deliveries(registration):
        if delivery.state in GONE:
            ask_next("delivery", delivery)  # no fact is told any more
        else:
            perform(DELIVERY, delivery.id, "stop", WORKER, None, why=registration.state)
    look_for_letters(act)  # what was only found is let go
    Reference.update(told_state="").where(Reference.subject == registration.id).execute()
