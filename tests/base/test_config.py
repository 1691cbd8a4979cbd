"""Where an installation lies, and what each side may know of it."""

import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from shared.base import config, db

PORTAL = """
policy = "mississippi"
frontdoor_url = "sqlite:///data/frontdoor/frontdoor.sqlite"
portal_origin = "https://ask.example.org"
https = true
sample = false
"""
RECORDS = """
records_url = "sqlite:///data/records/records.sqlite"
staff_origin = "https://console.example.org"
smtp_host = "mail.example.org"
smtp_port = 587
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in (("frontdoor", PORTAL), ("records", RECORDS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "site.toml").write_text(text)
    return tmp_path


def test_load_portal_needs_nothing_of_the_records(root):
    (root / "records" / "site.toml").unlink()
    (root / "records").rmdir()
    loaded = config.load_portal(root)
    assert loaded == config.PortalConfig(
        root=root.resolve(), policy="mississippi",
        frontdoor_url="sqlite:///data/frontdoor/frontdoor.sqlite",
        portal_origin="https://ask.example.org", https=True, sample=False, proxies=0,
    )  # fmt: skip
    assert loaded.frontdoor == root.resolve() / "frontdoor"


@pytest.mark.law_2
def test_portal_config_has_no_field_of_the_records():
    assert {field.name for field in fields(config.PortalConfig)} == {
        "root", "policy", "frontdoor_url", "portal_origin", "https", "sample", "proxies",
        "installation",
    }  # fmt: skip


def test_load_staff_joins_both_halves(root):
    loaded = config.load_staff(root)
    assert (loaded.records_url, loaded.staff_origin, loaded.smtp_host, loaded.smtp_port) == (
        "sqlite:///data/records/records.sqlite", "https://console.example.org",
        "mail.example.org", 587,
    )  # fmt: skip
    assert loaded.records == root.resolve() / "records"
    assert loaded.portal_origin == "https://ask.example.org"


def test_load_takes_the_number_of_proxies(root):
    site = root / "frontdoor" / "site.toml"
    site.write_text(PORTAL + "proxies = 1\n")
    assert config.load_portal(root).proxies == 1


def test_load_follows_where_serve_listens(root, monkeypatch):
    monkeypatch.setenv("FIRSTWORD_PORTAL_ORIGIN", "http://127.0.0.1:9000")
    monkeypatch.setenv("FIRSTWORD_STAFF_ORIGIN", "http://127.0.0.1:9001")
    staff = config.load_staff(root)
    assert (staff.portal_origin, staff.staff_origin) == (
        "http://127.0.0.1:9000", "http://127.0.0.1:9001",
    )  # fmt: skip
    assert config.load_portal(root).portal_origin == "http://127.0.0.1:9000"


@pytest.mark.parametrize("missing", ["frontdoor", "records"])
def test_load_without_an_installation_says_what_to_do(root, missing):
    site = root / missing / "site.toml"
    site.unlink()
    with pytest.raises(config.NotInstalled) as raised:
        config.load_staff(root)
    assert str(raised.value) == f"{site.resolve()} is missing; run 'firstword init' first"


@pytest.mark.parametrize("load", [config.load_portal, config.load_staff])
def test_paths_are_relative_to_the_folder_wherever_it_is_moved(root, tmp_path, load):
    site = root / "frontdoor" / "site.toml"
    site.write_text(PORTAL.replace("sqlite:///data/", "sqlite:"))
    moved = tmp_path / "moved #1?"
    shutil.copytree(
        root, moved, ignore=lambda folder, _names: ["moved #1?"] if folder == str(root) else []
    )
    for place in (root, moved):
        file = f"{place.resolve()}/frontdoor/frontdoor.sqlite"
        assert load(place).frontdoor_url == f"sqlite://{file}"
        assert db.path_of(load(place).frontdoor_url) == Path(file)


def test_halves_of_two_installations_are_refused(root):
    for side, given in (("frontdoor", "0000000a"), ("records", "0000000b")):
        site = root / side / "site.toml"
        site.write_text(f'installation = "{given}"\n' + site.read_text())
    with pytest.raises(config.Mixed, match="belong to different installations"):
        config.load_staff(root)
