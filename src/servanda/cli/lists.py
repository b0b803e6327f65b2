"""Plural nouns list: dialogues, meetings, commitments, outcomes, sources."""

from collections.abc import Callable
from typing import Any

import click

from servanda.cli.options import (
    Command,
    as_of_options,
    day,
    format_options,
    ledger_option,
    limit_option,
    threshold_options,
)
from servanda.errors import InvalidInputError, UnknownNameError, nearest
from servanda.log.address import Address


def _filter_options(*names: str) -> Callable[[Command], Command]:
    """The options of a list's filters."""
    known = {
        "party": click.option(
            "--party", multiple=True, metavar="CODE", help="With this party: JP, EU, France."
        ),
        "body": click.option(
            "--body", multiple=True, metavar="NAME", help="With this body: MIC, DG CONNECT."
        ),
        "kind": click.option("--kind", help="Of this kind."),
        "topic": click.option("--topic", metavar="WORDS", help="On a topic that contains these words."),
        "round": click.option("--round", "round_", metavar="ROUND", help="Of this round: 22, WTSA-24."),
        "text": click.option("--text", metavar="WORDS", help="With all of these words."),
    }

    def add(command: Command) -> Command:
        for name in reversed(names):
            command = known[name](command)
        return command

    return add


def _filters(given: dict[str, Any], **more: Any) -> Any:
    """The filters among what click passed."""
    from dataclasses import fields

    from servanda.cli.filtering import actor_filters
    from servanda.queries import Filters

    named = {name.rstrip("_"): value for name, value in given.items()}
    known = {field.name: named[field.name] for field in fields(Filters) if field.name in named}
    return Filters(**actor_filters(known | more))


def _check_names(question: Any, cls: Any, given: dict[str, Any]) -> None:
    """Refuse what nothing bears the name of: an empty list would look like an answer."""
    from servanda import queries

    for name in ("dialogue", "covers"):
        if given.get(name):
            queries.dialogue(question.rows, given[name], question.as_of)
    if given.get("kind"):
        queries.require_kind(question.rows, cls, given["kind"])


def _dialogue_argument(command: Command) -> Command:
    from servanda.cli.completing import complete_dialogue

    return click.argument("dialogue", required=False, shell_complete=complete_dialogue)(command)


@click.command("dialogues", epilog="Example: servanda dialogues --party JP --kind policy-dialogue")
@_filter_options("party", "body", "kind", "text")
@threshold_options
@as_of_options
@limit_option()
@format_options
@ledger_option
def dialogues_command(ledger: Address, as_json: bool, as_csv: bool, limit: int | None, **given: Any) -> None:
    """List dialogues, with the last and the next round.

    NEXT AGREED is what the parties said; NEXT EXPECTED is inferred, from an agreed cadence or
    from the intervals so far, and binds nobody. `servanda explain DIALOGUE` says how.
    """
    from servanda.cli import columns
    from servanda.cli.asking import ask, say_thresholds
    from servanda.cli.printing import print_list
    from servanda.domain.records import Dialogue
    from servanda.presentation import plain_json
    from servanda.queries import dialogue_overviews

    question = ask(ledger, given)
    _check_names(question, Dialogue, given)
    found = dialogue_overviews(question.rows, question.as_of, _filters(given), limit and limit + 1)
    form = (as_json, as_csv)
    print_list(found, columns.DIALOGUES, plain_json.overview, form, "No dialogue matches.", limit)
    say_thresholds(question.as_of.thresholds)


