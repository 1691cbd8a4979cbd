"""Letters: the list, and one letter as its reader may see it."""

from flask import Blueprint, Response, abort, request
from flask_babel import lazy_gettext as _

from shared import forms, letters, policy, web
from shared.accounts.sign_in import current_actor
from shared.letters import files, lists, queries
from shared.letters.passages import passages
from shared.letters.review import guards
from shared.records import permissions, vault
from staff import listing, words
from staff.acting import acting
from staff.acting.acts import LETTER
from staff.print_room import papers

blueprint = Blueprint("letters", __name__)


class Find(forms.Form):
    """A receipt, or the writer's number."""

    sought = forms.Line(_("Receipt number, or the writer's number"), max_length=40,
                        needed=_("Enter a receipt number or a writer's number."))  # fmt: skip


@blueprint.get("/letters")
@web.requires("letter.read", "S41")
def index() -> web.Answer:
    """Letters in my scope."""
    actor = current_actor()
    state = request.args.get("state", "")
    state = state if state in letters.LETTER.by_name else ""
    page = lists.letters_page(actor, state, listing.place())
    return web.answer(
        "staff/letters/index.html", rows=files.listed(actor, page.rows), state=state,
        flow=letters.LETTER, page=page, form=Find(formdata=None), has_searched=False,
    )  # fmt: skip


@blueprint.post("/letters")
@web.requires("letter.read", "S41")
@web.reshows
def find() -> web.Answer:
    """Find by receipt or number.  A POST, so that no number stands in an address."""
    actor, form = current_actor(), Find()
    rows, status = [], 200
    if form.validate_on_submit():
        rows = files.by_receipt_or_number(actor, form.sought.data)
    else:
        status = web.form_status()
    return web.answer(
        "staff/letters/index.html", status=status, rows=files.listed(actor, rows), state="",
        flow=letters.LETTER, page=None, form=form, has_searched=True,
    )  # fmt: skip


@blueprint.get("/letters/<subject>")
@web.requires("letter.read", "S41")
def show(subject: str) -> web.Answer:
    """One letter."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter", subject)
    file = files.read_letter(actor, letter)
    tier = queries.TIERS.get(letter.state, 0)
    earlier = files.earlier_reviews(actor, letter)
    reviewers = [one.row.by_id for one in file.reviews] + [row.by_id for row in earlier]
    is_unit = actor.has("planner") or actor.has("coordinator")
    threats = queries.threat_decisions(letter) if is_unit else []
    reviewers += [row.by_id for row in threats]
    return web.answer(
        "staff/letters/letter.html", file=file, letter=letter, flow=letters.LETTER,
        buttons=acting.buttons(LETTER, actor, letter),
        files=files, earlier=earlier,
        may_review=acting.transition(LETTER, actor, letter, "pass") is not None and tier,
        may_replace=acting.transition(LETTER, actor, letter, "replace") is not None,
        marked=passages.marked(file.text, letter.language) if file.text else [],
        checks=policy.current().letters.checklist, reasons=policy.current().return_reasons,
        names=words.names_in(letter.deposited_by_id, *reviewers), title=papers.title,
        threats=threats, warnings=guards.WARNINGS,
    )  # fmt: skip


@blueprint.get("/letters/<subject>/pages/<int:number>/<int:page>")
@web.requires("letter_text.read", "S41")
def page(subject: str, number: int, page: int) -> web.Answer:
    """One page of a scan, made again from its pixels."""
    actor = current_actor()
    letter = permissions.get_for(actor, "letter_text", subject)
    try:
        image = files.page_image(actor, letter, number, page)
    except (LookupError, vault.Erased):
        abort(404)
    return Response(image, mimetype="image/jpeg")
