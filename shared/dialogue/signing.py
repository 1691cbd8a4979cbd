"""Both signatures, bound to the facility (S30)."""

from dataclasses import dataclass

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import assessment, filings, queries
from shared.dialogue.case import ask_paper, needed
from shared.dialogue.filings import OnPaper
from shared.people import contact
from shared.records import vault
from shared.records.models import DialogueCase, Signature
from shared.records.workflow import Act, Facts, Guard

DECISIONS = {"approve": N_("Approve"), "refuse": N_("Refuse")}


@dataclass(frozen=True)
class Signed(OnPaper):
    """A decision, by the codes of `DECISIONS`; a refusal has a coded reason of the policy."""

    decision: str = ""
    reason: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_offender_placed(act: Act[Facts]) -> bool:
    """The offender is held at a facility with a superintendent to ask."""
    offender = queries.offender_of(act.subject)
    return offender is not None and offender.facility_id is not None


OFFENDER_PLACED = Guard(
    is_offender_placed, N_("First record the facility where the {offender} is held.")
)

NOT_ASKED = N_("This signature has not been requested.")
SIGNED_ALREADY = N_("This was already signed.")
ELSEWHERE = N_("This signature was requested from another facility.")


def _division(act: Act[Facts]) -> Signature | None:
    return queries.signatures(act.subject).get("coordinator")


def _superintendent(act: Act[Facts]) -> Signature | None:
    return queries.signatures(act.subject).get("superintendent")


def _visit(act: Act[Facts]) -> Signature | None:
    return queries.signatures(act.subject, "visit").get("superintendent")


def _is_here(act: Act[Facts], row: Signature | None) -> bool:
    """Whether a signature was asked at this actor's facility; a planner enters any, from paper."""
    if row is None or act.actor.has("planner"):
        return True
    return ("superintendent", row.facility_id) in act.actor.roles


def is_division_asked(act: Act[Facts]) -> bool:
    """The Division's signature is asked for."""
    return _division(act) is not None


def is_division_unsigned(act: Act[Facts]) -> bool:
    """The Division's signature is not given yet."""
    row = _division(act)
    return row is None or not row.decision


# The Division's signature is asked for and not given.
DIVISION_OPEN = (
    Guard(is_division_asked, NOT_ASKED),
    Guard(is_division_unsigned, SIGNED_ALREADY),
)


def is_superintendent_asked(act: Act[Facts]) -> bool:
    """The superintendent's signature is asked for."""
    return _superintendent(act) is not None


def is_superintendent_unsigned(act: Act[Facts]) -> bool:
    """The superintendent's signature is not given yet."""
    row = _superintendent(act)
    return row is None or not row.decision


def is_superintendent_here(act: Act[Facts]) -> bool:
    """The superintendent's signature is asked for at this actor's facility."""
    return _is_here(act, _superintendent(act))


# The superintendent's signature is asked for and not given, at this actor's facility.
SUPERINTENDENT_OPEN = (
    Guard(is_superintendent_asked, NOT_ASKED),
    Guard(is_superintendent_unsigned, SIGNED_ALREADY),
    Guard(is_superintendent_here, ELSEWHERE),
)


def is_visit_asked(act: Act[Facts]) -> bool:
    """The superintendent's signature on date, room and people is asked for."""
    return _visit(act) is not None


def is_visit_unsigned(act: Act[Facts]) -> bool:
    """The superintendent's signature on date, room and people is not given yet."""
    row = _visit(act)
    return row is None or not row.decision


def is_visit_here(act: Act[Facts]) -> bool:
    """The signature on date, room and people is asked for at this actor's facility."""
    return _is_here(act, _visit(act))


VISIT_OPEN = (
    Guard(is_visit_asked, NOT_ASKED),
    Guard(is_visit_unsigned, SIGNED_ALREADY),
    Guard(is_visit_here, ELSEWHERE),
)


