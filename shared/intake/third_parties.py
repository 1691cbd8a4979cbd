"""What comes from outside a case: the offender's side, requests for records, complaints, views.

A request from the offender's side is logged and answered with one letter.  It opens nothing, is
compared with nothing, and is shown to nobody who is harmed (S2).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shared import policy
from shared.accounts import accounts
from shared.base import clock
from shared.base.together import rows
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import case_file
from shared.people import contact
from shared.records import audit, jobs, permissions, reading, vault
from shared.records.models import (
    Asked,
    Complaint,
    DialogueCase,
    OffenderInquiry,
    Paper,
    RecordsRequest,
    Reference,
    Registration,
)
from shared.records.models.base import Row
from shared.records.permissions import Actor, may
from shared.records.workflow import NotPermitted, Refused

ASKED_BY = {
    "offender": N_("The {offender}"),
    "family": N_("Family of the {offender}"),
    "lawyer": N_("A lawyer of the {offender}"),
    "other": N_("Someone else for the {offender}"),
}
CAME_BY = {
    "letter": N_("By letter"),
    "phone": N_("By phone"),
    "fax": N_("By fax"),
    "email": N_("By email"),
    "facility": N_("Through the facility"),
}
# On what ground counsel may let something go.
GROUNDS = {
    "consent": N_("The person who asked for the dialogue agreed in writing"),
    "court": N_("A court ordered it"),
    "law": N_("A law requires it"),
}
# What can be let go at all: no place, story or way to reach the person harmed.
# docs/documents.md says why the whole summary is not among it.
MADE_ANEW = ("case-summary-need-to-know", "case-summary-release")
RELEASABLE = (
    *MADE_ANEW, "decision", "closure", "follow-up", "agreement-victim", "agreement-offender",
    "assessment-request", "offender-invitation", "offender-closing", "facilitator-appointment",
)  # fmt: skip
DECISIONS = {
    "": N_("Not decided: neither confirmed nor denied"),
    "proposed": N_("A release is proposed; a second person decides"),
    "released": N_("Records released"),
    "refused": N_("Not released: neither confirmed nor denied"),
}
KINDS = {
    "complaint": N_("A complaint"),
    "evaluation": N_("Feedback after a dialogue or letter"),
}


# How a dialogue or a letter was for the person, in one word.
RATINGS = {
    "helped": N_("It helped"),
    "mixed": N_("It helped in part"),
    "not": N_("It did not help"),
    "hurt": N_("It hurt"),
}


def _permit(actor: Actor, noun: str, verb: str) -> None:
    if not may(actor, noun, verb):
        raise NotPermitted(f"{verb} {noun}")


def _ask_paper(actor: Actor, row: Any, noun: str, name: str, language: str) -> Any:
    return jobs.ask_paper(
        key=row.key, name=name, language=language, noun=noun, subject=row.id, asked_by=actor.id
    )


# -- the offender's side -----------------------------------------------------------------------


def log_inquiry(
    actor: Actor, asked_by: str, came_by: str, values: Values, language: str = "en"
) -> OffenderInquiry:
    """Log a request from the offender's side, and ask for its one answer.

    `values`: name, address, words.  Nothing of it is indexed.  Raises NotPermitted, ValueError.
    """
    _permit(actor, "inquiry", "log")
    if asked_by not in ASKED_BY or came_by not in CAME_BY:
        raise ValueError(asked_by)
    with audit.recorded(
        actor, "inquiry.logged", "inquiry", asked_by=asked_by, came_by=came_by
    ) as entry:
        row = vault.make(
            OffenderInquiry, vault.new_key("inquiry"), values, asked_by=asked_by, came_by=came_by,
            by=actor.id,
        )  # fmt: skip
        entry.subject = row.id
        _ask_paper(actor, row, "inquiry", "offender-side-answer", language)
        contact.ask_task("inquiry.answer", "inquiry", row.id, "planner")
    return row


def answer_inquiry(actor: Actor, row: OffenderInquiry) -> None:
    """The one letter was posted.  Doing it twice is harmless.  Raises NotPermitted."""
    _permit(actor, "inquiry", "log")
    if row.answered_at is not None:
        return
    with audit.recorded(actor, "inquiry.answered", "inquiry", row.id):
        OffenderInquiry.update(answered_at=clock.now()).where(
            OffenderInquiry.id == row.id
        ).execute()
        contact.end_tasks(row.id, by=actor)


# -- requests for records ----------------------------------------------------------------------


def log_records_request(actor: Actor, values: Values, language: str = "en") -> RecordsRequest:
    """Log a request for records; the paper made at once neither confirms nor denies.

    `values`: who, address, what, counsel.  Raises NotPermitted.
    """
    _permit(actor, "records_request", "log")
    with audit.recorded(actor, "records_request.logged", "records_request") as entry:
        row = vault.make(RecordsRequest, vault.new_key("records_request"), values, by=actor.id)
        entry.subject = row.id
        _ask_paper(actor, row, "records_request", "records-answer", language)
    return row


@dataclass(frozen=True)
class Release:
    """Counsel's word on a request: who, on which day, on what ground, and which documents.

    `reference` is that of the case; `names` are of RELEASABLE.  A summary is made anew; any other
    paper is released as it was made.
    """

    counsel: str
    counsel_on: date
    ground: str
    grounds: str
    reference: str
    names: tuple[str, ...]


def propose_release(actor: Actor, row: RecordsRequest, word: Release) -> None:
    """Counsel says what may be released; a second person decides.  Raises Refused, NotPermitted."""
    _permit(actor, "records_request", "decide")
    row = RecordsRequest.get_by_id(row.id)
    if row.decision:
        raise Refused(N_("This was already decided, or is already proposed."))
    _refuse_if_vague(word)
    case = case_file.by_reference(actor, word.reference)
    if case is None:
        raise Refused(N_("There is no request for a dialogue with this reference."))
    with audit.recorded(
        actor, "records_request.decided", "records_request", row.id, decision="proposed"
    ) as entry:
        values = entry.open(row)[0] | {
            "counsel": word.counsel, "counsel_on": word.counsel_on.isoformat(),
            "ground": word.ground, "grounds": word.grounds, "case": case.id,
            "papers": [paper for name in word.names
                       for paper in _named(actor, case, name, _language(row))],
        }  # fmt: skip
        vault.reseal(row, values)
        RecordsRequest.update(decision="proposed", proposed_by=actor.id).where(
            RecordsRequest.id == row.id
        ).execute()
        contact.ask_task("records.decide", "records_request", row.id, "coordinator")


def _refuse_if_vague(word: Release) -> None:
    if not word.counsel.strip() or not word.grounds.strip() or word.ground not in GROUNDS:
        raise Refused(N_("Enter the name of counsel, and the ground for the release."))
    if word.counsel_on > clock.today(policy.current().zone):
        raise Refused(N_("Enter the date of counsel's decision. It cannot be in the future."))
    if not word.names or set(word.names) - set(RELEASABLE):
        raise Refused(N_("Choose exactly what can be released."))


def _named(actor: Actor, case: DialogueCase, name: str, language: str) -> list[str]:
    """What counsel named: a summary made for this, or every paper of that name as it was made."""
    if name in MADE_ANEW:
        paper = jobs.ask_paper(
            key=case.key, name=name, language=language, noun="release", subject=case.id,
            asked_by=actor.id,
        )  # fmt: skip
        return [str(paper.id)]
    found = [row for row in case_file.papers_of(case) if row.name == name and row.ready_at]
    if not found:
        raise Refused(N_("One of these documents was never created in this case."))
    return [str(row.id) for row in found]


def _language(row: RecordsRequest) -> str:
    """The language in which a request was answered at once."""
    return next((str(paper.language) for paper in papers_of(row)), "en")


def enclosures(row: RecordsRequest, said: Values) -> list[Paper]:
    """The papers that counsel named, from a request's opened values; none before a proposal."""
    found = {paper.id: paper for paper in Paper.select().where(Paper.id << said.get("papers", []))}
    return [found[name] for name in said.get("papers", []) if name in found and row.decision]


