"""A recorded video: its carrier under seal, who had it, and that its transcript says what it says.

The words go through the letter bank as a transcript, read word for word in three reviews (S41).
What was reviewed is what she sees only if somebody watched the film whole and compared the two;
a second person attests that, and until then nothing is shown (S47).
"""

from typing import Any

from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.case import needed
from shared.people import contact
from shared.records import vault
from shared.records.models import Letter, Recording, RecordingMove
from shared.records.workflow import Act

FORM = "recorded_video"


def standing(case: Any) -> Any | None:
    """The recording of the offender named now that counts, if there is one."""
    mine = (Recording.case == case) & (Recording.offender == case.offender_id)
    mine &= Recording.void_at.is_null()
    return Recording.select().where(mine).order_by(Recording.made_at.desc()).first()


# -- guards ------------------------------------------------------------------------------------


def is_filmed(act: Act) -> str | None:
    """The form that was planned is a recorded video."""
    visit = queries.visit(act.subject)
    if visit is None or visit.form != FORM:
        return N_("First plan the date, place and people, with a recorded video as the format.")
    return None


def is_described(act: Act) -> str | None:
    """What carries it, the number of its seal, and where it lies."""
    facts = act.facts
    if not all(str(facts.get(name) or "").strip() for name in ("carrier", "seal", "place")):
        return N_("Enter what the recording is kept on, its seal number, and where it is.")
    return None


def is_recorded(act: Act) -> str | None:
    """There is a recording."""
    return None if standing(act.subject) else N_("No recording has been logged.")


def is_transcript_reviewed(act: Act) -> str | None:
    """A letter of this offender has passed the three reviews of the bank."""
    offender = queries.offender_of(act.subject)
    digest = offender.number_digest if offender else ""
    mine = (Letter.number_digest == digest) & (Letter.state == "banked")
    if not digest or not Letter.select().where(mine).exists():
        return N_("First the transcript must have passed the three reviews of the letter bank.")
    return None


def is_watched_by_another(act: Act) -> str | None:
    """Somebody who did not log it watched it whole, and found the same words."""
    row = standing(act.subject)
    if row is not None and row.attested_at is not None:
        return N_("This is already attested.")
    if row is not None and row.by_id == act.actor.id:
        return N_("Another person must do this: you logged the recording.")
    if not act.facts.get("agrees"):
        return N_("Watch the whole recording, and compare it word for word with the transcript.")
    return None


def is_move_told(act: Act) -> str | None:
    """Where it lies now, and who handed it over."""
    if not all(str(act.facts.get(name) or "").strip() for name in ("place", "handed_by")):
        return N_("Enter where the recording is now, and who handed it over.")
    return None


def is_attested(act: Act) -> str | None:
    """Nothing is shown before somebody attested that it says what was reviewed."""
    visit, row = queries.visit(act.subject), standing(act.subject)
    if visit is None or visit.form != FORM or (row is not None and row.attested_at is not None):
        return None
    return N_(
        "Before anyone is shown a recording, a second person must watch all of it and attest that "
        "it says what the transcript says."
    )


# -- effects -----------------------------------------------------------------------------------


def log(act: Act) -> None:
    """A film was made and sealed; an earlier one counts no more."""
    case, facts = act.subject, act.facts
    end(case)
    row = vault.make(
        Recording, case.key, {"carrier": facts["carrier"]}, case=case, offender=case.offender_id,
        made_on=facts["on"], seal=str(facts["seal"]).strip(), by=act.actor.id,
    )  # fmt: skip
    _move(act, row, handed_by=act.actor.name)
    contact.ask_task("recording.attest", "case", case.id, "coordinator")


def attest(act: Act) -> None:
    """Watched whole, and the same words."""
    row = needed(standing(act.subject))  # is_recorded
    Recording.update(attested_by=act.actor.id, attested_at=clock.now()).where(
        Recording.id == row.id
    ).execute()
    contact.end_tasks(act.subject.id, "recording.attest", by=act.actor)


def move(act: Act) -> None:
    """It changed hands."""
    row = needed(standing(act.subject))  # is_recorded
    _move(act, row, handed_by=str(act.facts["handed_by"]))


def _move(act: Act, row: Any, handed_by: str) -> None:
    vault.make(
        RecordingMove, act.subject.key, {"place": act.facts["place"], "handed_by": handed_by},
        recording=row, moved_on=act.facts["on"], by=act.actor.id,
    )  # fmt: skip


def end(case: Any) -> None:
    """No recording of the case counts any more; where each lies stays known."""
    Recording.update(void_at=clock.now()).where(
        (Recording.case == case) & Recording.void_at.is_null()
    ).execute()
