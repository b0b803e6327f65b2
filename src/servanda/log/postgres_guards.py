"""What keeps the log from being changed through SQL on PostgreSQL, held against what the program made.

Asked of the system catalogs (PostgreSQL documentation, chapter "System Catalogs"), which everybody
may read.
"""

from collections.abc import Iterator
from typing import Any

from servanda.log.postgres_schema import FUNCTIONS, KEYS, SCHEMA, SEARCH_PATH, TABLES, TRIGGERS, Trigger
from servanda.log.rows import Rows

_COLUMNS = (
    "(SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) "
    "|| CASE WHEN a.attcollation <> 0 THEN ' ' || (SELECT collname FROM pg_collation l "
    "WHERE l.oid = a.attcollation) ELSE '' END || CASE WHEN a.attnotnull THEN '' ELSE ' null' END, ', ' "
    "ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT attisdropped)"
)
_KEYS = (
    "(SELECT string_agg(pg_get_constraintdef(k.oid), ', ' ORDER BY k.contype) FROM pg_constraint k "
    "WHERE k.conrelid = c.oid AND k.contype <> 'n')"
)
_TABLES = (
    f"SELECT c.relname::text, {_COLUMNS}, {_KEYS}, "
    # Rows of an heir would be read as its own, and what is not logged is lost with the power.
    "c.relkind = 'r' AND c.relpersistence = 'p' AND NOT c.relrowsecurity AND NOT EXISTS "
    f"(SELECT FROM pg_inherits i WHERE c.oid IN (i.inhparent, i.inhrelid)) "
    f"FROM pg_class c WHERE c.relnamespace = '{SCHEMA}'::regnamespace"
)
_TRIGGERS = (
    "SELECT t.tgname::text, c.relname::text, t.tgtype::bigint, t.tgenabled::text, "
    "f.pronamespace::regnamespace || '.' || f.proname, t.tgnewtable::text, "
    "t.tgqual IS NULL AND t.tgattr::text = '' AND t.tgnargs = 0 "
    "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid "
    f"WHERE NOT t.tgisinternal AND c.relnamespace = '{SCHEMA}'::regnamespace ORDER BY t.tgname"
)
_FUNCTIONS = (
    "SELECT f.proname::text, f.prosrc, array_to_string(f.proconfig, ';'), f.prosecdef, "
    "(SELECT lanname::text FROM pg_language l WHERE l.oid = f.prolang) "
    f"FROM pg_proc f WHERE f.pronamespace = '{SCHEMA}'::regnamespace"
)
_RULES = (
    "SELECT r.rulename::text, c.relname::text FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class "
    f"WHERE c.relkind = 'r' AND c.relnamespace = '{SCHEMA}'::regnamespace ORDER BY r.rulename"
)

_BEFORE, _INSERT, _OTHERS = 2, 4, 8 + 16 + 32
"""Bits of ``tgtype``; the others are DELETE, UPDATE and TRUNCATE."""


def altered(rows: Rows) -> list[str]:
    """What of the log's tables, functions and triggers is missing, changed or foreign, a sentence each."""
    return [*_tables(rows), *_functions(rows), *_triggers(rows), *_rules(rows)]


def _tables(rows: Rows) -> Iterator[str]:
    found = {name: rest for name, *rest in rows.execute(_TABLES).fetchall()}
    for name, columns in TABLES.items():
        made = ", ".join(f"{column} {kind}{' C' if kind == 'text' else ''}" for column, kind in columns)
        if found.get(name) != [made, ", ".join(KEYS[name]), True]:
            yield _wrong("table", name)


def _functions(rows: Rows) -> Iterator[str]:
    found = {name: rest for name, *rest in rows.execute(_FUNCTIONS).fetchall()}
    for function in FUNCTIONS:
        if found.get(function.name) != [function.body, SEARCH_PATH, False, "plpgsql"]:
            yield _wrong("function", function.name)


def _triggers(rows: Rows) -> Iterator[str]:
    found = {(table, name): rest for name, table, *rest in rows.execute(_TRIGGERS).fetchall()}
    for trigger in TRIGGERS:
        if found.pop((trigger.table, trigger.name), None) != _made(trigger):
            yield _wrong("trigger", trigger.name)
    for table, name in found:
        yield f"the trigger {name} on {table} is not one that this program made"


def _made(trigger: Trigger) -> list[Any]:
    fires = _INSERT if trigger.added else _BEFORE + _OTHERS
    sees = "added" if trigger.added else None
    return [fires, "A", f"{SCHEMA}.{trigger.function}", sees, True]


def _rules(rows: Rows) -> Iterator[str]:
    for name, table in rows.execute(_RULES).fetchall():
        yield f"the rule {name} on {table} is not one that this program made"


def _wrong(kind: str, name: str) -> str:
    return f"the {kind} {name} of the ledger is missing or was changed"
