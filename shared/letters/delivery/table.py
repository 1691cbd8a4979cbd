"""The delivery as a table: by the person's twice-given word (S46), in sealed custody (S47)."""

from collections.abc import Callable

from shared.base.translation import N_
from shared.letters import queries
from shared.letters.bank import content
from shared.letters.delivery import (
    address,
    asking,
    awaiting,
    conditions,
    covers,
    disclosure,
    dispatch,
    endings,
    row,
)
from shared.letters.delivery import inner_envelope as inner
from shared.letters.delivery.own_code import WORD_UNDER_OWN_CODE
from shared.letters.holds import HOLD_REASON, ON_HOLD, is_held
from shared.letters.matching.table import DELIVERY_BEGINS
from shared.records.last_check import COLLECTED
from shared.records.models import Delivery
from shared.records.workflow import (
    ANY,
    AnyTransition,
    Reason,
    State,
    Transition,
    Workflow,
    hold,
    resume,
)

COORDINATOR, WORKER = ("coordinator",), ("worker",)
CONTACTS = ("advocate", "coordinator")
PERSON_OR_CONTACTS = ("person", *CONTACTS)
ANYONE = ("worker", "person", "planner", "coordinator", "advocate")

T = Transition

DELIVERY_STATES = (
    State(DELIVERY_BEGINS, N_("Matched; no one told yet"),      "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("verifying",     N_("Asking the person"),         "advocate",    "letter_waiting",
          until_told="letter_registered"),
    State("deferred",      N_("Kept for the person"),       "advocate",    "letter_kept",
          rests=True),
    State("declined",      N_("Declined"),                  "advocate",    "letter_declined",
          rests=True),
    State("confirmed",     N_("The person said yes"),       "coordinator", "letter_coming"),
    State("printed",       N_("Printed"),                   "advocate",    "letter_coming"),
    State("mailed",        N_("Mailed"),                    "advocate",    "letter_sent",
          rests=True),
    State("given",         N_("Handed over or read aloud"), "advocate",    "letter_given",
          rests=True),
    State("undeliverable", N_("Returned mail"),                 "advocate",    "letter_kept",
          until_told="letter_sent"),
    State("closed",        N_("Closed"),                    "",            "letter_sent",
          open=False),
    State("stopped",       N_("Stopped"),                   "",            "letter_stopped",
          open=False),
    State("set_aside",     N_("Set aside"),                 "",            "letter_registered",
          open=False),
)  # fmt: skip

# -- groups of states --------------------------------------------------------------------------

UNTOLD = ("matched", "verifying")
WAITING = ("verifying", "deferred", "confirmed", "printed", "undeliverable")  # with us, announced
GONE = ("mailed", "given")  # has reached the person, or is on its way by mail
# An answer may be changed until the letter has left, and once it came back.
ANSWERABLE = ("matched", "declined", *WAITING)
ANNOUNCED = ("declined", *WAITING, *GONE, "closed")

# -- groups of guards --------------------------------------------------------------------------

_AT_THE_DOOR = (
    *COLLECTED, WORD_UNDER_OWN_CODE, conditions.ENVELOPES_OPENED, *conditions.CONSENT_LIVE,
    conditions.STILL_FOR_PERSON,
    *conditions.NOTHING_IN_THE_WAY, *conditions.KEPT_AND_APPROVED, conditions.SEALED,
    conditions.SEALED_AS_APPROVED, inner.TRANSLATED, inner.TRANSLATION_INSIDE,
)  # fmt: skip
_BY_MAIL = (
    *_AT_THE_DOOR, dispatch.WANTED_BY_MAIL, address.ADDRESS_CONFIRMED,
    address.CONFIRMED_ADDRESS_ALLOWED, address.ADDRESS_FRESH,
)  # fmt: skip
_CONTACT = (*COLLECTED, *asking.CAN_BE_ASKED, asking.WAY_ALLOWED, asking.OUTCOME_KNOWN)
_ADDRESS = (*COLLECTED, address.ADDRESS_ALLOWED, address.NOT_OPENED_BY_OTHERS)

# -- what a button is offered for --------------------------------------------------------------


def _wants(manner: str) -> Callable[[Delivery], bool]:
    """Whether the person wants the letter in this manner."""
    return lambda delivery: bool(delivery.manner == manner)


