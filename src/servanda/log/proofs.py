"""Proofs in a file of their own, to be checked without the ledger.

Source: C2SP tlog-proof, version 1, for the proof that a log holds an entry; the entry's bytes ride
along as ``extra``. The proof that one checkpoint extends another has the same lines under a header
of ours, with the older checkpoint as ``extra``.
"""

import re
from typing import NamedTuple

from servanda.errors import FindingError, InvalidInputError
from servanda.log.merkle import extends, includes, leaf_hash
from servanda.log.notes import Checkpoint, Note, checkpoint_of, from_base64, parse, to_base64

INCLUSION = "c2sp.org/tlog-proof@v1"
CONSISTENCY = "servanda/consistency-proof@v1"
LONGEST = 1024 * 1024
WANTED = "`servanda prove` writes such files."


class Inclusion(NamedTuple):
    """That the log of a checkpoint holds an entry: its bytes, position, audit path, checkpoint."""

    line: bytes
    position: int
    path: tuple[bytes, ...]
    note: Note

    def encode(self) -> bytes:
        """The bytes of the file."""
        return _encode(INCLUSION, self.line, (f"index {self.position - 1}",), self.path, self.note)

    def check(self) -> Checkpoint:
        """The checkpoint whose log holds the entry.

        Raises:
            FindingError: the path does not lead from the entry to the checkpoint's root.
        """
        checkpoint = checkpoint_of(self.note)
        if not includes(leaf_hash(self.line), self.position - 1, checkpoint.size, self.path, checkpoint.root):
            msg = f"the entry is not #{self.position} of the log of this checkpoint"
            raise FindingError(
                msg, "Entry, number, path or checkpoint were changed, or are of different logs."
            )
        return checkpoint


class Consistency(NamedTuple):
    """That the log of a newer checkpoint begins with that of an older one."""

    older: Note
    path: tuple[bytes, ...]
    note: Note

    def encode(self) -> bytes:
        """The bytes of the file."""
        return _encode(CONSISTENCY, self.older.encode(), (), self.path, self.note)

    def check(self) -> Checkpoint:
        """The newer checkpoint.

        Raises:
            FindingError: the path does not show that the newer log begins with the older one.
        """
        first, second = checkpoint_of(self.older), checkpoint_of(self.note)
        if not extends(first.size, second.size, first.root, second.root, self.path):
            msg = f"the log of {second.size} entries does not extend that of {first.size}"
            raise FindingError(msg, "One of the two was rewritten, or the proof was changed.")
        return second


def read(content: bytes) -> Inclusion | Consistency:
    """The proof of a file's bytes.

    Raises:
        InvalidInputError: it is none.
    """
    head, gap, note = content[: LONGEST + 1].partition(b"\n\n")
    try:
        header, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        header, lines = "", []
    if len(content) > LONGEST or not gap or header not in (INCLUSION, CONSISTENCY):
        msg = "this is no proof"
        raise InvalidInputError(msg, WANTED)
    extra = _decoded(_field(lines, "extra"))
    if header == CONSISTENCY:
        return Consistency(parse(extra), tuple(map(_decoded, lines)), parse(note))
    index = _field(lines, "index")
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", index):
        msg = f"index: {index!r} is not a whole number"
        raise InvalidInputError(msg, WANTED)
    return Inclusion(extra, int(index) + 1, tuple(map(_decoded, lines)), parse(note))


def _field(lines: list[str], name: str) -> str:
    found, _, value = lines.pop(0).partition(" ") if lines else ("", "", "")
    if found != name:
        msg = f"the proof lacks its {name}"
        raise InvalidInputError(msg, WANTED)
    return value


def _encode(header: str, extra: bytes, fields: tuple[str, ...], path: tuple[bytes, ...], note: Note) -> bytes:
    lines = (header, f"extra {to_base64(extra)}", *fields, *map(to_base64, path), "", "")
    return "\n".join(lines).encode() + note.encode()


def _decoded(text: str) -> bytes:
    value = from_base64(text)
    if not value:
        msg = f"{text[:80]!r} is not Base64"
        raise InvalidInputError(msg, WANTED)
    return value
