"""The forms of the acts after a facilitator was assigned: people, preparation, visit, follow-up."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, policy, web
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.dialogue import (
    case_file,
    follow_up,
    gate,
    meeting,
    participants,
    preparation,
    queries,
)
from shared.records.permissions import Actor
from staff.acting.act_forms import Act, Spoken, a_note, codes, its_scan, said

if TYPE_CHECKING:
    from shared.records.models import DialogueCase

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def the_day(label: Sentence) -> forms.DayMonthYear:
    """The day of something that happened."""
    return forms.DayMonthYear(label, needed=_("Enter the date."), latest=queries.today,
                              default=queries.today)  # fmt: skip


def the_side() -> forms.Choice:
    """One of the two sides."""
    return forms.Choice(_("Party"), lambda: said(participants.SIDES), needed=_("Choose the party."))


class AddParticipant(Act):
    """S4, S18, S26."""

    intro = _(
        "The facility checks each person. Each person signs the agreement and is prepared with one "
        "party."
    )
    side = the_side()
    role = forms.Choice(_("This person's role"), lambda: said(participants.ROLES),
                        needed=_("Choose this person's role."))  # fmt: skip
    name = forms.Line(_("Full name"), needed=_("Enter the name."))
    relation = forms.Line(_("Relationship"))
    ties = forms.Choice(_("Ties"), lambda: said(participants.TIES),
                        needed=_("Choose this person's ties."))  # fmt: skip
    adult = forms.Tick(_("This person is 18 or older"),
                       needed=_("No one under 18 can take part, in any role."))  # fmt: skip


def those_taking_part(
    actor: Actor, case: DialogueCase, only: tuple[str, ...] = ()
) -> list[tuple[str, str, str]]:
    """Everyone who takes part now, by name, with their side."""
    return [(row, name, str(gettext(side)))
            for row, name, side in case_file.participants(actor, case, only)]  # fmt: skip


class _OfOne(Act):
    """An act about one person who takes part."""

    def offer(self, case: DialogueCase, actor: Actor) -> None:
        """Everyone who takes part now, by name."""
        self.participant.choices = those_taking_part(actor, case, self.only)

    only: ClassVar[tuple[str, ...]] = ()


def someone() -> forms.Choice:
    """A person who takes part."""
    return forms.Choice(_("Who"), needed=_("Choose a person who takes part in this case."))


class ClearParticipant(_OfOne):
    """The facility's check."""

    participant = someone()
    on = the_day(_("Date the facility's check was passed"))
    weighed = forms.Tick(
        _("Tied to both parties: I talked it over with the person harmed, who agrees"),
        hint=_("Only for someone tied to both parties. Nothing that was said is passed on."),
    )


class RemoveParticipant(_OfOne):
    """Nobody is deleted; the person no longer comes."""

    only = tuple(participants.ROLES)
    participant = someone()


class SignAgreement(_OfOne):
    """Participation and confidentiality."""

    multipart = True
    participant = someone()
    on = the_day(_("Date on the document"))
    scan = its_scan()


class _Facilitator(Act):
    """Choosing a facilitator."""

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002 - every form is offered both
        """Everyone who facilitates, with what stands in the way."""
        self.facilitator.choices = facilitator_choices()


def facilitator_choices() -> list[tuple[str, str, str]]:
    """Facilitators with their load, and what is missing."""
    most = policy.current().dialogue.facilitator_cases
    return [(row.id, row.name, _standing(qualified, load, most))
            for row, qualified, load in case_file.facilitators()]  # fmt: skip


def _standing(qualified: bool, load: int, most: int) -> str:
    words = [gettext("%(load)s of %(most)s cases", load=load, most=most)]
    if not qualified:
        words.append(gettext("training or ethics code missing or expired"))
    return ", ".join(words)


class Assign(_Facilitator):
    """S16."""

    facilitator = forms.Choice(_("Facilitator"), needed=_("Choose a facilitator from the list."))
    no_conflict = forms.Tick(
        _("The facilitator has declared no tie to either party"),
        needed=_("First, the facilitator must declare that there is no conflict of interest."),
    )


