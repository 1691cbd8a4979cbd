"""Law 16: a promise names the test that keeps it, and that test is there."""

import re

import pytest

pytestmark = pytest.mark.law_16

ROW = re.compile(
    r"^\| (?P<promise>[^|]+) \|[^|]+\| `(?P<path>[^`:]+)::(?P<test>\w+)` \|$", re.MULTILINE
)


def test_each_promise_names_a_test_that_exists(project):
    text = (project / "docs/promises.md").read_text()
    rows = list(ROW.finditer(text))
    assert len(rows) == text.count("\n| ") - 1  # all but the head
    for row in rows:
        source = (project / row["path"]).read_text()
        assert f"def {row['test']}(" in source, row["promise"]
