"""Commands run in this process."""

from pathlib import Path

from click.testing import CliRunner, Result

from shared.cli import main


def run(*words: str | Path, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert (result.exit_code, result.output) == (status, result.output)
    return result
