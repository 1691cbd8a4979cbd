"""What documents for an offender are made of.

No field may depend on what a person harmed asked or chose, but for the three facts of S40.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from shared.documents.facts import Paper, invented
from shared.documents.invented import place, planner
from shared.policy import Policy, Text


@dataclass(frozen=True, kw_only=True)
class ToOffender(Paper):
    """Every letter to an offender: name, number, place, and who signs it."""

    name: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    facility: Annotated[str, "facility"]
    signed: Annotated[str, "staff"]

    INVENTED = invented(
        reference="PA49-GD36-YT97", name="Marcus Bell", number="R4471", facility=place,
        signed=planner,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Invitation(ToOffender):
    """Would you talk about taking part?  Free to say yes or no, without a benefit or a penalty.

    `stands_in`: it would be in somebody else's place, with a person whom this one did not harm.
    """

    visitor: Annotated[str, "staff"]
    answer_by: Annotated[date, "date"]
    stands_in: Annotated[bool, "decision"] = False

    INVENTED = invented(
        reference="NC46-TW37-FE99", visitor="Dana Fields", answer_by=date(2026, 12, 18)
    )


@dataclass(frozen=True, kw_only=True)
class OffenderClosing(ToOffender):
    """The process has ended.  One text for every cause: it has no field for one."""

    INVENTED = invented(reference="NC46-TW37-FE99")


@dataclass(frozen=True, kw_only=True)
class OffenderAgreement(Paper):
    """The participation and confidentiality agreement of an offender."""

    name: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    facilitator: Annotated[str, "staff"]
    stands_in: Annotated[bool, "decision"] = False

    INVENTED = invented(
        reference="NC46-TW37-FE99", name="Marcus Bell", number="R4471", facilitator="Iris Coleman"
    )


@dataclass(frozen=True, kw_only=True)
class Receipt(ToOffender):
    """A letter was deposited.  `pages` as counted at the desk."""

    deposited_on: Annotated[date, "letter_fact"]
    pages: Annotated[int, "letter_fact"]

    INVENTED = invented(deposited_on=date(2026, 11, 20), pages=1)


@dataclass(frozen=True, kw_only=True)
class Banked(ToOffender):
    """A letter passed its reviews and lies in the bank.  Nothing more is to be expected."""

    deposited_on: Annotated[date, "letter_fact"]

    INVENTED = invented(deposited_on=date(2026, 11, 20))


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One coded reason, and the words it is about if the reviewer quoted them."""

    reason: Annotated[str, "letter_reason"]  # an id of policy.return_reasons
    quote: Annotated[str, "letter_text"] = ""


def _passages(language: str, _policy: Policy) -> tuple[Passage, ...]:
    quotes = {
        "forgiveness": Text("I hope that one day you can forgive me.",
                            "Espero que un día me puedan perdonar."),
        "self_pity": Text("These fifteen years in here have been hard on me.",
                          "Estos quince años aquí han sido duros para mí."),
        "responsibility": Text("", ""),
    }  # fmt: skip
    return tuple(Passage(reason=one, quote=quotes[one].say(language)) for one in quotes)


@dataclass(frozen=True, kw_only=True)
class Returned(ToOffender):
    """A letter comes back with coded reasons, help and the guidelines."""

    deposited_on: Annotated[date, "letter_fact"]
    passages: tuple[Passage, ...] = ()

    INVENTED = invented(deposited_on=date(2026, 11, 20), passages=_passages)


@dataclass(frozen=True, kw_only=True)
class Rejected(ToOffender):
    """A letter is not taken.  Coded reasons; a new letter may be written."""

    deposited_on: Annotated[date, "letter_fact"]
    reasons: Annotated[tuple[str, ...], "letter_reason"] = ()

    INVENTED = invented(deposited_on=date(2026, 11, 20), reasons=("voluntary", "promises"))


@dataclass(frozen=True, kw_only=True)
class Guidelines(Paper):
    """The handout on writing: the same for everybody."""

    INVENTED = invented(reference="")


@dataclass(frozen=True, kw_only=True)
class Disclosure(ToOffender):
    """Exactly the facts that may be told (S40), each only if it is true and was ticked."""

    requested: Annotated[bool, "disclosed"] = False
    received: Annotated[bool, "disclosed"] = False
    read: Annotated[bool, "disclosed"] = False

    def __post_init__(self) -> None:
        """Raises ValueError if there is nothing to tell: an empty notice would itself tell."""
        if not (self.requested or self.received or self.read):
            raise ValueError("a disclosure needs at least one fact that may be told")

    INVENTED = invented(received=True)
