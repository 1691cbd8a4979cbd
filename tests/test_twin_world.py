"""Two worlds that differ only in what a victim did: a facility sees the same in both.

Both begin from one installation, with the same clock.  Draws are a stream for each purpose *and*
moment, so that an id drawn for one side never shifts what the other side gets.  What a facility
does is done in both; what she does, and staff do for her, in the first alone.
"""

import hashlib
import hmac
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from peewee import DoesNotExist

from shared import clock, db, ids, installation, intake, letters
from shared.letters import content, keeping, matching, queries, replies
from shared.models import (
    CustodyEvent,
    Delivery,
    Job,
    Letter,
    LetterFace,
    LetterVersion,
    Match,
    Paper,
    Registration,
    Review,
    Task,
)
from shared.permissions import FACILITY_ROLES, PERSON
from shared.workflow import NotPermitted, Refused, perform
from tests.support import campaign
from tests.support import letters as bank
from tests.support.visitor import Visitor
from tests.support.world import BEGIN, Clock, Sample, World

TOKEN = re.compile(rb'(name="csrf_token" value=")[^"]+')
FACILITY_ROWS = (
    (Letter, None), (LetterFace, None), (LetterVersion, None), (Review, None),
    (Task, Task.role << FACILITY_ROLES), (Paper, Paper.noun << ("letter", "handout")),
    (CustodyEvent, CustodyEvent.delivery.is_null()),
    (Job, Job.kind == "letter"),
)  # fmt: skip
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
        clock.source = self.held
        self.draws = {name: MomentDraws(self.held) for name in ("with", "without")}
        self.worlds = {name: self._copy(sample, root / name) for name in self.draws}
        self.visitors = {
            (name, who): self._visitor(world, cookies[who])
            for name, world in self.worlds.items() for who in WATCHERS
        }  # fmt: skip

    @staticmethod
    def _copy(sample: Sample, root: Path) -> World:
        shutil.copytree(sample.root, root)
        for site in root.glob("*/site.toml"):
            text = site.read_text().replace(str(sample.root.resolve()), str(root.resolve()))
            site.write_text(text)
        return World(root, installation.open_staff(root), Clock(), sample.logins)

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
        self.both(lambda world, _: (intake.collect(), bank.jobs(world)))

    # -- what a facility sees --------------------------------------------------------------

    def look(self) -> None:
        """Every page, every header and every row of the facility's side are equal."""
        seen = self.both(lambda _, name: list(self._pages(name)))
        for one, two in zip(*seen, strict=True):
            assert one == two
        rows = self.both(lambda *_: [list(_rows(model, only)) for model, only in FACILITY_ROWS])
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

        def one(_world: World, name: str) -> tuple[Any, ...]:
            visitor = self.visitors[name, "screener@MSP"]
            page = visitor.get(path, expect=None)
            if page.status != 200:
                return (page.status,)
            form = page.form(action=path).values | values
            return self._answer(visitor, "POST", path, data=form)

        answers = self.both(one)
        assert answers[0] == answers[1]


APP: list[Any] = []


def _rows(model: Any, only: Any) -> Iterator[tuple[Any, ...]]:
    rows = model.select() if only is None else model.select().where(only)
    for row in rows.order_by(model.id):
        yield tuple(sorted((k, v) for k, v in row.__data__.items() if k != "wanted"))


@pytest.fixture(scope="module")
def beginning(
    sample_installation: Sample, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Sample, dict[str, str]]]:
    """An installation in which both screeners are signed in, and their cookies."""
    before = clock.source, ids.source
    root = tmp_path_factory.mktemp("twins") / "beginning"
    clock.source = held = Clock(BEGIN)
    ids.source = MomentDraws(held)
    world = Twins._copy(sample_installation, root)
    world.clock.at = held.at
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


# -- one history -------------------------------------------------------------------------------

NAMES = st.sampled_from(["Rosa Delgado", "Luis Delgado"])
TEXTS = st.sampled_from([bank.WORDS, "I did this, and it was wrong.", "Please forgive me."])


def _letters() -> list[Any]:
    return list(Letter.select().order_by(Letter.made_at, Letter.id))


def _pick(rows: list[Any], which: int) -> Any:
    if not rows:
        raise StopIteration
    return rows[which % len(rows)]


