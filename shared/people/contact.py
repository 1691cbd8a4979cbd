"""People: recording them, verifying them, and reaching them only as they allow.

Reaching a person is the dangerous act here.  `allowed_ways` is the one answer to "how may we?";
what it leaves out may not be used, whatever the reason.
"""

import re
import unicodedata
from datetime import date

from peewee import ModelSelect

from shared import policy
from shared.base import clock
from shared.base.together import rows
from shared.base.translation import N_
from shared.base.values import Values
from shared.people import reachable
from shared.records import audit, jobs, vault
from shared.records.models import (
    Asked,
    BlindIndex,
    ContactAttempt,
    ContactRule,
    ContactWay,
    Facility,
    Offender,
    Person,
    Reference,
    Task,
)
from shared.records.permissions import Actor

VERIFIED_HOW = {
    "documents": N_("Identity document seen"),
    "court_file": N_("Compared with the court file"),
    "savin": N_("Compared with the notification service's record"),
    "known": N_("Known to staff from the case"),
    "call_back": N_("Called back on a number from the court file"),
}
OUTCOMES = {
    "spoke": N_("Spoke with the person"),
    "no_answer": N_("No answer"),
    "message": N_("Left a message, as allowed"),
    "wrong_person": N_("Someone else answered; nothing was said"),
    "sent": N_("Sent"),
    "asked_to_stop": N_("The person asked us to stop"),
}
RETALIATION = {
    "none": N_("The person does not fear retaliation"),
    "some": N_("The person has some fear; what helps was agreed on"),
    "strong": N_("The person has strong fear"),
}


