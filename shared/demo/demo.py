"""Sample data: invented people in every role and stage, made by the same verbs as real ones.

Nothing here writes a table by itself: requests are sealed and dropped, collected, and carried
forward by `workflow.perform`, so what is shown is what the programme does.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from shared import policy, worker
from shared.accounts import accounts, enrollment, notices, totp
from shared.base import clock, config, ids
from shared.base.values import Values
from shared.demo import cases, letters
from shared.frontdoor import hashing, letterbox, noticeboard, sealing
from shared.intake import collecting
from shared.records import audit, installation, vault
from shared.records.models import Account, AuditEntry, Post
from shared.records.permissions import WORKER, Actor

STEPS = 18

FACILITY_PEOPLE = ("screener", "case_manager", "chaplain", "superintendent")
UNIT_PEOPLE = ("planner", "coordinator", "advocate", "facilitator", "auditor", "administrator")


class RealData(Exception):
    """The folder holds, or may hold, real data."""


class Loaded(Exception):
    """The sample data is there already."""


def _refuse_real(root: Path) -> None:
    settings = installation.open_staff(root)
    if settings.sample:
        raise Loaded
    used = Account.select().exists() or Post.select().exists() or AuditEntry.select().count() > 1
    if used or letterbox.waiting():
        raise RealData(
            f"{settings.root} is in use as a real installation; sample data is never mixed in. "
            "Choose another folder with --data."
        )


def _mark_as_sample(root: Path) -> None:
    file = root / "frontdoor" / "site.toml"
    text = file.read_text("utf-8").replace("sample = false", "sample = true")
    file.write_text(text, "utf-8")


def load(root: Path, step: Callable[[], None]) -> Path:
    """Load the sample data; where the accounts are written.  Calls `step` STEPS times.

    Raises RealData, or Loaded.
    """
    root = root.resolve()
    try:
        _refuse_real(root)
    except config.NotInstalled:
        installation.init(installation.Plan(root))
    _mark_as_sample(root)
    installation.open_staff(root)
    step()
    staff = _accounts()
    step()
    people: list[dict[str, str]] = []
    for make in (*cases.STORIES, *letters.STORIES):
        people.append(make(Hand(staff)))
        step()
    letters.letters_alone(Hand(staff))
    step()
    worker.deliver()
    with audit.recorded(WORKER, "sample.loaded", "installation"):
        pass
    return _write(root, staff, people)


class Staff(Values):
    """The sample accounts by user name, each with what is needed to sign in."""


def two_facilities() -> tuple[str, str]:
    """The first two state facilities of the policy that are open."""
    places = [place.id for place in policy.current().facilities.values() if place.open]
    return places[0], places[1]


def _accounts() -> Staff:
    staff = Staff()
    one, two = two_facilities()
    for role in UNIT_PEOPLE:
        for number in (1, 2):
            _account(staff, f"{role.replace('_', '-')}-{number}", role, "")
    for role in FACILITY_PEOPLE:
        for number, place in ((1, one), (2, two)):
            _account(staff, f"{role.replace('_', '-')}-{number}", role, place)
    for number in (1, 2):
        cases.train(staff[f"facilitator-{number}"]["id"])
    return staff


def _account(staff: Staff, username: str, role: str, place: str) -> None:
    """An account, and its holder who enrolls with the code, as real ones do."""
    passphrase, secret = f"{ids.new_reference()}-{ids.new_reference()}", totp.new_secret()
    name = cases.STAFF_NAMES[len(staff) % len(cases.STAFF_NAMES)]
    _, first, second = enrollment.make_account(WORKER, username, name, ((role, place),))
    opened = enrollment.opened_by(username, first, second)
    if opened is None:
        raise RuntimeError(f"the enrollment of {username} does not open")
    made = enrollment.enroll(opened.id, passphrase, secret, totp.last_code(secret))
    notices.mark_read(accounts.actor_of(made))
    staff[username] = {
        "id": made.id, "user": username, "name": name, "role": role, "facility": place,
        "passphrase": passphrase, "totp_secret": secret,
    }  # fmt: skip


class Hand:
    """What a story needs: someone at the front door, and any member of staff."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff

    def actor(self, username: str) -> Actor:
        """A member of staff as an actor."""
        one = self.staff[username]
        return Actor(one["id"], one["name"], frozenset({(one["role"], one["facility"])}))

    def ask(self, kind: str, answers: Values, language: str = "en") -> tuple[str, str]:
        """Drop a request as the portal does, and collect it; reference and access code."""
        keys = vault.keys().portal
        reference, code = ids.new_reference(), ids.new_access_code()
        letterbox.drop(keys, {
            "kind": kind, "reference": reference, "language": language,
            "sent_at": clock.now().isoformat(), "answers": answers,
        })  # fmt: skip
        noticeboard.admit(
            sealing.reference_key_of(keys, reference),
            "dialogue" if kind == "dialogue.asked" else "letter",
            hashing.hash_code(ids.clean_access_code(code) or ""),
            clock.today(policy.current().zone),
        )  # fmt: skip
        return reference, code

    def collect(self) -> None:
        """Collect the post."""
        collecting.collect()

    def work(self) -> None:
        """Let the worker have its turn."""
        worker.deliver()

    @staticmethod
    def card(who: str, stage: str, reference: str, code: str) -> dict[str, str]:
        """How a sample person comes back."""
        return {"who": who, "stage": stage, "reference": reference, "access_code": code}


def _write(root: Path, staff: Staff, people: list[dict[str, str]]) -> Path:
    file = root / "demo-accounts.json"
    shown = [{k: v for k, v in one.items() if k != "id"} for one in staff.values()]
    text = json.dumps({"staff": shown, "people": people}, indent=1, ensure_ascii=False)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text + "\n")
    return file
