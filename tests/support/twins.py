"""Two worlds that differ only in what a victim did, seen from a facility's side.

Both begin from one installation, with the same clock.  Draws are a stream for each purpose *and*
moment, so that an id drawn for one side never shifts what the other side gets.  What a facility
does is done in both; what she does, and staff do for her, in the first alone.
"""

import hashlib
import hmac
import re
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from peewee import DoesNotExist

from shared.base import clock, db, ids
from shared.intake import collecting
from shared.records import installation
from shared.records.models import (
    CustodyEvent,
    FileContent,
    Job,
    Letter,
    LetterFace,
    LetterVersion,
    Paper,
    Review,
    Task,
)
from shared.records.permissions import FACILITY_ROLES
from shared.records.workflow import NotPermitted, Refused
from tests.support import letters as bank
from tests.support.visitor import Visitor
from tests.support.world import BEGIN, Clock, Sample, World

TOKEN = re.compile(rb'(name="csrf_token" value=")[^"]+')
FACILITY_ROWS = (
    (Letter, None), (LetterFace, None), (LetterVersion, None), (Review, None),
    (Task, Task.role << FACILITY_ROLES), (Paper, Paper.noun << ("letter", "handout")),
    (CustodyEvent, CustodyEvent.delivery.is_null()),
    (FileContent, FileContent.id << LetterVersion.select(LetterVersion.id)),
    (Job, Job.kind == "letter"),
)  # fmt: skip
SEALED = ("sealed",)  # columns
WATCHERS = ("screener@MSP", "screener@CMCF")


class MomentDraws:
    """Randomness with a stream for each purpose and moment."""

    def __init__(self, held: Clock) -> None:
        self.held = held
        self.drawn: Counter[tuple[str, datetime]] = Counter()

    def __call__(self, count: int, purpose: str) -> bytes:
        stream = b""
        while len(stream) < count:
            self.drawn[purpose, self.held.at] += 1
            text = f"{purpose}|{self.held.at}|{self.drawn[purpose, self.held.at]}".encode()
            stream += hmac.new(b"twins", text, hashlib.sha512).digest()
        return stream[:count]


