"""The list of parts: every pinned package, with its digests and its license."""

import json
import re
import subprocess


def test_list_names_every_pinned_package_with_its_digests(project, tmp_path):
    file = tmp_path / "parts.json"
    subprocess.run([project / "script/sbom", file], check=True)
    listed = json.loads(file.read_text("utf-8"))
    lock = (project / "requirements.lock").read_text("utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==([^\s\\]+)", lock, re.MULTILINE))
    python = {
        one["name"]: one for one in listed["components"] if one["purl"].startswith("pkg:pypi")
    }
    assert {name: one["version"] for name, one in python.items()} == pinned
    assert all(one["properties"] for one in python.values())
    said = {one["licenses"][0]["license"]["name"] for one in listed["components"]}
    assert "not installed here" not in said
    refs = [one["bom-ref"] for one in listed["components"]]
    assert len(refs) == len(set(refs))


def test_every_test_that_the_controls_name_is_there(project):
    for page in sorted((project / "docs/security").glob("*.md")):
        for path, _, name in re.findall(r"`(tests/[\w/]+\.py)(::(\w+))?`", page.read_text("utf-8")):
            assert (project / path).exists(), path
            assert not name or f"def {name}(" in (project / path).read_text("utf-8"), name
