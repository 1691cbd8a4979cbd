"""What a database should look like, what it looks like, and bringing it from one to the other.

Beside each numbered migration lies, for each engine, a file with all that stands after it,
statement by statement, as the database itself describes it (`script/schema` writes them).  A
database whose tables, columns, indexes or triggers are not what its version says is refused: what
the code relies on, the audit log's triggers most of all, is never taken on trust.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from shared.base import db, one_look

log = logging.getLogger("firstword.schema")

MIGRATIONS = Path(__file__).parents[1] / "migrations"
HISTORY = "schema_migration"  # the runner's own table
FIRST = "0001_version_1_0_0"
SHOWN = 5  # differences named in a refusal

_KIND = re.compile(
    r'(?:CREATE|ALTER)(?: OR REPLACE)?(?: UNIQUE)? (TABLE|INDEX|TRIGGER|FUNCTION) "?(\w+)"?'
)


class Unfit(Exception):
    """A database cannot be used as it is.  Says why, and what to do."""


# -- what it looks like ------------------------------------------------------------------------

_SQLITE = """
    SELECT sql FROM sqlite_master
     WHERE sql IS NOT NULL AND tbl_name <> ? AND name NOT LIKE 'sqlite@_%' ESCAPE '@'
     ORDER BY type = 'trigger', rowid
"""

_TABLES = """
    SELECT c.oid, c.relname FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND c.relname <> %s
     ORDER BY c.oid
"""
_COLUMNS = """
    SELECT a.attrelid, quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
      FROM pg_attribute a
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = ANY(%s::oid[]) AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum
"""
_CONSTRAINTS = """
    SELECT conrelid, 'CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid, true)
      FROM pg_constraint
     WHERE conrelid = ANY(%s::oid[]) AND contype IN ('p', 'u', 'f', 'c', 'x')
     ORDER BY contype = 'f', conname