class Twins:
    """Both worlds, and the one clock they share."""

    def __init__(self, sample: Sample, root: Path, cookies: dict[str, str]) -> None:
        self.held = Clock(BEGIN)
        self.erased: set[str] = set()
        clock.source = self.held
        self.draws = {name: MomentDraws(self.held) for name in ("with", "without")}
        self.worlds = {name: self._copy(sample, root / name, self.held) for name in self.draws}
        self.visitors = {
            (name, who): self._visitor(world, cookies[who])
            for name, world in self.worlds.items() for who in WATCHERS
        }  # fmt: skip

    @staticmethod
    def _copy(sample: Sample, root: Path, held: Clock) -> World:
        shutil.copytree(sample.root, root)
        return World(root, installation.open_staff(root), held, sample.logins)

    @staticmethod
    def _visitor(world: World, cookie: str) -> Visitor:
        visitor = Visitor(APP[0], world.settings.staff_origin)
        name, _, value = cookie.partition("=")
        visitor.client.set_cookie(name, value, domain="127.0.0.1")
        return visitor

    def _enter(self, name: str) -> World:
        world = self.worlds[name]
        db.bind(db.frontdoor, world.settings.frontdoor_url)
        db.bind(db.records, world.settings.records_url)
        ids.source = self.draws[name]
        return world

    def both(self, act: Callable[[World, str], Any]) -> list[Any]:
        """Do the same in both worlds, at the same moment; what came of it in each."""
        self.held.move(seconds=20)
        return [act(self._enter(name), name) for name in self.worlds]

    def hers(self, act: Callable[[World], Any]) -> None:
        """Do something on the victim's side, in the first world alone."""
        self.held.move(seconds=20)
        # What is not open now is another history.
        with suppress(Refused, NotPermitted, DoesNotExist, StopIteration):
            act(self._enter("with"))

    def work(self) -> None:
        """The worker's turn, in both."""
        self.both(lambda world, _: (collecting.collect(), bank.jobs(world)))

    # -- what a facility sees --------------------------------------------------------------

    def look(self) -> None:
        """Every page, every header and every row of the facility's side are equal."""
        seen = self.both(lambda _, name: list(self._pages(name)))
        for one, two in zip(*seen, strict=True):
            assert one == two
        rows = self.both(
            lambda *_: [list(rows_of(model, only, self.erased)) for model, only in FACILITY_ROWS]
        )
        assert rows[0] == rows[1]

    def _pages(self, name: str) -> Iterator[tuple[Any, ...]]:
        mine = [row.id for row in Letter.select().order_by(Letter.made_at, Letter.id)]
        listed = ["/queue", "/letters", "/letters?state=banked", "/letters/deposit"]
        barred = ["/deliveries", "/matches", "/registrations", "/print-room"]
        here = [f"/letters/{one}{end}" for one in mine for end in ("", "/replace", "/review")]
        there = [f"/letters/{one}" for one in mine]
        for who, paths in zip(WATCHERS, (listed + barred + here, listed + there), strict=True):
            for path in paths:
                yield who, path, *self._answer(self.visitors[name, who], "GET", path)

    @staticmethod
    def _answer(visitor: Visitor, method: str, path: str, **values: Any) -> tuple[Any, ...]:
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": visitor.origin}
        got = visitor.client.open(path, method=method, base_url=visitor.origin, headers=headers,
                                  **values)  # fmt: skip
        kept = sorted((k, v) for k, v in got.headers if k not in ("Date", "Set-Cookie"))
        return got.status_code, kept, TOKEN.sub(rb"\1", got.get_data())

    def send(self, path: str, **values: Any) -> None:
        """A facility's form, sent in both worlds: the answers are equal."""

        self.held.waited += 1  # the app shows its next code, the same in both worlds

        def one(world: World, name: str) -> tuple[Any, ...]:
            visitor = self.visitors[name, "screener@MSP"]
            page = visitor.get(path, expect=None)
            if page.status != 200:
                return (page.status,)
            form = page.form(action=path)
            code = {"one_time_code": world.code("screener@MSP")}
            given = form.values | values | (code if form.names >= set(code) else {})
            return self._answer(visitor, "POST", path, data=given)

        answers = self.both(one)
        assert answers[0] == answers[1]


APP: list[Any] = []


def rows_of(model: Any, only: Any, erased: Collection[str] = ()) -> Iterator[tuple[Any, ...]]:
    """Every row of a table of the facility's side, as it is stored.

    What is sealed under one of the `erased` keys counts by its length: once such a key has a new
    secret, the same words have other bytes, as they have in every sealing outside of a test.
    """
    rows = model.select() if only is None else model.select().where(only)
    for row in rows.order_by(model.id):
        stored = {k: v for k, v in row.__data__.items() if k != "wanted"}
        if stored.get("key") in erased:
            stored |= {k: len(v) for k, v in stored.items() if k in SEALED and v is not None}
        yield tuple(sorted(stored.items()))


@pytest.fixture(scope="module")
def beginning(
    sample_installation: Sample, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Sample, dict[str, str]]]:
    """An installation in which both screeners are signed in, and their cookies."""
    before = clock.source, ids.source
    root = tmp_path_factory.mktemp("twins") / "beginning"
    clock.source = held = Clock(BEGIN)
    ids.source = MomentDraws(held)
    world = Twins._copy(sample_installation, root, held)
    cookies = {}
    for who in WATCHERS:
        visitor = world.sign_in(who)
        held.move(seconds=31)
        cookie = next(iter(visitor.client._cookies.values()))
        cookies[who] = f"{cookie.key}={cookie.value}"
    APP[:] = [world.console]
    db.frontdoor.close()
    db.records.close()
    yield Sample(root, sample_installation.logins), cookies
    clock.source, ids.source = before
