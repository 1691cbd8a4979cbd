"""The keys, and everything that is opened with them."""

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from peewee import BlobField

from shared.base import db
from shared.frontdoor import sealing
from shared.people import contact
from shared.records import audit, vault
from shared.records.models import (
    TABLES,
    BlindIndex,
    ContactWay,
    DataKey,
    DialogueCase,
    FileContent,
    Paper,
    Person,
)
from shared.records.permissions import WORKER

SECRET = {"name": "Rosa Delgado", "other_names": "Rosa Ruiz"}


@pytest.fixture
def person(world) -> Any:
    with audit.recorded(WORKER, "person.made", "person", kind="victim"):
        row = contact.record("victim", SECRET, language="es", standing="direct", adult=True)
        contact.replace_ways(row, {"ways": [{"channel": "phone", "value": "601-555-0143"}]})
    return Person.get_by_id(row.id)


def receipt(*rows: Any) -> vault.Receipt:
    return audit.read(WORKER, "person.read", "person", rows[0].id, rows)


# -- opening -----------------------------------------------------------------------------------


@pytest.mark.law_4
def test_sealed_row_opens_with_a_receipt_that_names_it(person):
    assert vault.open_row(receipt(person), person) == SECRET


@pytest.mark.law_4
def test_sealed_row_stays_shut_without_its_receipt(person):
    other = ContactWay.get()
    forged = vault.Receipt(frozenset([person.id]), object())
    for wrong in (receipt(other), forged, vault.Receipt(frozenset([person.id]), None)):
        with pytest.raises(vault.NotRecorded):
            vault.open_row(wrong, person)
        with pytest.raises(vault.NotRecorded):
            vault.open_column(wrong, person, "sealed")


def source() -> list[Path]:
    root = Path(vault.__file__).parents[2]
    return [
        path for side in ("shared", "staff", "portal") for path in (root / side).rglob("*.py")
    ] + [root / "wsgi.py"]  # fmt: skip


@pytest.mark.law_4
def test_receipts_are_minted_by_audit_alone():
    minting = re.compile(r"\bmint\b|\b_MINT\b|vault\.Receipt\(|from shared\.vault import")
    files = {path.name for path in source() if minting.search(path.read_text("utf-8"))}
    assert files == {"audit.py", "vault.py"}


@pytest.mark.law_4
def test_data_keys_are_unwrapped_in_the_vault_alone():
    unwrapping = re.compile(r"\b_data_key\b|\bsealing\.unlock\b|\bAESGCM\b|\.wrapping\[")
    files = {path.name for path in source() if unwrapping.search(path.read_text("utf-8"))}
    # sessions and drafts open what is locked under the visitor's own token, not under a data key
    # and the archive what is locked to the recovery key
    assert files == {"vault.py", "sealing.py", "sessions.py", "drafts.py", "archive.py"}


def test_receipt_does_not_print_its_proof(person):
    assert "object" not in repr(receipt(person))


# -- bound to its place ------------------------------------------------------------------------


def test_sealed_column_moved_to_another_row_does_not_open(person):
    with audit.recorded(WORKER, "person.made", "person", kind="victim"):
        other = vault.make(Person, person.key, {"name": "Someone Else"}, kind="victim")
    Person.update(sealed=person.sealed).where(Person.id == other.id).execute()
    moved = Person.get_by_id(other.id)
    with pytest.raises(sealing.CannotOpen):
        vault.open_row(receipt(moved), moved)


def test_sealed_column_moved_to_another_table_does_not_open(person):
    # The same id and the same key, so that the table is all that differs.
    row = vault.make(ContactWay, person.key, {}, person=person, channel="phone")
    ContactWay.update(sealed=person.sealed, id=person.id).where(ContactWay.id == row.id).execute()
    moved = ContactWay.get_by_id(person.id)
    assert moved.key == person.key
    with pytest.raises(sealing.CannotOpen):
        vault.open_row(receipt(moved), moved)


def test_sealed_column_moved_to_another_column_does_not_open(person):
    moved = vault.seal_bytes(person.key, "person", "images", person.id, b"pages")
    person.sealed = moved
    with pytest.raises(sealing.CannotOpen):
        vault.open_column(receipt(person), person, "sealed")


def test_sealed_column_under_another_key_does_not_open(person):
    person.key = vault.new_key("person")
    with pytest.raises(sealing.CannotOpen):
        vault.open_row(receipt(person), person)


