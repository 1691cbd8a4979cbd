"""Registrations: the list, one of them, entering one for a person, and the import."""

from typing import Any

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from shared import forms, letters, web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.frontdoor.envelopes import STANDINGS
from shared.intake import opt_ins
from shared.letters import files, lists
from shared.records import permissions
from staff import answers as staff_answers
from staff import listing
from staff.acting import acting
from staff.acting.act_forms import said
from staff.acting.acts import REGISTRATION
from staff.audit import timeline
from staff.cases.cases import LABELS
from staff.print_room import papers

blueprint = Blueprint("registrations", __name__)


class Enter(forms.Form):
    """The notification box, filled in for a person by telephone or from paper."""

    name = forms.Line(_("Person's name"), needed=_("Enter the name."))
    other_names = forms.Line(_("Other names, if any"))
    standing = forms.Choice(_("Relationship to the case"), lambda: said(STANDINGS),
                            needed=_("Choose the person's relationship to the case."))  # fmt: skip
    relation = forms.Line(_("Relationship to the person harmed"),
                          hint=_("For example: the mother of Daniel Reyes."))  # fmt: skip
    adult = forms.Choice(_("Is the person 18 or older?"), [("yes", _("Yes")), ("no", _("No"))],
                         needed=_("Choose whether the person is 18 or older."))  # fmt: skip
    language = forms.Choice(_("Language"), [("en", _("English")), ("es", _("Spanish"))],
                            default="en", needed=True)  # fmt: skip
    phone = forms.Phone(_("Phone number the person says is safe"))
    address = forms.Words(_("Mailing address the person says is safe"), rows=3, max_length=400)
    offender_name = forms.Line(_("Name of the person responsible"))
    offender_number = forms.Line(_("Number in custody records"), max_length=40)
    county = forms.Line(_("County"), max_length=80)
    year = forms.Number(_("Year"), least=1900, most=2100)
    tell_requested = forms.Tick(_("OK to tell the {offender}: a letter was requested"))
    tell_received = forms.Tick(_("OK to tell the {offender}: the letter was received"))
    tell_read = forms.Tick(_("OK to tell the {offender}: the letter was read"))
    own_wish = forms.Tick(
        _("It is the person's own wish"),
        needed=_("Check the box once you have spoken with the person."),
    )

    def answers(self) -> dict[str, Any]:
        """As an envelope of the portal would hold them."""
        ways = [
            {"channel": channel, "value": value, "safe": True}
            for channel, value in (("phone", self.phone.data), ("post", self.address.data)) if value
        ]  # fmt: skip
        plain = ("name", "other_names", "standing", "relation", "tell_requested", "tell_received",
                 "tell_read", "own_wish")  # fmt: skip
        return {name: self[name].data for name in plain} | {
            "adult": self.adult.data == "yes", "news": "call", "contact": {"ways": ways},
            "responsible": {"name": self.offender_name.data, "number": self.offender_number.data},
            "happened": {"county": self.county.data, "year": str(self.year.data or "")},
        }  # fmt: skip


@blueprint.get("/registrations")
@web.requires("registration.read", "S34", "S44")
def index() -> web.Answer:
    """Registrations in my scope, or one by its reference."""
    actor, asked = current_actor(), request.args.get("reference", "")[:60]
    if asked.strip():
        found = files.by_reference(actor, ids.clean_reference(asked))
        if found is not None:
            return web.see_other("registrations.show", subject=found.id)
    state = request.args.get("state", "")
    state = state if state in letters.REGISTRATION.by_name else ""
    page = lists.registrations_page(actor, state, listing.place())
    return web.answer(
        "staff/letters/registrations.html", page=page, state=state,
        asked=asked.strip(), flow=letters.REGISTRATION,
    )  # fmt: skip


@blueprint.get("/registrations/<subject>")
@web.requires("registration.read", "S34", "S39", "S40")
def show(subject: str) -> web.Answer:
    """One registration, opened once and recorded."""
    actor = current_actor()
    registration = permissions.get_for(actor, "registration", subject)
    file = files.read_registration(actor, registration)
    return web.answer(
        "staff/letters/registration.html", file=file, registration=registration,
        flow=letters.REGISTRATION, delivery_flow=letters.DELIVERY,
        wrote=staff_answers, title=papers.title,
        buttons=acting.buttons(REGISTRATION, actor, registration),
        labels=LABELS,
        lines=timeline.lines("registration", registration.id),
    )  # fmt: skip


@blueprint.get("/registrations/enter")
@web.requires("registration.enter", "S34", "S44")
def ask() -> web.Answer:
    """The form for a person who calls or writes."""
    return web.answer("staff/letters/enter.html", form=Enter(formdata=None))


@blueprint.post("/registrations/enter")
@web.requires("registration.enter", "S34", "S44")
@web.reshows
def enter() -> web.Answer:
    """Enter it.  The reference and code are shown once, to be told or posted."""
    form = Enter()
    if not form.validate_on_submit():
        return web.answer("staff/letters/enter.html", status=web.form_status(), form=form)
    entered = opt_ins.enter(current_actor(), form.language.data, form.answers(), "staff")
    return web.answer("staff/letters/entered.html", entered=entered)
