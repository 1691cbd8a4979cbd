"""Making an installation, bringing it up to date, looking at its keys."""

import json

import pytest

from shared.base import config
from shared.records import installation, vault
from tests.cli.running import run


def test_init_says_what_to_keep_and_what_comes_next(tmp_path):
    said = run("--data", tmp_path / "data", "init", "--policy", "harmed-person",
               "--portal-origin", "https://ask.example.org/",
               "--smtp", "mail.example.org:587").output  # fmt: skip
    assert "Back up its two keys.json files" in said
    assert "Next, twice, for two people: firstword account" in said
    settings = config.load_staff(tmp_path / "data")
    assert (settings.policy, settings.portal_origin, settings.https, settings.smtp_host,
            settings.smtp_port) == (
        "harmed-person", "https://ask.example.org", True, "mail.example.org", 587,
    )  # fmt: skip


def test_init_again_is_refused_and_says_what_to_do(root):
    before = (root / "records" / "keys.json").read_bytes()
    said = run("--data", root, "init", status=1).output
    assert "holds an installation already; 'firstword migrate' brings it up to date" in said
    assert (root / "records" / "keys.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--smtp", "mail:many"], "'mail:many' is no HOST:PORT"),
        (["--policy", "nowhere"], "'nowhere' is not one of"),
        (["--records-url", "mysql://x"], "unknown kind of database"),
    ],
)
def test_init_with_a_wrong_option_says_so_and_makes_nothing(tmp_path, words, said):
    assert said in run("--data", tmp_path / "data", "init", *words, status=2).output
    assert not (tmp_path / "data").exists()


def test_migrate_says_what_was_applied(root):
    assert run("--data", root, "migrate").output == "Both databases are up to date.\n"


def test_keys_are_named_and_never_shown(root):
    installation.open_staff(root)
    facts = json.loads(run("--data", root, "keys", "--json").output)
    plain = run("--data", root, "keys").output
    held = vault.keys()
    assert (facts["letterbox"], facts["letterbox in use"], facts["data keys"]) == (
        sorted(held.letterbox), held.portal.letterbox_key_id, 0,
    )  # fmt: skip
    for secret in (held.audit.hex(), held.index.hex(), held.web_secret, "PRIVATE KEY",
                   held.portal.reference_key.hex()):  # fmt: skip
        assert secret not in plain + json.dumps(facts)


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}"])
def test_damaged_keys_are_named_with_what_to_do(root, damage):
    (root / "records" / "keys.json").write_text(damage)
    said = run("--data", root, "keys", status=1).output
    assert "Put keys and settings back from their backup; nothing was changed." in said
    assert "keys.json" in said


def test_missing_keys_are_named_with_what_to_do(root):
    (root / "frontdoor" / "keys.json").unlink()
    said = run("--data", root, "keys", status=1).output
    assert "frontdoor/keys.json" in said
    assert "Put keys and settings back from their backup" in said
