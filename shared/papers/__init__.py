"""From records to paper: composing a document's context, rendering it, keeping it for good.

The worker does this.  What is printed is stored as bytes with a digest, and never made again.
"""

from shared.papers.about import know
from shared.papers.dispatch_checks import (
    is_by_hand,
    is_outward,
    is_record,
    look_up,
    why_not,
    why_not_collected,
    why_stale,
)
from shared.papers.press import composed, content, mark_printed, render

__all__ = [
    "composed",
    "content",
    "is_by_hand",
    "is_outward",
    "is_record",
    "know",
    "look_up",
    "mark_printed",
    "render",
    "why_not",
    "why_not_collected",
    "why_stale",
]
