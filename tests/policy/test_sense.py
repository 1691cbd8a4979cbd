"""What can be wrong with a policy although every part has the right type."""

import pytest

from shared.policy.reading import read
from tests.policy.spoiling import CODES, DIALOGUE, LETTERS, MAIN, PLACES, refusal, spoilt

REASONS = "parts/return-reasons.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (MAIN, 'zone = "America/Chicago"', 'zone = "America/Jackson"',
         "mississippi.toml: agency.zone: 'America/Jackson' is not a time zone"),
        (MAIN, 'return_address = ["633 North State Street"',
         'return_address = ["Victim Services"', "mississippi.toml: mail: 'victim' would tell"),
        (MAIN, 'sender = "notices@localhost"', 'sender = "x@corrections.example"',
         "mississippi.toml: mail: 'correction' would tell"),
        (MAIN, "start = 09:00:00", "start = 19:00:00",
         "mississippi.toml: contact_hours: start must come before end"),
        (CODES, "[deadlines.match]\ndays = 7", "[deadlines.match]\ndays = 0",
         "deadlines.match: days or hours are missing"),
        (CODES, 'mode = "indefinite"', 'mode = "days"', "retention.letter: 'days' with 0 days"),
        (LETTERS, "tiers = [1, 2, 3]", "tiers = [1, 2, 4]",
         "letters.checklist.own_act.tiers: only 1, 2 and 3 exist"),
        (LETTERS, 'gate = "A"', 'gate = "D"', "letters.checklist.own_act.gate: 'D' is not a gate"),
        (REASONS, 'check = "own_act"', 'check = "recipient_adult"',
         "return_reasons.own_act.check: a fact about the recipient is never a reason"),
        (REASONS, 'check = "own_act"', 'check = "threat"',
         "return_reasons.own_act.check: what is escalated is preserved"),
        (DIALOGUE, 'rule = "minor"', 'rule = "minors"',
         "eligibility_items.adult.rule: no rule is called 'minors'"),
        (DIALOGUE, 'asks = "yes"', 'asks = "maybe"',
         "eligibility_items.identity.asks: must be yes or no"),
        (PLACES, 'kind = "state"', 'kind = "island"',
         "facilities.MSP.kind: 'island' is not a kind"),
        (PLACES, 'source = "nyt_prisons"', 'source = "hearsay"',
         "facilities.MSP.source: no source is called 'hearsay'"),
    ],
)  # fmt: skip
def test_part_that_makes_no_sense_is_refused_with_its_key(tmp_path, file, old, new, complaint):
    assert complaint in refusal(tmp_path, file, old, new)


def test_code_is_missed_only_if_its_party_has_no_other(tmp_path):
    assert read(spoilt(tmp_path, CODES, 'party = "death"', 'party = "programme"'))
