"""Several questions in one statement have the answers that each has alone, on both engines."""

from typing import Any

import pytest

from shared.base import one_look
from shared.base.together import rows, together
from shared.records import models
from tests.architecture.test_statements import counted
from tests.support.archive import archive
from tests.support.world import World


@rows
def every(model: Any) -> Any:
    return model.select()


@rows
def of_subject(model: Any, subject: str) -> Any:
    return model.select().where(model.subject == subject)


def _alike(world: World) -> None:
    archive(world, 3)
    alone = {model: [row.__data__ for row in every(model)] for model in models.TABLES}
    assert sum(map(bool, alone.values())) > 20
    with one_look.one_look(), counted() as sent:
        together(*((every, model) for model in models.TABLES))
        found = {model: every(model) for model in models.TABLES}
    assert len(sent) == 1
    for model, mine in found.items():
        assert [row.__data__ for row in mine] == alone[model]
        assert not any(row._dirty for row in mine)


def test_answers_are_those_of_each_question_alone(world: World) -> None:
    _alike(world)


@pytest.mark.postgres
@pytest.mark.slow
def test_answers_are_alike_on_postgresql(postgres_world: World) -> None:
    _alike(postgres_world)


def test_questions_are_asked_once_and_only_in_a_look(world: World) -> None:
    made = archive(world, 1)
    asks = [(of_subject, models.Paper, made.asked.case.id), (every, models.Facility)]
    with counted() as sent:
        together(*asks)
    assert sent == []  # without a look no one would remember
    with one_look.one_look(), counted() as sent:
        together(*asks, *asks)
        for question, *about in asks:
            question(*about)
        together(*asks)
    assert len(sent) == 1
