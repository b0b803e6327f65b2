"""Printing answers: JSON, CSV, or a table, through a pager where it is long."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from time import monotonic
from typing import Any, NamedTuple

import click

from servanda.errors import InvalidInputError
from servanda.presentation.table import table
from servanda.presentation.visible import json_text, one_line, visible

AT_ONCE = 100
"""How many items are printed at once."""
WIDTH = 100
"""Columns for prose that goes elsewhere than to a terminal."""


class Column(NamedTuple):
    """A column of a list: heading, and the cell of an item."""

    heading: str
    cell: Callable[[Any], str]


def terminal_columns() -> int | None:
    """The width of the terminal; None when output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def print_json(value: Any) -> None:
    """Print a value as JSON for people and programs."""
    click.echo(json_text(value))


def say(text: str, *, err: bool = False) -> None:
    """Print a line of talk; what it repeats of names and input may hold anything."""
    click.echo(one_line(text), err=err)


def print_exactly(text: str) -> None:
    """Print what a program is to read: as it is, but with hidden characters shown on a terminal."""
    click.echo(visible(text) if terminal_columns() else text, nl=False)


def print_lines(lines: Sequence[str]) -> None:
    """Print lines, through a pager if they do not fit on the terminal."""
    text = "\n".join(_printed(line) for line in lines)
    if terminal_columns() and len(lines) >= _terminal_lines():
        os.environ.setdefault("LESS", "FRX")  # as git does: colours shown, short output not paged
        click.echo_via_pager(text + "\n", color=coloured())
    else:
        click.echo(text)


def _terminal_lines() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().lines


def coloured() -> bool:
    """Whether emphasis is wanted: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return terminal_columns() is not None and not os.environ.get("NO_COLOR")


class Heading(str):
    """A line to print in bold where emphasis is wanted."""

    __slots__ = ()


def _printed(line: str) -> str:
    shown = one_line(line)
    return click.style(shown, bold=True) if isinstance(line, Heading) and coloured() else shown


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Raise if both forms are asked for.

    Raises:
        InvalidInputError: they are.
    """
    if as_json and as_csv:
        msg = "--json and --csv are two forms of the same answer"
        raise InvalidInputError(msg, "Choose one of them.")


def print_list(
    items: Iterable[Any],
    columns: Sequence[Column],
    as_json: Callable[[Any], dict[str, Any]],
    form: tuple[bool, bool],
    nothing: str,
    limit: int | None = None,
) -> None:
    """Print a list of items. JSON and CSV are printed as the items come, and none of them is held.

    Args:
        items: what was found; one more than the limit is read, to know whether there are more.
        columns: the columns of the table and of the CSV.
        as_json: an item as JSON values.
        form: whether JSON, and whether CSV was asked for.
        nothing: what to say on stderr when nothing was found.
        limit: how many to print; None for all.
    """
    wants_json, wants_csv = form
    one_form(as_json=wants_json, as_csv=wants_csv)
    if wants_json:
        _print_each_as_json(as_json(item) for item in islice(items, limit))
        return
    headings = [column.heading for column in columns]
    cells = ([column.cell(item) for column in columns] for item in items)
    if wants_csv:
        _print_each_as_csv(chain([headings], islice(cells, limit)))
    else:
        _print_table(headings, list(islice(cells, limit and limit + 1)), nothing, limit)


def _print_each_as_json(items: Iterator[dict[str, Any]]) -> None:
    """Print what `print_json` would print of the whole list."""
    before = "["
    for some in _batches(items):
        texts = ("\n  " + json_text(item).replace("\n", "\n  ") for item in some)
        click.echo(before + ",".join(texts), nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def _print_each_as_csv(rows: Iterator[list[str]]) -> None:
    from servanda.presentation.spreadsheet import csv_text

    for some in _batches(rows):
        print_exactly(csv_text(some))


def _batches(items: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(items, AT_ONCE)):
        yield some


def _print_table(headings: list[str], cells: list[list[str]], nothing: str, limit: int | None) -> None:
    if not cells:
        say(nothing, err=True)
        return
    first, *rest = table([text.upper() for text in headings], cells[:limit], terminal_columns())
    print_lines([Heading(first), *rest])
    if limit and len(cells) > limit:
        say(more_than(limit), err=True)


def more_than(limit: int, which: str = "first") -> str:
    """What to say below a list that does not show all."""
    return f"The {which} {limit}; more with --limit N, all with --limit 0."


class Progress:
    """What moves a progress bar on; nothing where nobody is watching."""

    def __init__(self, bar: Any = None) -> None:
        self._bar = bar
        self._label = bar.label if bar else ""
        self._stored = 0
        self._since = monotonic()

    def __call__(self, more: int) -> None:
        """So much more is done."""
        if self._bar:
            self._bar.update(more)

    def stored(self, more: int) -> None:
        """So many more entries are stored: shown with their rate."""
        self._stored += more
        if self._bar:
            rate = self._stored / max(monotonic() - self._since, 1e-9)
            self._bar.label = f"{self._label}, {self._stored:,} entries, {rate:,.0f} a second"


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """A progress bar on stderr for long work, if a person is watching; gives what moves it on."""
    if not sys.stderr.isatty() or not length:
        yield Progress()
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield Progress(bar)
