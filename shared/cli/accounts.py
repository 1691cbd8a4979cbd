"""Staff accounts from the command line: the first two administrators need them.

Anyone who runs this holds the installation's keys, so it prints both halves of the code with
which the holder enrolls; in the console two administrators have one half each.
"""

from pathlib import Path

import click

from shared import policy
from shared.accounts import accounts, enrollment, roles
from shared.cli.opening import open_records, pass_data
from shared.records import permissions


def say(username: str, first: str, second: str) -> None:
    """Print, once, what the holder of a new account needs."""
    days = policy.current().accounts.enrollment_days
    click.echo(f"user name: {username}\nfirst half: {first}\nsecond half: {second}")
    click.echo(f"This is shown once. Within {days} days its holder opens /enroll on the console")
    click.echo("with both halves, and sets a passphrase and an authenticator app of their own.")


def refusal(refused: accounts.Impossible) -> click.ClickException:
    """What was wrong, with what the policy knows."""
    if isinstance(refused, roles.Apart):
        return click.ClickException(f"{refused.sentence} {refused.separation.label.en}.")
    known = ", ".join(sorted(policy.current().facilities))
    return click.ClickException(f"{refused.sentence} Facilities: {known}")


@click.command()
@click.argument("username")
@click.option("--name", default="", help="The person's name; the user name if left out.")
@click.option("--role", "given", multiple=True, metavar="ROLE[@FACILITY]",
              help=f"One of {', '.join(permissions.ROLES)}; may be given again.")  # fmt: skip
@click.option("--renew", is_flag=True,
              help="New secrets for an account when no two administrators are left.")  # fmt: skip
@pass_data
def account(data: Path, username: str, name: str, given: tuple[str, ...], renew: bool) -> None:
    """Make a staff account, or renew its secrets, and print its enrollment code, once.

    Facility roles name their facility's code: screener@csp.
    """
    if renew == bool(given):
        raise click.UsageError("Give --role for a new account, or --renew for one that there is.")
    open_records(data)
    pairs = tuple((role.partition("@")[0], role.partition("@")[2]) for role in given)
    try:
        if renew:
            made, first, second = enrollment.renew_from_outside(permissions.WORKER, username)
        else:
            made, first, second = enrollment.make_account(
                permissions.WORKER, username, name or username, pairs
            )
    except accounts.Impossible as refused:
        raise refusal(refused) from refused
    say(made.username, first, second)
