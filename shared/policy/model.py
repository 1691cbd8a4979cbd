"""The shape of a policy: frozen, typed, checked whole when it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.policy.days import ContactHours, Deadline
from shared.policy.values import Code, Number, Term, Text


@dataclass(frozen=True)
class Source:
    """Where a fact was found.  The id "default" marks our own default, to be decided locally."""

    id: str
    title: str
    url: str = ""
    retrieved: date | None = None


@dataclass(frozen=True)
class Agency:
    """Who runs the service (S52)."""

    department: Text
    short: str
    division: Text
    section: Text
    programme: Text
    dialogue: Text
    letter_bank: Text
    assistance: Text
    planner: Text
    coordinator: Text
    zone: str
    source: str
    letter_notice: Text | None = None
    notice_place: str = ""  # another form of the department's that has the same box (S44)


@dataclass(frozen=True)
class Contacts:
    """How to reach the division (S28).  `hours` is empty where no source states it."""

    postal: tuple[str, ...]
    source: str
    toll_free: Number | None = None
    phone: Number | None = None
    fax: Number | None = None
    relay: Number | None = None  # for those who are deaf, or hard of hearing or speech
    hours: Text | None = None
    hours_source: str = ""


@dataclass(frozen=True)
class CustodyNumber:
    """A number where custody notices are ordered, and when or for whom it answers."""

    id: str
    call: Number
    about: Text


@dataclass(frozen=True)
class CustodyNews:
    """The state's own service of custody notices, which this one does not replace (S52)."""

    name: str
    numbers: Mapping[str, CustodyNumber]
    source: str


@dataclass(frozen=True)
class CrisisLine:
    """A help line, only with a source: a wrong number harms."""

    id: str
    name: Text
    call: Number
    about: Text
    source: str
    text: str = ""


@dataclass(frozen=True)
class Facility:
    """A place of custody; `kind` is state, regional, private or community."""

    id: str
    name: str
    kind: str
    source: str
    city: str = ""
    county: str = ""
    address: tuple[str, ...] = ()
    phone: Number | None = None
    open: bool = True

    @property
    def code(self) -> str:
        return self.id


@dataclass(frozen=True)
class Rule:
    """An exclusion.  `hard`: nobody can move a case past it.

    `text` is what the person who asks may read; `applies` names the services it bars; `approval`
    names who may approve an exception to a rule that is not hard ("" if nobody).
    """

    id: str
    requirement: str
    label: Text
    text: Text
    hard: bool
    applies: tuple[str, ...]
    source: str
    approval: str = ""


@dataclass(frozen=True)
class EligibilityItem:
    """One line of the eligibility list; `group` is victim, offender or process.

    `asks` is how the line is answered: "yes" means that yes lets the case go on, "no" that no
    does.  `sensitive` items are never told to the person who asks.  `hard` is its rule's.
    """

    id: str
    group: str
    label: Text
    asks: str
    rule: str = ""
    hard: bool = False
    sensitive: bool = False
    help: Text | None = None


@dataclass(frozen=True)
class Check:
    """One line of the letter checklist; `gate` is A (may), B (must show) or C (must not contain).

    `tiers` are the reviews (1 facility, 2 planner, 3 coordinator) that answer it; a line without
    tiers is about the recipient and is asked after banking only.  `asks` as in EligibilityItem.
    """

    id: str
    gate: str
    label: Text
    tiers: tuple[int, ...]
    asks: str
    escalate: bool = False


@dataclass(frozen=True)
class ReturnReason:
    """Why a letter comes back, and what helps; both are read by the person who wrote it."""

    id: str
    check: str
    label: Text
    help: Text


@dataclass(frozen=True)
class LetterRules:
    """How letters are reviewed."""

    checklist: Mapping[str, Check]
    outcomes: Mapping[str, Code]
    guidelines: tuple[Text, ...]
    source: str


@dataclass(frozen=True)
class Handling:
    """What becomes of a letter's paper.  `original_or_copy` is what is sealed for the victim."""

    original_or_copy: str
    max_pages: int
    max_bytes: int
    threat_decision_hours: int
    source: str


@dataclass(frozen=True)
class Retention:
    """How long a kind of record is kept: indefinite, until_discharge, delivery_only, or days."""

    id: str
    mode: str
    source: str
    days: int = 0


@dataclass(frozen=True)
class Pair:
    """Acts on one thing that one person may not both do.

    An act is named by its event ("case.approach_agreed"), or by ``sign.AUTHORITY`` and
    ``review.TIER`` where one event stands for several.
    """

    id: str
    acts: tuple[str, ...]
    label: Text
    source: str


@dataclass(frozen=True)
class Separation:
    """Roles that one person may not hold together: any of `these` with any of `those`.

    `small_unit_may`: does not bind where the policy says that the unit is three people.
    """

    id: str
    these: tuple[str, ...]
    those: tuple[str, ...]
    label: Text
    source: str
    small_unit_may: bool = False