def is_division_or_on_paper(act: Act[OnPaper]) -> bool:
    """The Division signs on screen; what it signed on paper, a planner enters."""
    return act.actor.has("coordinator") or assessment.is_own_or_on_paper(act)


def is_division_paper_signed(act: Act[OnPaper]) -> bool:
    """What a planner enters for the Division has a signer and a day."""
    return act.actor.has("coordinator") or assessment.is_paper_signed(act)


ENTERED_FOR_DIVISION = (
    Guard(is_division_or_on_paper, assessment.OWN_OR_ON_PAPER.sentence),
    Guard(is_division_paper_signed, assessment.PAPER_SIGNED.sentence),
)


def is_paper_of_signatures(act: Act[OnPaper]) -> bool:
    """The paper is not one from before these signatures were asked for: a transfer voids those."""
    return filings.is_dated_after(act, next(iter(queries.signatures(act.subject).values()), None))


PAPER_OF_THIS = Guard(is_paper_of_signatures, filings.TOO_OLD)


def is_visit_paper_of_this(act: Act[OnPaper]) -> bool:
    """The paper is not one from before this date, room and people were asked for."""
    return filings.is_dated_after(act, _visit(act))


VISIT_PAPER_OF_THIS = Guard(is_visit_paper_of_this, filings.TOO_OLD)

OF_TWO_PEOPLE = N_("The two signatures must be from two people.")


def is_another_signer(act: Act[OnPaper]) -> bool:
    """Two people sign, where the policy says so: on screen, on paper, or one of each."""
    if not policy.current().needs_two("sign.coordinator", "sign.superintendent"):
        return True
    facts = act.facts
    name = contact.normal(facts.signer if facts.on_paper else act.actor.name)
    by = "" if facts.on_paper else act.actor.id
    mine = "coordinator" if act.action == "sign_division" else "superintendent"
    return not any(
        _is_signed_by(row, by, name)
        for authority, row in queries.signatures(act.subject).items()
        if authority != mine and row.decision == "approve"
    )


ANOTHER_SIGNER = Guard(is_another_signer, OF_TWO_PEOPLE)


def _is_signed_by(row: Signature, account_id: str, name: str) -> bool:
    """Whether a signature was given by this account, or by someone of this (normal) name."""
    if row.by_id:
        return row.by_id == account_id or contact.normal(needed(row.by).name) == name
    return row.id in vault.found("signer", [name], "signature")


def is_decision_known(act: Act[Signed]) -> bool:
    """Approve or refuse."""
    return act.facts.decision in DECISIONS


DECISION_KNOWN = Guard(is_decision_known, N_("Choose to approve or to refuse."))


def is_refusal_reasoned(act: Act[Signed]) -> bool:
    """A refusal has a coded reason of the policy."""
    return act.facts.decision != "refuse" or act.facts.reason in policy.current().refusal_codes


REFUSAL_REASONED = Guard(is_refusal_reasoned, N_("To refuse, choose a reason."))
DECIDED = (DECISION_KNOWN, REFUSAL_REASONED)


def is_any_missing(case: DialogueCase) -> bool:
    """Whether one is void, refused, or of a facility where the offender no longer is."""
    offender = queries.offender_of(case)
    rows = queries.signatures(case)
    standing = [rows.get(authority) for authority in policy.current().dialogue.signers]
    place = offender.facility_id if offender else None
    return not all(
        row and row.decision != "refuse" and row.facility_id == place for row in standing
    )


def is_signature_missing(act: Act[Facts]) -> bool:
    """A signature has to be asked for again."""
    return is_any_missing(act.subject)


SIGNATURE_MISSING = Guard(is_signature_missing, N_("Both signatures were already requested."))


def _asked_to_sign(case: DialogueCase) -> list[Signature | None]:
    """The standing signature of each authority that the policy names."""
    rows = queries.signatures(case)
    return [rows.get(authority) for authority in policy.current().dialogue.signers]


