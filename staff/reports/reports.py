"""Figures of the service, on a page and as a file."""

import csv
import io

from flask import Blueprint, Response
from flask_babel import gettext

from shared import web
from shared.console import reports
from shared.policy.values import Text

blueprint = Blueprint("reports", __name__)

NEUTRAL = "figures.csv"


def label(said: str | Text) -> str:
    """A row's label in the reader's language."""
    return str(gettext(said)) if isinstance(said, str) else str(said.say(web.language()))


def cell(said: str) -> str:
    """What a spreadsheet shows and does not calculate: a formula's first sign is quoted."""
    return f"'{said}" if said.startswith(("=", "+", "-", "@", "\t", "\r")) else said


@blueprint.get("/reports")
@web.requires("report.read", "S1", "S19")
def index() -> web.Answer:
    """All tables."""
    return web.answer(
        "staff/reports.html", tables=reports.tables(), label=label, least=reports.LEAST
    )


@blueprint.get("/reports.csv")
@web.requires("report.read")
def as_csv() -> Response:
    """The same figures for a spreadsheet; what is hidden there is hidden here."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([gettext("Table"), gettext("Row"), gettext("Number")])
    hidden = gettext("fewer than %(least)s, or hidden", least=reports.LEAST)
    for table in reports.tables():
        for row in table.rows:
            figure = hidden if row.figure is None else row.figure
            sheet.writerow([cell(gettext(table.title)), cell(label(row.label)), figure])
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{NEUTRAL}"'
    return response
