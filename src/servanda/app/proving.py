"""Proofs made from a ledger: that it holds an entry, that it extends an older checkpoint."""

import os
from contextlib import closing
from pathlib import Path

from servanda.errors import FindingError, InvalidInputError, LedgerError, UnknownNameError
from servanda.log import metadata, notes, opening
from servanda.log.address import Address
from servanda.log.files import creating, make_folder
from servanda.log.merkle import consistency_proof, inclusion_proof, root
from servanda.log.notes import (
    Checkpoint,
    Note,
    PrivateKey,
    PublicKey,
    checkpoint_of,
    parse,
    private_key,
    public_key,
)
from servanda.log.proofs import Consistency, Inclusion
from servanda.log.regular_file import read_file
from servanda.log.rows import SQLITE, Rows
from servanda.log.tree import Tree


def prove_entry(ledger: Address, position: int, against: Note) -> Inclusion:
    """The proof that the log of a checkpoint holds an entry.

    Raises:
        UnknownNameError: the log of the checkpoint has no such entry.
        FindingError: the ledger's log does not extend the checkpoint.
        LedgerError: the ledger has an earlier format, without a tree.
    """
    checkpoint = checkpoint_of(against)
    if not 1 <= position <= checkpoint.size:
        msg = f"the log of the checkpoint has no entry #{position}"
        raise UnknownNameError(msg, f"It ends at #{checkpoint.size}.")
    with closing(opening.connect(ledger)) as rows, opening.moment(rows):
        tree = _tree(ledger, rows)
        _require_same(tree, metadata.head_position(rows), checkpoint)
        line = rows.execute("SELECT state FROM stored_events WHERE position = ?", (position,)).fetchone()[0]
        proof = inclusion_proof(position - 1, checkpoint.size, tree)
    made = Inclusion(line, position, tuple(proof), against)
    made.check()
    return made


def prove_extension(ledger: Address, older: Note, against: Note) -> Consistency:
    """The proof that the log of a checkpoint begins with that of an older one.

    Raises:
        FindingError: it does not, or the ledger's log does not extend the checkpoint.
        InvalidInputError: the older checkpoint is of an empty log.
        LedgerError: the ledger has an earlier format, without a tree.
    """
    first, second = checkpoint_of(older), checkpoint_of(against)
    if first.size == 0:
        msg = "the older checkpoint is of an empty log"
        raise InvalidInputError(msg, "Every log extends that; there is nothing to prove.")
    if first.size > second.size:
        msg = f"the older checkpoint knows {first.size} entries, the newer one {second.size}"
        raise FindingError(msg, "Give them the other way round; if they are right so, the log was cut.")
    with closing(opening.connect(ledger)) as rows, opening.moment(rows):
        tree = _tree(ledger, rows)
        for checkpoint in (first, second):
            _require_same(tree, metadata.head_position(rows), checkpoint)
        proof = consistency_proof(first.size, second.size, tree)
    made = Consistency(older, tuple(proof), against)
    made.check()
    return made


def _tree(ledger: Address, rows: Rows) -> Tree:
    if rows.dialect is SQLITE and rows.execute("PRAGMA user_version").fetchone()[0] == 1:
        msg = f"the ledger {ledger} has format 1, which has no tree to prove from"
        raise LedgerError(msg, "`servanda rebuild` adds it; the entries stay as they are.")
    return Tree(rows)


def _require_same(tree: Tree, size: int, checkpoint: Checkpoint) -> None:
    if checkpoint.size > size or root(checkpoint.size, tree) != checkpoint.root:
        msg = f"this ledger's log does not extend the checkpoint of {checkpoint.size} entries"
        raise FindingError(msg, "`servanda verify --checkpoint FILE` says more.")


def read_note(path: Path) -> Note:
    """The note in a file.

    Raises:
        InvalidInputError: there is no such file, or it is no note.
    """
    content = read_file(path, notes.LONGEST, "a file that `servanda checkpoint` wrote")
    try:
        return parse(content)
    except InvalidInputError as error:
        raise error.at(str(path)) from None


def read_private_key(path: Path) -> PrivateKey:
    """The private key in a file that only its owner can read.

    Raises:
        InvalidInputError: there is none, or others can read it.
    """
    try:
        if path.stat().st_mode & 0o077 and os.name == "posix":
            msg = f"the private key {path} can be read by others"
            raise InvalidInputError(msg, f"Take that away: chmod 600 {path}")
    except OSError as error:
        msg = f"the private key {path} cannot be read: {error.strerror}"
        raise InvalidInputError(msg, "`servanda key new NAME` makes one.") from None
    content = read_file(path, notes.LONGEST, "the file that `servanda key new` wrote")
    return private_key(content.decode("ascii", "replace"))


def write_private_key(path: Path, key: PrivateKey) -> None:
    """Write a private key into a new file with mode 0600.

    Raises:
        InvalidInputError: the file is there already, or cannot be written.
    """
    try:
        make_folder(path.parent)
        with creating(path) as half_made:
            handle = os.open(half_made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(key.encode() + "\n")
    except FileExistsError:
        msg = f"{path} exists already"
        raise InvalidInputError(msg, "A key is never replaced: choose another name, or --out FILE.") from None
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise InvalidInputError(msg, "Choose another file with --out.") from None


def read_public_keys(given: str) -> list[PublicKey]:
    """Public keys, given as one line or as a file with a line for each.

    Raises:
        InvalidInputError: it is neither.
    """
    path = Path(given)
    if "+" in given and not path.is_file():
        return [public_key(given)]
    try:
        content = read_file(path, notes.LONGEST, "a public key, NAME+ID+BASE64, or a file of such lines")
    except InvalidInputError as error:
        msg = f"--key: {error.message}"
        raise InvalidInputError(msg, error.remedy) from None
    lines = content.decode("utf-8", "replace").splitlines()
    return [public_key(line) for line in lines if line.strip() and not line.startswith("#")]
