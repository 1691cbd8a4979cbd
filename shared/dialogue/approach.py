"""Telling the offender, which cannot be undone (S14, S15, ruling 10)."""

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries, signing
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records.models import Approach, ContactWay, Person, Signature
from shared.records.workflow import Act

ANSWERS = {"willing": N_("Agrees to take part"), "unwilling": N_("Does not take part")}

TOLD = N_("The {offender} has already been told.")

# -- guards ------------------------------------------------------------------------------------


def is_way_allowed(act: Act) -> str | None:
    """The way used is one the person marked safe and has not stopped."""
    way = act.facts.get("way")
    if way is None and act.facts.get("came_to_us"):
        return None
    ways = {allowed.id for allowed in contact.allowed_ways(Person.get_by_id(act.subject.person_id))}
    if not isinstance(way, ContactWay) or way.id not in ways:
        return N_("Choose a way that the person has said is safe.")
    return None


def is_conversation_whole(act: Act) -> str | None:
    """What the offender would be told, and fear of retaliation, were both spoken of."""
    if not act.facts.get("told") or act.facts.get("retaliation") not in contact.RETALIATION:
        return N_(
            "Record that you told the person what the {offender} will be told, and any fear they "
            "have."
        )
    return None


def has_go_ahead(act: Act) -> str | None:
    """She was told what he would be told, and said "go ahead"."""
    talk = queries.last_conversation(act.subject)
    if talk is None or not talk.retaliation:
        return N_(
            "First record the conversation: what the {offender} will be told, fear of retaliation, "
            "and the person's answer."
        )
    if not talk.go_ahead:
        return N_("The person has not said to go ahead.")
    return None


def is_not_agreed_yet(act: Act) -> str | None:
    """It was not agreed to already, on the conversation that stands; nobody was told yet."""
    row, talk = queries.approach(act.subject), queries.last_conversation(act.subject)
    if row is not None and row.told_at is not None:
        return TOLD
    if row is not None and talk is not None and row.conversation_id == talk.id:
        return N_("The Division has already agreed.")
    return None


def is_not_told(act: Act) -> str | None:
    """Nobody was told in this attempt: what was agreed to may still be taken back."""
    row = queries.approach(act.subject)
    return TOLD if row is not None and row.told_at is not None else None


def is_reason_known(act: Act) -> str | None:
    """A refusal has a coded reason of the policy."""
    if act.facts.get("reason") not in policy.current().refusal_codes:
        return N_("To refuse, choose a reason.")
    return None


def is_agreed(act: Act) -> str | None:
    """The Division agreed, on the conversation that still stands; not told yet."""
    row, talk = queries.approach(act.subject), queries.last_conversation(act.subject)
    if row is None or talk is None or row.conversation_id != talk.id:
        return N_("First the coordinator must agree, for the Division, on the last conversation.")
    if row.told_at is not None:
        return TOLD
    two = policy.current().needs_two("case.approach_agreed", "case.offender_told")
    if two and row.agreed_by_id == act.actor.id:
        return N_("Another person must do this: you agreed for the Division.")
    return None


def is_offender_told(act: Act) -> str | None:
    """The offender was told."""
    row = queries.approach(act.subject)
    if row is None or row.told_at is None:
        return N_("The {offender} has not been told yet.")
    return None


def is_answer_known(act: Act) -> str | None:
    """Willing, or not."""
    if act.facts.get("answer") not in ANSWERS:
        return N_("Choose the {offender}'s answer.")
    return None


def is_offender_willing(act: Act) -> str | None:
    """S15: the offender agrees, and has not taken it back."""
    row = queries.approach(act.subject)
    if row is None or row.answer != "willing":
        return N_("The {offender} has not agreed to take part.")
    return None


# -- effects -----------------------------------------------------------------------------------


def log_conversation(act: Act) -> None:
    """The conversation that must come before the offender is told."""
    facts = act.facts
    attempt = contact.log_attempt(
        act.actor, Person.get_by_id(act.subject.person_id), "case", act.subject, facts.get("way"),
        "spoke", str(facts.get("note", "")), told_offender_part=True,
        retaliation=facts["retaliation"], go_ahead=bool(facts.get("go_ahead")),
        offender=act.subject.offender_id,
    )  # fmt: skip
    act.entry.note(attempt=attempt.id, go_ahead=bool(facts.get("go_ahead")))
    row = queries.approach(act.subject)
    if facts.get("go_ahead") and (row is None or row.told_at is None):
        contact.ask_task("approach.agree", "case", act.subject.id, "coordinator")


def refuse(act: Act) -> None:
    """The Division's no, before anybody is told: she hears it from a person, with what is open."""
    case = act.subject
    signing.void(case, "approach")
    Approach.update(void_at=clock.now()).where(
        (Approach.case == case) & Approach.void_at.is_null()
    ).execute()
    Signature.make(
        key=case.key, case=case, offender=case.offender_id, kind="approach",
        authority="coordinator", facility=case.offender.facility_id, decision="refuse",
        reason=act.facts["reason"], by=act.actor.id, decided_at=clock.now(),
    )  # fmt: skip
    contact.end_tasks(case.id, "approach.agree", "approach.tell", by=act.actor)
    contact.ask_task("person.tell", "case", case.id, "planner")


def agree(act: Act) -> None:
    """The Division's go-ahead, on this conversation and this check; an earlier no is over."""
    signing.void(act.subject, "approach")
    row = Approach.make(
        case=act.subject, offender=act.subject.offender_id,
        conversation=queries.last_conversation(act.subject),
        order_check=queries.last_check(act.subject, "orders"),
        agreed_by=act.actor.id, agreed_at=clock.now(),
    )  # fmt: skip
    contact.end_tasks(act.subject.id, "approach.agree", by=act.actor)
    contact.ask_task("approach.tell", "case", act.subject.id, "planner")
    ask_paper(act, "offender-invitation", row.offender.language, "approach", row.id)


def tell(act: Act) -> None:
    """It is done, and cannot be undone."""
    row = needed(queries.approach(act.subject))  # is_agreed
    Approach.update(told_by=act.actor.id, told_at=clock.now()).where(
        Approach.id == row.id
    ).execute()
    contact.end_tasks(act.subject.id, "approach.tell", by=act.actor)


def record_answer(act: Act) -> None:
    """The offender's answer; a later one replaces it, for it may be taken back at any time."""
    row = needed(queries.approach(act.subject))  # is_offender_told
    Approach.update(answer=act.facts["answer"], answered_at=clock.now()).where(
        Approach.id == row.id
    ).execute()
    if act.facts["answer"] == "unwilling":
        contact.ask_task("person.tell", "case", act.subject.id, "planner")