def normal(name: str) -> str:
    """A name as it is compared: no accents, case, signs or double spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())


def normal_number(number: str) -> str:
    """An offender number as it is compared: letters and digits only, no leading zeros.

    What stands before it on a form is left out: "MDOC #", "ID no."; so are zeros after its letter
    (K04471), and what a spreadsheet makes of it (167942.0).
    """
    plain = re.sub(r"[^0-9A-Z]", "", re.sub(r"\.0+\s*$", "", number.upper()))
    return _ZEROS.sub("", _BEFORE_NUMBER.sub("", plain))


_ZEROS = re.compile(r"^0+|(?<=^[A-Z])0+(?=[0-9])")
_BEFORE_NUMBER = re.compile(r"^(?:MDOC|DOC|ID|NO|NR|NUMBER|INMATE|OFFENDER)+(?=[A-Z]{0,2}[0-9])")


def number_digest(number: str) -> str:
    """The digest by which one offender number finds another; empty for an empty number."""
    plain = normal_number(number)
    return vault.digest("offender_number", plain) if plain else ""


def name_keys(name: str) -> set[str]:
    """What a name is found by: the whole, the last name, and last name with first initial."""
    words = normal(name).split()
    if not words:
        return set()
    return {" ".join(words), words[-1], f"{words[0][0]} {words[-1]}"}


def record(
    kind: str, values: Values, *, language: str, standing: str = "",
    adult: bool | None = None,
) -> Person:  # fmt: skip
    """A new person under a key of their own.  Called inside a recorded change.

    `values`: name, other_names, relation, access needs … as the person gave them.
    """
    key = vault.new_key("person")
    person = vault.make(
        Person, key, values, kind=kind, language=language, standing=standing, adult=adult
    )
    names = name_keys(str(values.get("name", ""))) | name_keys(str(values.get("other_names", "")))
    vault.index("person_name", names, "person", person.id)
    return person


# What is said once and holds for every way.
_OF_ALL_WAYS = ("times", "leave_in_peace", "interpreter", "access_needs")
Known = frozenset[tuple[str, str]]  # channel and value of ways that staff may use already


def replace_ways(person: Person, contact: Values, known: Known | None = None) -> None:
    """Take a whole new set of ways to reach `person`; every earlier one stops at once.

    Tightening acts at once, loosening waits (ruling 9): when `known` is given, this is a change,
    and a way that is not among them, or an end of *do not contact me*, waits for `confirm_ways`.
    Called inside a recorded change.
    """
    now = clock.now()
    ContactWay.update(stopped_at=now).where(
        (ContactWay.person == person) & ContactWay.stopped_at.is_null()
    ).execute()
    shared_values = {name: contact[name] for name in _OF_ALL_WAYS if contact.get(name)}
    for way in contact.get("ways", []):
        private = {
            name: way[name] for name in ("value", "who_may_answer", "words") if way.get(name)
        }
        vault.make(
            ContactWay, person.key, private | shared_values, person=person,
            channel=str(way.get("channel", "")), safe=bool(way.get("safe")),
            voicemail=bool(way.get("voicemail")), substitute=bool(way.get("substitute")),
            waits=known is not None and _named(way) not in known,
        )  # fmt: skip
    numbers = [
        _digits(str(way.get("value", ""))) for way in contact.get("ways", [])
        if way.get("channel") in ("phone", "text")
    ]  # fmt: skip
    vault.index("person_phone", numbers, "person", person.id)
    _set_no_contact(person, bool(contact.get("no_contact")))


def _named(way: Values) -> tuple[str, str]:
    """A way as one change is compared with the one before."""
    return str(way.get("channel", "")), normal(str(way.get("value", "")))


def known_ways(entry: audit.Entry, person: Person) -> Known:
    """The ways that staff may use now, opened for a change."""
    ways = allowed_ways(person)
    opened = entry.open(*ways)
    return frozenset(
        _named({"channel": way.channel, **values}) for way, values in zip(ways, opened, strict=True)
    )


def wishes_of_all_ways(entry: audit.Entry, person: Person) -> Values:
    """What the person said for every way in force (hours, days in peace, needs), for a change."""
    given = (ContactWay.person == person) & ContactWay.stopped_at.is_null()
    said: Values = {}
    for values in entry.open(*ContactWay.select().where(given)):
        said |= {name: values[name] for name in _OF_ALL_WAYS if values.get(name)}
    return said


def waiting_ways(person: Person) -> list[ContactWay]:
    """The ways that came in later and that staff have not checked."""
    return [way for way in reachable.ways_given(person) if way.waits]


@rows
def rules_of(person: Person) -> "ModelSelect[ContactRule]":
    """Every rule of a person's own record, in force or lifted, oldest first."""
    return ContactRule.select().where(ContactRule.person == person)


def is_loosening_asked(person: Person) -> bool:
    """Whether new ways, or an end of *do not contact me*, wait for a check."""
    is_asked = any(row.lift_asked_at and not row.lifted_at for row in rules_of(person))
    return bool(waiting_ways(person)) or is_asked


def confirm_ways(actor: Actor, person: Person, how: str) -> None:
    """Staff checked (`how` of VERIFIED_HOW) that the loosening is the person's own word."""
    with audit.recorded(actor, "contact.confirmed", "person", person.id, how=how):
        ContactWay.update(waits=False).where(
            (ContactWay.person == person) & ContactWay.waits & ContactWay.stopped_at.is_null()
        ).execute()
        asked = (ContactRule.person == person) & ContactRule.lift_asked_at.is_null(False)
        ContactRule.update(lifted_at=clock.now()).where(
            asked & ContactRule.lifted_at.is_null()
        ).execute()
        end_tasks(person.id, "contact.confirm", by=actor)


def refuse_ways(actor: Actor, person: Person, how: str) -> None:
    """Staff checked (`how` of VERIFIED_HOW) that it is not the person's word: never used.

    What the change tightened stays; only what it loosened ends.
    """
    with audit.recorded(actor, "contact.refused", "person", person.id, how=how):
        ContactWay.update(stopped_at=clock.now()).where(
            (ContactWay.person == person) & ContactWay.waits & ContactWay.stopped_at.is_null()
        ).execute()
        ContactRule.update(lift_asked_at=None).where(
            (ContactRule.person == person) & ContactRule.lifted_at.is_null()
        ).execute()
        end_tasks(person.id, "contact.confirm", by=actor)


