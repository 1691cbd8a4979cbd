"""People harmed: found by reference or name, shown by reference; verified; reached."""

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from shared import dialogue, forms, letters, web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.base.translation import N_
from shared.console import person_file
from shared.frontdoor.envelopes import CHANNELS, TIMES
from shared.people import contact
from shared.records import permissions
from staff import listing, words
from staff.acting.act_forms import said

blueprint = Blueprint("people", __name__)

PAGE = 25
STANDINGS = {
    "direct": N_("Harmed directly"),
    "survivor": N_("Surviving family"),
    "family": N_("Family of the person harmed"),
}
LABELS = {"channel": CHANNELS, "times": TIMES, "outcome": contact.OUTCOMES,
          "how": contact.VERIFIED_HOW}  # fmt: skip


class Find(forms.Form):
    """A reference or a name."""

    sought = forms.Line(_("Reference or name"), needed=_("Enter a reference or a name."),
                        hint=_("Search for the whole name, or the last name alone."))  # fmt: skip


class Verify(forms.Form):
    """S3: identity and standing."""

    how = forms.Choice(_("How was identity verified?"), lambda: said(contact.VERIFIED_HOW),
                       needed=_("Choose how identity was verified."))  # fmt: skip
    standing = forms.Choice(_("Relationship to the case"), lambda: said(STANDINGS),
                            needed=_("Choose the person's relationship to the case."))  # fmt: skip


@blueprint.get("/people")
@web.requires("person.read", "S3")
def index() -> web.Answer:
    """People in my scope, by their references."""
    actor = current_actor()
    page = person_file.page_of(actor, listing.place())
    return web.answer(
        "staff/people.html", rows=person_file.listed(actor, page.rows), page=page, form=Find(),
        has_searched=False,
    )  # fmt: skip


@blueprint.post("/people")
@web.requires("person.read", "S3")
@web.reshows
def find() -> web.Answer:
    """Find by reference or name.  A POST, so that no name stands in an address."""
    actor, form = current_actor(), Find()
    rows, status = [], 200
    if form.validate_on_submit():
        rows = person_file.by_reference(actor, ids.clean_reference(form.sought.data[:60]))
        rows = rows or person_file.by_name(actor, form.sought.data, PAGE)
    else:
        status = web.form_status()
    return web.answer(
        "staff/people.html", status=status, rows=person_file.listed(actor, rows), page=None,
        form=form, has_searched=True,
    )  # fmt: skip


@blueprint.get("/people/<subject>")
@web.requires("person.read", "S3")
def show(subject: str) -> web.Answer:
    """One person."""
    actor = current_actor()
    person = permissions.get_for(actor, "person", subject)
    file = person_file.read(actor, person)
    names = words.names_in(person.verified_by_id, *(one.row.by_id for one in file.attempts))
    return web.answer(
        "staff/person.html", file=file, person=person, names=names, standings=STANDINGS,
        labels=LABELS, flow=dialogue.FLOW, registration=letters.REGISTRATION,
        is_loosening_asked=contact.is_loosening_asked(person),
    )  # fmt: skip


class Confirm(forms.Form):
    """Ruling 9: only a loosening waits for a check, and this records it."""

    word = forms.Choice(
        _("Did it come from the person?"),
        [("yes", _("Yes: the new ways can be used")),
         ("no", _("No: they will never be used"))],
        needed=_("Choose whether it came from the person."),
    )  # fmt: skip
    how = forms.Choice(_("How was it checked?"), lambda: said(contact.VERIFIED_HOW),
                       needed=_("Choose how it was checked."))  # fmt: skip


@blueprint.route("/people/<subject>/ways", methods=["GET", "POST"])
@web.requires("person.verify", "S46")
@web.reshows
def confirm(subject: str) -> web.Answer:
    """New ways to reach a person, before they may be used."""
    actor, form = current_actor(), Confirm()
    person = permissions.get_for(actor, "person", subject, "verify")
    if form.is_submitted() and not contact.is_loosening_asked(person):
        return web.see_other("people.show", subject=person.id)  # a button pressed twice
    if form.validate_on_submit():
        is_theirs = form.word.data == "yes"
        (contact.confirm_ways if is_theirs else contact.refuse_ways)(actor, person, form.how.data)
        said = "confirmed" if is_theirs else "not_theirs"
        return web.see_other("people.show", subject=person.id, said=said)
    status = web.form_status() if form.is_submitted() else 200
    file = person_file.read(actor, person)
    return web.answer(
        "staff/ways.html", status=status, person=person, file=file, form=form, labels=LABELS,
        waiting=person_file.waiting(actor, person), is_asked=contact.is_loosening_asked(person),
    )  # fmt: skip


@blueprint.get("/people/<subject>/verify")
@web.requires("person.verify", "S3")
def verify(subject: str) -> web.Answer:
    """The form that records how identity and standing were verified."""
    person = permissions.get_for(current_actor(), "person", subject, "verify")
    form = Verify(data={"standing": person.standing})
    return web.answer("staff/verify.html", person=person, form=form, back=request.args.get("back"))


@blueprint.post("/people/<subject>/verify")
@web.requires("person.verify", "S3")
@web.reshows
def record_verification(subject: str) -> web.Answer:
    """Record it."""
    actor, form = current_actor(), Verify()
    person = permissions.get_for(actor, "person", subject, "verify")
    back = request.form.get("back")
    if not form.validate_on_submit():
        return web.answer(
            "staff/verify.html", status=web.form_status(), person=person, form=form, back=back
        )
    contact.verify(actor, person, form.how.data, form.standing.data)
    return web.back_to(back, "people.show", subject=person.id, said="verified")
