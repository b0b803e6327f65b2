"""`search`: find words in names, undertakings, topics and titles, Japanese included."""

from typing import Any

import click

from servanda.cli.options import as_of_options, format_options, ledger_option, limit_option
from servanda.log.address import Address


@click.command("search", epilog="Example: servanda search 'submarine cable'")
@click.argument("words", nargs=-1, required=True)
@as_of_options
@limit_option()
@format_options
@ledger_option
def search_command(
    words: tuple[str, ...], ledger: Address, as_json: bool, as_csv: bool, limit: int | None, **given: Any
) -> None:
    """Find what holds all of the WORDS.

    It looks through dialogues, commitments, meetings, outcomes and sources. Parties and known
    bodies are found by their English and Japanese names. Of very many it shows the most recently
    recorded ones.
    """
    from servanda import queries
    from servanda.cli import columns
    from servanda.cli.asking import ask
    from servanda.cli.printing import more_than, print_list, say
    from servanda.presentation import plain_json

    question = ask(ledger, given)
    text = " ".join(words)
    nothing = f"Nothing holds {text!r}."
    form = (as_json, as_csv)
    if limit is None:
        hits = queries.search(question.rows, text, question.as_of)
        print_list(hits, columns.HITS, plain_json.hit, form, nothing)
        return
    newest, more = queries.newest(question.rows, text, question.as_of, limit)
    print_list(newest, columns.HITS, plain_json.hit, form, nothing)
    if more:
        say(more_than(limit, "most recently recorded"), err=True)
