"""From the options of a reading command to the rows and the point in time it asks about."""

from pathlib import Path
from typing import NamedTuple

from servanda.app.reading import open_rows
from servanda.cli.options import day, today
from servanda.log.rows import Rows
from servanda.queries import AsOf, known_at


class Question(NamedTuple):
    """An open ledger and the point in time asked about."""

    rows: Rows
    as_of: AsOf


def ask(ledger: Path, on: str | None, known: str | None) -> Question:
    """Open a ledger for a question.

    Raises:
        LedgerError: no such ledger.
        InvalidInputError: a day or moment that is none.
    """
    asked_day = day(on, "--on") or today()
    rows = open_rows(ledger)
    as_of = AsOf(asked_day, known_at(rows, known)) if known else AsOf(asked_day)
    return Question(rows, as_of)
