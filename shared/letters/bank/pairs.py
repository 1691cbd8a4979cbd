"""One letter for each writer, addressee and incident (S36): what makes two deposits the same.

All of it is the writer's own account, so that a refusal tells nothing of anyone else; and all of
it outlasts an erasing, so that a facility is answered alike before and after one.
"""

from shared.base.translation import N_
from shared.base.values import Given
from shared.letters.matching import match_keys
from shared.people import kinship, names
from shared.records import vault
from shared.records.models import BlindIndex, Letter

ENDED = ("withdrawn", "rejected")
TAKEN = N_(
    "There is already a letter from this person to this addressee about this incident. Replace "
    "that letter instead. If you cannot find it, ask the planner: it may be at another facility. "
    "If two people have the same name, both letters must say who the person is."
)
# What tells apart two letters that would be one: each only if both of them say something.
_APART = ("pair.county", "pair.year", "pair.court", "pair.kin")


def digest_of(number_digest: str, addressee: str) -> str:
    """Writer and addressee as one digest; titles, initials and the order of names left out."""
    words = sorted({word for word in names.words_of(addressee) if len(word) > 1})
    said = " ".join([*(words or [addressee.casefold().strip()]), names.suffix_of(addressee)])
    return vault.digest("letter_pair", f"{number_digest}|{said}")


def _apart(values: Given) -> dict[str, set[str]]:
    place = match_keys.of_incident(values)
    kins = kinship.named(str(values.get("relation") or ""))
    return {"pair.county": place["m.county"], "pair.year": place["m.year"],
            "pair.court": place["m.court"], "pair.kin": set(kins)}  # fmt: skip


def remember(letter: Letter, values: Given) -> None:
    """Let other deposits be compared with this letter.  Inside a recorded change."""
    for kind, found in _apart(values).items():
        vault.index(kind, found, "letter", letter.id)


def is_taken(pair: str, values: Given, but: str = "") -> bool:
    """Whether another letter than `but` that has not ended is the same as this would be."""
    open_now = (Letter.pair_digest == pair) & Letter.state.not_in(ENDED) & (Letter.id != but)
    said = {
        kind: {vault.digest(kind, value) for value in found if value}
        for kind, found in _apart(values).items()
    }  # fmt: skip
    rows = Letter.select().where(open_now)
    return any(not _differ(said, _known(letter.id)) for letter in rows)


def are_one(one: Letter, two: Letter) -> bool:
    """Whether two letters are one, deposited twice: writer, addressee and incident."""
    is_pair = one.pair_digest == two.pair_digest
    return bool(one.id == two.id or (is_pair and not _differ(_known(one.id), _known(two.id))))


def _known(letter: str) -> dict[str, set[str]]:
    mine = (BlindIndex.noun == "letter") & (BlindIndex.subject == letter)
    known: dict[str, set[str]] = {kind: set() for kind in _APART}
    for row in BlindIndex.select().where(mine & (BlindIndex.kind << _APART)):
        known[row.kind].add(row.digest)
    return known


def _differ(one: dict[str, set[str]], two: dict[str, set[str]]) -> bool:
    return any(one[kind] and two[kind] and not one[kind] & two[kind] for kind in _APART)
