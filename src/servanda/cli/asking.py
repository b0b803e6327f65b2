"""From the options of a reading command to the rows and the point in time it asks about."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from servanda.app.reading import cut_to_public, open_rows
from servanda.cli.options import day, days, threshold_variable, today
from servanda.cli.printing import say
from servanda.domain.thresholds import USUAL, Thresholds
from servanda.log.address import Address
from servanda.log.metadata import head_position
from servanda.log.rows import Rows
from servanda.queries import AsOf, known_at


class Question(NamedTuple):
    """An open ledger and the point in time asked about."""

    rows: Rows
    as_of: AsOf


def rows_of(ledger: Address) -> Rows:
    """The rows of a ledger, closed when the command ends.

    Raises:
        LedgerError: no such ledger.
    """
    rows = open_rows(ledger)
    click.get_current_context().call_on_close(rows.close)
    return rows


def ask(ledger: Address, given: Mapping[str, Any]) -> Question:
    """Open a ledger for a question.

    Args:
        ledger: where it is.
        given: what click passed for the options of `as_of_options` and `threshold_options`, as far
            as the command has them.

    Raises:
        LedgerError: no such ledger.
        InvalidInputError: a day, moment or number of days that is none.
    """
    on = day(given.get("on"), "--on") or today()
    public_by = day(given.get("public_by"), "--public-by")
    thresholds = _thresholds(given)
    rows = rows_of(ledger)
    known = given.get("known_at")
    # What is recorded while the question is being answered does not count.
    position = known_at(rows, known) if known else head_position(rows)
    if known and not position:
        say(_nothing_yet(rows, known), err=True)
    if public_by:
        cut_to_public(rows, position, public_by)
        if position and not _anything_left(rows):
            say(f"Nothing that is on record was public by {public_by}.", err=True)
    return Question(rows, AsOf(on, position, public_by, thresholds))


def _thresholds(given: Mapping[str, Any]) -> Thresholds:
    asked = {name: days(given.get(name), _option(name)) for name in Thresholds._fields}
    return USUAL._replace(**{name: number for name, number in asked.items() if number})


def _option(name: str) -> str:
    """Where a threshold was given: the option, or the variable that stands for it."""
    source = click.get_current_context().get_parameter_source(name)
    if source is click.core.ParameterSource.ENVIRONMENT:
        return threshold_variable(name)
    return f"--{name.replace('_', '-')}"


def _nothing_yet(rows: Rows, known: str) -> str:
    first = rows.execute("SELECT time FROM entries WHERE position = 1").fetchone()
    if first is None:
        return "The log is empty."
    return f"Nothing was recorded by {known}: the first entry is of {first[0][:16].replace('T', ' ')} (UTC)."


def _anything_left(rows: Rows) -> bool:
    found = rows.execute("SELECT EXISTS (SELECT 1 FROM sources) OR EXISTS (SELECT 1 FROM dialogues)")
    return bool(found.fetchone()[0])


def say_thresholds(used: Thresholds) -> None:
    """Say on stderr from how many days on things were called so, where that is not the usual."""
    if used != USUAL:
        from servanda.presentation.reasons import thresholds

        say(thresholds(used), err=True)
