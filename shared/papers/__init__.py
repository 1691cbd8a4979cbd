"""From records to paper: composing a document's context, rendering it, keeping it for good.

The worker does this.  What is printed is stored as bytes with a digest, and never made again.
"""

from shared.papers.about import named
from shared.papers.press import composed, content, mark_printed, render

__all__ = ["composed", "content", "mark_printed", "named", "render"]
