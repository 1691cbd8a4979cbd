"""What a person reads about their own request: a table of plain words.

A code is what lies on the noticeboard.  States that would reveal another person's choice share a
code, and therefore its sentence and its date.
"""

from dataclasses import dataclass

from shared.base.translation import N_


@dataclass(frozen=True)
class Words:
    """A plain sentence, what comes next, and who acts."""

    sentence: str
    next: str
    who: str


STAFF = N_("Victim Services staff")
YOU = N_("You, if and when you want")
NOBODY = N_("No one. Nothing more will happen unless you ask")

WORDS: dict[str, Words] = {
    # A dialogue
    "dialogue_received": Words(
        N_("We have your request."),
        N_("A person on our staff will read it. No one has contacted the other person."),
        STAFF,
    ),
    "dialogue_looking": Words(
        N_("We are reading your request."),
        N_("We may need to ask you a few things. No one has contacted the other person."),
        STAFF,
    ),
    "dialogue_looking_again": Words(
        N_("We are reading your request."),
        N_("We may need to ask you a few things. You can stop at any time."),
        STAFF,
    ),
    "dialogue_under_way": Words(
        N_("Your request is under way."),
        N_("We are doing our part. This can take weeks or months. You can stop at any time."),
        STAFF,
    ),
    "dialogue_facilitator": Words(
        N_("You now have a trained facilitator."),
        N_("The facilitator will talk with you first, at your pace. You can stop at any time."),
        N_("Your facilitator"),
    ),
    "dialogue_date": Words(
        N_("A date is set."),
        N_("Your facilitator will go over the day with you. You can stop at any time."),
        N_("Your facilitator"),
    ),
    "dialogue_after": Words(
        N_("The dialogue has taken place."),
        N_("Your facilitator will ask how you are, and again later. You can call us at any time."),
        N_("Your facilitator"),
    ),
    "dialogue_kept": Words(
        N_("We are keeping your request, as you asked. Nothing is happening now."),
        N_("It stays with us as long as you want. Call us if you want to go on or to stop."),
        YOU,
    ),
    "dialogue_closed": Words(
        N_("This request is closed."),
        N_("You can ask again. We can also talk about other options."),
        YOU,
    ),
    "stopped": Words(
        N_("You asked us to stop. We have stopped."),
        N_("You can ask again at any time."),
        NOBODY,
    ),
    # The notification box
    "letter_received": Words(
        N_("We have your form."),
        N_(
            "A person on our staff will read it and may contact you, only in the ways you said are "
            "safe."
        ),
        STAFF,
    ),
    "letter_registered": Words(
        N_("You are on the list."),
        N_("If there is a letter for you, now or later, we will ask you before anything is sent."),
        STAFF,
    ),
    "letter_waiting": Words(
        N_("There is a letter for you. It stays with us until you tell us what you want."),
        N_("You can have it sent, keep it for later, have it read to you, or say no."),
        YOU,
    ),
    "letter_coming": Words(
        N_("You said you want the letter. We are getting it ready."),
        N_(
            "If we mail it, it comes sealed, in a plain envelope. You can still change your answer."
        ),
        STAFF,
    ),
    "letter_sent": Words(
        N_("The letter has been sent to you."),
        N_("You can open it, or not. You can talk with us about it at any time."),
        YOU,
    ),
    "letter_given": Words(
        N_("You were given the letter, in the way you chose."),
        N_("You can talk with us about it at any time."),
        YOU,
    ),
    "letter_kept": Words(
        N_("We are keeping the letter for you."),
        N_("Tell us if you want it. We will not send it before that."),
        YOU,
    ),
    "letter_declined": Words(
        N_("You said you do not want the letter. It will not be sent."),
        N_("You can change your mind at any time."),
        NOBODY,
    ),
    "letter_stopped": Words(
        N_("You are no longer on the list."),
        N_("You can ask again at any time."),
        NOBODY,
    ),
}

UNKNOWN = Words(
    N_("We are working on your request."),
    N_("Please call us to hear more."),
    STAFF,
)

# Until staff have collected it, and the state itself says so.
STOPPING = Words(
    N_("You asked us to stop. We have your message, and it takes effect now."),
    N_("You can ask again at any time."),
    STAFF,
)

ERRANDS: dict[str, str] = {
    "wrote": N_("We received what you sent. A person will read it."),
}
