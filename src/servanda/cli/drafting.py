"""`draft`: propose the events in a document, for a person to review."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from servanda.cli.options import LOCAL, day, ledger_option, today
from servanda.cli.reviewing import STANDARD_INPUT, require_reviewable, review_drafts, review_options
from servanda.errors import InvalidInputError
from servanda.log.address import Address


@click.command("draft", epilog="Example: servanda draft release.txt --published 2024-02-22")
@click.argument("file", type=LOCAL)
@click.option(
    "--published",
    metavar="DAY",
    help="Day of publication (YYYY-MM-DD), if the document does not state it; counts over what it states.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "ja"]),
    help="Language of the document; default: told by its words.",
)
@click.option("--dialogue", metavar="SLUG", help="The dialogue of the ledger that the document is about.")
@click.option("--new", is_flag=True, help="It is about a dialogue that the ledger does not have.")
@click.option("--url", metavar="URL", help="Address of the document.")
@click.option(
    "--lexicon",
    type=LOCAL,
    metavar="FOLDER",
    help="Further names and cues: parties.json, bodies.json, places.json, cues.json.",
)
@click.option("--trace", is_flag=True, help="Print what each rule says of each sentence, and no drafts.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print everything found as JSON: drafts, passages, reasons."
)
@review_options
@ledger_option
def draft_command(file: Path, ledger: Address, **given: Any) -> None:
    """Propose the events in a document, a draft a line.

    FILE is a text, an HTML page or a PDF (extra `pdf`), in English or Japanese; - reads standard
    input. Every draft cites its passage; what the text does not say is left out, and doubts stand in
    the note. What was found, and what it means for the ledger, is said on stderr. The dialogue is
    looked for in the ledger by its names and parties; without a ledger it is drafted as a new one.

    They are proposals: read them against the document, change what is wrong, and record them with
    `servanda append`; --review goes through them one by one.
    """
    from servanda.cli import draft_output

    require_reviewable(file, given)
    prepared = _prepared(file, ledger, given)
    if given["review"]:
        review_drafts(prepared, file, ledger, given)
    elif given["as_json"]:
        draft_output.print_whole(prepared, trace=given["trace"])
    elif given["trace"]:
        draft_output.print_trace(prepared)
    else:
        draft_output.print_drafts(prepared.drafts)
        draft_output.say_summary(prepared, file)


def _prepared(file: Path, ledger: Address, given: dict[str, Any]) -> Any:
    from servanda.app.drafting import Asked, prepare
    from servanda.documents.reading import read_document
    from servanda.queries import AsOf

    if given["dialogue"] and given["new"]:
        msg = "--dialogue and --new contradict each other"
        raise InvalidInputError(msg, "Give one of them.")
    published = day(given["published"], "--published")
    asked = Asked(
        published, given["language"], given["dialogue"], given["new"], given["url"], given["lexicon"]
    )
    read = read_document(None, sys.stdin.buffer) if file == STANDARD_INPUT else read_document(file)
    asked = _with_day(read, asked)
    rows = _rows(ledger)
    if rows is None:
        return prepare(read, asked, None, AsOf(today()))
    with closing(rows):
        return prepare(read, asked, rows, AsOf(today()))


def _with_day(read: Any, asked: Any) -> Any:
    """What the user says, with the publication day asked for on a terminal where nothing states it."""
    from servanda.app.drafting import stated_day

    if not sys.stdin.isatty() or stated_day(read, asked):
        return asked
    said = click.prompt("The document does not say when it was published (YYYY-MM-DD)", err=True)
    return asked._replace(published=day(said, "--published"))


def _rows(ledger: Address) -> Any:
    """The read model of the ledger; None where no ledger was asked for and none is there."""
    from servanda.app.reading import open_rows

    source = click.get_current_context().get_parameter_source("ledger")
    if source is click.core.ParameterSource.DEFAULT and isinstance(ledger, Path) and not ledger.exists():
        return None
    return open_rows(ledger)
