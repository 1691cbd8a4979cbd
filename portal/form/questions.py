"""What is asked, as a table: one row a page, rendered by one view.

A row says what is asked, why, and whether it may be skipped.  The story of what happened is never
asked for.  Field names are those of `portal.form.composing`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from portal.form import rules
from portal.form.composing import OTHERS
from shared import forms, web
from shared.base.translation import Sentence
from shared.base.values import Given
from shared.frontdoor import envelopes

YES_NO = (("yes", _("Yes")), ("no", _("No")))


def _words(table: Mapping[str, str]) -> Callable[[], list[tuple[str, str]]]:
    """A table of coded choices with its words in the language of the answer."""
    return lambda: [(code, gettext(words)) for code, words in table.items()]


def _rules() -> list[tuple[str, str]]:
    return [(rule.id, rule.label.say(web.language())) for rule in rules.asked("dialogue")]


# -- who asks ----------------------------------------------------------------------------------


class You(forms.Form):
    """S3: the person harmed, or surviving family."""

    standing = forms.Choice(
        _("Choose one"),
        _words(envelopes.STANDINGS),
        needed=_("Choose one. “Something else” is fine too."),
    )
    relation = forms.Line(
        _("If it was someone in your family: how are you related?"),
        hint=_("For example: mother, son, sister, partner"),
    )


class Name(forms.Form):
    """Whom to ask for; and S26."""

    name = forms.Line(_("Full name"), needed=_("Enter your name, so we know who to ask for."))
    other_names = forms.Line(_("Other names, if any"))
    adult = forms.Choice(
        _("Are you 18 or older?"), YES_NO, needed=_("Tell us if you are 18 or older.")
    )


# -- how to reach you --------------------------------------------------------------------------


def _safe_has_value(form: forms.Form, field: forms.Question) -> None:
    """A way marked safe needs its number or address."""
    if field.short_name in form.safe.data and field.is_blank:
        raise ValidationError(_("You said this way is safe. Enter it here, or uncheck it above."))


class Ways(forms.Form):
    """Which ways are safe.  What is not ticked is not sent."""

    safe = forms.Choices(
        _("Check what is safe"),
        lambda: [
            *_words(envelopes.CHANNELS)(),
            ("none", gettext("Do not contact me. I will come back here")),
        ],
        needed=_("Check at least one way. Or check the last one, and come back here for updates."),
        alone="none",
    )
    phone = forms.Phone(_("Number for calls"), checks=[_safe_has_value])
    text = forms.Phone(_("Number for texts"), checks=[_safe_has_value])
    email = forms.EmailAddress(_("Email address"), checks=[_safe_has_value])
    post = forms.Words(_("Mailing address"), rows=4, max_length=500, checks=[_safe_has_value])
    substitute = forms.Tick(_("This is not my home. It is an address that keeps me safe"))


class Care(forms.Form):
    """What to mind when we call or write."""

    times = forms.Choices(_("Good times to call"), _words(envelopes.TIMES))
    voicemail = forms.Tick(_("It is OK to leave me a voicemail"))
    who_may_answer = forms.Line(_("Who else might answer the phone?"))
    words = forms.Line(_("What can we say it is about?"), hint=_("For example: “an appointment”"))
    leave_in_peace = forms.Line(
        _("Days we should not contact you"), hint=_("For example: May 3, or Sundays")
    )
    news = forms.Choice(_("If there is an update"), _words(envelopes.NEWS))


class Needs(forms.Form):
    """An interpreter, and what makes it possible to take part."""

    interpreter = forms.Line(_("Do you need an interpreter? Which language?"))
    access_needs = forms.Words(
        _("What else do you need?"),
        hint=_("For example: large print, a ramp, sign language"),
        rows=3,
        max_length=1000,
    )


# -- what it is about --------------------------------------------------------------------------


class Responsible(forms.Form):
    """S5: the person responsible, as far as known."""

    name = forms.Line(_("Name, or part of it"))
    number = forms.OffenderNumber(_("Prison number, if you know it"))
    facility = forms.Line(_("Where that person is held"))
    more = forms.Words(
        _("Anything else that can help us find the right person"),
        hint=_(
            "For example: age, other names, or a second person. Please do not tell the story here."
        ),
        rows=3,
        max_length=1000,
    )


class Happened(forms.Form):
    """Which incident, without its story (S36)."""

    county = forms.Line(_("County or town"))
    year = forms.Line(_("Year, or a guess"), max_length=40)
    court_number = forms.Line(_("Court case number, if any"), max_length=60)


class Rules(forms.Form):
    """S23–S25 and orders: explained before, never decided here."""

    rules = forms.Choices(_("Check what is true in your case"), _rules)


class Hopes(forms.Form):
    """S10, S29: background and interest."""

    hopes = forms.Choices(_("Check any that apply"), _words(envelopes.HOPES))
    hopes_words = forms.Words(_("In your own words"), rows=4, max_length=2000)


class Meeting(forms.Form):
    """S8: face to face or another way."""

    # Not "form": a control of that name hides the form itself from scripts.
    talk = forms.Choice(_("Choose one"), _words(envelopes.FORMS))
    other_forms = forms.Choices(
        _("If not face to face: how would you like to talk?"), _words(envelopes.OTHER_FORMS)
    )


class Support(Needs):
    """S18: a support person; and what else helps."""

    support_name = forms.Line(_("Name of your support person, if you want one"))
    support_relation = forms.Line(_("How is that person related to you?"))
    support_adult = forms.Choice(_("Is that person 18 or older?"), YES_NO)


def _other(number: int) -> dict[str, forms.Question]:
    return {
        f"other{number}_name": forms.Line(_("Name")),
        f"other{number}_relation": forms.Line(_("How is that person related to you?")),
        f"other{number}_adult": forms.Choice(_("Is that person 18 or older?"), YES_NO),
    }


def _other_names(number: int) -> tuple[str, ...]:
    return tuple(_other(number))


# S4: others who were harmed; the same three questions about each.
Others = type(
    "Others",
    (forms.Form,),
    {name: field for number in range(1, OTHERS + 1) for name, field in _other(number).items()},
)


class Telling(forms.Form):
    """S40: three facts, each told only if ticked."""

    tell_requested = forms.Tick(_("that I asked to be told"))
    tell_received = forms.Tick(_("that I received the letter"))
    tell_read = forms.Tick(_("that I read the letter"))


# -- the table ---------------------------------------------------------------------------------

Answer = Given


def _minors(answer: Answer) -> list[str]:
    minors = [name for name in answer if name.endswith("adult") and answer[name] == "no"]
    return [rules.MINOR] if minors else []


def _is_left_in_peace(answers: Mapping[str, Answer]) -> bool:
    """Who wants no contact is not asked when to call."""
    return "none" in (answers.get("ways", {}).get("safe") or ())


def _barred(answer: Answer) -> list[str]:
    return list(answer.get("rules") or [])


@dataclass(frozen=True)
class Part:
    """Fields that belong together: under a legend, folded away, or shown after a choice."""

    names: tuple[str, ...]
    legend: Sentence = ""
    more: Sentence = ""
    when: str = ""  # shown once this is chosen (assets/styles/_reveal.scss)

    def is_called_for(self, chosen: set[str]) -> bool:
        """Whether what was chosen asks for what is in it."""
        return not self.when or bool(chosen & set(_CALLED_FOR.get(self.when, (self.when,))))


# The choices that call for a part, where its name is not the choice itself.
_CALLED_FOR = {"family": ("survivor", "family")}


@dataclass(frozen=True)
class Drawn:
    """A part with the fields of one form."""

    fields: list[Any]
    legend: Sentence
    more: Sentence
    when: str

    @property
    def is_wrong(self) -> bool:
        """Whether something in it must be seen, whatever is chosen."""
        return any(f.errors for f in self.fields)

    @property
    def is_open(self) -> bool:
        """Whether there is something in it to see."""
        return any(f.errors or (f.is_answered and f.kind != "tick") for f in self.fields)


@dataclass(frozen=True)
class Question:
    """A page of a form.

    `notes` gives the ids of the rules to explain after an answer; `is_moot`, from the answers of
    the form so far, whether it need not be asked.
    """

    key: str
    title: Sentence
    why: Sentence
    form: type[forms.Form]
    is_skippable: bool = True
    notes: Callable[[Answer], list[str]] = lambda _answer: []
    layout: tuple[Part, ...] = ()
    is_moot: Callable[[Mapping[str, Answer]], bool] = lambda _answers: False

    def parts(self, form: forms.Form) -> list[Drawn]:
        """The fields of `form` as they lie on the page."""
        layout = self.layout or (Part(tuple(f.short_name for f in form.questions)),)
        return [Drawn([form[name] for name in p.names], p.legend, p.more, p.when) for p in layout]

    def told(self, answer: Answer) -> dict[str, Any]:
        """What is read over and sent of an answer: nothing under a choice that was taken back."""
        given = [answer.get(name) or "" for part in self.layout[:1] for name in part.names]
        chosen = {one for value in given for one in (value if isinstance(value, list) else [value])}
        held_back = {n for p in self.layout if not p.is_called_for(chosen) for n in p.names}
        return {name: value for name, value in answer.items() if name not in held_back}


# fmt: off
YOU = Question("you", _("Who was harmed?"),
    _("If the person died, the family can ask."), You, False,
    layout=(Part(("standing",)), Part(("relation",), when="family")))
NAME = Question("name", _("Your name"),
    _("We use it to find your case. We do not give it to the other person, unless you say so."),
    Name, False, _minors)
WAYS = Question("ways", _("How can we reach you safely?"),
    _("We use only what you check."), Ways, False,
    layout=(Part(("safe",)), Part(("phone",), when="phone"), Part(("text",), when="text"),
            Part(("email",), when="email"), Part(("post", "substitute"), when="post")))
CARE = Question("care", _("When we get in touch"),
    _("So that no one else finds out."), Care,
    layout=(Part(("times", "voicemail", "words")),
            Part(("who_may_answer", "leave_in_peace", "news"),
                 more=_("Who might answer, no-contact days, updates"))),
    is_moot=_is_left_in_peace)
NEEDS = Question("needs", _("What do you need?"),
    _("It is free, and we arrange it for you."), Needs)
RESPONSIBLE = Question("responsible", _("Who is responsible?"),
    _("Tell us what you know."), Responsible,
    layout=(Part(("name",)),
            Part(("number", "facility", "more"), more=_("If you know more"))))
HAPPENED = Question("happened", _("Which case is it?"),
    _("A place and a year are enough."), Happened)
RULES = Question("rules", _("Does a rule apply?"),
    _("There are rules about this. You can ask, no matter what you check."), Rules, True, _barred)
HOPES = Question("hopes", _("What do you hope for?"),
    _("It helps us listen. There are no wrong answers."), Hopes)
MEETING = Question("meeting", _("How would you like to talk?"),
    _("You never have to meet."), Meeting,
    layout=(Part(("talk",)), Part(("other_forms",), when="other")))
SUPPORT = Question("support", _("What would help you?"),
    _("Someone you trust can be with you the whole way."), Support, True, _minors,
    (Part(("support_name", "support_relation", "support_adult"), _("Someone by your side")),
     Part(("interpreter", "access_needs"), _("Other help"))))
OTHERS_HARMED = Question("others", _("Were others harmed too?"),
    _("They may be able to take part. We will not call them. We will talk with you first."),
    Others, True, _minors,
    (Part(_other_names(1), _("One person")), Part(_other_names(2), more=_("Add another person")),
     Part(_other_names(3), more=_("Add a third person"))))
TELLING = Question("telling", _("What may the other person know?"),
    _("If you check nothing, we tell that person nothing. You can change this later."), Telling)
# fmt: on