class HandOver(Assign):
    """Anyone who goes sees nothing of the case from then on."""

    intro = _(
        "The facilitator who is leaving must first record the sessions they held. After that, they "
        "see nothing of this case. In a pair, the second facilitator can take the lead."
    )


class OffenderStops(Act):
    """S15: agreement may be taken back at any time."""

    grave = True
    intro = _("No one has to say why. The person harmed hears it from you, without blame.")


class LogSession(Act):
    """S17: each side on its own track."""

    intro = _("The parties never read each other's sessions.")
    side = the_side()
    kind = forms.Choice(_("How you met"), lambda: said(preparation.SESSION_KINDS),
                        needed=_("Choose how you met."))  # fmt: skip
    on = the_day(_("Date"))
    participants = forms.Choices(_("Who was there"), needed=_("Choose who was there."))
    minutes = forms.Words(
        _("Session notes"), hint=_("Encrypted; read by the staff assigned to the case.")
    )

    def offer(self, case: DialogueCase, actor: Actor) -> None:
        """Everyone who takes part now, by name."""
        self.participants.choices = those_taking_part(actor, case)


class FindReady(Act):
    """One point of one side's preparation."""

    point = forms.Select(_("Point"), needed=_("Choose the party and the point."))
    finding = forms.Choice(_("Is it ready?"), lambda: said(preparation.MET),
                           needed=_("Choose: ready or not ready yet."))  # fmt: skip
    note = a_note()

    def offer(self, case: DialogueCase, actor: Actor) -> None:  # noqa: ARG002 - every form is offered both
        """Every point, side by side."""
        self.point.choices = [
            (f"{side}:{name}", f"{gettext(participants.SIDES[side])}: {gettext(label)}")
            for side, points in preparation.CRITERIA.items() for name, label in points.items()
        ]  # fmt: skip

    def facts(self) -> Values:
        """Side and point apart."""
        side, _colon, criterion = self.point.data.partition(":")
        return {"side": side, "criterion": criterion, "finding": self.finding.data,
                "note": self.note.data}  # fmt: skip


class ReviewReadiness(Act):
    """S20."""

    decision = forms.Choice(
        _("The Division's finding"),
        [("ready", _("Everyone is ready")), ("more", _("More preparation is needed"))],
        needed=_("Choose: ready, or more preparation."),
    )
    note = a_note()


def said_places() -> list[tuple[str, str]]:
    """The places that the policy allows."""
    return [(place, str(gettext(meeting.PLACES.get(place, place))))
            for place in policy.current().dialogue.places]  # fmt: skip


class PlanVisit(Act):
    """S21, S22, S31."""

    intro = _("The superintendent is asked to approve exactly this. If it changes, we ask again.")
    starts_on = forms.DayMonthYear(_("Date"), needed=_("Enter the date."),
                                   earliest=queries.today,
                                   too_early=_("Choose a future date."))  # fmt: skip
    starts_at = forms.Line(_("Time"), needed=_("Enter the time, such as 9:30."), max_length=10,
                           hint=_("Local time at that place, such as 9:30 or 14:00."))  # fmt: skip
    form = forms.Choice(_("Format"), lambda: codes("forms", of=policy.current().dialogue),
                        needed=_("Choose the format of the dialogue."))  # fmt: skip
    place = forms.Choice(_("Place"), said_places,
                         needed=_("Choose a place that the policy allows."))  # fmt: skip
    room = forms.Line(_("Room"))
    needs = forms.Words(_("Access needs and interpreter"), rows=3)

    def validate_starts_at(self, field: forms.Question) -> None:
        """A time of day."""
        if field.data and not _CLOCK.fullmatch(field.data.strip()):
            raise ValidationError(gettext("Enter the time as hours and minutes, such as 9:30."))

    def facts(self) -> Values:
        """Day and time in the place's zone, as a stored moment."""
        given = super().facts()
        hour, minute = _CLOCK.fullmatch(self.starts_at.data.strip()).groups()  # type: ignore[union-attr]
        here = datetime.combine(given.pop("starts_on"), time(int(hour), int(minute)),
                                ZoneInfo(policy.current().zone))  # fmt: skip
        return given | {"starts_at": here.astimezone(UTC).replace(tzinfo=None)}


