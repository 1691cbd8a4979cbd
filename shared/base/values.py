"""What comes from outside the types: a sealed JSON column, answers of a form, facts of an event."""

from collections.abc import Mapping
from typing import Any

# Text, numbers, dates and lists of them.  Each is checked where it is used.
Values = dict[str, Any]
Given = Mapping[str, Any]  # the same, only to be read
