"""Collecting, delivering and verifying on the command line."""

import json

import apsw
import pytest

from shared.base import db
from tests.cli.running import run
from tests.support.world import World


def test_collect_and_deliver_say_how_many(world: World):
    world.ask()
    world.drop("nonsense", "KT47-RM36-HA94", {})
    assert run("--data", world.root, "collect").output.endswith("Collected 1, set aside 1.\n")
    assert run("--data", world.root, "collect").output == "Collected 0, set aside 0.\n"


def test_audit_verify_keeps_an_anchor_and_finds_what_was_cut_off(world: World, tmp_path):
    anchor = tmp_path / "anchor"
    said = run("--data", world.root, "audit", "verify", "--anchor", anchor).output
    kept = json.loads(anchor.read_text())
    assert said == f"All {kept['entry']} entries hold. Head: {kept['digest']}\n"
    world.ask()
    world.collect()
    run("--data", world.root, "audit", "verify", "--anchor", anchor)
    after = json.loads(anchor.read_text())
    assert after["entry"] > kept["entry"]
    db.records.close()
    with apsw.Connection(f"{world.root}/records/records.sqlite") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(f"DELETE FROM audit_entry WHERE seq > {kept['entry']}")
        raw.execute("UPDATE audit_head SET seq = ?, mac = ?", (kept["entry"], kept["digest"]))
    run("--data", world.root, "audit", "verify")
    said = run("--data", world.root, "audit", "verify", "--anchor", anchor, status=1).output
    assert said == (
        f"Error: entry {kept['entry'] + 1}: entries after the anchor are missing. "
        f"The {kept['entry']} before it hold.\n"
    )
    assert json.loads(anchor.read_text()) == after


@pytest.mark.parametrize("text", ["", "not json", "{}", '{"entry": "x", "digest": 1}'])
def test_audit_verify_with_a_damaged_anchor_says_so(world: World, tmp_path, text):
    (tmp_path / "anchor").write_text(text)
    said = run("--data", world.root, "audit", "verify", "--anchor", tmp_path / "anchor",
               status=1).output  # fmt: skip
    assert said.startswith(f"Error: {tmp_path / 'anchor'} is no anchor")
    assert (tmp_path / "anchor").read_text() == text
