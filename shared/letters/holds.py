"""Putting a registration or a delivery on hold, and taking it off again: guards of both."""

from shared import policy
from shared.base.translation import N_
from shared.records.models.base import Subject
from shared.records.workflow import Act, Facts, Guard, Reason


def is_held(subject: Subject) -> bool:
    """Whether it is on hold now."""
    return bool(subject.held)


def has_hold_reason(act: Act[Reason]) -> bool:
    """A coded reason of the policy."""
    return act.facts.reason in policy.current().hold_codes


def is_on_hold(act: Act[Facts]) -> bool:
    """It is on hold."""
    return is_held(act.subject)


HOLD_REASON = Guard(has_hold_reason, N_("Choose why this is put on hold."))
ON_HOLD = Guard(is_on_hold, N_("This is not on hold."))
