"""What lies on the noticeboard for a reference, and putting it there.

Computed from the records each time, under the records' lock, so that publishing twice is the same
as publishing once and two publishers cannot overtake one another.
"""

from shared import dialogue, letters, policy
from shared.base import clock, db
from shared.base.values import Values
from shared.frontdoor import noticeboard
from shared.people import access_codes
from shared.records import audit
from shared.records.models import DialogueCase, Reference, Registration
from shared.records.workflow import KEEP, AnyWorkflow


def _shown(flow: AnyWorkflow, state_name: str, reference: Reference) -> str | None:
    """Ruling 6: a *call first* state is shown once the person was told, or chose to read here.

    Who was told of a state was told of every state that reads the same.  While the code in force
    is one that staff gave out, and the person was not asked again, no more is shown than stands.
    """
    state, told = flow.by_name[state_name], flow.by_name.get(reference.told_state)
    if not state.until_told or (told and told.reads == state.reads):
        return state.reads
    if reference.read_here:
        is_theirs = access_codes.is_word_under_own_code(reference.subject)
        return state.reads if is_theirs else None
    if state.until_told != KEEP:
        return state.until_told
    return told.reads if told else None


def after_telling(case: DialogueCase, code: str | None) -> str | None:
    """The code without *nobody has contacted the other side*, once somebody there was told."""
    if code == "dialogue_looking" and dialogue.was_anybody_told(case):
        return "dialogue_looking_again"
    return code


def code_for(reference: Reference) -> str | None:
    """The code of `wording` that the holder may read now; None to leave what stands."""
    if reference.noun == "case":
        case = DialogueCase.get_by_id(reference.subject)
        return after_telling(case, _shown(dialogue.FLOW, case.state, reference))
    registration = Registration.get_by_id(reference.subject)
    delivery = letters.delivery_shown(registration)
    if delivery is None or not letters.REGISTRATION.by_name[registration.state].open:
        return _shown(letters.REGISTRATION, registration.state, reference)
    return _shown(letters.DELIVERY, delivery.state, reference)


def publish(payload: Values) -> None:
    """The job ``publish``: put under `payload["reference"]` what stands now."""
    with db.write(db.records):
        audit.lock_head()
        reference = Reference.get_by_id(payload["reference"])
        code = code_for(reference)
        if code is not None:
            noticeboard.publish(reference.digest, code, clock.today(policy.current().zone))