def decide_release(actor: Actor, row: RecordsRequest, release: bool) -> None:
    """Release, or not.  Never the person who proposed it.  Raises Refused, NotPermitted.

    What is released is the very documents named, as they were made; the covering letter names
    each by its digest.  It is recorded in the case too.
    """
    _permit(actor, "records_request", "decide")
    row = RecordsRequest.get_by_id(row.id)
    if row.decision in ("released", "refused"):
        raise Refused(N_("This was already decided."))
    if release and row.decision != "proposed":
        raise Refused(N_("First record what counsel says can be released."))
    if release and row.proposed_by_id == actor.id:
        raise Refused(N_("Another person must decide: you proposed it."))
    decision = "released" if release else "refused"
    with audit.recorded(
        actor, "records_request.decided", "records_request", row.id, decision=decision
    ) as entry:
        RecordsRequest.update(
            decision=decision, decided_by=actor.id, decided_at=clock.now()
        ).where(RecordsRequest.id == row.id).execute()  # fmt: skip
        contact.end_tasks(row.id, by=actor)
        if release:
            _let_go(actor, row, entry.open(row)[0])


def _let_go(actor: Actor, row: RecordsRequest, said: Values) -> None:
    mine = Paper.select().where(Paper.id << said["papers"])
    if any(paper.ready_at is None for paper in mine):
        raise Refused(N_("The documents are still being made. Read them first, then decide."))
    names = sorted(paper.name for paper in mine)
    with audit.recorded(
        actor, "case.records_released", "case", said["case"], request=row.id, names=names
    ):
        _ask_paper(actor, row, "records_request", "records-release", _language(row))


