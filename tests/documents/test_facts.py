"""Each context is a firewall: what a field tells, and who must never get it."""

import dataclasses
from typing import Annotated

import pytest

from shared import documents
from shared.documents import (
    NEVER,
    REGISTRY,
    Paper,
    offender,
)
from tests.support.papers import NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_context_holds_what_its_reader_must_never_get(name):
    document = REGISTRY[name]
    assert not documents.kinds_of(document.context) & document.never
    assert document.serves


@pytest.mark.law_1
def test_a_planted_leak_cannot_be_registered():
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Row:
        """A row with an address."""

        address: Annotated[str, "victim_address"]

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Leaking(offender.Receipt):
        """A receipt that knows too much."""

        rows: tuple[Row, ...] = ()

    receipt = REGISTRY["offender-receipt"]
    with pytest.raises(TypeError, match=r"must never get.*victim_address"):
        dataclasses.replace(receipt, context=Leaking)


def test_a_field_that_does_not_say_what_it_tells_is_refused():
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Silent(Paper):
        """A context with an undeclared field."""

        something: str

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Mistaken(Paper):
        """A context with an unknown kind."""

        something: Annotated[str, "gossip"]

    for context in (Silent, Mistaken):
        with pytest.raises(TypeError, match="does not say what it tells"):
            documents.kinds_of(context)


def test_the_kinds_named_exist():
    for kinds in NEVER.values():
        assert kinds <= documents.KINDS.keys()
    with pytest.raises(TypeError, match="no kinds of fact"):
        dataclasses.replace(REGISTRY["custody-log"], also_never=frozenset({"gossip"}))
