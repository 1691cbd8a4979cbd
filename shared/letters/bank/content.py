"""What a letter consists of: typed words, or page images made again from pixels."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from shared import policy
from shared.base.translation import N_
from shared.documents import scans
from shared.records.workflow import Act, Facts, Guard

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


# -- what can be taken: asked of a deposit, and of every act that brings a content ----------------


def has_content(content: Content) -> bool:
    """Typed words, or a scan."""
    return content.kind == "scan" or bool(content.text)


def is_short_enough(content: Content) -> bool:
    """Typed words of a letter's length."""
    return content.kind == "scan" or len(content.text) <= LONGEST


def has_pages(content: Content) -> bool:
    """A scan shows at least one page."""
    return content.kind == "typed" or bool(content.pages)


def has_few_pages(content: Content) -> bool:
    """No more pages than the policy takes."""
    return content.page_count <= policy.current().handling.max_pages


RULES: tuple[tuple[Callable[[Content], bool], str], ...] = (
    (has_content, NOTHING),
    (is_short_enough, N_("This is too long for a letter.")),
    (has_pages, N_("The scan has no pages.")),
    (has_few_pages, scans.TOO_MANY),
)


def problem_with(content: Content) -> str | None:
    """Why this cannot be deposited, as a sentence; None if it can."""
    return next((sentence for is_met, sentence in RULES if not is_met(content)), None)


@dataclass(frozen=True)
class Brought(Facts):
    """The facts of an act that brings a content."""

    content: Content | None = None


def _in_act(rule: Callable[[Content], bool]) -> Callable[[Act[Brought]], bool]:
    """A rule about a content as the predicate of an act that brings one."""

    @wraps(rule)
    def predicate(act: Act[Brought]) -> bool:
        return act.facts.content is not None and rule(act.facts.content)

    return predicate


TAKEABLE = tuple(Guard(_in_act(rule), sentence) for rule, sentence in RULES)
