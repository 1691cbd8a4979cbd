"""Answers kept between pages: sealed, taken once, gone after their days."""

from types import SimpleNamespace

import pytest

from shared.base import db, ids
from shared.frontdoor import drafts, sealing
from tests.support.visits import again, fresh

KEYS = SimpleNamespace(web_secret="secret")


def test_draft_is_kept_answer_by_answer(tables):
    held = fresh()
    assert drafts.load(held) == {}
    assert not held.is_used
    assert drafts.save(held, {"name": "Rosa", "hopes": ["questions"]}) == {
        "name": "Rosa", "hopes": ["questions"],
    }  # fmt: skip
    drafts.save(again(held), {"name": "Rosa D."}, without=["hopes"])
    assert drafts.load(again(held)) == {"name": "Rosa D."}
    drafts.erase(again(held))
    assert drafts.load(again(held)) == {}


@pytest.mark.law_2
def test_draft_table_alone_opens_nothing(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa Delgado"})
    row = drafts.Draft.get()
    assert b"Rosa" not in bytes(row.sealed)
    assert row.id != held.id
    stranger = fresh()
    stranger.is_used = True
    assert drafts.load(stranger) == {}


def test_double_submit_takes_the_answers_once(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa"})
    assert drafts.take(again(held)) == {"name": "Rosa"}
    assert drafts.take(again(held)) is None


def test_draft_is_sent_in_the_transaction_that_takes_it(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa"})

    def send():
        with db.write(db.frontdoor):
            drafts.take(again(held))
            raise RuntimeError("the drop failed")

    with pytest.raises(RuntimeError):
        send()
    assert drafts.load(again(held)) == {"name": "Rosa"}


def _keys():
    _private, public = sealing.make_letterbox_pair()
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return sealing.PortalKeys(load_pem_public_key(public.encode()), "k", bytes(32), "secret")


def _saved(keys) -> str:
    ticket = drafts.new_ticket(keys)
    drafts.save_for_return(ticket, {"name": "Rosa"}, days=3)
    return str(ids.clean_access_code(ticket.code))


def test_draft_comes_back_by_its_code_once(tables, hands):
    keys = _keys()
    code = _saved(keys)
    assert b"Rosa" not in bytes(drafts.Draft.get().sealed)
    assert drafts.take_back(keys, "0" * 16) is None
    assert drafts.take_back(keys, code) == {"name": "Rosa"}
    assert drafts.take_back(keys, code) is None


def test_draft_is_erased_after_its_days(tables, hands):
    keys = _keys()
    code = _saved(keys)
    hands.move(days=3)
    assert drafts.take_back(keys, code) is None
    assert drafts.sweep() == 1
    assert drafts.Draft.select().count() == 0
