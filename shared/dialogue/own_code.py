"""Whose word it is: nothing is disclosed on what was said under a code that staff gave out."""

from shared.base.translation import N_
from shared.people import access_codes
from shared.records.workflow import Act, Facts, Guard


def is_word_under_own_code(act: Act[Facts]) -> bool:
    """The person was asked again since staff gave out a code for their request."""
    return access_codes.is_word_under_own_code(act.subject.id)


WORD_UNDER_OWN_CODE = Guard(
    is_word_under_own_code,
    N_(
        "Staff gave out a new access code for this request. First someone else must ask the person "
        "again; it is in the queue of those who can."
    ),
)
