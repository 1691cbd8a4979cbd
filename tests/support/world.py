"""A whole installation in a folder of its own, with a clock and draws that tests hold.

    def test_something(world):
        asked = world.ask()                      # an envelope as the portal drops it
        world.collect()
        desk = world.staff("planner")            # signed in to the console
        desk.get("/queue")

Accounts are two of every role; those of facility roles are at `HERE` and `THERE`.
"""

import hashlib
import hmac
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest

from shared import policy
from shared.accounts import accounts, enrollment, notices, totp
from shared.base import clock, config, db, ids
from shared.frontdoor import hashing, lane, letterbox, noticeboard, sealing
from shared.records import installation, vault
from shared.records.models import Account, DialogueCase, Registration
from shared.records.permissions import FACILITY_ROLES, ROLES, WORKER, Actor
from tests.support.spared import LITTLE_WORK, built
from tests.support.visitor import Visitor

HERE, THERE = "MSP", "CMCF"
BEGIN = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)  # a Monday, ten in the morning in Jackson
PASSPHRASE = "quiet lantern over the river"


class Clock:
    """A clock that stands still until it is moved, or put to a moment as it is stored (UTC)."""

    def __init__(self, at: datetime = BEGIN) -> None:
        self.at = at
        self.waited = 0  # one-time codes that somebody waited for, while the day stood still

    @property
    def at(self) -> datetime:
        return self._at

    @at.setter
    def at(self, at: datetime) -> None:
        self._at = at if at.tzinfo else at.replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def phone(self) -> datetime:
        """The time in an authenticator app: a code is good once, so people wait for the next."""
        return self.at + timedelta(seconds=totp.STEP * self.waited)

    def move(self, **by: float) -> None:
        """Move on by days, hours, minutes or seconds."""
        self.at += timedelta(**by)


def _phone() -> datetime:
    held = clock.source
    return held.phone() if isinstance(held, Clock) else clock.now()


totp.source = _phone


class Draws:
    """Randomness that is the same in every run: a stream for each purpose."""

    def __init__(self, seed: str) -> None:
        self.seed = seed.encode()
        self.drawn: Counter[str] = Counter()

    def __call__(self, count: int, purpose: str) -> bytes:
        stream = b""
        while len(stream) < count:
            self.drawn[purpose] += 1
            text = f"{purpose}|{self.drawn[purpose]}".encode()
            stream += hmac.new(self.seed, text, hashlib.sha512).digest()
        return stream[:count]


@dataclass(frozen=True)
class Login:
    """An account and its secrets."""

    id: str
    username: str
    totp: str
    actor: Actor


@dataclass(frozen=True)
class Asked:
    """What a person holds after asking: a reference and its code."""

    reference: str
    code: str

    @property
    def case(self) -> Any:
        """The dialogue case, as it is now."""
        return DialogueCase.get(DialogueCase.reference == self.reference)

    @property
    def registration(self) -> Any:
        """The registration, as it is now."""
        return Registration.get(Registration.reference == self.reference)


SAFE_CONTACT = {
    "ways": [
        {"channel": "phone", "value": "601-555-0143", "safe": True, "voicemail": False,
         "who_may_answer": "only me", "words": "say it is about my appointment"},
        {"channel": "post", "value": "12 Elm Street, Jackson MS 39201", "safe": True},
        {"channel": "email", "value": "shared-mailbox@example.org", "safe": False},
    ],
    "times": ["morning"],
}  # fmt: skip

DIALOGUE: dict[str, Any] = {
    "standing": "direct", "name": "Rosa Delgado", "adult": True, "own_wish": True, "news": "call",
    "contact": SAFE_CONTACT,
    "responsible": {"name": "Martin Cole", "number": "K4471", "facility": HERE},
    "happened": {"county": "Hinds", "year": "2019"},
    "hopes": ["questions", "heard"], "hopes_words": "I want to know why it was our street.",
    "form": "face",
}  # fmt: skip

NOTICE: dict[str, Any] = {
    "standing": "direct", "name": "Rosa Delgado", "adult": True, "own_wish": True, "news": "call",
    "contact": SAFE_CONTACT,
    "responsible": {"name": "Martin Cole", "number": "K4471", "facility": HERE},
    "happened": {"county": "Hinds", "year": "2019"},
    "tell_requested": False, "tell_received": False, "tell_read": False,
}  # fmt: skip