def test_wrapped_key_moved_to_another_unit_does_not_open(person):
    other = vault.new_key("person")
    wrapped = DataKey.get_by_id(person.key).wrapped
    DataKey.update(wrapped=wrapped).where(DataKey.id == other).execute()
    person.key = other
    with pytest.raises(sealing.CannotOpen):
        vault.open_row(receipt(person), person)


@pytest.mark.parametrize("place", [0, 11, 12, -1])
def test_sealed_column_with_one_bit_changed_does_not_open(person, place):
    changed = bytearray(bytes(person.sealed))
    changed[place] ^= 1
    person.sealed = bytes(changed)
    with pytest.raises(sealing.CannotOpen):
        vault.open_row(receipt(person), person)


def test_sealing_the_same_twice_gives_different_bytes(person):
    one, two = (vault.seal(person.key, "person", person.id, SECRET) for _ in range(2))
    assert one != two


def test_reseal_replaces_what_was_sealed(person):
    vault.reseal(person, {"name": "Rosa Ruiz"})
    again = Person.get_by_id(person.id)
    assert vault.open_row(receipt(again), again) == {"name": "Rosa Ruiz"}


def test_row_in_which_nothing_was_sealed_opens_empty(person):
    person.sealed = b""
    assert vault.open_row(receipt(person), person) == {}


# -- erasing -----------------------------------------------------------------------------------


def test_erased_unit_never_opens_again(person):
    way = ContactWay.get(ContactWay.person == person)
    vault.destroy(person.key)
    for row in (person, way):
        with pytest.raises(vault.Erased):
            vault.open_row(receipt(row), row)
    with pytest.raises(vault.Erased):
        vault.seal(person.key, "person", person.id, SECRET)
    key = DataKey.get_by_id(person.key)
    assert (key.wrapped, key.destroyed_at is None) == (None, False)


def test_erased_unit_is_found_by_nothing(person):
    with audit.recorded(WORKER, "person.made", "person", kind="victim"):
        other = contact.record("victim", {"name": "Rosa Delgado"}, language="en")
    assert vault.found("person_name", ["rosa delgado"], "person") == sorted([person.id, other.id])
    vault.destroy(person.key)
    assert BlindIndex.select().where(BlindIndex.subject == person.id).count() == 0
    assert vault.found("person_name", ["rosa delgado"], "person") == [other.id]


def test_erasing_one_unit_leaves_the_others(person):
    with audit.recorded(WORKER, "person.made", "person", kind="victim"):
        other = contact.record("victim", {"name": "Ann"}, language="en")
    vault.destroy(other.key)
    assert vault.open_row(receipt(person), person) == SECRET


# -- finding without opening -------------------------------------------------------------------


def test_index_finds_by_any_value_and_tells_none(person):
    keys = contact.name_keys("ROSA  Délgado") | {"ruiz"}
    assert keys == {"rosa delgado", "delgado", "r delgado", "ruiz"}
    for key in keys:
        assert vault.found("person_name", [key], "person") == [person.id]
    stored = {row.digest for row in BlindIndex.select()}
    assert stored & keys == set()
    assert {len(digest) for digest in stored} == {64}


def test_index_replaces_what_it_held(person):
    vault.index("person_name", ["new", "new", ""], "person", person.id)
    assert vault.found("person_name", ["rosa delgado"], "person") == []
    assert vault.found("person_name", ["new"], "person") == [person.id]
    mine = (BlindIndex.subject == person.id) & (BlindIndex.kind == "person_name")
    assert BlindIndex.select().where(mine).count() == 1


def test_digests_compare_only_within_a_kind_and_a_key(world):
    one = vault.digest("person_name", "cole")
    assert vault.digest("person_name", "cole") == one
    assert vault.digest("offender_number", "cole") != one
    assert vault.found("person_name", ["", ""], "person") == []


# -- key files ---------------------------------------------------------------------------------


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_key_file_is_written_with_its_mode_and_never_replaced(tmp_path, umask):
    path = tmp_path / "keys.json"
    before = os.umask(umask)
    try:
        vault.write_keys(path, {"a": "one"}, 0o600)
    finally:
        os.umask(before)
    with pytest.raises(FileExistsError):
        vault.write_keys(path, {"a": "two"}, 0o600)
    assert (mode(path), json.loads(path.read_text())) == (0o600, {"a": "one"})


