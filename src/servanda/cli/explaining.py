"""`explain`: why something stands where it stands, and what is inferred rather than recorded."""

from typing import Any

import click

from servanda.cli.completing import complete_address
from servanda.cli.options import as_of_options, ledger_option, threshold_options
from servanda.log.address import Address


@click.command("explain", epilog="Examples: servanda explain jp-fr-ict/2 · servanda explain jp-eu-workshop")
@click.argument("address", shell_complete=complete_address)
@threshold_options
@as_of_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def explain_command(address: str, ledger: Address, as_json: bool, **given: Any) -> None:
    """Say why a commitment stands where it stands.

    ADDRESS is a commitment, or a dialogue: then it says what is inferred about it, apart from
    what is recorded. The last line names the entries that the answer rests on, with what
    corrected them; `servanda show '#3'` shows one.
    """
    from servanda.cli.asking import ask, say_thresholds
    from servanda.cli.explanations import explained
    from servanda.cli.printing import WIDTH, print_json, print_lines, terminal_columns
    from servanda.cli.showing import refuse_entry

    refuse_entry(address, "a commitment or a dialogue")
    question = ask(ledger, given)
    explanation = explained(question, address)
    if as_json:
        print_json(explanation.as_json)
    else:
        print_lines(explanation.lines(terminal_columns() or WIDTH))
    say_thresholds(question.as_of.thresholds)
