"""Options that commands share."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from servanda.cli.main import LEDGER
from servanda.domain.thresholds import USUAL
from servanda.errors import InvalidInputError
from servanda.log.address import SCHEME, Address, address

Command = Callable[..., Any]

DEFAULT_LEDGER = "servanda.db"


class LocalPath(click.Path):
    """A file or folder on this machine; a URL is none, and is not repeated: it may hold a password."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            InvalidInputError: it is a URL.
        """
        if re.match(SCHEME, os.fsdecode(value)):
            name = param.opts[0] if isinstance(param, click.Option) else (param and param.human_readable_name)
            msg = f"{name}: a URL names no file or folder on this machine"
            raise InvalidInputError(msg, "Give a path; a ledger on a server is named with --ledger.")
        return super().convert(value, param, ctx)


LOCAL = LocalPath(path_type=Path)
"""The type of every argument and option that is a path."""


def to_address(_ctx: click.Context, _param: click.Parameter, text: str | None) -> Address | None:
    """A click callback: where the ledger is that was named."""
    return None if text is None else address(text)


def complete_file(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[Any]:
    """A click completion: files, as the shell itself completes them."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def _kept(ctx: click.Context, param: click.Parameter, text: str | None) -> Address | None:
    """The ledger, kept where an error that nobody foresaw is told from a damaged file."""
    ctx.meta[LEDGER] = ledger = to_address(ctx, param, text)
    return ledger


def ledger_option(command: Command) -> Command:
    """--ledger, passed on as ``ledger``: where it is."""
    return click.option(
        "--ledger",
        envvar="SERVANDA_LEDGER",
        default=DEFAULT_LEDGER,
        show_default=True,
        metavar="LEDGER",
        callback=_kept,
        shell_complete=complete_file,
        help="A file, or postgresql://USER@HOST/DATABASE; also SERVANDA_LEDGER.",
    )(command)


def as_of_options(command: Command) -> Command:
    """--on, --known-at and --public-by, passed on as texts."""
    command = click.option(
        "--public-by",
        metavar="DAY",
        help="Answer from what sources published by this day say, and no others.",
    )(command)
    return moment_options(command)


def moment_options(command: Command) -> Command:
    """--on and --known-at, passed on as texts."""
    command = click.option(
        "--known-at",
        metavar="MOMENT",
        help="Answer from what was recorded by then: a day, a moment (UTC), or an entry such as #203.",
    )(command)
    return click.option("--on", metavar="DAY", help="Answer for this day (YYYY-MM-DD) instead of today.")(
        command
    )


def threshold_options(command: Command) -> Command:
    """--due-soon, --lapsed-after and --dormant-after, passed on as numbers of days or None."""
    for name, help_ in (
        ("dormant-after", "Undated commitments are dormant after so many days without a mention"),
        ("lapsed-after", "Overdue commitments have lapsed after so many days, or one cadence if longer"),
        ("due-soon", "Commitments are due soon within so many days"),
    ):
        usual = getattr(USUAL, name.replace("-", "_"))
        variable = threshold_variable(name)
        command = click.option(
            f"--{name}",
            metavar="DAYS",
            envvar=variable,
            help=f"{help_}; default {usual}; also {variable}.",
        )(command)
    return command


def threshold_variable(name: str) -> str:
    """The environment variable that stands for a threshold's option."""
    return f"SERVANDA_{name.upper().replace('-', '_')}"


def format_options(command: Command) -> Command:
    """--json and --csv."""
    command = click.option(
        "--csv",
        "as_csv",
        is_flag=True,
        is_eager=True,  # other options go by the form
        help="Print CSV; cells like formulas get a ' in front.",
    )(command)
    return click.option("--json", "as_json", is_flag=True, is_eager=True, help="Print JSON.")(command)


FIRST = 200
"""So many rows a table has if nothing else is asked for."""


def limit_option(first: int = FIRST) -> Callable[[Command], Command]:
    """--limit, passed on as ``limit``: how many rows, or None for all.

    It knows --json and --csv: what programs read is whole unless a limit is given.
    """

    def limit(ctx: click.Context, _: click.Parameter, given: str | None) -> int | None:
        if given is None:
            return None if ctx.params.get("as_json") or ctx.params.get("as_csv") else first
        if not (given.isascii() and given.isdigit() and len(given) <= LONGEST_LIMIT):
            msg = f"--limit: {given!r} is not a number of rows"
            raise InvalidInputError(msg, "Accepted: a whole number such as 50, or 0 for all.")
        return int(given) or None

    return click.option(
        "--limit",
        metavar="N",
        callback=limit,
        help=f"Print the first N, or all with 0; default {first}, all with --json or --csv.",
    )


LONGEST_LIMIT = 9


def dry_run_option(command: Command) -> Command:
    """--dry-run."""
    return click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")(
        command
    )


def writing_options(command: Command) -> Command:
    """--recorded-by, --dry-run and --json for commands that record."""
    command = click.option("--json", "as_json", is_flag=True, help="Print the recorded lines.")(command)
    command = dry_run_option(command)
    return click.option(
        "--recorded-by",
        envvar="SERVANDA_RECORDED_BY",
        metavar="NAME",
        help="Who records; also SERVANDA_RECORDED_BY; default: your login name, or the user of the server.",
    )(command)


def recorder(recorded_by: str | None, user: str | None) -> str:
    """Who records: as given, or the user of the server, or the login name where it has no users.

    Raises:
        InvalidInputError: no name is given and the machine knows none.
    """
    if known := recorded_by or user:
        return known
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        msg = "--recorded-by is missing"
        raise InvalidInputError(msg, "Say who records, here or in SERVANDA_RECORDED_BY.") from None


def day(text: str | None, option: str) -> date | None:
    """The day that an option gives.

    Raises:
        InvalidInputError: it is not a day.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{option}: {text!r} is not a day"
        raise InvalidInputError(msg, "Accepted: a day such as 2025-01-31.") from None


def today() -> date:
    """The day it is; SERVANDA_TODAY may set it, so that examples can be run again."""
    given = os.environ.get("SERVANDA_TODAY")
    return day(given, "SERVANDA_TODAY") or date.today()  # noqa: DTZ011  the user's own day is meant


LONGEST_THRESHOLD = 36_500


def days(text: str | None, option: str) -> int | None:
    """The number of days that an option gives.

    Raises:
        InvalidInputError: it is not a sensible number of days.
    """
    if text is None:
        return None
    number = (
        int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LONGEST_THRESHOLD)) else 0
    )
    if not 1 <= number <= LONGEST_THRESHOLD:
        msg = f"{option}: {text!r} is not a number of days"
        raise InvalidInputError(msg, f"Accepted: a whole number from 1 to {LONGEST_THRESHOLD}, such as 90.")
    return number
