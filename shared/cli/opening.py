"""Opening an installation for a command, with an error that says what to do."""

from pathlib import Path

import click

from shared.base import config
from shared.records import installation


def open_records(data: Path) -> config.StaffConfig:
    """Open `data` for the console's side.  Raises click.ClickException with the way out."""
    try:
        return installation.open_staff(data)
    except config.NotInstalled as missing:
        raise click.ClickException(str(missing)) from missing
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
