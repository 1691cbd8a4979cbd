"""The inner envelope: what lies in it (S47), as guards and effects.

The letter, as a copy or the original, as the policy says; and a translation if she asked for one,
bound to the version that it translates.
"""

import hashlib
from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.documents import scans
from shared.letters import queries
from shared.letters.bank import content
from shared.letters.delivery.row import ask_paper, ask_to_print, set_columns, token
from shared.letters.review.effects import custody
from shared.people import contact
from shared.records import vault
from shared.records.models import CustodyEvent, Letter, Person, Registration, Translation
from shared.records.workflow import Act

LONGEST_NAME = 120  # characters of a translator's name
PUT_IN, TAKEN_OUT = "original_sealed", "original_out"
NO_HAND_OVER = "no_hand_over"  # it was taken from another place than the last one on record


def is_original() -> bool:
    """Whether the policy seals the paper itself, rather than a copy."""
    return bool(policy.current().handling.original_or_copy == "original")


def _letter(act: Act) -> Any:
    return Letter.get_by_id(act.subject.letter_id)


def _approved(delivery: Any) -> str:
    return queries.approved_sha256(Letter.get_by_id(delivery.letter_id), delivery.letter_version)


# -- a translation -----------------------------------------------------------------------------


def translation_of(delivery: Any) -> Any | None:
    """The translation she asked for, of the version she was told of; None if there is none yet."""
    mine = (
        (Translation.delivery == delivery) & (Translation.language == delivery.translate_into)
        & (Translation.letter_sha256 == _approved(delivery))
    )  # fmt: skip
    return Translation.select().where(mine).order_by(Translation.made_at.desc()).first()


def translation_asked(act: Act) -> str | None:
    """Only if she asked for one."""
    if not act.subject.translate_into:
        return N_("The person did not ask for a translation.")
    return None


def translation_given(act: Act) -> str | None:
    """Words or pages, who translated them, and of which version."""
    if not str(act.facts.get("translator") or "").strip():
        return N_("Enter who translated the letter.")
    said = content.problem_with(act.facts["content"])
    if said:
        return said
    if act.facts.get("letter_sha256") != _approved(act.subject):
        return N_("This is not the version that was approved. Look at it again.")
    return None


def translated(act: Act) -> str | None:
    """What she asked for is there before the envelope is closed."""
    if act.subject.translate_into and translation_of(act.subject) is None:
        return N_("First enter the translation that the person asked for.")
    return None


def translation_inside(act: Act) -> str | None:
    """The envelope holds the translation she asks for now: that one, or none."""
    delivery = act.subject
    wanted = translation_of(delivery) if delivery.translate_into else None
    if delivery.translate_into and wanted is None:
        return N_("First enter the translation that the person asked for.")
    if delivery.sealed_translation != (wanted.sha256 if wanted else ""):
        return N_("The translation in the sealed envelope is not the one requested. Seal it again.")
    return None


def keep_translation(act: Act) -> None:
    """Kept under the letter's key: what erases the letter erases it too."""
    delivery, given = act.subject, act.facts["content"]
    key, row = _letter(act).key, Translation.fresh()
    private = {"text": given.text, "translator": str(act.facts["translator"]).strip()}
    if given.kind == "scan":
        vault.keep_file(key, row["id"], scans.pack(given.pages))
    digest = hashlib.sha256(f"{delivery.translate_into}|{given.sha256}".encode()).hexdigest()
    Translation.create(
        **row, key=key, sealed=vault.seal(key, "translation", row["id"], private),
        delivery=delivery, language=delivery.translate_into, kind=given.kind,
        pages=given.page_count, sha256=digest, letter_sha256=act.facts["letter_sha256"],
        by=act.actor.id,
    )  # fmt: skip
    act.entry.note(language=delivery.translate_into, sha256=digest)
    contact.end_tasks(delivery.id, "letter.translate", by=act.actor)
    contact.ask_task("letter.seal", "delivery", delivery.id, "coordinator")


