"""The units and the proxy that are shipped say the same as the code."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from shared.cli import main, serving
from shared.web import app

UNITS = ("firstword-portal", "firstword-console", "firstword-worker")


def lines(project: Path, unit: str) -> list[str]:
    text = (project / "deploy" / f"{unit}.service").read_text()
    return [line for line in text.splitlines() if "=" in line and not line.startswith("#")]


def value(project: Path, unit: str, name: str) -> str:
    (found,) = [line for line in lines(project, unit) if line.startswith(f"{name}=")]
    return found.partition("=")[2]


@pytest.mark.parametrize(
    ("unit", "factory", "port"),
    [("firstword-portal", "portal", 8000), ("firstword-console", "staff", 8001)],
)
def test_unit_starts_a_site_as_the_command_does(project, unit, factory, port):
    words = value(project, unit, "ExecStart").split()
    assert words[0] == "/opt/firstword/.venv/bin/python"
    assert words[1:] == serving._site(factory, ["--host", "127.0.0.1", "--port", str(port)], 2)[1:]


def test_worker_s_unit_starts_the_worker_alone(project):
    words = value(project, "firstword-worker", "ExecStart").split()
    assert words == ["/opt/firstword/.venv/bin/firstword", "serve", "--worker-only"]


@pytest.mark.law_2
def test_portal_s_unit_closes_the_records(project):
    assert value(project, "firstword-portal", "InaccessiblePaths") == "-/srv/firstword/records"
    assert value(project, "firstword-portal", "ReadWritePaths") == "/srv/firstword/frontdoor"
    users = [value(project, unit, "User") for unit in UNITS]
    assert users == ["firstword-portal", "firstword-staff", "firstword-staff"]
    assert {value(project, unit, "Group") for unit in UNITS} == {"firstword"}


@pytest.mark.parametrize("unit", UNITS)
def test_unit_s_files_are_for_user_and_group(project, unit):
    assert value(project, unit, "UMask") == "0007"
    assert value(project, unit, "LimitCORE") == "0"


def test_systemd_finds_nothing_wrong_in_the_units(project, tmp_path):
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not on this machine")
    for unit in (project / "deploy").glob("firstword-*.*"):
        # The programs lie elsewhere here; that they exist is asked of the machine they run on.
        text = re.sub(r"ExecStart=/opt/firstword/\S+", "ExecStart=/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    units = sorted(str(one) for one in tmp_path.glob("firstword-*"))
    assert len(units) == 9
    done = subprocess.run(
        [verify, "verify", "--man=no", *units], capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "firstword" in line]
    assert complaints == []


def test_sites_and_worker_are_started_again_for_ever(project):
    for unit in UNITS:
        assert value(project, unit, "Restart") == "always"
        assert value(project, unit, "StartLimitIntervalSec") == "0"


def test_timers_run_commands_there_are_as_the_console_s_user(project):
    for name in ("backup", "check", "anchor"):
        unit = f"firstword-{name}"
        command = re.search(r"bin/firstword ([a-z]+)", value(project, unit, "ExecStart"))
        assert command is not None
        assert command[1] in main.commands
        assert value(project, unit, "User") == "firstword-staff"
        assert value(project, unit, "UMask") == "0077"
        assert (project / "deploy" / f"{unit}.timer").exists()


def test_nginx_loads_the_proxy_s_settings(project, tmp_path):
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("nginx is not on this machine")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=example.org", "-keyout", tmp_path / "key", "-out", tmp_path / "pem"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    text = (project / "deploy" / "nginx.conf").read_text()
    text = re.sub(r"/etc/ssl/firstword/\w+\.(pem|key)", rf"{tmp_path}/\1", text)
    text = text.replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "site.conf").write_text(text)
    (tmp_path / "nginx.conf").write_text(
        f"error_log {tmp_path}/error.log;\npid {tmp_path}/pid;\nevents {{}}\n"
        f"http {{\n  include {tmp_path}/site.conf;\n}}\n"
    )
    done = subprocess.run(
        [nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, "warn" in done.stderr) == (0, False), done.stderr


def test_proxy_reads_slow_bodies_itself_and_bounds_a_flood(project):
    for name in ("ask.example.org", "console.example.org"):
        block = server(project, name)
        for setting in ("client_body_timeout 10s;", "client_header_timeout 10s;",
                        "proxy_request_buffering on;"):  # fmt: skip
            assert setting in block
        assert re.search(r"limit_req zone=firstword_\w+ burst=\d+ nodelay;", block)
        assert re.search(r"limit_conn firstword_open \d+;", block)


def server(project: Path, name: str) -> str:
    text = (project / "deploy" / "nginx.conf").read_text()
    blocks = re.findall(r"^server \{.*?^\}", text, re.MULTILINE | re.DOTALL)
    (found,) = [one for one in blocks if f"server_name {name};" in one and "proxy_pass" in one]
    return str(found)


def size(text: str) -> int:
    number = int(re.sub(r"\D", "", text))
    return number * {"k": 1024, "m": 1024 * 1024}[text[-1]]


@pytest.mark.parametrize(
    ("name", "site"), [("ask.example.org", "portal"), ("console.example.org", "staff")]
)
def test_proxy_takes_what_the_site_takes_and_never_writes_it_to_disk(project, name, site):
    block = server(project, name)
    for setting in ("client_max_body_size", "client_body_buffer_size"):
        (found,) = re.findall(rf"{setting} (\w+);", block)
        assert size(found) == app.MOST_BODY[site]
    assert "proxy_max_temp_file_size 0;" in block


def test_proxy_keeps_no_log_of_who_asks(project):
    text = (project / "deploy" / "nginx.conf").read_text()
    assert text.count("access_log off;") == text.count("server {") == 3
    assert text.count("error_log /dev/null crit;") == 2


def test_proxy_replaces_what_a_visitor_claims(project):
    for name in ("ask.example.org", "console.example.org"):
        assert "proxy_set_header X-Forwarded-For $remote_addr;" in server(project, name)
        assert "$proxy_add_x_forwarded_for" not in server(project, name)


def test_manual_names_only_commands_and_options_there_are(project):
    text = (project / "docs" / "operations.md").read_text() + (
        project / "docs" / "threat-model.md"
    ).read_text()
    named = set(re.findall(r"(?:bin/|`)firstword (?:--data \S+ )?([a-z][a-z-]*)", text))
    assert named - set(main.commands) == set()
    assert len(named) >= 8
    options = {option for command in main.commands.values() for option in _options(command)}
    ours = r"[ \[](--(?:portal|staff|frontdoor|records|smtp|role|anchor)[a-z-]*)"
    used = set(re.findall(ours, text))
    assert used - options == set()


def _options(command: Any) -> set[str]:
    below = getattr(command, "commands", {}).values()
    mine = {name for option in command.params for name in option.opts}
    return mine.union(*(_options(one) for one in below))


@pytest.mark.parametrize("name", ["operations.md", "threat-model.md"])
def test_manual_points_at_files_there_are(project, name):
    text = (project / "docs" / name).read_text()
    for path in re.findall(r"`((?:deploy|tests|docs|script)/[\w./-]+\w)`", text):
        assert (project / path).exists(), path
