"""A form that was not taken, shown again: what it says, its status, and what is still in it."""

from collections.abc import Callable
from typing import Any

from flask import g, request
from flask_babel import lazy_gettext as _

from shared import forms, web


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether `act` was done; if not, since the front door's tables could not be reached, `form`
    says so, and keeps what was typed."""
    try:
        act()
    except web.UNREACHABLE as failed:
        web.note_unreachable(failed)
        g.could_not_keep = True
        form.form_errors.append(
            _(
                "We could not receive this just now. Your words are still here. Press the button "
                "again in a minute, or call us."
            )
        )
        return False
    return True


def shown(form: forms.Form, before: Any = None) -> Any:
    """The form to show: `form`, or, when it came from the browser's history, one with `before`.

    A browser keeps what it sent and, asked to go back, sends it again: anyone who sits there then
    must not read what the person before them typed (law 7).
    """
    if not (web.csrf_failed() or _is_sent_by_history()):
        return form
    fresh = type(form)(formdata=None, data=before)
    fresh.form_errors.append(
        _(
            "This page came too late, or twice, so we did not save it. To keep you safe, we do not "
            "show what was typed. Please enter it again."
        )
    )
    return fresh


def _is_sent_by_history() -> bool:
    """Whether the browser sent a form that nobody pressed a button of (Fetch Metadata).

    Only of a browser that would have said so: Safari never does, and what is typed there stays.
    """
    is_navigation = request.headers.get("Sec-Fetch-Mode") == "navigate"
    return is_navigation and "pressed" in request.form and "Sec-Fetch-User" not in request.headers


def status(form: forms.Form) -> int:
    """The status of the page: 200 before anything was sent, then 400, 422 or 503."""
    if not form.is_submitted():
        return 200
    return 503 if g.get("could_not_keep") else web.form_status()


def slowed(form: forms.Form, show: Callable[[Any, int], web.Answer], seconds: int) -> web.Answer:
    """The page that `show` makes of `form`, which was not looked at: there were many tries."""
    seen = shown(form)
    seen.form_errors.append(
        _("There were too many tries in a short time. Please wait a little, then try again.")
    )
    seen.form_errors.append(web.try_again_in(seconds))
    answer = show(seen, 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
