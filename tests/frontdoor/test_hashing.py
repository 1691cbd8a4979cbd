"""Codes and passphrases: each at the cost of what it protects, never inside a transaction."""

from pathlib import Path

import pytest

from shared.base import db, schema
from shared.frontdoor import hashing

CODE, OTHER = "7065812447572913", "7065812447572914"


@pytest.mark.parametrize(("made", "verify", "parameters"), [
    (hashing.hash_code, hashing.verify_code, "m=8192,t=2,p=1"),
    (hashing.hash_passphrase, hashing.verify_passphrase, "m=65536,t=3,p=1"),
])  # fmt: skip
def test_secret_is_verified_and_hashed_with_its_own_salt(made, verify, parameters):
    first, second = made(CODE), made(CODE)
    assert first != second
    assert first.startswith(f"$argon2id$v=19${parameters}$")
    assert verify(first, CODE) is True
    assert verify(first, OTHER) is False


@pytest.mark.parametrize(("made", "verify", "work"), [
    (hashing.hash_code, hashing.verify_code, hashing.costs.code),
    (hashing.hash_passphrase, hashing.verify_passphrase, hashing.costs.passphrase),
])  # fmt: skip
def test_unknown_name_costs_the_same_work_and_never_verifies(made, verify, work):
    # The same parameters are the same work: what an attacker could time is equal by construction.
    assert hashing._of_nobody(work).split("$")[:4] == made("x").split("$")[:4]
    assert [verify(hashed, "x") for hashed in (None, "", "not a hash")] == [False, False, False]


def test_code_of_a_saved_form_costs_what_a_passphrase_costs():
    assert hashing.costs.draft == hashing.costs.passphrase == hashing.SECOND_RECOMMENDATION


@pytest.mark.parametrize("spend", [
    lambda: hashing.hash_code(CODE),
    lambda: hashing.hash_passphrase(CODE),
    lambda: hashing.verify_code(None, CODE),
    lambda: hashing.verify_passphrase(None, CODE),
    lambda: hashing.stretch(CODE, bytes(16)),
])  # fmt: skip
def test_nothing_is_hashed_inside_a_transaction(tmp_path: Path, spend):
    (tmp_path / "frontdoor.db").touch()
    db.bind(db.frontdoor, f"sqlite://{tmp_path}/frontdoor.db")
    schema.migrate(db.frontdoor, "frontdoor")
    try:
        with db.write(db.frontdoor), pytest.raises(RuntimeError, match="before a transaction"):
            spend()
    finally:
        db.frontdoor.close()