DELIVERY_TRANSITIONS: tuple[AnyTransition, ...] = (
    # S46: contact, only in the ways that the person allows
    T("matched", "log_attempt", "verifying", CONTACTS, "delivery.contact_logged",
      N_("Record a contact attempt"), facts=asking.Attempt, guards=_CONTACT,
      effects=(asking.log_attempt,), next_in=("matched",), awaited=awaiting.ASKING),
    T("undeliverable", "log_attempt", "", CONTACTS, "delivery.contact_logged",
      N_("Record a contact attempt"), facts=asking.Attempt, guards=_CONTACT,
      effects=(asking.log_attempt,), next_in=("undeliverable",), awaited=awaiting.RETURNED),
    T((*WAITING[:-1], *GONE), "log_attempt", "", CONTACTS, "delivery.contact_logged",
      N_("Record a contact attempt"), facts=asking.Attempt, guards=_CONTACT,
      effects=(asking.log_attempt,), next_in=("verifying",), awaited=awaiting.ASKING_AGAIN),
    T("declined", "log_attempt", "", CONTACTS, "delivery.contact_logged",
      N_("Record a contact attempt"), facts=asking.Attempt, guards=(*_CONTACT, asking.PERSON_CAME),
      effects=(asking.log_attempt,)),
    # The person's answer, given to staff or on the page
    T(ANSWERABLE, "accept", "confirmed", PERSON_OR_CONTACTS, "delivery.accepted",
      N_("Yes: record the answer"), facts=asking.Acceptance,
      guards=(asking.LETTERBOX_REACHABLE, asking.MESSAGES_READ, asking.TOLD,
              asking.NEVER_TAKEN_BACK, asking.ANSWER_YES,
              asking.MANNER_KNOWN, *conditions.KEPT_AND_APPROVED),
      effects=(asking.accept,), steps_up=True),
    T(ANSWERABLE, "defer", "deferred", PERSON_OR_CONTACTS, "delivery.deferred",
      N_("Later: record the answer"), facts=asking.Deferral,
      guards=(asking.TOLD, asking.DAY_TO_COME), effects=(asking.defer,), while_held=True),
    T(ANSWERABLE, "decline", "declined", PERSON_OR_CONTACTS, "delivery.declined",
      N_("No: record the answer"), facts=asking.Refusal,
      guards=(asking.TOLD, asking.ANSWER_NO), effects=(asking.decline,), while_held=True),
    # The person's word is about one version: of a newer one they are asked anew
    T(ANNOUNCED, "take_newer", "verifying", CONTACTS, "delivery.newer_chosen",
      N_("The person chooses the newer letter"),
      guards=(*COLLECTED, *conditions.REGISTRATION_STANDS, asking.TOLD, asking.NEWER_BANKED),
      effects=(asking.take_newer,), offered=queries.is_newer_banked),
    T("confirmed", "confirm_address", "", CONTACTS, "delivery.address_confirmed",
      N_("Confirm the address"), facts=address.Address, guards=_ADDRESS,
      effects=(address.confirm_address,), offered=_wants("post"), next_in=("confirmed",),
      awaited=awaiting.ADDRESS),
    # From here on its outer envelope says another address: it is made anew
    T("printed", "confirm_address", "confirmed", CONTACTS, "delivery.address_confirmed",
      N_("Confirm the address"), facts=address.Address, guards=_ADDRESS,
      effects=(covers.void_covers, address.confirm_address), offered=_wants("post")),
    T(("confirmed", "printed"), "check_orders", "", CONTACTS, "delivery.orders_checked",
      N_("Record a check for orders"), facts=address.OrdersFound,
      guards=(address.CHECK_DATED, address.FINDING_KNOWN), effects=(address.check_orders,),
      next_in=("confirmed",)),
    # S47: the coordinator seals; the print room never needs the text
    T("confirmed", "translate", "", COORDINATOR, "delivery.translated",
      N_("Enter the translation"), facts=inner.Translated,
      guards=(*conditions.KEPT_AND_APPROVED, inner.UNSEALED, inner.TRANSLATION_ASKED,
              inner.TRANSLATOR_NAMED, *content.TAKEABLE, inner.OF_APPROVED_VERSION),
      effects=(inner.keep_translation,), awaited=awaiting.TRANSLATING),
    T("confirmed", "seal", "", COORDINATOR, "delivery.sealed", N_("Seal the letter"),
      facts=inner.Sealing,
      guards=(*COLLECTED, *conditions.CONSENT_LIVE, *conditions.KEPT_AND_APPROVED, inner.UNSEALED,
              inner.APPROVED_VERSION, inner.TRANSLATED, inner.ORIGINAL_FREE, inner.PLACE_KNOWN,
              inner.ORIGINAL_PUT_IN),
      effects=(inner.seal,), steps_up=True, awaited=awaiting.SEALING),
    T("confirmed", "print", "printed", CONTACTS, "delivery.printed",
      N_("Print the cover letter and the outer envelope"), guards=_BY_MAIL,
      effects=(covers.print_covers,), offered=_wants("post"), next_in=("confirmed",),
      steps_up=True, awaited=awaiting.PRINTING),
    T("printed", "check", "", CONTACTS, "delivery.checked",
      N_("Check that the three match"), facts=covers.Tokens,
      guards=(*_BY_MAIL, covers.TOKENS_ALIKE), effects=(covers.check,), next_in=("printed",),
      awaited=awaiting.CHECKING),
    T("printed", "dispatch", "mailed", CONTACTS, "delivery.dispatched", N_("Mark as mailed"),
      guards=(*_BY_MAIL, dispatch.CHECKED, dispatch.CHECKED_BY_ANOTHER),
      effects=(dispatch.dispatch,), next_in=("printed",), steps_up=True,
      awaited=awaiting.MAILING),
    T("confirmed", "hand_over", "given", CONTACTS, "delivery.handed_over",
      N_("Hand it over in person"), facts=dispatch.HandOver,
      guards=(*_AT_THE_DOOR, dispatch.WANTED_BY_HAND, dispatch.IDENTITY_SEEN),
      effects=(dispatch.hand_over,), offered=_wants("hand"), next_in=("confirmed",),
      steps_up=True,
      awaited=awaiting.HANDING),
    T("confirmed", "read_aloud", "given", CONTACTS, "delivery.read_aloud",
      N_("Record that it was read to the person"),
      guards=(*_AT_THE_DOOR, dispatch.WANTED_READ_ALOUD), effects=(dispatch.read_aloud,),
      offered=_wants("read_aloud"), next_in=("confirmed",), steps_up=True,
      awaited=awaiting.READING),
    # What comes after: S40, S48
    T("mailed", "came_back", "undeliverable", CONTACTS, "delivery.came_back",
      N_("Record that the mail was returned"), facts=dispatch.Return,
      guards=(dispatch.SEAL_SEEN,), effects=(dispatch.come_back,)),
    T((*GONE, "closed"), "say", "", PERSON_OR_CONTACTS, "delivery.said",
      N_("Record what the person says: received, read"), facts=disclosure.OwnWord,
      guards=(disclosure.SOMETHING_SAID,), effects=(disclosure.say,)),
    T((ANY, "closed"), "disclose", "", COORDINATOR, "delivery.disclosed",
      N_("Tell the {offender} a fact the person checked"), facts=disclosure.FactTold,
      guards=(*COLLECTED, WORD_UNDER_OWN_CODE, conditions.ENVELOPES_OPENED,
              *conditions.REGISTRATION_STANDS, disclosure.FACT_KNOWN, disclosure.FACT_ALLOWED,
              disclosure.TOLD_BY_ANOTHER, disclosure.FACT_TRUE, disclosure.NOT_RETURNED,
              disclosure.FACT_UNTOLD),
      effects=(disclosure.disclose,), offered=awaiting.has_fact_to_tell, steps_up=True,
      awaited=awaiting.TELLING),
    T(GONE, "close", "closed", CONTACTS, "delivery.closed", N_("Close the delivery")),
    # A wrong match may be undone until the person has been told
    T(UNTOLD, "undo", "set_aside", CONTACTS, "delivery.set_aside", N_("Undo the match"),
      guards=(endings.PERSON_UNTOLD,), effects=(endings.undo_match,), while_held=True),
    T("matched", "letter_changed", "set_aside", WORKER, "delivery.set_aside",
      N_("The letter was replaced or withdrawn"), effects=(endings.set_aside,), while_held=True,
      hidden=True),
    T(ANY, "stop", "stopped", ANYONE, "delivery.stopped", N_("Stop the delivery"),
      facts=endings.Stop, effects=(endings.stop,), while_held=True, hidden=True),
    T(ANY, "hold", "", CONTACTS, "delivery.held", N_("Put on hold"), facts=Reason,
      guards=(HOLD_REASON,), effects=(hold,)),
    T(ANY, "resume", "", CONTACTS, "delivery.resumed", N_("Take off hold"), guards=(ON_HOLD,),
      effects=(resume,), while_held=True, offered=is_held, awaited=awaiting.HOLD),
)  # fmt: skip

DELIVERY = Workflow(
    "delivery", Delivery, DELIVERY_STATES, DELIVERY_TRANSITIONS, after=(row.publish,)
)
