"""What a ledger is made of in PostgreSQL: roles, tables, guards, grants. Standard library only.

The guards hold whoever connects, with whatever program: the owner of the tables too, until he takes
a guard away, which `servanda.log.postgres_guards` then tells.
"""

from collections.abc import Iterator
from typing import NamedTuple

FORMAT = 1
"""Raise it when the tables of the log or their guards change."""
OLDEST = 15
"""The oldest PostgreSQL that the tests are run on."""

SCHEMA = "servanda"
CHANNEL = "servanda"
"""Where the position of the last entry is announced with each append."""
KEY = 0x53525644
"""The advisory lock under which entries are appended."""

OWNER, WRITER, READER = ROLES = ("servanda_owner", "servanda_writer", "servanda_reader")

TABLES = {
    "stored_events": (
        ("position", "bigint"),
        ("originator_id", "text"),
        ("originator_version", "bigint"),
        ("topic", "text"),
        ("state", "bytea"),
    ),
    "tracking": (("application_name", "text"), ("notification_id", "bigint")),
    "ledger": (("name", "text"), ("value", "text")),
    "nodes": (("place", "bigint"), ("hash", "bytea")),
}
"""The tables of the log; all others in the schema are the read model's."""
KEYS = {
    "stored_events": ('PRIMARY KEY ("position")', "UNIQUE (originator_id, originator_version)"),
    "tracking": ("PRIMARY KEY (application_name)",),
    "ledger": ("PRIMARY KEY (name)",),
    "nodes": ("PRIMARY KEY (place)",),
}


class Function(NamedTuple):
    """A trigger function of the ledger."""

    name: str
    body: str


class Trigger(NamedTuple):
    """A trigger of the ledger, once for each statement.

    ``added`` says that it sees what was inserted; the others fire before anything happens.
    """

    name: str
    table: str
    events: str
    function: str
    added: bool = False


# Names are written out, and so no table of the caller's own can stand in for the ledger's.
REFUSE = Function(
    "refuse",
    """
BEGIN
    RAISE EXCEPTION '% of the ledger is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'append_only';
END
""",
)

ENTRIES_FOLLOW = Function(
    "entries_follow",
    """
DECLARE
    first bigint;
    last bigint;
    many bigint;
    signed text;
BEGIN
    SELECT min(a.position), max(a.position), count(*) INTO first, last, many FROM added a;
    IF last - first + 1 <> many OR first <> 1
        AND NOT EXISTS (SELECT FROM servanda.stored_events e WHERE e.position = first - 1) THEN
        RAISE EXCEPTION 'the log is append-only and gapless'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'gapless';
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT a.originator_id,
                a.originator_version - row_number() OVER (PARTITION BY a.originator_id ORDER BY a.position)
                AS before
            FROM added a
        ) AS stream
        GROUP BY stream.originator_id
        HAVING min(stream.before) <> max(stream.before) OR min(stream.before) <> 0 AND NOT EXISTS (
            SELECT FROM servanda.stored_events e
            WHERE e.originator_id = stream.originator_id AND e.originator_version = min(stream.before)
        )
    ) THEN
        RAISE EXCEPTION 'the entries of a stream are numbered without gaps, in the order of the log'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'gapless';
    END IF;
    IF NOT pg_has_role(session_user, 'servanda_owner', 'MEMBER') THEN
        SELECT convert_from(a.state, 'UTF8')::jsonb ->> 'recordedby' INTO signed FROM added a
            WHERE convert_from(a.state, 'UTF8')::jsonb ->> 'recordedby' IS DISTINCT FROM session_user::text
            LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'recordedby is %, and the user is %', coalesce(signed, 'missing'), session_user
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'recordedby';
        END IF;
    END IF;
    RETURN NULL;
END
""",
)

NODES_FOLLOW = Function(
    "nodes_follow",
    """
DECLARE
    first bigint;
    last bigint;
    many bigint;
BEGIN
    SELECT min(a.place), max(a.place), count(*) INTO first, last, many FROM added a;
    IF last - first + 1 <> many OR first <> 0
        AND NOT EXISTS (SELECT FROM servanda.nodes n WHERE n.place = first - 1) THEN
        RAISE EXCEPTION 'the tree is append-only and gapless'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'gapless';
    END IF;
    RETURN NULL;
END
""",
)

FUNCTIONS = (REFUSE, ENTRIES_FOLLOW, NODES_FOLLOW)
SEARCH_PATH = "search_path=pg_catalog, pg_temp"

CHANGES = "UPDATE OR DELETE OR TRUNCATE"
TRIGGERS = (
    Trigger("events_stay", "stored_events", CHANGES, REFUSE.name),
    Trigger("events_follow", "stored_events", "INSERT", ENTRIES_FOLLOW.name, added=True),
    Trigger("nodes_stay", "nodes", CHANGES, REFUSE.name),
    Trigger("nodes_follow", "nodes", "INSERT", NODES_FOLLOW.name, added=True),
)


def statements() -> Iterator[str]:
    """What makes an empty ledger, run as its owner in a schema that is there."""
    for table, columns in TABLES.items():
        made = [f"{name} {kind}{_collated(kind)} NOT NULL" for name, kind in columns]
        yield f"CREATE TABLE {SCHEMA}.{table} ({', '.join([*made, *KEYS[table]])})"
    for function in FUNCTIONS:
        yield (
            f"CREATE FUNCTION {SCHEMA}.{function.name}() RETURNS trigger LANGUAGE plpgsql "
            f"SET {SEARCH_PATH} AS $guard${function.body}$guard$"
        )
    for trigger in TRIGGERS:
        when, sees = ("AFTER", "REFERENCING NEW TABLE AS added ") if trigger.added else ("BEFORE", "")
        yield (
            f"CREATE TRIGGER {trigger.name} {when} {trigger.events} ON {SCHEMA}.{trigger.table} "
            f"{sees}FOR EACH STATEMENT EXECUTE FUNCTION {SCHEMA}.{trigger.function}()"
        )
        # Otherwise a session that calls itself a replica passes them by.
        yield f"ALTER TABLE {SCHEMA}.{trigger.table} ENABLE ALWAYS TRIGGER {trigger.name}"
    yield from _grants()


def _collated(kind: str) -> str:
    """By code point, as every other store orders texts."""
    return ' COLLATE "C"' if kind == "text" else ""


def _grants() -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}, {WRITER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {SCHEMA} TO {READER}, {WRITER}"
    yield f"GRANT INSERT ON {SCHEMA}.stored_events, {SCHEMA}.nodes TO {WRITER}"
    yield f"GRANT INSERT, UPDATE, DELETE ON {SCHEMA}.tracking TO {WRITER}"
    # The tables of the read model are made later, and anew with each version of it.
    later = f"ALTER DEFAULT PRIVILEGES IN SCHEMA {SCHEMA} GRANT"
    yield f"{later} SELECT ON TABLES TO {READER}"
    yield f"{later} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WRITER}"
