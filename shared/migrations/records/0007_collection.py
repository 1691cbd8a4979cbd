"""When the post was last collected, for the queue."""

from peewee import DateTimeField, IntegerField, Model


def up(migrator, db):
    class Collection(Model):
        id = IntegerField(primary_key=True)
        at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "collection"

    db.create_tables([Collection])
    db.execute_sql("INSERT INTO collection (id) VALUES (1)")


def down(migrator, db):
    migrator.migrate(migrator.drop_table("collection"))
