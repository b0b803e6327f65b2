"""Verbs that let others check the log: `checkpoint`, `prove`, `key`."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from servanda.cli.options import LOCAL, ledger_option
from servanda.errors import FindingError, InvalidInputError
from servanda.log.address import Address

key_file_option = click.option(
    "--key",
    "key",
    type=LOCAL,
    envvar="SERVANDA_KEY",
    metavar="FILE",
    help="Sign with the private key in this file; also SERVANDA_KEY.",
)
out_option = click.option(
    "--out",
    type=LOCAL,
    metavar="FILE",
    help="Write there instead of to stdout.",
)


@click.command("checkpoint", epilog="Example: servanda checkpoint --out japan-ict.checkpoint")
@key_file_option
@out_option
@ledger_option
def checkpoint_command(key: Path | None, out: Path | None, ledger: Address) -> None:
    """Print what the log holds, in three lines to keep elsewhere.

    The name of the log, the number of entries, and a hash over all of them. Whoever keeps it can show
    later that no entry up to there was changed: `servanda verify --checkpoint FILE`. Every entry is
    recomputed first. A FILE that is there is replaced only if the log extends it.
    """
    from servanda.app.proving import read_note, read_private_key
    from servanda.log.notes import Note, checkpoint_of

    signing = read_private_key(key) if key else None
    before = read_note(out) if out and out.exists() else None
    known = checkpoint_of(before) if before else None
    verified = _sound(ledger, [known.size] if known else [])
    if known and (why := verified.extends(known)):
        msg = f"{out}: {why}"
        raise FindingError(msg, "It was not replaced. Find out who rewrote the log.")
    note = Note(verified.checkpoint().text(), ())
    if before and before.text == note.text:
        note = before
    write(out, (signing.sign(note) if signing else note).encode())


@click.command(
    "prove", epilog="Example: servanda prove '#14' --checkpoint japan-ict.checkpoint --out 14.proof"
)
@click.argument("entry", required=False, metavar="[ENTRY]")
@click.option(
    "--extends",
    type=LOCAL,
    metavar="FILE",
    help="Instead of an entry: prove that the log extends the older checkpoint in this file.",
)
@click.option(
    "--checkpoint",
    type=LOCAL,
    metavar="FILE",
    help="Prove it for the log of this checkpoint; default: a checkpoint of the log as it is.",
)
@key_file_option
@out_option
@ledger_option
def prove_command(
    entry: str | None,
    extends: Path | None,
    checkpoint: Path | None,
    key: Path | None,
    out: Path | None,
    ledger: Address,
) -> None:
    """Prove that the log holds an entry.

    The proof is a file that is checked without the ledger: `servanda verify --proof FILE`. It holds
    the entry, the hashes that lead from it to the checkpoint, and the checkpoint.
    """
    from servanda.app.proving import prove_entry, prove_extension, read_note, read_private_key
    from servanda.log.notes import Note

    if (entry is None) == (extends is None):
        msg = "prove takes an entry, or --extends FILE"
        raise InvalidInputError(msg, "Such as: servanda prove '#14'.")
    if checkpoint and key and os.environ.get("SERVANDA_KEY") != str(key):
        msg = "--key signs a checkpoint of the log as it is; with --checkpoint FILE there is none to sign"
        raise InvalidInputError(msg, "Leave one of them out.")
    if checkpoint:
        note = read_note(checkpoint)
    else:
        note = Note(_sound(ledger, []).checkpoint().text(), ())
        note = read_private_key(key).sign(note) if key else note
    made: Any = (
        prove_extension(ledger, read_note(extends), note)
        if extends
        else prove_entry(ledger, _position(entry or ""), note)
    )
    write(out, made.encode())


@click.group("key", epilog="Example: servanda key new example.org/japan-ict")
def key_command() -> None:
    """Make keys that sign checkpoints."""


@key_command.command("new", epilog="Example: servanda key new example.org/japan-ict")
@click.argument("name")
@click.option(
    "--out",
    type=LOCAL,
    metavar="FILE",
    help="Where to keep the private key; default: NAME.key in the user's configuration folder.",
)
def key_new(name: str, out: Path | None) -> None:
    """Make a key to sign checkpoints with, and print its public half.

    NAME says whose key it is, such as example.org/japan-ict. The private half goes into a file that
    only you can read; keep it away from the ledger, and a copy of it where you keep such things. The
    public half is for everybody: give it to those who check, by a way that they trust.
    """
    from servanda.app.proving import write_private_key
    from servanda.cli.printing import say
    from servanda.log.notes import new_key

    made = new_key(name)
    path = out or keys_folder() / f"{name.replace('/', '-')}.key"
    write_private_key(path, made)
    say(f"The private key is in {path}; the public key is:", err=True)
    click.echo(made.public().encode())


def keys_folder() -> Path:
    """Where `key new` keeps private keys."""
    configured = os.environ.get("XDG_CONFIG_HOME")
    return (Path(configured) if configured else Path.home() / ".config") / "servanda"


def _position(entry: str) -> int:
    digits = entry.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):  # noqa: PLR2004
        msg = f"{entry!r} is no entry"
        raise InvalidInputError(msg, "Accepted: the number of an entry, such as '#14'.")
    return int(digits)


def _sound(ledger: Address, sizes: list[int]) -> Any:
    """The log, recomputed; nothing is said of a log for others to trust before that."""
    from servanda.app.verifying import verify_ledger

    verified = verify_ledger(ledger, sizes, log_only=True)
    if verified.findings:
        raise FindingError(verified.findings[0], "`servanda verify` says more. Restore a backup.")
    return verified


def write(out: Path | None, content: bytes) -> None:
    """Write bytes to a file, whole or not at all, or to stdout.

    Raises:
        InvalidInputError: the file cannot be written.
    """
    if out is None:
        sys.stdout.buffer.write(content)
        return
    from servanda.cli.printing import say
    from servanda.log.files import replace

    try:
        replace(out, content)
    except OSError as error:
        msg = f"{out} cannot be written: {error.strerror}"
        raise InvalidInputError(msg, "Choose another file with --out.") from None
    say(f"Wrote {out}.", err=True)
