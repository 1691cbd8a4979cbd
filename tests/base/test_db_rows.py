"""A SELECT of whole rows is what peewee would write, though its columns are written once."""

from peewee import ModelSelect

from shared.records.models import Person, Task


def _plain(model):
    return ModelSelect(model, model._meta.sorted_fields, is_default=True)


def test_whole_rows_are_asked_for_as_peewee_would(world):
    for _ in "twice":
        assert Person.select().sql() == _plain(Person).sql()
        assert Task.select().where(Task.kind == "x").order_by(Task.id).sql() == (
            _plain(Task).where(Task.kind == "x").order_by(Task.id).sql()
        )


def test_whole_rows_beside_another_of_the_same_table(world):
    other = Person.alias()
    for _ in "twice":
        mine, its = (
            query.join(other, on=Person.merged_into == other.id).sql()
            for query in (Person.select(), _plain(Person))
        )
        assert mine == its


def test_of_a_query_within_a_query_only_the_key_is_asked(world):
    sql, _ = Task.select().where(Task.subject << Person.select()).sql()
    assert sql.count('"t2".') == 1
