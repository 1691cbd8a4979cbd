"""What a department decides, as data: `shared/policies/NAME.toml`.

A policy is read once, checked whole, and never changes while the process runs.  Decisions store
`current().version` and the id of the rule they cite.  docs/policy.md says what each part means.
"""

from shared.policy.days import Deadline
from shared.policy.model import (
    Agency,
    Check,
    Contacts,
    CrisisLine,
    EligibilityItem,
    Facility,
    Handling,
    LetterRules,
    Pair,
    Policy,
    Retention,
    ReturnReason,
    Rule,
    Separation,
    Source,
)
from shared.policy.reading import NAMES, current, load, use
from shared.policy.terms import fill, places
from shared.policy.values import Code, Number, PolicyError, Term, Text

__all__ = [
    "NAMES",
    "Agency",
    "Check",
    "Code",
    "Contacts",
    "CrisisLine",
    "Deadline",
    "EligibilityItem",
    "Facility",
    "Handling",
    "LetterRules",
    "Number",
    "Pair",
    "Policy",
    "PolicyError",
    "Retention",
    "ReturnReason",
    "Rule",
    "Separation",
    "Source",
    "Term",
    "Text",
    "current",
    "fill",
    "load",
    "places",
    "use",
]
