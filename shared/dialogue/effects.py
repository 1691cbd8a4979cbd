"""What follows from an act, in the same transaction."""

from typing import Any

from shared import clock, jobs, people, policy, vault
from shared.dialogue import queries
from shared.models import (
    Approach,
    Assessment,
    Assignment,
    DialogueCase,
    EligibilityFinding,
    Incident,
    OrderCheck,
    Paper,
    Participant,
    Person,
    Responsibility,
    Signature,
)
from shared.permissions import FACILITY_ROLES
from shared.workflow import Act


def _set(case: Any, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(case, name, value)
    DialogueCase.update(**columns).where(DialogueCase.id == case.id).execute()


def post_notice(act: Act) -> None:
    """Whatever changed, let the worker post what the person may read."""
    jobs.ask("publish", f"publish:{act.subject.reference}", reference=act.subject.reference)


def ask_paper(act: Act, name: str, language: str = "en", subject: str | None = None) -> Any:
    """Ask the worker for a document about this case."""
    paper = Paper.make(
        key=act.subject.key, name=name, language=language, noun="case",
        subject=subject or act.subject.id,
        asked_by=act.actor.id if act.actor.id not in ("worker", "person") else None,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
    return paper


# -- eligibility -------------------------------------------------------------------------------


def end_opening_task(act: Act) -> None:
    """Somebody has begun."""
    people.end_tasks(act.subject.id, "case.open", by=act.actor)


def identify(act: Act) -> None:
    """Bind the case to an offender and an incident (S5)."""
    facts = act.facts
    values = {name: facts[name] for name in ("name", "number", "birth_date") if facts.get(name)}
    offender = people.record_offender(values, facts.get("facility"))
    incident = vault.make(
        Incident, act.subject.key, {"court_number": facts.get("court_number", "")},
        county=facts.get("county", ""), year=facts.get("year"),
    )  # fmt: skip
    Responsibility.make(incident=incident, offender=offender)
    _set(act.subject, offender=offender, incident=incident)
    act.entry.note(offender=offender.id, facility=offender.facility_id)


def own_wish(act: Act) -> None:
    """S2: recorded by a person who asked."""
    _set(act.subject, own_wish=True)


def find(act: Act) -> None:
    """A finding for one item; the earlier one is superseded, never edited."""
    facts = act.facts
    EligibilityFinding.update(superseded=True).where(
        (EligibilityFinding.case == act.subject) & (EligibilityFinding.item == facts["item"])
    ).execute()
    item = policy.current().eligibility_items[facts["item"]]
    vault.make(
        EligibilityFinding, act.subject.key, {"note": facts.get("note", "")},
        case=act.subject, item=item.id, rule=item.rule or "", finding=facts["finding"],
        policy_version=policy.current().version, by=act.actor.id,
        look_again_on=facts.get("look_again_on"),
    )  # fmt: skip
    act.entry.note(rule=item.rule or "")


def check_orders(act: Act) -> None:
    """Who looked for orders, when, and what was found."""
    OrderCheck.make(
        noun="case", subject=act.subject.id, by=act.actor.id,
        checked_on=act.facts["checked_on"], found=act.facts["found"],
    )  # fmt: skip


# -- assessment (S13) --------------------------------------------------------------------------


def ask_assessment(act: Act) -> None:
    """Ask the case manager or the chaplain of the offender's facility."""
    case, role = act.subject, act.facts["role"]
    offender = queries.offender_of(case)
    assert offender is not None  # the guard offender_known
    due = queries.today() + policy.current().deadline("assessment")
    asked = Assessment.make(
        key=case.key, case=case, offender=offender, facility=offender.facility_id, role=role,
        asked_by=act.actor.id, due_on=due,
    )  # fmt: skip
    people.ask_task(
        "assessment.answer", "assessment", asked.id, role, facility=offender.facility_id, due_on=due
    )
    ask_paper(act, "assessment-request", subject=asked.id)
    act.entry.note(facility=offender.facility_id, due_on=due.isoformat())


def answer_assessment(act: Act) -> None:
    """Keep the answer, on screen or from a signed paper."""
    facts = act.facts
    asked = queries.open_assessment(act.subject)
    assert asked is not None  # the guard assessment_open
    private = {name: facts[name] for name in ("note", "signer") if facts.get(name)}
    on_paper = bool(facts.get("on_paper"))
    Assessment.update(
        capacity=facts["capacity"], willingness=facts["willingness"], answered_at=clock.now(),
        answered_by=act.actor.id, on_paper=on_paper, signed_on=facts.get("signed_on"),
        closed_at=clock.now(),
        sealed=vault.seal(act.subject.key, "assessment", asked.id, private) if private else b"",
    ).where(Assessment.id == asked.id).execute()  # fmt: skip
    people.end_tasks(asked.id, by=act.actor)
    people.ask_task("assessment.decide", "case", act.subject.id, "planner")
    act.entry.note(on_paper=on_paper)


def end_assessment_tasks(act: Act) -> None:
    """The assessment is decided on."""
    people.end_tasks(act.subject.id, "assessment.decide", by=act.actor)


# -- approach (S14, S15) -----------------------------------------------------------------------


def log_conversation(act: Act) -> None:
    """The conversation that must come before the offender is told (ruling 10)."""
    facts = act.facts
    attempt = people.log_attempt(
        act.actor, Person.get_by_id(act.subject.person_id), "case", act.subject, facts.get("way"),
        "spoke", str(facts.get("note", "")), told_offender_part=bool(facts.get("told")),
        retaliation=facts.get("retaliation", ""), go_ahead=bool(facts.get("go_ahead")),
    )  # fmt: skip
    act.entry.note(attempt=attempt.id)
    if facts.get("go_ahead"):
        people.ask_task("approach.agree", "case", act.subject.id, "coordinator")


def agree_approach(act: Act) -> None:
    """The Division's go-ahead, on this conversation and this check."""
    Approach.make(
        case=act.subject, offender=act.subject.offender_id,
        conversation=queries.last_conversation(act.subject),
        order_check=queries.last_order_check(act.subject),
        agreed_by=act.actor.id, agreed_at=clock.now(),
    )  # fmt: skip
    people.end_tasks(act.subject.id, "approach.agree", by=act.actor)
    people.ask_task("approach.tell", "case", act.subject.id, "planner")


def tell_offender(act: Act) -> None:
    """It is done, and cannot be undone."""
    row = queries.approach(act.subject)
    assert row is not None  # the guard approach_agreed
    Approach.update(told_by=act.actor.id, told_at=clock.now()).where(Approach.id == row.id).execute()
    people.end_tasks(act.subject.id, "approach.tell", by=act.actor)


def record_answer(act: Act) -> None:
    """The offender's answer; a later one replaces it, for it may be taken back at any time."""
    row = queries.approach(act.subject)
    assert row is not None  # the guard offender_was_told
    Approach.update(answer=act.facts["answer"], answered_at=clock.now()).where(
        Approach.id == row.id
    ).execute()
    if act.facts["answer"] == "unwilling":
        people.ask_task("person.tell", "case", act.subject.id, "planner")


# -- signatures (S30) --------------------------------------------------------------------------


def ask_signatures(act: Act) -> None:
    """Ask both, for the facility where the offender is now; what was asked before is void."""
    case = act.subject
    offender = queries.offender_of(case)
    assert offender is not None  # the guard offender_placed
    void_signatures(case)
    for authority in policy.current().dialogue.signers:
        row = Signature.make(
            key=case.key, case=case, kind="participation", authority=authority,
            facility=offender.facility_id,
        )  # fmt: skip
        place = offender.facility_id if authority in FACILITY_ROLES else None
        people.ask_task(
            f"signature.{authority}", "signature", row.id, authority, facility=place
        )
        if authority == "superintendent":
            ask_paper(act, "superintendent-memo", subject=row.id)
    act.entry.note(facility=offender.facility_id)


def void_signatures(case: Any) -> None:
    """No signature of the case stands any more."""
    for row in queries.signatures(case).values():
        Signature.update(void_at=clock.now()).where(Signature.id == row.id).execute()
        people.end_tasks(row.id)


def sign_division(act: Act) -> None:
    """The Division's signature."""
    _sign(act, "coordinator")


def sign_superintendent(act: Act) -> None:
    """The superintendent's signature, on screen or from a signed paper."""
    _sign(act, "superintendent")


def _sign(act: Act, authority: str) -> None:
    row, facts = queries.signatures(act.subject)[authority], act.facts
    on_paper = bool(facts.get("on_paper"))
    private = {"signer": facts["signer"]} if on_paper else {}
    reason = str(facts.get("reason") or "") if facts["decision"] == "refuse" else ""
    Signature.update(
        decision=facts["decision"], reason=reason, by=None if on_paper else act.actor.id,
        decided_at=clock.now(), on_paper=on_paper, signed_on=facts.get("signed_on"),
        sealed=vault.seal(act.subject.key, "signature", row.id, private) if private else b"",
    ).where(Signature.id == row.id).execute()  # fmt: skip
    people.end_tasks(row.id, by=act.actor)
    act.entry.note(
        authority=authority, facility=row.facility_id, reason=reason, on_paper=on_paper
    )
    if facts["decision"] == "refuse":
        people.ask_task("person.tell", "case", act.subject.id, "planner")


# -- assignment (S16) --------------------------------------------------------------------------


def assign(act: Act) -> None:
    """Assign, and name the two participants the case is about."""
    case = act.subject
    Assignment.make(
        case=case, facilitator=act.facts["facilitator"], by=act.actor.id, no_conflict=True
    )
    named = {"adult": True, "case": case}
    Participant.make(key=case.key, side="person", role="person_harmed", person=case.person_id,
                     **named)  # fmt: skip
    Participant.make(key=case.key, side="offender", role="offender", offender=case.offender_id,
                     **named)  # fmt: skip
    people.ask_task("facilitator.begin", "case", case.id, "facilitator",
                    account=act.facts["facilitator"])  # fmt: skip
    people.ask_task("person.tell", "case", case.id, "planner")


# -- endings -----------------------------------------------------------------------------------


def close(act: Act) -> None:
    """Closed with a coded outcome; the person hears it from a person first (ruling 6)."""
    _set(act.subject, closure=act.facts["closure"])
    _stop_everything(act)
    people.ask_task("person.tell", "case", act.subject.id, "planner")


def withdraw(act: Act) -> None:
    """The person's word: at once, without a reason, in any state."""
    _set(act.subject, closure="withdrawn_by_person")
    _stop_everything(act)
    people.ask_task("withdrawal.see", "case", act.subject.id, "planner")


def _stop_everything(act: Act) -> None:
    case, now = act.subject, clock.now()
    void_signatures(case)
    Assessment.update(closed_at=now).where(
        (Assessment.case == case) & Assessment.closed_at.is_null()
    ).execute()
    Assignment.update(ended_at=now).where(
        (Assignment.case == case) & Assignment.ended_at.is_null()
    ).execute()
    for row in Assessment.select().where(Assessment.case == case):
        people.end_tasks(row.id)
    people.end_tasks(case.id, by=act.actor)


def ask_acknowledgement(case: Any, person: Any) -> None:
    """The first letter back, in the person's language.  Called inside a recorded change."""
    paper = Paper.make(
        key=case.key, name="acknowledgement", language=person.language, noun="case",
        subject=case.id,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
