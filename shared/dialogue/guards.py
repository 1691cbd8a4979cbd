"""What must be true before an act.  Each gives None, or the sentence staff read."""

from datetime import date

from shared import letterbox, people, policy
from shared.dialogue import queries
from shared.envelopes import N_
from shared.models import Account, Assessment, ContactWay, Facility, Grant, Person
from shared.workflow import Act


# -- the post ----------------------------------------------------------------------------------


def post_collected(_act: Act) -> str | None:
    """Law 5: nothing goes while a withdrawal may still lie sealed in the letterbox."""
    try:
        waiting = letterbox.waiting()
    except Exception:
        return N_("The letterbox cannot be reached, so nothing may go out now. Try again later.")
    if waiting:
        return N_("Post has come in. It is being collected; read it, then try again.")
    return None


# -- eligibility -------------------------------------------------------------------------------


def person_verified(act: Act) -> str | None:
    """Who asks, and their standing, were verified (S3)."""
    person = Person.get_by_id(act.subject.person_id)
    if person.verified_at is None:
        return N_("First record how the person's identity and standing were verified.")
    return None


def own_wish(act: Act) -> str | None:
    """S2: the person's own wish, free of pressure."""
    if not act.subject.own_wish:
        return N_("First record that this is the person's own wish, free of pressure.")
    return None


def offender_named(act: Act) -> str | None:
    """What identifies an offender was given."""
    if not str(act.facts.get("name", "")).strip() or not str(act.facts.get("number", "")).strip():
        return N_("Give the offender's name and number.")
    facility = act.facts.get("facility")
    if facility and Facility.get_or_none(Facility.id == facility) is None:
        return N_("Choose a facility from the list.")
    return None


def offender_known(act: Act) -> str | None:
    """The offender is identified, and held somewhere."""
    offender = queries.offender_of(act.subject)
    if offender is None:
        return N_("First say who the offender is.")
    if offender.facility_id is None:
        return N_("First record the facility where the offender is held.")
    return None


def finding_known(act: Act) -> str | None:
    """The item is on the policy's list, and the finding is one of four."""
    if act.facts.get("item") not in policy.current().eligibility_items:
        return N_("Choose an item from the list.")
    if act.facts.get("finding") not in ("met", "unmet", "unknown", "deferred"):
        return N_("Choose what was found.")
    if act.facts.get("finding") == "deferred" and not act.facts.get("look_again_on"):
        return N_("For a deferral, give the date to look again.")
    return None


def eligible(act: Act) -> str | None:
    """S20, S23-S26, S31: every item answered, no hard rule unmet.  No role can pass this by."""
    if queries.unmet(act.subject):
        return N_("The eligibility list has items that are open, deferred, or barred by a rule.")
    person = Person.get_by_id(act.subject.person_id)
    if person.adult is False:
        return N_("A person under 18 may not take part in a dialogue.")
    offender = queries.offender_of(act.subject)
    if offender is not None and offender.death_row and _bars("death_row"):
        return N_("The offender is on death row; the policy does not allow a dialogue.")
    if offender is not None and offender.died_on is not None:
        return N_("The offender has died.")
    return None


def _bars(rule_id: str) -> bool:
    rule = policy.current().rules.get(rule_id)
    return rule is not None and rule.hard


def check_dated(act: Act) -> str | None:
    """A check has a day that is not in the future, and a result."""
    day = act.facts.get("checked_on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Give the day of the check. It cannot be in the future.")
    if act.facts.get("found") not in ("none", "active", "facilitated"):
        return N_("Say what the check found.")
    return None


def orders_fresh(act: Act) -> str | None:
    """A dated check, not too old, that found no order in the way."""
    check = queries.last_order_check(act.subject)
    if check is None:
        return N_("First record a check for protection and no-contact orders.")
    if not queries.is_fresh(check):
        return N_("The check for orders is too old. Record a new one.")
    if check.found == "active":
        return N_("An order is in force, so this cannot go on. It may be looked at again later.")
    return None


# -- assessment --------------------------------------------------------------------------------