def make_machine(  # noqa: C901  # one rule for each thing that may happen
    sample: Sample, cookies: dict[str, str], root: Path
) -> type[Any]:
    """The state machine on fresh copies of an installation."""
    number = iter(range(10**6))

    class History(RuleBasedStateMachine):
        """Acts in any order: a facility's in both worlds, hers in one."""

        @initialize()
        def begin(self) -> None:
            self.root = root / str(next(number))
            self.twins = Twins(sample, self.root, cookies)
            self.asked: list[Any] = []

        def teardown(self) -> None:
            if hasattr(self, "twins"):
                self.twins.work()
                self.twins.look()
                for proxy in (db.frontdoor, db.records):
                    proxy.close()
                shutil.rmtree(self.root)

        # -- the facility's and the offender's side -----------------------------------------

        @rule(to=NAMES, words=TEXTS)
        def deposit(self, to: str, words: str) -> None:
            self.twins.send(
                "/letters/deposit", writer="Martin Cole", number="K4471", addressee=to,
                county="Hinds", year="2019", text=words, own_words="y",
            )  # fmt: skip

        @rule(which=st.integers(0, 3), upto=st.integers(1, 3))
        def review(self, which: int, upto: int) -> None:
            def pass_on(world: World, _name: str) -> str:
                rows = [row for row in _letters() if row.state in queries.TIERS]
                if not rows:
                    return ""
                letter = rows[which % len(rows)]
                while letter.state in queries.TIERS and queries.TIERS[letter.state] <= upto:
                    letter = bank.review(world, letter)
                return str(letter.state)

            assert len(set(self.twins.both(pass_on))) == 1
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def give_back(self, which: int) -> None:
            def back(world: World, _name: str) -> str:
                rows = [row for row in _letters() if row.state == "facility_review"]
                if not rows:
                    return ""
                marked = bank.clean(1, excuses="yes")
                said = bank.review(world, rows[which % len(rows)], "return", checklist=marked,
                                   reasons=["excuses"])  # fmt: skip
                return str(said.state)

            assert len(set(self.twins.both(back))) == 1

        @rule(which=st.integers(0, 3), words=TEXTS)
        def replace(self, which: int, words: str) -> None:
            for row in self._one(which):
                self.twins.send(f"/letters/{row.id}/replace", text=words, addressee="Rosa Delgado")
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def withdraw(self, which: int) -> None:
            for row in self._one(which):
                self.twins.send(f"/letters/{row.id}/acts/withdraw", asked="y")
            self.twins.work()

        def _one(self, which: int) -> list[Any]:
            rows = self.twins.both(lambda *_: _letters())[0]
            return [rows[which % len(rows)]] if rows else []

        @rule()
        def look(self) -> None:
            self.twins.look()

        # -- her side ---------------------------------------------------------------------

        @rule(name=NAMES, news=st.sampled_from(["call", "page"]), tick=st.booleans())
        def register(self, name: str, news: str, tick: bool) -> None:
            def asks(world: World) -> None:
                asked = world.tick(name=name, news=news, tell_requested=tick, tell_read=tick)
                intake.collect()
                bank.verify(world, asked.registration)

            self.twins.hers(asks)
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def belong(self, which: int) -> None:
            self.twins.hers(lambda world: matching.confirm(
                world.actor("advocate"),
                _pick(list(Match.select().where(Match.state == "proposed")), which),
            ))  # fmt: skip

        @rule(which=st.integers(0, 3), how_far=st.integers(1, 4))
        def go_on(self, which: int, how_far: int) -> None:
            steps = (bank.spoke, bank.sealed, bank.printed, bank.mailed)
            self.twins.hers(lambda world: steps[how_far - 1](world, self._delivery(which)))
            self.twins.work()

        @rule(which=st.integers(0, 3), answer=st.sampled_from(["now", "later", "no", "never"]))
        def answer(self, which: int, answer: str) -> None:
            self.twins.hers(lambda world: world.drop(
                "letter.answered", self._delivery(which).registration.reference, {"answer": answer}
            ))  # fmt: skip
            self.twins.work()

        @rule(which=st.integers(0, 3), read=st.booleans())
        def say(self, which: int, read: bool) -> None:
            self.twins.hers(lambda world: world.drop(
                "letter.said", self._delivery(which).registration.reference,
                {"received": True, "read": read},
            ))  # fmt: skip
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def cancel(self, which: int) -> None:
            self.twins.hers(lambda _: perform(
                letters.REGISTRATION,
                _pick(list(Registration.select().order_by(Registration.id)), which).id, "cancel",
                PERSON, None,
            ))  # fmt: skip
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def die(self, which: int) -> None:
            self.twins.hers(lambda world: perform(
                letters.REGISTRATION,
                _pick(list(Registration.select().order_by(Registration.id)), which).id,
                "record_death", world.actor("planner"), None, died_on=queries.today(),
            ))  # fmt: skip

        @rule(which=st.integers(0, 3))
        def erase(self, which: int) -> None:
            def two_people(world: World) -> None:
                letter = _pick([row for row in _letters() if row.state == "banked"], which)
                keeping.propose(world.actor("planner"), letter, "court")
                keeping.purge(world.actor("coordinator"), letter)

            self.twins.hers(two_people)

        @rule(which=st.integers(0, 3))
        def reply(self, which: int) -> None:
            def answers(world: World) -> None:
                written = replies.write(
                    world.actor("advocate"), self._delivery(which), "Thank you for saying it."
                )
                replies.screen(world.actor("coordinator"), written, "pass")

            self.twins.hers(answers)

        @staticmethod
        def _delivery(which: int) -> Any:
            return _pick(list(Delivery.select().order_by(Delivery.id)), which)

    return History


