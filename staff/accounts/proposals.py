"""What another administrator proposed: confirmed or refused, and never by one person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts import accounts, proposals
from shared.accounts.sign_in import current_actor
from shared.records.permissions import Hidden
from staff.accounts.accounts import half_of_code, words_of
from staff.acting.step_up import Confirmed, is_confirmed

if TYPE_CHECKING:
    from shared.records.models import Proposal

blueprint = Blueprint("proposals", __name__)


class Confirm(Confirmed):
    """The second person answers for it as the first did."""

    known = forms.Tick(
        _("I know this person, and checked that this is wanted"),
        needed=_("Check the box first: find out who this is before you confirm."),
    )


def _get(subject: str) -> Proposal:
    found = proposals.by_id(subject)
    if found is None:
        raise Hidden(f"proposal {subject}")
    return found


def _page(proposal: Proposal, form: Confirm, status: int = 200, refused: str = "") -> web.Answer:
    why_not = proposals.why_not(current_actor(), proposal)
    return web.answer(
        "staff/proposal.html", status=status, proposal=proposal, form=form,
        labels=accounts.LABELS, kinds=proposals.KINDS, refused=refused, changes=[],
        why_not=gettext(why_not) if why_not else "",
    )  # fmt: skip


@blueprint.get("/accounts/proposals/<subject>")
@web.requires("account.change")
def show(subject: str) -> web.Answer:
    """What is proposed, by whom, about whom."""
    return _page(_get(subject), Confirm(formdata=None))


@blueprint.post("/accounts/proposals/<subject>")
@web.requires("account.change")
@web.reshows
def confirm(subject: str) -> web.Answer:
    """Carry it out; the other half of an enrollment code is on this answer and nowhere else."""
    proposal, form = _get(subject), Confirm()
    if not form.validate_on_submit():
        return _page(proposal, form, web.form_status())
    if not is_confirmed(form, f"account.confirm {proposal.id}"):
        return _page(proposal, form, 422)
    try:
        half = proposals.confirm(current_actor(), proposal)
    except accounts.Impossible as refused:
        return _page(_get(subject), form, 422, words_of(refused))
    if half:
        return half_of_code(proposal, half, is_first=False)
    return web.see_other("accounts.show", subject=proposal.account_id, said="confirmed_by_two")


@blueprint.post("/accounts/proposals/<subject>/refuse")
@web.requires("account.change")
def refuse(subject: str) -> web.Answer:
    """Turn it down, or take one's own proposal back."""
    proposal = _get(subject)
    try:
        proposals.refuse(current_actor(), proposal)
    except accounts.Impossible as refused:
        return _page(_get(subject), Confirm(formdata=None), 422, words_of(refused))
    return web.see_other("accounts.index", said="proposal_refused")
