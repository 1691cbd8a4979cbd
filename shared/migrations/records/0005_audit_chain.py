"""The chain's first head, and triggers that keep the audit log append-only.

SQLite: UPDATE, DELETE and an INSERT out of sequence are refused (INSERT OR REPLACE deletes first,
and with recursive triggers meets the DELETE trigger).  PostgreSQL: the same by row, and TRUNCATE.
"""

from peewee import PostgresqlDatabase

SQLITE = (
    """CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END""",
    """CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END""",
    """CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
       WHEN NEW.seq IS NOT (SELECT seq + 1 FROM audit_head WHERE id = 1)
       BEGIN SELECT RAISE(ABORT, 'audit entries come one after another'); END""",
    # A connection that did not switch recursive triggers on could replace the head unseen.
    """CREATE TRIGGER audit_head_alone BEFORE INSERT ON audit_head
       BEGIN SELECT RAISE(ABORT, 'there is one audit head'); END""",
    """CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
       BEGIN SELECT RAISE(ABORT, 'the audit head is never deleted'); END""",
    """CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
       WHEN NEW.seq IS NOT OLD.seq + 1
       BEGIN SELECT RAISE(ABORT, 'the audit head moves one by one'); END""",
)

POSTGRES = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted'; END$$""",
    """CREATE FUNCTION audit_in_order() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN
         IF NEW.seq IS DISTINCT FROM (SELECT seq + 1 FROM audit_head WHERE id = 1) THEN
           RAISE EXCEPTION 'audit entries come one after another';
         END IF;
         RETURN NEW;
       END$$""",
    """CREATE FUNCTION audit_head_one_by_one() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN
         IF NEW.seq IS DISTINCT FROM OLD.seq + 1 THEN
           RAISE EXCEPTION 'the audit head moves one by one';
         END IF;
         RETURN NEW;
       END$$""",
    """CREATE TRIGGER audit_entry_kept BEFORE UPDATE OR DELETE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_entry_whole BEFORE TRUNCATE ON audit_entry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_in_order()""",
    """CREATE TRIGGER audit_head_alone BEFORE INSERT ON audit_head
       FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
       FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_whole BEFORE TRUNCATE ON audit_head
       FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head
       FOR EACH ROW EXECUTE FUNCTION audit_head_one_by_one()""",
)


def up(migrator, db):
    db.execute_sql("INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, '" + "0" * 64 + "')")
    for statement in POSTGRES if isinstance(db, PostgresqlDatabase) else SQLITE:
        db.execute_sql(statement)
