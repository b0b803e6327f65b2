"""From the options of a reading command to the rows and the point in time it asks about."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

import click

from servanda.app.reading import open_rows
from servanda.cli.options import day, today
from servanda.log.ledger_file import head_position
from servanda.log.rows import Rows
from servanda.queries import AsOf, known_at


class Question(NamedTuple):
    """An open ledger and the point in time asked about."""

    rows: Rows
    as_of: AsOf


def rows_of(ledger: Path) -> sqlite3.Connection:
    """The rows of a ledger, closed when the command ends.

    Raises:
        LedgerError: no such ledger.
    """
    rows = open_rows(ledger)
    click.get_current_context().call_on_close(rows.close)
    return rows


def ask(ledger: Path, on: str | None, known: str | None) -> Question:
    """Open a ledger for a question.

    Raises:
        LedgerError: no such ledger.
        InvalidInputError: a day or moment that is none.
    """
    asked_day = day(on, "--on") or today()
    rows = rows_of(ledger)
    # What is recorded while the question is being answered does not count.
    position = known_at(rows, known) if known else head_position(rows)
    as_of = AsOf(asked_day, position)
    return Question(rows, as_of)
