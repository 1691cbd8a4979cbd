"""The handout on writing a letter: the same for everybody, in both languages."""

from flask import Blueprint, abort, request
from flask_babel import gettext

from shared import policy, web
from shared.accounts.sign_in import current_actor
from shared.letters.bank import handout

blueprint = Blueprint("handout", __name__)


@blueprint.get("/letters/handout")
@web.requires("letter.deposit", "S35", "S37")
def show() -> web.Answer:
    """The guidelines as a page, and as a document to print."""
    languages = [("en", gettext("English")), ("es", gettext("Spanish"))]
    return web.answer(
        "staff/letters/handout.html", papers=handout.papers(), languages=languages,
        guidelines=policy.current().letters.guidelines,
    )  # fmt: skip


@blueprint.post("/letters/handout")
@web.requires("letter.deposit", "S35", "S37")
def make() -> web.Answer:
    """Ask the worker for the document in one language."""
    language = request.form.get("language", "")
    if language not in ("en", "es"):
        abort(400)
    handout.make(current_actor(), language)
    return web.see_other("handout.show", said="asked")
