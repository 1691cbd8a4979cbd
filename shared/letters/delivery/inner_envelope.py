"""The inner envelope: what lies in it (S47), as facts, guards and effects.

The letter, as a copy or the original, as the policy says; and a translation if the person asked for
one, bound to the version that it translates.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.documents import scans
from shared.letters import queries
from shared.letters.bank import content
from shared.letters.delivery.conditions import approved
from shared.letters.delivery.row import ask_paper, set_columns, token
from shared.letters.review.effects import custody
from shared.people import contact
from shared.records import vault
from shared.records.models import CustodyEvent, Delivery, Letter, Translation
from shared.records.workflow import Act, Facts, Guard

LONGEST_NAME = 120  # characters of a translator's name
PUT_IN, TAKEN_OUT = "original_sealed", "original_out"
NO_HAND_OVER = "no_hand_over"  # it was taken from another place than the last one on record


def is_original() -> bool:
    """Whether the policy seals the paper itself, rather than a copy."""
    return bool(policy.current().handling.original_or_copy == "original")


# -- a translation -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Translated(content.Brought):
    """A translation, who made it, and the digest of the version that it translates."""

    translator: str = ""
    letter_sha256: str = ""


def translation_of(delivery: Delivery) -> Translation | None:
    """The translation that the person asked for, of the version announced; None if there is none.

    None too if the person asked for none.
    """
    if not delivery.translate_into:
        return None
    mine = (
        (Translation.delivery == delivery) & (Translation.language == delivery.translate_into)
        & (Translation.letter_sha256 == approved(delivery))
    )  # fmt: skip
    found: Translation | None = (
        Translation.select().where(mine).order_by(Translation.made_at.desc()).first()
    )
    return found


def is_translation_asked(act: Act[Facts]) -> bool:
    """Only if the person asked for one."""
    return bool(act.subject.translate_into)


def is_translator_named(act: Act[Translated]) -> bool:
    """The translation says who made it."""
    return bool(act.facts.translator.strip())


def is_of_approved_version(act: Act[Translated]) -> bool:
    """What was translated is what was approved."""
    return act.facts.letter_sha256 == approved(act.subject)


def is_translated(act: Act[Facts]) -> bool:
    """What the person asked for is there before the envelope is closed."""
    return not act.subject.translate_into or translation_of(act.subject) is not None


def is_translation_inside(act: Act[Facts]) -> bool:
    """The envelope holds the translation that the person asks for now: that one, or none."""
    wanted = translation_of(act.subject)
    return bool(act.subject.sealed_translation == (wanted.sha256 if wanted else ""))


NOT_APPROVED = N_("This is not the version that was approved. Look at it again.")
TRANSLATION_ASKED = Guard(is_translation_asked, N_("The person did not ask for a translation."))
TRANSLATOR_NAMED = Guard(is_translator_named, N_("Enter who translated the letter."))
OF_APPROVED_VERSION = Guard(is_of_approved_version, NOT_APPROVED)
TRANSLATED = Guard(
    is_translated, N_("First enter the translation that the person asked for.")
)  # fmt: skip
TRANSLATION_INSIDE = Guard(
    is_translation_inside,
    N_("The translation in the sealed envelope is not the one requested. Seal it again."),
)


def keep_translation(act: Act[Translated]) -> None:
    """Kept under the letter's key: what erases the letter erases it too."""
    delivery, given = act.subject, act.facts.content
    if given is None:
        raise LookupError("a translation without content")  # its guards ask for one
    key, row = queries.letter_of(delivery).key, Translation.fresh()
    private = {"text": given.text, "translator": act.facts.translator.strip()}
    if given.kind == "scan":
        vault.keep_file(key, row["id"], scans.pack(given.pages))
    digest = hashlib.sha256(f"{delivery.translate_into}|{given.sha256}".encode()).hexdigest()
    Translation.create(
        **row, key=key, sealed=vault.seal(key, "translation", row["id"], private),
        delivery=delivery, language=delivery.translate_into, kind=given.kind,
        pages=given.page_count, sha256=digest, letter_sha256=act.facts.letter_sha256,
        by=act.actor.id,
    )  # fmt: skip
    act.entry.note(language=delivery.translate_into, sha256=digest)


