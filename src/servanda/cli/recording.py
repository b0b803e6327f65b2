"""`record` one event, or `append` a reviewed batch."""

import inspect
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from servanda.cli.options import LOCAL, ledger_option, recorder, writing_options
from servanda.errors import InvalidInputError, ServandaError, nearest
from servanda.log.address import Address


class RecordGroup(click.Group):
    """One subcommand for each event type, made from its class."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The event types, in the order of the registry."""
        from servanda.events.registry import EVENT_TYPES

        return list(EVENT_TYPES)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The command that records events of a type, or None."""
        from servanda.events.registry import EVENT_TYPES

        return _record_command(name) if name in EVENT_TYPES else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command; an unknown type is answered with the nearest one."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            close = nearest(args[0], self.list_commands(ctx)) or "`servanda record --help` lists them."
            msg = f"there is no event type {args[0]!r}"
            raise InvalidInputError(msg, close)
        return super().resolve_command(ctx, args)


@click.group(
    "record",
    cls=RecordGroup,
    epilog="Example: servanda record meeting-held jp-fr-ict --round 22 --occurred 2023-11-09 --place Paris",
)
def record_command() -> None:
    """Record one event, with the options of its type.

    On a terminal a missing required value is asked for.
    """


def _record_command(slug: str) -> click.Command:
    from servanda.cli.completing import complete_stream
    from servanda.cli.event_options import options_of
    from servanda.events.registry import EVENT_TYPES

    cls = EVENT_TYPES[slug]
    command = click.Command(
        slug,
        callback=lambda **given: _record(slug, **given),
        params=[click.Argument(["subject"], metavar="STREAM", shell_complete=complete_stream)],
        help=_help_of(cls),
        short_help=cls.summary(),
        epilog=f"Example: servanda record {slug} {cls.example}",
    )
    command.params += [option.declared for option in options_of(cls)]
    writing_options(command)
    ledger_option(command)
    return command


def _help_of(cls: Any) -> str:
    stream = {"source": "the slug of the source", "dialogue": "the slug of the dialogue"}.get(
        cls.stream, "the slug of the dialogue or source"
    )
    return f"{inspect.getdoc(cls)}\n\nSTREAM is {stream}."


def _record(
    slug: str,
    subject: str,
    ledger: Address,
    recorded_by: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    from servanda.cli.event_options import data_from, options_of, prompt_for
    from servanda.domain.decide import Draft
    from servanda.events.registry import EVENT_TYPES

    options = options_of(EVENT_TYPES[slug])
    data = data_from(options, given)
    missing = [option for option in options if option.required and option.field not in data]
    if missing and not sys.stdin.isatty():
        msg = f"{slug}: {', '.join(f'--{option.flag}' for option in missing)} is missing"
        raise InvalidInputError(msg, f"`servanda record {slug} --help` explains it.")
    for option in missing:
        data[option.field] = prompt_for(option)
    write(ledger, [Draft(slug, subject, data)], recorded_by, dry_run=dry_run, as_json=as_json)


def write(
    ledger: Address, drafts: Sequence[Any], recorded_by: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Record drafts, or show what would be recorded, and say so."""
    from servanda.app.recording import Ledger
    from servanda.cli.printing import print_exactly, say

    opened = Ledger.open(ledger)
    try:
        by = recorder(recorded_by, opened.log.user)
        _warn_of(opened.lag())
        stored = opened.preview(drafts, by) if dry_run else opened.record(drafts, by)
    finally:
        opened.close()
    for entry in stored:
        if as_json:
            print_exactly(f"{entry.line.decode()}\n")
        elif dry_run or len(stored) <= SHOWN:
            say(_told(entry, dry_run=dry_run))
    if len(stored) > SHOWN or dry_run:
        said = "Nothing was recorded: this was a dry run." if dry_run else f"Recorded {len(stored)} entries."
        say(said, err=True)


SHOWN = 10


def _warn_of(lag: Any) -> None:
    """Say that the clock is behind the last entry, before anything that may come of it."""
    if lag is None:
        return
    behind = str(lag.by).partition(".")[0]
    click.echo(
        f"servanda: warning: the clock of this machine is behind the last entry (#{lag.position}, recorded "
        f"{lag.time:%Y-%m-%d %H:%M:%S} UTC) by {behind}\n"
        "  Check the clock. What is recorded now gets the time of that entry and a microsecond; either this\n"
        "  clock is slow, or the one that recorded that entry was fast.",
        err=True,
    )


def _told(entry: Any, *, dry_run: bool) -> str:
    from servanda.log.envelope import stored_envelope

    data = stored_envelope(entry.line).data
    address = f" {data['ref']}" if entry.type == "commitment-made" else ""
    done = "would be" if dry_run else "is"
    return f"#{entry.position} {entry.type} {entry.subject}{address} {done} recorded"


@click.command("append", epilog="Example: servanda append drafts.jsonl")
@click.argument("file", type=LOCAL)
@writing_options
@ledger_option
def append_command(
    file: Path, ledger: Address, recorded_by: str | None, dry_run: bool, as_json: bool
) -> None:
    """Record a reviewed batch of drafts, all or nothing.

    FILE holds JSON Lines, at most 10,000 and 6 MB of them; - reads stdin. A draft is {"type":
    "meeting-held", "subject": "jp-fr-ict", "data": {…}}; `servanda schema TYPE` describes the data.
    Later lines may rest on earlier ones.
    """
    drafts = drafts_from(file)
    if not drafts:
        msg = f"{file} holds no drafts"
        raise InvalidInputError(msg, "Give one JSON object a line.")
    write(ledger, drafts, recorded_by, dry_run=dry_run, as_json=as_json)


def drafts_from(file: Path) -> list[Any]:
    """The drafts of a JSON Lines file; empty lines are passed over.

    Raises:
        InvalidInputError: naming the line.
    """
    from servanda.app.published_lines import draft_lines
    from servanda.log.drafts import draft_from

    drafts = []
    for line in draft_lines(file):
        try:
            drafts.append(draft_from(line.bytes, line.place))
        except ServandaError as error:
            raise error.at(line.place) from None
    return drafts
