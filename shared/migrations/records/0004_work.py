"""Papers, tasks, jobs, sessions and the audit log."""

from peewee import (
    BlobField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


def up(migrator, db):
    class Account(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "account"

    class Facility(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "facility"

    class Person(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "person"

    class Paper(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        name = CharField(max_length=60)
        language = CharField(max_length=5)
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        asked_by = ForeignKeyField(Account, null=True)
        ready_at = DateTimeField(null=True)
        sha256 = CharField(max_length=64, default="")
        size = IntegerField(default=0)
        printed_at = DateTimeField(null=True)
        printed_by = ForeignKeyField(Account, null=True)

        class Meta:
            database = db
            table_name = "paper"

    db.create_tables([Paper])

    class ServiceRequest(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        person = ForeignKeyField(Person)
        service = CharField(max_length=40)
        answered_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "service_request"

    db.create_tables([ServiceRequest])

    class Task(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kind = CharField(max_length=60)
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        role = CharField(index=True, max_length=40)
        facility = ForeignKeyField(Facility, null=True)
        account = ForeignKeyField(Account, null=True)
        due_on = DateField(null=True)
        done_at = DateTimeField(null=True)
        done_by = ForeignKeyField(Account, null=True)

        class Meta:
            database = db
            table_name = "task"

    db.create_tables([Task])

    class Job(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kind = CharField(max_length=40)
        key = CharField(unique=True, max_length=120)
        payload = TextField(default="{}")
        wanted = IntegerField(default=1)
        not_before = DateTimeField()
        leased_until = DateTimeField(null=True)
        tries = IntegerField(default=0)
        last_error = CharField(max_length=200, default="")

        class Meta:
            database = db
            table_name = "job"

    db.create_tables([Job])

    class AuditHead(Model):
        id = IntegerField(primary_key=True)
        seq = IntegerField()
        mac = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "audit_head"

    db.create_tables([AuditHead])

    class AuditEntry(Model):
        seq = IntegerField(primary_key=True)
        at = DateTimeField()
        actor = CharField(max_length=40)
        event = CharField(max_length=60)
        noun = CharField(max_length=40)
        subject = CharField(max_length=40)
        facts = TextField()
        mac = CharField(max_length=64)

        class Meta:
            database = db
            table_name = "audit_entry"
            indexes = ((("noun", "subject", "seq"), False),)

    db.create_tables([AuditEntry])

    class StaffSession(Model):
        id = CharField(primary_key=True, max_length=64)
        account = CharField(index=True, null=True, max_length=40)
        sealed = BlobField()
        created_at = DateTimeField()
        seen_at = DateTimeField()
        expires_at = DateTimeField(index=True)

        class Meta:
            database = db
            table_name = "staff_session"

    db.create_tables([StaffSession])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("staff_session"))
    migrator.migrate(migrator.drop_table("audit_entry"))
    migrator.migrate(migrator.drop_table("audit_head"))
    migrator.migrate(migrator.drop_table("job"))
    migrator.migrate(migrator.drop_table("task"))
    migrator.migrate(migrator.drop_table("service_request"))
    migrator.migrate(migrator.drop_table("paper"))
