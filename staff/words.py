"""How the console says moments, days, names and facts."""

from datetime import date, datetime
from typing import Any

from flask import Flask, request
from flask_babel import format_date, format_datetime, format_timedelta, gettext

from shared import web
from shared.base import clock
from shared.base.together import Ask
from shared.base.translation import N_
from shared.console import queue

NOT_ACCOUNTS = {
    "worker": N_("First Word (the system)"),
    "person": N_("The person, through the public site"),
    "stranger": N_("Someone not signed in"),
}

# Seconds are the audit log's, not a reader's.
MOMENT = {"en": "d MMM y, h:mm a", "es": "d MMM y, H:mm"}

# What was done, as the page after it says; the address carries the code alone.
SAID = {
    "collected": N_("Messages are up to date."),
    "unreachable": N_("The website inbox cannot be reached. The system will try again."),
    "done": N_("Task done."),
    "call_first": N_("Open it and record the call first. Then this task ends."),
    "reopened": N_("The messages that had been set aside were opened and loaded."),
    "closed": N_(
        "At least one message could not be opened. It is kept as it arrived. Tell your system "
        "administrator."
    ),
    "confirmed": N_("The new ways can be used from now on."),
    "not_theirs": N_("The new ways will never be used. Give the person a new access code."),
    "nobody": N_("The website inbox cannot be reached, so no one can be contacted now."),
    "logged": N_("Attempt saved."),
    "verified": N_("Identity and relationship to the case are saved."),
    "asked": N_("The document was requested. It will be ready in a moment."),
    "untrue": N_("This document would not be true as the case is now. It was not made."),
    "letter": N_(
        "The notice was requested. It will be ready in a moment: print it, send it, and record "
        "that."
    ),
    "taken": N_(
        "This request was already saved. Its reference was shown once; you can give a new code "
        "from its page."
    ),
    "held": N_("Saved. The open cases below are on hold: call each person first."),
    "recorded": N_("Saved."),
    "deposited": N_("The letter was received. Give the writer the receipt."),
    "replaced": N_("The new version was received. Give the writer the receipt."),
    "reviewed": N_("Review saved."),
    "matched": N_("They match. No one has been told yet."),
    "refused": N_("Not a match. Saved."),
    "sealed": N_("Sealed. Print what is made below, put it in the inner envelope, and close it."),
    "translated": N_(
        "The translation was saved. It goes into the sealed envelope with the letter."
    ),
    "imported": N_("The rows were imported. Each one needs to be verified."),
    "told": N_("Marked as given."),
    "code_asked": N_("Requested. Another person gives out the code, from their queue."),
    "proposed": N_("Proposed. It takes effect when another administrator confirms it."),
    "confirmed_by_two": N_("Confirmed. It takes effect now, and the person is told."),
    "proposal_refused": N_("It was refused. Nothing changed."),
    "enrolled": N_("Your passphrase and authenticator are set. Sign in with the next code."),
    "read": N_("Marked as read."),
    "visits": N_("Those visits were ended."),
    "passphrase": N_("Your passphrase was changed. All your other sessions were ended."),
}


def moment(at: datetime | None) -> str:
    """A stored moment in the department's own time."""
    return str(format_datetime(at, MOMENT[web.language()])) if at else "–"


def day(on: date | datetime | None) -> str:
    """A day; a moment is taken in the department's own time."""
    if on is None:
        return "–"
    written = format_datetime if isinstance(on, datetime) else format_date
    return str(written(on, "d MMM y"))


def ago(at: datetime) -> str:
    """How long ago, in words."""
    return str(format_timedelta(at - clock.now(), add_direction=True, granularity="minute"))


def who(names: dict[str, str], account: str) -> str:
    """The name of who acted."""
    if account in NOT_ACCOUNTS:
        return str(gettext(NOT_ACCOUNTS[account]))
    return names.get(account, "–")


def names_in(*ids: str | None) -> dict[str, str]:
    """The names behind account ids, in one question."""
    return queue.names_of({str(one) for one in ids if one})


def ask_names(*ids: Any) -> Ask:
    """The question of `names_in`, to be asked with others (see `together`)."""
    return queue.ask_names({str(one) for one in ids if one})


def add_to(app: Flask) -> None:
    """Give the filters to templates."""
    app.jinja_env.filters |= {"moment": moment, "day": day, "ago": ago}
    app.jinja_env.globals |= {"who": who}
    app.context_processor(lambda: {"said": SAID.get(request.args.get("said", ""), "")})
