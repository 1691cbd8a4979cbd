"""Every event that is ever recorded: its name, what it is called, and its exact facts.

Names are ``<noun>.<past participle>`` and are never renamed.  Facts are ids and codes only.
"""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.records.facts import LABELS


@dataclass(frozen=True)
class Event:
    """What staff read in a timeline, and the keys that an entry must have."""

    label: str
    facts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises TypeError for a fact without words."""
        for fact in self.facts:
            if fact not in LABELS:
                raise TypeError(
                    f"the fact {fact!r} of the event {self.label!r} has no words: "
                    "add it to LABELS in shared/records/facts.py"
                )


EVENTS: dict[str, Event] = {
    # Installation and accounts
    "installation.made": Event(N_("Installation created"), ("policy",)),
    "sample.loaded": Event(N_("Sample data loaded")),
    "backup.restored": Event(N_("Backup restored"), ("taken_at", "erased_again")),
    "backup.checked": Event(N_("Restored copy checked")),
    "erasure.replayed": Event(N_("Erased again after a restore")),
    "account.made": Event(N_("Account created"), ("roles",)),
    "account.changed": Event(N_("Account changed"), ("what",)),
    "account.change_proposed": Event(N_("Change of an account proposed"), ("proposal", "what")),
    "account.change_confirmed": Event(
        N_("Change of an account confirmed by a second administrator"), ("proposal", "what")
    ),
    "account.change_refused": Event(
        N_("Change of an account refused or taken back"), ("proposal", "what")
    ),
    "account.enrolled": Event(N_("Passphrase and authenticator set by the holder"), ("kind",)),
    "account.deactivated": Event(N_("Account deactivated")),
    "account.signed_in": Event(N_("Signed in")),
    "account.refused": Event(N_("Sign-in refused"), ("why",)),
    "account.stepped_up": Event(N_("One-time code given again"), ("what",)),
    "account.guessing_noticed": Event(N_("Many wrong sign-ins"), ("source",)),
    "account.visits_ended": Event(N_("Own visits ended")),
    "account.notices_read": Event(N_("Notices about the account read")),
    "account.signed_out": Event(N_("Signed out")),
    "credential.recorded": Event(N_("Credential recorded"), ("kind", "expires_on")),
    # The post
    "post.collected": Event(N_("Messages loaded"), ("kind",)),
    "post.set_aside": Event(N_("Message set aside"), ("why",)),
    "post.reopened": Event(N_("Message opened on a later try")),
    # People
    "person.made": Event(N_("Person recorded"), ("kind",)),
    "person.verified": Event(
        N_("Identity and relationship to the case verified"), ("how", "standing")
    ),
    "contact.logged": Event(N_("Contact attempt logged"), ("channel", "outcome", "attempt")),
    "contact.replaced": Event(N_("Ways to reach the person replaced")),
    "contact.confirmed": Event(N_("New ways to reach the person checked"), ("how",)),
    "contact.refused": Event(N_("New ways to reach the person refused"), ("how",)),
    "contact.stopped": Event(N_("Contact stopped")),
    "news.chosen": Event(N_("Way to get news chosen"), ("read_here",)),
    "person.merged": Event(N_("Confirmed to be the same person"), ("merged",)),
    "person.parted": Event(N_("Confirmed to be two people"), ("merged",)),
    "person.came_of_age": Event(N_("The person is 18 now")),
    "code.proposed": Event(N_("New access code requested"), ("how",)),
    "code.refused": Event(N_("New access code refused or taken back")),
    "code.asked_again": Event(N_("The person was asked again after a new code")),
    "code.given": Event(N_("New access code given by staff")),
    "inquiry.logged": Event(
        N_("Request from the {offender}'s side logged"), ("asked_by", "came_by")
    ),
    "inquiry.answered": Event(N_("Answered with the standard letter")),
    "inquiry.read": Event(N_("Request from the {offender}'s side viewed")),
    "records_request.logged": Event(N_("Request for records logged")),
    "records_request.decided": Event(N_("Request for records decided"), ("decision",)),
    "records_request.read": Event(N_("Request for records viewed")),
    "complaint.received": Event(N_("Complaint or feedback received"), ("kind",)),
    "complaint.answered": Event(N_("Complaint or feedback answered"), ("kind",)),
    "complaint.read": Event(N_("Complaint or feedback viewed")),
    "offender.read": Event(N_("Custody record viewed")),
    "service.asked": Event(N_("Another service requested"), ("service",)),
    "offender.recorded": Event(N_("{Offender} recorded"), ("facility",)),
    "offender.changed": Event(N_("Custody facts changed"), ("what",)),
    # Readings of sealed records
    "case.read": Event(N_("Case viewed")),
    "assessment.read": Event(N_("Assessment request viewed")),
    "signature.read": Event(N_("Signature request viewed")),
    "person.read": Event(N_("Person's record viewed")),
    "registration.read": Event(N_("Notification request viewed")),
    "letter.read": Event(N_("Letter viewed")),
    "delivery.read": Event(N_("Delivery viewed")),
    "paper.read": Event(N_("Document opened")),
    "search.run": Event(N_("Search run"), ("found",)),
    "audit.read": Event(N_("Audit log viewed")),
    # The dialogue case
    "case.received": Event(N_("Request received"), ("source", "policy")),
    "case.opened": Event(N_("Eligibility check started")),
    "case.offender_identified": Event(N_("{Offender} identified"), ("offender", "facility")),
    "case.substitute_named": Event(
        N_("There is a surrogate for the {offender}"), ("offender", "former", "cause", "facility")
    ),
    "case.own_wish_recorded": Event(N_("Own wish recorded")),
    "case.finding_recorded": Event(N_("Eligibility item recorded"), ("item", "finding", "rule")),
    "case.orders_checked": Event(N_("Orders checked"), ("found", "checked_on")),
    "case.assessment_asked": Event(N_("Assessment requested"), ("role", "facility", "due_on")),
    "case.assessment_answered": Event(
        N_("Assessment answered"), ("capacity", "willingness", "on_paper")
    ),
    "case.assessment_accepted": Event(N_("Assessment accepted")),
    "case.conversation_logged": Event(
        N_("Conversation before telling the {offender}"), ("go_ahead", "retaliation", "attempt")
    ),
    "case.approach_agreed": Event(N_("Division agreed to the approach")),
    "case.approach_refused": Event(N_("Division did not agree to the approach"), ("reason",)),
    "case.offender_told": Event(N_("{Offender} told")),
    "case.offender_answered": Event(N_("{Offender} answered"), ("answer",)),
    "case.signatures_asked": Event(N_("Both signatures requested"), ("facility",)),
    "case.signed": Event(
        N_("Signature given or refused"),
        ("authority", "facility", "decision", "reason", "on_paper"),
    ),
    "case.signatures_voided": Event(N_("Signatures void"), ("why",)),
    "case.facilitator_assigned": Event(N_("Facilitator assigned"), ("facilitator",)),
    "case.visits_checked": Event(N_("Visit list checked"), ("found", "checked_on")),
    "case.facilitator_changed": Event(N_("Facilitators changed"), ("facilitator",)),
    "case.participant_added": Event(
        N_("Participant added"), ("participant", "side", "role", "ties")
    ),
    "case.participant_cleared": Event(N_("Person checked"), ("participant",)),
    "case.participant_left": Event(N_("Person no longer takes part"), ("participant",)),
    "case.agreement_signed": Event(N_("Agreement signed"), ("participant",)),
    "case.preparation_begun": Event(N_("Preparation begun")),
    "case.session_logged": Event(N_("Preparation session"), ("session", "side", "kind")),
    "case.readiness_found": Event(
        N_("Point of preparation recorded"), ("side", "criterion", "finding")
    ),
    "case.readiness_recommended": Event(N_("Dialogue recommended")),
    "case.readiness_reviewed": Event(N_("Readiness reviewed"), ("decision",)),
    "case.visit_planned": Event(N_("Date, place and people planned"), ("facility", "form")),
    "case.arrangement_recorded": Event(N_("Arrangement made"), ("arrangement",)),
    "case.scheduled": Event(N_("Date confirmed")),
    "case.gate_closed": Event(N_("A change; needs new approval"), ("cause",)),
    "case.message_written": Event(N_("The person's message written down")),
    "case.message_read": Event(N_("The person's message read before it is relayed"), ("outcome",)),
    "case.message_taken_back": Event(N_("The person takes their message back")),
    "case.message_carried": Event(N_("The person's message relayed")),
    "case.recording_logged": Event(N_("Recording made and sealed"), ("seal",)),
    "case.recording_attested": Event(N_("Recording attested: it says what the transcript says")),
    "case.recording_moved": Event(N_("Recording changed hands")),
    "case.dialogue_held": Event(N_("Dialogue held"), ("ended",)),
    "case.followed_up": Event(N_("Followed up"), ("side", "kind", "outcome")),
    "case.offender_stopped": Event(N_("{Offender} no longer takes part")),
    "case.records_released": Event(
        N_("Records released, by counsel's decision"), ("request", "names")
    ),
    "case.entered": Event(N_("Request entered by staff"), ("source",)),
    "case.age_recorded": Event(N_("Date of 18th birthday recorded"), ("adult",)),
    "case.kept_on_file": Event(N_("Kept on file after a no, as the person wishes")),
    "case.other_form_chosen": Event(N_("Another format chosen after a no"), ("form",)),
    "case.asked_again": Event(N_("The person asks again")),
    "case.held": Event(N_("Put on hold"), ("reason",)),
    "case.resumed": Event(N_("Taken off hold")),
    "case.closed": Event(N_("Closed"), ("closure",)),
    "case.withdrawn": Event(N_("Withdrawn by the person")),
    # Letters (S35-S37, S41): nothing in these depends on the victim's side
    "letter.deposited": Event(N_("Letter deposited"), ("facility", "kind")),
    "letter.passed": Event(N_("Passed a review"), ("number", "tier", "sha256")),
    "letter.banked": Event(N_("In the bank"), ("number", "tier", "sha256")),
    "letter.returned": Event(N_("Returned for revision"), ("number", "tier", "sha256", "reasons")),
    "letter.rejected": Event(N_("Rejected"), ("number", "tier", "sha256", "reasons")),
    "letter.escalated": Event(
        N_("Escalated and preserved"), ("number", "tier", "sha256", "reasons")
    ),
    "letter.threat_decided": Event(N_("Decided whether to warn"), ("decision",)),
    "letter.released": Event(N_("To be reviewed again"), ("number",)),
    "letter.resubmitted": Event(N_("Revised letter deposited"), ("number",)),
    "letter.replaced": Event(N_("Letter replaced"), ("number",)),
    "letter.withdrawn": Event(N_("Letter withdrawn")),
    "letter.transferred": Event(N_("Writer moved to another facility"), ("facility",)),
    "letter.paper_moved": Event(N_("Paper original moved"), ("place",)),
    "letter.notice_given": Event(N_("Notice given to the writer")),
    "letter.kept_by_law": Event(N_("Legal hold"), ("reason",)),
    "letter.keeping_ended": Event(N_("Legal hold lifted")),
    "letter.purge_proposed": Event(N_("Erasing proposed"), ("reason",)),
    "letter.purge_refused": Event(N_("Erasing refused")),
    "letter.purged": Event(N_("Erased"), ("reason",)),
    "letter.intercepted": Event(N_("Letter outside the bank intercepted"), ("channel",)),
    # Registrations: S34, S38-S40, S44
    "registration.received": Event(N_("Notification request received"), ("source", "policy")),
    "registration.verified": Event(
        N_("Identity and relationship to the case verified"), ("how", "standing")
    ),
    "registration.refused": Event(N_("Not on the list"), ("closure",)),
    "registration.closed": Event(N_("Notification request closed"), ("closure",)),
    "registration.person_died": Event(N_("Death of the person recorded")),
    "registration.offender_identified": Event(N_("{Offender} identified"), ("offender",)),
    "registration.ways_recorded": Event(N_("Ways to reach the person recorded"), ("how",)),
    "registration.choices_changed": Event(
        N_("Choices about telling the {offender}"), ("tell_requested", "tell_received", "tell_read")
    ),
    "registration.cancelled": Event(N_("Canceled by the person")),
    "registration.held": Event(N_("Put on hold"), ("reason",)),
    "registration.resumed": Event(N_("Taken off hold")),
    "registration.imported": Event(N_("Notification requests imported"), ("taken", "left_out")),
    # Matches and deliveries: S45-S48
    "match.found": Event(N_("Possible match found"), ("score", "letter", "registration")),
    "match.confirmed": Event(N_("Match confirmed"), ("letter", "registration")),
    "match.refused": Event(N_("Match rejected"), ("letter", "registration")),
    "match.weighed": Event(N_("Possible match compared again"), ("score",)),
    "match.found_again": Event(N_("Possible match found again")),
    "match.lapsed": Event(N_("Possible match dropped: the letter or the request changed or ended")),
    "match.kept_quiet": Event(N_("Not put forward: the person declined it before")),
    "match.reopened": Event(N_("Match must be compared again")),
    "match.undone": Event(N_("Wrong match undone")),
    "match.read": Event(N_("Match compared")),
    "delivery.made": Event(N_("Letter and notification request match"), ("letter", "version")),
    "delivery.contact_logged": Event(N_("Contact attempt"), ("attempt", "outcome")),
    "delivery.ways_read": Event(N_("Ways to reach the person viewed")),
    "delivery.accepted": Event(N_("The person said yes"), ("answer", "manner")),
    "delivery.deferred": Event(N_("The person said later"), ("look_again_on",)),
    "delivery.declined": Event(N_("The person said no"), ("answer",)),
    "delivery.newer_chosen": Event(N_("The person chose the newer letter"), ("version",)),
    "delivery.address_confirmed": Event(N_("Address confirmed"), ("way",)),
    "delivery.orders_checked": Event(N_("Orders checked"), ("found", "checked_on")),
    "delivery.sealed": Event(N_("Letter sealed"), ("sha256",)),
    "delivery.translated": Event(N_("Translation entered"), ("language", "sha256")),
    "delivery.printed": Event(N_("Cover letter and outer envelope printed")),
    "delivery.checked": Event(N_("Checked that the three match")),
    "delivery.dispatched": Event(N_("Mailed")),
    "delivery.handed_over": Event(N_("Handed over in person")),
    "delivery.read_aloud": Event(N_("Read aloud to the person")),
    "delivery.came_back": Event(N_("Returned mail"), ("seal",)),
    "delivery.said": Event(N_("What the person told us"), ("received", "read")),
    "delivery.disclosed": Event(N_("Told to the {offender}, as checked"), ("fact",)),
    "delivery.closed": Event(N_("Delivery closed")),
    "delivery.set_aside": Event(N_("Set aside"), ("why",)),
    "delivery.stopped": Event(N_("Delivery stopped"), ("why",)),
    "delivery.held": Event(N_("Put on hold"), ("reason",)),
    "delivery.resumed": Event(N_("Taken off hold")),
    "reply.written": Event(N_("Reply written down")),
    "reply.screened": Event(N_("Reply screened"), ("outcome",)),
    "reply.carried": Event(N_("Reply delivered to the writer")),
    "reply.taken_back": Event(N_("Reply taken back by the person")),
    # Papers and tasks
    "paper.asked": Event(N_("Document requested"), ("name", "language", "paper")),
    "paper.composed": Event(N_("Document written"), ("name",)),
    "paper.made": Event(N_("Document created"), ("name", "sha256")),
    "paper.printed": Event(N_("Document printed"), ("name",)),
    "task.raised": Event(N_("Reminder created"), ("kind",)),
    "task.done": Event(N_("Task done"), ("kind",)),
    "task.handed_on": Event(N_("Task asked of a deputy too"), ("kind",)),
}