class CloseGate(Act):
    """Something changed that was approved."""

    intro = _("What was approved is void, and will be requested again.")
    cause = forms.Choice(_("What changed"), lambda: said(gate.CAUSES),
                         needed=_("Choose what has changed."))  # fmt: skip


class Arrange(Act):
    """S21."""

    arrangement = forms.Choice(_("What is arranged"), lambda: said(meeting.ARRANGEMENTS),
                               needed=_("Choose what is arranged."))  # fmt: skip


class RecordDialogue(Act):
    """S6, S8, S22."""

    on = the_day(_("Date"))
    facilitator_present = forms.Tick(
        _("I was there as the facilitator"),
        needed=_("A dialogue can be held only with a trained facilitator present."),
    )
    place_as_approved = forms.Tick(
        _("It was at the approved place and in the approved format"),
        needed=_("A dialogue can be held only at the approved place and in the approved format."),
    )
    present = forms.Choices(_("Who was there"), needed=_("Choose who was there."))
    pauses = forms.Number(_("How many pauses"), most=99)
    ended = forms.Choice(_("How it ended"), lambda: said(meeting.ENDED),
                         needed=_("Choose how it ended."))  # fmt: skip
    agreed = forms.Words(_("What was agreed, if anything"))
    notes = forms.Words(_("Notes"), hint=_("Encrypted; read by the staff assigned to the case."))

    def offer(self, case: DialogueCase, actor: Actor) -> None:
        """Everyone who takes part now, by name; an exchange is carried, not attended."""
        self.present.choices = those_taking_part(actor, case)
        visit = queries.visit(case)
        if visit is None:
            return
        form = policy.current().dialogue.forms[visit.form].label.say(web.language())
        place = meeting.place_name(visit) or gettext(meeting.PLACES[visit.place])
        self.place_as_approved.label.text = gettext(
            "It was as approved: %(form)s, %(place)s", form=form, place=place
        )
        if not meeting.is_visited(visit.form):
            self.present.label.text = gettext("Who took part")
        if visit.form == "letters":
            self.facilitator_present.label.text = gettext(
                "I relayed the messages as the facilitator"
            )
            self.place_as_approved.label.text = gettext(
                "It went as approved, and nothing was passed in any other way"
            )


class LogFollowUp(Spoken):
    """Aftercare: the person is reached only as they allow, now as before."""

    intro = _("With the person, use only a way they marked as safe. Listen first.")
    side = the_side()
    way = forms.Choice(_("With the person: how"))
    kind = forms.Choice(_("Which follow-up"), lambda: said(follow_up.KINDS),
                        needed=_("Choose a follow-up."))  # fmt: skip
    on = the_day(_("Date"))
    outcome = forms.Choice(_("How it went"), lambda: said(follow_up.OUTCOMES),
                           needed=_("Choose how it went."))  # fmt: skip
    note = a_note()
    again_on = forms.DayMonthYear(
        _("Date of the next contact you agreed on, if any"),
        earliest=queries.today,
        too_early=_("Choose a future date."),
    )

    def validate_way(self, field: forms.Question) -> None:
        """Asked of a contact with the person."""
        is_contact = self.side.data == "person" and self.outcome.data != "left_alone"
        if is_contact and field.is_blank:
            raise ValidationError(gettext("Choose how the person was reached."))


FORMS: dict[str, type[Act]] = {
    "assign": Assign,
    "hand_over": HandOver,
    "add_second": Assign,
    "add_participant": AddParticipant,
    "clear_participant": ClearParticipant,
    "remove_participant": RemoveParticipant,
    "sign_agreement": SignAgreement,
    "offender_stops": OffenderStops,
    "begin_preparation": Act,
    "log_session": LogSession,
    "find_ready": FindReady,
    "recommend": Act,
    "review_readiness": ReviewReadiness,
    "prepare_more": Act,
    "plan_visit": PlanVisit,
    "close_gate": CloseGate,
    "arrange": Arrange,
    "schedule": Act,
    "record_dialogue": RecordDialogue,
    "log_follow_up": LogFollowUp,
}
