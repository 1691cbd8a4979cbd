"""A recorded video: its carrier under seal, who had it, and that its transcript says what it says.

The words go through the letter bank as a transcript, read word for word in three reviews (S41).
What was reviewed is what the person sees only if staff watched the film whole and compared the
two; a second one attests that, and until then nothing is shown (S47).
"""

from dataclasses import dataclass

from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.case import Dated, needed
from shared.records import vault
from shared.records.models import DialogueCase, Letter, Recording, RecordingMove
from shared.records.workflow import Act, Facts, Guard

FORM = "recorded_video"


@dataclass(frozen=True)
class Logged(Dated):
    """A recording that was made: what carries it, the number of its seal, and where it lies."""

    carrier: str = ""
    seal: str = ""
    place: str = ""


@dataclass(frozen=True)
class Moved(Dated):
    """A change of hands: where the recording lies now, and who handed it over."""

    place: str = ""
    handed_by: str = ""


@dataclass(frozen=True)
class Attested(Facts):
    """Whether the recording says, word for word, what the transcript says."""

    agrees: bool = False


def standing(case: DialogueCase) -> Recording | None:
    """The recording of the offender named now that counts, if there is one."""
    mine = (Recording.case == case) & (Recording.offender == case.offender_id)
    mine &= Recording.void_at.is_null()
    return Recording.select().where(mine).order_by(Recording.made_at.desc()).first()


def is_attesting_due(case: DialogueCase) -> bool:
    """Whether a recording was made that no second person has watched."""
    row = standing(case)
    return row is not None and row.attested_at is None


# -- guards ------------------------------------------------------------------------------------


def is_filmed(act: Act[Facts]) -> bool:
    """The form that was planned is a recorded video."""
    visit = queries.visit(act.subject)
    return visit is not None and visit.form == FORM


FILMED = Guard(
    is_filmed, N_("First plan the date, place and people, with a recorded video as the format.")
)


def is_described(act: Act[Logged]) -> bool:
    """What carries it, the number of its seal, and where it lies."""
    facts = act.facts
    return all(given.strip() for given in (facts.carrier, facts.seal, facts.place))


DESCRIBED = Guard(
    is_described,
    N_("Enter what the recording is kept on, its seal number, and where it is."),
)


def is_recorded(act: Act[Facts]) -> bool:
    """There is a recording."""
    return standing(act.subject) is not None


RECORDED = Guard(is_recorded, N_("No recording has been logged."))


def is_transcript_reviewed(act: Act[Facts]) -> bool:
    """A letter of this offender has passed the three reviews of the bank."""
    offender = queries.offender_of(act.subject)
    digest = offender.number_digest if offender else ""
    mine = (Letter.number_digest == digest) & (Letter.state == "banked")
    return bool(digest) and bool(Letter.select().where(mine).exists())


TRANSCRIPT_REVIEWED = Guard(
    is_transcript_reviewed,
    N_("First the transcript must have passed the three reviews of the letter bank."),
)


def is_unattested(act: Act[Facts]) -> bool:
    """The recording is not attested yet."""
    row = standing(act.subject)
    return row is None or row.attested_at is None


def is_watched_by_another(act: Act[Facts]) -> bool:
    """The one who logged it does not attest it."""
    row = standing(act.subject)
    return row is None or row.by_id != act.actor.id


def is_compared(act: Act[Attested]) -> bool:
    """It was watched whole, and says the same words."""
    return act.facts.agrees


WATCHED_BY_ANOTHER = (
    Guard(is_unattested, N_("This is already attested.")),
    Guard(is_watched_by_another, N_("Another person must do this: you logged the recording.")),
    Guard(
        is_compared,
        N_("Watch the whole recording, and compare it word for word with the transcript."),
    ),
)


def is_move_told(act: Act[Moved]) -> bool:
    """Where it lies now, and who handed it over."""
    return bool(act.facts.place.strip() and act.facts.handed_by.strip())


MOVE_TOLD = Guard(is_move_told, N_("Enter where the recording is now, and who handed it over."))


def is_attested(act: Act[Facts]) -> bool:
    """A recording is shown only once a second person attested that it says what was reviewed."""
    visit, row = queries.visit(act.subject), standing(act.subject)
    if visit is None or visit.form != FORM:
        return True
    return row is not None and row.attested_at is not None


ATTESTED = Guard(
    is_attested,
    N_(
        "Before anyone is shown a recording, a second person must watch all of it and attest that "
        "it says what the transcript says."
    ),
)


# -- effects -----------------------------------------------------------------------------------


def log(act: Act[Logged]) -> None:
    """A film was made and sealed; an earlier one no longer counts."""
    case, facts = act.subject, act.facts
    end(case)
    row = vault.make(
        Recording, case.key, {"carrier": facts.carrier}, case=case, offender=case.offender_id,
        made_on=facts.on, seal=facts.seal.strip(), by=act.actor.id,
    )  # fmt: skip
    _move(act, row, facts.place, act.actor.name)


def attest(act: Act[Attested]) -> None:
    """Watched whole, and the same words."""
    row = needed(standing(act.subject))  # is_recorded
    Recording.update(attested_by=act.actor.id, attested_at=clock.now()).where(
        Recording.id == row.id
    ).execute()


def move(act: Act[Moved]) -> None:
    """It changed hands."""
    row = needed(standing(act.subject))  # is_recorded
    _move(act, row, act.facts.place, act.facts.handed_by)


def _move(act: Act[Dated], row: Recording, place: str, handed_by: str) -> None:
    vault.make(
        RecordingMove, act.subject.key, {"place": place, "handed_by": handed_by},
        recording=row, moved_on=act.facts.on, by=act.actor.id,
    )  # fmt: skip


def end(case: DialogueCase) -> None:
    """No recording of the case counts any more; where each lies stays known."""
    Recording.update(void_at=clock.now()).where(
        (Recording.case == case) & Recording.void_at.is_null()
    ).execute()
