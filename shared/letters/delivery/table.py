"""The delivery as a table: by the person's twice-given word (S46), in sealed custody (S47)."""

from shared.base.translation import N_
from shared.letters.delivery import effects, guards, inner_envelope
from shared.letters.delivery.own_code import WORD_UNDER_OWN_CODE
from shared.records.last_check import COLLECTED
from shared.records.models import Delivery
from shared.records.workflow import ANY, State, Transition, Workflow, hold, resume

COORDINATOR, WORKER = ("coordinator",), ("worker",)
CONTACTS = ("advocate", "coordinator")
PERSON = ("person", "planner", "coordinator", "advocate")

T = Transition

DELIVERY_STATES = (
    State("matched",       N_("Matched; no one told yet"),      "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("verifying",     N_("Asking the person"),         "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("deferred",      N_("Kept for the person"),       "",            "letter_kept"),
    State("declined",      N_("Declined"),                  "",            "letter_declined"),
    State("confirmed",     N_("The person said yes"),       "coordinator", "letter_coming"),
    State("printed",       N_("Printed"),                   "advocate",    "letter_coming"),
    State("mailed",        N_("Mailed"),                    "",            "letter_sent"),
    State("given",         N_("Handed over or read aloud"), "",            "letter_given"),
    State("undeliverable", N_("Returned mail"),                 "advocate",    "letter_kept",
          until_told="letter_sent"),
    State("closed",        N_("Closed"),                    "",            "letter_sent",
          open=False),
    State("stopped",       N_("Stopped"),                   "",            "letter_stopped",
          open=False),
    State("set_aside",     N_("Set aside"),                 "",            "letter_registered",
          open=False),
)  # fmt: skip

_AT_THE_DOOR = (
    *COLLECTED, WORD_UNDER_OWN_CODE,
    guards.nothing_unopened, guards.consent_live, guards.belongs_still,
    guards.not_under_hold, guards.recipient_living, guards.recipient_adult, guards.orders_fresh,
    guards.letter_kept, guards.sealed_as_approved, inner_envelope.translation_inside,
)  # fmt: skip
_BY_POST = (*_AT_THE_DOOR, guards.by_post, guards.address_confirmed)
_ADDRESS = (*COLLECTED, guards.address_chosen, guards.opened_by_her)
_DISCLOSED = (
    *COLLECTED, WORD_UNDER_OWN_CODE,
    guards.nothing_unopened, guards.registration_stands, guards.fact_ticked,
    guards.fact_true, guards.fact_not_told,
)  # fmt: skip


def _answers(state: str) -> tuple[Transition, ...]:
    """Her answer, given to a person or on the page; it may be changed until the letter is out."""
    mine = ("person", *CONTACTS)
    return (
        T(state, "accept", "confirmed", mine, "delivery.accepted", N_("Yes: record the answer"),
          guards=(guards.post_read, guards.was_told, guards.yes_known, guards.letter_kept),
          effects=(effects.accept,)),
        T(state, "defer", "deferred", mine, "delivery.deferred", N_("Later: record the answer"),
          guards=(guards.was_told, guards.later_dated), effects=(effects.defer,), while_held=True),
        T(state, "decline", "declined", mine, "delivery.declined", N_("No: record the answer"),
          guards=(guards.was_told, guards.no_known), effects=(effects.decline,), while_held=True),
    )  # fmt: skip


def _contact(state: str, target: str = "") -> Transition:
    return T(state, "log_attempt", target, CONTACTS, "delivery.contact_logged",
             N_("Record a contact attempt"),
             guards=(*COLLECTED, guards.may_ask, guards.way_allowed, guards.outcome_known),
             effects=(effects.log_attempt,))  # fmt: skip


def _newer(state: str) -> Transition:
    """Her word is about one version: of a newer one she is asked anew."""
    return T(state, "take_newer", "verifying", CONTACTS, "delivery.newer_chosen",
             N_("The person chooses the newer letter"),
             guards=(*COLLECTED, guards.registration_stands, guards.was_told,
                     guards.newer_banked),
             effects=(effects.take_newer,))  # fmt: skip


DELIVERY_TRANSITIONS = (
    # S46: contact, only in the ways she allows
    _contact("matched", "verifying"), _contact("verifying"), _contact("deferred"),
    _contact("confirmed"), _contact("printed"), _contact("mailed"), _contact("given"),
    _contact("undeliverable"),
    *_answers("matched"), *_answers("verifying"), *_answers("deferred"), *_answers("declined"),
    *_answers("confirmed"), *_answers("printed"), *_answers("undeliverable"),
    _newer("verifying"), _newer("deferred"), _newer("declined"), _newer("confirmed"),
    _newer("printed"), _newer("mailed"), _newer("given"), _newer("undeliverable"),
    _newer("closed"),
    T("confirmed", "confirm_address", "", CONTACTS, "delivery.address_confirmed",
      N_("Confirm the address"), guards=_ADDRESS,
      effects=(effects.confirm_address,)),
    # From here on its outer envelope says another address: it is made anew.
    T("printed", "confirm_address", "confirmed", CONTACTS, "delivery.address_confirmed",
      N_("Confirm the address"), guards=_ADDRESS,
      effects=(effects.void_covers, effects.confirm_address)),
    T("confirmed", "check_orders", "", CONTACTS, "delivery.orders_checked",
      N_("Record a check for orders"), guards=(guards.check_dated,),
      effects=(effects.check_orders,)),
    T("printed", "check_orders", "", CONTACTS, "delivery.orders_checked",
      N_("Record a check for orders"), guards=(guards.check_dated,),
      effects=(effects.check_orders,)),
    # S47: the coordinator seals; the print room never needs the text
    T("confirmed", "translate", "", COORDINATOR, "delivery.translated",
      N_("Enter the translation"),
      guards=(guards.letter_kept, guards.not_sealed_yet, inner_envelope.translation_asked,
              inner_envelope.translation_given),
      effects=(inner_envelope.keep_translation,)),
    T("confirmed", "seal", "", COORDINATOR, "delivery.sealed", N_("Seal the letter"),
      guards=(*COLLECTED, guards.consent_live, guards.letter_kept, guards.not_sealed_yet,
              guards.seal_matches_approval, inner_envelope.translated, inner_envelope.original_free,
              inner_envelope.original_put_in),
      effects=(inner_envelope.seal,)),
    T("confirmed", "print", "printed", CONTACTS, "delivery.printed",
      N_("Print the cover letter and the outer envelope"), guards=_BY_POST,
      effects=(effects.print_covers,)),
    T("printed", "check", "", CONTACTS, "delivery.checked",
      N_("Check that the three match"),
      guards=(*_BY_POST, guards.tokens_agree), effects=(effects.check,)),
    T("printed", "dispatch", "mailed", CONTACTS, "delivery.dispatched", N_("Mark as mailed"),
      guards=(*_BY_POST, guards.checked_by_another), effects=(effects.dispatch,)),
    T("confirmed", "hand_over", "given", CONTACTS, "delivery.handed_over",
      N_("Hand it over in person"), guards=(*_AT_THE_DOOR, guards.by_hand),
      effects=(effects.hand_over,)),
    T("confirmed", "read_aloud", "given", CONTACTS, "delivery.read_aloud",
      N_("Record that it was read to the person"), guards=(*_AT_THE_DOOR, guards.to_be_read),
      effects=(effects.read_aloud,)),
    # What comes after: S40, S48
    T("mailed", "came_back", "undeliverable", CONTACTS, "delivery.came_back",
      N_("Record that the mail was returned"), guards=(guards.envelope_unopened,),
      effects=(effects.came_back,)),
    T("mailed", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(guards.something_said,),
      effects=(effects.say,)),
    T("given", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(guards.something_said,),
      effects=(effects.say,)),
    T("closed", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(guards.something_said,),
      effects=(effects.say,)),
    T("closed", "disclose", "", COORDINATOR, "delivery.disclosed",
      N_("Tell the {offender} a fact the person checked"), guards=_DISCLOSED,
      effects=(effects.disclose,)),
    T(ANY, "disclose", "", COORDINATOR, "delivery.disclosed",
      N_("Tell the {offender} a fact the person checked"), guards=_DISCLOSED,
      effects=(effects.disclose,)),
    T("mailed", "close", "closed", CONTACTS, "delivery.closed", N_("Close the delivery")),
    T("given", "close", "closed", CONTACTS, "delivery.closed", N_("Close the delivery")),
    # A wrong match may be undone until the person has been told
    T("matched", "undo", "set_aside", CONTACTS, "delivery.set_aside", N_("Undo the match"),
      guards=(guards.nobody_told,), effects=(effects.undo_match,), while_held=True),
    T("verifying", "undo", "set_aside", CONTACTS, "delivery.set_aside", N_("Undo the match"),
      guards=(guards.nobody_told,), effects=(effects.undo_match,), while_held=True),
    T("matched", "letter_changed", "set_aside", WORKER, "delivery.set_aside",
      N_("The letter was replaced or withdrawn"), effects=(effects.set_aside,), while_held=True,
      hidden=True),
    T(ANY, "stop", "stopped", ("worker", *PERSON), "delivery.stopped", N_("Stop the delivery"),
      effects=(effects.stop,), while_held=True, hidden=True),
    T(ANY, "hold", "", CONTACTS, "delivery.held", N_("Put on hold"),
      guards=(guards.hold_reasoned,), effects=(hold,)),
    T(ANY, "resume", "", CONTACTS, "delivery.resumed", N_("Take off hold"),
      guards=(guards.is_held,), effects=(resume,), while_held=True),
)  # fmt: skip

DELIVERY = Workflow(
    "delivery", Delivery, DELIVERY_STATES, DELIVERY_TRANSITIONS, after=(effects.post_notice,)
)
