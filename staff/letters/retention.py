"""Keeping and erasing: what is due under the policy, legal holds, and two people for a purge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, policy, web
from shared.accounts.sign_in import current_actor
from shared.letters import retention
from shared.records import permissions
from shared.records.permissions import Actor
from shared.records.workflow import Refused
from staff import listing
from staff.acting.act_forms import said
from staff.acting.step_up import Confirmed, is_confirmed

if TYPE_CHECKING:
    from shared.records.models import Letter

blueprint = Blueprint("keeping", __name__)


class Keep(Confirmed):
    """One act on one letter's keeping."""

    act = forms.Choice(_("Next step"), needed=_("Choose the next step."))
    reason = forms.Choice(_("Why"), lambda: [*said(retention.HOLDS), *said(retention.REASONS)],
                          checks=[forms.needed_if("act", "hold", "propose",
                                                  sentence=_("Choose a reason."))])  # fmt: skip

    def offer(self, actor: Actor) -> None:
        """What this actor may do."""
        offered = [("propose", gettext("Propose to erase it")), ("purge", gettext("Erase it")),
                   ("refuse", gettext("Do not erase it"))]  # fmt: skip
        if permissions.may(actor, "letter", "keep"):
            offered += [("hold", gettext("Put it on legal hold")),
                        ("lift", gettext("Lift the legal hold"))]  # fmt: skip
        self.act.choices = offered


@blueprint.get("/letters/keeping")
@web.requires("letter.purge", "S43")
def index() -> web.Answer:
    """What is due, held, or proposed for erasing."""
    return web.answer(
        "staff/letters/keeping.html", page=retention.preview(listing.place()),
        rule=policy.current().retention["letter"], holds=retention.HOLDS,
        reasons=retention.REASONS,
    )  # fmt: skip


def _page(letter: Letter, form: Keep, status: int = 200, refused: str = "") -> web.Answer:
    return web.answer(
        "staff/letters/keep.html", status=status, letter=letter, form=form, refused=refused
    )


@blueprint.get("/letters/<subject>/keeping")
@web.requires("letter.purge", "S43")
def show(subject: str) -> web.Answer:
    """The form of one letter."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter", subject)
    form = Keep(formdata=None)
    form.offer(actor)
    return _page(letter, form)


@blueprint.post("/letters/<subject>/keeping")
@web.requires("letter.purge", "S43")
@web.reshows
def keep(subject: str) -> web.Answer:
    """Hold it, lift the hold, propose to erase it, erase it, or not."""
    actor, form = current_actor(), Keep()
    letter = permissions.get_for(actor, "letter", subject)
    form.offer(actor)
    if not form.validate_on_submit():
        return _page(letter, form, web.form_status())
    if not is_confirmed(form, f"letter.{form.act.data} {letter.id}"):
        return _page(letter, form, 422)
    reason = form.reason.data
    acts: dict[str, Callable[[], None]] = {
        "hold": lambda: retention.hold(actor, letter, reason),
        "lift": lambda: retention.lift(actor, letter),
        "propose": lambda: retention.propose(actor, letter, reason),
        "refuse": lambda: retention.refuse(actor, letter),
        "purge": lambda: retention.purge(actor, letter),
    }
    try:
        acts[form.act.data]()
    except Refused as refused:
        return _page(letter, form, 422, gettext(refused.sentence))
    return web.see_other("keeping.index", said="recorded")
