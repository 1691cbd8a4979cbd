"""What is kept of names, places and numbers, so that they can be compared."""

from shared.letters.matching import match_keys
from shared.records import vault
from tests.letters.matching.sides import LETTER, _side
from tests.support.world import World


def test_only_digests_are_kept(world: World) -> None:
    _side(world, "letter", LETTER)
    rows = vault.found("m.to.full", ["rosa delgado"], "letter")
    assert rows == ["letter-x"]
    found = match_keys.digests("letter", "letter-x").values()
    assert {len(digest) for digests in found for digest in digests} == {64}
