"""The dialogue case: two tables, and the guards, effects and questions they need."""

from shared.dialogue.case import ask_acknowledgement
from shared.dialogue.queries import was_anybody_told
from shared.dialogue.table import FLOW

__all__ = ["FLOW", "ask_acknowledgement", "was_anybody_told"]
