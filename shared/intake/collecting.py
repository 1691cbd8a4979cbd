"""Collecting the post: from sealed envelope to record, exactly once.

One envelope is one transaction of the records: the envelope's id is the primary key of the post
row, so a second collector finds it taken.  Only then is the envelope removed.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from peewee import InterfaceError, OperationalError

from shared import dialogue, letters, policy
from shared.base import clock, db, ids
from shared.base.values import Values
from shared.frontdoor import letterbox, noticeboard, sealing
from shared.frontdoor.envelopes import KINDS, SERVICES
from shared.intake import third_parties
from shared.people import contact as people_contact
from shared.records import audit, jobs, vault
from shared.records.models import (
    Asked,
    Collection,
    DialogueCase,
    Person,
    Post,
    Reference,
    Registration,
    ServiceRequest,
    SetAside,
)
from shared.records.permissions import PERSON, WORKER
from shared.records.workflow import AnyWorkflow, NotPermitted, perform, start

log = logging.getLogger("firstword.intake")


class Unreadable(Exception):
    """The envelope cannot be opened, or what is in it is not what the portal writes."""


def collect() -> tuple[int, int]:
    """Collect what lies in the letterbox: how many were taken in, and how many set aside.

    Raises whatever the front door's database raises if it cannot be reached.
    """
    taken = aside = 0
    for envelope in letterbox.envelopes():
        try:
            _take_in(envelope)
            taken += 1
        except (InterfaceError, OperationalError):
            raise  # the database's fault and not the envelope's: it stays where it is
        except Exception as error:  # noqa: BLE001 - kept as it came, with a task for a person
            log.warning("an envelope was set aside: %s", type(error).__name__)
            _set_aside(envelope, type(error).__name__)
            aside += 1
        letterbox.remove(envelope.id)
        _say_so(envelope)
    if taken or aside:
        _forget_envelopes()
    _note_collection()
    return taken, aside


def _forget_envelopes() -> None:
    # The write-ahead log holds the removed envelopes until it is emptied.  Readers in the way:
    # the next collection, or the hourly tidying, empties it.
    if not db.fold(db.frontdoor):
        log.info("the write-ahead log was in use")


def _say_so(envelope: letterbox.Envelope) -> None:
    row = Post.get_or_none(Post.id == envelope.id)
    if row is not None:
        digest = sealing.reference_key_of(vault.keys().portal, row.reference)
        noticeboard.collected(digest, envelope.dropped_at)


def _note_collection() -> None:
    # Not an event: it changes nothing of anybody's, every half minute.
    with db.write(db.records):
        Collection.update(at=clock.now()).where(Collection.id == 1).execute()


def collected_at() -> datetime | None:
    """When the letterbox was last looked through, or None if it never was."""
    at: datetime | None = Collection.get_by_id(1).at
    return at


def _set_aside(envelope: letterbox.Envelope, why: str) -> None:
    with db.write(db.records):
        audit.lock_head()
        if SetAside.get_or_none(SetAside.id == envelope.id) is not None:
            return  # by somebody who died before removing it
        with audit.recorded(WORKER, "post.set_aside", "post", envelope.id, why=why[:40]):
            SetAside.create(
                id=envelope.id, made_at=envelope.dropped_at, format=envelope.format,
                key_id=envelope.key_id[:40], body=envelope.body, why=why[:40],
            )  # fmt: skip
            people_contact.ask_task("post.set_aside", "post", envelope.id, "planner")


def reopen() -> tuple[int, int]:
    """Try again what was set aside, oldest first: how many were taken in, how many stay closed.

    After keys were put back, or a release that knows the format.  Taking one in, and taking it
    off the list, are one transaction.
    """
    taken = closed = 0
    for row in list(SetAside.select().order_by(SetAside.made_at, SetAside.id)):
        envelope = letterbox.Envelope(row.id, row.format, row.key_id, row.made_at, bytes(row.body))
        try:
            with db.write(db.records):
                _take_in(envelope)
                with audit.recorded(WORKER, "post.reopened", "post", row.id):
                    SetAside.delete().where(SetAside.id == row.id).execute()
                people_contact.end_tasks(row.id, "post.set_aside")
            taken += 1
        except (InterfaceError, OperationalError):
            raise
        except Exception as error:  # noqa: BLE001 - it stays as it is
            log.warning("an envelope stays set aside: %s", type(error).__name__)
            closed += 1
            continue
        _say_so(envelope)
    return taken, closed


def _open(envelope: letterbox.Envelope) -> Values:
    private = vault.keys().letterbox.get(envelope.key_id)
    if private is None:
        raise Unreadable("unknown key")
    try:
        payload = sealing.open_envelope(private, envelope.format, envelope.id, envelope.body)
    except sealing.CannotOpen as closed:
        raise Unreadable("cannot be opened") from closed
    if payload.get("kind") not in KINDS or not isinstance(payload.get("answers"), dict):
        raise Unreadable("unknown kind")
    return payload


def _take_in(envelope: letterbox.Envelope) -> None:
    if Post.get_or_none(Post.id == envelope.id) is not None:
        return
    payload = _open(envelope)
    with db.write(db.records):
        audit.lock_head()
        if Post.get_or_none(Post.id == envelope.id) is None:  # not taken while we waited
            _record(envelope, payload)


def _record(envelope: letterbox.Envelope, payload: Values) -> None:
    kind, reference = payload["kind"], ids.clean_reference(str(payload.get("reference", "")))
    with audit.recorded(WORKER, "post.collected", "post", envelope.id, kind=kind):
        if kind in _OPENINGS:
            key = _OPENINGS[kind](reference, payload["language"], payload["answers"])
        else:
            key = _answer(kind, reference, payload["answers"])
        Post.create(
            id=envelope.id, made_at=envelope.dropped_at, dropped_at=envelope.dropped_at,
            key=key, sealed=vault.seal(key, "post", envelope.id, payload["answers"]),
            kind=kind, reference=reference, language=payload["language"],
        )  # fmt: skip


# -- what opens something ----------------------------------------------------------------------


def record_reference(
    reference: str, noun: str, subject: DialogueCase | Registration, news: str
) -> None:
    """Bind a reference to what it opened.  Called inside a recorded change."""
    digest = sealing.reference_key_of(vault.keys().portal, reference)
    Reference.create(
        id=reference, digest=digest, noun=noun, subject=subject.id, made_at=subject.made_at,
        read_here=news == "page" or people_contact.wants_no_contact(subject.person),
    )  # fmt: skip


def _person(answers: Values, language: str) -> Person:
    contact = answers.get("contact") or {}
    values = {
        name: answers[name] for name in ("name", "other_names", "relation") if answers.get(name)
    }
    for name in ("interpreter", "access_needs"):
        if contact.get(name):
            values[name] = contact[name]
    standing = str(answers.get("standing", ""))
    person = people_contact.record(
        "survivor" if standing == "survivor" else "victim", values,
        language=language, standing=standing, adult=answers.get("adult"),
    )  # fmt: skip
    people_contact.replace_ways(person, contact)
    return person


def open_case(
    reference: str, language: str, answers: Values, source: str = "portal",
    person: Person | None = None,
) -> str:  # fmt: skip
    """A new dialogue case from a request (S12), of a `person` if known; the id of its key."""
    person = _person(answers, language) if person is None else person
    key = vault.new_key("case")
    case = start(
        dialogue.FLOW, PERSON if source == "portal" else WORKER, "case.received",
        {"source": source, "policy": policy.current().version},
        key=key, reference=reference, person=person, source=source,
        form=str(answers.get("form") or "unsure"), policy_version=policy.current().version,
    )  # fmt: skip
    number = str((answers.get("responsible") or {}).get("number") or "")
    vault.index("asked_number", [people_contact.normal_number(number)], "case", case.id)
    record_reference(reference, "case", case, str(answers.get("news", "")))
    jobs.ask("publish", f"publish:{reference}", reference=reference)
    dialogue.ask_acknowledgement(case, person)
    return key


def open_registration(
    reference: str, language: str, answers: Values, source: str = "portal"
) -> str:
    """A new registration from the notification box (S34, S44); the id of its key."""
    person = _person(answers, language)
    registration = letters.register(
        reference, person, answers, source, PERSON if source == "portal" else WORKER
    )
    record_reference(reference, "registration", registration, str(answers.get("news", "")))
    jobs.ask("publish", f"publish:{reference}", reference=reference)
    return str(registration.key)


_OPENINGS: dict[str, Callable[[str, str, Values], str]] = {
    "dialogue.asked": open_case,
    "notice.asked": open_registration,
}

# -- what answers ------------------------------------------------------------------------------


def _answer(kind: str, reference: str, answers: Values) -> str:
    bound = Reference.get_or_none(Reference.id == reference)
    if bound is None:
        raise Unreadable("unknown reference")
    model = DialogueCase if bound.noun == "case" else Registration
    subject = model.get_by_id(bound.subject)
    _ANSWERS[kind](bound, subject, answers)
    jobs.ask("publish", f"publish:{reference}", reference=reference)
    return str(subject.key)


# Takes what was said under a reference, about what that stands for.
Take = Callable[[Reference, Any, Values], None]


def _stopped(bound: Reference, subject: Asked, _answers: Values) -> None:
    """The person's withdrawal: always, at once (ruling 9)."""
    is_case = bound.noun == "case"
    flow: AnyWorkflow = dialogue.FLOW if is_case else letters.REGISTRATION
    action = "withdraw" if is_case else "cancel"
    try:
        perform(flow, subject.id, action, PERSON, None)
    except NotPermitted:
        log.info("withdrawn again")  # it has ended already; the word stays in the post


