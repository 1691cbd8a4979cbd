"""What the portal may hold closes envelopes and opens none."""

import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.base import ids
from shared.frontdoor import sealing

PRIVATE, PUBLIC = sealing.make_letterbox_pair()
FILE = {
    "letterbox_public": PUBLIC,
    "letterbox_key_id": "a1b2c3d4",
    "reference_key": "5e" * 32,
    "web_secret": "d1" * 32,
}


@pytest.fixture
def keys(tmp_path: Path) -> sealing.PortalKeys:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(FILE))
    return sealing.load_portal_keys(path)


@settings(max_examples=25)
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200), max_size=5))
def test_envelope_opens_to_what_was_sealed(payload):
    public = load_pem_public_key(PUBLIC.encode())
    keys = sealing.PortalKeys(public, "a1b2c3d4", bytes(32), "secret")
    body = sealing.seal_envelope(keys, "e1", payload)
    assert sealing.open_envelope(PRIVATE, sealing.FORMAT, "e1", body) == payload


@pytest.mark.law_2
def test_portal_keys_have_no_private_half(keys):
    assert isinstance(keys.letterbox_public, ec.EllipticCurvePublicKey)
    assert "PRIVATE" not in json.dumps(FILE)
    assert "5e5e" not in repr(keys)
    assert "d1d1" not in repr(keys)


def test_envelope_opens_with_nothing_else(keys):
    body = sealing.seal_envelope(keys, "e1", {"kind": "stopped"})
    other, _public = sealing.make_letterbox_pair()
    changed = bytes([body[0] ^ 1]) + body[1:]
    tries = [
        (other, sealing.FORMAT, "e1", body),
        (PRIVATE, 2, "e1", body),
        (PRIVATE, sealing.FORMAT, "e2", body),
        (PRIVATE, sealing.FORMAT, "e1", changed),
        (PRIVATE, sealing.FORMAT, "e1", body[:-1]),
        (PRIVATE, sealing.FORMAT, "e1", b""),
    ]
    for tried in tries:
        with pytest.raises(sealing.CannotOpen):
            sealing.open_envelope(*tried)


def test_envelope_hides_its_length(keys):
    lengths = {
        len(sealing.seal_envelope(keys, "e1", {"words": "x" * count})) for count in (0, 1, 3000)
    }
    assert len(lengths) == 1
    longer = len(sealing.seal_envelope(keys, "e1", {"words": "x" * 5000}))
    assert {longer - lengths.pop()} == {sealing.BUCKET}


def test_envelope_sealed_twice_differs(keys):
    assert sealing.seal_envelope(keys, "e1", {}) != sealing.seal_envelope(keys, "e1", {})


@pytest.mark.parametrize("broken", [
    {**FILE, "letterbox_public": "no key"},
    {**FILE, "reference_key": "not hexadecimal"},
    {**FILE, "web_secret": None} | {"letterbox_public": None},
    {name: value for name, value in FILE.items() if name != "reference_key"},
    [],
])  # fmt: skip
def test_damaged_key_file_is_said_to_be_damaged(tmp_path, broken):
    path = tmp_path / "keys.json"
    path.write_text(json.dumps(broken))
    with pytest.raises(ValueError, match=r".+"):
        sealing.load_portal_keys(path)


def test_reference_is_known_by_a_digest_however_it_is_typed(keys):
    digest = sealing.reference_key_of(keys, "KT47-RM36-HA94")
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    assert sealing.reference_key_of(keys, " kt47 rm36ha94 ") == digest
    assert sealing.reference_key_of(keys, "KT47-RM36-HA93") != digest
    assert sealing.reference_key_of(keys, "\ud800") != digest


def test_lock_is_bound_to_key_and_place():
    key, other = sealing.derive(b"t" * 32, "a"), sealing.derive(b"t" * 32, "b")
    locked = sealing.lock(key, b"words", b"place", "nonce:test")
    assert sealing.unlock(key, locked, b"place") == b"words"
    for tried in ((other, locked, b"place"), (key, locked, b"elsewhere"), (key, b"", b"place")):
        with pytest.raises(sealing.CannotOpen):
            sealing.unlock(*tried)


def test_nonce_comes_from_the_one_source(monkeypatch):
    drawn = []

    def source(count, purpose):
        drawn.append((count, purpose))
        return bytes(count)

    monkeypatch.setattr(ids, "source", source)
    sealing.lock(bytes(32), b"", b"", "nonce:test")
    assert drawn == [(12, "nonce:test")]


def test_derived_keys_differ_by_label_and_token():
    made = {sealing.derive(token, label) for token in (b"a", b"b") for label in ("x", "y")}
    assert len(made) == 4
    assert {len(key) for key in made} == {32}
