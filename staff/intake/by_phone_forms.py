"""What staff ask on the phone, or copy from a letter or fax: the questions of the public form.

The fields are those of `envelopes.DialogueAsked` and `envelopes.NoticeAsked`.  Beside each stands
the public form's own question, to be said aloud; before each part, what to say and not to ask.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, policy, web
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.forms import needed_if
from shared.frontdoor import envelopes
from shared.intake import by_phone
from staff.acting.act_forms import places, said

YES_NO = (("yes", _("Yes")), ("no", _("No")))
OTHERS = 3
WAYS = ("phone", "text", "email", "post")


def _is_yes(answer: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(answer))


def _filled(values: Values) -> Values:
    """Without what was not answered, as the portal sends it."""
    kept = {name: _filled(v) if isinstance(v, dict) else v for name, v in values.items()}
    return {name: v for name, v in kept.items() if v not in (None, "", [], {})}


def aloud(question: Any) -> Any:
    """A question as the public form asks it, to be read out."""
    return LazyString(lambda: gettext("“%(question)s”", question=question))


# The public form's own words for each question (a test compares them).
ALOUD: Values = {
    "standing": _("Who was harmed?"),
    "relation": _("If it was someone in your family: how are you related?"),
    "name": _("Full name"),
    "other_names": _("Other names, if any"),
    "adult": _("Are you 18 or older?"),
    "safe": _("How can we reach you safely?"),
    "phone": _("Number for calls"),
    "text": _("Number for texts"),
    "email": _("Email address"),
    "post": _("Mailing address"),
    "substitute": _("This is not my home. It is an address that keeps me safe"),
    "voicemail": _("It is OK to leave me a voicemail"),
    "who_may_answer": _("Who else might answer the phone?"),
    "words": _("What can we say it is about?"),
    "times": _("Good times to call"),
    "leave_in_peace": _("Days we should not contact you"),
    "interpreter": _("Do you need an interpreter? Which language?"),
    "access_needs": _("What else do you need?"),
    "responsible_name": _("Name, or part of it"),
    "number": _("Prison number, if you know it"),
    "facility": _("Where that person is held"),
    "more": _("Anything else that can help us find the right person"),
    "county": _("County or town"),
    "year": _("Year, or a guess"),
    "court_number": _("Court case number, if any"),
    "news": _("If there is an update"),
    "rules": _("Does a rule apply?"),
    "hopes": _("What do you hope for?"),
    "hopes_words": _("In your own words"),
    "form": _("How would you like to talk?"),
    "other_forms": _("If not face to face: how would you like to talk?"),
    "support_name": _("Name of your support person, if you want one"),
    "support_relation": _("How is that person related to you?"),
    "support_adult": _("Is that person 18 or older?"),
    "tell_requested": _("that I asked to be told"),
    "tell_received": _("that I received the letter"),
    "tell_read": _("that I read the letter"),
}


def _safe_has_value(form: forms.Form, field: forms.Question) -> None:
    """A way that is safe needs its number or address."""
    if field.short_name in (form.safe.data or []) and field.is_blank:
        raise ValidationError(_("This way is marked safe. Enter it here, or uncheck it below."))


def _safe_is_clear(form: forms.Form, field: forms.Question) -> None:  # noqa: ARG001
    """No way at all, or some: not both."""
    if "none" in (field.data or []) and len(field.data) > 1:
        raise ValidationError(_("Check the safe ways, or only the last line."))


@dataclass(frozen=True)
class Part:
    """Questions that belong together, with what to say."""

    title: Sentence
    say: Sentence
    names: tuple[str, ...]


class Taken(forms.Form):
    """What both requests ask."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in self.questions:
            words = ALOUD.get(question.short_name, "")
            if str(words) != str(question.label.text):  # else the label is what to say
                question.hint = aloud(words) if words else ""

    source = forms.Choice(_("How it came in"), lambda: said(by_phone.SOURCES),
                          needed=_("Choose how the request came in."))  # fmt: skip
    language = forms.Choice(_("Language of letters and calls"),
                            [("en", _("English")), ("es", _("Spanish"))], default="en",
                            needed=_("Choose the language."))  # fmt: skip
    standing = forms.Choice(_("Who is asking"), lambda: said(envelopes.STANDINGS),
                            needed=_("Choose who is asking."))  # fmt: skip
    relation = forms.Line(_("Relationship to the person harmed"))
    name = forms.Line(_("Full name"), needed=_("Enter the name."))
    other_names = forms.Line(_("Other names, if any"))
    adult = forms.Choice(_("Is the person 18 or older?"), YES_NO,
                         needed=_("Choose whether the person is 18 or older."))  # fmt: skip
    phone = forms.Phone(_("Phone number"), checks=[_safe_has_value])
    text = forms.Phone(_("Number for text messages"), checks=[_safe_has_value])
    email = forms.EmailAddress(_("Email address"), checks=[_safe_has_value])
    post = forms.Words(_("Mailing address"), rows=3, max_length=500, checks=[_safe_has_value])
    substitute = forms.Tick(_("It is a substitute address"))
    safe = forms.Choices(
        _("Which of these are safe?"),
        lambda: [*said(envelopes.CHANNELS), ("none", gettext("None: the person will call us"))],
        needed=_("Ask which ways are safe. A way that is not checked is never used."),
        checks=[_safe_is_clear],
    )
    voicemail = forms.Tick(_("OK to leave a voicemail"))
    who_may_answer = forms.Line(_("Who else might answer the phone"))
    words = forms.Line(_("What we can say the call is about"))
    times = forms.Choices(_("Good times"), lambda: said(envelopes.TIMES))
    leave_in_peace = forms.Line(_("Days we should not contact the person"))
    interpreter = forms.Line(_("Language of an interpreter, if wanted"))
    access_needs = forms.Words(_("Access needs"), rows=3, max_length=1000)
    responsible_name = forms.Line(_("Name of the person responsible"))
    number = forms.OffenderNumber(_("Number in custody records"))
    facility = forms.Select(_("Where held, if known"),
                            lambda: [("", gettext("Not known")), *places()])  # fmt: skip
    more = forms.Words(_("Anything else that helps identify the person"), rows=3, max_length=1000)
    county = forms.Line(_("County"), max_length=80)
    year = forms.Line(_("Year"), max_length=40)
    court_number = forms.Line(_("Court number"), max_length=80)
    news = forms.Choice(_("If there is an update"), lambda: said(envelopes.NEWS), default="call",
                        needed=_("Choose how the person wants to get updates."))  # fmt: skip

    def contact(self) -> Values:
        """As `envelopes.Contact`; a way not said to be safe is kept and never used."""
        safe = set(self.safe.data or [])
        ways = []
        for channel in WAYS:
            if not self[channel].data:
                continue
            way: Values = {
                "channel": channel, "value": self[channel].data, "safe": channel in safe,
            }  # fmt: skip
            if channel == "phone":
                way |= {"voicemail": self.voicemail.data,
                        "who_may_answer": self.who_may_answer.data}  # fmt: skip
            if channel in ("phone", "text"):
                way["words"] = self.words.data
            if channel == "post":
                way["substitute"] = self.substitute.data
            ways.append(_filled(way) | {"safe": channel in safe})
        plain = ("times", "leave_in_peace", "interpreter", "access_needs")
        return _filled({"ways": ways, "no_contact": "none" in safe or None}
                       | {name: self[name].data for name in plain})  # fmt: skip

    def answers(self) -> Values:  # type: ignore[override]  # asked as a method
        """As an envelope of the public site would hold them."""
        return _filled({
            "standing": self.standing.data, "relation": self.relation.data,
            "name": self.name.data, "other_names": self.other_names.data,
            "contact": self.contact(), "responsible": responsible(self), "happened": happened(self),
            "news": self.news.data,
        }) | {"adult": _is_yes(self.adult.data)}  # fmt: skip


