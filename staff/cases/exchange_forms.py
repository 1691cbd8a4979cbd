"""The forms of what goes between two sides that do not meet: her words, and a recording."""

from typing import Any

from flask_babel import lazy_gettext as _

from shared import forms
from shared.dialogue import case_file, messages
from shared.records.permissions import Actor
from staff.acting.act_forms import Act, said
from staff.cases.meeting_forms import the_day


class WriteMessage(Act):
    """S48, S49: in her own words."""

    intro = _(
        "In the person's own words. Another person on the staff reads them before they go, for "
        "anything that could put the person at risk. Nothing is left with the {offender}."
    )
    words = forms.Words(_("What the person wants said"), rows=10, max_length=messages.LONGEST,
                        needed=_("Write the person's own words."))  # fmt: skip
    knows = forms.Tick(
        _("The person knows who reads this, and that it cannot be taken back once carried"),
        needed=_("The person must know who will read it."),
    )


class ReadMessage(Act):
    """Another person reads it before it goes."""

    intro = _(
        "Look for an address, a place of work, a name of a child, or anything else that could "
        "help somebody to find the person."
    )
    outcome = forms.Choice(_("What is to become of it"), lambda: said(messages.OUTCOMES),
                           needed=_("Choose what is to become of it."))  # fmt: skip

    def offer(self, case: Any, actor: Actor) -> None:
        """The words that wait."""
        self.quoted = case_file.message(actor, case, "written")


class CarryMessage(Act):
    """The facilitator carried it."""

    on = the_day(_("Day on which it was carried"))

    def offer(self, case: Any, actor: Actor) -> None:
        """The words that may be carried."""
        self.quoted = case_file.message(actor, case, "passed")


class TakeBackMessage(Act):
    """Her words are hers until they are carried."""

    intro = _("What waits goes back to the person, and is not carried. Nobody asks why.")


def its_place() -> Any:
    """Where a carrier lies."""
    return forms.Line(_("Where it lies now"), needed=_("Write where the recording lies."))


class LogRecording(Act):
    """S32, S47: under seal from the first moment."""

    intro = _(
        "The words go to the letter bank as a transcript. The recording itself lies under seal "
        "until somebody has compared the two."
    )
    on = the_day(_("Day on which it was made"))
    carrier = forms.Line(_("What carries it"), needed=_("Write what carries the recording."))
    seal = forms.Line(_("Number of the seal"), needed=_("Write the number of the seal."),
                      max_length=40)  # fmt: skip
    place = its_place()


class MoveRecording(Act):
    """Custody: from whose hands, and where to."""

    on = the_day(_("Day"))
    handed_by = forms.Line(_("Who handed it over"), needed=_("Write who handed it over."))
    place = its_place()


class AttestRecording(Act):
    """What was reviewed is what she will see."""

    grave = True
    warning = _(
        "Three people reviewed a transcript. What the person sees is the recording. You alone say "
        "that they are the same."
    )
    agrees = forms.Tick(
        _("I watched it from the first to the last moment. It says what the transcript says, word "
          "for word, and nothing is shown that the words do not say"),
        needed=_("Watch the recording whole, and compare it word for word with the transcript."),
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
