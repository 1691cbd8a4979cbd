"""After a no, his or the facility's: she hears it from a person; other ways are offered (S1, S8).

Nothing here says on the page whose no it was.
"""

from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.dialogue import approach, endings, queries
from shared.dialogue.case import set_columns
from shared.people import contact
from shared.records.models import Person
from shared.records.workflow import Act

# -- guards ------------------------------------------------------------------------------------


def is_a_no(act: Act) -> str | None:
    """Somebody did say no: the offender, a signature, or the assessment."""
    if has_said_no(act.subject):
        return None
    return N_("No one has said no. To end or pause the case, close it or put it on hold.")


def has_said_no(case: Any) -> bool:
    """Whether the offender, a signature, or the assessment stands at no."""
    row, last = queries.approach(case), queries.last_assessment(case)
    kinds = ("approach", "participation", "visit")
    signed = [row for kind in kinds for row in queries.signatures(case, kind).values()]
    able = last is None or (last.capacity, last.willingness) == ("yes", "yes")
    if (row is not None and row.answer == "unwilling") or not able:
        return True
    return any(one.decision == "refuse" for one in signed)


def is_told_by_a_person(act: Act) -> str | None:
    """She heard it in a way that she allows, and how she may ask again was explained."""
    said = approach.is_way_allowed(act)
    if said:
        return said
    if not act.facts.get("explained"):
        return N_("Tell the person that there are other options, and how to ask again later.")
    return None


def is_other_form(act: Act) -> str | None:
    """A form that the policy knows."""
    if act.facts.get("form") not in policy.current().dialogue.forms:
        return N_("Choose the format of the dialogue.")
    return None


def is_asked_again(act: Act) -> str | None:
    """It is the person who asks again, and nobody else."""
    if not act.facts.get("asked"):
        return N_("Only the person can ask again. Record that they did.")
    return None


# -- effects -----------------------------------------------------------------------------------


def _log(act: Act) -> None:
    contact.log_attempt(
        act.actor, Person.get_by_id(act.subject.person_id), "case", act.subject,
        act.facts.get("way"), "spoke", str(act.facts.get("note") or ""),
    )  # fmt: skip


def keep_on_file(act: Act) -> None:
    """Kept as long as she wishes (S19); everything that was under way ends."""
    endings.stop_everything(act)
    endings.start_over(act.subject)
    _log(act)


def choose_other_form(act: Act) -> None:
    """Another form begins with the approach again: a new conversation, agreement and answer."""
    case = act.subject
    set_columns(case, form=act.facts["form"])
    endings.stop_work(act)
    endings.start_over(case)
    _log(act)


def ask_again(act: Act) -> None:
    """From the beginning: what was found of persons stands, the wish is asked for anew."""
    set_columns(act.subject, own_wish=False)
