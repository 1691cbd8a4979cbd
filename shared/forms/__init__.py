"""Forms that cope with anything: a clear sentence and the same words again, never an exception.

A form is a class of questions::

    class Reach(forms.Form):
        way = forms.Choice(_("How may we reach you?"), WAYS, needed=_("Choose a way."))
        phone = forms.Phone(_("Phone number"), checks=[forms.needed_if("way", "phone")])

Templates read of a field: `kind` (which macro draws it), `label`, `hint`, `shown` (what was
typed), `errors`, `attributes`; of a form: `problems` for the summary.
"""

from shared.forms.base import Check, Form, Problem, Question, needed_if
from shared.forms.choices import Choice, Choices, Option, Select, Tick
from shared.forms.codes import (
    AccessCode,
    EmailAddress,
    Number,
    OffenderNumber,
    OneTimeCode,
    Phone,
    Reference,
    SeenVersion,
    Shown,
)
from shared.forms.dates import DayMonthYear, Part
from shared.forms.scans import Scan, Upload
from shared.forms.words import Line, Words

__all__ = [
    "AccessCode",
    "Check",
    "Choice",
    "Choices",
    "DayMonthYear",
    "EmailAddress",
    "Form",
    "Line",
    "Number",
    "OffenderNumber",
    "OneTimeCode",
    "Option",
    "Part",
    "Phone",
    "Problem",
    "Question",
    "Reference",
    "Scan",
    "SeenVersion",
    "Select",
    "Shown",
    "Tick",
    "Upload",
    "Words",
    "needed_if",
]
