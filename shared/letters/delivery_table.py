"""The delivery as a table: by the person's twice-given word (S46), in sealed custody (S47)."""

from shared.envelopes import N_
from shared.lastmoment import is_post_collected
from shared.letters import delivery_effects as bring
from shared.letters import delivery_guards as ready
from shared.letters import inner_envelope as envelope
from shared.models import Delivery
from shared.workflow import ANY, State, Transition, Workflow, hold, resume

COORDINATOR, WORKER = ("coordinator",), ("worker",)
CONTACTS = ("advocate", "coordinator")
PERSON = ("person", "planner", "coordinator", "advocate")

T = Transition

DELIVERY_STATES = (
    State("matched",       N_("Matched; nobody told"),      "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("verifying",     N_("Asking the person"),         "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("deferred",      N_("Kept for the person"),       "",            "letter_kept"),
    State("declined",      N_("Declined"),                  "",            "letter_declined"),
    State("confirmed",     N_("The person said yes"),       "coordinator", "letter_coming"),
    State("printed",       N_("Printed"),                   "advocate",    "letter_coming"),
    State("mailed",        N_("Mailed"),                    "",            "letter_sent"),
    State("given",         N_("Handed over or read aloud"), "",            "letter_given"),
    State("undeliverable", N_("Came back"),                 "advocate",    "letter_kept",
          until_told="letter_sent"),
    State("closed",        N_("Closed"),                    "",            "letter_sent",
          open=False),
    State("stopped",       N_("Stopped"),                   "",            "letter_stopped",
          open=False),
    State("set_aside",     N_("Set aside"),                 "",            "letter_registered",
          open=False),
)  # fmt: skip

_AT_THE_DOOR = (
    is_post_collected, ready.nothing_unopened, ready.consent_live, ready.belongs_still,
    ready.not_under_hold, ready.recipient_living, ready.recipient_adult, ready.orders_fresh,
    ready.letter_kept, ready.sealed_as_approved, envelope.translation_inside,
)  # fmt: skip
_BY_POST = (*_AT_THE_DOOR, ready.by_post, ready.address_confirmed)
_ADDRESS = (is_post_collected, ready.address_chosen, ready.opened_by_her)
_DISCLOSED = (
    is_post_collected, ready.nothing_unopened, ready.registration_stands, ready.fact_ticked,
    ready.fact_true, ready.fact_not_told,
)  # fmt: skip


def _answers(state: str) -> tuple[Transition, ...]:
    """Her answer, given to a person or on the page; it may be changed until the letter is out."""
    mine = ("person", *CONTACTS)
    return (
        T(state, "accept", "confirmed", mine, "delivery.accepted", N_("Yes: record the answer"),
          guards=(ready.post_read, ready.was_told, ready.yes_known, ready.letter_kept),
          effects=(bring.accept,)),
        T(state, "defer", "deferred", mine, "delivery.deferred", N_("Later: record the answer"),
          guards=(ready.was_told, ready.later_dated), effects=(bring.defer,), while_held=True),
        T(state, "decline", "declined", mine, "delivery.declined", N_("No: record the answer"),
          guards=(ready.was_told, ready.no_known), effects=(bring.decline,), while_held=True),
    )  # fmt: skip


def _contact(state: str, target: str = "") -> Transition:
    return T(state, "log_attempt", target, CONTACTS, "delivery.contact_logged",
             N_("Record a contact attempt"),
             guards=(is_post_collected, ready.may_ask, ready.way_allowed, ready.outcome_known),
             effects=(bring.log_attempt,))  # fmt: skip


def _newer(state: str) -> Transition:
    """Her word is about one version: of a newer one she is asked anew."""
    return T(state, "take_newer", "verifying", CONTACTS, "delivery.newer_chosen",
             N_("The person chooses the newer letter"),
             guards=(is_post_collected, ready.registration_stands, ready.was_told,
                     ready.newer_banked),
             effects=(bring.take_newer,))  # fmt: skip


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
      effects=(bring.confirm_address,)),
    # From here on its outer envelope says another address: it is made anew.
    T("printed", "confirm_address", "confirmed", CONTACTS, "delivery.address_confirmed",
      N_("Confirm the address"), guards=_ADDRESS,
      effects=(bring.void_covers, bring.confirm_address)),
    T("confirmed", "check_orders", "", CONTACTS, "delivery.orders_checked",
      N_("Record a check for orders"), guards=(ready.check_dated,),
      effects=(bring.check_orders,)),
    T("printed", "check_orders", "", CONTACTS, "delivery.orders_checked",
      N_("Record a check for orders"), guards=(ready.check_dated,),
      effects=(bring.check_orders,)),
    # S47: the coordinator seals; the print room never needs the text
    T("confirmed", "translate", "", COORDINATOR, "delivery.translated",
      N_("Enter the translation"),
      guards=(ready.letter_kept, ready.not_sealed_yet, envelope.translation_asked,
              envelope.translation_given),
      effects=(envelope.keep_translation,)),
    T("confirmed", "seal", "", COORDINATOR, "delivery.sealed", N_("Seal the letter"),
      guards=(is_post_collected, ready.consent_live, ready.letter_kept, ready.not_sealed_yet,
              ready.seal_matches_approval, envelope.translated, envelope.original_free,
              envelope.original_put_in),
      effects=(envelope.seal,)),
    T("confirmed", "print", "printed", CONTACTS, "delivery.printed",
      N_("Print the cover letter and the outer envelope"), guards=_BY_POST,
      effects=(bring.print_covers,)),
    T("printed", "check", "", CONTACTS, "delivery.checked",
      N_("Check that the three belong together"),
      guards=(*_BY_POST, ready.tokens_agree), effects=(bring.check,)),
    T("printed", "dispatch", "mailed", CONTACTS, "delivery.dispatched", N_("Give it to the post"),
      guards=(*_BY_POST, ready.checked_by_another), effects=(bring.dispatch,)),
    T("confirmed", "hand_over", "given", CONTACTS, "delivery.handed_over",
      N_("Hand it over in person"), guards=(*_AT_THE_DOOR, ready.by_hand),
      effects=(bring.hand_over,)),
    T("confirmed", "read_aloud", "given", CONTACTS, "delivery.read_aloud",
      N_("Record that it was read to the person"), guards=(*_AT_THE_DOOR, ready.to_be_read),
      effects=(bring.read_aloud,)),
    # What comes after: S40, S48
    T("mailed", "came_back", "undeliverable", CONTACTS, "delivery.came_back",
      N_("Record that the post brought it back"), guards=(ready.envelope_unopened,),
      effects=(bring.came_back,)),
    T("mailed", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(ready.something_said,),
      effects=(bring.say,)),
    T("given", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(ready.something_said,),
      effects=(bring.say,)),
    T("closed", "say", "", ("person", *CONTACTS), "delivery.said",
      N_("Record what the person says: received, read"), guards=(ready.something_said,),
      effects=(bring.say,)),
    T("closed", "disclose", "", COORDINATOR, "delivery.disclosed",
      N_("Tell the {offender} a fact the person ticked"), guards=_DISCLOSED,
      effects=(bring.disclose,)),
    T(ANY, "disclose", "", COORDINATOR, "delivery.disclosed",
      N_("Tell the {offender} a fact the person ticked"), guards=_DISCLOSED,
      effects=(bring.disclose,)),
    T("mailed", "close", "closed", CONTACTS, "delivery.closed", N_("Close the delivery")),
    T("given", "close", "closed", CONTACTS, "delivery.closed", N_("Close the delivery")),
    # A wrong match may be undone until the person has been told
    T("matched", "undo", "set_aside", CONTACTS, "delivery.set_aside", N_("Undo the match"),
      guards=(ready.nobody_told,), effects=(bring.undo_match,), while_held=True),
    T("verifying", "undo", "set_aside", CONTACTS, "delivery.set_aside", N_("Undo the match"),
      guards=(ready.nobody_told,), effects=(bring.undo_match,), while_held=True),
    T("matched", "letter_changed", "set_aside", WORKER, "delivery.set_aside",
      N_("The letter was replaced or withdrawn"), effects=(bring.set_aside,), while_held=True,
      hidden=True),
    T(ANY, "stop", "stopped", ("worker", *PERSON), "delivery.stopped", N_("Stop the delivery"),
      effects=(bring.stop,), while_held=True, hidden=True),
    T(ANY, "hold", "", CONTACTS, "delivery.held", N_("Put on hold"),
      guards=(ready.hold_reasoned,), effects=(hold,)),
    T(ANY, "resume", "", CONTACTS, "delivery.resumed", N_("Take off hold"),
      guards=(ready.is_held,), effects=(resume,), while_held=True),
)  # fmt: skip

DELIVERY = Workflow(
    "delivery", Delivery, DELIVERY_STATES, DELIVERY_TRANSITIONS, after=(bring.post_notice,)
)
