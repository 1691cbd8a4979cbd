"""Registrations, letters, and their way to a person."""

from peewee import (
    BlobField,
    BooleanField,
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

    class ContactWay(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "contact_way"

    class Facility(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "facility"

    class Incident(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "incident"

    class Offender(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "offender"

    class Person(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "person"

    class Registration(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        state = CharField(index=True, max_length=40)
        version = IntegerField(default=1)
        held = BooleanField(default=False)
        hold_reason = CharField(max_length=40, default="")
        since = DateTimeField()
        key = CharField(max_length=40)
        reference = CharField(unique=True, max_length=20)
        person = ForeignKeyField(Person)
        offender = ForeignKeyField(Offender, null=True)
        incident = ForeignKeyField(Incident, null=True)
        source = CharField(max_length=20, default="portal")
        tell_requested = BooleanField(default=False)
        tell_received = BooleanField(default=False)
        tell_read = BooleanField(default=False)
        adult_on = DateField(null=True)
        closure = CharField(max_length=40, default="")
        policy_version = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "registration"

    db.create_tables([Registration])

    class Letter(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        state = CharField(index=True, max_length=40)
        version = IntegerField(default=1)
        held = BooleanField(default=False)
        hold_reason = CharField(max_length=40, default="")
        since = DateTimeField()
        key = CharField(max_length=40)
        sealed = BlobField()
        receipt = CharField(unique=True, max_length=20)
        number_digest = CharField(index=True, max_length=64)
        pair_digest = CharField(index=True, max_length=64)
        facility = ForeignKeyField(Facility)
        deposited_by = ForeignKeyField(Account)
        own_words = BooleanField()
        court_ordered = BooleanField()
        county = CharField(max_length=80, default="")
        year = IntegerField(null=True)
        language = CharField(max_length=5, default="en")
        original = CharField(max_length=40, default="")
        current = IntegerField(default=1)

        class Meta:
            database = db
            table_name = "letter"

    db.create_tables([Letter])

    class LetterFace(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        letter = ForeignKeyField(Letter, unique=True)

        class Meta:
            database = db
            table_name = "letter_face"

    db.create_tables([LetterFace])

    class LetterVersion(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        letter = ForeignKeyField(Letter)
        number = IntegerField()
        kind = CharField(max_length=20)
        pages = IntegerField(default=1)
        images = BlobField()
        sha256 = CharField(max_length=64)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "letter_version"
            indexes = ((("letter", "number"), True),)

    db.create_tables([LetterVersion])

    class Review(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        letter = ForeignKeyField(Letter)
        number = IntegerField()
        tier = IntegerField()
        by = ForeignKeyField(Account)
        outcome = CharField(max_length=20)
        sha256 = CharField(max_length=64)
        checklist = TextField()
        reasons = TextField(default="[]")

        class Meta:
            database = db
            table_name = "review"

    db.create_tables([Review])

    class ThreatDecision(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        letter = ForeignKeyField(Letter)
        number = IntegerField()
        decision = CharField(max_length=20)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "threat_decision"

    db.create_tables([ThreatDecision])

    class Match(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        state = CharField(index=True, max_length=40)
        version = IntegerField(default=1)
        held = BooleanField(default=False)
        hold_reason = CharField(max_length=40, default="")
        since = DateTimeField()
        letter = ForeignKeyField(Letter)
        registration = ForeignKeyField(Registration)
        score = IntegerField()
        reasons = TextField()
        decided_by = ForeignKeyField(Account, null=True)
        decided_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "match"
            indexes = ((("letter", "registration"), True),)

    db.create_tables([Match])

    class Delivery(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        state = CharField(index=True, max_length=40)
        version = IntegerField(default=1)
        held = BooleanField(default=False)
        hold_reason = CharField(max_length=40, default="")
        since = DateTimeField()
        letter = ForeignKeyField(Letter)
        letter_version = IntegerField()
        registration = ForeignKeyField(Registration)
        match = ForeignKeyField(Match)
        answer = CharField(max_length=20, default="")
        answered_at = DateTimeField(null=True)
        look_again_on = DateField(null=True)
        told_at = DateTimeField(null=True)
        manner = CharField(max_length=20, default="post")
        translate_into = CharField(max_length=5, default="")
        way = ForeignKeyField(ContactWay, null=True)
        confirmed_at = DateTimeField(null=True)
        seal_token = CharField(max_length=40, default="")
        cover_token = CharField(max_length=40, default="")
        outer_token = CharField(max_length=40, default="")
        sealed_by = ForeignKeyField(Account, null=True)
        sealed_sha256 = CharField(max_length=64, default="")
        sealed_translation = CharField(max_length=64, default="")
        printed_by = ForeignKeyField(Account, null=True)
        checked_by = ForeignKeyField(Account, null=True)
        dispatched_by = ForeignKeyField(Account, null=True)
        received_said = BooleanField(default=False)
        read_said = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "delivery"

    db.create_tables([Delivery])

    class Translation(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        delivery = ForeignKeyField(Delivery)
        language = CharField(max_length=5)
        kind = CharField(max_length=20)
        pages = IntegerField(default=1)
        images = BlobField(default=b"")
        sha256 = CharField(max_length=64)
        letter_sha256 = CharField(max_length=64)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "translation"

    db.create_tables([Translation])

    class CustodyEvent(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        letter = ForeignKeyField(Letter)
        seq = IntegerField()
        delivery = ForeignKeyField(Delivery, null=True)
        what = CharField(max_length=40)
        place = CharField(max_length=80, default="")
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "custody_event"

    db.create_tables([CustodyEvent])

    class Disclosure(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        delivery = ForeignKeyField(Delivery)
        fact = CharField(max_length=20)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "disclosure"
            indexes = ((("delivery", "fact"), True),)

    db.create_tables([Disclosure])

    class Reply(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        delivery = ForeignKeyField(Delivery, unique=True)
        by = ForeignKeyField(Account)
        state = CharField(max_length=20, default="written")
        screened_by = ForeignKeyField(Account, null=True)
        screened_at = DateTimeField(null=True)
        carried_by = ForeignKeyField(Account, null=True)
        carried_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "reply"

    db.create_tables([Reply])

    class Intercept(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        caught_at = ForeignKeyField(Facility, null=True)
        channel = CharField(max_length=20)
        kept = CharField(max_length=80)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "intercept"

    db.create_tables([Intercept])

    class Keeping(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        what = CharField(max_length=20)
        reason = CharField(max_length=60)
        by = ForeignKeyField(Account)
        ended_by = ForeignKeyField(Account, null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "keeping"

    db.create_tables([Keeping])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("keeping"))
    migrator.migrate(migrator.drop_table("intercept"))
    migrator.migrate(migrator.drop_table("reply"))
    migrator.migrate(migrator.drop_table("disclosure"))
    migrator.migrate(migrator.drop_table("custody_event"))
    migrator.migrate(migrator.drop_table("translation"))
    migrator.migrate(migrator.drop_table("delivery"))
    migrator.migrate(migrator.drop_table("match"))
    migrator.migrate(migrator.drop_table("threat_decision"))
    migrator.migrate(migrator.drop_table("review"))
    migrator.migrate(migrator.drop_table("letter_version"))
    migrator.migrate(migrator.drop_table("letter_face"))
    migrator.migrate(migrator.drop_table("letter"))
    migrator.migrate(migrator.drop_table("registration"))
