"""A registration's guards and effects, together: they are few.  Guards give None or a sentence."""

from datetime import date
from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.frontdoor.envelopes import STANDINGS
from shared.letters import queries
from shared.letters.delivery.row import ask_to_tell
from shared.letters.delivery.table import DELIVERY
from shared.letters.matching import match_keys
from shared.people import contact
from shared.records import jobs, vault
from shared.records.models import (
    ContactRule,
    Delivery,
    Facility,
    Harm,
    Incident,
    Paper,
    Person,
    Reference,
    Registration,
    Responsibility,
)
from shared.records.permissions import WORKER
from shared.records.workflow import Act, perform

CLOSURES = {
    "duplicate": N_("This person is already on the list"),
    "not_verified": N_("Identity could not be verified"),
    "no_standing": N_("No standing in this incident"),
    "no_offender": N_("No one in custody matches what was given"),
}
FACTS = ("requested", "received", "read")
GONE = ("mailed", "given")  # what has left cannot be stopped


def _set(registration: Any, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(registration, name, value)
    Registration.update(**columns).where(Registration.id == registration.id).execute()


# -- guards ------------------------------------------------------------------------------------


def how_known(act: Act) -> str | None:
    """How identity was verified, from the list."""
    if act.facts.get("how") not in contact.VERIFIED_HOW:
        return N_("Choose how the person's identity was verified.")
    return None


def standing_known(act: Act) -> str | None:
    """The standing that was verified (S3)."""
    if act.facts.get("standing") not in STANDINGS:
        return N_("Choose the person's relationship to the case.")
    return None


def age_known(act: Act) -> str | None:
    """An adult, or the day of turning 18: letters go to adults only (S26, ruling 1)."""
    if act.facts.get("adult") is True:
        return None
    day = act.facts.get("adult_on")
    if act.facts.get("adult") is False and isinstance(day, date) and day > queries.today():
        return None
    return N_(
        "Choose whether the person is 18 or older; if not, enter the date of their 18th birthday."
    )


def ways_given(act: Act) -> str | None:
    """At least one way; and how it was checked that it is the person's own word."""
    if not act.facts.get("ways"):
        return N_("Enter at least one way that the person says is safe.")
    return how_known(act)


def refusal_known(act: Act) -> str | None:
    """A coded reason."""
    if act.facts.get("closure") not in CLOSURES:
        return N_("Choose a reason.")
    return None


closure_known = refusal_known


def offender_named(act: Act) -> str | None:
    """A number identifies an offender; a name alone does not."""
    if not str(act.facts.get("name") or "").strip() or not contact.normal_number(
        str(act.facts.get("number") or "")
    ):
        return N_("Enter the {offender}'s name and number.")
    place = act.facts.get("facility")
    if place and Facility.get_or_none(Facility.id == place) is None:
        return N_("Choose a facility from the list.")
    return None


def death_dated(act: Act) -> str | None:
    """The day, not in the future."""
    day = act.facts.get("died_on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Enter the date. It cannot be in the future.")
    return None


def hold_reasoned(act: Act) -> str | None:
    """A coded reason of the policy."""
    if act.facts.get("reason") not in policy.current().hold_codes:
        return N_("Choose why this is put on hold.")
    return None


def is_held(act: Act) -> str | None:
    """It is on hold."""
    return None if act.subject.held else N_("This is not on hold.")


# -- effects -----------------------------------------------------------------------------------


def post_notice(act: Act) -> None:
    """Whatever changed, let the worker post what the person may read."""
    jobs.ask("publish", f"publish:{act.subject.reference}", reference=act.subject.reference)


def look_for_letters(act: Act) -> None:
    """Let the worker compare the registration with the bank."""
    jobs.ask("registration", f"registration:{act.subject.id}", registration=act.subject.id)


def verify(act: Act) -> None:
    """Identity, standing and age are on record; from now on letters may be looked for."""
    facts, registration = act.facts, act.subject
    person = Person.get_by_id(registration.person_id)
    contact.verify(act.actor, person, facts["how"], facts["standing"])
    adult_on = None if facts["adult"] else facts["adult_on"]
    Person.update(adult=facts["adult"], adult_on=adult_on).where(Person.id == person.id).execute()
    _set(registration, adult_on=None if facts["adult"] else facts["adult_on"])
    contact.end_tasks(registration.id, "registration.verify", by=act.actor)
    paper = Paper.make(
        key=registration.key, name="registration-confirmation", language=person.language,
        noun="registration", subject=registration.id, asked_by=act.actor.id,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
    look_for_letters(act)


def identify(act: Act) -> None:
    """Bind the registration to an offender and an incident, and let it be found by them."""
    facts, registration = act.facts, act.subject
    values = {name: facts[name] for name in ("name", "number", "birth_date") if facts.get(name)}
    offender = contact.record_offender(values, facts.get("facility"))
    incident = vault.make(
        Incident, registration.key, {"court_number": facts.get("court_number", "")},
        county=facts.get("county", ""), year=facts.get("year"),
    )  # fmt: skip
    Responsibility.make(incident=incident, offender=offender)
    Harm.make(
        incident=incident, person=registration.person_id,
        standing=Person.get_by_id(registration.person_id).standing,
    )  # fmt: skip
    _set(registration, offender=offender, incident=incident)
    match_keys.index(
        match_keys.OF_WRITER, match_keys.of_writer(facts), "registration", registration.id
    )
    match_keys.index(
        match_keys.OF_INCIDENT, match_keys.of_incident(facts), "registration", registration.id
    )
    if str(facts.get("harmed") or "").strip():
        match_keys.add_harmed(registration.id, str(facts["harmed"]), str(facts.get("kin") or ""))
    act.entry.note(offender=offender.id)
    look_for_letters(act)


def record_ways(act: Act) -> None:
    """The whole set, as the person said it to staff; every earlier way stops.

    What was said of all ways stays: days to be left in peace are not taken back by a new number.
    """
    person = Person.get_by_id(act.subject.person_id)
    wishes = contact.wishes_of_all_ways(act.entry, person)
    contact.replace_ways(person, wishes | {"ways": act.facts["ways"]})


def choose(act: Act) -> None:
    """The whole set of S40 choices; what is not ticked from now on is not told."""
    ticks = {f"tell_{fact}": bool(act.facts.get(f"tell_{fact}")) for fact in FACTS}
    _set(act.subject, **ticks)
    act.entry.note(**ticks)
    for delivery in queries.open_deliveries(act.subject):
        ask_to_tell(delivery)


def close(act: Act) -> None:
    """Closed by staff; the person hears it from a person first (ruling 6)."""
    _set(act.subject, closure=act.facts["closure"])
    _stop_deliveries(act)
    contact.ask_task("person.tell", "registration", act.subject.id, "advocate")


def cancel(act: Act) -> None:
    """The person's word: at once, without a reason, in any state; open deliveries stop too."""
    _set(act.subject, closure="cancelled_by_person")
    _stop_deliveries(act)
    contact.ask_task("cancellation.see", "registration", act.subject.id, "advocate")


def record_death(act: Act) -> None:
    """Queues are cancelled; the wish was hers alone and does not pass to kin."""
    person = Person.get_by_id(act.subject.person_id)
    Person.update(died_on=act.facts["died_on"]).where(Person.id == person.id).execute()
    if not ContactRule.select().where(
        (ContactRule.person == person) & (ContactRule.kind == "died")
    ).exists():  # fmt: skip
        ContactRule.make(person=person, kind="died")
    _set(act.subject, closure="person_died")
    _stop_deliveries(act)


def _stop_deliveries(act: Act) -> None:
    """Everything on its way to this person stops, inside the same transaction."""
    registration = act.subject
    contact.end_tasks(registration.id, by=act.actor)
    for delivery in queries.open_deliveries(registration):
        if delivery.state in GONE:
            ask_to_tell(delivery)  # no fact is told any more
        else:
            perform(DELIVERY, delivery.id, "stop", WORKER, None, why=registration.state)
    look_for_letters(act)  # what was only found is let go
    Reference.update(told_state="").where(Reference.subject == registration.id).execute()


def deliveries_of(registration: Any) -> list[Any]:
    """Every delivery of a registration, newest first."""
    mine = Delivery.registration == registration
    return list(Delivery.select().where(mine).order_by(Delivery.made_at.desc()))
