"""How hard a page is to read: the words of its main part, block by block.

A block is what a reader takes in at one go: a paragraph, an item, a label, a line.  What is not
prose (names of offices, addresses, references) is marked `data-unmeasured` in the template, and is
counted apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import textstat

from tests.support.visitor import HTML, Element, Page, words

BLOCKS = {
    HTML + tag
    for tag in ("p", "li", "dt", "dd", "h1", "h2", "h3", "label", "legend", "summary", "div",
                "address", "caption", "button", "option", "a", "b", "strong", "span")
}  # fmt: skip
INLINE = {HTML + tag for tag in ("a", "b", "strong", "span", "em", "time", "option")}
LEFT_OUT = {HTML + tag for tag in ("select", "textarea", "script", "style")}
_ENDS = re.compile(r"(?<=[.!?])[”\"’]?\s+")


@dataclass(frozen=True)
class Prose:
    """The blocks of a page, and the words that were left out."""

    blocks: list[str]
    left_out: list[str]

    @property
    def sentences(self) -> list[str]:
        """Each sentence; a block without a full stop is one."""
        return [s for block in self.blocks for s in _ENDS.split(block) if re.search(r"\w", s)]

    @property
    def longest(self) -> str:
        """The sentence with the most words."""
        return max(self.sentences, key=lambda s: len(s.split()))

    @property
    def mean(self) -> float:
        """Words in a sentence."""
        counts = [len(s.split()) for s in self.sentences]
        return sum(counts) / len(counts)

    def _text(self) -> str:
        return " ".join(s if s[-1] in ".!?”" else f"{s}." for s in self.sentences)

    @property
    def grade(self) -> float:
        """Flesch–Kincaid, for English."""
        textstat.set_lang("en_US")
        return float(textstat.flesch_kincaid_grade(self._text()))

    @property
    def ease(self) -> float:
        """Fernández-Huerta, for Spanish."""
        textstat.set_lang("es")
        return float(textstat.fernandez_huerta(self._text()))


def read(page: Page) -> Prose:
    """The prose of a page's main part."""
    [main] = page.all("main")
    left_out: list[str] = []
    blocks = [b for b in (" ".join(t.split()) for t in _blocks(main, left_out)) if b]
    return Prose([b for b in blocks if re.search(r"\w", b)], left_out)


def _blocks(element: Element, left_out: list[str]) -> Iterator[str]:
    """The text of each block; inline elements run on in their parent's."""
    run = element.text or ""
    for child in element:
        if child.get("data-unmeasured") is not None:
            left_out.append(words(child))
        elif child.tag in LEFT_OUT:
            pass
        elif child.tag in INLINE:
            run += words(child)
        else:
            yield run
            run = ""
            yield from _blocks(child, left_out)
        run += child.tail or ""
    yield run
