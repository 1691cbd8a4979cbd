"""When the post was last collected, for the queue."""

from peewee import DateTimeField, IntegerField, Model


def up(migrator, db):
    class Collection(Model):
        id = IntegerField(primary_key=True)
        at = DateTimeField()

        class Meta:
            database = db
            table_name = "collection"

    db.create_tables([Collection])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("collection"))
