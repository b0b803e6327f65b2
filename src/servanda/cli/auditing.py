"""`history`, `blame`, `diff`, `carried`: how the record came to be what it is."""

from typing import Any

import click

from servanda.cli.completing import complete_address, complete_dialogue
from servanda.cli.options import (
    Command,
    format_options,
    ledger_option,
    moment_options,
    threshold_options,
)
from servanda.cli.showing import refuse_entry
from servanda.log.address import Address


def _of_one_thing(command: Command) -> Command:
    """The address, the moment and the forms of `history` and `blame`."""
    command = moment_options(format_options(ledger_option(command)))
    command = click.argument("round_", metavar="[ROUND]", required=False)(command)
    return click.argument("address", shell_complete=complete_address)(command)


def _asked(ledger: Address, given: dict[str, Any]) -> tuple[Any, Any]:
    """The question, and the record that it is about."""
    from servanda import audit
    from servanda.cli.asking import ask

    refuse_entry(given["address"], "a commitment, a dialogue, a round or a source")
    question = ask(ledger, given)
    return question, audit.subject(question.rows, given["address"], given["round_"], question.as_of)


@click.command("history", epilog="Example: servanda history jp-us-digital/14")
@_of_one_thing
def history_command(ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Show how one thing changed, a line a change.

    Three dates tell a change: when it happened, when the first of its sources was published,
    when it was recorded. What we corrected or voided is marked as ours and follows the entry it is
    about; everything else is what the parties did.

    ADDRESS is a commitment, a dialogue, a dialogue and a ROUND, or a source.
    """
    from servanda import audit
    from servanda.cli import histories
    from servanda.cli.printing import one_form, print_json, print_lines, print_list, terminal_columns
    from servanda.presentation import plain_audit

    one_form(as_json=as_json, as_csv=as_csv)
    question, wanted = _asked(ledger, given)
    found = audit.history(question.rows, wanted, question.as_of)
    if as_json:
        print_json([plain_audit.change(change) for change in found])
    elif as_csv:
        print_list(histories.history_rows(found), histories.HISTORY, dict, (as_json, as_csv), "")
    else:
        print_lines(histories.history_lines(found, terminal_columns()))


@click.command("blame", epilog="Example: servanda blame jp-us-digital/14")
@_of_one_thing
def blame_command(ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Show which entry and which passage gave each present value.

    ADDRESS is a commitment, a dialogue, a dialogue and a ROUND, or a source.
    """
    from servanda import audit
    from servanda.cli import histories
    from servanda.cli.printing import one_form, print_lines, print_list, terminal_columns
    from servanda.presentation import plain_audit

    one_form(as_json=as_json, as_csv=as_csv)
    question, wanted = _asked(ledger, given)
    found = audit.blame(question.rows, wanted, question.as_of)
    if not found:
        raise audit.not_there(question.rows, wanted, question.as_of)
    if as_json or as_csv:
        print_list(found, histories.BLAME, plain_audit.blamed, (as_json, as_csv), "")
    else:
        print_lines(histories.blame_lines(found, terminal_columns()))


@click.command("diff", epilog="Example: servanda diff jp-us-digital --on 2021-01-01..2023-12-31")
@click.argument("address", required=False, shell_complete=complete_address)
@click.option(
    "--known-at", metavar="A..B", help="What we learned from A to B: days, moments (UTC), or entries (#203)."
)
@click.option("--on", metavar="A..B", help="What happened from day A to day B.")
@threshold_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ledger_option
def diff_command(
    address: str | None, known_at: str | None, on: str | None, ledger: Address, as_json: bool, **given: Any
) -> None:
    """Show what differs between two answers.

    --known-at A..B compares what was known: what we learned, corrections included. --on A..B
    compares two days: what happened. One of the two is a range; the other may be a single day or
    moment. A range may leave out its end: #300.. is what we learned since entry 300.

    ADDRESS, a dialogue or a commitment, narrows it to that.
    """
    from servanda.audit import difference
    from servanda.cli import differences
    from servanda.cli.asking import say_thresholds
    from servanda.cli.printing import WIDTH, print_json, print_lines, say, terminal_columns
    from servanda.presentation import plain_audit

    asked = differences.ask_twice(ledger, known_at, on, given)
    differences.require_scope(asked, address)
    found = difference(asked.rows, asked.before, asked.after, address)
    if as_json:
        print_json([plain_audit.difference(one) for one in found])
    elif found:
        print_lines(differences.difference_lines(found, terminal_columns() or WIDTH))
    else:
        say("Nothing differs.", err=True)
    say_thresholds(asked.after.thresholds)


@click.command("carried", epilog="Example: servanda carried jp-us-digital")
@click.argument("dialogue", shell_complete=complete_dialogue)
@threshold_options
@moment_options
@format_options
@ledger_option
def carried_command(dialogue: str, ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """Show what became of commitments, round by round.

    A column for each round that was held, and one for the time since. A cell says what is
    recorded of the commitment at that round, or since the one before, such as made, reaffirmed,
    reworded or fulfilled. A round is silent where things are recorded to have come out of it, but
    not this; unknown where nothing is recorded of it. Below, each time a commitment was put
    otherwise, with both texts.
    """
    from servanda import audit, queries
    from servanda.cli import matrix
    from servanda.cli.asking import ask, say_thresholds
    from servanda.cli.printing import one_form, print_json, print_lines, print_list, say, terminal_columns
    from servanda.presentation import plain_audit

    one_form(as_json=as_json, as_csv=as_csv)
    refuse_entry(dialogue, "a dialogue")
    question = ask(ledger, given)
    queries.dialogue(question.rows, dialogue, question.as_of)
    found = audit.carried(question.rows, dialogue, question.as_of)
    if as_json:
        print_json(plain_audit.carried(found))
    elif as_csv:
        print_list(found.lines, matrix.carried_columns(found), dict, (as_json, as_csv), "")
    elif found.lines:
        print_lines(matrix.carried_lines(found, terminal_columns()))
    else:
        say(f"No commitment of {dialogue} is recorded.", err=True)
    say_thresholds(question.as_of.thresholds)