# -- complaints and views ----------------------------------------------------------------------


def take_words(
    actor: Actor,
    kind: str,
    words: str,
    noun: str = "",
    subject: Asked | None = None,
    rating: str = "",
) -> Complaint:
    """A complaint, with its deadline, or a view (`kind` of KINDS), in the person's words.

    Under the key of the case or registration it is about, or of its own.  `rating` of RATINGS, or
    empty.  Called inside a recorded change, or on its own.  Raises ValueError.
    """
    if kind not in KINDS or rating not in ("", *RATINGS):
        raise ValueError(kind)
    key = subject.key if subject is not None else vault.new_key("complaint")
    due = None
    if kind == "complaint":
        due = clock.today(policy.current().zone) + policy.current().deadline("complaint")
    with audit.recorded(actor, "complaint.received", "complaint", kind=kind) as entry:
        row = vault.make(
            Complaint, key, {"words": words}, kind=kind, noun=noun, rating=rating,
            subject=subject.id if subject is not None else "", due_on=due,
        )  # fmt: skip
        entry.subject = row.id
        if kind == "complaint":
            contact.ask_task("complaint", "complaint", row.id, "coordinator", due_on=due)
    return row


def log_words(
    actor: Actor, kind: str, words: str, reference: str = "", rating: str = ""
) -> Complaint:
    """What was said by phone or on paper, tied to the request of this reference if one is given.

    Raises NotPermitted, ValueError; Refused for a reference of no request.
    """
    _permit(actor, "complaint", "log")
    if not reference:
        return take_words(actor, kind, words, rating=rating)
    bound = Reference.get_or_none(Reference.id == reference)
    if bound is None or bound.noun not in ("case", "registration"):
        raise Refused(N_("There is no request with this reference. Leave it blank if unknown."))
    # Anyone who knows a reference heard it from its holder; they need not be able to open the case.
    found = (DialogueCase if bound.noun == "case" else Registration).get_by_id(bound.subject)
    return take_words(actor, kind, words, bound.noun, found, rating)


def about(actor: Actor, subject: Asked) -> list[Complaint]:
    """The complaints and views about a case or registration that this actor may see, unopened."""
    return complaints_about(actor, subject.id)[::-1]


@rows
def complaints_about(actor: Actor, subject: str) -> Any:
    """The complaints and views about a subject that this actor may see, oldest first."""
    return permissions.scope(actor, "complaint").where(Complaint.subject == subject)


def answer_complaint(actor: Actor, row: Complaint, answer: str) -> None:
    """What was answered, and that it was.  Raises NotPermitted, Refused if answered before."""
    _permit(actor, "complaint", "answer")
    if row.answered_at is not None:
        raise Refused(N_("This was already answered."))
    if _is_involved(actor, row) and _others(actor, row):
        raise Refused(N_(
            "You have been involved in this case yourself. We promise that a person who was not "
            "involved will answer: ask another coordinator."
        ))  # fmt: skip
    with audit.recorded(actor, "complaint.answered", "complaint", row.id, kind=row.kind) as entry:
        vault.reseal(row, entry.open(row)[0] | {"answer": answer})
        Complaint.update(answered_at=clock.now(), answered_by=actor.id).where(
            Complaint.id == row.id
        ).execute()
        contact.end_tasks(row.id, by=actor)


def _is_involved(actor: Actor, row: Complaint) -> bool:
    """Whether somebody has acted in what a complaint is about; to have read it is not to act."""
    entries = audit.timeline(row.noun, row.subject) if row.subject else []
    acts = [entry for entry in entries if not entry.event.endswith((".read", ".asked"))]
    return any(entry.actor == actor.id for entry in acts)


def _others(actor: Actor, row: Complaint) -> bool:
    """Whether somebody else may answer who has not acted in it."""
    staff = [accounts.actor_of(one) for one, _grants in accounts.all_with_roles() if one.active]
    able = [one for one in staff if one.id != actor.id and may(one, "complaint", "answer")]
    return any(not _is_involved(one, row) for one in able)


# -- reading -----------------------------------------------------------------------------------


def listed(actor: Actor, noun: str, most: int = 50) -> list[Any]:
    """The latest rows of a noun in the actor's scope, unopened."""
    model = permissions.MODELS[noun]
    rows = permissions.scope(actor, noun).order_by(model.made_at.desc(), model.id.desc())
    return list(rows.limit(most))


def opened(actor: Actor, noun: str, row: vault.Sealed) -> reading.Opened:
    """One row, recorded as read before it is opened."""
    return reading.open_rows(actor, f"{noun}.read", noun, row.id, [row])[row.id]


def papers_of(row: Row) -> list[Paper]:
    """The papers made for a row."""
    return reading.rows_of(Paper, Paper.subject == row.id)
