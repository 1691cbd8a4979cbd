"""Making a staff account from the command line: the first administrator needs one."""

from pathlib import Path

import click

from shared import policy
from shared.accounts import accounts
from shared.cli.opening import open_records, pass_data
from shared.records import installation, permissions


@click.command()
@click.argument("username")
@click.option("--name", default="", help="The person's name; the user name if left out.")
@click.option("--role", "roles", multiple=True, required=True, metavar="ROLE[@FACILITY]",
              help=f"One of {', '.join(permissions.ROLES)}; may be given again.")  # fmt: skip
@pass_data
def account(data: Path, username: str, name: str, roles: tuple[str, ...]) -> None:
    """Make a staff account and print its passphrase and one-time-code secret, once.

    Facility roles name their facility's code: screener@csp.
    """
    open_records(data)
    installation.migrate()
    pairs = tuple((given.partition("@")[0], given.partition("@")[2]) for given in roles)
    passphrase, totp = accounts.new_passphrase(), accounts.new_totp()
    try:
        accounts.make(
            permissions.WORKER, username, name or username, passphrase=passphrase, totp=totp,
            roles=pairs,
        )  # fmt: skip
    except accounts.Impossible as refused:
        known = ", ".join(sorted(policy.current().facilities))
        raise click.ClickException(f"{refused.sentence} Facilities: {known}") from refused
    click.echo(f"user name: {username}\npassphrase: {passphrase}\none-time-code secret: {totp}")
    click.echo("This is shown once.")
