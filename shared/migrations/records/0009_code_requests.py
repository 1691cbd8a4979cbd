"""New access codes, which two members of staff give out together."""

from peewee import CharField, DateTimeField, ForeignKeyField, Model


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

    class CodeRequest(Model):
        id = CharField(primary_key=True, max_length=40)
        made_at = DateTimeField()
        noun = CharField(max_length=40)
        subject = CharField(max_length=40, index=True)
        how = CharField(max_length=40)
        way = ForeignKeyField(ContactWay, null=True, backref="+")
        proposed_by = ForeignKeyField(Account, backref="+")
        decision = CharField(max_length=20, default="")
        decided_by = ForeignKeyField(Account, null=True, backref="+")
        decided_at = DateTimeField(null=True)
        asked_again_by = ForeignKeyField(Account, null=True, backref="+")
        asked_again_at = DateTimeField(null=True)

        class Meta:
            database = db
            table_name = "code_request"

    db.create_tables([CodeRequest])


def down(migrator, db):
    migrator.migrate(migrator.drop_table("code_request"))
