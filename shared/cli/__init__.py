"""`firstword`: the command line.  `firstword COMMAND --help` tells all about each."""

from pathlib import Path

import click

from shared.cli import accounts, checking, documents, post, recovery, serving, setup, tables

DEFAULT_DATA = Path("var/demo")  # where script/server keeps its sample


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), envvar="FIRSTWORD_DATA",
    default=DEFAULT_DATA, show_default=True, help="The installation's folder.",
)  # fmt: skip
@click.pass_context
def main(context: click.Context, data: Path) -> None:
    """First Word: ask for a facilitated dialogue, or to be told of an apology letter.

    Commands that need an installation say so, and what to do, when there is none.
    """
    context.obj = data


for command in (
    setup.init, setup.migrate, setup.demo, setup.keys, accounts.account, post.collect,
    post.reopen, post.deliver, post.audit_group, serving.serve, tables.workflow_table,
    tables.routes, documents.documents, recovery.backup_key, recovery.make_backup,
    recovery.restore, checking.check,
):  # fmt: skip
    main.add_command(command)

__all__ = ["main"]
