"""`draft --review`: the terminal on which a person reviews drafts, and what becomes of those accepted."""

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from servanda.cli.options import LOCAL
from servanda.cli.review_terminal import QUIT, broken_off, columns, emphasis, hold
from servanda.errors import InvalidInputError, LedgerError, ServandaError
from servanda.log.address import Address

if TYPE_CHECKING:
    from servanda.app.drafting import Prepared
    from servanda.app.recording import Ledger
    from servanda.cli.review_page import Page
    from servanda.cli.review_session import Check, Refusal, Session
    from servanda.domain.decide import Draft

STANDARD_INPUT = Path("-")


def review_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--review, --output and --recorded-by, passed on under these names."""
    command = click.option(
        "--recorded-by",
        envvar="SERVANDA_RECORDED_BY",
        metavar="NAME",
        help="With --review: who records, if you record at its end; also SERVANDA_RECORDED_BY.",
    )(command)
    command = click.option(
        "--output", type=LOCAL, metavar="FILE", help="With --review: write the accepted drafts to a new file."
    )(command)
    return click.option(
        "--review",
        is_flag=True,
        help="On a terminal: show passage and draft one by one; accept, edit or skip.",
    )(command)


def require_reviewable(file: Path, given: dict[str, Any]) -> None:
    """Raise if the options do not go together, or there is nobody to ask.

    Raises:
        InvalidInputError: with the remedy.
    """
    output = given["output"]
    if not given["review"]:
        if output:
            msg = "--output belongs to --review"
            raise InvalidInputError(msg, "Without a review, write the drafts to a file with: > drafts.jsonl")
        return
    for option, name in (("as_json", "--json"), ("trace", "--trace")):
        if given[option]:
            msg = f"--review and {name} contradict each other"
            raise InvalidInputError(msg, "Give one of them.")
    if file == STANDARD_INPUT:
        msg = "--review asks on standard input, and cannot read the document from there too"
        raise InvalidInputError(msg, "Save the document in a file, and name it.")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        msg = "--review needs a terminal to ask on"
        raise InvalidInputError(msg, "Leave --review out: the drafts are printed for you to edit in a file.")
    if output:
        _require_free(output)


def _require_free(output: Path) -> None:
    if output.exists() or output.is_symlink():
        msg = f"{output} is there already"
        raise InvalidInputError(msg, "Name a new file with --output.")
    if not output.parent.is_dir():
        msg = f"there is no folder {output.parent}"
        raise InvalidInputError(msg, "Make it first, or name another file with --output.")


def review_drafts(prepared: "Prepared", file: Path, ledger: Address, given: dict[str, Any]) -> None:
    """Review the drafts of a document on the terminal, and write or record what was accepted.

    Args:
        prepared: the drafts.
        file: the document.
        ledger: where they may be recorded.
        given: what click passed for `review_options`.

    Raises:
        InvalidInputError: the review was quit or broken off; nothing is written.
    """
    from servanda.cli import review_end
    from servanda.cli.draft_output import say_summary
    from servanda.cli.printing import say
    from servanda.cli.review_page import Page
    from servanda.cli.review_session import session_of

    trace = [traced for part in prepared.parts for traced in part.drafted.trace]
    page = Page(prepared.read.text, trace, columns(), emphasis)
    check = check_against(ledger, given["recorded_by"])
    say_summary(prepared, file)
    session: Session | None = session_of(prepared)
    if not prepared.drafts:
        say("There is no draft to review.", err=True)
        return
    while session:
        session = _reviewed(session, check, page)
        review_end.say_outcome(session, page)
        drafts = review_end.accepted(session)
        if not drafts:
            return
        if given["output"] or not sys.stdout.isatty():
            review_end.write_drafts(drafts, given["output"])
            return
        record = partial(review_end.record_drafts, ledger, drafts, given["recorded_by"])
        session = review_end.ask_what_next(session, check, record)


def _reviewed(session: "Session", check: "Check", page: "Page") -> "Session":
    """The session when everything is decided.

    Raises:
        InvalidInputError: the reviewer quit.
    """
    from servanda.cli.review_talk import review

    end: Session | None = hold(review(session, check), page)
    if end is None:
        raise broken_off(QUIT)
    return end


# Whether drafts could be recorded


def check_against(ledger: Address, recorded_by: str | None) -> "Check":
    """A check against the ledger, or against an empty one where there is none.

    Raises:
        InvalidInputError: nobody may record under that name.
    """
    from servanda.app.recording import Ledger
    from servanda.cli.options import recorder
    from servanda.cli.printing import say

    if isinstance(ledger, Path) and not ledger.exists():
        return partial(_refused, _empty, recorder(recorded_by, None))
    try:
        with closing(Ledger.open(ledger)) as opened:
            by = recorder(recorded_by, opened.log.user)
            opened.preview([], by)
    except LedgerError as error:
        say(f"The drafts are checked by themselves, not against the ledger: {error.message}", err=True)
        return _misformed
    return partial(_refused, partial(Ledger.open, ledger), by)


def _empty() -> "Ledger":
    from servanda.app.recording import Ledger
    from servanda.log.memory import MemoryLog

    return Ledger(MemoryLog(), "review")


def _refused(opening: "Callable[[], Ledger]", by: str, drafts: "Sequence[Draft]") -> "Refusal | None":
    """The first of the drafts that could not be recorded after those before it."""
    from servanda.cli.review_session import Refusal

    try:
        with closing(opening()) as ledger:
            if _said(ledger, drafts, by) is None:
                return None
            said = (_said(ledger, drafts[: number + 1], by) for number in range(len(drafts)))
            return next((Refusal(at, one.message, one.remedy) for at, one in enumerate(said) if one), None)
    except LedgerError:  # not to be read just now: recording will tell
        return _misformed(drafts)


def _said(ledger: "Ledger", drafts: "Sequence[Draft]", by: str) -> ServandaError | None:
    """What the ledger has against drafts."""
    try:
        ledger.preview(drafts, by)
    except LedgerError:
        raise
    except ServandaError as error:
        return error
    return None


def _misformed(drafts: "Sequence[Draft]") -> "Refusal | None":
    """The first of the drafts that no ledger would take."""
    from servanda.cli.review_fields import made
    from servanda.cli.review_session import Refusal

    for number, draft in enumerate(drafts):
        try:
            made(draft)
        except ServandaError as error:
            return Refusal(number, error.message, error.remedy)
    return None
