"""The front door's tables."""

from peewee import BlobField, BooleanField, CharField, DateField, DateTimeField, IntegerField, Model


def up(migrator, db):
    class Letterbox(Model):
        id = CharField(primary_key=True, max_length=40)
        format = IntegerField()
        key_id = CharField(max_length=40)
        dropped_at = DateTimeField()
        body = BlobField()

        class Meta:
            database = db
            table_name = "letterbox"

    db.create_tables([Letterbox])

    class Noticeboard(Model):
        id = CharField(primary_key=True, max_length=64)
        state = CharField(max_length=40)
        changed_on = DateField()
        version = IntegerField()

        class Meta:
            database = db
            table_name = "noticeboard"

    db.create_tables([Noticeboard])

    class Access(Model):
        id = CharField(primary_key=True, max_length=64)
        kind = CharField(max_length=20)
        code = CharField(max_length=200)
        opened_on = DateField()
        visited_at = DateTimeField(null=True)
        errand = CharField(max_length=40, default="")
        errand_at = DateTimeField(null=True)
        must_renew = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "access"

    db.create_tables([Access])

    class PortalSession(Model):
        id = CharField(primary_key=True, max_length=64)
        sealed = BlobField()
        created_at = DateTimeField()
        seen_at = DateTimeField()
        expires_at = DateTimeField(index=True)

        class Meta:
            database = db
            table_name = "portal_session"

    db.create_tables([PortalSession])

    class Draft(Model):
        id = CharField(primary_key=True, max_length=64)
        sealed = BlobField()
        expires_at = DateTimeField(index=True)

        class Meta:
            database = db
            table_name = "draft"

    db.create_tables([Draft])

    class Throttle(Model):
        id = CharField(primary_key=True, max_length=64)
        free_at = DateTimeField()

        class Meta:
            database = db
            table_name = "throttle"

    db.create_tables([Throttle])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("throttle"))
    migrator.migrate(migrator.drop_table("draft"))
    migrator.migrate(migrator.drop_table("portal_session"))
    migrator.migrate(migrator.drop_table("access"))
    migrator.migrate(migrator.drop_table("noticeboard"))
    migrator.migrate(migrator.drop_table("letterbox"))
