"""The post, references, and the dialogue case."""

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
    class Account(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "account"

    class ContactAttempt(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "contact_attempt"

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

    class Reference(Model):
        id = CharField(primary_key=True, max_length=20)
        digest = CharField(unique=True, max_length=64)
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        made_at = DateTimeField()
        read_here = BooleanField(default=False)
        told_state = CharField(max_length=40, default="")
        must_renew_code = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "reference"

    db.create_tables([Reference])

    class Post(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        kind = CharField(max_length=40)
        reference = CharField(index=True, max_length=20)
        language = CharField(max_length=5)
        dropped_at = DateTimeField()

        class Meta:
            database = db
            table_name = "post"

    db.create_tables([Post])

    class SetAside(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        format = IntegerField()
        key_id = CharField(max_length=40)
        body = BlobField()
        why = CharField(max_length=40)

        class Meta:
            database = db
            table_name = "set_aside"

    db.create_tables([SetAside])

    class DialogueCase(Model):
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
        own_wish = BooleanField(default=False)
        form = CharField(max_length=20, default="unsure")
        policy_version = CharField(max_length=40)
        closure = CharField(max_length=40, default="")

        class Meta:
            database = db
            table_name = "dialogue_case"

    db.create_tables([DialogueCase])

    class Participant(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        side = CharField(max_length=20)
        role = CharField(max_length=40)
        person = ForeignKeyField(Person, null=True)
        offender = ForeignKeyField(Offender, null=True)
        adult = BooleanField()
        ties = CharField(max_length=20, default="")
        cleared_on = DateField(null=True)
        left_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "participant"

    db.create_tables([Participant])

    class EligibilityFinding(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender, null=True)
        item = CharField(max_length=60)
        rule = CharField(max_length=60, default="")
        policy_version = CharField(max_length=40)
        finding = CharField(max_length=20)
        by = ForeignKeyField(Account)
        look_again_on = DateField(null=True)
        superseded = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "eligibility_finding"

    db.create_tables([EligibilityFinding])

    class Assessment(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        facility = ForeignKeyField(Facility)
        role = CharField(max_length=20)
        asked_by = ForeignKeyField(Account)
        due_on = DateField()
        answered_by = ForeignKeyField(Account, null=True)
        answered_at = DateTimeField(null=True)
        capacity = CharField(max_length=20, default="")
        willingness = CharField(max_length=20, default="")
        on_paper = BooleanField(default=False)
        signed_on = DateField(null=True)
        closed_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "assessment"

    db.create_tables([Assessment])

    class OrderCheck(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kind = CharField(max_length=20, default="orders")
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        offender = ForeignKeyField(Offender, null=True)
        by = ForeignKeyField(Account)
        checked_on = DateField()
        found = CharField(max_length=20)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "order_check"

    db.create_tables([OrderCheck])

    class Approach(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        conversation = ForeignKeyField(ContactAttempt)
        order_check = ForeignKeyField(OrderCheck)
        agreed_by = ForeignKeyField(Account)
        agreed_at = DateTimeField()
        told_by = ForeignKeyField(Account, null=True)
        told_at = DateTimeField(null=True)
        answer = CharField(max_length=20, default="")
        answered_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "approach"

    db.create_tables([Approach])

    class Substitution(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        case = ForeignKeyField(DialogueCase)
        former = ForeignKeyField(Offender, null=True)
        substitute = ForeignKeyField(Offender)
        cause = CharField(max_length=20)
        wish = ForeignKeyField(ContactAttempt)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "substitution"

    db.create_tables([Substitution])

    class Signature(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        kind = CharField(max_length=20)
        authority = CharField(max_length=20)
        facility = ForeignKeyField(Facility)
        decision = CharField(max_length=20, default="")
        reason = CharField(max_length=40, default="")
        by = ForeignKeyField(Account, null=True)
        decided_at = DateTimeField(null=True)
        on_paper = BooleanField(default=False)
        signed_on = DateField(null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "signature"

    db.create_tables([Signature])

    class Assignment(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        case = ForeignKeyField(DialogueCase)
        facilitator = ForeignKeyField(Account)
        second = BooleanField(default=False)
        by = ForeignKeyField(Account)
        no_conflict = BooleanField()
        ended_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "assignment"

    db.create_tables([Assignment])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("assignment"))
    migrator.migrate(migrator.drop_table("signature"))
    migrator.migrate(migrator.drop_table("substitution"))
    migrator.migrate(migrator.drop_table("approach"))
    migrator.migrate(migrator.drop_table("order_check"))
    migrator.migrate(migrator.drop_table("assessment"))
    migrator.migrate(migrator.drop_table("eligibility_finding"))
    migrator.migrate(migrator.drop_table("participant"))
    migrator.migrate(migrator.drop_table("dialogue_case"))
    migrator.migrate(migrator.drop_table("set_aside"))
    migrator.migrate(migrator.drop_table("post"))
    migrator.migrate(migrator.drop_table("reference"))
