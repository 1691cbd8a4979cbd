"""The forms as wholes: which questions, in which order, and what is sent in the end."""

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from portal.form import composing, questions
from portal.form.questions import Question
from shared.base.translation import Sentence
from shared.base.values import Values

Kept = dict[str, Values]  # the answers of one form, question by question


@dataclass(frozen=True)
class Journey:
    """A form.  `questions` come one after another; `extras` are offered beside the answers.

    `board` is the kind of notice that the reference of what is sent will have.  `is_holders`: only
    for somebody who came in with a reference, and about that request, which has its board already.
    """

    name: str
    title: Sentence
    kind: str
    board: str
    questions: tuple[Question, ...]
    compose: Callable[[Kept], Values]
    extras: tuple[Question, ...] = ()
    is_holders: bool = False

    @property
    def every(self) -> tuple[Question, ...]:
        """All questions, in the order in which they are read over."""
        return self.questions + self.extras

    def question(self, key: str) -> Question | None:
        """The question called `key`, if this form asks it."""
        return next((q for q in self.every if q.key == key), None)

    def number(self, question: Question) -> int:
        """Its place, from 1; 0 for an extra, which has none."""
        return self.questions.index(question) + 1 if question in self.questions else 0

    def after(self, question: Question, kept: Kept) -> Question | None:
        """The next question that is not moot, or None after the last."""
        place = self.number(question)
        rest = self.questions[place:] if place else ()
        return next((q for q in rest if not q.is_moot(kept)), None)

    def before(self, question: Question, kept: Kept) -> Question | None:
        """The question before that is not moot, or None before the first."""
        earlier = self.questions[: max(self.number(question) - 1, 0)]
        return next((q for q in reversed(earlier) if not q.is_moot(kept)), None)

    def told(self, kept: Kept) -> Kept:
        """What is read over and sent: nothing that another answer made moot."""
        asked = [q for q in self.every if q.key in kept and not q.is_moot(kept)]
        return {q.key: q.told(kept[q.key]) for q in asked}

    def missing(self, kept: Kept) -> Question | None:
        """The first question that must be answered and was not."""
        needed = (q for q in self.questions if not q.is_skippable)
        return next((q for q in needed if q.key not in kept), None)


ASK = Journey(
    "ask", _("Ask for a dialogue"), "dialogue.asked", "dialogue",
    (
        questions.YOU, questions.NAME, questions.WAYS, questions.CARE, questions.RESPONSIBLE,
        questions.HAPPENED, questions.HOPES, questions.MEETING,
    ),
    composing.dialogue_asked,
    extras=(questions.RULES, questions.SUPPORT, questions.OTHERS_HARMED),
)  # fmt: skip
NOTICE = Journey(
    "notice", _("Ask to be told about a letter"), "notice.asked", "letter",
    (
        questions.YOU, questions.NAME, questions.WAYS, questions.CARE, questions.RESPONSIBLE,
        questions.HAPPENED, questions.TELLING,
    ),
    composing.notice_asked,
    extras=(questions.NEEDS,),
)  # fmt: skip
REACH = Journey(
    "reach",
    _("Change how we reach you"),
    "contact.changed",
    "",
    (questions.WAYS, questions.CARE),
    lambda kept: {"contact": composing.contact(kept)},
    extras=(questions.NEEDS,),
    is_holders=True,
)

JOURNEYS = {journey.name: journey for journey in (ASK, NOTICE, REACH)}
PATH = f"/<any({','.join(JOURNEYS)}):journey>"