def responsible(form: "Taken | Sibling") -> Values:
    """As `envelopes.Responsible`."""
    return {"name": form.responsible_name.data, "number": form.number.data,
            "facility": form.facility.data, "more": form.more.data}  # fmt: skip


def happened(form: "Taken | Sibling") -> Values:
    """As `envelopes.Happened`."""
    return {"county": form.county.data, "year": form.year.data,
            "court_number": form.court_number.data}  # fmt: skip


def _others() -> Values:
    fields: Values = {}
    for n in range(1, OTHERS + 1):
        fields |= {
            f"other{n}_name": forms.Line(_("Person %(number)s: name", number=n)),
            f"other{n}_relation": forms.Line(_("Person %(number)s: relationship", number=n)),
            f"other{n}_adult": forms.Choice(
                _("Is person %(number)s 18 or older?", number=n), YES_NO
            ),
        }
    return fields


_Others = type("_Others", (forms.Form,), _others())


def _rules() -> list[tuple[str, str]]:
    asked = ("domestic_violence", "child_sexual_abuse", "death_row", "no_contact_order")
    rules = policy.current().rules
    return [(one, rules[one].label.say(web.language())) for one in asked if one in rules]


class TakenDialogue(Taken, _Others):  # type: ignore[misc, valid-type]
    """A request for a dialogue."""

    rules = forms.Choices(_("Is any of these true, from what the person says?"), _rules)
    hopes = forms.Choices(_("What the person hopes for"), lambda: said(envelopes.HOPES))
    hopes_words = forms.Words(_("In the person's own words"), rows=4, max_length=2000)
    form = forms.Choice(_("How the person would like to talk"), lambda: said(envelopes.FORMS))
    other_forms = forms.Choices(_("Other formats"), lambda: said(envelopes.OTHER_FORMS))
    support_name = forms.Line(_("A support person: name"))
    support_relation = forms.Line(_("A support person: relationship"))
    support_adult = forms.Choice(
        _("Is the support person 18 or older?"), YES_NO,
        checks=[needed_if("support_name", sentence=_("Choose whether that person is 18 or "
                                                     "older."))],
    )  # fmt: skip
    own_wish = forms.Tick(_("I asked: it is the person's own wish, and no one is pressuring them"))

    def answers(self) -> Values:  # type: ignore[override]  # asked as a method
        """As `envelopes.DialogueAsked`."""
        others = [self._companion(f"other{n}") for n in range(1, OTHERS + 1)]
        return super().answers() | _filled({
            "rules": self.rules.data, "hopes": self.hopes.data,
            "hopes_words": self.hopes_words.data, "form": self.form.data,
            "other_forms": self.other_forms.data, "support": self._companion("support"),
            "others": [one for one in others if one], "own_wish": self.own_wish.data or None,
        })  # fmt: skip

    def _companion(self, prefix: str) -> Values:
        name, relation = self[f"{prefix}_name"].data, self[f"{prefix}_relation"].data
        if not name and not relation:
            return {}
        return _filled({"name": name, "relation": relation}) | {
            "adult": _is_yes(self[f"{prefix}_adult"].data)
        }