@dataclass
class World:
    """An installation, and everything that may happen to it."""

    root: Path
    settings: config.StaffConfig
    clock: Clock
    logins: dict[str, Login]
    _apps: dict[str, Any] = field(default_factory=dict)
    _visitors: dict[str, Visitor] = field(default_factory=dict)

    # -- staff -----------------------------------------------------------------------------

    def actor(self, who: str) -> Actor:
        """The actor of an account, as its roles are now."""
        return accounts.actor_of(Account.get_by_id(self.logins[who].id))

    @property
    def console(self) -> Any:
        """The console's app."""
        if "staff" not in self._apps:
            import staff

            self._apps["staff"] = built(staff.build, self.settings, vault.keys())
        return self._apps["staff"]

    def stranger(self) -> Visitor:
        """Somebody at the console who is not signed in."""
        return Visitor(self.console, self.settings.staff_origin)

    def staff(self, who: str = "planner") -> Visitor:
        """The account signed in, always in the same browser."""
        if who not in self._visitors:
            self._visitors[who] = self.sign_in(who)
        return self._visitors[who]

    def code(self, who: str) -> str:
        """The one-time code of this moment."""
        return pyotp.TOTP(self.logins[who].totp).at(self.clock.phone())

    def next_code(self, who: str) -> str:
        """The code after it, once the app shows it."""
        self.clock.waited += 1
        return self.code(who)

    def browser(self, who: str) -> Visitor:
        """A browser at the console of somebody who has their authenticator at hand."""
        visitor = self.stranger()
        visitor.authenticator = lambda: self.next_code(who)
        return visitor

    def sign_in(self, who: str, expect: int = 303) -> Visitor:
        """The account signed in, in a new browser."""
        visitor = self.browser(who)
        values = {"username": self.logins[who].username, "passphrase": PASSPHRASE,
                  "code": self.code(who)}  # fmt: skip
        visitor.submit(visitor.get("/sign-in"), values, expect=expect)
        return visitor

    # -- the public side -------------------------------------------------------------------

    @property
    def public(self) -> Any:
        """The portal's app."""
        if "portal" not in self._apps:
            import portal

            settings = config.load_portal(self.root)
            self._apps["portal"] = built(portal.build, settings, vault.keys().portal)
        return self._apps["portal"]

    def person(self) -> Visitor:
        """Somebody at the public site."""
        return Visitor(self.public, self.settings.portal_origin)

    def drop(self, kind: str, reference: str, answers: dict[str, Any], language: str = "en") -> str:
        """An envelope as the portal drops it; its id."""
        return letterbox.drop(vault.keys().portal, {
            "kind": kind, "reference": reference, "language": language,
            "sent_at": clock.now().isoformat(), "answers": answers,
        })  # fmt: skip

    def _ask(self, kind: str, board: str, answers: dict[str, Any], language: str) -> Asked:
        asked = Asked(ids.new_reference(), ids.new_access_code())
        self.drop(kind, asked.reference, answers, language)
        key = sealing.reference_key_of(vault.keys().portal, asked.reference)
        hashed = hashing.hash_code(asked.code.replace(" ", ""))
        noticeboard.admit(key, board, hashed, clock.today(policy.current().zone))
        return asked

    def ask(self, language: str = "en", **changed: Any) -> Asked:
        """A request for a dialogue lies in the letterbox."""
        return self._ask("dialogue.asked", "dialogue", DIALOGUE | changed, language)

    def tick(self, language: str = "en", **changed: Any) -> Asked:
        """A notification request lies in the letterbox."""
        return self._ask("notice.asked", "letter", NOTICE | changed, language)

    def stop(self, asked: Asked) -> None:
        """The person's withdrawal lies in the letterbox."""
        self.drop("stopped", asked.reference, {})

    # -- the worker ------------------------------------------------------------------------

    def collect(self) -> tuple[int, int]:
        """Collect the post: how many were taken in, how many set aside."""
        from shared.intake import collecting

        return collecting.collect()

    def deliver(self) -> tuple[int, int]:
        """Carry out the jobs: how many were done, how many failed."""
        from shared import worker

        return worker.deliver()

    def work(self) -> None:
        """A turn of the worker: nothing may be set aside, nothing may fail."""
        assert self.collect()[1] == 0
        assert self.deliver()[1] == 0


