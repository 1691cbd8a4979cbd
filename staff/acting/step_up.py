"""Step-up: what decides, discloses, dispatches or grants asks for a one-time code again.

The code comes with the act itself, in one request: it is good for what that form says and for
nothing else, it is at most a minute old, and it works once.  It is used up last, when nothing else
is in the way, so that a form that is shown again costs nobody the wait for the next code.
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts import sign_in


class Confirmed(forms.Form):
    """A form that asks for the code, after everything else."""

    one_time_code = forms.OneTimeCode(
        hint=_("From your authenticator app. It confirms that you do this, and only this.")
    )
    one_time_code.creation_counter = 10**9  # after the fields of every subclass


def asking(form: type[Any]) -> type:
    """The same form, with the code."""
    return type(form.__name__, (form, Confirmed), {})


def is_confirmed(form: forms.Form, what: str) -> bool:
    """Whether the code of this form is right; if not, the form says what is wrong.

    `what`, for the log: the act and what it is about.  Call it last: a right code is used up.
    """
    field = form.one_time_code
    try:
        sign_in.step_up(field.data, what)
    except sign_in.TooMany as slowed:
        web.slow_down(slowed.seconds)
    except sign_in.Spent:
        field.errors = [
            gettext("This code was used already. Wait until the app shows the next one.")
        ]
    except sign_in.Refused:
        field.errors = [gettext("This is not the code of this moment. Enter the one in the app.")]
    return not field.errors
