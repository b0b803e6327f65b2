"""What stands in the tables of a ledger, whichever store they are in. Opened for reading only."""

import json
from datetime import UTC, datetime

from servanda.app.doctor.diagnosis import NOTE, OK, PROBLEM, Found
from servanda.log import metadata
from servanda.log.guards import altered
from servanda.log.merkle import count
from servanda.log.rows import POSTGRES, SQLITE, Rows
from servanda.projections.tables import READ_MODEL

FROM_ELSEWHERE = "Keep it as it is, and make a new ledger from a backup, or from a log with `servanda load`."
TAMPERED = "`servanda verify --checkpoint FILE` tells whether entries were changed; restore a backup if so."


_TRIGGERS = {
    SQLITE: "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'",
    POSTGRES: "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE c.relnamespace = 'servanda'::regnamespace AND NOT t.tgisinternal",
}


def protection(rows: Rows) -> Found:
    """The guards of the log: whether they are as this program made them."""
    if wrong := altered(rows):
        return Found(PROBLEM, f"the log may have been changed by hand: {'; '.join(wrong)}", TAMPERED)
    (triggers,) = rows.execute(_TRIGGERS[rows.dialect]).fetchone()
    return Found(OK, f"{triggers} triggers keep the log from being changed or shortened")


def entries(rows: Rows) -> Found:
    """The entries: how many, without a gap, the last one no later than it is."""
    number, first, last = rows.execute(
        "SELECT count(*), min(position), max(position) FROM stored_events"
    ).fetchone()
    if not number:
        return Found(OK, "none yet")
    if (first, last) != (1, number):
        return Found(
            PROBLEM, f"{number} entries with positions from {first} to {last}: some are missing", TAMPERED
        )
    (line,) = rows.execute("SELECT state FROM stored_events WHERE position = ?", (last,)).fetchone()
    try:
        time = datetime.fromisoformat(json.loads(line)["time"])
    except (ValueError, KeyError, TypeError):
        return Found(PROBLEM, f"the last of {number} entries is not one that this program wrote", TAMPERED)
    said = f"{number}, the last recorded {time:%Y-%m-%d %H:%M} (UTC)"
    if time > datetime.now(UTC):
        return Found(NOTE, f"{said}, which is still to come by this machine's clock", "Set the clock right.")
    return Found(OK, said)


def tree(rows: Rows) -> Found:
    """The tree over the entries: whether all of it is there."""
    if rows.dialect is SQLITE and rows.execute("PRAGMA user_version").fetchone()[0] == 1:
        return Found(OK, "comes with format 2")
    stored, end = rows.execute("SELECT count(*), coalesce(max(place), -1) + 1 FROM nodes").fetchone()
    head = metadata.head_position(rows)
    if stored == end == count(head):
        return Found(OK, f"complete: {stored} hashes for {head} entries")
    said = f"{stored} hashes, where {head} entries have {count(head)}"
    return Found(PROBLEM, said, f"Nothing can be recorded like that. {FROM_ELSEWHERE}")


_SCHEMA_OF = {
    # A file may be damaged; a server takes nothing but JSON.
    SQLITE: "CASE WHEN json_valid(CAST(state AS TEXT)) "
    "THEN json_extract(CAST(state AS TEXT), '$.dataschema') END",
    POSTGRES: "convert_from(state, 'UTF8')::jsonb ->> 'dataschema'",
}


def event_types(rows: Rows) -> Found:
    """The types of the entries: whether this program knows them."""
    from servanda.events.registry import EVENT_TYPES  # noqa: PLC0415  costs pydantic

    known = {
        f"urn:servanda:schema/{slug}/{n}"
        for slug, cls in EVENT_TYPES.items()
        for n in range(1, cls.version + 1)
    }
    found = rows.execute(
        "SELECT schema, min(position) FROM "
        f"(SELECT position, {_SCHEMA_OF[rows.dialect]} AS schema FROM stored_events) AS one "
        "GROUP BY schema ORDER BY 2"
    ).fetchall()
    unknown = [f"{_short(schema)} (#{position})" for schema, position in found if schema not in known]
    if unknown:
        return Found(
            PROBLEM,
            f"this program does not know {', '.join(unknown)}",
            "The log was written by a newer servanda, then upgrade this one; or it was changed by hand.",
        )
    return Found(OK, f"all {len(found)} kinds of events in the log are known to this program")


def _short(schema: object) -> str:
    return "what is no event" if schema is None else str(schema).removeprefix("urn:servanda:schema/")


def read_model(rows: Rows) -> Found:
    """The read model: whether it stands at the end of the log."""
    position, head = metadata.projected(rows, READ_MODEL), metadata.head_position(rows)
    if position == head:
        return Found(OK, "up to date with the log")
    if position is None:
        said = "not yet made, or made by another version of this program"
    else:
        said = f"made from {position} of {head} entries"
    return Found(NOTE, said, "The next question brings it up to date, or `servanda rebuild`.")
