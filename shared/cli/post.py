"""Collecting the post, delivering the jobs, verifying the audit chain."""

import json
from pathlib import Path

import click

from shared import worker
from shared.cli.opening import open_records, pass_data
from shared.intake import collecting
from shared.records import audit, vault


@click.command()
@pass_data
def collect(data: Path) -> None:
    """Collect the post once: open the sealed envelopes and take them into the records."""
    open_records(data)
    taken, aside = collecting.collect()
    click.echo(f"Collected {taken}, set aside {aside}.")


@click.command()
@pass_data
def reopen(data: Path) -> None:
    """Try again the envelopes that were set aside: after keys were put back, or an upgrade."""
    open_records(data)
    taken, closed = collecting.reopen()
    click.echo(f"Opened {taken}, still set aside {closed}.")
    if closed:
        click.echo("They are kept as they came. The console's queue has a task for each.")


@click.command()
@click.option("--most", default=1000, show_default=True, help="Stop after so many jobs.")
@pass_data
def deliver(data: Path, most: int) -> None:
    """Carry out the jobs that are due once: notices, documents, mail."""
    open_records(data)
    done, failed = worker.deliver(most)
    click.echo(f"Done {done}, failed {failed}{'; they will be tried again' if failed else ''}.")


def _written(anchor: Path | None) -> tuple[int, str] | None:
    if anchor is None or not anchor.exists():
        return None
    try:
        stored = json.loads(anchor.read_text("utf-8"))
        return int(stored["entry"]), str(stored["digest"])
    except (ValueError, TypeError, KeyError) as damaged:
        raise click.ClickException(
            f"{anchor} is no anchor that this command wrote. Name another file, or restore it."
        ) from damaged


@click.group("audit")
def audit_group() -> None:
    """The audit log."""


@audit_group.command("verify")
@click.option("--anchor", type=click.Path(path_type=Path, dir_okay=False),
              help="A file with a number and digest written down earlier; updated if all holds.",
              )  # fmt: skip
@pass_data
def verify(data: Path, anchor: Path | None) -> None:
    """Walk the whole chain and name the first bad entry, if there is one (exit status 1)."""
    open_records(data, is_compared=False)
    verdict = audit.verify(vault.keys().audit, _written(anchor))
    if verdict.first_bad:
        raise click.ClickException(
            f"entry {verdict.first_bad}: {verdict.why}. The {verdict.entries} before it hold."
        )
    if anchor is not None:
        kept = {"entry": verdict.entries, "digest": verdict.head}
        anchor.write_text(json.dumps(kept) + "\n", "utf-8")
    click.echo(f"All {verdict.entries} entries hold. Head: {verdict.head}")
