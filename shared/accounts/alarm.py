"""Somebody tries to sign in as another: it is written down, and those who can act hear of it.

Counted by user name over all networks, which slows nobody: slowing is by name and network.
"""

from shared.accounts import notices
from shared.frontdoor import throttle
from shared.records import audit, vault
from shared.records.models import Account, Task
from shared.records.permissions import WORKER

WRONG, SECONDS = 20, 86_400  # so many wrong tries a day, from anywhere, are no slip of the finger
TASK = "account.guessed"


def note_refused(account: Account | None) -> None:
    """A wrong try at this account (or at none); raises the alarm when there are too many."""
    if account is None:
        return
    counted = throttle.key(vault.keys().web_secret, "wrong sign-in", account.id)
    if throttle.hit(counted, WRONG, SECONDS):
        _raise(account, "many networks")


def note_slowed(username: str) -> None:
    """One network had to be slowed for this user name; unknown names alarm nobody."""
    account = Account.get_or_none((Account.username == username) & Account.active)
    if account is not None:
        _raise(account, "one network")


def _raise(account: Account, source: str) -> None:
    """Once, until an administrator has seen to it."""
    same = (Task.kind == TASK) & (Task.subject == account.id) & Task.done_at.is_null()
    if Task.select().where(same).exists():
        return
    with audit.recorded(WORKER, "account.guessing_noticed", "account", account.id, source=source):
        if not Task.select().where(same).exists():  # not raised while we waited
            Task.make(kind=TASK, noun="account", subject=account.id, role="administrator")
            notices.tell(account, "guessed")
