"""What must be true before a letter moves on to a person: asked again at print, and at dispatch.

Guards that several acts on a delivery share; those of one act stand beside its effects.
"""

from datetime import timedelta

from shared import policy
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import row
from shared.letters.matching import match_keys
from shared.letters.matching.evidence import compare
from shared.people import contact, offenders, orders
from shared.records.models import Delivery
from shared.records.workflow import Act, Facts, Guard

# -- the first word, and the second --------------------------------------------------------------


def is_registration_verified(act: Act[Facts]) -> bool:
    """The registration was verified and has not ended."""
    return bool(act.subject.registration.state == "verified")


def is_registration_not_held(act: Act[Facts]) -> bool:
    """The registration is on no hold."""
    return not act.subject.registration.held


def is_stop_settled(act: Act[Facts]) -> bool:
    """The person did not tell anyone to stop; or it was recorded what they meant."""
    return not queries.is_stop_asked(act.subject.registration)


def has_second_yes(act: Act[Facts]) -> bool:
    """The person said yes to this very letter."""
    delivery = act.subject
    return delivery.answer in ("now", "read_aloud") and delivery.answered_at is not None


def are_envelopes_opened(act: Act[Facts]) -> bool:
    """No envelope that could not be opened may be the person's withdrawal."""
    return not queries.may_lie_unopened(act.subject)


REGISTRATION_VERIFIED = Guard(
    is_registration_verified,
    N_("The notification request is no longer in force. Nothing can be sent."),
)
REGISTRATION_NOT_HELD = Guard(
    is_registration_not_held, N_("The notification request is on hold. Nothing can be sent.")
)
STOP_SETTLED = Guard(is_stop_settled, row.STOP_ASKED)
SECOND_YES = Guard(
    has_second_yes, N_("The person's second yes is not on record. Nothing can be sent.")
)
ENVELOPES_OPENED = Guard(are_envelopes_opened, row.UNOPENED)

REGISTRATION_STANDS = (REGISTRATION_VERIFIED, REGISTRATION_NOT_HELD, STOP_SETTLED)
CONSENT_LIVE = (*REGISTRATION_STANDS, SECOND_YES)

# -- the recipient -------------------------------------------------------------------------------


def is_adult(act: Act[Facts]) -> bool:
    """Letters go to adults only."""
    return queries.is_adult(act.subject.registration)


def is_living(act: Act[Facts]) -> bool:
    """Edge case 5: what was queued for someone who has died is cancelled."""
    return not contact.has_died(act.subject.registration.person)


def is_still_for_person(act: Act[Facts]) -> bool:
    """What was corrected since the match does not say that the letter is for someone else."""
    delivery = act.subject
    if not queries.is_announced_version(delivery):
        return True  # the marks are those of another version
    ours = match_keys.digests("letter", delivery.letter_id)
    theirs = match_keys.digests("registration", delivery.registration_id)
    return not compare(ours, theirs).refused


ADULT = Guard(is_adult, N_("The person is not 18 yet. Nothing can be sent before then."))
LIVING = Guard(is_living, N_("The person has died. Nothing can be sent."))
STILL_FOR_PERSON = Guard(
    is_still_for_person,
    N_(
        "The notification request was corrected after the match, and the letter no longer seems to "
        "be for this person. Look at both first."
    ),
)

# -- what may stand in the way: counsel, a threat, an order --------------------------------------


def is_free_of_legal_hold(act: Act[Facts]) -> bool:
    """Counsel did not ask that this, or its letter, be kept."""
    delivery = act.subject
    return not (
        queries.is_on_legal_hold("delivery", delivery.id)
        or queries.is_on_legal_hold("letter", delivery.letter_id)
    )


def is_not_escalated(act: Act[Facts]) -> bool:
    """The letter is not preserved for a threat or a new crime."""
    return bool(queries.letter_of(act.subject).state != "escalated")


def are_orders_checked(act: Act[Facts]) -> bool:
    """A check for orders is on record for this delivery."""
    return queries.last_order_check(act.subject) is not None


def is_orders_check_fresh(act: Act[Facts]) -> bool:
    """The last check is not too old under the policy."""
    check = queries.last_order_check(act.subject)
    days = timedelta(days=policy.current().dialogue.order_check_days)
    return check is not None and timedelta(0) <= queries.today() - check.checked_on <= days


def is_no_order_in_force(act: Act[Facts]) -> bool:
    """The last check, for this delivery or in a case of the same two, found no order in force."""
    check = queries.last_order_check(act.subject)
    letter, person = queries.letter_of(act.subject), act.subject.registration.person
    in_force = orders.is_in_force(letter.number_digest, person)
    return check is not None and check.found != "active" and not in_force


def is_news_looked_at(act: Act[Facts]) -> bool:
    """No death, release, escape or order of the writer came in after the last check."""
    check = queries.last_order_check(act.subject)
    news = offenders.last_grave_news(queries.letter_of(act.subject).number_digest)
    return news is None or (check is not None and check.made_at > news)


FREE_OF_LEGAL_HOLD = Guard(
    is_free_of_legal_hold, N_("Counsel asked that this be kept. Nothing can be sent.")
)
NOT_ESCALATED = Guard(is_not_escalated, N_("The letter was escalated. Nothing can be sent."))
ORDERS_CHECKED = Guard(
    are_orders_checked, N_("First record a check for protection and no-contact orders.")
)
ORDERS_CHECK_FRESH = Guard(
    is_orders_check_fresh, N_("The check for orders is too old. Record a new one.")
)
NO_ORDER_IN_FORCE = Guard(
    is_no_order_in_force, N_("An order is in force. Nothing can be sent.")
)  # fmt: skip

NEWS_LOOKED_AT = Guard(
    is_news_looked_at,
    N_(
        "Custody news about the {offender} came in after the check for orders. Keep the papers "
        "back. Talk with the person first, then record a new check."
    ),
)

NOTHING_IN_THE_WAY = (
    FREE_OF_LEGAL_HOLD, NOT_ESCALATED, LIVING, ADULT, ORDERS_CHECKED, ORDERS_CHECK_FRESH,
    NO_ORDER_IN_FORCE, NEWS_LOOKED_AT,
)  # fmt: skip

# -- the letter ----------------------------------------------------------------------------------


def approved(delivery: Delivery) -> str:
    """The digest of the version that the person was told of, as all three reviews passed it."""
    return queries.approved_sha256(queries.letter_of(delivery), delivery.letter_version)


def is_letter_kept(act: Act[Facts]) -> bool:
    """The version that the person was told of still exists."""
    return not queries.is_purged(act.subject.letter_id)


def is_letter_approved(act: Act[Facts]) -> bool:
    """It passed all three reviews."""
    return bool(approved(act.subject))


def is_sealed(act: Act[Facts]) -> bool:
    """The inner envelope is closed."""
    return bool(act.subject.seal_token)


def is_sealed_as_approved(act: Act[Facts]) -> bool:
    """The envelope holds the approved version, and no other."""
    return bool(act.subject.sealed_sha256 == approved(act.subject))


LETTER_KEPT = Guard(is_letter_kept, N_("The letter was erased. Nothing can be sent."))
LETTER_APPROVED = Guard(
    is_letter_approved, N_("This version of the letter has not passed all three reviews.")
)
SEALED = Guard(is_sealed, N_("First the coordinator must seal the letter."))
SEALED_AS_APPROVED = Guard(
    is_sealed_as_approved, N_("The sealed version is not the one that was approved.")
)

KEPT_AND_APPROVED = (LETTER_KEPT, LETTER_APPROVED)
