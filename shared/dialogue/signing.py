"""Both signatures, bound to the facility (S30), and the facilitator's assignment (S16)."""

from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import assessment, filings, queries
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records import vault
from shared.records.models import Account, Assignment, Grant, Participant, Signature
from shared.records.permissions import FACILITY_ROLES
from shared.records.workflow import Act

DECISIONS = {"approve": N_("Approve"), "refuse": N_("Refuse")}

# -- guards ------------------------------------------------------------------------------------


def is_offender_placed(act: Act) -> str | None:
    """The offender is held at a facility with a superintendent to ask."""
    offender = queries.offender_of(act.subject)
    if offender is None or offender.facility_id is None:
        return N_("First record the facility where the {offender} is held.")
    return None


def is_division_unsigned(act: Act) -> str | None:
    """The Division's signature is asked for and not given."""
    return _unsigned(queries.signatures(act.subject).get("coordinator"))


def is_superintendent_unsigned(act: Act) -> str | None:
    """The superintendent's signature is asked for and not given, at this actor's facility."""
    return _at_facility(act, queries.signatures(act.subject).get("superintendent"))


def is_visit_unsigned(act: Act) -> str | None:
    """The superintendent's signature on date, room and people is asked for and not given."""
    return _at_facility(act, queries.signatures(act.subject, "visit").get("superintendent"))


def _unsigned(row: Any) -> str | None:
    if row is None:
        return N_("This signature has not been requested.")
    return N_("This was already signed.") if row.decision else None


def _at_facility(act: Act, row: Any) -> str | None:
    said = _unsigned(row)
    if said or ("superintendent", row.facility_id) in act.actor.roles or act.actor.has("planner"):
        return said
    return N_("This signature was requested from another facility.")


def is_entered_for_division(act: Act) -> str | None:
    """The Division signs on screen; what it signed on paper, a planner enters."""
    return None if act.actor.has("coordinator") else assessment.is_paper_signed(act)


def is_paper_of_this(act: Act) -> str | None:
    """The paper is not one from before these signatures were asked for: a transfer voids those."""
    return filings.is_dated_after(act, next(iter(queries.signatures(act.subject).values()), None))


def is_visit_paper_of_this(act: Act) -> str | None:
    """The paper is not one from before this date, room and people were asked for."""
    rows = queries.signatures(act.subject, "visit")
    return filings.is_dated_after(act, rows.get("superintendent"))


def is_another_signer(act: Act) -> str | None:
    """Two people sign, where the policy says so: on screen, on paper, or one of each."""
    if not policy.current().needs_two("sign.coordinator", "sign.superintendent"):
        return None
    on_paper = act.facts.get("on_paper")
    name = contact.normal(str(act.facts.get("signer", "")) if on_paper else act.actor.name)
    mine = "coordinator" if act.action == "sign_division" else "superintendent"
    for authority, row in queries.signatures(act.subject).items():
        if authority == mine or row.decision != "approve":
            continue
        by = "" if on_paper else act.actor.id
        if _signer_of(row, by, name):
            return N_("The two signatures must be from two people.")
    return None


def _signer_of(row: Any, account_id: str, name: str) -> bool:
    """Whether a signature was given by this account, or by somebody of this (normal) name."""
    if row.by_id:
        return row.by_id == account_id or contact.normal(row.by.name) == name
    return row.id in vault.found("signer", [name], "signature")


def is_decision_known(act: Act) -> str | None:
    """Approve or refuse."""
    if act.facts.get("decision") not in DECISIONS:
        return N_("Choose to approve or to refuse.")
    return None


def is_refusal_reasoned(act: Act) -> str | None:
    """A refusal has a coded reason of the policy."""
    if act.facts.get("decision") == "refuse" and (
        act.facts.get("reason") not in policy.current().refusal_codes
    ):
        return N_("To refuse, choose a reason.")
    return None


def is_signature_missing(act: Act) -> str | None:
    """A signature is void, refused, or of a facility where the offender no longer is."""
    offender = queries.offender_of(act.subject)
    rows = queries.signatures(act.subject)
    standing = [rows.get(authority) for authority in policy.current().dialogue.signers]
    place = offender.facility_id if offender else None
    if all(row and row.decision != "refuse" and row.facility_id == place for row in standing):
        return N_("Both signatures were already requested.")
    return None


def are_both_signed(act: Act) -> str | None:
    """S30: both approve, for the facility where the offender is now."""
    offender = queries.offender_of(act.subject)
    rows = queries.signatures(act.subject)
    signers = policy.current().dialogue.signers
    for authority in signers:
        row = rows.get(authority)
        if row is None or row.decision != "approve":
            return N_("First, both the Division and the superintendent must approve.")
        if offender is None or row.facility_id != offender.facility_id:
            return N_("The {offender} is at another facility now. Ask for the signatures again.")
    people_signed = [rows[authority].by_id for authority in signers if rows[authority].by_id]
    two = policy.current().needs_two("sign.coordinator", "sign.superintendent")
    if two and len(set(people_signed)) < len(people_signed):
        return N_("The two signatures must be from two people.")
    return None