def _digits(number: str) -> str:
    """A phone number as it is compared: its last ten digits; empty if it has fewer than seven."""
    digits = re.sub(r"\D", "", number)
    return digits[-10:] if len(digits) >= 7 else ""


def same_person(person: Person) -> list[str]:
    """The ids of every record that staff joined with `person`, its own among them."""
    return [row.id for row in reachable.records_of(person)]


def _set_no_contact(person: Person, wanted: bool) -> None:
    open_rules = (
        (ContactRule.person == person)
        & (ContactRule.kind == "no_contact")
        & ContactRule.lifted_at.is_null()
    )
    if wanted and not ContactRule.select().where(open_rules).exists():
        ContactRule.make(person=person, kind="no_contact")
        _let_read_here(person)
    else:
        asked_at = None if wanted else clock.now()
        ContactRule.update(lift_asked_at=asked_at).where(open_rules).execute()


def _let_read_here(person: Person) -> None:
    """Who wants no contact reads news on the page: no one will call first (ruling 6)."""
    rows = [row for one in reachable.records_of(person) for row in (*one.cases, *one.registrations)]
    mine = (Reference.subject << [row.id for row in rows]) & (Reference.read_here == False)  # noqa: E712
    for bound in list(Reference.select().where(mine)):
        Reference.update(read_here=True).where(Reference.id == bound.id).execute()
        jobs.ask("publish", f"publish:{bound.id}", reference=bound.id)


def wants_no_contact(person: Person) -> bool:
    """Whether any record of this person says *do not contact me*, and nobody lifted it."""
    rules = reachable.rules_in_force(tuple(sorted(same_person(person))))
    return any(rule.kind == "no_contact" for rule in rules)


def may_be_contacted(person: Person, on: date | None = None) -> bool:
    """Whether staff may try to reach `person` at all on a day (today if none is named).

    *Do not contact me* on one record holds for every record of the same person.
    """
    day = on or clock.today(policy.current().zone)
    return not has_died(person) and not any(
        (row.starts_on or day) <= day <= (row.ends_on or day)
        for row in reachable.rules_in_force(tuple(sorted(same_person(person))))
    )


def has_died(person: Person) -> bool:
    """Whether `person` has died, as any record of the same person says."""
    return any(row.died_on is not None for row in reachable.records_of(person))


def allowed_ways(person: Person) -> list[ContactWay]:
    """The ways that may be used to reach `person` now: marked safe, not stopped, not waiting."""
    if not may_be_contacted(person):
        return []
    return [way for way in reachable.ways_given(person) if way.safe and not way.waits]


def barred_ways(person: Person) -> list[ContactWay]:
    """The ways a person gave, in force, that may not be used now; none of them is opened."""
    allowed = {way.id for way in allowed_ways(person)}
    return [way for way in reachable.ways_given(person) if way.id not in allowed]


def verify(actor: Actor, person: Person, how: str, standing: str) -> None:
    """Record how identity and standing were verified (`how` of VERIFIED_HOW)."""
    with audit.recorded(actor, "person.verified", "person", person.id, how=how, standing=standing):
        Person.update(
            verified_by=actor.id, verified_at=clock.now(), verified_how=how, standing=standing
        ).where(Person.id == person.id).execute()


def log_attempt(
    actor: Actor, person: Person, noun: str, subject: Asked, way: ContactWay | None,
    outcome: str, note: str = "", **columns: object,
) -> ContactAttempt:  # fmt: skip
    """Record an attempt to reach `person` about a case or registration.

    Once spoken with, the person counts as told of the present state, and the page may say it.
    """
    with audit.recorded(
        actor, "contact.logged", noun, subject.id,
        channel=way.channel if way else "", outcome=outcome,
    ) as entry:  # fmt: skip
        attempt = vault.make(
            ContactAttempt, person.key, {"note": note} if note else {}, person=person, way=way,
            noun=noun, subject=subject.id, by=actor.id, outcome=outcome, **columns,
        )  # fmt: skip
        entry.note(attempt=attempt.id)
        if outcome == "spoke":
            told(actor, subject)
    return attempt


