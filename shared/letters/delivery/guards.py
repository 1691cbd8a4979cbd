"""What must be true before an act on a delivery.  Asked again at print, and again at dispatch."""

import hmac
from datetime import date, timedelta
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import row
from shared.letters.matching import match_keys
from shared.letters.matching.evidence import compare
from shared.people import contact
from shared.records.last_check import why_not_collected
from shared.records.models import (
    ContactAttempt,
    ContactWay,
    Disclosure,
    Letter,
    Person,
    Registration,
)  # fmt: skip
from shared.records.workflow import Act

MANNERS = {
    "post": N_("Mailed"), "hand": N_("Handed over in person"),
    "read_aloud": N_("Read aloud by staff"),
}  # fmt: skip
OPENED_BY = {
    "self": N_("The person alone"),
    "others": N_("Others may open it: in a prison, a hospital or a shelter, or at home"),
}


def _registration(act: Act) -> Any:
    return Registration.get_by_id(act.subject.registration_id)


def _person(act: Act) -> Any:
    return Person.get_by_id(_registration(act).person_id)


# -- contact (S46) -----------------------------------------------------------------------------


def may_ask(act: Act) -> str | None:
    """A registration in force, and an adult who lives: otherwise nobody is asked."""
    wrong = belongs_still(act) if act.subject.told_at is None else None
    return registration_stands(act) or recipient_adult(act) or recipient_living(act) or wrong


def way_allowed(act: Act) -> str | None:
    """A way that the person marked safe and has not stopped; or she came to us."""
    way = act.facts.get("way")
    if way is None and act.facts.get("came_to_us"):
        return None
    ways = {allowed.id for allowed in contact.allowed_ways(_person(act))}
    if not isinstance(way, ContactWay) or way.id not in ways:
        return N_("Choose a way that the person has said is safe.")
    return None


def outcome_known(act: Act) -> str | None:
    """What came of it, from the list."""
    if act.facts.get("outcome") not in contact.OUTCOMES:
        return N_("Choose a result.")
    return None


def post_read(act: Act) -> str | None:
    """What she may have written meanwhile is read before staff record a yes."""
    return None if act.actor.has("person") else why_not_collected()


def was_told(act: Act) -> str | None:
    """She has been told of the letter by a person, or answers on the page herself."""
    if act.actor.has("person") or act.subject.told_at is not None:
        return None
    return N_("First record the conversation in which the person was told.")


def yes_known(act: Act) -> str | None:
    """Now, or read to her; and how it is to reach her."""
    if act.facts.get("answer") not in ("now", "read_aloud"):
        return N_("Choose what the person wants.")
    if act.facts.get("manner", "post") not in MANNERS:
        return N_("Choose how the letter should get to the person.")
    return None


def later_dated(act: Act) -> str | None:
    """With a day to look again that is to come, or without one."""
    day = act.facts.get("look_again_on")
    if day and (not isinstance(day, date) or day <= queries.today()):
        if act.actor.has("person"):
            return None  # what she typed never stands in the way of her answer
        return N_("The date to ask again must be in the future.")
    return None


def no_known(act: Act) -> str | None:
    """No, or never."""
    if act.facts.get("answer") not in ("no", "never"):
        return N_("Choose what the person wants.")
    return None


# -- the recipient -----------------------------------------------------------------------------


def registration_stands(act: Act) -> str | None:
    """Her first word: nothing goes on while it does not stand, or while she may have ended it."""
    registration = _registration(act)
    if registration.state != "verified":
        return N_("The notification request is no longer in force. Nothing can be sent.")
    if registration.held:
        return N_("The notification request is on hold. Nothing can be sent.")
    if queries.is_stop_asked(registration):
        return row.STOP_ASKED
    return None


def consent_live(act: Act) -> str | None:
    """Both words stand: the registration's, and the second yes."""
    said = registration_stands(act)
    if said:
        return said
    if act.subject.answer not in ("now", "read_aloud") or act.subject.answered_at is None:
        return N_("The person's second yes is not on record. Nothing can be sent.")
    return None


def nothing_unopened(act: Act) -> str | None:
    """An envelope that could not be opened may be her withdrawal."""
    return row.UNOPENED if queries.may_lie_unopened(act.subject) else None