def are_both_approved(act: Act[Facts]) -> bool:
    """S30: the Division and the superintendent approve."""
    return all(row and row.decision == "approve" for row in _asked_to_sign(act.subject))


def are_signed_where_held(act: Act[Facts]) -> bool:
    """S30: both signatures are for the facility where the offender is now."""
    offender = queries.offender_of(act.subject)
    rows = [row for row in _asked_to_sign(act.subject) if row]
    return not rows or (
        offender is not None and all(row.facility_id == offender.facility_id for row in rows)
    )


def are_signed_by_two(act: Act[Facts]) -> bool:
    """Two people signed, where the policy says so."""
    signers = [row.by_id for row in _asked_to_sign(act.subject) if row and row.by_id]
    two = policy.current().needs_two("sign.coordinator", "sign.superintendent")
    return not two or len(set(signers)) == len(signers)


BOTH_SIGNED = (
    Guard(are_both_approved, N_("First, both the Division and the superintendent must approve.")),
    Guard(
        are_signed_where_held,
        N_("The {offender} is at another facility now. Ask for the signatures again."),
    ),
    Guard(are_signed_by_two, OF_TWO_PEOPLE),
)


# -- effects -----------------------------------------------------------------------------------


def ask(act: Act[Facts]) -> None:
    """Ask both, for the facility where the offender is now; what was asked before is void."""
    case = act.subject
    offender = needed(queries.offender_of(case))  # is_offender_placed
    void(case, "participation")
    facility = needed(offender.facility_id)
    for authority in policy.current().dialogue.signers:
        row = request(act, "participation", authority, facility)
        if authority == "superintendent":
            ask_paper(act, "superintendent-memo", noun="signature", subject=row.id)
    act.entry.note(facility=facility)


def request(act: Act[Facts], kind: str, authority: str, facility: str) -> Signature:
    """A signature asked for."""
    return Signature.make(
        key=act.subject.key, case=act.subject, offender=act.subject.offender_id, kind=kind,
        authority=authority, facility=facility,
    )  # fmt: skip


def void(case: DialogueCase, *kinds: str) -> None:
    """No signature of these kinds stands any more."""
    for kind in kinds or ("approach", "participation", "visit"):
        standing = (Signature.case == case) & (Signature.kind == kind)
        for row in list(Signature.select().where(standing & Signature.void_at.is_null())):
            Signature.update(void_at=clock.now()).where(Signature.id == row.id).execute()


def sign_division(act: Act[Signed]) -> None:
    """The Division's signature."""
    _sign(act, queries.signatures(act.subject)["coordinator"])


def sign_superintendent(act: Act[Signed]) -> None:
    """The superintendent's signature on taking part, on screen or from a signed paper."""
    _sign(act, queries.signatures(act.subject)["superintendent"])


def sign_visit(act: Act[Signed]) -> None:
    """The superintendent's signature on date, room and people (S21, S31)."""
    _sign(act, queries.signatures(act.subject, "visit")["superintendent"])


def _sign(act: Act[Signed], row: Signature) -> None:
    facts = act.facts
    on_paper = facts.on_paper
    private = {"signer": facts.signer} if on_paper else {}
    if on_paper:
        vault.index("signer", [contact.normal(facts.signer)], "signature", row.id)
    reason = facts.reason if facts.decision == "refuse" else ""
    Signature.update(
        decision=facts.decision, reason=reason, by=None if on_paper else act.actor.id,
        decided_at=clock.now(), on_paper=on_paper, signed_on=facts.signed_on,
        sealed=vault.seal(act.subject.key, "signature", row.id, private) if private else b"",
    ).where(Signature.id == row.id).execute()  # fmt: skip
    filings.keep_if_scanned(act, "signature")
    act.entry.note(
        authority=row.authority, facility=row.facility_id, reason=reason, on_paper=on_paper
    )
    if facts.decision == "refuse":
        contact.ask_task("person.tell", "case", act.subject.id, "planner")