@dataclass(frozen=True)
class Accounts:
    """Staff accounts.  `small_unit`: three people do all the work, so that roles meet in one."""

    small_unit: bool
    enrollment_days: int
    source: str


@dataclass(frozen=True)
class Disclosure:
    """What the offender is told when the person harmed chooses nothing (S40)."""

    requested: bool
    received: bool
    read: bool
    source: str


@dataclass(frozen=True)
class DialogueRules:
    """What kinds of dialogue there are, who signs, and what a facilitator must bring.

    `training_hours` are hours in all; `facilitator_cases` is how many one may carry at a time;
    `told_by_post` are the changes of custody that a letter to the person harmed may name.
    """

    forms: Mapping[str, Code]
    places: tuple[str, ...]
    signers: tuple[str, ...]
    substitute: bool
    order_check_days: int
    training_hours: int
    facilitator_cases: int
    source: str
    told_by_post: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mail:
    """Electronic notices and outer envelopes: neutral, always (law 6).

    `callback` is the number that notices name; without it, the toll-free number.
    """

    sender: str
    sender_name: Text
    return_address: tuple[str, ...]
    source: str
    callback: Number | None = None


@dataclass(frozen=True)
class Site:
    """The public site's own numbers."""

    leave_to: str
    idle_minutes: int
    draft_days: int
    source: str


@dataclass(frozen=True)
class Policy:
    """All that one department decides.  `name` is its file's, `version` its own."""

    version: str
    sources: Mapping[str, Source]
    agency: Agency
    contacts: Contacts
    crisis_lines: Mapping[str, CrisisLine]
    facilities: Mapping[str, Facility]
    terms: Mapping[str, Term]
    rules: Mapping[str, Rule]
    eligibility_items: Mapping[str, EligibilityItem]
    custody: Mapping[str, Code]
    dialogue: DialogueRules
    closure_codes: Mapping[str, Code]
    refusal_codes: Mapping[str, Code]
    hold_codes: Mapping[str, Code]
    letters: LetterRules
    handling: Handling
    return_reasons: Mapping[str, ReturnReason]
    disclosure: Disclosure
    services: Mapping[str, Code]
    deadlines: Mapping[str, Deadline]
    deputies: Mapping[str, str]
    retention: Mapping[str, Retention]
    two_people: Mapping[str, Pair]
    separations: Mapping[str, Separation]
    accounts: Accounts
    contact_hours: ContactHours
    mail: Mail
    site: Site
    credentials: Mapping[str, Code]
    custody_news: CustodyNews | None = None
    name: str = field(default="")

    @property
    def zone(self) -> str:
        """The IANA name of the department's time zone."""
        return self.agency.zone

    def term(self, name: str, language: str, form: str = "one") -> str:
        """The department's word for `name` ("victim", "offender", …); form is one, many or a."""
        term = self.terms[name]
        return {"one": term.one, "many": term.many, "a": term.a}[form].say(language)

    def letter_checklist(self, tier: int) -> tuple[Check, ...]:
        """The lines that review `tier` (1, 2, 3) answers, in order (S41)."""
        return tuple(c for c in self.letters.checklist.values() if tier in c.tiers)

    @property
    def recipient_checks(self) -> tuple[Check, ...]:
        """The lines about the recipient: asked after banking, silently."""
        return tuple(c for c in self.letters.checklist.values() if not c.tiers)

    def deadline(self, name: str) -> timedelta:
        """How long `name` may take before somebody is reminded.  Raises KeyError if not listed."""
        return self.deadlines[name].length

    def due(self, name: str, since: date) -> date:
        """By when what has the deadline `name` is due, if it is asked for on the day `since`.

        Raises KeyError if it is not listed.
        """
        return self.contact_hours.last_within(self.deadline(name), since)

    def is_day_to_call(self, day: date) -> bool:
        """Whether people may be called on `day`."""
        return self.contact_hours.is_day_to_call(day)

    def needs_two(self, first: str, second: str) -> bool:
        """Whether the same person may not do both acts to the same thing."""
        return any({first, second} <= set(p.acts) for p in self.two_people.values()) and (
            first != second
        )

    def apart(self, roles: Iterable[str]) -> Separation | None:
        """The first separation that one person with `roles` would break, or None."""
        held = set(roles)
        return next(
            (
                one for one in self.separations.values()
                if held & set(one.these) and held & set(one.those)
                and not (one.small_unit_may and self.accounts.small_unit)
            ),
            None,
        )  # fmt: skip

    def rules_for(self, service: str) -> tuple[Rule, ...]:
        """The rules that bar `service` ("dialogue" or "letter")."""
        return tuple(r for r in self.rules.values() if service in r.applies)