def _people(places: tuple[str, str]) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for role in ROLES:
        if role in FACILITY_ROLES:
            for place in places:
                yield f"{role}@{place}", ((role, place),)
        else:
            yield role, ((role, ""),)
            yield f"{role}2", ((role, ""),)


def populate(places: tuple[str, str] = (HERE, THERE)) -> dict[str, Login]:
    """Make the accounts, two of every role; facilitators get every credential."""
    hashed = hashing.hash_passphrase(PASSPHRASE)
    logins = {}
    for who, roles in _people(places):
        secret = totp.new_secret()
        name = f"{who.replace('_', ' ').title()} Person"
        _, first, second = enrollment.make_account(WORKER, who, name, roles)
        opened = enrollment.opened_by(who, first, second)
        account = enrollment.enroll(
            opened.id, PASSPHRASE, secret, totp.last_code(secret), hashed=hashed
        )
        notices.mark_read(accounts.actor_of(account))
        logins[who] = Login(account.id, account.username, secret, accounts.actor_of(account))
        if roles[0][0] == "facilitator":
            for kind in policy.current().credentials:
                accounts.record_credential(
                    WORKER, account, kind, date(2025, 9, 1), hours=40, expires_on=date(2029, 9, 1)
                )
    return logins


@dataclass(frozen=True)
class Sample:
    """A populated installation, copied for every test."""

    root: Path
    logins: dict[str, Login]


def _close() -> None:
    for proxy in (db.frontdoor, db.records):
        if proxy.obj is not None and not proxy.is_closed():
            proxy.close()


def _held(patch: pytest.MonkeyPatch, seed: str) -> Clock:
    held = Clock()
    patch.setattr(clock, "source", held)
    patch.setattr(ids, "source", Draws(seed))
    patch.setattr(hashing, "costs", LITTLE_WORK)
    patch.setattr(lane, "folder", None)
    return held


@pytest.fixture(scope="session")
def sample_installation(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The installation that `world` copies."""
    root = tmp_path_factory.mktemp("sample") / "data"
    with pytest.MonkeyPatch.context() as patch:
        _held(patch, "sample")
        installation.init(installation.Plan(root))
        logins = populate()
        _close()
    return Sample(root, logins)


def _copied(sample: Sample, root: Path) -> config.StaffConfig:
    shutil.copytree(sample.root, root)
    return installation.open_staff(root)


@pytest.fixture
def make_world(
    sample_installation: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], World]]:
    """Makes worlds, one after another, all beginning alike: `make_world("a")`.

    Only the last one made is open.
    """

    def make(name: str) -> World:
        held = _held(monkeypatch, "test")
        settings = _copied(sample_installation, tmp_path / name)
        for database in (db.frontdoor, db.records):
            # No test pulls the plug; waiting for the disk at each commit took most of the time.
            database.execute_sql("PRAGMA synchronous=OFF")
        return World(tmp_path / name, settings, held, sample_installation.logins)

    yield make
    _close()


@pytest.fixture
def world(make_world: Callable[[str], World]) -> World:
    """An installation on two SQLite files."""
    return make_world("world")


@pytest.fixture
def second_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An installation of the second policy: other words, other rules, facilities NORTH and LAKE."""
    held = _held(monkeypatch, "test")
    root = tmp_path / "second"
    settings = installation.init(installation.Plan(root, policy="harmed-person"))
    for database in (db.frontdoor, db.records):
        database.execute_sql("PRAGMA synchronous=OFF")
    yield World(root, settings, held, populate(("NORTH", "LAKE")))
    _close()
    policy.use(policy.reading.DEFAULT)


@pytest.fixture
def postgres_world(
    postgres: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """The same on PostgreSQL, in two schemas."""
    held = _held(monkeypatch, "test")
    root = tmp_path / "world"
    settings = installation.init(installation.Plan(
        root, frontdoor_url=postgres.frontdoor, records_url=postgres.records
    ))  # fmt: skip
    yield World(root, settings, held, populate())
    _close()
