"""Random histories of the letter bank in twin worlds: a facility's acts in both, hers in one."""

import shutil
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from shared import letters, policy
from shared.base import db
from shared.intake import collecting
from shared.letters import queries, retention
from shared.letters.bank import content
from shared.letters.delivery import replies
from shared.records.models import Delivery, Letter, Match, Registration
from shared.records.permissions import PERSON
from shared.records.workflow import perform
from tests.support import letters as bank
from tests.support.twins import Twins
from tests.support.world import THERE, Sample, World

NAMES = st.sampled_from(["Rosa Delgado", "Luis Delgado"])
TEXTS = st.sampled_from([bank.WORDS, "I did this, and it was wrong.", "Please forgive me."])


def every_letter() -> list[Any]:
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
                rows = [row for row in every_letter() if row.state in queries.TIERS]
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
                rows = [row for row in every_letter() if row.state == "facility_review"]
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

        @rule(which=st.integers(0, 3))
        def transfer(self, which: int) -> None:
            for row in self._one(which):
                self.twins.send(f"/letters/{row.id}/acts/transfer", facility=THERE)

        def _one(self, which: int) -> list[Any]:
            rows = self.twins.both(lambda *_: every_letter())[0]
            return [rows[which % len(rows)]] if rows else []

        @rule()
        def look(self) -> None:
            self.twins.look()

        # -- her side ---------------------------------------------------------------------

        @rule(name=NAMES, news=st.sampled_from(["call", "page"]), tick=st.booleans())
        def register(self, name: str, news: str, tick: bool) -> None:
            def asks(world: World) -> None:
                asked = world.tick(name=name, news=news, tell_requested=tick, tell_read=tick)
                collecting.collect()
                bank.verify(world, asked.registration)

            self.twins.hers(asks)
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def belong(self, which: int) -> None:
            proposed = Match.state == "proposed"
            self.twins.hers(lambda world: perform(
                letters.MATCH, _pick(list(Match.select().where(proposed)), which).id, "confirm",
                world.actor("advocate"), None,
            ))  # fmt: skip

        @rule(which=st.integers(0, 3), once_more=st.booleans())
        def refuse_match(self, which: int, once_more: bool) -> None:
            def refuses(world: World) -> None:
                match = _pick(list(Match.select().order_by(Match.id)), which)
                act = "reopen" if once_more else "refuse"
                perform(letters.MATCH, match.id, act, world.actor("advocate"), None)

            self.twins.hers(refuses)

        @rule(which=st.integers(0, 3), number=st.sampled_from(["K4471", "L9902"]))
        def identify(self, which: int, number: str) -> None:
            self.twins.hers(lambda world: perform(
                letters.REGISTRATION,
                _pick(list(Registration.select().order_by(Registration.id)), which).id, "identify",
                world.actor("planner"), None, name="Martin Cole", number=number, county="Hinds",
            ))  # fmt: skip
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def take_newer(self, which: int) -> None:
            self.twins.hers(lambda world: bank.act(world, self._delivery(which), "take_newer"))
            self.twins.work()

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
                letter = _pick([row for row in every_letter() if row.state == "banked"], which)
                retention.propose(world.actor("planner"), letter, "court")
                self.twins.erased.add(letter.key)
                retention.purge(world.actor("coordinator"), letter)

            self.twins.hers(two_people)

        @rule(which=st.integers(0, 3))
        def reply(self, which: int) -> None:
            def answers(world: World) -> None:
                written = replies.write(
                    world.actor("advocate"), self._delivery(which), "Thank you for saying it."
                )
                replies.screen(world.actor("coordinator"), written, "pass")

            self.twins.hers(answers)

        @rule(which=st.integers(0, 3), outcome=st.sampled_from(["no_answer", "asked_to_stop"]))
        def try_to_reach(self, which: int, outcome: str) -> None:
            def tries(world: World) -> None:
                delivery = self._delivery(which)
                way = bank.way_of(delivery, "phone")
                bank.act(world, delivery, "log_attempt", way=way, outcome=outcome)

            self.twins.hers(tries)

        @rule(which=st.integers(0, 3), manner=st.sampled_from(["post", "hand", "read_aloud"]))
        def accept_with_translation(self, which: int, manner: str) -> None:
            def accepts(world: World) -> None:
                delivery = self._delivery(which)
                answer = "read_aloud" if manner == "read_aloud" else "now"
                bank.spoke(world, delivery)
                bank.act(world, delivery, "accept", answer=answer, manner=manner,
                         translate_into="es")  # fmt: skip
                row = Delivery.get_by_id(delivery.id)
                digest = queries.approved_sha256(queries.letter_of(row), row.letter_version)
                bank.act(world, delivery, "translate", "coordinator", letter_sha256=digest,
                         content=content.typed("Lo hice yo."), translator="Ana Paz")  # fmt: skip
                bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
                bank.act(world, delivery, "seal", "coordinator", sha256=digest)
                if manner != "post":
                    done = "hand_over" if manner == "hand" else "read_aloud"
                    bank.act(world, delivery, done)

            self.twins.hers(accepts)
            self.twins.work()

        @rule(which=st.integers(0, 3), seal=st.sampled_from(["whole", "broken"]))
        def come_back(self, which: int, seal: str) -> None:
            self.twins.hers(lambda world: bank.act(
                world, self._delivery(which), "came_back", seal=seal
            ))  # fmt: skip
            self.twins.work()

        @rule(which=st.integers(0, 3))
        def undo(self, which: int) -> None:
            self.twins.hers(lambda world: bank.act(world, self._delivery(which), "undo"))
            self.twins.work()

        @rule(which=st.integers(0, 3), noun=st.sampled_from(["delivery", "registration"]))
        def hold(self, which: int, noun: str) -> None:
            def holds(world: World) -> None:
                row = self._delivery(which)
                flow, subject = letters.DELIVERY, row.id
                if noun == "registration":
                    flow, subject = letters.REGISTRATION, row.registration_id
                reason = next(iter(policy.current().hold_codes))
                perform(flow, subject, "hold", world.actor("coordinator"), None, reason=reason)

            self.twins.hers(holds)

        @staticmethod
        def _delivery(which: int) -> Any:
            return _pick(list(Delivery.select().order_by(Delivery.id)), which)

    return History