@click.command("meetings", epilog="Example: servanda meetings jp-eu-ict")
@_dialogue_argument
@_filter_options("party", "body", "topic", "round", "text")
@click.option("--state", type=click.Choice(["scheduled", "held", "cancelled"]), help="In this state.")
@as_of_options
@limit_option()
@format_options
@ledger_option
def meetings_command(ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """List meetings, of all dialogues or of one."""
    from servanda.domain.records import Meeting

    _list(Meeting, ledger, (as_json, as_csv), given)


@click.command("outcomes", epilog="Example: servanda outcomes --kind joint-statement --party US")
@_dialogue_argument
@_filter_options("party", "body", "kind", "topic", "round", "text")
@as_of_options
@limit_option()
@format_options
@ledger_option
def outcomes_command(ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """List instruments that were adopted or signed."""
    from servanda.domain.records import Outcome

    _list(Outcome, ledger, (as_json, as_csv), given)


@click.command("sources", epilog="Example: servanda sources --covers jp-fr-ict")
@_filter_options("kind", "text")
@click.option("--covers", metavar="DIALOGUE", help="That cover this dialogue.")
@as_of_options
@limit_option()
@format_options
@ledger_option
def sources_command(ledger: Address, as_json: bool, as_csv: bool, **given: Any) -> None:
    """List the documents that entries cite."""
    from servanda.domain.records import Source

    _list(Source, ledger, (as_json, as_csv), given)


def _list(cls: Any, ledger: Address, form: tuple[bool, bool], given: dict[str, Any]) -> None:
    from servanda import queries
    from servanda.cli import columns
    from servanda.cli.asking import ask
    from servanda.cli.printing import print_list
    from servanda.presentation import plain_json

    question = ask(ledger, given)
    _check_names(question, cls, given)
    limit = given["limit"]
    found = queries.walk(question.rows, cls, question.as_of, _filters(given), limit and limit + 1)
    print_list(found, columns.OF[cls], plain_json.record, form, f"No {cls.__name__.lower()} matches.", limit)


@click.command("commitments", epilog="Example: servanda commitments --open --due-before 2025-01-01")
@_dialogue_argument
@click.option("--open", "only_open", is_flag=True, help="Only open ones.")
@click.option(
    "--state", type=click.Choice(["open", "fulfilled", "withdrawn", "superseded"]), help="In this state."
)
@click.option("--past-due", is_flag=True, help="Only those past due, checked or not.")
@click.option(
    "--overdue",
    is_flag=True,
    help="Only those past due for which somebody looked and found nothing: overdue or lapsed.",
)
@click.option("--standing", "standings", multiple=True, metavar="NAME", help="With this standing.")
@click.option(
    "--dropped", is_flag=True, help="Only those a later round with recorded outcomes does not mention."
)
@click.option("--due-before", metavar="DAY", help="Due before this day.")
@click.option("--due-after", metavar="DAY", help="Due after this day.")
@_filter_options("party", "body", "kind", "topic", "round", "text")
@threshold_options
@as_of_options
@limit_option()
@format_options
@ledger_option
def commitments_command(
    ledger: Address,
    as_json: bool,
    as_csv: bool,
    limit: int | None,
    only_open: bool,
    past_due: bool,
    overdue: bool,
    standings: tuple[str, ...],
    dropped: bool,
    due_before: str | None,
    due_after: str | None,
    **given: Any,
) -> None:
    """List commitments and where they stand, dated first.

    `servanda explain COMMITMENT` says why one stands where it stands.
    """
    from servanda import queries
    from servanda.cli import columns
    from servanda.cli.asking import ask, say_thresholds
    from servanda.cli.printing import print_list
    from servanda.domain.records import Commitment
    from servanda.presentation import plain_json

    if only_open and given["state"] not in (None, "open"):
        msg = f"--open and --state {given['state']} exclude each other"
        raise InvalidInputError(msg, "Choose one of them.")
    sought = queries.Sought(_wanted(standings, past_due=past_due, overdue=overdue), dropped)
    given["state"] = "open" if only_open else given["state"]
    days = {"due_before": day(due_before, "--due-before"), "due_after": day(due_after, "--due-after")}
    question = ask(ledger, given)
    _check_names(question, Commitment, given)
    filters = _filters(given, **days)
    found = queries.each_commitment(question.rows, question.as_of, filters, sought, limit and limit + 1)
    form = (as_json, as_csv)
    print_list(found, columns.COMMITMENTS, plain_json.seen, form, "No commitment matches.", limit)
    say_thresholds(question.as_of.thresholds)


def _wanted(names: tuple[str, ...], *, past_due: bool, overdue: bool) -> frozenset[str]:
    """The standings asked for; all if none is."""
    from servanda.queries import OVERDUE, PAST_DUE, STANDINGS

    for name in names:
        if name not in STANDINGS:
            msg = f"--standing: there is no standing {name!r}"
            quoted = " · ".join(STANDINGS)
            raise UnknownNameError(msg, nearest(name, STANDINGS) or f"There are: {quoted}.")
    wanted = frozenset(names or STANDINGS)
    wanted &= frozenset(PAST_DUE if past_due else STANDINGS)
    return wanted & frozenset(OVERDUE if overdue else STANDINGS)
