"""Signed papers that were scanned: opened again, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort

from shared import web
from shared.accounts.sign_in import current_actor
from shared.dialogue import filings
from shared.records import permissions, vault

if TYPE_CHECKING:
    from shared.records.models import Filing

blueprint = Blueprint("filings", __name__)


def _pages(subject: str) -> tuple[Filing, tuple[bytes, ...]]:
    actor = current_actor()
    row = permissions.get_for(actor, "filing", subject)
    try:
        return row, filings.pages(actor, row)
    except vault.Erased:
        abort(404)


@blueprint.get("/filings/<subject>")
@web.requires("filing.read", "S30")
def show(subject: str) -> web.Answer:
    """The whole paper, a picture for each page."""
    row, pages = _pages(subject)
    return web.answer("staff/filing.html", row=row, count=len(pages), kinds=filings.KINDS)


@blueprint.get("/filings/<subject>/pages/<int:page>")
@web.requires("filing.read", "S30")
def page(subject: str, page: int) -> web.Answer:
    """One page, made again from its pixels when it was filed."""
    _row, pages = _pages(subject)
    if not 1 <= page <= len(pages):
        abort(404)
    return Response(pages[page - 1], mimetype="image/jpeg")
