"""What follows from an act on a delivery, in the same transaction."""

from datetime import date
from typing import Any

from shared.base import clock
from shared.letters import queries
from shared.letters.delivery import inner_envelope
from shared.letters.delivery.row import (
    ask_paper,
    ask_to_print,
    ask_to_tell,
    set_columns,
    token,
)
from shared.letters.matching.table import MATCH
from shared.letters.review.effects import custody
from shared.people import contact
from shared.records import jobs
from shared.records.models import (
    ContactWay,
    Disclosure,
    Letter,
    LetterFace,
    OrderCheck,
    Paper,
    Person,
    Reference,
    Registration,
)
from shared.records.permissions import WORKER
from shared.records.workflow import Act, perform


def _registration(act: Act) -> Any:
    return Registration.get_by_id(act.subject.registration_id)


def post_notice(act: Act) -> None:
    """Whatever changed, let the worker post what the person may read."""
    reference = _registration(act).reference
    jobs.ask("publish", f"publish:{reference}", reference=reference)


def _told(act: Act) -> None:
    """She knows of this letter now, so the page may speak of it in whatever state it is."""
    delivery = act.subject
    if delivery.told_at is None:
        set_columns(delivery, told_at=clock.now())
    mine = Reference.subject == delivery.registration_id
    Reference.update(told_state=delivery.state).where(mine).execute()


# -- contact and answers (S46) -----------------------------------------------------------------


def log_attempt(act: Act) -> None:
    """Each attempt is logged; once spoken with, she has been told."""
    facts, registration = act.facts, _registration(act)
    person = Person.get_by_id(registration.person_id)
    attempt = contact.log_attempt(
        act.actor, person, "delivery", act.subject, facts.get("way"), facts["outcome"],
        str(facts.get("note") or ""),
    )  # fmt: skip
    act.entry.note(attempt=attempt.id, outcome=facts["outcome"])
    if facts["outcome"] == "spoke":
        _told(act)
    if facts["outcome"] == "asked_to_stop":
        contact.ask_task("cancellation.ask", "registration", registration.id, "advocate")


def accept(act: Act) -> None:
    """The second yes.  What was printed for an earlier one is void."""
    facts, delivery = act.facts, act.subject
    manner = "read_aloud" if facts["answer"] == "read_aloud" else facts.get("manner", "post")
    if manner != delivery.manner:  # an address was confirmed for a letter that went by post
        set_columns(delivery, way=None, confirmed_at=None)
    void_covers(act)
    set_columns(
        delivery, answer=facts["answer"], answered_at=clock.now(), manner=manner,
        look_again_on=None,
    )  # fmt: skip
    if "translate_into" in facts:  # what she does not speak of stands
        inner_envelope.want_translation(act, str(facts["translate_into"] or "")[:5])
    _told(act)
    _end_asking(act)
    act.entry.note(answer=facts["answer"], manner=manner)
    inner_envelope.ask_for_translation(act)
    task = "letter.seal" if not delivery.seal_token else "delivery.go_on"
    contact.ask_task(task, "delivery", delivery.id,
                    "coordinator" if task == "letter.seal" else "advocate")  # fmt: skip
    if manner == "post":
        contact.ask_task("address.confirm", "delivery", delivery.id, "advocate")


def defer(act: Act) -> None:
    """Later, with or without a day.  Time never closes it (ruling 8)."""
    day = act.facts.get("look_again_on")
    future = day if isinstance(day, date) and day > queries.today() else None
    void_covers(act)
    set_columns(act.subject, answer="later", answered_at=clock.now(), look_again_on=future)
    _told(act)
    _end_asking(act)
    act.entry.note(look_again_on=future.isoformat() if future else "")


def decline(act: Act) -> None:
    """No, or never; nothing goes out, and this letter is not announced again."""
    void_covers(act)
    set_columns(
        act.subject, answer=act.facts["answer"], answered_at=clock.now(), look_again_on=None
    )
    _told(act)
    _end_asking(act)
    act.entry.note(answer=act.facts["answer"])


def _end_asking(act: Act) -> None:
    contact.end_tasks(
        act.subject.id, "person.ask", "person.ask_again", "address.confirm", "letter.seal",
        "letter.translate", "delivery.go_on", "post.returned", by=act.actor,
    )  # fmt: skip


def take_newer(act: Act) -> None:
    """The newer version takes the place of the one she was told of; what was made is void."""
    delivery, letter = act.subject, _letter(act)
    void_covers(act)
    if delivery.seal_token and delivery.dispatched_by_id is None:
        inner_envelope.unseal(act)
    set_columns(
        delivery, letter_version=letter.current, answer="", answered_at=None, look_again_on=None,
        way=None, confirmed_at=None, seal_token="", sealed_sha256="", sealed_translation="",
        sealed_by=None, dispatched_by=None,
    )  # fmt: skip
    _told(act)
    _end_asking(act)
    contact.end_tasks(delivery.id, "letter.changed", by=act.actor)
    contact.ask_task("person.ask", "delivery", delivery.id, "advocate")
    act.entry.note(version=letter.current)


def void_covers(act: Act) -> None:
    """Cover letter and outer envelope that may be printed already are to be destroyed."""
    delivery = act.subject
    if delivery.cover_token:
        contact.ask_task("papers.destroy", "delivery", delivery.id, "advocate")
        custody(_by(act), _letter(act), "covers_void", delivery)
    set_columns(delivery, cover_token="", outer_token="", printed_by=None, checked_by=None)


