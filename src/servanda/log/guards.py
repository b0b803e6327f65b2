"""What keeps the log from being changed through SQL, held against what the program made."""

from servanda.log.ledger_file import ADDED, CREATE
from servanda.log.rows import SQLITE, Rows


def altered(rows: Rows) -> list[str]:
    """What of the log's tables and triggers is missing, changed or foreign, a sentence each."""
    if rows.dialect is not SQLITE:
        from servanda.log import postgres_guards  # noqa: PLC0415  its driver is an extra

        return postgres_guards.altered(rows)
    (format_,) = rows.execute("PRAGMA user_version").fetchone()
    made = [statement for statement in CREATE if format_ > 1 or statement not in ADDED]
    found = rows.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    there = {sql for _, _, sql in found}
    wrong = [
        f"the {kind.lower()} {name} of the ledger is missing or was changed"
        for _, kind, name in (statement.split()[:3] for statement in made if statement not in there)
    ]
    known = {statement.split()[2] for statement in made}
    return wrong + [
        f"the trigger {name} is not one that this program made"
        for kind, name, _ in found
        if kind == "trigger" and name not in known
    ]
