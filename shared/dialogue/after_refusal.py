"""After a no, of the offender or the facility: staff tell the person what else is open (S1, S8).

Nothing here says on the page whose no it was.
"""

from dataclasses import dataclass

from shared.base.translation import N_
from shared.dialogue import endings, queries
from shared.dialogue.approach import Spoken
from shared.dialogue.case import of_case, set_columns
from shared.dialogue.exchange import FormChosen
from shared.people import contact
from shared.records.models import DialogueCase, Person
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class Told(Spoken):
    """The person was told of the no; `explained`: also what else is open, and how to ask again."""

    explained: bool = False
    note: str = ""


@dataclass(frozen=True)
class OtherForm(Told, FormChosen):
    """Another form of dialogue."""


@dataclass(frozen=True)
class AskedAgain(Facts):
    """Whether it was the person who asked again."""

    asked: bool = False


# -- guards ------------------------------------------------------------------------------------


def has_said_no(case: DialogueCase) -> bool:
    """The offender, a signature, or the assessment stands at no."""
    row, last = queries.approach(case), queries.last_assessment(case)
    kinds = ("approach", "participation", "visit")
    signed = [row for kind in kinds for row in queries.signatures(case, kind).values()]
    able = last is None or (last.capacity, last.willingness) == ("yes", "yes")
    if (row is not None and row.answer == "unwilling") or not able:
        return True
    return any(one.decision == "refuse" for one in signed)


SAID_NO = Guard(
    of_case(has_said_no),
    N_("No one has said no. To end or pause the case, close it or put it on hold."),
)


def is_explained(act: Act[Told]) -> bool:
    """The person knows what else is open, and how to ask again."""
    return act.facts.explained


EXPLAINED = Guard(
    is_explained, N_("Tell the person that there are other options, and how to ask again later.")
)


def is_asked_again(act: Act[AskedAgain]) -> bool:
    """It is the person who asks again, and no one else."""
    return act.facts.asked


ASKED_AGAIN = Guard(is_asked_again, N_("Only the person can ask again. Record that they did."))


# -- effects -----------------------------------------------------------------------------------


def _log(act: Act[Told]) -> None:
    contact.log_attempt(
        act.actor, Person.get_by_id(act.subject.person_id), "case", act.subject,
        act.facts.way, "spoke", act.facts.note,
    )  # fmt: skip


def keep_on_file(act: Act[Told]) -> None:
    """Kept as long as the person wishes (S19); everything that was under way ends."""
    endings.stop_everything(act)
    endings.start_over(act.subject)
    _log(act)


def choose_other_form(act: Act[OtherForm]) -> None:
    """Another form begins with the approach again: a new conversation, agreement and answer."""
    case = act.subject
    set_columns(case, form=act.facts.form)
    endings.stop_work(act)
    endings.start_over(case)
    _log(act)


def ask_again(act: Act[AskedAgain]) -> None:
    """From the beginning: what was found of persons stands, the wish is asked for anew."""
    set_columns(act.subject, own_wish=False)
