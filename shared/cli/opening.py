"""Opening an installation for a command, with an error that says what to do."""

from pathlib import Path

import click
from peewee import DatabaseError

from shared.base import config, db, schema
from shared.records import installation


def open_records(data: Path, *, is_compared: bool = True) -> config.StaffConfig:
    """Open `data` for the console's side.  Raises click.ClickException with the way out.

    `is_compared`: both databases must be what this release expects; a command that migrates them,
    or looks for what was changed, opens them as they are.
    """
    try:
        settings = installation.open_staff(data)
        if is_compared:
            installation.check()
    except schema.Unfit as unfit:
        raise click.ClickException(str(unfit)) from unfit
    except config.NotInstalled as missing:
        raise click.ClickException(str(missing)) from missing
    except config.Mixed as mixed:
        raise click.ClickException(f"{mixed}. Nothing was changed.") from mixed
    except (db.Missing, db.Foreign) as wrong:
        raise click.ClickException(f"{wrong}. Nothing was opened, collected or changed.") from wrong
    except DatabaseError as damaged:
        raise click.ClickException(f"A database cannot be read: {damaged}.") from damaged
    except (FileNotFoundError, ValueError) as damaged:
        raise click.ClickException(
            f"{damaged}. Put keys and settings back from their backup; nothing was changed."
        ) from damaged
    except PermissionError as refused:
        raise click.ClickException(
            f"{refused.filename} may not be read by this user. Run the command as the user that "
            "owns the records folder."
        ) from refused
    return settings


pass_data = click.pass_obj
