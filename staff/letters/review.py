"""A review: the letter on one side, the checklist on the other, and one of four outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, policy, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.base.values import Values
from shared.letters import files, queries
from shared.letters.passages import passages
from shared.policy.model import Check
from shared.records import permissions, workflow
from shared.records.permissions import Actor
from shared.records.workflow import AnyTransition
from staff.acting import acting
from staff.acting.act_forms import Act, said
from staff.acting.acts import LETTER
from staff.acting.step_up import Confirmed

if TYPE_CHECKING:
    from shared.records.models import Letter

blueprint = Blueprint("review", __name__)

ANSWERS = {"yes": N_("Yes"), "no": N_("No"), "unsure": N_("Not sure")}
BACK = ("return", "reject")
GATES = {
    "A": N_("Could it be an apology letter?"),
    "B": N_("What it must show"),
    "C": N_("What it must not contain"),
}


class Digest(forms.SeenVersion):
    """What was read, as the page showed it (hidden)."""

    unanswered = _("The letter has changed since you read it. Read it again.")

    def parse(self, typed: str) -> Any:
        """The digest as it was sent."""
        return typed.strip()[:64]


class Review(Act, Confirmed):
    """What every review asks besides its checklist."""

    sha256 = Digest()
    outcome = forms.Choice(_("Outcome"), needed=_("Choose an outcome."))
    reasons = forms.Choices(
        _("Reasons, if it is returned or not accepted"),
        hint=_("The writer reads these, each with what would help."),
    )
    help = forms.Words(_("Note for the next reviewer"), rows=3, max_length=2000)

    def checklist(self, tier: int) -> dict[str, str]:
        """The answers by line."""
        return {check.id: self[f"a_{check.id}"].data for check in _checks(tier)}

    def quotes(self, tier: int) -> dict[str, str]:
        """The passages quoted, by line."""
        return {check.id: self[f"q_{check.id}"].data for check in _checks(tier)}


def _checks(tier: int) -> tuple[Check, ...]:
    return policy.current().letter_checklist(tier)


def _quoted_if_reason(check: Check) -> forms.Check:
    """What must not be in a letter, and is a reason to give it back, is shown where it is."""

    def ask(form: forms.Form, field: forms.Question) -> None:
        known = policy.current().return_reasons
        is_reason = check.id in {known[one].check for one in form.reasons.data if one in known}
        if is_reason and check.gate == "C" and form.outcome.data in BACK and field.is_blank:
            raise ValidationError(gettext("Quote the passage that is the reason."))

    return ask


def form_for(tier: int, **given: object) -> Review:
    """The form of one tier's checklist, in the policy's words."""
    language = web.language()
    lines: Values = {}
    for check in _checks(tier):
        label = check.label.say(language)
        lines[f"a_{check.id}"] = forms.Select(
            label, lambda: said(ANSWERS), needed=_("Answer this line.")
        )
        lines[f"q_{check.id}"] = forms.Line(
            _("Passage quoted"), max_length=300, checks=[_quoted_if_reason(check)]
        )
    form: Review = type("TierReview", (Review,), lines)(**given)
    rules = policy.current()
    form.outcome.choices = [(o.id, o.label.say(language)) for o in rules.letters.outcomes.values()]
    form.reasons.choices = [
        (r.id, r.label.say(language)) for r in rules.return_reasons.values()
        if tier in rules.letters.checklist[r.check].tiers
    ]  # fmt: skip
    return form


def _page(
    actor: Actor, letter: Letter, tier: int, form: Review, status: int = 200, refused: str = ""
) -> web.Answer:
    file = files.read_letter(actor, letter)
    if form.sha256.data is None:
        form.sha256.process_data(file.version.sha256)
    gates = [
        (gate, gettext(title), [check for check in _checks(tier) if check.gate == gate])
        for gate, title in GATES.items()
    ]
    found = passages.found(file.text, letter.language) if file.text else []
    return web.answer(
        "staff/letters/review.html", status=status, file=file, letter=letter, tier=tier, form=form,
        gates=gates, refused=refused, found=found,
        marked=passages.marked(file.text, letter.language) if file.text else [],
    )  # fmt: skip


def _due(actor: Actor, letter: Letter) -> int:
    """The tier that is due and may be done by this actor; 0 if none is."""
    if acting.transition(LETTER, actor, letter, "pass") is None:
        return 0
    return queries.TIERS.get(letter.state, 0)


@blueprint.get("/letters/<subject>/review")
@web.requires("letter_text.read", "S41", "S37")
def show(subject: str) -> web.Answer:
    """The letter and the checklist that is due."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter_text", subject)
    tier = _due(actor, letter)
    if not tier:
        raise workflow.NotPermitted("review letter")
    form = form_for(tier, formdata=None, data={"version": letter.version})
    return _page(actor, letter, tier, form)


@blueprint.post("/letters/<subject>/review")
@web.requires("letter_text.read", "S41", "S37")
@web.reshows
def review(subject: str) -> web.Answer:
    """Record the review and its outcome."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter", subject)
    tier = _due(actor, letter)
    form = form_for(tier or 1)
    if _was_sent(actor, letter, form.version.data):
        return web.see_other("letters.show", subject=letter.id)
    if not tier:
        return acting.changed(LETTER, actor, letter, form)

    def again(_row: AnyTransition, status: int, refused: str) -> web.Answer:
        return _page(actor, letter, tier, form, status, refused)

    def facts() -> Values:
        return {
            "tier": tier, "sha256": form.sha256.data, "checklist": form.checklist(tier),
            "quotes": form.quotes(tier), "reasons": form.reasons.data, "help": form.help.data,
        }  # fmt: skip

    outcome = form.outcome.data or "pass"
    return acting.attempt(LETTER, actor, letter, outcome, form, facts, again, "reviewed")


def _was_sent(actor: Actor, letter: Letter, seen: int | None) -> bool:
    """Whether this very review was recorded already: a button pressed twice."""
    outcomes = ("pass", "return", "reject", "escalate")
    return any(acting.is_repeat(LETTER, actor, letter, one, seen) for one in outcomes)
