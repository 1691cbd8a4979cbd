"""What documents for a person harmed are made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from shared.documents.facts import Paper, invented
from shared.documents.invented import SHA, advocate, form, place, planner
from shared.policy import Text


@dataclass(frozen=True, kw_only=True)
class ToVictim(Paper):
    """Every letter to a person harmed: whom it greets, and who signs it."""

    name: Annotated[str, "victim_name"]
    signed: Annotated[str, "staff"]

    INVENTED = invented(reference="KT47-RM36-HA94", name="Elena Marsh", signed=planner)


@dataclass(frozen=True, kw_only=True)
class Acknowledgement(ToVictim):
    """We have your request; nobody has been contacted."""

    received_on: Annotated[date, "date"]
    form: Annotated[str, "victim_choice"]  # a code of policy.dialogue.forms, or "unsure"

    INVENTED = invented(received_on=date(2026, 11, 21), form=form)


_REGISTERED = invented(
    reference="GH63-WD49-PC76", signed=advocate, requested=False, received=True, read=False
)
_SEALED = invented(reference="GH63-WD49-PC76", seal_token="TQ96-MA43")


@dataclass(frozen=True, kw_only=True)
class Registration(ToVictim):
    """What being on the list means, and the three choices (S40).

    It has no field from which anyone could tell whether a letter exists.
    """

    requested: Annotated[bool, "victim_choice"]
    received: Annotated[bool, "victim_choice"]
    read: Annotated[bool, "victim_choice"]

    INVENTED = _REGISTERED


@dataclass(frozen=True, kw_only=True)
class CoverLetter(ToVictim):
    """What lies in the sealed envelope (S47).  Nothing of its words, nothing about its worth."""

    agreed_on: Annotated[date, "date"]
    seal_token: Annotated[str, "reference"]
    translated: Annotated[bool, "victim_choice"] = False
    requested: Annotated[bool, "victim_choice"]
    received: Annotated[bool, "victim_choice"]
    read: Annotated[bool, "victim_choice"]

    INVENTED = _REGISTERED | _SEALED | invented(agreed_on=date(2026, 11, 19))


@dataclass(frozen=True, kw_only=True)
class InnerEnvelope(Paper):
    """The face of the sealed envelope: its token and nobody's name or address."""

    seal_token: Annotated[str, "reference"]

    INVENTED = _SEALED


@dataclass(frozen=True, kw_only=True)
class OuterEnvelope(Paper):
    """The face of the envelope that strangers see: a safe name, an address, a neutral sender."""

    name: Annotated[str, "victim_name"]
    address: Annotated[tuple[str, ...], "victim_address"]

    INVENTED = invented(
        reference="RX34-KD77", name="E. Marsh",
        address=("Apt 4", "118 Sycamore Lane", "Hattiesburg, MS 39401"),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One page of a letter as an image; `media` is image/png or image/jpeg."""

    image: Annotated[bytes, "letter_text"]
    media: Annotated[str, "reference"] = "image/png"


_LETTER = Text(
    en="""To the family of Mr. Daniel Marsh,

On the night of March 3, 2011, I drove after drinking and I killed Mr. Marsh. I chose to drive. \
Nobody made me do it.

I took a father from his children and a husband from his wife. I understand today that no year \
of my sentence gives you back one evening with him. You had to bury him, and explain it, and go \
on. I did that to you.

I am responsible for it, and I am sorry for the harm I did. I ask nothing of you.

Marcus Bell""",
    es="""A la familia del señor Daniel Marsh:

La noche del 3 de marzo de 2011 manejé después de beber y maté al señor Marsh. Yo decidí manejar. \
Nadie me obligó.

Les quité un padre a sus hijos y un esposo a su esposa. Hoy entiendo que ningún año de mi condena \
les devuelve una sola tarde con él. Ustedes tuvieron que enterrarlo, explicarlo y seguir adelante. \
Eso se los hice yo.

Soy responsable y lamento el daño que hice. No les pido nada.

Marcus Bell""",
)


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

    INVENTED = _SEALED | invented(sha256=SHA, text=_LETTER)


@dataclass(frozen=True, kw_only=True)
class Decision(ToVictim):
    """Whether a request goes on.  `outcome`: eligible, not_offered or deferred.

    `rules` are ids of policy rules, whose words for the person who asks are printed; a reason that
    is another person's choice is never given.
    """

    outcome: Annotated[str, "decision"]
    rules: Annotated[tuple[str, ...], "rule"] = ()
    look_again_on: Annotated[date | None, "date"] = None

    INVENTED = invented(outcome="deferred", rules=("proceedings",), look_again_on=date(2027, 3, 1))


@dataclass(frozen=True, kw_only=True)
class LetterAvailable(ToVictim):
    """There is a letter; they choose.  Only by a way they said is safe, and after a call."""

    on_file_until: Annotated[date | None, "date"] = None

    INVENTED = invented(reference="GH63-WD49-PC76", signed=advocate)


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

    INVENTED = invented(
        meeting_on=date(2027, 2, 16), arrive_at=time(9, 15), place=place, place_address=(),
        room=Text("Chapel annex, room 2", "Anexo de la capilla, sala 2"),
        facilitator="Iris Coleman", telephone="601-555-0148", companions=("Joan Tate",),
        interpreter=True,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ChangeNotice(ToVictim):
    """What changed, in writing, where mail is the way in which the person can be reached.

    `what` is a code of people.offenders.CHANGES; empty where the department does not put it into
    a letter.
    """

    what: Annotated[str, "custody_news"]

    INVENTED = invented(what="release")


@dataclass(frozen=True, kw_only=True)
class FollowUp(ToVictim):
    """After the meeting: how we stay in touch."""

    next_contact_on: Annotated[date | None, "date"] = None
    facilitator: Annotated[str, "staff"]

    INVENTED = invented(next_contact_on=date(2026, 12, 21), facilitator="Iris Coleman")


@dataclass(frozen=True, kw_only=True)
class Closure(ToVictim):
    """A request is closed; `closure` is a policy closing code whose words they may read."""

    closure: Annotated[str, "decision"]

    INVENTED = invented(closure="offender_not_taking_part")


@dataclass(frozen=True, kw_only=True)
class Agreement(Paper):
    """A participation and confidentiality agreement.  It names the one who signs, no one else.

    `stands_in`: the one they meet takes the place of the one who harmed them.
    """

    name: Annotated[str, "victim_name"]
    facilitator: Annotated[str, "staff"]
    stands_in: Annotated[bool, "decision"] = False

    INVENTED = invented(reference="KT47-RM36-HA94", name="Elena Marsh", facilitator="Iris Coleman")


@dataclass(frozen=True, kw_only=True)
class SupportAgreement(Paper):
    """The agreement of a support person or other person in the room."""

    name: Annotated[str, "support_name"]
    facilitator: Annotated[str, "staff"]

    INVENTED = invented(reference="KT47-RM36-HA94", name="Joan Tate", facilitator="Iris Coleman")


@dataclass(frozen=True, kw_only=True)
class RequestForm(Paper):
    """A form on paper, filled in by hand.  `reference` may be empty."""

    INVENTED = invented(reference="")
