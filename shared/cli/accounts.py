"""Making a staff account from the command line: the first administrator needs one."""

from pathlib import Path

import click

from shared import installation, permissions, policy, signin
from shared.cli.opening import open_records, pass_data


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
    grants = []
    for given in roles:
        role, _, facility = given.partition("@")
        if role not in permissions.ROLES:
            raise click.BadParameter(f"{role} is no role", param_hint="--role")
        if (role in permissions.FACILITY_ROLES) != bool(facility):
            raise click.BadParameter(
                f"{role} {'needs' if not facility else 'takes no'} facility", param_hint="--role"
            )
        if facility and facility not in policy.current().facilities:
            raise click.BadParameter(f"{facility} is no facility", param_hint="--role")
        grants.append((role, facility))
    try:
        made = signin.make_account(permissions.WORKER, username, name or username, grants)
    except signin.NameTaken as taken:
        raise click.ClickException(f"The user name {taken} is taken.") from taken
    click.echo(f"user name: {made.username}\npassphrase: {made.passphrase}")
    click.echo(f"one-time-code secret: {made.totp_secret}\nThis is shown once.")
