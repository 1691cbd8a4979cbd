"""Backup, restore, and the recovery key."""

import tempfile
import time
from pathlib import Path

import click

from shared.base import config
from shared.cli.opening import open_records, pass_data
from shared.records import archive, backup, recovery_key, restoring

_FILE = click.Path(path_type=Path, dir_okay=False)
_THERE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command("backup-key")
@click.argument("file", type=_FILE)
@pass_data
def backup_key(data: Path, file: Path) -> None:
    """Make the key that backups are sealed to, and write its private half into FILE.

    FILE also holds copies of both key files. Keep it off this machine: with it and a backup
    everything can be read; without it no backup can be restored.
    """
    settings = open_records(data)
    try:
        is_first = recovery_key.make(settings, file)
    except OSError as refused:
        raise click.ClickException(f"{file} cannot be written: {refused.strerror}.") from refused
    click.echo(f"Wrote {file}. Move it off this machine, to two places, and remove it here.")
    if not is_first:
        click.echo("Backups made before now open with the earlier recovery file only. Keep it.")


@click.command("backup")
@click.argument("file", type=_FILE)
@pass_data
def make_backup(data: Path, file: Path) -> None:
    """Write one sealed FILE with both databases, the settings and the erasure ledger.

    Works while everything runs. Keys are not in it. Refuses to replace a file.
    """
    settings = open_records(data)
    begun = time.monotonic()
    try:
        made = backup.make(settings, file)
    except backup.NoKey as missing:
        raise click.ClickException(
            "No backup key was made. Run 'firstword backup-key FILE' once, and keep FILE elsewhere."
        ) from missing
    except FileExistsError as there:
        raise click.ClickException(f"{file} exists. Nothing was written.") from there
    except (backup.Failed, recovery_key.Damaged) as failed:
        raise click.ClickException(f"{failed}. There is no backup.") from failed
    except OSError as refused:
        raise click.ClickException(
            f"{file} cannot be written: {refused.strerror}. There is no backup."
        ) from refused
    took = time.monotonic() - begun
    click.echo(
        f"Wrote {file}: {made.rows} rows of both databases as of {made.taken_at:%Y-%m-%d %H:%M:%S}"
        f" UTC, {made.size / 1e6:.1f} MB sealed, in {took:.1f} s."
    )


@click.command()
@click.argument("file", type=_THERE)
@click.option("--keys", "key_file", type=_THERE, required=True, metavar="RECOVERY",
              help="The recovery file that 'firstword backup-key' wrote.")  # fmt: skip
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="A new folder for the installation.")  # fmt: skip
@click.option("--check", "is_check", is_flag=True,
              help="Restore into a temporary folder, prove it, and remove it.")  # fmt: skip
@click.option("--ledger", "ledgers", type=_THERE, multiple=True,
              help="A later erasure ledger to replay; may be given again.")  # fmt: skip
@click.option("--frontdoor-url", default="", metavar="URL",
              help="For a backup of PostgreSQL: the new front door.")  # fmt: skip
@click.option("--records-url", default="", metavar="URL",
              help="For a backup of PostgreSQL: the new records.")  # fmt: skip
def restore(
    file: Path, key_file: Path, into: Path | None, is_check: bool, ledgers: tuple[Path, ...],
    frontdoor_url: str, records_url: str,
) -> None:  # fmt: skip
    """Restore a backup FILE into a new folder; nothing that exists is touched.

    Replays the erasure ledger, verifies the audit log, compares every table's rows with those of
    the backup, and opens one sealed row of each kind.
    """
    if is_check == (into is not None):
        raise click.UsageError("Say where to restore it: --into FOLDER, or --check.")
    if into is not None:
        _restore(file, key_file, restoring.Target(into, frontdoor_url, records_url, ledgers))
        click.echo(
            f"Restored into {into.resolve()}. It sends no mail until smtp_host is set in its "
            "records/site.toml. docs/operations.md says what to do before it takes over."
        )
        return
    with tempfile.TemporaryDirectory(prefix="firstword-check-") as folder:
        target = restoring.Target(Path(folder) / "data", frontdoor_url, records_url, ledgers)
        _restore(file, key_file, target)
    click.echo("This backup can be restored.")


def _restore(file: Path, key_file: Path, target: restoring.Target) -> None:
    begun = time.monotonic()
    try:
        recovery = recovery_key.load(key_file)
        report = restoring.restore(file, recovery, target)
    except (archive.Unreadable, recovery_key.Damaged, restoring.Impossible, config.Mixed) as wrong:
        raise click.ClickException(f"{wrong}. Nothing was restored.") from wrong
    except OSError as refused:
        raise click.ClickException(
            f"{refused.filename}: {refused.strerror}. Nothing was restored."
        ) from refused
    took = time.monotonic() - begun
    click.echo(f"Backup of {report.taken_at:%Y-%m-%d %H:%M:%S} UTC, restored in {took:.1f} s")
    click.echo(f"rows: {report.rows}, as when it was made")
    if report.migrated:
        click.echo(f"brought up to date: {', '.join(report.migrated)}")
    click.echo(f"audit log: {report.entries} entries")
    click.echo(f"erased again from the ledger: {report.erased_again}")
    click.echo(f"opened one of each: {', '.join(report.opened) or 'there was nothing sealed'}")
    if report.faults:
        for fault in report.faults:
            click.echo(f"WRONG: {fault}", err=True)
        raise click.ClickException("The backup was read, but what is in it does not hold.")
