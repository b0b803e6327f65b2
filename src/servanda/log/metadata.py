"""What the tables of a ledger say of it: its name, its end, and where its read model stands.

They have the same names in every store. Standard library only.
"""

from servanda.errors import LedgerError
from servanda.log.rows import Rows

TRACKING = "read-model"


def name_of(rows: Rows) -> str:
    """The ledger's name, as in the ``source`` of its entries.

    Raises:
        LedgerError: the ledger is damaged so that it has none.
    """
    found = rows.execute("SELECT value FROM ledger WHERE name = 'name'").fetchone()
    if found is None:
        msg = "the ledger has lost its name"
        raise LedgerError(msg, "It is damaged: restore a backup, or load the published log anew.")
    return str(found[0])


def head_position(rows: Rows) -> int:
    """The position of the last entry; 0 when there is none."""
    return int(rows.execute("SELECT coalesce(max(position), 0) FROM stored_events").fetchone()[0])


def projected(rows: Rows, read_model: str) -> int | None:
    """The position at which the read model stands; None if it is not of the version ``read_model``."""
    found = rows.execute(
        "SELECT value, (SELECT notification_id FROM tracking WHERE application_name = ?) "
        "FROM ledger WHERE name = 'read-model'",
        (TRACKING,),
    ).fetchone()
    return (found[1] or 0) if found is not None and found[0] == read_model else None
