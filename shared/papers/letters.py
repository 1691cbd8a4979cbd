"""Documents about registrations, letters and their delivery.

What goes to an offender is made from the letter's own rows; of a delivery only a disclosure knows,
and of it exactly the fact that was ticked.
"""

import json
from datetime import date

from shared import policy
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue.case import needed
from shared.documents import offender, scans, unit, victim
from shared.letters import queries
from shared.papers import words
from shared.papers.composing import Builder, Composing, day, local, row_of, staff_name
from shared.records.models import (
    Delivery,
    Disclosure,
    Facility,
    Letter,
    Person,
    Registration,
    Review,
    Translation,
)

CUSTODY = {
    "deposited": N_("Deposited at the facility"),
    "moved": N_("Paper original moved"),
    "writer_moved": N_("The writer moved to another facility"),
    "banked": N_("Taken into the bank"),
    "sealed": N_("Sealed in the inner envelope"),
    "no_hand_over": N_("No hand-over is recorded since it was here"),
    "original_sealed": N_("The original itself was put into the inner envelope, from where it was"),
    "original_out": N_("The original was taken out of the inner envelope"),
    "seal_void": N_("Inner envelope opened, to be sealed again"),
    "covers_printed": N_("Cover letter and outer envelope printed"),
    "covers_void": N_("Cover letter and outer envelope void; destroy them"),
    "checked": N_("Checked: the three match"),
    "dispatched": N_("Mailed"),
    "handed_over": N_("Handed to the person"),
    "read_aloud": N_("Read to the person"),
    "came_back": N_("Returned mail, sealed"),
    "came_back_opened": N_("Returned mail, opened"),
    "disclosed": N_("Disclosure notice for the {offender}"),
}

# -- to the person registered ------------------------------------------------------------------


def _greeting(one: Composing, registration: Registration, reference: str) -> Values:
    person = row_of(Person, registration.person_id)
    return {
        "reference": reference, "on": one.today, "name": one.open(person).get("name", ""),
        "signed": one.signed("advocate"),
    }  # fmt: skip


def _ticks(registration: Registration) -> Values:
    facts = ("requested", "received", "read")
    return {fact: getattr(registration, f"tell_{fact}") for fact in facts}


def _confirmation(one: Composing) -> victim.Registration:
    """It has nothing from which anybody could tell whether a letter exists."""
    registration = row_of(Registration, one.paper.subject)
    return victim.Registration(
        **_greeting(one, registration, registration.reference), **_ticks(registration)
    )


def _available(one: Composing) -> victim.LetterAvailable:
    registration = row_of(Registration, row_of(Delivery, one.paper.subject).registration_id)
    return victim.LetterAvailable(**_greeting(one, registration, registration.reference))


def _cover(one: Composing) -> victim.CoverLetter:
    delivery = row_of(Delivery, one.paper.subject)
    registration = row_of(Registration, delivery.registration_id)
    return victim.CoverLetter(
        **_greeting(one, registration, delivery.cover_token), **_ticks(registration),
        agreed_on=day(needed(delivery.answered_at)), seal_token=delivery.seal_token,
        translated=bool(delivery.translate_into),
    )  # fmt: skip


def _inner(one: Composing) -> victim.InnerEnvelope:
    token = row_of(Delivery, one.paper.subject).seal_token
    return victim.InnerEnvelope(reference=token, on=one.today, seal_token=token)


def _outer(one: Composing) -> victim.OuterEnvelope:
    delivery = row_of(Delivery, one.paper.subject)
    registration = row_of(Registration, delivery.registration_id)
    written = str(one.open(needed(delivery.way)).get("value", ""))
    parts = written.splitlines() if "\n" in written else written.split(",", 1)
    return victim.OuterEnvelope(
        reference=delivery.outer_token, on=one.today,
        name=one.open(row_of(Person, registration.person_id)).get("name", ""),
        address=tuple(part.strip() for part in parts if part.strip()),
    )  # fmt: skip


def _sealed(one: Composing) -> victim.SealedLetter:
    delivery = row_of(Delivery, one.paper.subject)
    version = queries.version(row_of(Letter, delivery.letter_id), delivery.letter_version)
    pages: tuple[bytes, ...] = ()
    if version.kind == "scan":
        pages = scans.unpack(one.file(version))
    return victim.SealedLetter(
        reference=delivery.seal_token, on=one.today, seal_token=delivery.seal_token,
        sha256=version.sha256, text=one.open(version).get("text", ""),
        pages=tuple(victim.Scan(image=page, media="image/jpeg") for page in pages),
    )  # fmt: skip


def _translation(one: Composing) -> victim.SealedLetter:
    """The translation that is sealed with the letter, bound to the version it translates."""
    delivery = row_of(Delivery, one.paper.subject)
    mine = (Translation.delivery == delivery) & (Translation.sha256 == delivery.sealed_translation)
    row = Translation.select().where(mine).order_by(Translation.made_at.desc()).get()
    pages = scans.unpack(one.file(row)) if row.kind == "scan" else ()
    said = one.open(row)
    return victim.SealedLetter(
        reference=delivery.seal_token, on=one.today, seal_token=delivery.seal_token,
        sha256=row.letter_sha256, text=said.get("text", ""), translation=True,
        translator=said.get("translator", ""),
        pages=tuple(victim.Scan(image=page, media="image/jpeg") for page in pages),
    )  # fmt: skip


