"""The answers to whoever stands outside a case (S2, S27).

The usual one is one text, whatever is on file.  A release names the documents that counsel named,
by title and digest, and says nothing else.
"""

from datetime import date
from typing import Any

from shared import outside as requests
from shared.documents import REGISTRY, outside
from shared.models import OffenderInquiry, Paper, RecordsRequest
from shared.papers import words
from shared.papers.composing import Builder, Composing, day, row_of


def _number(one: Composing) -> str:
    return f"{one.paper.subject[:4]}-{one.paper.subject[4:8]}".upper()


def _inquiry(one: Composing) -> outside.StandardAnswer:
    row_of(OffenderInquiry, one.paper.subject)
    return _answer(one)


def _records(one: Composing) -> outside.StandardAnswer:
    row_of(RecordsRequest, one.paper.subject)
    return _answer(one)


def _answer(one: Composing) -> outside.StandardAnswer:
    return outside.StandardAnswer(reference=_number(one), on=one.today, signed=one.signed())


def _release(one: Composing) -> outside.Release:
    row = row_of(RecordsRequest, one.paper.subject)
    if row.decision != "released":
        raise ValueError("nothing was released")
    said = one.open(row)
    return outside.Release(
        reference=_number(one), on=one.today, to=said.get("who", ""),
        address=said.get("address", ""), asked_on=day(row.made_at), counsel=said["counsel"],
        counsel_on=date.fromisoformat(said["counsel_on"]),
        ground=words.from_table(requests.GROUNDS, said["ground"], one.language),
        grounds=said["grounds"],
        enclosed=tuple(_enclosed(one, paper) for paper in said["papers"]),
        signed=one.signed("coordinator"),
    )  # fmt: skip


def _enclosed(one: Composing, paper_id: str) -> outside.Enclosed:
    paper: Any = row_of(Paper, paper_id)
    return outside.Enclosed(
        title=REGISTRY[paper.name].titled(one.language), made_on=day(paper.ready_at),
        sha256=paper.sha256,
    )  # fmt: skip


BUILDERS: dict[str, Builder] = {
    "offender-side-answer": _inquiry,
    "records-answer": _records,
    "records-release": _release,
}
