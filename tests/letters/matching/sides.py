"""Letters and registrations, compared in both directions."""

from typing import Any

from shared.base import db
from shared.letters.matching import match_keys
from tests.support.world import World

LETTER = {"writer": "Martin Cole", "number": "K4471", "to": "Rosa Delgado", "relation": "",
          "county": "Hinds", "year": "2019", "court": ""}  # fmt: skip


def _side(world: World, noun: str, values: dict[str, str]) -> Any:
    found = match_keys.of_writer({"name": values["writer"], "number": values["number"]})
    found |= match_keys.of_addressee(values["to"].split(";"), [values["relation"]])
    found |= match_keys.of_incident({"county": values["county"], "year": values["year"],
                                "court_number": values["court"]})  # fmt: skip
    with db.write(db.records):
        match_keys.index(match_keys.ALL, found, noun, f"{noun}-x")
    return match_keys.digests(noun, f"{noun}-x")
