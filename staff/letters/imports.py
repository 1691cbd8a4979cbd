"""The import from Mississippi Choice: first what it would do, then doing it."""

from typing import Any

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.base.values import Values
from shared.intake import opt_ins
from shared.intake.imports import opt_in_file
from shared.intake.imports.opt_in_file import Plan
from shared.intake.imports.table import text_of

blueprint = Blueprint("imports", __name__)

LONGEST = 400_000  # characters of a file


class Table(forms.Scan):
    """A file of comma-separated values; `data` is its text."""

    defaults: Values = {"accept": ".csv,.txt,text/csv"}  # noqa: RUF012

    def _read(self, file: FileStorage) -> Any:
        try:
            return text_of(file.stream.read(self.max_bytes + 1))
        except UnicodeError as wrong:
            raise ValueError(
                _("That is not a CSV file (comma-separated values). Save the table as CSV.")
            ) from wrong


class Import(forms.Form):
    """A file of opt-ins ticked in Mississippi Choice, chosen or pasted."""

    file = Table(_("The exported file (CSV)"))
    table = forms.Words(
        _("Or paste its rows, with the column names in the first line"),
        rows=12, max_length=LONGEST, needed=_("Choose the file, or paste the rows."),
    )  # fmt: skip
    go = forms.Tick(_("Import these rows"))

    def validate(self, extra_validators: Any = None) -> bool:
        """The file's rows take the place of what was pasted: no browser keeps a file."""
        if self.file.data:
            self.table.process(MultiDict({"table": self.file.data}))
        return bool(super().validate(extra_validators))


def _page(form: Import, plan: Plan | None = None, status: int = 200) -> web.Answer:
    return web.answer("staff/letters/import.html", status=status, form=form, plan=plan,
                      columns=opt_in_file.COLUMNS, words=gettext)  # fmt: skip


@blueprint.get("/registrations/import")
@web.requires("registration.import", "S44")
def ask() -> web.Answer:
    """The form."""
    return _page(Import(formdata=None))


@blueprint.post("/registrations/import")
@web.requires("registration.import", "S44")
@web.reshows
def take() -> web.Answer:
    """Show what would be done; do it once the box is ticked."""
    form = Import()
    if not form.validate_on_submit():
        return _page(form, status=web.form_status())
    plan = opt_in_file.read(form.table.data)
    if form.go.data and not form.file.is_sent and not plan.problem:
        opt_ins.take_in(current_actor(), plan)
        return web.see_other("registrations.index", said="imported")
    return _page(form, plan)