# -- to the letter's writer --------------------------------------------------------------------


def _to_writer(one: Composing, letter: Letter) -> Values:
    face = one.open(queries.face(letter))
    return {
        "reference": letter.receipt, "on": one.today, "name": face.get("writer", ""),
        "number": face.get("number", ""), "facility": row_of(Facility, letter.facility_id).name,
        "signed": one.signed(),
    }  # fmt: skip


def _receipt(one: Composing) -> offender.Receipt:
    letter = row_of(Letter, one.paper.subject)
    version = queries.version(letter)
    return offender.Receipt(
        **_to_writer(one, letter), deposited_on=day(version.made_at), pages=version.pages
    )


def _banked(one: Composing) -> offender.Banked:
    letter = row_of(Letter, one.paper.subject)
    return offender.Banked(**_to_writer(one, letter), deposited_on=_deposited(letter))


def _deposited(letter: Letter) -> date:
    return day(queries.version(letter).made_at)


def _last(letter: Letter, outcome: str) -> Review | None:
    mine = (Review.letter == letter) & (Review.outcome == outcome)
    return Review.select().where(mine).order_by(Review.made_at.desc()).first()


def _check(reason: str) -> str:
    """The line of the checklist that a reason stands for; a passage is quoted beside it."""
    return policy.current().return_reasons[reason].check


def _returned(one: Composing) -> offender.Returned:
    letter = row_of(Letter, one.paper.subject)
    review = _last(letter, "return")
    quotes = one.open(review).get("quotes", {}) if review else {}
    reasons: list[str] = json.loads(review.reasons) if review else []
    passages = tuple(
        offender.Passage(reason=reason, quote=str(quotes.get(_check(reason), "")))
        for reason in reasons
    )
    return offender.Returned(
        **_to_writer(one, letter), deposited_on=_deposited(letter), passages=passages
    )


def _rejected(one: Composing) -> offender.Rejected:
    letter = row_of(Letter, one.paper.subject)
    review = _last(letter, "reject")
    reasons: list[str] = json.loads(review.reasons) if review else []
    return offender.Rejected(
        **_to_writer(one, letter), deposited_on=_deposited(letter), reasons=tuple(reasons)
    )


def _disclosure(one: Composing) -> offender.Disclosure:
    """Exactly the one fact that this paper was asked for."""
    delivery = row_of(Delivery, one.paper.subject)
    mine = (Disclosure.delivery == delivery) & (Disclosure.made_at <= one.paper.made_at)
    told = Disclosure.select().where(mine).order_by(Disclosure.made_at.desc()).get()
    letter = row_of(Letter, delivery.letter_id)
    fact: Values = {told.fact: True}
    return offender.Disclosure(**_to_writer(one, letter), **fact)


def _guidelines(one: Composing) -> offender.Guidelines:
    return offender.Guidelines(reference="", on=one.today)


# -- the unit's own ----------------------------------------------------------------------------


def _screening(one: Composing) -> unit.ScreeningRecord:
    review = row_of(Review, one.paper.subject)
    letter = row_of(Letter, review.letter_id)
    face, said = one.open(queries.face(letter)), one.open(review)
    answers: dict[str, str] = json.loads(review.checklist)
    quotes = said.get("quotes", {})
    return unit.ScreeningRecord(
        reference=letter.receipt, on=one.today, offender=face.get("writer", ""),
        number=face.get("number", ""), facility=row_of(Facility, letter.facility_id).name,
        tier=review.tier, version=review.number, sha256=review.sha256,
        reviewer=staff_name(review.by_id), outcome=review.outcome,
        answers=tuple(
            unit.Answer(check=check, answer=answer, quote=str(quotes.get(check, "")))
            for check, answer in answers.items()
        ),
        reasons=tuple(json.loads(review.reasons)),
    )  # fmt: skip


def _custody(one: Composing) -> unit.CustodyLog:
    delivery = row_of(Delivery, one.paper.subject)
    return unit.CustodyLog(
        reference=delivery.seal_token or row_of(Letter, delivery.letter_id).receipt, on=one.today,
        seal_token=delivery.seal_token, sha256=delivery.sealed_sha256,
        hand_overs=tuple(
            unit.HandOver(
                when=f"{local(row.made_at):%Y-%m-%d %H:%M}",
                what=words.from_table(CUSTODY, row.what, one.language), place=row.place,
                by=staff_name(row.by_id),
            )
            for row in queries.custody_of(delivery)
        ),
    )  # fmt: skip


BUILDERS: dict[str, Builder] = {
    "registration-confirmation": _confirmation,
    "letter-available": _available,
    "cover-letter": _cover,
    "inner-envelope": _inner,
    "outer-envelope": _outer,
    "sealed-letter": _sealed,
    "sealed-translation": _translation,
    "offender-receipt": _receipt,
    "offender-banked": _banked,
    "letter-returned": _returned,
    "letter-rejected": _rejected,
    "offender-disclosure": _disclosure,
    "writing-guidelines": _guidelines,
    "screening-record": _screening,
    "custody-log": _custody,
}