"""
_INDEXES = """
    SELECT i.indrelid, pg_get_indexdef(i.indexrelid, 0, true)
      FROM pg_index i
     WHERE i.indrelid = ANY(%s::oid[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)
     ORDER BY i.indexrelid
"""
_FUNCTIONS = """
    SELECT replace(pg_get_functiondef(p.oid),
                   'FUNCTION ' || quote_ident(current_schema()) || '.', 'FUNCTION ')
      FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace ORDER BY p.oid
"""
_TRIGGERS = """
    SELECT t.tgrelid, pg_get_triggerdef(t.oid, true),
           CASE WHEN t.tgenabled <> 'O'
                THEN format('ALTER TABLE %%I DISABLE TRIGGER %%I', c.relname, t.tgname) END
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE t.tgrelid = ANY(%s::oid[]) AND NOT t.tgisinternal
     ORDER BY t.oid
"""


def described(database: Database) -> list[str]:
    """Every table, index, function and trigger of `database` but the history, as statements."""
    if db.is_embedded(database):
        rows = database.execute_sql(_SQLITE, (HISTORY,)).fetchall()
        return [_laid_out(sql) for (sql,) in rows]
    return list(_postgres(database))


def _postgres(database: Database) -> Iterator[str]:
    def asked(query: str, *values: object) -> list[one_look.Row]:
        return list(database.execute_sql(query, values).fetchall())

    tables = asked(_TABLES, HISTORY)
    oids = [oid for oid, _ in tables]
    parts: dict[int, list[str]] = {oid: [] for oid in oids}
    for query in (_COLUMNS, _CONSTRAINTS):
        for oid, text in asked(query, oids):
            parts[oid].append(text)
    indexes = asked(_INDEXES, oids)
    for oid, name in tables:
        yield f'CREATE TABLE "{name}" (\n  ' + ",\n  ".join(parts[oid]) + "\n)"
        yield from (text for owner, text in indexes if owner == oid)
    yield from (text.strip() for (text,) in asked(_FUNCTIONS))
    for _, text, disabled in asked(_TRIGGERS, oids):
        yield text
        if disabled:
            yield disabled


def _laid_out(sql: str) -> str:
    """SQLite's own text of a table with a column a line; anything else as it is."""
    if not sql.startswith("CREATE TABLE") or "\n" in sql:
        return sql
    head, _, body = sql.partition(" (")
    return f"{head} (\n  " + ",\n  ".join(_columns(body.rstrip().removesuffix(")"))) + "\n)"


def _columns(body: str) -> Iterator[str]:
    depth, begin = 0, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield body[begin:at].strip()
            begin = at + 1
    yield body[begin:].strip()


# -- what it should look like ------------------------------------------------------------------


def engine(database: Database) -> str:
    """The word for the engine of `database` in the names of files."""
    return "sqlite" if db.is_embedded(database) else "postgres"


def file(database: Database, side: str, number: str) -> Path:
    """The file with all that stands in the database of `side` after a migration."""
    return MIGRATIONS / side / f"{number}.{engine(database)}.sql"


@cache
def statements(path: Path) -> tuple[str, ...]:
    """The statements of a file.  An empty line parts them; none has one inside."""
    text = path.read_text("utf-8").partition("\n\n")[2]
    return tuple(part.strip().removesuffix(";") for part in text.split("\n\n") if part.strip())


def create(database: Database, side: str, number: str, rows: tuple[str, ...] = ()) -> None:
    """Carry out the statements of a file, and `rows` before its triggers: a first migration."""
    wanted = statements(file(database, side, number))
    triggers = [one for one in wanted if one.startswith("CREATE TRIGGER")]
    for statement in (*(one for one in wanted if one not in triggers), *rows, *triggers):
        database.execute_sql(statement)


def _same(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).replace("( ", "(").replace(" )", ")").strip()


def _name(statement: str) -> str:
    found = _KIND.match(statement)
    return f"{found[1].lower()} {found[2]}" if found else statement


def differences(found: list[str], wanted: tuple[str, ...]) -> list[str]:
    """What is missing, too much or different, each in a few words."""
    is_there, should = ({_same(one): _name(one) for one in side} for side in (found, wanted))
    lacks = {name for text, name in should.items() if text not in is_there}
    has = {name for text, name in is_there.items() if text not in should}
    return sorted(
        [f"{name} differs" for name in lacks & has]
        + [f"{name} is missing" for name in lacks - has]
        + [f"{name} should not be there" for name in has - lacks]
    )


# -- comparing and migrating -------------------------------------------------------------------


def runner(database: Database, side: str) -> Runner:
    """What applies the numbered migrations of a side, and knows which were applied."""
    return Runner(getattr(database, "obj", database), str(MIGRATIONS / side), table_name=HISTORY)


def _state(database: Database, side: str) -> tuple[list[str], list[str]]:
    """The migrations that were applied, and those that wait.  Raises Unfit for an unknown one."""
    migrations = runner(database, side)
    known = [one.name for one in migrations.migrations()]
    applied = sorted(migrations.applied())
    strange = [name for name in applied if name not in known]
    if strange and FIRST not in applied:
        raise Unfit(
            f"The {side} database was made before version 1.0.0. Nothing was released before it, "
            "so nothing brings it up to date. Make a new installation in an empty folder: "
            "firstword --data FOLDER init"
        )
    if strange:
        raise Unfit(
            f"The {side} database was brought up to date by a newer release of First Word (it has "
            f"{strange[-1]}). Use that release or a later one; this one would not understand it."
        )
    return applied, known[len(applied) :]


def _compare(database: Database, side: str, applied: list[str]) -> None:
    wanted = statements(file(database, side, applied[-1])) if applied else ()
    wrong = differences(described(database), wanted)
    if not wrong:
        return
    more = f", and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    raise Unfit(
        f"The {side} database is not what its version says: {'; '.join(wrong[:SHOWN])}{more}. "
        "Undo what was changed by hand, or restore the database from its backup; then start again."
    )


def check(database: Database, side: str) -> None:
    """Refuse a database that this release cannot use as it is.  Raises Unfit.

    One that does not answer is passed over with a warning: the sites say so themselves.
    """
    if not db.answers(database):
        log.warning("the %s database does not answer; its tables could not be compared", side)
        return
    applied, waiting = _state(database, side)
    if waiting and not applied:
        _compare(database, side, [])
        raise Unfit(
            f"The {side} database has no tables yet. Run 'firstword migrate', then start again."
        )
    if waiting:
        raise Unfit(
            f"The {side} database is of an earlier version. Stop both sites and the worker, back "
            "it up, run 'firstword migrate', then start again."
        )
    _compare(database, side, applied)


def migrate(database: Database, side: str) -> list[str]:
    """Apply the pending numbered migrations of `frontdoor` or `records`; the applied names.

    Raises Unfit before and after if the database is not what its version says.
    """
    with db.alone(database):
        applied, waiting = _state(database, side)
        _compare(database, side, applied)
        if waiting:
            runner(database, side).up()
            _compare(database, side, applied + waiting)
    return waiting