def belongs_still(act: Act) -> str | None:
    """What was corrected since the match does not say that the letter is somebody else's."""
    delivery = act.subject
    if not queries.is_announced_version(delivery):
        return None  # the marks are those of another version
    ours = match_keys.digests("letter", delivery.letter_id)
    if compare(ours, match_keys.digests("registration", delivery.registration_id)).refused:
        return N_(
            "The notification request was corrected after the match, and the letter no longer "
            "seems to be for this person. Look at both first."
        )
    return None


def not_under_hold(act: Act) -> str | None:
    """No reason to keep the letter back: counsel, a threat, a new crime."""
    if queries.is_on_legal_hold("delivery", act.subject.id):
        return N_("Counsel asked that this be kept. Nothing can be sent.")
    if Letter.get_by_id(act.subject.letter_id).state == "escalated":
        return N_("The letter was escalated. Nothing can be sent.")
    return None


def recipient_living(act: Act) -> str | None:
    """Edge case 5: what was queued for someone who has died is cancelled."""
    if contact.has_died(_person(act)):
        return N_("The person has died. Nothing can be sent.")
    return None


def recipient_adult(act: Act) -> str | None:
    """Letters go to adults only."""
    if not queries.is_adult(_registration(act)):
        return N_("The person is not 18 yet. Nothing can be sent before then.")
    return None


def check_dated(act: Act) -> str | None:
    """A check has a day that is not in the future, and a result."""
    day = act.facts.get("checked_on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Enter the date of the check. It cannot be in the future.")
    if act.facts.get("found") not in ("none", "active", "facilitated"):
        return N_("Choose what the check found.")
    return None


def orders_fresh(act: Act) -> str | None:
    """A dated check for this delivery, not too old, that found no order in the way."""
    check = queries.last_order_check(act.subject)
    if check is None:
        return N_("First record a check for protection and no-contact orders.")
    age = queries.today() - check.checked_on
    if not timedelta(0) <= age <= timedelta(days=policy.current().dialogue.order_check_days):
        return N_("The check for orders is too old. Record a new one.")
    if check.found == "active":
        return N_("An order is in force. Nothing can be sent.")
    return None


def address_chosen(act: Act) -> str | None:
    """A postal address that the person marked safe and has not stopped."""
    return _postal(act, act.facts.get("way"))


def opened_by_her(act: Act) -> str | None:
    """Where others open the post, a letter would be read before she has it, or be her danger."""
    if act.facts.get("opened") == "others":
        return N_(
            "If others open mail there, nothing is mailed. Ask the person to have it handed over "
            "or read by staff, in private, or to give another address; then record the answer."
        )
    return None


def _postal(act: Act, way: Any) -> str | None:
    allowed = {one.id: one for one in contact.allowed_ways(_person(act))}
    if not isinstance(way, ContactWay) or way.id not in allowed or way.channel != "post":
        return N_("Choose a mailing address that the person has said is safe.")
    return None


def by_post(act: Act) -> str | None:
    """She wants it in the post."""
    if act.subject.manner != "post":
        return N_("The person did not ask for it by mail.")
    return None


def by_hand(act: Act) -> str | None:
    """She wants it handed over, and identity was checked at the door."""
    if act.subject.manner != "hand":
        return N_("The person did not ask to have it handed over.")
    if not act.facts.get("identity_seen"):
        return N_("Record that you saw the person's identity document, or know the person.")
    return None


def to_be_read(act: Act) -> str | None:
    """She asked to have it read to her."""
    if act.subject.manner != "read_aloud":
        return N_("The person did not ask to have it read.")
    return None


def address_confirmed(act: Act) -> str | None:
    """Confirmed lately, and still one she allows."""
    delivery = act.subject
    if delivery.confirmed_at is None or delivery.way_id is None:
        return N_("First confirm the address with the person.")
    allowed = {way.id for way in contact.allowed_ways(_person(act))}
    if delivery.way_id not in allowed:
        return N_("This address can no longer be used. Confirm one with the person.")
    age = clock.now() - delivery.confirmed_at
    if age > policy.current().deadline("address_check"):
        return N_("The address was confirmed too long ago. Confirm it again.")
    return None


# -- the letter --------------------------------------------------------------------------------


def letter_kept(act: Act) -> str | None:
    """The version she was told of still exists, and passed all three reviews."""
    delivery = act.subject
    letter = Letter.get_by_id(delivery.letter_id)
    if queries.is_purged(letter.id):
        return N_("The letter was erased. Nothing can be sent.")
    if not queries.approved_sha256(letter, delivery.letter_version):
        return N_("This version of the letter has not passed all three reviews.")
    return None


