"""What follows from an act on a letter.  None of these touches the victim's side.

What must follow there is a job for the worker, asked for in every case alike, so that neither the
answer nor its time tells anything.
"""

import json

from shared.base.values import Given
from shared.documents import scans
from shared.letters import queries
from shared.letters.bank import pairs
from shared.letters.bank.content import Content
from shared.letters.matching import match_keys
from shared.letters.review.guards import (
    PaperMove,
    Replacement,
    TierReview,
    Transfer,
    WarningDecision,
)
from shared.people import contact
from shared.records import jobs, vault
from shared.records.models import (
    CustodyEvent,
    Delivery,
    Facility,
    Letter,
    LetterFace,
    LetterVersion,
    Paper,
    Review,
    Task,
)
from shared.records.models import ThreatDecision as Threat
from shared.records.workflow import Act, Facts

ABOUT = ("addressee", "relation", "incident", "court_number")  # sealed with the letter


def _set(letter: Letter, **columns: object) -> None:
    for name, value in columns.items():
        setattr(letter, name, value)
    Letter.update(**columns).where(Letter.id == letter.id).execute()


def ask_paper(letter: Letter, name: str, asked_by: str | None) -> Paper:
    """Ask the worker for a document for the writer, under the key of the facility's own log."""
    face = LetterFace.get(LetterFace.letter == letter)
    return jobs.ask_paper(
        key=face.key, name=name, language=letter.language, noun="letter", subject=letter.id,
        asked_by=asked_by,
    )  # fmt: skip


def ask_review(act: Act[Facts]) -> None:
    """A version goes to its first review; what earlier versions waited for is over."""
    contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(number=act.subject.current)


def keep_review(act: Act[TierReview]) -> None:
    """The review as it was made, bound to the digest of what was read."""
    facts, letter = act.facts, act.subject
    private = {
        "quotes": {name: words for name, words in facts.quotes.items() if words},
        "help": facts.help,
    }
    reasons = facts.reasons
    if act.action == "escalate":
        reasons = queries.to_preserve(facts.tier, facts.checklist)
    vault.make(
        Review, letter.key, private, letter=letter, number=letter.current, tier=facts.tier,
        by=act.actor.id, outcome=act.action, sha256=facts.sha256,
        checklist=json.dumps(facts.checklist, sort_keys=True), reasons=json.dumps(reasons),
    )  # fmt: skip
    act.entry.note(number=letter.current)
    if act.action != "pass":
        act.entry.note(reasons=reasons)


def send_on(act: Act[TierReview]) -> None:
    """To the next review; after the third, into the bank, and the worker looks for a match."""
    letter, tier = act.subject, act.facts.tier
    if tier < 3:
        return
    custody(act.actor.id, letter, "banked")
    ask_paper(letter, "offender-banked", act.actor.id)
    contact.ask_task("letter.give_notice", "letter", letter.id, "screener",
                    facility=letter.facility_id)  # fmt: skip
    tell_the_other_side(act)


def tell_the_other_side(act: Act[Facts]) -> None:
    """Let the worker do what may follow for others; asked whether or not there is anyone."""
    jobs.ask("letter", f"letter:{act.subject.id}", letter=act.subject.id)


def give_back(act: Act[Facts]) -> None:
    """Back to the writer, with coded reasons, help and the guidelines."""
    _notice(act, "letter-returned")


def tell_rejected(act: Act[Facts]) -> None:
    """Not taken; the writer gets the coded reasons."""
    contact.end_tasks(act.subject.id, by=act.actor)
    _notice(act, "letter-rejected")


def note_no_review(act: Act[Facts]) -> None:
    """What was escalated is rejected for what was preserved, by none of the three reviews."""
    act.entry.note(number=act.subject.current, tier=0, sha256="", reasons=[])


def _notice(act: Act[Facts], name: str) -> None:
    ask_paper(act.subject, name, act.actor.id)
    contact.ask_task("letter.give_notice", "letter", act.subject.id, "screener",
                    facility=act.subject.facility_id)  # fmt: skip


