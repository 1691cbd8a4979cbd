"""Sample data: made by the same verbs as real requests, and never mixed with real ones."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from shared import policy
from shared.accounts import accounts, sign_in
from shared.base import clock, config, db, ids
from shared.demo import demo
from shared.frontdoor import letterbox, noticeboard, sealing
from shared.records import audit, installation, vault
from shared.records.models import Account, AuditEntry, DialogueCase, Letter, Registration
from shared.records.permissions import FACILITY_ROLES, ROLES
from tests.support.sample_data import SampleData

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def sample(sample_data: SampleData) -> Iterator[dict[str, Any]]:
    """What the file says, with the installation open."""
    installation.open_staff(sample_data.root)
    yield sample_data.told
    for proxy in (db.frontdoor, db.records):
        proxy.close()


def test_demo_says_how_far_it_is(sample_data):
    assert sample_data.steps == demo.STEPS


@pytest.mark.law_3
def test_demo_writes_every_record_through_the_one_door(sample_data, sample):
    assert sample_data.unrecorded == [{"audit_head"}]  # the migration that begins the chain
    assert sample_data.commits > 200
    assert audit.verify(vault.keys().audit).first_bad == 0


def test_demo_has_two_people_for_every_role_and_two_facilities(sample):
    by_role = {role: [one for one in sample["staff"] if one["role"] == role] for role in ROLES}
    assert {role: len(found) for role, found in by_role.items()} == dict.fromkeys(ROLES, 2)
    for role in FACILITY_ROLES:
        assert [one["facility"] for one in by_role[role]] == list(demo.two_facilities())


def test_demo_accounts_sign_in_with_what_the_file_says(sample):
    for one in sample["staff"]:
        code = pyotp.TOTP(one["totp_secret"]).at(clock.source())
        account = sign_in.attempt(one["user"], one["passphrase"], code, "192.0.2.7")
        pairs = {(one["role"], one["facility"])}
        assert (account.username, accounts.actor_of(account).roles) == (one["user"], pairs)


def test_demo_people_come_back_with_reference_and_code(sample):
    assert len(sample["people"]) >= 8
    for one in sample["people"]:
        key = sealing.reference_key_of(vault.keys().portal, one["reference"])
        digits = ids.clean_access_code(one["access_code"])
        assert digits is not None
        assert noticeboard.enter(key, digits) is True
        assert noticeboard.read(key) is not None


def test_demo_people_are_at_different_stages(sample):
    assert len({one["stage"] for one in sample["people"]}) == len(sample["people"])
    assert len({case.state for case in DialogueCase.select()}) >= 5
    assert len({letter.state for letter in Letter.select()}) >= 2
    assert Registration.select().count() >= 2


def test_demo_s_file_is_for_its_owner_alone(sample_data):
    assert stat.S_IMODE(sample_data.accounts.stat().st_mode) == 0o600


def test_demo_marks_the_installation_as_a_sample(sample_data):
    assert config.load_portal(sample_data.root).sample is True


def test_demo_again_changes_nothing(sample_data, sample):
    before = AuditEntry.select().count(), sample_data.accounts.read_bytes()
    with pytest.raises(demo.Loaded):
        demo.load(sample_data.root, lambda: None)
    assert (AuditEntry.select().count(), sample_data.accounts.read_bytes()) == before


# -- real data ---------------------------------------------------------------------------------


def assert_refused(root: Path) -> None:
    before = AuditEntry.select().count()
    with pytest.raises(demo.RealData, match="in use as a real installation"):
        demo.load(root, lambda: None)
    assert (AuditEntry.select().count(), config.load_portal(root).sample) == (before, False)
    assert not (root / "demo-accounts.json").exists()


def test_demo_is_refused_where_staff_have_accounts(world):
    assert_refused(world.root)


def test_demo_is_refused_where_post_lies_waiting(tmp_path):
    installation.init(installation.Plan(tmp_path / "data"))
    letterbox.drop(vault.keys().portal, {"kind": "stopped", "answers": {}})
    assert_refused(tmp_path / "data")


def test_demo_is_refused_where_anything_was_ever_recorded(tmp_path):
    installation.init(installation.Plan(tmp_path / "data"))
    with audit.recorded(installation.WORKER, "account.changed", "account", "x", what="x"):
        pass
    assert (Account.select().count(), policy.current().version != "") == (0, True)
    assert_refused(tmp_path / "data")