def test_installation_s_key_files_are_closed_to_others(world):
    frontdoor, records = (world.root / side / "keys.json" for side in ("frontdoor", "records"))
    assert (mode(frontdoor), mode(records)) == (0o640, 0o600)


@pytest.mark.law_2
def test_portal_s_key_file_holds_no_private_key(world):
    stored = json.loads((world.root / "frontdoor" / "keys.json").read_text())
    assert sorted(stored) == [
        "installation", "letterbox_key_id", "letterbox_public", "reference_key", "web_secret",
    ]  # fmt: skip
    assert "PRIVATE" not in json.dumps(stored)
    kept = json.loads((world.root / "records" / "keys.json").read_text())
    assert kept["web_secret"] != stored["web_secret"]


def test_secrets_are_not_printed():
    keys = sealing.PortalKeys(
        ec.generate_private_key(ec.SECP256R1()).public_key(), "k", b"s3cret", "w"
    )
    assert "s3cret" not in repr(keys)


@pytest.mark.parametrize("missing", ["index", "audit", "wrapping", "letterbox"])
def test_damaged_key_file_is_refused(world, missing):
    path = world.root / "records" / "keys.json"
    stored = json.loads(path.read_text())
    del stored[missing]
    path.write_text(json.dumps(stored))
    with pytest.raises(ValueError, match=r"keys\.json is damaged"):
        vault.load(world.root / "frontdoor" / "keys.json", path)


def test_letterbox_key_of_another_kind_is_refused(world):
    path = world.root / "records" / "keys.json"
    stored = json.loads(path.read_text())
    other = rsa.generate_private_key(65537, 2048)
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    stored["letterbox"]["other"] = pem
    path.write_text(json.dumps(stored))
    with pytest.raises(ValueError, match="letterbox key other is of another kind"):
        vault.load(world.root / "frontdoor" / "keys.json", path)


def test_every_sealed_table_is_known_to_erasure():
    sealed = [model for model in TABLES if "sealed" in model._meta.fields]
    assert [model.__name__ for model in sealed if "key" not in model._meta.fields] == []


# -- papers and scans --------------------------------------------------------------------------


def asked_case(world: Any) -> Any:
    world.ask()
    world.collect()
    return DialogueCase.get()


def kept_paper(case: Any) -> Any:
    with audit.recorded(WORKER, "paper.asked", "case", case.id, name="x", language="en") as entry:
        paper = Paper.make(key=case.key, name="x", language="en", noun="case", subject=case.id)
        entry.note(paper=paper.id)
        vault.keep_file(paper.key, paper.id, b"%PDF-1.7 bytes")
    return paper


def test_file_lies_apart_and_comes_back(world):
    paper = kept_paper(asked_case(world))
    assert vault.open_file(receipt(paper), paper) == b"%PDF-1.7 bytes"
    assert not any(isinstance(field, BlobField) for field in Paper._meta.sorted_fields)


def test_file_is_not_opened_without_a_receipt_for_its_row(world):
    case = asked_case(world)
    paper, other = kept_paper(case), kept_paper(case)
    with pytest.raises(vault.NotRecorded):
        vault.open_file(receipt(other), paper)


def test_file_moved_to_another_row_does_not_open(world):
    case = asked_case(world)
    paper, other = kept_paper(case), kept_paper(case)
    with db.write(db.records):
        moved = FileContent.get_by_id(other.id).sealed
        FileContent.update(sealed=moved).where(FileContent.id == paper.id).execute()
    with pytest.raises(sealing.CannotOpen):
        vault.open_file(receipt(paper), paper)


def test_file_is_gone_with_its_unit_s_key(world):
    paper = kept_paper(asked_case(world))
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        vault.destroy(paper.key)
    with pytest.raises(vault.Erased):
        vault.open_file(receipt(paper), paper)


def test_bytes_of_files_lie_in_a_table_of_their_own():
    # A list reads whole rows: a blob in one of these would be read to show its name.
    with_blobs = {
        model.__name__: [f.name for f in model._meta.sorted_fields if isinstance(f, BlobField)]
        for model in TABLES
    }
    unsealed = {
        name: fields for name, fields in with_blobs.items() if fields not in ([], ["sealed"])
    }
    assert unsealed == {"DataKey": ["wrapped"], "SetAside": ["body"]}
    for name in ("Paper", "Filing"):
        assert with_blobs[name] == []
