"""The answers to people outside a case (S2, S27).

The usual one is one text, whatever is on file.  A release names the documents that counsel named,
by title and digest, and says nothing else.
"""

from datetime import date

from shared.documents import REGISTRY, third_party
from shared.intake import third_parties
from shared.papers import words
from shared.papers.composing import Builder, Composing, day, row_of
from shared.records.models import OffenderInquiry, Paper, RecordsRequest


def _number(one: Composing) -> str:
    return f"{one.paper.subject[:4]}-{one.paper.subject[4:8]}".upper()


def _inquiry(one: Composing) -> third_party.StandardAnswer:
    row_of(OffenderInquiry, one.paper.subject)
    return _answer(one)


def _records(one: Composing) -> third_party.StandardAnswer:
    row_of(RecordsRequest, one.paper.subject)
    return _answer(one)


def _answer(one: Composing) -> third_party.StandardAnswer:
    return third_party.StandardAnswer(reference=_number(one), on=one.today, signed=one.signed())


def _release(one: Composing) -> third_party.Release:
    row = row_of(RecordsRequest, one.paper.subject)
    if row.decision != "released":
        raise ValueError("nothing was released")
    said = one.open(row)
    return third_party.Release(
        reference=_number(one), on=one.today, to=said.get("who", ""),
        address=said.get("address", ""), asked_on=day(row.made_at), counsel=said["counsel"],
        counsel_on=date.fromisoformat(said["counsel_on"]),
        ground=words.from_table(third_parties.GROUNDS, said["ground"], one.language),
        grounds=said["grounds"],
        enclosed=tuple(_enclosed(one, paper) for paper in said["papers"]),
        signed=one.signed("coordinator"),
    )  # fmt: skip


def _enclosed(one: Composing, paper_id: str) -> third_party.Enclosed:
    paper: Paper = row_of(Paper, paper_id)
    if paper.ready_at is None:
        raise LookupError(f"paper {paper_id} is not made yet")
    return third_party.Enclosed(
        title=REGISTRY[paper.name].titled(one.language), made_on=day(paper.ready_at),
        sha256=paper.sha256,
    )  # fmt: skip


BUILDERS: dict[str, Builder] = {
    "offender-side-answer": _inquiry,
    "records-answer": _records,
    "records-release": _release,
}