def is_facilitator_qualified(act: Act) -> str | None:
    """S6, S16: an active facilitator with every credential in force, and room for a case."""
    account = Account.get_or_none(Account.id == act.facts.get("facilitator"))
    if account is None or not account.active or not _facilitates(account):
        return N_("Choose a facilitator from the list.")
    if not queries.is_qualified(account.id):
        return N_("This facilitator's training or ethics code is missing or has expired.")
    if queries.load_of(account.id, act.subject) >= policy.current().dialogue.facilitator_cases:
        return N_("This facilitator has as many cases as the policy allows.")
    return None


def _facilitates(account: Any) -> bool:
    mine = (Grant.account == account) & (Grant.role == "facilitator") & Grant.ended_at.is_null()
    return bool(Grant.select().where(mine).exists())


def is_another_facilitator(act: Act) -> str | None:
    """Somebody who does not facilitate the case already; the second of a pair may take the lead."""
    mine = (Assignment.case == act.subject) & Assignment.ended_at.is_null()
    mine &= Assignment.facilitator == act.facts.get("facilitator")
    if act.action == "hand_over":
        mine &= ~Assignment.second
    if Assignment.select().where(mine).exists():
        return N_("This person already facilitates this case.")
    return None


def has_no_conflict(act: Act) -> str | None:
    """The facilitator declared no tie to either side."""
    if not act.facts.get("no_conflict"):
        return N_("First, the facilitator must declare that there is no conflict of interest.")
    return None


# -- effects -----------------------------------------------------------------------------------


def ask(act: Act) -> None:
    """Ask both, for the facility where the offender is now; what was asked before is void."""
    case = act.subject
    offender = needed(queries.offender_of(case))  # is_offender_placed
    void(case, "participation")
    for authority in policy.current().dialogue.signers:
        row = request(act, "participation", authority, offender.facility_id)
        if authority == "superintendent":
            ask_paper(act, "superintendent-memo", noun="signature", subject=row.id)
    act.entry.note(facility=offender.facility_id)


def request(act: Act, kind: str, authority: str, facility: str) -> Any:
    """A signature asked for, with its task."""
    row = Signature.make(
        key=act.subject.key, case=act.subject, offender=act.subject.offender_id, kind=kind,
        authority=authority, facility=facility,
    )  # fmt: skip
    place = facility if authority in FACILITY_ROLES else None
    due = queries.today() + policy.current().deadline("signature")
    contact.ask_task(
        f"signature.{kind}", "signature", row.id, authority, facility=place, due_on=due
    )
    return row


def void(case: Any, *kinds: str) -> None:
    """No signature of these kinds stands any more."""
    for kind in kinds or ("approach", "participation", "visit"):
        standing = (Signature.case == case) & (Signature.kind == kind)
        for row in list(Signature.select().where(standing & Signature.void_at.is_null())):
            Signature.update(void_at=clock.now()).where(Signature.id == row.id).execute()
            contact.end_tasks(row.id)


def sign_division(act: Act) -> None:
    """The Division's signature."""
    _sign(act, queries.signatures(act.subject)["coordinator"])


def sign_superintendent(act: Act) -> None:
    """The superintendent's signature on taking part, on screen or from a signed paper."""
    _sign(act, queries.signatures(act.subject)["superintendent"])


def sign_visit(act: Act) -> None:
    """The superintendent's signature on date, room and people (S21, S31)."""
    _sign(act, queries.signatures(act.subject, "visit")["superintendent"])


def _sign(act: Act, row: Any) -> None:
    facts = act.facts
    on_paper = bool(facts.get("on_paper"))
    private = {"signer": facts["signer"]} if on_paper else {}
    if on_paper:
        vault.index("signer", [contact.normal(facts["signer"])], "signature", row.id)
    reason = str(facts.get("reason") or "") if facts["decision"] == "refuse" else ""
    Signature.update(
        decision=facts["decision"], reason=reason, by=None if on_paper else act.actor.id,
        decided_at=clock.now(), on_paper=on_paper, signed_on=facts.get("signed_on"),
        sealed=vault.seal(act.subject.key, "signature", row.id, private) if private else b"",
    ).where(Signature.id == row.id).execute()  # fmt: skip
    filings.keep_if_scanned(act, "signature")
    contact.end_tasks(row.id, by=act.actor)
    act.entry.note(
        authority=row.authority, facility=row.facility_id, reason=reason, on_paper=on_paper
    )
    if facts["decision"] == "refuse":
        contact.ask_task("person.tell", "case", act.subject.id, "planner")


def assign(act: Act) -> None:
    """Assign, and name the two participants the case is about."""
    case, facilitator = act.subject, act.facts["facilitator"]
    Assignment.make(case=case, facilitator=facilitator, by=act.actor.id, no_conflict=True)
    harmed = _participant(case, "person", "person_harmed", person=case.person_id)
    responsible = _participant(case, "offender", "offender", offender=case.offender_id)
    ask_paper(act, "agreement-victim", case.person.language, "participant", harmed.id)
    ask_paper(act, "agreement-offender", case.offender.language, "participant", responsible.id)
    contact.ask_task("facilitator.begin", "case", case.id, "facilitator", account=facilitator)
    contact.ask_task("person.tell", "case", case.id, "planner")
    ask_paper(act, "facilitator-appointment")


def _participant(case: Any, side: str, role: str, **who: Any) -> Any:
    return Participant.make(
        key=case.key, case=case, side=side, role=role, adult=True, ties="own_side",
        cleared_on=queries.today(), **who,
    )  # fmt: skip
