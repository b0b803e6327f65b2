"""`show` one thing whole, `log` the entries as recorded."""

from typing import Any

import click

from servanda.cli.completing import complete_address, complete_stream
from servanda.cli.options import (
    as_of_options,
    format_options,
    ledger_option,
    limit_option,
    threshold_options,
)
from servanda.errors import InvalidInputError
from servanda.log.address import Address


@click.command(
    "show", epilog="Examples: servanda show jp-fr-ict · servanda show jp-fr-ict/2 · servanda show '#3'"
)
@click.argument("address", shell_complete=complete_address)
@click.argument("round_", metavar="[ROUND]", required=False)
@threshold_options
@as_of_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def show_command(address: str, round_: str | None, ledger: Address, as_json: bool, **given: Any) -> None:
    """Show one thing whole, with its sources.

    ADDRESS is a dialogue, a dialogue and a ROUND, a commitment, a source, or an entry (#3).
    """
    from servanda.cli.asking import ask, say_thresholds
    from servanda.cli.details import shown
    from servanda.cli.printing import print_json, print_lines, terminal_columns

    question = ask(ledger, given)
    detail = shown(question, address, round_)
    if as_json:
        print_json(detail.as_json)
    else:
        print_lines(detail.lines(terminal_columns()))
    say_thresholds(question.as_of.thresholds)


def refuse_entry(address: str, taken: str) -> None:
    """Raise if an address is that of an entry, where something else is asked about.

    Raises:
        InvalidInputError: it is; with the command that shows it.
    """
    if address.startswith("#"):
        msg = f"{address} is an entry; this command is about {taken}"
        raise InvalidInputError(msg, f"`servanda show '{address}'` shows the entry.")


@click.command("log", epilog="Example: servanda log jp-fr-ict")
@click.argument("stream", required=False, shell_complete=complete_stream)
@click.option("--type", "type_", metavar="TYPE", help="Only entries of this event type.")
@click.option("--known-at", metavar="MOMENT", help="Only entries recorded by then.")
@limit_option(1000)
@format_options
@ledger_option
def log_command(
    stream: str | None,
    type_: str | None,
    known_at: str | None,
    limit: int | None,
    ledger: Address,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List entries in the order of recording."""
    from servanda import queries
    from servanda.cli import columns
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_list

    question = ask(ledger, {"known_at": known_at})
    if stream:
        queries.require_stream(question.rows, stream)
    if type_:
        queries.require_type(question.rows, type_)
    found = queries.entries(question.rows, stream=stream, type_=type_, known_at=question.as_of.known_at)
    form = (as_json, as_csv)
    print_list(found, columns.ENTRIES, lambda entry: entry._asdict(), form, "No entry matches.", limit)
