"""`backup` and `restore`: a ledger into one file, and back."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from servanda.cli.options import ledger_option

ENDING = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


@click.command("backup", epilog="Example: servanda backup /media/stick/servanda-2026-01-31.db")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def backup_command(file: Path, ledger: Path) -> None:
    """Copy the ledger into the new file FILE, also while others record.

    The copy is one file, is compared with the ledger before it gets its name, and is a ledger of its
    own: `servanda restore` puts it back, and --ledger asks it.
    """
    from servanda.app.backup import backup
    from servanda.cli.printing import progress

    with _ending_in_order(), progress("Copying", _size(ledger)) as done:
        made = backup(ledger, file, done)
    click.echo(f"Backed up {_told(made.entries, made.last)} to {file}, {made.size:,} bytes.")


@click.command("restore", epilog="Example: servanda restore servanda-2026-01-31.db --ledger servanda.db")
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def restore_command(file: Path, ledger: Path) -> None:
    """Make the ledger from the backup FILE.

    The ledger must not be there: one that is damaged is moved away first, not overwritten.
    """
    from servanda.app.backup import restore
    from servanda.cli.printing import progress

    with _ending_in_order(), progress("Copying", _size(file)) as done:
        made = restore(file, ledger, done)
    click.echo(f"Restored {_told(made.entries, made.last)} to {ledger}, {made.size:,} bytes.")


def _told(entries: int, last: str) -> str:
    told = "1 entry" if entries == 1 else f"{entries} entries"
    return f"{told}, the last recorded {last[:16].replace('T', ' ')} (UTC)," if last else told


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a command that is told to end do so as after Ctrl-C: what is half made is taken away."""

    def leave(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    before = {name: signal.signal(getattr(signal, name), leave) for name in ENDING}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
