"""Opening an installation for a command, with an error that says what to do."""

from pathlib import Path

import click
from peewee import DatabaseError

from shared.base import config, db
from shared.records import installation


def open_records(data: Path) -> config.StaffConfig:
    """Open `data` for the console's side.  Raises click.ClickException with the way out."""
    try:
        return installation.open_staff(data)
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


pass_data = click.pass_obj
