"""Changes of custody: what changed, and which cases are on hold for it."""

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.dialogue import custody, queries
from shared.dialogue.table import FLOW
from shared.forms import needed_if
from shared.intake import custody_news
from shared.people import offenders
from shared.records import permissions
from shared.records.workflow import Refused
from staff.acting.act_forms import places, said

blueprint = Blueprint("custody", __name__)

STATUS = {
    "in_custody": N_("In custody"),
    "released": N_("Released"),
    "escaped": N_("Escaped"),
    "died": N_("Died"),
}


class Find(forms.Form):
    """By number alone: a name in a search would say whom somebody is looking for."""

    number = forms.OffenderNumber(_("Number in custody records"), needed=_("Enter the number."),
                        max_length=40)  # fmt: skip


class Change(forms.Form):
    """What custody records say now."""

    what = forms.Choice(_("What changed"), lambda: said(offenders.CHANGES),
                        needed=_("Choose what has changed."))  # fmt: skip
    facility = forms.Select(
        _("If transferred, or back in custody: where the person is now"),
        lambda: [("", gettext("Not known")), *places()],
        checks=[needed_if("what", "transfer", "returned", sentence=_("Choose the facility."))],
    )  # fmt: skip
    on = forms.DayMonthYear(_("Date of the change, if known"), latest=queries.today)


@blueprint.get("/custody")
@web.requires("offender.read", "S25", "S30")
def index() -> web.Answer:
    """Find somebody by number."""
    return web.answer("staff/desk/custody.html", form=Find(formdata=None), sought=False)


@blueprint.post("/custody")
@web.requires("offender.read", "S25", "S30")
@web.reshows
def find() -> web.Answer:
    """A POST, so that no number stands in an address."""
    form = Find()
    if not form.validate_on_submit():
        return web.answer("staff/desk/custody.html", status=web.form_status(), form=form,
                          sought=False)  # fmt: skip
    row = custody.found(current_actor(), form.number.data)
    if row is None:
        return web.answer("staff/desk/custody.html", form=form, sought=True)
    return web.see_other("custody.show", subject=row.id)


@blueprint.get("/custody/<subject>")
@web.requires("offender.read", "S25", "S30")
def show(subject: str) -> web.Answer:
    """Where held, and the open cases."""
    return _page(subject, Change(formdata=None), 200)


def _page(subject: str, form: Change, status: int, refused: str = "") -> web.Answer:
    actor = current_actor()
    row = permissions.get_for(actor, "offender", subject)
    return web.answer(
        "staff/desk/offender.html", status=status, one=custody.opened(actor, row), row=row,
        form=form, cases=custody.open_cases(actor, row), states=FLOW.by_name,
        status_words=STATUS, refused=refused, history=offenders.history(row),
        custody_changes=offenders.CHANGES,
    )  # fmt: skip


@blueprint.post("/custody/<subject>")
@web.requires("offender.change", "S25", "S30")
@web.reshows
def change(subject: str) -> web.Answer:
    """Record it.  Every open case is on hold from this moment; nobody is told by it."""
    actor, form = current_actor(), Change()
    row = permissions.get_for(actor, "offender", subject, "change")
    if not form.validate_on_submit():
        return _page(subject, form, web.form_status())
    try:
        custody_news.change_custody(
            actor, row, form.what.data, facility=form.facility.data or None, on=form.on.data
        )
    except Refused as refused:
        return _page(subject, form, 422, gettext(refused.sentence))
    return web.see_other("custody.show", subject=row.id, said="held")
