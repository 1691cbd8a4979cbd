"""Invented contexts, for `firstword documents render NAME --sample` and for the tests.

The people are invented.  The facility is the policy's first.
"""

from shared.documents.samples.of_unit import (
    appointment,
    case_summary,
    custody_log,
    screening_record,
    supervisor_summary,
)
from shared.documents.samples.to_facility import (
    assessment_request,
    need_to_know,
    superintendent_memo,
)
from shared.documents.samples.to_offender import (
    banked,
    disclosure,
    guidelines,
    invitation,
    offender_agreement,
    offender_closing,
    receipt,
    rejected,
    returned,
)
from shared.documents.samples.to_outside import release, standard_answer
from shared.documents.samples.to_victim import (
    acknowledgement,
    agreement,
    change_notice,
    closure,
    cover_letter,
    decision,
    follow_up,
    inner_envelope,
    letter_available,
    outer_envelope,
    registration,
    request_form,
    scanned_letter,
    scanned_page,
    sealed_letter,
    sealed_translation,
    support_agreement,
    visit,
)

__all__ = [
    "acknowledgement",
    "agreement",
    "appointment",
    "assessment_request",
    "banked",
    "case_summary",
    "change_notice",
    "closure",
    "cover_letter",
    "custody_log",
    "decision",
    "disclosure",
    "follow_up",
    "guidelines",
    "inner_envelope",
    "invitation",
    "letter_available",
    "need_to_know",
    "offender_agreement",
    "offender_closing",
    "outer_envelope",
    "receipt",
    "registration",
    "rejected",
    "release",
    "request_form",
    "returned",
    "scanned_letter",
    "scanned_page",
    "screening_record",
    "sealed_letter",
    "sealed_translation",
    "standard_answer",
    "superintendent_memo",
    "supervisor_summary",
    "support_agreement",
    "visit",
]
