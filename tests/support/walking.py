"""A walk through a dialogue case: what a person who means well does next, and what nobody should.

`tests.support.walked` judges where it came.
"""

import json
import random
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from typing import Any

from shared import dialogue, policy
from shared.base import clock, ids
from shared.dialogue import meeting, preparation, queries, surrogate
from shared.frontdoor import letterbox
from shared.intake import custody_news
from shared.people import contact
from shared.records import audit, vault, workflow
from shared.records.models import (
    AuditEntry,
    AuditHead,
    EligibilityFinding,
    Offender,
    Participant,
    Person,
)
from shared.records.permissions import FACILITY_ROLES, PERSON, WORKER, Actor
from tests.support import campaign, seen
from tests.support.world import DIALOGUE, HERE, THERE, Asked, World

Step = tuple[str, str, dict[str, Any]]  # who, action, facts

STAFF = ("planner", "coordinator", "advocate", "facilitator", "screener", "case_manager",
         "chaplain", "superintendent", "auditor", "administrator")  # fmt: skip


def places() -> tuple[str, str]:
    """The two facilities of the policy in use at which the accounts are."""
    return (HERE, THERE) if HERE in policy.current().facilities else ("NORTH", "LAKE")


class Walk:
    """One case, and a chance that chooses what is tried next."""

    def __init__(self, world: World, chance: random.Random, number: int) -> None:
        self.world, self.chance, self.number = world, chance, number
        self.here, self.there = places()
        # Nobody comes back to read here: an access code, and the time its hash takes, is saved.
        self.asked = Asked(ids.new_reference(), "")
        world.drop("dialogue.asked", self.asked.reference, DIALOGUE)
        world.collect()
        self.named = 0  # how many were asked to stand in
        self.done: Counter[str] = Counter()
        self._actors: dict[str, Actor] = {}

    @property
    def case(self) -> Any:
        return self.asked.case

    # -- what a person who means well would do next ----------------------------------------

    def guide(self) -> Step:
        case = self.case
        if case.held:
            self._call()
            return "planner", "resume", {}
        if policy.current().dialogue.substitute and self._wishes_another(case):
            return "planner", "name_substitute", self._another()
        return self._asked_anew(case) or getattr(self, f"_in_{case.state}")(case)

    def _asked_anew(self, case: Any) -> Step | None:
        """What an order or a disclosure opened again, of a case that had passed the list."""
        if case.state in ("received", "eligibility", "follow_up", "kept", "closed", "withdrawn"):
            return None
        open_now = [item for item in queries.unmet(case) if item not in queries.findings(case)]
        if open_now:
            self._find_all(case, open_now[1:])
            return "planner", "find", {"item": open_now[0], "finding": "met"}
        if queries.last_check(case, "orders") is None:
            return "planner", "check_orders", {"checked_on": queries.today(), "found": "none"}
        return None

    def _call(self) -> None:
        """Somebody speaks with the person, if anybody may, before the case goes on."""
        person = Person.get_by_id(self.case.person_id)
        for way in contact.allowed_ways(person)[:1]:
            planner = self.world.actor("planner")
            contact.log_attempt(planner, person, "case", self.case, way, "spoke")

    def _wishes_another(self, case: Any) -> bool:
        """Who is gone for good leaves no other way; after a no she chooses."""
        if case.state in ("received", "follow_up", "closed", "withdrawn"):
            return False
        if queries.stands_in(case) and not queries.was_told(case):
            return False
        cause = surrogate.cause_of(case)
        if cause in ("died", "away"):
            return True
        return cause == "no" and self.chance.random() < 0.5

    def _another(self) -> dict[str, Any]:
        self.named += 1
        return {
            "came_to_us": True, "explained": True, "wished": True, "no_tie": True,
            "name": "Dale Reed", "number": f"S{self.number}X{self.named}",
            "facility": self.chance.choice((self.here, self.there)),
        }  # fmt: skip

    def _in_received(self, _case: Any) -> Step:
        return "planner", "open", {}

    def _in_eligibility(self, case: Any) -> Step:
        person = Person.get_by_id(case.person_id)
        if person.verified_at is None:
            contact.verify(self.world.actor("planner"), person, "court_file", "direct")
        if not case.own_wish:
            return "planner", "own_wish", {}
        if case.offender_id is None:
            return "planner", "identify", {
                "name": "Martin Cole", "number": f"K{self.number}", "facility": self.here,
            }  # fmt: skip
        unmet = queries.unmet(case)
        self._find_all(case, unmet[1:])
        if unmet:
            return "planner", "find", {"item": unmet[0], "finding": "met"}
        for kind, action in (("visits", "check_visits"), ("orders", "check_orders")):
            if queries.last_check(case, kind) is None:
                return "planner", action, {"checked_on": queries.today(), "found": "none"}
        return "planner", "ask_assessment", {"role": "case_manager"}

    def _find_all(self, case: Any, items: list[str]) -> None:
        """The whole list but one: through the door in the whole campaign; else in one go."""
        if campaign.is_soak():
            for item in items:
                self._try("planner", "find", {"item": item, "finding": "met"})
        elif items:
            by = self.world.logins["planner"]
            facts = {"item": items[0], "finding": "met", "rule": ""}
            with audit.recorded(by.actor, "case.finding_recorded", "case", case.id, **facts):
                for item in items:
                    earlier = (EligibilityFinding.case == case) & (EligibilityFinding.item == item)
                    EligibilityFinding.update(superseded=True).where(earlier).execute()
                    vault.make(
                        EligibilityFinding, case.key, {}, case=case, offender=case.offender_id,
                        item=item, finding="met", policy_version=policy.current().version,
                        by=by.id,
                    )  # fmt: skip

    def _in_assessment(self, case: Any) -> Step:
        if queries.open_assessment(case) is not None:
            return "case_manager", "answer_assessment", {"capacity": "yes", "willingness": "yes"}
        return "planner", "accept_assessment", {}

    def _in_approach(self, case: Any) -> Step:
        row = queries.approach(case)
        talk = queries.last_conversation(case)
        if talk is None:
            way = contact.allowed_ways(Person.get_by_id(case.person_id))[0]
            return "planner", "log_conversation", {
                "way": way, "told": True, "retaliation": "none", "go_ahead": True,
            }  # fmt: skip
        if row is None:
            return "coordinator", "agree_approach", {}
        if row.told_at is None:
            return "planner", "tell_offender", {}
        if row.answer != "willing":
            if row.answer == "unwilling" and self.chance.random() < 0.5:
                action = self.chance.choice(("keep_on_file", "other_form"))
                form = {"form": "shuttle"} if action == "other_form" else {}
                return "planner", action, {"came_to_us": True, "explained": True} | form
            said = "unwilling" if self.chance.random() < 0.15 else "willing"
            return "planner", "record_answer", {"answer": said}
        return "planner", "ask_signatures", {}

    def _in_review(self, case: Any) -> Step:
        rows = queries.signatures(case)
        if "coordinator" not in rows or any(row.decision == "refuse" for row in rows.values()):
            return "planner", "ask_signatures", {}
        if not rows["coordinator"].decision:
            return "coordinator", "sign_division", {"decision": "approve"}
        if not rows["superintendent"].decision:
            return "superintendent", "sign_superintendent", {"decision": "approve"}
        login = self.world.logins["facilitator"]
        return "planner", "assign", {"facilitator": login.id, "no_conflict": True}

    def _in_assigned(self, case: Any) -> Step:
        signed = queries.agreed_participants(case)
        for row in queries.participants(case):
            if row.id not in signed:
                return "planner", "sign_agreement", {"participant": row.id, "on": queries.today()}
        return "facilitator", "begin_preparation", {}

    def _in_preparation(self, case: Any) -> Step:
        prepared = queries.prepared_participants(case)
        for row in queries.participants(case):
            if row.id not in queries.agreed_participants(case):
                return "planner", "sign_agreement", {"participant": row.id, "on": queries.today()}
            if row.cleared_on is None:
                return "planner", "clear_participant", {
                    "participant": row.id, "on": queries.today(),
                }  # fmt: skip
            if row.id not in prepared:
                return "facilitator", "log_session", {
                    "side": row.side, "kind": "call", "on": queries.today(),
                    "participants": [row.id],
                }  # fmt: skip
        for side, criteria in preparation.CRITERIA.items():
            found = queries.readiness(case, side)
            for name in [name for name in criteria if found.get(name) != "met"]:
                point = {"side": side, "criterion": name, "finding": "met"}
                self._try("facilitator", "find_ready", point)
        return "facilitator", "recommend", {}

    def _in_readiness(self, case: Any) -> Step:
        visit, review = queries.visit(case), queries.division_review(case)
        if review is None or review.decision != "ready":
            if self.chance.random() < 0.3:
                return "coordinator", "prepare_more", {}
            return "coordinator", "review_readiness", {"decision": "ready"}
        if visit is None:
            return "planner", "plan_visit", {
                "place": "facility", "form": "face_to_face",
                "starts_at": clock.now() + timedelta(hours=self.chance.choice((1, 90))),
            }  # fmt: skip
        row = queries.signatures(case, "visit").get("superintendent")
        if row is not None and not row.decision:
            return "superintendent", "sign_visit", {"decision": "approve"}
        open_now = sorted(meeting.arrangements_for(visit.form) - set(json.loads(visit.arranged)))
        for line in open_now[1:]:
            self._try("facilitator", "arrange", {"arrangement": line})
        if open_now:
            return "facilitator", "arrange", {"arrangement": open_now[0]}
        return "planner", "schedule", {}

    def _in_scheduled(self, case: Any) -> Step:
        visit = queries.visit(case)
        if visit is None:
            return "planner", "close_gate", {"cause": "date"}
        zone = policy.current().zone
        return "facilitator", "record_dialogue", {
            "on": clock.local(visit.starts_at, zone).date(), "facilitator_present": True,
            "place_as_approved": True, "ended": "completed",
            "present": json.loads(visit.participants),
        }  # fmt: skip

    def _in_follow_up(self, _case: Any) -> Step:
        return "facilitator", "log_follow_up", {
            "on": queries.today(), "side": "person", "kind": "first", "outcome": "spoke",
            "came_to_us": True,
        }  # fmt: skip

    def _in_kept(self, _case: Any) -> Step:
        return "planner", "ask_again", {"asked": True}

    def _in_closed(self, _case: Any) -> Step:
        return "planner", "open", {}

    _in_withdrawn = _in_closed

    # -- what nobody should manage ---------------------------------------------------------

    def stray(self) -> Step:
        pick = self.chance.choice
        who = pick(("planner",) * 3 + ("facilitator",) * 2 + STAFF)
        action = pick(sorted({row.action for row in dialogue.FLOW.transitions if not row.hidden}))
        if action in ("close", "withdraw", "record_death") and self.chance.random() < 0.9:
            action = "add_participant"
        row = next(row for row in dialogue.FLOW.transitions if row.action == action)
        asked = {one.name for one in fields(row.facts)} if row.facts else set()
        return who, action, {name: what for name, what in self._facts().items() if name in asked}

    def _facts(self) -> dict[str, Any]:
        pick, case = self.chance.choice, self.case
        today = queries.today()
        people_in = [row.id for row in Participant.select().where(Participant.case == case)]
        side = pick(("person", "offender"))
        return {
            "name": pick(("Ann Poe", "", "x")),
            "number": pick((f"K{self.number}", f"S{self.number}X9")),
            "facility": pick((self.here, self.there, "nowhere")), "item": pick(
                (*policy.current().eligibility_items, "nothing")),
            "finding": pick(("met", "unmet", "unknown", "deferred")), "look_again_on": today,
            "checked_on": pick((today, today + timedelta(days=1), today - timedelta(days=200))),
            "found": pick(("none", "active", "facilitated")), "role": pick(("case_manager",
                "support", "impacted", "chaplain", "judge")), "capacity": pick(("yes", "no")),
            "willingness": pick(("yes", "no", "unsure")), "on_paper": pick((True, False)),
            "signer": pick(("", "A. Signer")), "signed_on": pick((today, None)),
            "told": pick((True, False)), "retaliation": pick(("none", "strong", "")),
            "go_ahead": pick((True, False)), "came_to_us": pick((True, False)),
            "answer": pick(("willing", "unwilling")), "decision": pick(
                ("approve", "refuse", "ready", "more", "")), "reason": pick(
                (*policy.current().refusal_codes, *policy.current().hold_codes)),
            "facilitator": pick([self.world.logins[w].id for w in ("facilitator", "planner")]),
            "no_conflict": pick((True, False)), "side": side, "adult": pick((True, False, None)),
            "ties": pick(("own_side", "both_sides")), "participant": pick([*people_in, "nobody"]),
            "on": pick((today, today + timedelta(days=3))), "kind": pick(("call", "first")),
            "criterion": pick(list(preparation.CRITERIA[side])), "place": pick(
                ("facility", "safe_place")), "form": pick(("face_to_face", "shuttle")),
            "starts_at": clock.now() + timedelta(days=pick((-1, 2))), "arrangement": pick(
                list(meeting.ARRANGEMENTS)), "cause": pick(("date", "people")),
            "ended": "completed", "facilitator_present": pick((True, False)),
            "place_as_approved": pick((True, False)), "present": people_in,
            "explained": pick((True, False)), "asked": pick((True, False)),
            "adult_on": None, "died_on": today, "outcome": pick(("spoke", "passed", "back")),
            "wished": pick((True, False)), "no_tie": pick((True, False)), "words": "Why?",
            "knows": pick((True, False)), "carrier": "A card", "seal": pick(("S-1", "")),
            "handed_by": "A. Clerk", "agrees": pick((True, False)),
            "closure": pick(list(policy.current().closure_codes)),
        }  # fmt: skip

    # -- one step --------------------------------------------------------------------------

    def step(self) -> None:
        roll = self.chance.random()
        if roll < 0.01:
            self._fact_changes()
        elif roll < 0.013:
            self.world.stop(self.asked)
        elif roll < 0.05:
            self.world.clock.move(hours=self.chance.choice((1, 30)))
        else:
            is_meant_well = self.chance.random() < 0.72
            who, action, facts = self.guide() if is_meant_well else self.stray()
            if is_meant_well and dialogue.FLOW.by_name[self.case.state].open:
                seen.must_be_asked(self.case, self._actor(who), action)
            self._try(who, action, facts)

    def _fact_changes(self) -> None:
        case = self.case
        if case.offender_id is None:
            return
        what = self.chance.choice(
            ("transfer", "transfer", "order", "disclosure", "release", "death", "escape")
        )
        offender = Offender.get_by_id(case.offender_id)
        place = self.chance.choice((self.here, self.there))
        try:
            custody_news.change_custody(WORKER, offender, what, facility=place)
        except workflow.Refused:
            assert what == "transfer"  # of someone dead or free: a person is asked about the paper

    def _try(self, who: str, action: str, facts: dict[str, Any]) -> None:
        actor, case = self._actor(who), self.case
        before = AuditHead.get_by_id(1).seq
        try:
            done = workflow.perform(dialogue.FLOW, case.id, action, actor, case.version, **facts)
        except (workflow.Refused, workflow.NotPermitted):
            after = self.case
            assert AuditHead.get_by_id(1).seq == before, "a refused act left an entry"
            assert (after.version, after.state, after.held) == (
                case.version, case.state, case.held,
            )  # fmt: skip
            if self.world_has_post() and self.chance.random() < 0.5:
                self.world.collect()
        else:
            self.done[action] += 1
            mine = (AuditEntry.seq > before) & (AuditEntry.subject == case.id)
            events = {row.event for row in AuditEntry.select(AuditEntry.event).where(mine)}
            wanted = {r.event for r in dialogue.FLOW.rows(case.state, action)}
            assert events & wanted, f"{action} left no entry"
            assert done.version == case.version + 1

    def _actor(self, who: str) -> Actor:
        login = f"{who}@{self._desk_of(who)}" if who in FACILITY_ROLES else who
        return self._actors.setdefault(login, self.world.logins[login].actor)

    def _desk_of(self, who: str) -> str:
        """Where somebody at a facility answers: mostly where the offender is held."""
        offender = queries.offender_of(self.case)
        held = offender.facility_id if offender else None
        if who != "screener" and held and self.chance.random() < 0.95:
            return str(held)
        return self.here

    def finish(self) -> None:
        """Free the facilitator for the next walk."""
        if dialogue.FLOW.by_name[self.case.state].open:
            workflow.perform(dialogue.FLOW, self.case.id, "withdraw", PERSON, None)

    def world_has_post(self) -> bool:
        return letterbox.waiting() > 0