def newer_banked(act: Act) -> str | None:
    """A newer version has passed all three reviews."""
    if not queries.is_newer_banked(act.subject):
        return N_("There is no newer letter in the bank.")
    return None


def not_sealed_yet(act: Act) -> str | None:
    """It is sealed once."""
    return N_("It is already sealed.") if act.subject.seal_token else None


def seal_matches_approval(act: Act) -> str | None:
    """What goes into the envelope is what was approved."""
    delivery = act.subject
    letter = Letter.get_by_id(delivery.letter_id)
    approved = queries.approved_sha256(letter, delivery.letter_version)
    if act.facts.get("sha256") != approved:
        return N_("This is not the version that was approved. Look at it again.")
    return None


def sealed_as_approved(act: Act) -> str | None:
    """The envelope holds the approved version, and no other."""
    delivery = act.subject
    if not delivery.seal_token:
        return N_("First the coordinator must seal the letter.")
    letter = Letter.get_by_id(delivery.letter_id)
    if delivery.sealed_sha256 != queries.approved_sha256(letter, delivery.letter_version):
        return N_("The sealed version is not the one that was approved.")
    return None


# -- the envelopes -----------------------------------------------------------------------------


def _is_token(typed: Any, token: str) -> bool:
    plain = "".join(c for c in str(typed or "").upper() if c.isalnum())
    wanted = "".join(c for c in token.upper() if c.isalnum())
    return bool(wanted) and hmac.compare_digest(plain.encode(), wanted.encode())


def tokens_agree(act: Act) -> str | None:
    """The three papers in hand are the three of this delivery: read off, and compared."""
    delivery = act.subject
    for name in ("seal_token", "cover_token", "outer_token"):
        if not _is_token(act.facts.get(name), getattr(delivery, name)):
            return N_("The seal numbers do not match. Compare the three papers again.")
    return None


def checked_by_another(act: Act) -> str | None:
    """Two people: one checks, another sends."""
    delivery = act.subject
    if delivery.checked_by_id is None:
        return N_("First another person must check that the three match.")
    if delivery.checked_by_id == act.actor.id and policy.current().needs_two(
        "delivery.checked", "delivery.dispatched"
    ):
        return N_("Another person must do this: you checked it.")
    return None


def envelope_unopened(act: Act) -> str | None:
    """Whether the seal came back whole is recorded."""
    if act.facts.get("seal") not in ("whole", "broken"):
        return N_("Choose whether the sealed envelope was returned unopened.")
    return None


# -- after -------------------------------------------------------------------------------------


def something_said(act: Act) -> str | None:
    """Received, read, or both; in her own word."""
    if not act.facts.get("received") and not act.facts.get("read"):
        return N_("Choose what the person said: received, read, or both.")
    return None


def fact_ticked(act: Act) -> str | None:
    """S40: only what she ticked, as it stands now."""
    fact = act.facts.get("fact")
    if fact not in ("requested", "received", "read"):
        return N_("Choose what the {offender} will be told.")
    if not getattr(_registration(act), f"tell_{fact}"):
        return N_("The person has not allowed this to be told.")
    return None


def fact_true(act: Act) -> str | None:
    """Received and read come from her own word, never from a mailing."""
    if not queries.is_true(act.subject, str(act.facts["fact"])):
        return N_("The person has not said so.")
    return None


def fact_not_told(act: Act) -> str | None:
    """Told once."""
    mine = (Disclosure.delivery == act.subject) & (Disclosure.fact == act.facts["fact"])
    if Disclosure.select().where(mine).exists():
        return N_("The {offender} has already been told this.")
    return None


def nobody_told(act: Act) -> str | None:
    """The person knows nothing of it: a call that reached nobody tells nobody."""
    mine = ContactAttempt.subject == act.subject.id
    mine &= ContactAttempt.outcome << ("spoke", "sent", "asked_to_stop")
    if act.subject.told_at is not None or ContactAttempt.select().where(mine).exists():
        return N_(
            "The person has already been told, so the match cannot be undone. Put it on hold, and "
            "let the coordinator speak with the person."
        )
    return None


def hold_reasoned(act: Act) -> str | None:
    """A coded reason of the policy."""
    if act.facts.get("reason") not in policy.current().hold_codes:
        return N_("Choose why this is put on hold.")
    return None


def is_held(act: Act) -> str | None:
    """It is on hold."""
    return None if act.subject.held else N_("This is not on hold.")
