"""The front door of version 1.0.0: the tables in the .sql file of the engine."""

from shared.base import schema


def up(migrator, db):
    schema.create(db, "frontdoor", "0001_version_1_0_0")
