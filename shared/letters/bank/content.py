"""What a letter consists of: typed words, or page images made again from pixels."""

import hashlib
from dataclasses import dataclass, field

from shared import policy
from shared.base.translation import N_
from shared.documents import scans

LONGEST = 20_000  # characters of typed words; two written pages have about 4,000
NOTHING = N_("Type the letter, or choose a scan of it.")


@dataclass(frozen=True)
class Content:
    """One version's content: `kind` is typed or scan; `pages` are JPEG bytes."""

    kind: str
    text: str = ""
    pages: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def page_count(self) -> int:
        return len(self.pages) if self.kind == "scan" else 1

    @property
    def sha256(self) -> str:
        """The digest of what is read: the words, or every page with its length."""
        if self.kind == "typed":
            return hashlib.sha256(self.text.encode()).hexdigest()
        return hashlib.sha256(scans.pack(self.pages)).hexdigest()


def typed(text: str) -> Content:
    """Typed words: line ends unified, control characters taken out."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    return Content("typed", text=kept.strip())


def problem_with(content: Content) -> str | None:
    """Why this cannot be deposited, as a sentence; None if it can."""
    if content.kind == "typed" and not content.text:
        return NOTHING
    if content.kind == "typed" and len(content.text) > LONGEST:
        return N_("This is too long for a letter.")
    if content.kind == "scan" and not content.pages:
        return N_("The scan has no pages.")
    if content.page_count > policy.current().handling.max_pages:
        return scans.TOO_MANY
    return None