def want_translation(act: Act, language: str) -> None:
    """She asks for one, for another, or for none any more: a closed envelope is opened again."""
    delivery = act.subject
    if language != delivery.translate_into and delivery.seal_token:
        unseal(act)
    set_columns(delivery, translate_into=language)


def ask_for_translation(act: Act) -> None:
    """A task for who may read the letter, while what she asked for is not there."""
    if act.subject.translate_into and translation_of(act.subject) is None:
        contact.ask_task("letter.translate", "delivery", act.subject.id, "coordinator")


# -- the original ------------------------------------------------------------------------------


def holding_original(letter: Any) -> Any | None:
    """The line of custody by which a letter's original lies in a sealed envelope, or None."""
    mine = (CustodyEvent.letter == letter) & (CustodyEvent.what << (PUT_IN, TAKEN_OUT))
    last = CustodyEvent.select().where(mine).order_by(
        CustodyEvent.made_at.desc(), CustodyEvent.seq.desc()
    ).first()  # fmt: skip
    return last if last is not None and last.what == PUT_IN else None


def _is_gap(letter: Any, place: str) -> bool:
    """Whether the paper was somewhere else when it was last heard of, and nobody moved it."""
    was_in = (CustodyEvent.letter == letter) & (CustodyEvent.what == PUT_IN)
    is_there = contact.normal(place) == contact.normal(letter.original)
    return not is_there and not CustodyEvent.select().where(was_in).exists()


def original_put_in(act: Act) -> str | None:
    """Where the paper was taken from, and that it was the paper itself."""
    if not is_original():
        return None
    if not str(act.facts.get("taken_from") or "").strip():
        return N_("Enter where the original was taken from.")
    if not act.facts.get("is_original"):
        return N_("Confirm that the original itself, and not a copy, is in the envelope.")
    return None


def original_free(act: Act) -> str | None:
    """One paper lies in one envelope."""
    if is_original() and holding_original(_letter(act)) is not None:
        return N_("The original is already in another sealed envelope.")
    return None


# -- closing and opening -----------------------------------------------------------------------


def seal(act: Act) -> None:
    """The approved version goes into the inner envelope, whose token alone speaks of it."""
    delivery, letter = act.subject, _letter(act)
    added = translation_of(delivery) if delivery.translate_into else None
    set_columns(
        delivery, seal_token=token("seal token"), sealed_by=act.actor.id,
        sealed_sha256=act.facts["sha256"], sealed_translation=added.sha256 if added else "",
    )  # fmt: skip
    if is_original():
        place = str(act.facts["taken_from"]).strip()[:80]
        if _is_gap(letter, place):
            custody(act.actor.id, letter, NO_HAND_OVER, delivery, place=letter.original)
        custody(act.actor.id, letter, PUT_IN, delivery, place=place)
    else:
        ask_paper(act, "sealed-letter", letter.key, letter.language)
    if added is not None:
        ask_paper(act, "sealed-translation", letter.key, added.language)
    ask_paper(act, "inner-envelope", _key_of_person(delivery), _language(delivery, letter))
    custody(act.actor.id, letter, "sealed", delivery)
    contact.end_tasks(delivery.id, "letter.seal", by=act.actor)
    ask_to_print(act)


def _key_of_person(delivery: Any) -> str:
    return str(Registration.get_by_id(delivery.registration_id).key)


def _language(delivery: Any, letter: Any) -> str:
    registration: Any = Registration.get_by_id(delivery.registration_id)
    person = Person.get_by_id(registration.person_id)
    return str(person.language or letter.language)


def unseal(act: Act) -> None:
    """The envelope is open, or must be opened: what lay in it is in our hands again."""
    delivery, letter = act.subject, _letter(act)
    by = act.actor.id if act.actor.id not in ("person", "worker") else delivery.sealed_by_id
    held = holding_original(letter)
    if held is not None and held.delivery_id == delivery.id:
        custody(by, letter, TAKEN_OUT, delivery)
    custody(by, letter, "seal_void", delivery)
    set_columns(delivery, seal_token="", sealed_sha256="", sealed_translation="", sealed_by=None)