class TakenNotice(Taken):
    """The notification box (S34, S40)."""

    tell_requested = forms.Tick(_("OK to tell the {offender}: a letter was requested"))
    tell_received = forms.Tick(_("OK to tell the {offender}: the letter was received"))
    tell_read = forms.Tick(_("OK to tell the {offender}: the letter was read"))
    own_wish = forms.Tick(
        _("I asked: it is the person's own wish, and no one is pressuring them"),
        needed=_("Check the box once you have spoken with the person."),
    )

    def answers(self) -> Values:  # type: ignore[override]  # asked as a method
        """As `envelopes.NoticeAsked`."""
        ticks = ("tell_requested", "tell_received", "tell_read", "own_wish")
        return super().answers() | {name: bool(self[name].data) for name in ticks}


class Sibling(forms.Form):
    """Another offender of the same person (S5)."""

    source = forms.Choice(_("How it came in"), lambda: said(by_phone.SOURCES),
                          needed=_("Choose how the request came in."))  # fmt: skip
    responsible_name = forms.Line(_("Name of the person responsible"), needed=_("Enter the name."))
    number = forms.OffenderNumber(_("Number in custody records"))
    facility = forms.Select(_("Where held, if known"),
                            lambda: [("", gettext("Not known")), *places()])  # fmt: skip
    more = forms.Words(_("Anything else that helps identify the person"), rows=3, max_length=1000)
    county = forms.Line(_("County"), max_length=80)
    year = forms.Line(_("Year"), max_length=40)
    court_number = forms.Line(_("Court number"), max_length=80)


_WHO = Part(
    _("Who is asking"),
    _("“Are you asking for yourself? You can ask if you were harmed, or if someone in your "
      "family was harmed or died.” Do not ask for the story."),
    ("source", "language", "standing", "relation", "name", "other_names", "adult"),
)  # fmt: skip
_REACH = Part(
    _("How to reach them safely"),
    _("“Which ways are safe for you? Could someone else hear a message or open a letter? We use "
      "only the ways you tell us are safe.”"),
    ("phone", "text", "email", "post", "substitute", "safe", "voicemail", "who_may_answer",
     "words", "times", "leave_in_peace", "interpreter", "access_needs"),
)  # fmt: skip
_WHOM = Part(
    _("Who is responsible, and which case"),
    _(
        "“Tell me what you know. A name, a place and a year are enough.” Do not promise anything, "
        "and do not say whether we know that person."
    ),
    ("responsible_name", "number", "facility", "more", "county", "year", "court_number"),
)
_NEWS = Part(
    _("Last part"),
    _("“Is it your own wish to ask, and is no one pushing you? How would you like to get "
      "updates? You can stop at any time, and you do not have to say why.”"),
    ("news", "own_wish"),
)  # fmt: skip
DIALOGUE = (
    _WHO, _REACH, _WHOM,
    Part(_("What they hope for"),
         _("“What do you hope for? There is no wrong answer. You never have to meet in person. "
           "Someone you trust can be with you. It gives the other person no advantage.”"),
         ("rules", "hopes", "hopes_words", "form", "other_forms", "support_name",
          "support_relation", "support_adult")),
    Part(_("Others who were harmed and may want to take part"),
         _("“We will not call them. We will talk with you first.”"),
         tuple(_others())),
    _NEWS,
)  # fmt: skip
NOTICE = (
    _WHO, _REACH, _WHOM,
    Part(_("What we can tell the other party"),
         _("Read each of the three aloud. Each is off unless the person says yes. Do not say "
           "whether there is a letter."),
         ("tell_requested", "tell_received", "tell_read")),
    _NEWS,
)  # fmt: skip
