"""The records of version 1.0.0: the tables and triggers in the .sql file of the engine.

The triggers keep the audit log append-only.  SQLite: UPDATE, DELETE and an INSERT out of sequence
are refused (INSERT OR REPLACE deletes first, and with recursive triggers meets the DELETE trigger;
a connection without them could replace the head unseen, so nothing is inserted there either).
PostgreSQL: the same by row, and TRUNCATE.
"""

from shared.base import schema

# Of these there is one each: when the post was last collected, and the head of the chain.
ROWS = (
    "INSERT INTO collection (id) VALUES (1)",
    "INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, '" + "0" * 64 + "')",
)


def up(migrator, db):
    schema.create(db, "records", "0001_version_1_0_0", ROWS)
