"""The answers to whoever stands outside a case: one text, whatever is on file (S2, S27)."""

from shared.documents import offender
from shared.models import OffenderInquiry, RecordsRequest
from shared.papers.composing import Builder, Composing, row_of


def _inquiry(one: Composing) -> offender.StandardAnswer:
    row_of(OffenderInquiry, one.paper.subject)
    return _answer(one)


def _records(one: Composing) -> offender.StandardAnswer:
    row_of(RecordsRequest, one.paper.subject)
    return _answer(one)


def _answer(one: Composing) -> offender.StandardAnswer:
    number = f"{one.paper.subject[:4]}-{one.paper.subject[4:8]}".upper()
    return offender.StandardAnswer(reference=number, on=one.today, signed=one.signed())


BUILDERS: dict[str, Builder] = {"offender-side-answer": _inquiry, "records-answer": _records}
