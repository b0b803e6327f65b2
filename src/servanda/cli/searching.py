"""`search`: find words in names, undertakings, topics and titles, Japanese included."""

from typing import Any

import click

from servanda.cli.options import as_of_options, format_options, ledger_option
from servanda.log.address import Address


@click.command("search", epilog="Example: servanda search 'submarine cable'")
@click.argument("words", nargs=-1, required=True)
@as_of_options
@format_options
@ledger_option
def search_command(
    words: tuple[str, ...], ledger: Address, as_json: bool, as_csv: bool, **given: Any
) -> None:
    """Find what holds all of the WORDS.

    It looks through dialogues, commitments, meetings, outcomes and sources. Parties and known
    bodies are found by their English and Japanese names.
    """
    from servanda import queries
    from servanda.cli import columns
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_list
    from servanda.presentation import plain_json

    question = ask(ledger, given)
    hits = queries.search(question.rows, " ".join(words), question.as_of)
    print_list(hits, columns.HITS, plain_json.hit, (as_json, as_csv), f"Nothing holds {' '.join(words)!r}.")