def assessment_open(act: Act) -> str | None:
    """One was asked for, of this actor's role and facility or, on paper, of any."""
    asked = queries.open_assessment(act.subject)
    if asked is None:
        return N_("No assessment is waiting for an answer.")
    if not act.actor.has("planner") and (
        (asked.role, asked.facility_id) not in act.actor.roles
    ):
        return N_("This assessment was asked of someone else.")
    return None


def no_assessment_open(act: Act) -> str | None:
    """None is waiting."""
    if queries.open_assessment(act.subject) is not None:
        return N_("An assessment is already waiting for an answer.")
    return None


def assessment_complete(act: Act) -> str | None:
    """Capacity and willingness, both answered (S13)."""
    answers = ("yes", "no", "unsure")
    if act.facts.get("capacity") not in answers or act.facts.get("willingness") not in answers:
        return N_("Answer both questions: capacity and willingness.")
    return None


def able_and_willing(act: Act) -> str | None:
    """The latest assessment found both."""
    last: Assessment | None = queries.last_assessment(act.subject)
    if last is None:
        return N_("No assessment has been answered yet.")
    if (last.capacity, last.willingness) != ("yes", "yes"):
        return N_("The last assessment did not find both capacity and willingness.")
    return None


def paper_signed(act: Act) -> str | None:
    """An answer entered for a facility came on paper: signer and date."""
    on_paper = bool(act.facts.get("on_paper"))
    if act.actor.has("planner") and not on_paper:
        return N_("You can enter this only from a signed paper. Give its signer and date.")
    if not on_paper:
        return None
    day = act.facts.get("signed_on")
    if not act.facts.get("signer") or not isinstance(day, date) or day > queries.today():
        return N_("Give who signed the paper, and the day. It cannot be in the future.")
    return None


# -- approach ----------------------------------------------------------------------------------


def way_allowed(act: Act) -> str | None:
    """The way used is one the person marked safe and has not stopped."""
    way = act.facts.get("way")
    ways = {allowed.id for allowed in people.allowed_ways(Person.get_by_id(act.subject.person_id))}
    if way is None and act.facts.get("came_to_us"):
        return None
    if not isinstance(way, ContactWay) or way.id not in ways:
        return N_("Choose a way that the person has said is safe.")
    return None


def go_ahead(act: Act) -> str | None:
    """Ruling 10: she was told what he would be told, and said "go ahead"."""
    talk = queries.last_conversation(act.subject)
    if talk is None or not talk.retaliation:
        return N_(
            "First record the conversation: what the offender will be told, fear of retaliation, "
            "and the person's answer."
        )
    if not talk.go_ahead:
        return N_("The person has not said to go ahead.")
    return None


def approach_not_agreed(act: Act) -> str | None:
    """It was not agreed to already."""
    if queries.approach(act.subject) is not None:
        return N_("The Division has already agreed.")
    return None


def approach_agreed(act: Act) -> str | None:
    """The Division agreed, on the conversation that still stands; not told yet."""
    row = queries.approach(act.subject)
    talk = queries.last_conversation(act.subject)
    if row is None or talk is None or row.conversation_id != talk.id:
        return N_("First the coordinator must agree, for the Division, on the last conversation.")
    if row.told_at is not None:
        return N_("The offender has been told already.")
    if row.agreed_by_id == act.actor.id and policy.current().needs_two(
        "case.approach_agreed", "case.offender_told"
    ):
        return N_("Another person must do this: you agreed to it for the Division.")
    return None


def offender_was_told(act: Act) -> str | None:
    """The offender was told."""
    row = queries.approach(act.subject)
    if row is None or row.told_at is None:
        return N_("The offender has not been told yet.")
    return None


def answer_known(act: Act) -> str | None:
    """Willing, or not."""
    if act.facts.get("answer") not in ("willing", "unwilling"):
        return N_("Say what the offender answered.")
    return None


def offender_willing(act: Act) -> str | None:
    """S15: the offender agrees, and has not taken it back."""
    row = queries.approach(act.subject)
    if row is None or row.answer != "willing":
        return N_("The offender has not agreed to take part.")
    return None


def offender_placed(act: Act) -> str | None:
    """The offender is held at a facility with a superintendent to ask."""
    offender = queries.offender_of(act.subject)
    if offender is None or offender.facility_id is None:
        return N_("First record the facility where the offender is held.")
    return None


