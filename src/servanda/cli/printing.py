"""Printing answers: JSON, CSV, or a table, through a pager where it is long."""

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import click

from servanda.errors import InvalidInputError
from servanda.presentation.table import table

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
    return shutil.get_terminal_size().columns


def print_json(value: Any) -> None:
    """Print a value as JSON for people and programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_lines(lines: Sequence[str]) -> None:
    """Print lines, through a pager if they do not fit on the terminal."""
    text = "\n".join(lines)
    if terminal_columns() and len(lines) >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", "FRX")  # as git does: colours shown, short output not paged
        click.echo_via_pager(text + "\n", color=coloured())
    else:
        click.echo(text)


def coloured() -> bool:
    """Whether emphasis is wanted: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return terminal_columns() is not None and not os.environ.get("NO_COLOR")


def heading(text: str) -> str:
    """A heading, bold where emphasis is wanted."""
    return click.style(text, bold=True) if coloured() else text


def one_form(*, as_json: bool, as_csv: bool) -> None:
    """Raise if both forms are asked for.

    Raises:
        InvalidInputError: they are.
    """
    if as_json and as_csv:
        msg = "--json and --csv are two forms of the same answer"
        raise InvalidInputError(msg, "Choose one of them.")


def print_list(
    items: Sequence[Any],
    columns: Sequence[Column],
    as_json: Callable[[Any], dict[str, Any]],
    form: tuple[bool, bool],
    nothing: str,
) -> None:
    """Print a list of items.

    Args:
        items: what was found.
        columns: the columns of the table and of the CSV.
        as_json: an item as JSON values.
        form: whether JSON, and whether CSV was asked for.
        nothing: what to say on stderr when nothing was found.
    """
    wants_json, wants_csv = form
    one_form(as_json=wants_json, as_csv=wants_csv)
    if wants_json:
        print_json([as_json(item) for item in items])
        return
    headings = [column.heading for column in columns]
    cells = [[column.cell(item) for column in columns] for item in items]
    if wants_csv:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([headings, *cells])
        click.echo(buffer.getvalue(), nl=False)
    elif not items:
        click.echo(nothing, err=True)
    else:
        first, *rest = table([text.upper() for text in headings], cells, terminal_columns())
        print_lines([heading(first), *rest])


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr for long work, if a person is watching; gives what moves it on."""
    if not sys.stderr.isatty() or not length:
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update