def _letter(act: Act) -> Any:
    return Letter.get_by_id(act.subject.letter_id)


def _by(act: Act) -> Any:
    """The account behind an act; of the person or the worker: who last had it in hand."""
    if act.actor.id not in ("person", "worker"):
        return act.actor.id
    return act.subject.printed_by_id or act.subject.sealed_by_id


def confirm_address(act: Act) -> None:
    """The address, as she confirmed it now."""
    way = act.facts["way"]
    ContactWay.update(confirmed_at=clock.now()).where(ContactWay.id == way.id).execute()
    set_columns(act.subject, way=way, confirmed_at=clock.now())
    contact.end_tasks(act.subject.id, "address.confirm", by=act.actor)
    act.entry.note(way=way.id)
    ask_to_print(act)


def check_orders(act: Act) -> None:
    """Who looked for orders, when, and what was found."""
    OrderCheck.make(
        noun="delivery", subject=act.subject.id, by=act.actor.id,
        checked_on=act.facts["checked_on"], found=act.facts["found"],
    )  # fmt: skip


# -- sealing and sending (S47) -----------------------------------------------------------------


def print_covers(act: Act) -> None:
    """Cover letter and outer envelope; the print room never needs the text."""
    delivery, registration = act.subject, _registration(act)
    language = Person.get_by_id(registration.person_id).language
    set_columns(
        delivery, cover_token=token("cover token"), outer_token=token("outer token"),
        printed_by=act.actor.id, checked_by=None,
    )  # fmt: skip
    ask_paper(act, "cover-letter", registration.key, language)
    ask_paper(act, "outer-envelope", registration.key, language)
    custody(act.actor.id, _letter(act), "covers_printed", delivery)


def check(act: Act) -> None:
    """The three belong together; another person may send it."""
    set_columns(act.subject, checked_by=act.actor.id)
    custody(act.actor.id, _letter(act), "checked", act.subject)


def dispatch(act: Act) -> None:
    """It has left.  Mailing proves neither receipt nor reading."""
    _gone(act, "dispatched")


def hand_over(act: Act) -> None:
    """Handed to the person."""
    _gone(act, "handed_over")


def read_aloud(act: Act) -> None:
    """Read to the person by the one she asked; the envelope stays sealed with us."""
    _gone(act, "read_aloud")


def _gone(act: Act, what: str) -> None:
    delivery = act.subject
    set_columns(delivery, dispatched_by=act.actor.id)
    custody(act.actor.id, _letter(act), what, delivery)
    contact.end_tasks(delivery.id, by=act.actor)
    ask_to_tell(delivery)


def came_back(act: Act) -> None:
    """The post brought it back: nothing is sent again before she has been asked again."""
    delivery, whole = act.subject, act.facts["seal"] == "whole"
    custody(act.actor.id, _letter(act), "came_back" if whole else "came_back_opened", delivery)
    _void_after_return(act, whole)
    # The news comes from a person: until then the page says what it said.
    Reference.update(told_state="").where(
        Reference.subject == act.subject.registration_id
    ).execute()
    contact.ask_task("post.returned", "delivery", delivery.id, "advocate")
    contact.ask_task("papers.destroy", "delivery", delivery.id, "advocate")  # they name her


def _void_after_return(act: Act, whole: bool) -> None:
    # The outer envelope is spent; an inner one that was opened must be sealed anew.
    set_columns(act.subject, cover_token="", outer_token="", printed_by=None, checked_by=None,
         dispatched_by=None, confirmed_at=None, way=None, answered_at=None, answer="")  # fmt: skip
    if not whole:
        inner_envelope.unseal(act)


# -- after (S40) -------------------------------------------------------------------------------


def say(act: Act) -> None:
    """Her own word; who reads has received."""
    delivery, facts = act.subject, act.facts
    read = bool(facts.get("read")) or delivery.read_said
    received = bool(facts.get("received")) or read or delivery.received_said
    set_columns(delivery, received_said=received, read_said=read)
    act.entry.note(received=received, read=read)
    ask_to_tell(delivery)


def disclose(act: Act) -> None:
    """Exactly one fact, because she ticked it; the paper goes to the offender by the facility."""
    delivery, letter = act.subject, _letter(act)
    Disclosure.make(delivery=delivery, fact=act.facts["fact"], by=act.actor.id)
    face = LetterFace.get(LetterFace.letter == letter)
    paper = Paper.make(
        key=face.key, name="offender-disclosure", language=letter.language, noun="disclosure",
        subject=delivery.id, asked_by=act.actor.id,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
    ask_to_tell(delivery)


# -- endings -----------------------------------------------------------------------------------


def undo_match(act: Act) -> None:
    """A wrong match, before anybody was asked."""
    perform(MATCH, act.subject.match_id, "undo", act.actor, None)
    contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(why="wrong_match")


def set_aside(act: Act) -> None:
    """The letter was replaced or withdrawn before she was told: there is nothing to tell."""
    perform(MATCH, act.subject.match_id, "wait", WORKER, None)
    contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(why="letter_changed")


def stop(act: Act) -> None:
    """Her word, or her death: at once, wherever it is; what is printed is to be destroyed."""
    if act.subject.seal_token and act.subject.dispatched_by_id is None:
        inner_envelope.unseal(act)
    if act.subject.cover_token:
        contact.end_tasks(act.subject.id, by=act.actor)
        void_covers(act)
    else:
        contact.end_tasks(act.subject.id, by=act.actor)
    act.entry.note(why=str(act.facts.get("why") or ""))
