"""From agreements to follow-up, and what comes from outside."""

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

    class DialogueCase(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "dialogue_case"

    class Facility(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "facility"

    class Offender(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "offender"

    class Participant(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "participant"

    class Signature(Model):
        id = CharField(primary_key=True, max_length=40)

        class Meta:
            database = db
            table_name = "signature"

    class Filing(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        noun = CharField(max_length=40)
        subject = CharField(index=True, max_length=40)
        kind = CharField(max_length=40)
        signed_on = DateField()
        sha256 = CharField(max_length=64)
        pages = IntegerField(default=1)
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "filing"

    db.create_tables([Filing])

    class Agreement(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        case = ForeignKeyField(DialogueCase)
        participant = ForeignKeyField(Participant)
        signed_on = DateField()
        filing = ForeignKeyField(Filing, null=True)
        by = ForeignKeyField(Account)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "agreement"

    db.create_tables([Agreement])

    class Session(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        side = CharField(max_length=20)
        kind = CharField(max_length=20)
        held_on = DateField()
        facilitator = ForeignKeyField(Account)
        participants = TextField(default="[]")

        class Meta:
            database = db
            table_name = "session"

    db.create_tables([Session])

    class Readiness(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        side = CharField(max_length=20)
        criterion = CharField(max_length=40)
        finding = CharField(max_length=20)
        by = ForeignKeyField(Account)
        superseded = BooleanField(default=False)

        class Meta:
            database = db
            table_name = "readiness"

    db.create_tables([Readiness])

    class DivisionReview(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        decision = CharField(max_length=20)
        by = ForeignKeyField(Account)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "division_review"

    db.create_tables([DivisionReview])

    class Visit(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        facility = ForeignKeyField(Facility, null=True)
        place = CharField(max_length=20)
        form = CharField(max_length=20)
        starts_at = DateTimeField()
        participants = TextField()
        arranged = TextField(default="[]")
        signature = ForeignKeyField(Signature, null=True)
        by = ForeignKeyField(Account)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "visit"

    db.create_tables([Visit])

    class Meeting(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        visit = ForeignKeyField(Visit)
        held_on = DateField()
        facilitator = ForeignKeyField(Account)
        present = TextField()
        pauses = IntegerField(default=0)
        ended = CharField(max_length=20)

        class Meta:
            database = db
            table_name = "meeting"

    db.create_tables([Meeting])

    class FollowUp(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        side = CharField(max_length=20)
        kind = CharField(max_length=20)
        due_on = DateField()
        done_on = DateField(null=True)
        outcome = CharField(max_length=20, default="")
        by = ForeignKeyField(Account, null=True)

        class Meta:
            database = db
            table_name = "follow_up"

    db.create_tables([FollowUp])

    class Message(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        state = CharField(max_length=20, default="written")
        by = ForeignKeyField(Account)
        screened_by = ForeignKeyField(Account, null=True)
        carried_by = ForeignKeyField(Account, null=True)
        carried_on = DateField(null=True)

        class Meta:
            database = db
            table_name = "message"

    db.create_tables([Message])

    class Recording(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        case = ForeignKeyField(DialogueCase)
        offender = ForeignKeyField(Offender)
        made_on = DateField()
        seal = CharField(max_length=40)
        by = ForeignKeyField(Account)
        attested_by = ForeignKeyField(Account, null=True)
        attested_at = DateTimeField(null=True)
        void_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "recording"

    db.create_tables([Recording])

    class RecordingMove(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        recording = ForeignKeyField(Recording)
        moved_on = DateField()
        by = ForeignKeyField(Account)

        class Meta:
            database = db
            table_name = "recording_move"

    db.create_tables([RecordingMove])

    class OffenderInquiry(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        asked_by = CharField(max_length=20)
        came_by = CharField(max_length=20)
        by = ForeignKeyField(Account)
        answered_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "offender_inquiry"

    db.create_tables([OffenderInquiry])

    class RecordsRequest(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        by = ForeignKeyField(Account)
        decision = CharField(max_length=20, default="")
        proposed_by = ForeignKeyField(Account, null=True)
        decided_by = ForeignKeyField(Account, null=True)
        decided_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "records_request"

    db.create_tables([RecordsRequest])

    class Complaint(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        key = CharField(index=True, max_length=40)
        sealed = BlobField()
        kind = CharField(max_length=20)
        noun = CharField(max_length=40, default="")
        subject = CharField(index=True, max_length=40, default="")
        rating = CharField(max_length=20, default="")
        due_on = DateField(null=True)
        answered_at = DateTimeField(null=True)
        answered_by = ForeignKeyField(Account, null=True)

        class Meta:
            database = db
            table_name = "complaint"

    db.create_tables([Complaint])

    class Merge(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        kept = CharField(index=True, max_length=40)
        merged = CharField(index=True, max_length=40)
        by = ForeignKeyField(Account)
        undone_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "merge"

    db.create_tables([Merge])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("merge"))
    migrator.migrate(migrator.drop_table("complaint"))
    migrator.migrate(migrator.drop_table("records_request"))
    migrator.migrate(migrator.drop_table("offender_inquiry"))
    migrator.migrate(migrator.drop_table("recording_move"))
    migrator.migrate(migrator.drop_table("recording"))
    migrator.migrate(migrator.drop_table("message"))
    migrator.migrate(migrator.drop_table("follow_up"))
    migrator.migrate(migrator.drop_table("meeting"))
    migrator.migrate(migrator.drop_table("visit"))
    migrator.migrate(migrator.drop_table("division_review"))
    migrator.migrate(migrator.drop_table("readiness"))
    migrator.migrate(migrator.drop_table("session"))
    migrator.migrate(migrator.drop_table("agreement"))
    migrator.migrate(migrator.drop_table("filing"))
