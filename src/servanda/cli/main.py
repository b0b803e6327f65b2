"""The `servanda` command: one lazy group, so that help and reads import only what they need."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from servanda import __version__
from servanda.errors import InvalidInputError, LedgerError, ServandaError, UnknownNameError, nearest

LEDGER = "servanda.ledger"
"""Where a click context keeps the address of the ledger that a command was given."""

COMMANDS = {
    "init": ("keeping", "Create an empty ledger."),
    "record": ("recording", "Record one event, with the options of its type."),
    "append": ("recording", "Record a reviewed batch of drafts, all or nothing."),
    "correct": ("mending", "Correct fields of an entry that we got wrong."),
    "void": ("mending", "Take an entry out of the answers."),
    "draft": ("drafting", "Propose the events in a document, a draft a line."),
    "cite": ("citing", "Print the --cite value of a passage in a document."),
    "status": ("status", "Say what the record holds and what is due."),
    "dialogues": ("lists", "List dialogues, with the last and the next round."),
    "meetings": ("lists", "List meetings, of all dialogues or of one."),
    "commitments": ("lists", "List commitments and where they stand, dated first."),
    "outcomes": ("lists", "List instruments that were adopted or signed."),
    "sources": ("lists", "List the documents that entries cite."),
    "show": ("showing", "Show one thing whole, with its sources."),
    "explain": ("explaining", "Say why a commitment stands where it stands."),
    "history": ("auditing", "Show how one thing changed, a line a change."),
    "blame": ("auditing", "Show which entry and which passage gave each present value."),
    "diff": ("auditing", "Show what differs between two answers."),
    "carried": ("auditing", "Show what became of commitments, round by round."),
    "log": ("showing", "List entries in the order of recording."),
    "search": ("searching", "Find what holds all of the WORDS."),
    "load": ("keeping", "Load the lines of a published log."),
    "publish": ("keeping", "Write the log as lines, byte for byte as stored."),
    "follow": ("following", "Print the entries as lines, and more as they are recorded."),
    "rebuild": ("keeping", "Build the read model, and the pages, from the log."),
    "verify": ("verifying", "Recompute the log; say how far it can be trusted."),
    "checkpoint": ("proving", "Print what the log holds, in three lines to keep elsewhere."),
    "prove": ("proving", "Prove that the log holds an entry."),
    "key": ("proving", "Make keys that sign checkpoints."),
    "timestamp": ("stamping", "Have the time of a checkpoint attested (RFC 3161)."),
    "backup": ("copying", "Copy the ledger into a new file, verified."),
    "restore": ("copying", "Make the ledger from a backup, verified."),
    "check": ("checking", "Run checks of the record; silent if none finds anything."),
    "doctor": ("doctoring", "Look at ledger, disk, keys and program."),
    "schema": ("schemas", "List event types, or print one's JSON Schema."),
    "completion": ("completing", "Print the completion script of your shell."),
}
"""By name the module of a command and, for the list of commands, how its docstring begins."""

LONGEST_MESSAGE = 2_000
"""Characters of a message that are shown: what it repeats of the input may be of any length."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The commands in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, or None."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"servanda.cli.{COMMANDS[name][0]}")
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands; as click's own, but without importing each of them for a line."""
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, click.Command(name, help=said).get_short_help_str(limit))
                    for name, (_, said) in COMMANDS.items()
                ]
            )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, refused if one of them is no text."""
        for given in args:
            if not given.isascii() and any("\ud800" <= character <= "\udfff" for character in given):
                msg = f"{given!r} is not a text in this terminal's encoding"
                fail(InvalidInputError(msg, "Use UTF-8."))
        with _shown():
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command; an unknown one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            msg = f"there is no command {args[0]!r}"
            raise UnknownNameError(msg, nearest(args[0], COMMANDS) or "`servanda --help` lists them.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error becomes its message, its remedy and its exit code."""
        try:
            with _shown():
                return super().invoke(ctx)
        except ServandaError as error:
            fail(error)
        except (click.ClickException, BrokenPipeError):
            # Wrong usage, or a reader who has seen enough, says nothing about the ledger; and to verify a
            # large one takes long.
            raise
        except Exception as error:
            damage = _damage(ctx.meta.get(LEDGER), error)
            if damage is None:
                raise
            fail(damage)


def _damage(ledger: Any, error: Any) -> ServandaError | None:
    """What a user is told of an error that only a damaged ledger explains; None if it is sound."""
    from pathlib import Path

    from servanda.log.address import Server
    from servanda.log.ledger_file import cannot_read

    # By name, since help and usage errors need no database.
    if type(error).__module__ == "sqlite3":
        return cannot_read("that was asked", error)
    if type(error).__module__.partition(".")[0] == "psycopg" and isinstance(ledger, Server):
        from servanda.log import postgres_errors

        return postgres_errors.cannot_read(ledger, error)
    if not (isinstance(ledger, Path) and ledger.is_file()):
        return None
    from servanda.app.verifying import verify_ledger

    try:
        findings = verify_ledger(ledger).findings
    except ServandaError as unreadable:
        return unreadable
    msg = f"the ledger {ledger} is damaged"
    remedy = "`servanda verify` says more; restore a backup, or load the published log into a new ledger."
    return LedgerError(f"{msg}: {findings[0]}", remedy) if findings else None


@contextmanager
def _shown() -> Iterator[None]:
    """A usage error repeats what was typed; hidden characters in it are shown."""
    try:
        yield
    except click.UsageError as error:
        from servanda.presentation.visible import visible

        said = error.format_message()
        if visible(said) == said:
            raise
        raise click.UsageError(visible(said), error.ctx) from None


def fail(error: ServandaError) -> NoReturn:
    """Say what is wrong on stderr and leave with the error's exit code."""
    from servanda.presentation.visible import one_line

    message = error.message
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[:LONGEST_MESSAGE]}…"
    click.echo(f"servanda: {one_line(message)}", err=True)
    if error.remedy:
        click.echo(f"  {one_line(error.remedy)}", err=True)
    raise SystemExit(error.exit_code)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: servanda commitments --open --due-before 2025-01-01",
)
@click.version_option(__version__, prog_name="servanda")
def main() -> None:
    """Track what governments promise each other, from an append-only log.

    Answers go to stdout, talk to stderr. Exit code 0: fine; 1: a check found something;
    2: input refused, or the ledger could not be read or written; nothing was recorded,
    unless the message says that this is not certain.
    """
