"""Every part of a policy has its type; what does not is named."""

import pytest

from tests.policy.spoiling import LETTERS, MAIN, PLACES, refusal


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (MAIN, 'short = "MDOC"\n', "", "mississippi.toml: agency.short: is missing"),
        (MAIN, "idle_minutes = 20", 'idle_minutes = "20"',
         "mississippi.toml: site.idle_minutes: int is needed, not str"),
        (MAIN, "idle_minutes = 20", "idle_minutes = true",
         "mississippi.toml: site.idle_minutes: int is needed, not bool"),
        (MAIN, "idle_minutes = 20", "idle_minutes = 20\nidel_minutes = 3",
         "mississippi.toml: site.idel_minutes: unknown key"),
        (MAIN, 'es = "víctima"', 'es = ""', "mississippi.toml: terms.victim.one.es: is empty"),
        (LETTERS, "tiers = [1, 2, 3]", 'tiers = "all"',
         "parts/letters.toml: letters.checklist.own_act.tiers: a list is needed"),
        (PLACES, 'source = "nyt_prisons"\n', "",
         "parts/mississippi-facilities.toml: facilities.MSP.source: is missing"),
    ],
)  # fmt: skip
def test_part_of_the_wrong_kind_is_refused_with_its_key(tmp_path, file, old, new, complaint):
    assert complaint in refusal(tmp_path, file, old, new)