def decide_threat(act: Act[WarningDecision]) -> None:
    """Warn, or do not warn."""
    letter, decision = act.subject, act.facts.decision
    Threat.make(letter=letter, number=letter.current, decision=decision, by=act.actor.id)
    contact.end_tasks(letter.id, "threat.late", by=act.actor)
    if decision == "warn":
        contact.ask_task("threat.warn", "letter", letter.id, "coordinator", due_on=queries.today())


def new_version(act: Act[Replacement]) -> None:
    """A new page reopens all three reviews; what was read before stays as it was."""
    letter, given, about = act.subject, act.facts.content, act.facts.about
    if given is None:
        raise LookupError("a version without content")  # its guards ask for one
    _set(letter, current=letter.current + 1)
    vault.renew(letter.key)  # a purged letter is replaced like any other
    if about is not None:
        _keep_about(act, about)
    keep_version(letter, given, act.actor.id)
    ask_paper(letter, "offender-receipt", act.actor.id)
    tell_the_other_side(act)


def _keep_about(act: Act[Replacement], about: Given) -> None:
    """What the writer says of the letter now; asked anew each time, so that nothing is missed.

    If it were kept from the last version, a facility could see by it that one had been purged.
    """
    letter = act.subject
    said = {**about, "county": letter.county, "year": letter.year}
    vault.reseal(letter, {name: about[name] for name in ABOUT if about.get(name)})
    _set(letter, pair_digest=pairs.digest_of(letter.number_digest, str(about["addressee"])))
    pairs.remember(letter, said)
    face = act.entry.open(LetterFace.get(LetterFace.letter == letter))[0]
    index(letter, {**face, **said})


def index(letter: Letter, values: Given) -> None:
    """Let a letter be found by its writer, its addressee and its incident."""
    writer = match_keys.of_writer({"name": values.get("writer"), "number": values.get("number")})
    addressee = str(values.get("addressee") or "")
    to = match_keys.of_addressee([addressee], [str(values.get("relation") or "")])
    incident = match_keys.of_incident(values)
    for kinds, found in (
        (match_keys.OF_WRITER, writer), (match_keys.OF_ADDRESSEE, to),
        (match_keys.OF_INCIDENT, incident),
    ):  # fmt: skip
        match_keys.index(kinds, found, "letter", letter.id)


def keep_version(letter: Letter, given: Content, by: str) -> LetterVersion:
    """A row for one version: words sealed in it, scanned pages in a file of its own."""
    row = LetterVersion.fresh()
    sealed = vault.seal(letter.key, "letter_version", row["id"], {"text": given.text})
    if given.kind == "scan":
        vault.keep_file(letter.key, row["id"], scans.pack(given.pages))
    return LetterVersion.create(
        **row, key=letter.key, sealed=sealed, letter=letter, number=letter.current, kind=given.kind,
        pages=given.page_count, sha256=given.sha256, by=by,
    )  # fmt: skip


def withdraw(act: Act[Facts]) -> None:
    """The writer's own act, answered alike whatever has become of the letter."""
    contact.end_tasks(act.subject.id, by=act.actor)
    tell_the_other_side(act)


def transfer(act: Act[Transfer]) -> None:
    """The writer was moved: the letter, with all that waits for a screener, moves along."""
    place, letter = act.facts.facility, act.subject
    waiting = (Task.subject == letter.id) & (Task.role == "screener") & Task.done_at.is_null()
    Task.update(facility=place).where(waiting).execute()
    _set(letter, facility=place)
    custody(act.actor.id, letter, "writer_moved", place=Facility.get_by_id(place).name)


def move_paper(act: Act[PaperMove]) -> None:
    """Each hand-over of the original is logged."""
    place = act.facts.place.strip()
    _set(act.subject, original=place)
    custody(act.actor.id, act.subject, "moved", place=place)


def custody(
    actor_id: str, letter: Letter, what: str, delivery: Delivery | None = None, place: str = ""
) -> None:
    """A line of the custody log.  Called inside a recorded change."""
    # The facility's own are counted apart: a gap among them would tell of a delivery.
    mine = CustodyEvent.letter == letter
    mine &= (
        CustodyEvent.delivery.is_null() if delivery is None else CustodyEvent.delivery == delivery
    )
    seq = CustodyEvent.select().where(mine).count() + 1
    CustodyEvent.make(
        letter=letter, seq=seq, delivery=delivery, what=what, place=place, by=actor_id
    )
