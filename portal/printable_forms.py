"""The request forms on paper: printed once for each policy by `script/forms`, filled in by hand."""

from pathlib import Path

from flask import Blueprint, Response, abort, url_for

from shared import policy, web
from shared.base.translation import N_

blueprint = Blueprint("blanks", __name__)

FOLDER = Path(__file__).parents[1] / "static" / "forms"
# What a file is called tells a stranger nothing.
FORMS = {"form-1": N_("Ask for a dialogue"), "form-2": N_("Ask to be told about a letter")}


def _file(name: str) -> Path:
    return FOLDER / str(policy.current().name) / f"{name}-{web.language()}.pdf"


def links() -> list[dict[str, str]]:
    """The forms that there are in the language of this page."""
    return [
        {"href": url_for("blanks.show", name=name), "words": words}
        for name, words in FORMS.items() if _file(name).is_file()
    ]  # fmt: skip


@blueprint.get("/forms/<name>.pdf")
@web.requires("public", "S28", "S29")
def show(name: str) -> Response:
    """One form, to be printed."""
    if name not in FORMS or not _file(name).is_file():
        abort(404)
    answer = Response(_file(name).read_bytes(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
