"""What may lie in an envelope, field by field: the agreement between portal and staff.

The portal fills these, staff read them; neither knows the other.  Coded choices have their words
here too, so that a form, a case page and a printed summary say the same thing.

An envelope is a dictionary: ``kind``, ``reference``, ``language``, ``sent_at`` (ISO, UTC) and
``answers``, which has the fields below.  Fields left out are unanswered.
"""

from typing import TypedDict

from shared.base.translation import N_

# -- coded choices -----------------------------------------------------------------------------

STANDINGS = {
    "direct": N_("It happened to me"),
    "survivor": N_("Someone in my family died"),
    "family": N_("Someone in my family was harmed"),
    "other": N_("Something else"),
}
CHANNELS = {
    "phone": N_("Phone call"),
    "text": N_("Text message"),
    "email": N_("Email"),
    "post": N_("Letter by mail"),
}
TIMES = {
    "morning": N_("Morning, 9 to 12"),
    "afternoon": N_("Afternoon, 12 to 4"),
    "evening": N_("Late afternoon, 4 to 6"),
}
HOPES = {
    "questions": N_("To ask my questions"),
    "impact": N_("To say how my life changed"),
    "heard": N_("To be heard, and seen as a person"),
    "apology": N_("To hear that person take responsibility"),
    "life": N_("To know that person’s life now"),
    "unsure": N_("I am not sure yet"),
}
FORMS = {
    "face": N_("Meet face to face"),
    "other": N_("Another way"),
    "unsure": N_("I am not sure yet"),
}
OTHER_FORMS = {
    "video": N_("By video"),
    "shuttle": N_("A facilitator relays messages between us"),
    "letters": N_("By letters, through staff"),
    "recorded": N_("By a recorded video, through staff"),
}
NEWS = {
    "call": N_("Call me first"),
    "page": N_("Let me read it here"),
}
LETTER_ANSWERS = {
    "now": N_("Send it to me now"),
    "later": N_("Keep it for me. I will say when"),
    "read_aloud": N_("Read it to me"),
    "no": N_("I do not want it"),
    "never": N_("I do not want it. Please do not ask me again"),
}
SERVICES = {
    "dialogue": N_("A dialogue with the person responsible"),
    "programming": N_("To take part in programs for people in prison"),
    "referral": N_("Help from other services for people who were harmed"),
}


class Way(TypedDict, total=False):
    """One way to reach the person.  A way not marked safe is kept and never used."""

    channel: str  # a key of CHANNELS
    value: str  # number or address, as typed
    safe: bool
    voicemail: bool  # may we leave a message (phone)
    who_may_answer: str
    words: str  # what we may say we are calling about
    substitute: bool  # a substitute address (post)


class Contact(TypedDict, total=False):
    """How to reach the person safely."""

    ways: list[Way]
    times: list[str]  # keys of TIMES
    leave_in_peace: str  # days or dates on which not to make contact
    no_contact: bool  # "please do not contact me, I will come back"
    interpreter: str  # a language, or empty
    access_needs: str


class Responsible(TypedDict, total=False):
    """The person responsible, as far as the writer knows."""

    name: str
    number: str  # the department's number
    facility: str  # a facility code of the policy, or empty
    more: str


class Happened(TypedDict, total=False):
    """The incident, without its story."""

    county: str
    year: str
    court_number: str


class Companion(TypedDict, total=False):
    """A support person, or another person harmed who might take part (S4, S18)."""

    name: str
    relation: str
    adult: bool


class DialogueAsked(TypedDict, total=False):
    """kind ``dialogue.asked`` (S3, S4, S8, S18, S29)."""

    standing: str  # a key of STANDINGS
    relation: str
    name: str
    other_names: str
    adult: bool
    contact: Contact
    responsible: Responsible
    happened: Happened
    hopes: list[str]  # keys of HOPES
    hopes_words: str
    support: Companion
    others: list[Companion]
    form: str  # a key of FORMS
    other_forms: list[str]  # keys of OTHER_FORMS
    rules: list[str]  # ids of the policy's rules that the person says apply
    own_wish: bool
    news: str  # a key of NEWS


class NoticeAsked(TypedDict, total=False):
    """kind ``notice.asked``: the notification box and the three choices of S40."""

    standing: str
    relation: str
    name: str
    other_names: str
    adult: bool
    contact: Contact
    responsible: Responsible
    happened: Happened
    tell_requested: bool
    tell_received: bool
    tell_read: bool
    own_wish: bool
    news: str


class Stopped(TypedDict, total=False):
    """kind ``stopped``: the person withdraws, without a reason."""


class NewsChosen(TypedDict, total=False):
    """kind ``news.chosen``: read any news on the page, or be called."""

    news: str


class LetterAnswered(TypedDict, total=False):
    """kind ``letter.answered`` (S39, S46): `later_on` is an ISO date or empty."""

    answer: str  # a key of LETTER_ANSWERS
    later_on: str


class ContactChanged(TypedDict, total=False):
    """kind ``contact.changed``: the whole new set; what was there before stops at once."""

    contact: Contact


class DisclosureChanged(TypedDict, total=False):
    """kind ``disclosure.changed``: the whole new set of S40 choices."""

    tell_requested: bool
    tell_received: bool
    tell_read: bool


class LetterSaid(TypedDict, total=False):
    """kind ``letter.said``: the person's own word that a letter was received or read."""

    received: bool
    read: bool


class ServiceAsked(TypedDict, total=False):
    """kind ``service.asked`` (S42)."""

    services: list[str]  # keys of SERVICES


class WroteToStaff(TypedDict, total=False):
    """kinds ``outside.contact`` ("someone contacted me") and ``complaint``."""

    words: str


OPENINGS = ("dialogue.asked", "notice.asked")  # under a reference that is new
KINDS = {
    "dialogue.asked": DialogueAsked,
    "notice.asked": NoticeAsked,
    "stopped": Stopped,
    "news.chosen": NewsChosen,
    "letter.answered": LetterAnswered,
    "contact.changed": ContactChanged,
    "disclosure.changed": DisclosureChanged,
    "letter.said": LetterSaid,
    "service.asked": ServiceAsked,
    "outside.contact": WroteToStaff,
    "complaint": WroteToStaff,
}
