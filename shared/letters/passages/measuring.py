"""How well the rules find: precision and recall for each reason, on a labelled sample."""

from dataclasses import dataclass, field
from pathlib import Path

from shared.letters.passages import passages

FEWEST = 15  # below this a percentage says nothing, and none is given


@dataclass(frozen=True)
class Labelled:
    """A passage of a sample, and the reasons a person gave it (none if it is clean)."""

    language: str
    reasons: frozenset[str]
    words: str
    is_held_back: bool


@dataclass
class Count:
    """Of one reason: passages that have it, that were pointed to, and both."""

    labelled: int = 0
    pointed: int = 0
    both: int = 0


@dataclass
class Measure:
    """The counts by reason, and of passages that are clean or pointed to at all."""

    reasons: dict[str, Count] = field(default_factory=dict)
    any_reason: Count = field(default_factory=Count)
    passages: int = 0
    clean: int = 0
    clean_pointed: int = 0


def read(path: Path) -> list[Labelled]:
    """A sample: lines of language, reasons and words, parted by bars; in pairs, halved by pairs.

    Raises ValueError for a line that is none of these.
    """
    rows = []
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    for number, line in enumerate(lines):
        language, reasons, words = line.split("|", 2)
        named = frozenset(reason for reason in reasons.split(",") if reason)
        rows.append(Labelled(language, named, words, number // 2 % 2 == 1))
    return rows


def measure(rows: list[Labelled]) -> Measure:
    """What the rules find in `rows`."""
    found = Measure(passages=len(rows))
    for row in rows:
        pointed = {passage.reason for passage in passages.found(row.words, row.language)}
        found.clean += not row.reasons
        found.clean_pointed += bool(not row.reasons and pointed)
        _count(found.any_reason, bool(row.reasons), bool(pointed))
        for reason in row.reasons | pointed:
            count = found.reasons.setdefault(reason, Count())
            _count(count, reason in row.reasons, reason in pointed)
    return found


def _count(count: Count, is_labelled: bool, is_pointed: bool) -> None:
    count.labelled += is_labelled
    count.pointed += is_pointed
    count.both += is_labelled and is_pointed


def share(part: int, whole: int) -> str:
    """A share with its counts; as a percentage only of `FEWEST` or more."""
    if whole < FEWEST:
        return f"{part} of {whole}"
    return f"{part} of {whole} ({100 * part / whole:.0f} %)"


def report(found: Measure) -> str:
    """The measure as a table of text."""
    lines = [f"{'reason':<18}{'precision':<22}recall"]
    for name, count in sorted(found.reasons.items()):
        lines.append(
            f"{name:<18}{share(count.both, count.pointed):<22}{share(count.both, count.labelled)}"
        )
    whole = found.any_reason
    precision, recall = share(whole.both, whole.pointed), share(whole.both, whole.labelled)
    lines.append(f"{'any':<18}{precision:<22}{recall}")
    lines.append(f"clean passages pointed to: {share(found.clean_pointed, found.clean)}")
    return "\n".join(lines)
