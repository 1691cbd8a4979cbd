"""What documents for a person harmed are made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from shared.documents.facts import Paper


@dataclass(frozen=True, kw_only=True)
class ToVictim(Paper):
    """Every letter to a person harmed: whom it greets, and who signs it."""

    name: Annotated[str, "victim_name"]
    signed: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(ToVictim):
    """We have your request; nobody has been contacted."""

    received_on: Annotated[date, "date"]
    form: Annotated[str, "victim_choice"]  # a code of policy.dialogue.forms, or "unsure"


@dataclass(frozen=True, kw_only=True)
class Registration(ToVictim):
    """What being on the list means, and the three choices (S40).

    It has no field from which anyone could tell whether a letter exists.
    """

    requested: Annotated[bool, "victim_choice"]
    received: Annotated[bool, "victim_choice"]
    read: Annotated[bool, "victim_choice"]


@dataclass(frozen=True, kw_only=True)
class CoverLetter(ToVictim):
    """What lies in the sealed envelope (S47).  Nothing of its words, nothing about its worth."""

    agreed_on: Annotated[date, "date"]
    seal_token: Annotated[str, "reference"]
    translated: Annotated[bool, "victim_choice"] = False
    requested: Annotated[bool, "victim_choice"]
    received: Annotated[bool, "victim_choice"]
    read: Annotated[bool, "victim_choice"]


@dataclass(frozen=True, kw_only=True)
class InnerEnvelope(Paper):
    """The face of the sealed envelope: its token and nobody's name or address."""

    seal_token: Annotated[str, "reference"]


@dataclass(frozen=True, kw_only=True)
class OuterEnvelope(Paper):
    """The face of the envelope that strangers see: a safe name, an address, a neutral sender."""

    name: Annotated[str, "victim_name"]
    address: Annotated[tuple[str, ...], "victim_address"]


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One page of a letter as an image; `media` is image/png or image/jpeg."""

    image: Annotated[bytes, "letter_text"]
    media: Annotated[str, "reference"] = "image/png"


@dataclass(frozen=True, kw_only=True)
class SealedLetter(Paper):
    """The letter itself: typed text, page images, or both.  `sha256` is of what was approved.

    Of a translation, it is the digest of the letter that was translated.
    """

    seal_token: Annotated[str, "reference"]
    sha256: Annotated[str, "reference"]
    text: Annotated[str, "letter_text"] = ""
    pages: tuple[Scan, ...] = ()
    translation: Annotated[bool, "letter_text"] = False
    translator: Annotated[str, "letter_text"] = ""


@dataclass(frozen=True, kw_only=True)
class Decision(ToVictim):
    """Whether a request goes on.  `outcome`: eligible, not_offered or deferred.

    `rules` are ids of policy rules, whose words for the person who asks are printed; a reason that
    is another person's choice is never given.
    """

    outcome: Annotated[str, "decision"]
    rules: Annotated[tuple[str, ...], "rule"] = ()
    look_again_on: Annotated[date | None, "date"] = None


@dataclass(frozen=True, kw_only=True)
class LetterAvailable(ToVictim):
    """There is a letter; they choose.  Only by a way they said is safe, and after a call."""

    on_file_until: Annotated[date | None, "date"] = None


@dataclass(frozen=True, kw_only=True)
class Visit(ToVictim):
    """How the day will be."""

    meeting_on: Annotated[date, "arrangement"]
    arrive_at: Annotated[time, "arrangement"]
    place: Annotated[str, "facility"]
    place_address: Annotated[tuple[str, ...], "facility"]
    room: Annotated[str, "arrangement"]
    facilitator: Annotated[str, "staff"]
    telephone: Annotated[str, "staff"]
    companions: Annotated[tuple[str, ...], "support_name"] = ()
    interpreter: Annotated[bool, "arrangement"] = False


@dataclass(frozen=True, kw_only=True)
class ChangeNotice(ToVictim):
    """What changed, in writing, where mail is the way in which the person can be reached.

    `what` is a code of people.offenders.CHANGES; empty where the department does not put it into
    a letter.
    """

    what: Annotated[str, "custody_news"]


@dataclass(frozen=True, kw_only=True)
class FollowUp(ToVictim):
    """After the meeting: how we stay in touch."""

    next_contact_on: Annotated[date | None, "date"] = None
    facilitator: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Closure(ToVictim):
    """A request is closed; `closure` is a policy closing code whose words they may read."""

    closure: Annotated[str, "decision"]


@dataclass(frozen=True, kw_only=True)
class Agreement(Paper):
    """A participation and confidentiality agreement.  It names the one who signs, no one else.

    `stands_in`: the one they meet takes the place of the one who harmed them.
    """

    name: Annotated[str, "victim_name"]
    facilitator: Annotated[str, "staff"]
    stands_in: Annotated[bool, "decision"] = False


@dataclass(frozen=True, kw_only=True)
class SupportAgreement(Paper):
    """The agreement of a support person or other person in the room."""

    name: Annotated[str, "support_name"]
    facilitator: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class RequestForm(Paper):
    """A form on paper, filled in by hand.  `reference` may be empty."""
