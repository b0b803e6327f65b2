"""`backup` and `restore`: a ledger into one file, and back."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from servanda.cli.options import LOCAL, ledger_option
from servanda.errors import InvalidInputError
from servanda.log.address import Address

ENDING = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
BACKUP = (
    "PostgreSQL's own tool makes the backup: pg_dump --format=custom --file=FILE DATABASE; "
    "`servanda publish` writes the entries alone."
)
RESTORE = (
    "PostgreSQL's own tool puts a backup back: pg_restore --dbname=DATABASE FILE, into an empty database; "
    "then `servanda verify --checkpoint FILE` tells whether it is the log you had."
)


@click.command("backup", epilog="Example: servanda backup /media/stick/servanda-2026-01-31.db")
@click.argument("file", type=LOCAL)
@ledger_option
def backup_command(file: Path, ledger: Address) -> None:
    """Copy the ledger into a new file, verified.

    FILE must not be there yet. Others may go on recording meanwhile. The copy is one file, is compared
    with the ledger before it gets its name, and is a ledger of its own: `servanda restore` puts it
    back, and --ledger asks it.
    """
    from servanda.app.backup import backup
    from servanda.cli.printing import progress

    original = _file(ledger, BACKUP)
    with _ending_in_order(), progress("Copying", 2 * _size(original)) as done:
        made = backup(original, file, done)
    _tell(f"Backed up {ledger} to {file}", made)


@click.command("restore", epilog="Example: servanda restore servanda-2026-01-31.db --checkpoint newest")
@click.argument("file", type=LOCAL)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=LOCAL,
    metavar="FILE",
    help="A checkpoint kept elsewhere that the backup has to contain; may be given again.",
)
@ledger_option
def restore_command(file: Path, checkpoints: tuple[Path, ...], ledger: Address) -> None:
    """Make the ledger from a backup, verified.

    FILE is what `servanda backup` wrote. The ledger must not be there: one that is damaged is moved
    away, not overwritten. With the newest checkpoint you have, a backup that lacks entries which were
    acknowledged by then is refused.
    """
    from servanda.app.backup import restore
    from servanda.cli.printing import progress, say

    target = _file(ledger, RESTORE)
    with _ending_in_order(), progress("Copying", 2 * _size(file)) as done:
        made = restore(file, target, checkpoints, done)
    _tell(f"Restored {ledger} from {file}", made)
    if not checkpoints:
        say(
            "No checkpoint was given: entries recorded after this backup are not in it, and are not missed.",
            err=True,
        )


def _file(ledger: Address, remedy: str) -> Path:
    if isinstance(ledger, Path):
        return ledger
    msg = f"{ledger} is on a server, and this command copies files"
    raise InvalidInputError(msg, remedy)


def _tell(done: str, made: Any) -> None:
    from servanda.cli.printing import say

    log = made.log
    say(f"{done}: {made.size:,} bytes.")
    last = f", the last recorded {log.time[:16].replace('T', ' ')} (UTC)" if log.time else ""
    say(f"entries  {log.size}{last}")
    say(f"root     {log.checkpoint().text().split(chr(10))[2]}")


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