def want_translation(act: Act[Facts], language: str) -> None:
    """The person asks for one, for another, or for none any more: a closed envelope is opened."""
    delivery = act.subject
    if language != delivery.translate_into and delivery.seal_token:
        unseal(act)
    set_columns(delivery, translate_into=language)


# -- the original ------------------------------------------------------------------------------


def holding_original(letter: Letter) -> CustodyEvent | None:
    """The line of custody by which a letter's original lies in a sealed envelope, or None."""
    rows = queries.rows_of_letter(CustodyEvent, letter.id)
    mine = [row for row in rows if row.what in (PUT_IN, TAKEN_OUT)]
    last: Any = max(mine, key=lambda row: (row.made_at, row.seq), default=None)
    return last if last is not None and last.what == PUT_IN else None


def _is_gap(letter: Letter, place: str) -> bool:
    """Whether the paper was somewhere else when it was last heard of, and no one moved it."""
    was_in = (CustodyEvent.letter == letter) & (CustodyEvent.what == PUT_IN)
    is_there = contact.normal(place) == contact.normal(letter.original)
    return not is_there and not CustodyEvent.select().where(was_in).exists()


# -- closing and opening -----------------------------------------------------------------------


@dataclass(frozen=True)
class Sealing(Facts):
    """The digest of what goes in; of an original, where it was taken from, and that it is one."""

    sha256: str = ""
    taken_from: str = ""
    is_original: bool = False


def is_unsealed(act: Act[Facts]) -> bool:
    """It is sealed once."""
    return not act.subject.seal_token


def is_approved_version(act: Act[Sealing]) -> bool:
    """What goes into the envelope is what was approved."""
    return act.facts.sha256 == approved(act.subject)


def is_original_free(act: Act[Facts]) -> bool:
    """One paper lies in one envelope."""
    return not is_original() or holding_original(queries.letter_of(act.subject)) is None


def is_place_known(act: Act[Sealing]) -> bool:
    """Where the original was taken from."""
    return not is_original() or bool(act.facts.taken_from.strip())


def is_original_put_in(act: Act[Sealing]) -> bool:
    """It was the paper itself."""
    return not is_original() or act.facts.is_original


UNSEALED = Guard(is_unsealed, N_("It is already sealed."))
APPROVED_VERSION = Guard(is_approved_version, NOT_APPROVED)
ORIGINAL_FREE = Guard(
    is_original_free, N_("The original is already in another sealed envelope.")
)  # fmt: skip
PLACE_KNOWN = Guard(is_place_known, N_("Enter where the original was taken from."))
ORIGINAL_PUT_IN = Guard(
    is_original_put_in,
    N_("Confirm that the original itself, and not a copy, is in the envelope."),
)


def seal(act: Act[Sealing]) -> None:
    """The approved version goes into the inner envelope, whose token alone speaks of it."""
    delivery, letter = act.subject, queries.letter_of(act.subject)
    added = translation_of(delivery)
    set_columns(
        delivery, seal_token=token("seal token"), sealed_by=act.actor.id,
        sealed_sha256=act.facts.sha256, sealed_translation=added.sha256 if added else "",
    )  # fmt: skip
    if is_original():
        place = act.facts.taken_from.strip()[:80]
        if _is_gap(letter, place):
            custody(act.actor.id, letter, NO_HAND_OVER, delivery, place=letter.original)
        custody(act.actor.id, letter, PUT_IN, delivery, place=place)
    else:
        ask_paper(act, "sealed-letter", letter.key, letter.language)
    if added is not None:
        ask_paper(act, "sealed-translation", letter.key, added.language)
    registration = delivery.registration
    language = registration.person.language or letter.language
    ask_paper(act, "inner-envelope", registration.key, language)
    custody(act.actor.id, letter, "sealed", delivery)


def unseal(act: Act[Facts]) -> None:
    """The envelope is open, or must be opened: what lay in it is in our hands again."""
    delivery, letter = act.subject, queries.letter_of(act.subject)
    by = act.actor.id if act.actor.id not in ("person", "worker") else delivery.sealed_by_id
    held = holding_original(letter)
    if held is not None and held.delivery_id == delivery.id:
        custody(by, letter, TAKEN_OUT, delivery)
    custody(by, letter, "seal_void", delivery)
    set_columns(delivery, seal_token="", sealed_sha256="", sealed_translation="", sealed_by=None)
