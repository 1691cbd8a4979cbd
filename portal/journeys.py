"""The forms as wholes: which questions, in which order, and what is sent in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from portal import composing, questions
from portal.questions import Question

Kept = dict[str, dict[str, Any]]  # the answers of one form, question by question


@dataclass(frozen=True)
class Journey:
    """A form.  `board` is the kind of notice its reference has ("" if it has its own no longer).

    `is_holders`: only for somebody who came in with a reference, and about that request.
    """

    name: str
    title: Any
    kind: str
    board: str
    questions: tuple[Question, ...]
    compose: Callable[[Kept], dict[str, Any]]
    is_holders: bool = False

    def question(self, key: str) -> Question | None:
        """The question called `key`, if this form asks it."""
        return next((q for q in self.questions if q.key == key), None)

    def number(self, question: Question) -> int:
        """Its place, from 1."""
        return self.questions.index(question) + 1

    def after(self, question: Question) -> Question | None:
        """The next question, or None after the last."""
        rest = self.questions[self.number(question) :]
        return rest[0] if rest else None

    def before(self, question: Question) -> Question | None:
        """The question before, or None before the first."""
        place = self.questions.index(question)
        return self.questions[place - 1] if place else None

    def missing(self, kept: Kept) -> Question | None:
        """The first question that must be answered and was not."""
        needed = (q for q in self.questions if not q.is_skippable)
        return next((q for q in needed if q.key not in kept), None)


ASK = Journey(
    "ask", _("Ask for a dialogue"), "dialogue.asked", "dialogue",
    (
        questions.YOU, questions.NAME, questions.WAYS, questions.CARE, questions.RESPONSIBLE,
        questions.HAPPENED, questions.RULES, questions.HOPES, questions.MEETING,
        questions.SUPPORT, questions.OTHERS_HARMED,
    ),
    composing.dialogue_asked,
)  # fmt: skip
NOTICE = Journey(
    "notice", _("Ask to be told of a letter"), "notice.asked", "letter",
    (
        questions.YOU, questions.NAME, questions.WAYS, questions.CARE, questions.RESPONSIBLE,
        questions.HAPPENED, questions.TELLING, questions.NEEDS,
    ),
    composing.notice_asked,
)  # fmt: skip
REACH = Journey(
    "reach",
    _("Change how we reach you"),
    "contact.changed",
    "",
    (questions.WAYS, questions.CARE, questions.NEEDS),
    lambda kept: {"contact": composing.contact(kept)},
    is_holders=True,
)

JOURNEYS = {journey.name: journey for journey in (ASK, NOTICE, REACH)}
PATH = f"/<any({','.join(JOURNEYS)}):journey>"
