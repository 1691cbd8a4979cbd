"""Enrollment by the holder, proposals of two administrators, and what the holder is told."""

from peewee import BooleanField, CharField, DateTimeField, ForeignKeyField, Model


def up(migrator, db):
    class Facility(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "facility"

    class Account(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "account"

    migrator.migrate(
        migrator.add_column("account", "enrolled_at", DateTimeField(null=True)),
        migrator.add_column("account", "network", CharField(max_length=64, default="")),
        migrator.add_column("account", "has_news", BooleanField(default=False)),
    )

    class Enrollment(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        account = ForeignKeyField(Account)
        kind = CharField(max_length=20)
        first = CharField(max_length=64)
        second = CharField(max_length=64, default="")
        expires_at = DateTimeField(null=True)
        used_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "enrollment"

    db.create_tables([Enrollment])

    class Proposal(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kind = CharField(max_length=20)
        account = ForeignKeyField(Account, backref="+")
        role = CharField(max_length=40, default="")
        facility = ForeignKeyField(Facility, null=True, backref="+")
        enrollment = ForeignKeyField(Enrollment, null=True, backref="+")
        proposed_by = ForeignKeyField(Account, backref="+")
        decision = CharField(max_length=20, default="")
        decided_by = ForeignKeyField(Account, null=True, backref="+")
        decided_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "proposal"

    db.create_tables([Proposal])

    class AccountNotice(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        account = ForeignKeyField(Account, backref="+")
        kind = CharField(max_length=40)
        role = CharField(max_length=40, default="")
        facility = ForeignKeyField(Facility, null=True, backref="+")
        by = ForeignKeyField(Account, null=True, backref="+")
        read_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "account_notice"

    db.create_tables([AccountNotice])


def down(migrator, db):
    for table in ("account_notice", "proposal", "enrollment"):
        migrator.migrate(migrator.drop_table(table))
    for column in ("enrolled_at", "network", "has_news"):
        migrator.migrate(migrator.drop_column("account", column))
