"""What staff take in by phone, letter or fax: the same case as from the public site (S2, S3, S12).

Anyone who asks this way gets a reference and a code from staff; the page asks for a new code at the
first visit, because somebody else has read this one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from shared import policy
from shared.base import clock, ids
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue.case import set_columns
from shared.frontdoor import hashing, noticeboard
from shared.intake import collecting
from shared.records import audit, vault
from shared.records.models import DialogueCase, Person, Post, Reference, Registration
from shared.records.permissions import Actor, may
from shared.records.workflow import NotPermitted, Refused

SOURCES = {
    "phone": N_("By phone"),
    "letter": N_("By letter"),
    "fax": N_("By fax"),
}
MODELS: Values = {"case": DialogueCase, "registration": Registration}
BOARDS = {"case": "dialogue", "registration": "letter"}


@dataclass(frozen=True)
class Given:
    """What is told or posted to the person, once: a reference and its code."""

    reference: str
    code: str
    noun: str
    subject: str


def _permit(actor: Actor, noun: str, source: str) -> None:
    if not may(actor, noun, "enter"):
        raise NotPermitted(f"enter {noun}")
    if source not in SOURCES:
        raise ValueError(source)


def take_dialogue(
    actor: Actor, language: str, answers: Values, source: str, own_wish: bool,
    once: str = "",
) -> Given:  # fmt: skip
    """A request for a dialogue, as the person told or wrote it.  `source` is a key of SOURCES.

    `answers` as `envelopes.DialogueAsked`; `own_wish` says that this actor heard from the person
    that the wish is their own; `once` names this very form, so that sending it twice takes it in
    once.  Raises NotPermitted, ValueError, and Refused for a form that was taken in before.
    """
    _permit(actor, "case", source)

    def open_it(reference: str) -> str:
        return collecting.open_case(reference, language, answers, source)

    return _take(actor, "case", source, language, answers, open_it, own_wish=own_wish,
                 once=once)  # fmt: skip


def take_notice(actor: Actor, language: str, answers: Values, source: str, once: str = "") -> Given:
    """The notification box, filled in for a person (S34).  `answers` as `envelopes.NoticeAsked`.

    `once` as in `take_dialogue`.  Raises NotPermitted, ValueError, Refused.
    """
    _permit(actor, "registration", source)

    def open_it(reference: str) -> str:
        return collecting.open_registration(reference, language, answers, source)

    return _take(actor, "registration", source, language, answers, open_it, once=once)


def take_sibling(
    actor: Actor, case: DialogueCase, responsible: Values, happened: Values, source: str,
    once: str = "",
) -> Given:  # fmt: skip
    """Another strand of the same person: another offender (S5), with a reference of its own.

    One strand knows nothing of the other: a refusal in one ends only that one.  `responsible` and
    `happened` as in `envelopes`, `once` as in `take_dialogue`.  Raises NotPermitted, ValueError,
    Refused.
    """
    _permit(actor, "case", source)
    person = Person.get_by_id(case.person_id)
    answers = {"responsible": responsible, "happened": happened, "form": case.form}

    def open_it(reference: str) -> str:
        return collecting.open_case(reference, person.language, answers, source, person=person)

    return _take(actor, "case", source, person.language, answers, open_it, once=once)


def _admit(noun: str, digest: str, hashed: hashing.Hashed) -> None:
    today = clock.today(policy.current().zone)
    noticeboard.admit(digest, BOARDS[noun], hashed, today, must_renew=True)


def _hashed(code: str) -> hashing.Hashed:
    """Before the records' lock: everything else would wait for it."""
    return hashing.hash_code(code.replace(" ", ""))


def _take(
    actor: Actor, noun: str, source: str, language: str, answers: Values,
    open_it: Callable[[str], str], own_wish: bool = False, once: str = "",
) -> Given:  # fmt: skip
    reference, code = ids.new_reference(), ids.new_access_code()
    hashed = _hashed(code)
    kind = "dialogue.asked" if noun == "case" else "notice.asked"
    with audit.recorded(actor, f"{noun}.entered", noun, source=source) as entry:
        post = Post.fresh()
        if re.fullmatch(r"[0-9a-z]{16,40}", once):
            if Post.get_or_none(Post.id == once) is not None:
                raise Refused(N_("This was already received."))
            post["id"] = once
        key = open_it(reference)
        Post.create(
            **post, dropped_at=clock.now(), key=key, kind=kind, reference=reference,
            sealed=vault.seal(key, "post", post["id"], answers), language=language,
        )  # fmt: skip
        bound = Reference.get_by_id(reference)
        subject = MODELS[noun].get_by_id(bound.subject)
        entry.subject = subject.id
        if own_wish:
            with audit.recorded(actor, "case.own_wish_recorded", "case", subject.id):
                set_columns(subject, own_wish=True)
        # Last, and inside: where the front door cannot be reached, nothing was taken in.
        _admit(noun, bound.digest, hashed)
    return Given(reference, code, noun, str(subject.id))
