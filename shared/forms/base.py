"""The form, and what every question has in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from werkzeug.datastructures import CombinedMultiDict
from wtforms import Field, ValidationError
from wtforms.validators import StopValidation

from shared.base.translation import Sentence
from shared.base.values import Values
from shared.forms.signs import printable

Check = Callable[["Form", "Question"], None]

UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Problem:
    """A line of the error summary: the id of the field it is about (may be empty), and why."""

    id: str
    sentence: Sentence


class _Token(_FlaskFormCSRF):
    def validate_csrf_token(self, form: FlaskForm, field: Field) -> None:
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as failed:
            raise ValidationError(
                _("This page was open too long, so nothing was sent. Please send it again.")
            ) from failed


class Form(FlaskForm):
    """The base of every form.  `validate_on_submit()` as in Flask-WTF."""

    class Meta(FlaskForm.Meta):
        csrf_class = _Token

        def wrap_formdata(self, _form: FlaskForm, formdata: Any) -> Any:
            """What was sent as a form, never JSON; an empty body is an empty form."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if has_request_context() and request.method in UNSAFE:
                return CombinedMultiDict((request.files, request.form))
            return None

    @property
    def questions(self) -> "list[Question]":
        """The fields that somebody answers, in order."""
        return [field for field in self if isinstance(field, Question)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was answered."""
        return all(field.is_blank for field in self.questions)

    @property
    def problems(self) -> list[Problem]:
        """Every sentence there is to say, in the order of the fields."""
        said = [Problem("", s) for s in self.form_errors]
        said += [Problem("", s) for f in self if not isinstance(f, Question) for s in f.errors]
        for field in self.questions:
            said += [Problem(field.error_id, sentence) for sentence in field.errors]
        return said

    @property
    def answers(self) -> Values:
        """What was answered, as JSON can hold it; `Form(data=answers)` shows it again."""
        return {f.short_name: f.stored for f in self.questions if f.is_stored}


class Question(Field):
    """A question.

    `needed` is False, True, or the sentence to say when nothing is answered.  `checks` are
    called with form and field, and raise `wtforms.ValidationError`.  Other keywords become
    attributes of the control (`autocomplete`, `inputmode`, …).
    """

    kind = "line"
    is_stored = True
    data: Any  # an answer, of the kind that the question asks for
    empty: object = ""
    unanswered: Sentence = _("Please fill this in.")
    # Nothing that is typed here may stay in the browser, or be sent to a spelling service.
    defaults: Values = {"autocomplete": "off", "spellcheck": "false"}  # noqa: RUF012

    def __init__(
        self,
        label: Sentence = "",
        *,
        needed: bool | Sentence = False,
        hint: Sentence = "",
        checks: "Iterable[Check]" = (),
        default: Any = None,
        name: str | None = None,
        _form: FlaskForm | None = None,
        _prefix: str = "",
        _translations: object = None,
        _meta: object = None,
        **attributes: Any,
    ) -> None:
        super().__init__(
            label,
            list(checks),
            description=hint,
            default=default,
            name=name,
            _form=_form,
            _prefix=_prefix,
            _translations=_translations,
            _meta=_meta,
        )
        self.needed = needed
        self.hint = hint
        self.typed = ""
        self.attributes = self.defaults | attributes

    # -- what subclasses say -------------------------------------------------------------------

    def parse(self, typed: str) -> object:
        """The answer in `typed`, which is not blank.  Raises ValueError with a sentence."""
        return typed

    def clean(self, typed: str) -> str:
        """What is shown again of what was typed."""
        return printable(typed)

    def store(self, answer: Any) -> object:
        """An answer as JSON can hold it."""
        return answer

    def restore(self, value: Any) -> object:
        """An answer as it was stored, or as it is in a record."""
        return value

    def write(self, answer: Any) -> str:
        """An answer as somebody would type it."""
        return str(answer)

    def say(self) -> Sentence:
        """The answer in words, for reading it over; empty if there is none."""
        return self.write(self.data) if self.is_answered else ""

    # -- what templates ask --------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """What stands in the control."""
        return self.typed

    @property
    def error_id(self) -> str:
        """The id to which the error summary leads."""
        return str(self.id)

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return self.data is not None and self.data != self.empty

    @property
    def is_optional(self) -> bool:
        """Whether it may be left empty."""
        return not self.needed

    @property
    def stored(self) -> object:
        """The answer as JSON can hold it."""
        return self.store(self.data) if self.is_answered else None

    def _value(self) -> str:
        return self.shown

    # -- WTForms' hooks ------------------------------------------------------------------------

    def process_data(self, value: Any) -> None:
        """Take an answer from the program: a stored one, or none."""
        self.data = self.empty if value is None else self.restore(value)
        self.typed = self.write(self.data) if self.is_answered else ""

    def process_formdata(self, valuelist: list[object]) -> None:
        """Take what was sent: the first text under the name; a missing one is an empty one."""
        self.data = self.empty
        texts = [value for value in valuelist if isinstance(value, str)]
        self.typed = self.clean(texts[0]) if texts else ""
        if self.typed.strip():
            self.data = self.parse(self.typed)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.typed.strip()

    def pre_validate(self, _form: FlaskForm) -> None:
        """Say if it is missing; one sentence at a time is enough."""
        if self.errors:
            raise StopValidation
        if self.needed and self.is_blank:
            raise StopValidation(self.unanswered if self.needed is True else self.needed)


def needed_if(other: str, *values: object, sentence: Sentence | None = None) -> "Check":
    """A check: the question must be answered if `other` was answered with one of `values`.

    Without `values`, if `other` was answered at all.
    """

    def check(form: Form, field: Question) -> None:
        if not field.is_blank:
            return
        given = form[other].data
        chosen = given if isinstance(given, list) else [given]
        applies = any(v in chosen for v in values) if values else form[other].is_answered
        if applies:
            raise StopValidation(sentence or field.unanswered)

    return check
