"""`firstword check`: what an administrator should know before it hurts."""

from pathlib import Path

import click

from shared.cli.opening import open_records, pass_data
from shared.records import health


@click.command()
@pass_data
def check(data: Path) -> None:
    """Look at databases, locks, disk, clock, letterbox, jobs, audit log and backups.

    Ends with status 1 if anything is wrong. The console's /healthz says the first wrong thing in
    a word.
    """
    settings = open_records(data)
    found = health.findings(settings)
    for one in found:
        click.echo(f"{'WRONG' if one.is_wrong else 'ok':6}{one.sentence}")
    wrong = sum(one.is_wrong for one in found)
    if wrong:
        raise click.ClickException(f"{wrong} of {len(found)} checks found something wrong.")
