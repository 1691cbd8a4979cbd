"""People, staff, facilities, offenders, incidents, and keys."""

from peewee import (
    BlobField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    ForeignKeyField,
    IntegerField,
    Model,
)


def up(migrator, db):
    class Facility(Model):
        id = CharField(primary_key=True, max_length=40)
        name = CharField(max_length=200)
        kind = CharField(max_length=40, default="")
        active = BooleanField(default=True)

        class Meta:
            database = db
            table_name = "facility"

    db.create_tables([Facility])

    class DataKey(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        noun = CharField(max_length=40)
        wrapped = BlobField(null=True)
        wrapping = CharField(max_length=40)
        destroyed_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "data_key"

    db.create_tables([DataKey])

    class BlindIndex(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kind = CharField(max_length=40)
        digest = CharField(max_length=64)
        noun = CharField(max_length=40)
        subject = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "blind_index"
            indexes = ((("kind", "digest"), False), (("noun", "subject"), False))

    db.create_tables([BlindIndex])

    class Account(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        username = CharField(unique=True, max_length=60)
        name = CharField(max_length=200)
        passphrase = CharField(max_length=300)
        totp_step = IntegerField(default=0)
        active = BooleanField(default=True)
        language = CharField(max_length=5, default="en")
        signed_in_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "account"

    db.create_tables([Account])

    class Grant(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        account = ForeignKeyField(Account)
        role = CharField(max_length=40)
        facility = ForeignKeyField(Facility, null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "grant"

    db.create_tables([Grant])

    class Credential(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        account = ForeignKeyField(Account)
        kind = CharField(max_length=40)
        hours = IntegerField(default=0)
        issued_on = DateField()
        expires_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "credential"

    db.create_tables([Credential])

    class Person(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        kind = CharField(max_length=40)
        language = CharField(max_length=5, default="en")
        standing = CharField(max_length=40, default="")
        adult = BooleanField(null=True)
        adult_on = DateField(null=True)
        verified_by = ForeignKeyField(Account, null=True)
        verified_at = DateTimeField(null=True)
        verified_how = CharField(max_length=40, default="")
        merged_into = CharField(max_length=40, default="")
        died_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "person"

    db.create_tables([Person])

    class ContactWay(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        person = ForeignKeyField(Person)
        channel = CharField(max_length=20)
        safe = BooleanField(default=False)
        voicemail = BooleanField(default=False)
        substitute = BooleanField(default=False)
        waits = BooleanField(default=False)
        confirmed_at = DateTimeField(null=True)
        stopped_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "contact_way"

    db.create_tables([ContactWay])

    class ContactRule(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        person = ForeignKeyField(Person)
        kind = CharField(max_length=40)
        starts_on = DateField(null=True)
        ends_on = DateField(null=True)
        lift_asked_at = DateTimeField(null=True)
        lifted_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "contact_rule"

    db.create_tables([ContactRule])

    class Offender(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        facility = ForeignKeyField(Facility, null=True)
        custody = CharField(max_length=40, default="in_custody")
        death_row = BooleanField(default=False)
        died_on = DateField(null=True)
        number_digest = CharField(index=True, max_length=64, default="")
        language = CharField(max_length=5, default="en")

        class Meta:
            database = db
            table_name = "offender"

    db.create_tables([Offender])

    class ContactAttempt(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        person = ForeignKeyField(Person)
        way = ForeignKeyField(ContactWay, null=True)
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        by = ForeignKeyField(Account)
        outcome = CharField(max_length=40)
        told_offender_part = BooleanField(default=False)
        retaliation = CharField(max_length=40, default="")
        go_ahead = BooleanField(default=False)
        offender = ForeignKeyField(Offender, null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "contact_attempt"

    db.create_tables([ContactAttempt])

    class Incident(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        county = CharField(max_length=80, default="")
        year = IntegerField(null=True)
        domestic_violence = BooleanField(null=True)
        child_sexual_abuse = BooleanField(null=True)

        class Meta:
            database = db
            table_name = "incident"

    db.create_tables([Incident])

    class Harm(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        incident = ForeignKeyField(Incident)
        person = ForeignKeyField(Person)
        standing = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "harm"

    db.create_tables([Harm])

    class Responsibility(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        incident = ForeignKeyField(Incident)
        offender = ForeignKeyField(Offender)

        class Meta:
            database = db
            table_name = "responsibility"

    db.create_tables([Responsibility])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("responsibility"))
    migrator.migrate(migrator.drop_table("harm"))
    migrator.migrate(migrator.drop_table("incident"))
    migrator.migrate(migrator.drop_table("contact_attempt"))
    migrator.migrate(migrator.drop_table("offender"))
    migrator.migrate(migrator.drop_table("contact_rule"))
    migrator.migrate(migrator.drop_table("contact_way"))
    migrator.migrate(migrator.drop_table("person"))
    migrator.migrate(migrator.drop_table("credential"))
    migrator.migrate(migrator.drop_table("grant"))
    migrator.migrate(migrator.drop_table("account"))
    migrator.migrate(migrator.drop_table("blind_index"))
    migrator.migrate(migrator.drop_table("data_key"))
    migrator.migrate(migrator.drop_table("facility"))
