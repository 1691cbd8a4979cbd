"""Forms for what goes between two sides that do not meet: the person's words, a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from shared import forms
from shared.dialogue import case_file, messages
from shared.records.permissions import Actor
from staff.acting.act_forms import Act, said
from staff.cases.meeting_forms import the_day

if TYPE_CHECKING:
    from shared.records.models import DialogueCase


class WriteMessage(Act):
    """S48, S49: in the person's own words."""

    intro = _(
        "In the person's own words. Another staff member reads them before they are relayed, and "
        "looks for anything that could put the person at risk. Nothing is left with the {offender}."
    )
    words = forms.Words(_("What the person wants to say"), rows=10, max_length=messages.LONGEST,
                        needed=_("Enter the person's own words."))  # fmt: skip
    knows = forms.Tick(
        _(
            "The person knows who will read this, and that it cannot be taken back once it is "
            "relayed"
        ),
        needed=_("The person must know who will read it."),
    )


class ReadMessage(Act):
    """Another person reads it before it goes."""

    intro = _(
        "Look for an address, a workplace, a child's name, or anything else that could help "
        "someone find the person."
    )
    outcome = forms.Choice(_("What should happen next"), lambda: said(messages.OUTCOMES),
                           needed=_("Choose what should happen next."))  # fmt: skip

    def offer(self, case: DialogueCase, actor: Actor) -> None:
        """The words that wait."""
        self.quoted = case_file.message(actor, case, "written")


class CarryMessage(Act):
    """The facilitator carried it."""

    on = the_day(_("Date it was relayed"))

    def offer(self, case: DialogueCase, actor: Actor) -> None:
        """The words that may be carried."""
        self.quoted = case_file.message(actor, case, "passed")


class TakeBackMessage(Act):
    """The words stay the person's until they are relayed."""

    intro = _("Anything waiting goes back to the person and is not relayed. No one asks why.")


def its_place() -> forms.Line:
    """Where a carrier lies."""
    return forms.Line(_("Where it is now"), needed=_("Enter where the recording is."))


class LogRecording(Act):
    """S32, S47: under seal from the first moment."""

    intro = _(
        "The words go to the letter bank as a transcript. The recording itself stays sealed until "
        "someone has compared the two."
    )
    on = the_day(_("Date it was made"))
    carrier = forms.Line(
        _("What it is stored on"), needed=_("Enter what the recording is stored on.")
    )
    seal = forms.Line(_("Seal number"), needed=_("Enter the seal number."),
                      max_length=40)  # fmt: skip
    place = its_place()


class MoveRecording(Act):
    """Custody: from whose hands, and where to."""

    on = the_day(_("Date"))
    handed_by = forms.Line(_("Who handed it over"), needed=_("Enter who handed it over."))
    place = its_place()


class AttestRecording(Act):
    """What was reviewed is what the person will see."""

    grave = True
    warning = _(
        "Three people reviewed a transcript. What the person sees is the recording. Only you "
        "confirm that they are the same."
    )
    agrees = forms.Tick(
        _("I watched it from start to finish. It says what the transcript says, word for word, "
          "and shows nothing that the words do not say"),
        needed=_("Watch the whole recording, and compare it word for word with the transcript."),
    )  # fmt: skip


FORMS: dict[str, type[Act]] = {
    "write_message": WriteMessage,
    "read_message": ReadMessage,
    "carry_message": CarryMessage,
    "take_back_message": TakeBackMessage,
    "log_recording": LogRecording,
    "move_recording": MoveRecording,
    "attest_recording": AttestRecording,
}
