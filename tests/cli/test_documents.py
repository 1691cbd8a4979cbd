"""Papers listed and printed on the command line."""

from tests.cli.running import run


def test_documents_are_listed_and_an_unknown_one_names_them(tmp_path):
    listed = run("documents").output.splitlines()
    assert len(listed) > 5
    said = run("documents", "render", "nothing", "--sample", "-o", tmp_path / "x.pdf",
               status=2).output  # fmt: skip
    assert "nothing is no document. They are: " in said
    assert not (tmp_path / "x.pdf").exists()
