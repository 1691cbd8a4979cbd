"""Reading a policy: whole, by its name, and which one is in use."""

import tomllib

import pytest

from shared import policy
from shared.policy import PolicyError
from shared.policy.reading import FOLDER
from tests.policy.spoiling import HARMED, MAIN, refusal


def test_current_policy_is_mississippi_until_another_is_used():
    assert policy.current().name == "mississippi"
    assert policy.use("harmed-person") is HARMED
    assert policy.current().term("victim", "en") == "harmed person"


def test_names_are_the_files():
    assert policy.NAMES == ("harmed-person", "mississippi")


@pytest.mark.parametrize("name", ["../mississippi", "", "nowhere", "a/b"])
def test_unknown_names_are_refused(name):
    with pytest.raises(PolicyError):
        policy.load(name)


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        (MAIN, 'version = "mississippi-1"', "version = ", "mississippi.toml: "),
        (MAIN, "[terms.offender]", "[terms.accused]",
         "terms.offender.one.en: is missing"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_as_a_policy_is_named(tmp_path, file, old, new, complaint):
    assert complaint in refusal(tmp_path, file, old, new)


def test_every_part_is_included_somewhere():
    files = [FOLDER / f"{name}.toml" for name in policy.NAMES]
    included = {
        part for file in files for part in tomllib.loads(file.read_text("utf-8"))["include"]
    }
    assert included == {f"parts/{p.name}" for p in (FOLDER / "parts").glob("*.toml")}