def _news(bound: Reference, subject: Asked, answers: Values) -> None:
    is_called = answers.get("news") != "page"
    here = not is_called or people_contact.wants_no_contact(subject.person)
    with audit.recorded(PERSON, "news.chosen", bound.noun, subject.id, read_here=here):
        Reference.update(read_here=here).where(Reference.id == bound.id).execute()
        if is_called:
            people_contact.ask_task("person.call", bound.noun, subject.id, "advocate")


def _contact(bound: Reference, subject: Asked, answers: Values) -> None:
    """Tightening acts at once; only loosening waits for a check (ruling 9)."""
    person = Person.get_by_id(subject.person_id)
    with audit.recorded(PERSON, "contact.replaced", bound.noun, subject.id) as entry:
        known = people_contact.known_ways(entry, person)
        people_contact.replace_ways(person, answers.get("contact") or {}, known)
        if people_contact.is_loosening_asked(person):
            people_contact.ask_task("contact.confirm", "person", person.id, "advocate")


def _services(bound: Reference, subject: Asked, answers: Values) -> None:
    for service in answers.get("services") or []:
        if service not in SERVICES:  # the log holds codes, never what somebody wrote
            raise Unreadable("unknown service")
        with audit.recorded(PERSON, "service.asked", bound.noun, subject.id, service=service):
            ServiceRequest.make(person=subject.person_id, service=service)
            people_contact.ask_task("service.answer", bound.noun, subject.id, "advocate")


def _urgent(kind: str) -> Take:
    def ask(bound: Reference, subject: Asked, _answers: Values) -> None:
        people_contact.ask_task(kind, bound.noun, subject.id, "coordinator")

    return ask


def _complaint(bound: Reference, subject: Asked, answers: Values) -> None:
    third_parties.take_words(
        PERSON, "complaint", str(answers.get("words", "")), bound.noun, subject
    )


_ANSWERS: dict[str, Take] = {
    "stopped": _stopped,
    "news.chosen": _news,
    "contact.changed": _contact,
    "service.asked": _services,
    "letter.answered": letters.answered,
    "disclosure.changed": letters.disclosure_changed,
    "letter.said": letters.said,
    "outside.contact": _urgent("outside.contact"),
    "complaint": _complaint,
}
