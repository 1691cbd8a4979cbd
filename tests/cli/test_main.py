"""The command line: every command says what it does, and every error what to do next."""

from collections.abc import Iterator
from typing import Any

import click
import pytest

from shared.cli import main
from tests.cli.running import run


def commands(group: Any = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_at(path: tuple[str, ...]) -> Any:
    found: Any = main
    for name in path:
        found = found.commands[name]
    return found


def test_commands_are_those_that_were_promised():
    assert {path for path in commands() if path[0] != "account"} >= {
        ("serve",), ("init",), ("migrate",), ("demo",), ("collect",), ("deliver",), ("audit",),
        ("audit", "verify"), ("workflow-table",), ("routes",), ("documents",),
        ("documents", "render"), ("keys",),
    }  # fmt: skip


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_of_every_command_is_complete(path, flag):
    said = run(*path, flag).output
    command = command_at(path)
    assert said.startswith(f"Usage: main {' '.join(path)}".rstrip())
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[0] in said
        else:
            assert option.human_readable_name in command.help.upper() + said
