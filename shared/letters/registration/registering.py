"""Taking a registration in, and the person's own words about a letter afterwards."""

from datetime import date

from shared import policy
from shared.base.values import Values
from shared.letters import queries
from shared.letters.delivery.table import DELIVERY
from shared.letters.matching import match_keys
from shared.letters.registration.acts import FACTS
from shared.letters.table import REGISTRATION
from shared.people import contact
from shared.records import audit, vault
from shared.records.models import Delivery, Person, Reference, Registration
from shared.records.permissions import PERSON, Actor
from shared.records.workflow import NotPermitted, Refused, perform, start


def register(
    reference: str, person: Person, answers: Values, source: str, actor: Actor
) -> Registration:
    """A new registration (S34, S44).  `answers` as `envelopes.NoticeAsked`.

    Nothing is compared before staff have recorded how identity and standing were verified.
    """
    choices = _choices(answers)
    version = policy.current().version
    with audit.recorded(
        actor, "registration.choices_changed", "registration", "", **choices
    ) as entry:
        registration = start(
            REGISTRATION, actor, "registration.received", {"source": source, "policy": version},
            key=vault.new_key("registration"), reference=reference, person=person, source=source,
            policy_version=version, **choices,
        )  # fmt: skip
        entry.subject = registration.id
        _index(registration, answers)
    return registration


def _choices(answers: Values) -> dict[str, bool]:
    """The three choices of S40, each no unless it was chosen."""
    return {f"tell_{fact}": bool(answers.get(f"tell_{fact}")) for fact in FACTS}


def _index(registration: Registration, answers: Values) -> None:
    called = [str(answers.get(name) or "") for name in ("name", "other_names")]
    addressee = match_keys.of_addressee(
        [*called[:1], *called[1].replace(";", ",").split(",")], [str(answers.get("relation") or "")]
    )
    writer = match_keys.of_writer(answers.get("responsible") or {})
    incident = match_keys.of_incident(answers.get("happened") or {})
    for kinds, found in (
        (match_keys.OF_ADDRESSEE, addressee), (match_keys.OF_WRITER, writer),
        (match_keys.OF_INCIDENT, incident),
    ):  # fmt: skip
        match_keys.index(kinds, found, "registration", registration.id)


# -- the person's words, through the portal ------------------------------------------------------


def answered(bound: Reference, subject: Registration, answers: Values) -> None:
    """kind ``letter.answered``: the answer about the letter that the page speaks of (S39, S46).

    Where the page could not have asked, a person looks at it.
    """
    delivery = queries.delivery_shown(subject) if bound.noun == "registration" else None
    if delivery is None or not (delivery.told_at or bound.read_here):
        contact.ask_task("answer.see", bound.noun, subject.id, "advocate")
        return
    answer = str(answers.get("answer") or "")
    try:
        _carry_out(delivery, answer, _day(answers.get("later_on")))
    except (NotPermitted, Refused):
        contact.ask_task("answer.see", bound.noun, subject.id, "advocate")


def _carry_out(delivery: Delivery, answer: str, day: date | None) -> None:
    if answer in ("now", "read_aloud"):
        # Where it reaches them was settled with staff, and may be anywhere but at home.
        manner = "hand" if delivery.manner == "hand" else "post"
        perform(DELIVERY, delivery.id, "accept", PERSON, None, answer=answer, manner=manner)
    elif answer == "later":
        perform(DELIVERY, delivery.id, "defer", PERSON, None, look_again_on=day)
    elif answer in ("no", "never"):
        perform(DELIVERY, delivery.id, "decline", PERSON, None, answer=answer)
    else:
        raise Refused(answer)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def disclosure_changed(bound: Reference, subject: Registration, answers: Values) -> None:
    """kind ``disclosure.changed``: the whole new set of S40 choices; a loosening too, at once.

    Nothing is told by it: each fact is told by a person, who asks whether it is allowed then.
    """
    if bound.noun != "registration":
        return
    try:
        perform(REGISTRATION, subject.id, "choose", PERSON, None, **_choices(answers))
    except NotPermitted:
        contact.ask_task("answer.see", bound.noun, subject.id, "advocate")


def said(bound: Reference, subject: Registration, answers: Values) -> None:
    """kind ``letter.said``: received or read, in the person's own word, the only proof of it."""
    delivery = queries.delivery_shown(subject) if bound.noun == "registration" else None
    if delivery is None:
        contact.ask_task("answer.see", bound.noun, subject.id, "advocate")
        return
    try:
        received, read = bool(answers.get("received")), bool(answers.get("read"))
        perform(DELIVERY, delivery.id, "say", PERSON, None, received=received, read=read)
    except (NotPermitted, Refused):
        contact.ask_task("answer.see", bound.noun, subject.id, "advocate")


def person_of(registration: Registration) -> Person:
    """The person registered."""
    return Person.get_by_id(registration.person_id)
