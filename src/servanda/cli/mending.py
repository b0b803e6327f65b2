"""`correct` and `void`: our own errors, mended by entries of their own."""

from typing import Any

import click

from servanda.cli.options import ledger_option, writing_options
from servanda.errors import InvalidInputError
from servanda.log.address import Address


def position(text: str) -> int:
    """The position that ``#14`` or ``14`` names.

    Raises:
        InvalidInputError: it names none.
    """
    from servanda.queries import named_position

    named = named_position(f"#{text.removeprefix('#')}")
    if named is None:
        msg = f"{text!r} is not an entry"
        raise InvalidInputError(
            msg, "Give its position, such as '#14' (in quotes: # begins a comment in a shell)."
        )
    return named


@click.command(
    "correct",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog="Example: servanda correct '#14' --due 2021-23 --reason 'season misread'",
)
@click.argument("entry")
@click.option("--reason", metavar="TEXT", help="What was wrong; required.")
@click.option("--clear", multiple=True, metavar="FIELD", help="Take this field out.")
@writing_options
@ledger_option
@click.pass_context
def correct_command(
    ctx: click.Context,
    entry: str,
    reason: str | None,
    clear: tuple[str, ...],
    ledger: Address,
    recorded_by: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Correct fields of an entry that we got wrong.

    The fields are the options of `servanda record` for the entry's type. The entry stays in the
    log; answers use the corrected fields from now on. What the world changed is recorded with
    commitment-amended or commitment-rescheduled instead.
    """
    from servanda.cli.asking import rows_of
    from servanda.queries import entry as entry_at

    found = entry_at(rows_of(ledger), position(entry))
    changes = _changes(found.type, ctx.args)
    changes |= dict.fromkeys(_fields(found.type, clear))
    if not changes:
        msg = f"no field of entry #{found.position} is given"
        raise InvalidInputError(msg, f"`servanda record {found.type} --help` lists its options.")
    _mend("entry-corrected", found, reason, {"changes": changes}, ledger, recorded_by, dry_run, as_json)


@click.command("void", epilog="Example: servanda void '#14' --reason 'recorded twice'")
@click.argument("entry")
@click.option("--reason", metavar="TEXT", help="Why it should not have been recorded; required.")
@writing_options
@ledger_option
def void_command(
    entry: str, reason: str | None, ledger: Address, recorded_by: str | None, dry_run: bool, as_json: bool
) -> None:
    """Take an entry out of the answers.

    It stays in the log. Voiding a correction undoes it.
    """
    from servanda.cli.asking import rows_of
    from servanda.queries import entry as entry_at

    found = entry_at(rows_of(ledger), position(entry))
    _mend("entry-voided", found, reason, {}, ledger, recorded_by, dry_run, as_json)


def _mend(
    type_: str,
    found: Any,
    reason: str | None,
    data: dict[str, Any],
    ledger: Address,
    recorded_by: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    from servanda.cli.recording import write
    from servanda.domain.decide import Draft

    if not reason:
        msg = "--reason is missing"
        raise InvalidInputError(msg, "Say in a few words what was wrong; an auditor will read it.")
    draft = Draft(type_, found.stream, {"entry": found.id, "reason": reason, **data})
    write(ledger, [draft], recorded_by, dry_run=dry_run, as_json=as_json)


def _changes(type_: str, arguments: list[str]) -> dict[str, Any]:
    """The fields given as options of the entry's type."""
    from servanda.cli.event_options import data_from, options_of
    from servanda.events.registry import event_class

    options = options_of(event_class(type_))
    inner = click.Command("correct", params=[option.declared for option in options])
    try:
        context = inner.make_context("correct", list(arguments))
    except click.UsageError as error:
        msg = error.format_message().rstrip(".")
        raise InvalidInputError(msg, f"`servanda record {type_} --help` lists its options.") from None
    return data_from(options, context.params)


def _fields(type_: str, names: tuple[str, ...]) -> list[str]:
    """The fields of an event type that are named by field or by option."""
    from servanda.cli.event_options import options_of
    from servanda.events.registry import event_class

    by_flag = {option.flag: option.field for option in options_of(event_class(type_))}
    return [by_flag.get(name.removeprefix("--"), name.replace("-", "_")) for name in names]
