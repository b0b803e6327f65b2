"""Shell completion: the script, and the names that are completed."""

import os
from contextlib import closing, suppress

import click

from servanda.cli.options import DEFAULT_LEDGER

MOST = 200
"""So many names of a kind are offered; of more, typing on chooses."""


def complete_dialogue(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Dialogues of the ledger whose slug begins so."""
    return _names(ctx, ("dialogues",), incomplete)


def complete_stream(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Dialogues and sources of the ledger whose slug begins so."""
    return _names(ctx, ("dialogues", "sources"), incomplete)


def complete_address(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Dialogues, sources and commitments of the ledger whose address begins so."""
    return _names(ctx, ("dialogues", "commitments", "sources"), incomplete)


def _names(ctx: click.Context, tables: tuple[str, ...], incomplete: str) -> list[str]:
    import sqlite3

    from servanda.errors import ServandaError
    from servanda.log import opening
    from servanda.log.address import address
    from servanda.queries import known_names

    given = ctx.params.get("ledger")
    try:
        rows = opening.connect(given or address(os.environ.get("SERVANDA_LEDGER") or DEFAULT_LEDGER))
    except ServandaError:
        return []
    # Completion has nobody to tell of a damaged ledger.
    with closing(rows), suppress(sqlite3.Error, ServandaError):
        return [name for table in tables for name in known_names(rows, table, incomplete, MOST)]
    return []


@click.command("completion", epilog='Example: eval "$(servanda completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the completion script of your shell."""
    from click.shell_completion import get_completion_class

    from servanda.cli.main import main

    completer = get_completion_class(shell)
    assert completer is not None, shell  # noqa: S101  click knows every shell of the choice
    click.echo(completer(main, {}, "servanda", "_SERVANDA_COMPLETE").source())
