"""Making an installation, bringing it up to date, sample data, keys."""

import json
from pathlib import Path

import click
from peewee import DatabaseError

from shared import policy
from shared.accounts import accounts, enrollment
from shared.base import config, db, schema
from shared.cli.accounts import say
from shared.cli.opening import open_records, pass_data
from shared.records import installation, vault
from shared.records.permissions import WORKER


def _database(_context: click.Context, _option: click.Parameter, url: str) -> str:
    try:
        if url:
            db.connect(url)  # opens nothing yet
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong
    return url


def _mail_server(_context: click.Context, _option: click.Parameter, given: str) -> tuple[str, int]:
    host, _, port = given.partition(":")
    if port and not (port.isascii() and port.isdigit()):
        raise click.BadParameter(f"'{given}' is no HOST:PORT")
    return host, int(port or 25)


@click.command()
@click.option("--policy", "policy_name", type=click.Choice(policy.NAMES), default="mississippi",
              show_default=True, help="Whose rules, words and addresses to use.")  # fmt: skip
@click.option("--portal-origin", default="http://127.0.0.1:8000", show_default=True,
              help="The public site's address, as browsers see it.")  # fmt: skip
@click.option("--staff-origin", default="http://127.0.0.1:8001", show_default=True,
              help="The console's address, as browsers see it.")  # fmt: skip
@click.option("--frontdoor-url", default="", metavar="URL", callback=_database,
              help="postgresql://…?schema=frontdoor; empty for an SQLite file.")  # fmt: skip
@click.option("--records-url", default="", metavar="URL", callback=_database,
              help="postgresql://…?schema=records; empty for an SQLite file.")  # fmt: skip
@click.option("--smtp", default="", metavar="HOST[:PORT]", callback=_mail_server,
              help="The mail server for notices.")  # fmt: skip
@click.option("--administrator", "administrators", multiple=True, metavar="NAME",
              help="User name of one of the first administrators: give it twice.")  # fmt: skip
@pass_data
def init(
    data: Path, policy_name: str, portal_origin: str, staff_origin: str, frontdoor_url: str,
    records_url: str, smtp: tuple[str, int], administrators: tuple[str, ...],
) -> None:  # fmt: skip
    """Make folders, keys, settings and databases in the data folder.

    Refuses, changing nothing, if the folder holds an installation already.
    """
    names = {accounts.clean_username(name) for name in administrators}
    if administrators and (len(names) < 2 or not all(map(accounts.USERNAME.fullmatch, names))):
        raise click.UsageError(
            "Give --administrator twice, with two user names of small letters and digits: what "
            "one administrator proposes, another must confirm."
        )
    host, port = smtp
    plan = installation.Plan(
        data, policy_name, portal_origin.rstrip("/"), staff_origin.rstrip("/"), frontdoor_url,
        records_url, smtp_host=host, smtp_port=port,
    )  # fmt: skip
    try:
        settings = installation.init(plan)
    except installation.AlreadyInstalled as there:
        raise click.ClickException(
            f"{there} holds an installation already; 'firstword migrate' brings it up to date. "
            "If making it was interrupted, and nothing is in it yet, remove the folder first."
        ) from there
    click.echo(f"Made an installation in {settings.root} under the policy {settings.policy}.")
    click.echo("Back up its two keys.json files, apart from the databases: without them nothing")
    click.echo("that was sealed can ever be opened; 'firstword backup-key FILE' does so.")
    for name in sorted(names):
        role = ("administrator", "")
        made, first, second = enrollment.make_account(WORKER, name, name, (role,))
        click.echo()
        say(made.username, first, second)
    if not names:
        click.echo("Next, twice, for two people: firstword account NAME --role administrator")


def _is_adopted(data: Path) -> bool:
    try:
        return installation.adopt(data)
    except (OSError, ValueError, config.NotInstalled, DatabaseError):
        return False  # opening it says what is wrong


@click.command()
@pass_data
def migrate(data: Path) -> None:
    """Bring both databases up to date with this release.

    Refuses, changing nothing, one whose tables are not what its version says.
    """
    adopted = _is_adopted(data)
    open_records(data, is_compared=False)
    try:
        applied = installation.migrate()
    except schema.Unfit as unfit:
        raise click.ClickException(str(unfit)) from unfit
    if adopted:
        click.echo("gave the installation an id")
    for name in applied:
        click.echo(f"applied {name}")
    if not applied and not adopted:
        click.echo("Both databases are up to date.")


@click.command()
@pass_data
def demo(data: Path) -> None:
    """Fill an empty installation with invented people, and write demo-accounts.json.

    Makes the installation if there is none.  Refused where real data may be.
    """
    from shared.demo import demo as sample  # the command is called demo

    try:
        with click.progressbar(length=sample.STEPS, label="Loading sample data") as bar:
            path = sample.load(data, lambda: bar.update(1))
    except sample.RealData as refused:
        raise click.ClickException(str(refused)) from refused
    except sample.Loaded:
        click.echo("The sample data is there already.")
        path = data / "demo-accounts.json"
    click.echo(f"How to sign in: {path}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_data
def keys(data: Path, as_json: bool) -> None:
    """Say which keys the installation holds, never the keys themselves."""
    open_records(data)
    held = vault.keys()
    facts = {
        "letterbox": sorted(held.letterbox),
        "letterbox in use": held.portal.letterbox_key_id,
        "wrapping": sorted(held.wrapping),
        "wrapping in use": held.wrapping_id,
        "data keys": _data_keys(),
        "sqlite": db.SQLITE_VERSION,
    }
    if as_json:
        click.echo(json.dumps(facts, indent=1))
        return
    for name, value in facts.items():
        click.echo(f"{name}: {', '.join(value) if isinstance(value, list) else value}")


def _data_keys() -> int:
    from shared.records.models import DataKey

    return int(DataKey.select().where(DataKey.wrapped.is_null(False)).count())