# -- signatures and assignment -----------------------------------------------------------------


def division_unsigned(act: Act) -> str | None:
    """The Division's signature is asked for and not given."""
    return _unsigned(act, "coordinator")


def superintendent_unsigned(act: Act) -> str | None:
    """The superintendent's signature is asked for and not given, at this actor's facility."""
    said = _unsigned(act, "superintendent")
    if said or act.actor.has("planner"):
        return said
    row = queries.signatures(act.subject)["superintendent"]
    if ("superintendent", row.facility_id) not in act.actor.roles:
        return N_("This signature was asked of another facility.")
    return None


def _unsigned(act: Act, authority: str) -> str | None:
    row = queries.signatures(act.subject).get(authority)
    if row is None:
        return N_("This signature has not been asked for.")
    if row.decision:
        return N_("This has been signed already.")
    return None


def decision_known(act: Act) -> str | None:
    """Approve or refuse."""
    if act.facts.get("decision") not in ("approve", "refuse"):
        return N_("Choose to approve or to refuse.")
    return None


def refusal_reasoned(act: Act) -> str | None:
    """A refusal has a coded reason of the policy."""
    codes = policy.current().refusal_codes
    if act.facts.get("decision") == "refuse" and act.facts.get("reason") not in codes:
        return N_("For a refusal, choose a reason.")
    return None


def signature_missing(act: Act) -> str | None:
    """A signature is void, refused, or of a facility where the offender no longer is."""
    offender = queries.offender_of(act.subject)
    rows = queries.signatures(act.subject)
    standing = [rows.get(authority) for authority in policy.current().dialogue.signers]
    place = offender.facility_id if offender else None
    if all(row and row.decision != "refuse" and row.facility_id == place for row in standing):
        return N_("Both signatures are asked for already.")
    return None


def both_signed(act: Act) -> str | None:
    """S30: both approve, for the facility where the offender is now."""
    offender = queries.offender_of(act.subject)
    rows = queries.signatures(act.subject)
    for authority in policy.current().dialogue.signers:
        row = rows.get(authority)
        if row is None or row.decision != "approve":
            return N_("Both the Division and the superintendent must have approved.")
        if offender is None or row.facility_id != offender.facility_id:
            return N_("The offender is at another facility now. Ask for the signatures again.")
    signers = {row.by_id for row in rows.values() if row.by_id}
    if len(signers) < len(policy.current().dialogue.signers) and policy.current().needs_two(
        "sign.coordinator", "sign.superintendent"
    ):
        return N_("The two signatures must be of two people.")
    return None


def facilitator_qualified(act: Act) -> str | None:
    """S6, S16: an active facilitator with every credential in force, and room for a case."""
    account = Account.get_or_none(Account.id == act.facts.get("facilitator"))
    grants = Grant.select().where(
        (Grant.account == account) & (Grant.role == "facilitator") & Grant.ended_at.is_null()
    )
    if account is None or not account.active or not grants.exists():
        return N_("Choose a facilitator from the list.")
    if not queries.is_qualified(account.id):
        return N_("This facilitator's training or ethics code is missing or has expired.")
    if queries.load_of(account.id) >= policy.current().dialogue.facilitator_cases:
        return N_("This facilitator has as many cases as the policy allows.")
    return None


def no_conflict(act: Act) -> str | None:
    """The facilitator declared no tie to either side."""
    if not act.facts.get("no_conflict"):
        return N_("The facilitator must first declare that there is no conflict of interest.")
    return None


# -- from anywhere -----------------------------------------------------------------------------


def hold_reasoned(act: Act) -> str | None:
    """A coded reason."""
    if act.facts.get("reason") not in policy.current().hold_codes:
        return N_("Choose why this is put on hold.")
    return None


def is_held(act: Act) -> str | None:
    """It is on hold."""
    return None if act.subject.held else N_("This is not on hold.")


def closure_known(act: Act) -> str | None:
    """A coded outcome that blames nobody."""
    if act.facts.get("closure") not in policy.current().closure_codes:
        return N_("Choose how this ends.")
    return None