def told(actor: Actor, subject: Asked) -> None:
    """The person knows how it stands now: the page may say it too (ruling 6).

    Called inside a recorded change.
    """
    end_tasks(subject.id, "person.tell", "person.call", by=actor)
    for bound in Reference.select().where(Reference.subject == subject.id):
        Reference.update(told_state=subject.state).where(Reference.id == bound.id).execute()
        jobs.ask("publish", f"publish:{bound.id}", reference=bound.id)


def offender_by_number(number: str) -> Offender | None:
    """The offender recorded under `number`, if any."""
    digest = number_digest(number)
    return Offender.get_or_none(Offender.number_digest == digest) if digest else None


def record_offender(
    values: Values, facility: str | None, language: str = "", **custody: object
) -> Offender:
    """A new offender, or the one already recorded under the same number.

    Of one recorded in custody at a place nobody knew, the place is kept now.  `values`: name,
    number, birth_date; `language` of letters to them, or empty to leave it as it is.  Called
    inside a recorded change.
    """
    known = offender_by_number(str(values.get("number", "")))
    home = Facility.get_or_none(Facility.id == facility) if facility else None
    if known is not None:
        if home and known.facility_id is None and known.custody == "in_custody":
            known.facility = home
            Offender.update(facility=home).where(Offender.id == known.id).execute()
        if language:
            known.language = language
            Offender.update(language=language).where(Offender.id == known.id).execute()
        return known
    row = vault.make(
        Offender, vault.new_key("offender"), values, facility=home,
        number_digest=number_digest(str(values.get("number", ""))), language=language or "en",
        **custody,
    )  # fmt: skip
    vault.index("offender_name", normal(str(values.get("name", ""))).split(), "offender", row.id)
    return row


def is_named_so(offender: Offender, name: str) -> bool:
    """Whether `name` may be that of a recorded offender: one has every word of the other.

    Compared by digests; nothing is opened.
    """
    mine = (BlindIndex.kind == "offender_name") & (BlindIndex.subject == offender.id)
    kept = {row.digest for row in BlindIndex.select().where(mine)}
    given = {vault.digest("offender_name", word) for word in normal(name).split()}
    return not kept or given <= kept or kept <= given


# -- tasks -------------------------------------------------------------------------------------


def ask_task(kind: str, noun: str, subject: str, role: str, **columns: object) -> Task:
    """A task for a role (of `facility=`, or for one `account=`), once for each kind and subject.

    One that is asked for again by an earlier day is due on that day: what is urgent is never put
    off by what is less so.
    """
    same = (
        (Task.kind == kind) & (Task.subject == subject) & (Task.role == role)
        & Task.done_at.is_null()
    )  # fmt: skip
    known: Task | None = Task.get_or_none(same)
    if known is None:
        return Task.make(kind=kind, noun=noun, subject=subject, role=role, **columns)
    due, shown = columns.get("due_on"), columns.get("shown_on")
    if isinstance(due, date) and (known.due_on is None or due < known.due_on):
        Task.update(due_on=due, shown_on=shown).where(Task.id == known.id).execute()
    return known


def end_tasks(subject: str, *kinds: str, by: Actor | None = None) -> None:
    """Mark the open tasks about `subject` done (of the named kinds, or all)."""
    mine = (Task.subject == subject) & Task.done_at.is_null()
    if kinds:
        mine &= Task.kind << kinds
    account = by.id if by and by.roles and by.id not in ("worker", "person") else None
    Task.update(done_at=clock.now(), done_by=account).where(mine).execute()
