"""The terminal of a review: questions go to stderr, answers are lines typed on stdin."""

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from servanda.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from servanda.cli.review_page import Page
    from servanda.cli.review_talk import Ask

QUIT, INTERRUPTED, ENDED = "it was quit", "it was interrupted", "the input ended"


def broken_off(why: str) -> InvalidInputError:
    """The error with which a review ends that was not finished."""
    msg = f"the review was not finished: {why}; nothing was written"
    return InvalidInputError(msg, "Run it again, and decide every draft.")


def hold(talk: "Generator[Ask, str, Any]", page: "Page") -> Any:
    """Hold a talk on the terminal; what it returns.

    Raises:
        InvalidInputError: the reviewer broke it off.
    """
    try:
        ask = next(talk)
        while True:
            tell(ask.said, page)
            if ask.shown:
                _print(page.lines(ask.shown, ask.refused))
            ask = talk.send(answer(ask.question))
    except StopIteration as end:
        return end.value
    except KeyboardInterrupt:
        click.echo(err=True)
        raise broken_off(INTERRUPTED) from None


def tell(said: "Iterable[str]", page: "Page") -> None:
    """Say something, wrapped to the terminal."""
    _print(line for one in said for line in page.said(one))


def _print(lines: "Iterable[str]") -> None:
    for line in lines:
        click.echo(line, err=True)


def answer(question: str) -> str:
    """A line typed by the reviewer; only what is ended by Enter is an answer.

    Raises:
        InvalidInputError: the input ended, or the reviewer pressed Ctrl-C.
    """
    while True:
        click.echo(f"{question}: ", nl=False, err=True)
        try:
            # Not click's prompt, which takes a line that ends without Enter for an answer.
            line = sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            click.echo(err=True)
            raise broken_off(INTERRUPTED) from None
        if not line.endswith(b"\n"):
            click.echo(err=True)
            raise broken_off(ENDED)
        try:
            return line.decode(sys.stdin.encoding or "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            click.echo("That is not a text in this terminal's encoding.", err=True)


def columns() -> int:
    """The width of the terminal on which the talk is."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL
    except OSError:
        return USUAL


USUAL = 80


def emphasis(words: str) -> str:
    """Words in bold, unless NO_COLOR is set (no-color.org)."""
    return words if os.environ.get("NO_COLOR") else click.style(words, bold=True)