@pytest.mark.law_1
@pytest.mark.soak
@pytest.mark.S41
@pytest.mark.edge_3
@pytest.mark.timeout(3600)
def test_facility_sees_the_same_whatever_a_victim_does(
    beginning: tuple[Sample, dict[str, str]], tmp_path: Path
) -> None:
    sample, cookies = beginning
    machine = make_machine(sample, cookies, tmp_path)
    run_state_machine_as_test(machine, settings=settings(
        max_examples=campaign.size(1000), deadline=None,
        stateful_step_count=12 if campaign.is_soak() else 8,
        suppress_health_check=list(HealthCheck),
    ))  # fmt: skip


@pytest.mark.law_1
def test_one_history_through_to_the_reading(
    beginning: tuple[Sample, dict[str, str]], tmp_path: Path
) -> None:
    _walk(Twins(beginning[0], tmp_path, beginning[1]))


def _walk(twins: Twins) -> None:
    """Registered, matched, mailed, read; then the writer replaces and withdraws the letter."""
    registered: list[Any] = []
    twins.hers(lambda world: registered.append(bank.verified(world, tell_read=True)))
    twins.send("/letters/deposit", writer="Martin Cole", number="K4471", addressee="Rosa Delgado",
               county="Hinds", year="2019", text=bank.WORDS, own_words="y")  # fmt: skip
    letter = twins.both(lambda *_: _letters()[0])[0]
    twins.both(lambda world, _: bank.banked(world, letter) and None)
    twins.look()
    made: list[Any] = []
    twins.hers(lambda world: made.append(bank.matched(world, letter, registered[0])))
    twins.hers(lambda world: bank.mailed(world, made[0]))
    twins.hers(lambda world: world.drop(
        "letter.said", registered[0].reference, {"received": True, "read": True}
    ))  # fmt: skip
    twins.work()
    twins.hers(lambda _: _assert_state(made[0], "mailed"))
    twins.look()
    twins.send(f"/letters/{letter.id}/replace", text="Another letter. I did this.",
               addressee="Rosa Delgado")  # fmt: skip
    twins.work()
    twins.look()
    twins.send(f"/letters/{letter.id}/acts/withdraw", asked="y")
    twins.work()
    twins.look()


def _assert_state(delivery: Any, state: str) -> None:
    assert Delivery.get_by_id(delivery.id).state == state


@pytest.mark.law_1
@pytest.mark.parametrize("where", ["page", "row", "refusal"])
def test_planted_leak_is_seen(
    where: str, beginning: tuple[Sample, dict[str, str]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from shared.letters import files, letter_effects, letter_guards

    def is_awaited(letter: Any) -> bool:
        return Delivery.select().where(Delivery.letter == letter).exists()

    if where == "page":
        real = files.read_letter

        def told(actor: Any, letter: Any) -> Any:
            seen = real(actor, letter)
            if is_awaited(letter):
                seen.face.said["writer"] += " "
            return seen

        monkeypatch.setattr(files, "read_letter", told)
    elif where == "row":
        real_version = letter_effects.keep_version

        def noted(letter: Any, given: Any, by: str) -> Any:
            if is_awaited(letter):
                Letter.update(original="elsewhere").where(Letter.id == letter.id).execute()
            return real_version(letter, given, by)

        monkeypatch.setattr(letter_effects, "keep_version", noted)
    else:
        real_problem = content.problem_with

        def refuses(given: Any) -> str | None:
            return "It has gone." if Delivery.select().exists() else real_problem(given)

        monkeypatch.setattr(letter_guards.content, "problem_with", refuses)
    with pytest.raises(AssertionError):
        _walk(Twins(beginning[0], tmp_path, beginning[1]))
