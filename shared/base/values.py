"""What comes from outside the types: a sealed JSON column, answers of a form, facts of an event."""

from typing import Any

# Text, numbers, dates and lists of them.  Each is checked where it is used.
Values = dict[str, Any]
