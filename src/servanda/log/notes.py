"""Checkpoints of the log as signed notes: what it held at a moment, in a few lines to keep elsewhere.

Sources: C2SP signed-note (the form, key names and key ids), C2SP tlog-checkpoint (origin, size and
root), C2SP tlog-cosignature (signatures of witnesses, with a time). Signatures are Ed25519
(RFC 8032), made and checked by the `cryptography` package, which is imported only for that.
"""

import base64
import binascii
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from servanda.errors import FindingError, InvalidInputError, ServandaError

ED25519, COSIGNATURE = 1, 4
"""Signature types: of a log's own key, and of a witness's."""
KEY_BYTES, SIGNATURE_BYTES, ID_BYTES, TIME_BYTES = 32, 64, 4, 8
LONGEST = 64 * 1024  # bytes of a note; a checkpoint with a hundred cosignatures has a fifth of that
DASH = "\N{EM DASH} "
KEY_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
LINE = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
WANTED = "A checkpoint is three lines: the origin, the number of entries, the root in Base64."


class Signature(NamedTuple):
    """A signature under a note: name of the key, its id (4 bytes), and what it signed with."""

    name: str
    key_id: bytes
    value: bytes


class Note(NamedTuple):
    """A text, each of its lines ended, with the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    def encode(self) -> bytes:
        """The bytes of the file; a note without signatures is the text alone."""
        if not self.signatures:
            return self.text.encode()
        lines = [f"{DASH}{s.name} {to_base64(s.key_id + s.value)}\n" for s in self.signatures]
        return (self.text + "\n" + "".join(lines)).encode()


class Checkpoint(NamedTuple):
    """How many entries a log had, and the root of the tree over them (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The three lines."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


class PublicKey(NamedTuple):
    """A key that checks signatures.

    Attributes:
        name: whose it is, without spaces and plus signs.
        kind: ED25519 or COSIGNATURE.
        key: 32 bytes.
    """

    name: str
    kind: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart (C2SP signed-note)."""
        return sha256(self.name.encode() + b"\n" + self._typed).digest()[:ID_BYTES]

    @property
    def _typed(self) -> bytes:
        return bytes([self.kind]) + self.key

    def encode(self) -> str:
        """The key as a line: NAME+ID+BASE64."""
        return f"{self.name}+{self.key_id.hex()}+{to_base64(self._typed)}"

    def check(self, note: Note) -> datetime | None:
        """Check this key's signature under a note; the time a witness states, in UTC.

        Raises:
            FindingError: the key has not signed, or not this text.
        """
        signed = (s.value for s in note.signatures if (s.name, s.key_id) == (self.name, self.key_id))
        value = next(signed, None)
        if value is None:
            msg = f"{self.name} has not signed this checkpoint"
            raise FindingError(msg, f"It is signed by: {_signers(note)}.")
        return self._checked(note.text, value)

    def _checked(self, text: str, value: bytes) -> datetime | None:
        stated, signature = (
            (value[:TIME_BYTES], value[TIME_BYTES:]) if self.kind == COSIGNATURE else (b"", value)
        )
        try:
            _verify(self.key, signature, _cosigned(text, stated) if stated else text.encode())
            return datetime.fromtimestamp(int.from_bytes(stated), UTC) if stated else None
        except (ValueError, OverflowError, OSError):
            msg = f"the signature of {self.name} is not of this checkpoint"
            raise FindingError(
                msg, "Text or signature were changed after signing, or another key of that name was used."
            ) from None


class PrivateKey(NamedTuple):
    """A key that signs: name, and the 32 secret bytes."""

    name: str
    secret: bytes

    def __repr__(self) -> str:
        return f"PrivateKey(name={self.name!r})"

    def public(self) -> PublicKey:
        """The key that checks what this one signs."""
        return PublicKey(self.name, ED25519, _signer(self.secret).public_key().public_bytes_raw())

    def encode(self) -> str:
        """The key as a line, in the form that Go's signed notes have: PRIVATE+KEY+NAME+ID+BASE64."""
        typed = bytes([ED25519]) + self.secret
        return f"PRIVATE+KEY+{self.name}+{self.public().key_id.hex()}+{to_base64(typed)}"

    def sign(self, note: Note) -> Note:
        """The note with this key's signature under it, in place of an earlier one."""
        public = self.public()
        signature = Signature(self.name, public.key_id, _signer(self.secret).sign(note.text.encode()))
        others = [s for s in note.signatures if (s.name, s.key_id) != (self.name, public.key_id)]
        return Note(note.text, (signature, *others))


def new_key(name: str) -> PrivateKey:
    """A new random key.

    Raises:
        InvalidInputError: the name has spaces or plus signs, or is empty.
    """
    _require_name(name)
    return PrivateKey(name, _ed25519().Ed25519PrivateKey.generate().private_bytes_raw())


def parse(content: bytes) -> Note:
    """The note of a file's bytes.

    Raises:
        InvalidInputError: it is none.
    """
    try:
        whole = content.decode() if len(content) <= LONGEST else ""
    except UnicodeDecodeError:
        whole = ""
    text, gap, signed = whole.partition(f"\n\n{DASH}")
    if not whole.endswith("\n") or any(c < " " and c != "\n" for c in whole):
        msg = "this is no checkpoint"
        raise InvalidInputError(msg, WANTED)
    if not gap:
        return Note(whole, ())
    lines = (DASH + signed).removesuffix("\n").split("\n")
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def _signature(line: str) -> Signature:
    name, _, value = line.removeprefix(DASH).partition(" ")
    decoded = from_base64(value)
    if not line.startswith(DASH) or not KEY_NAME.fullmatch(name) or len(decoded or b"") <= ID_BYTES:
        msg = f"{line!r} is no signature line of a checkpoint"
        raise InvalidInputError(msg, f"Accepted: {DASH}NAME BASE64")
    return Signature(name, decoded[:ID_BYTES], decoded[ID_BYTES:])


def checkpoint_of(note: Note) -> Checkpoint:
    """The checkpoint that a note states; lines after the third are extensions, never empty, and ignored.

    Raises:
        InvalidInputError: it states none.
    """
    lines = note.text.split("\n")
    if len(lines) < len(Checkpoint._fields) + 1 or "" in lines[3:-1]:
        msg = "this is no checkpoint"
        raise InvalidInputError(msg, WANTED)
    origin, size, root = lines[:3]
    top = from_base64(root)
    for wrong, field, value in (
        (not LINE.fullmatch(origin), "origin", origin),
        (not re.fullmatch(r"0|[1-9][0-9]{0,17}", size), "size", size),
        (len(top) != sha256().digest_size, "root", root),
    ):
        if wrong:
            msg = f"this is no checkpoint: its {field} is {value!r}"
            raise InvalidInputError(msg, WANTED)
    return Checkpoint(origin, int(size), top)


def public_key(line: str) -> PublicKey:
    """The key of a line NAME+ID+BASE64.

    Raises:
        InvalidInputError: it is none, or of a kind that is not known here.
    """
    name, _, rest = line.strip().partition("+")
    key_id, _, encoded = rest.partition("+")
    typed = from_base64(encoded)
    if not KEY_NAME.fullmatch(name) or len(typed) != 1 + KEY_BYTES or typed[0] not in (ED25519, COSIGNATURE):
        msg = f"{_shown(line)} is no public key"
        raise InvalidInputError(msg, "Accepted: NAME+ID+BASE64, as `servanda key new` prints it.")
    key = PublicKey(name, typed[0], typed[1:])
    if key.key_id.hex() != key_id:
        msg = (
            f"the public key of {name} has the id {key_id!r}, but its name and bytes give {key.key_id.hex()}"
        )
        raise InvalidInputError(msg, "It was changed or mistyped; fetch it again.")
    return key


def private_key(line: str) -> PrivateKey:
    """The key of a line PRIVATE+KEY+NAME+ID+BASE64; no message repeats any of it.

    Raises:
        InvalidInputError: it is none.
    """
    name, _, rest = line.strip().removeprefix("PRIVATE+KEY+").partition("+")
    key_id, _, encoded = rest.partition("+")
    typed = from_base64(encoded)
    if (
        line.startswith("PRIVATE+KEY+")
        and KEY_NAME.fullmatch(name)
        and len(typed) == 1 + KEY_BYTES
        and typed[0] == ED25519
    ):
        key = PrivateKey(name, typed[1:])
        if key.public().key_id.hex() == key_id:
            return key
    msg = "this is no private key"
    raise InvalidInputError(msg, "Give the file that `servanda key new` wrote.")


def _require_name(name: str) -> None:
    if not KEY_NAME.fullmatch(name):
        msg = f"the name of a key: {name!r}"
        raise InvalidInputError(msg, "Accepted: up to 200 characters without spaces and plus signs.")


def _shown(line: str) -> str:
    # Somebody may have given the private key by mistake.
    return "a private key" if "PRIVATE" in line else repr(line.strip()[:80])


def _signers(note: Note) -> str:
    return ", ".join(dict.fromkeys(s.name for s in note.signatures)) or "nobody"


def _cosigned(text: str, stated: bytes) -> bytes:
    return f"cosignature/v1\ntime {int.from_bytes(stated)}\n{text}".encode()


def to_base64(value: bytes) -> str:
    """Standard Base64 (RFC 4648, section 4)."""
    return base64.b64encode(value).decode()


def from_base64(text: str) -> bytes:
    """The bytes of standard Base64 in its one canonical form, else none."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return value if to_base64(value) == text else b""


def _verify(key: bytes, signature: bytes, message: bytes) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

    try:
        _ed25519().Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        msg = "no signature of that"
        raise ValueError(msg) from None


def _signer(secret: bytes) -> Any:
    return _ed25519().Ed25519PrivateKey.from_private_bytes(secret)


def _ed25519() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415
    except ImportError:
        msg = "keys and signatures need the package cryptography, which is not installed"
        raise ServandaError(msg, "Install it: pip install 'servanda[sign]'.") from None
    return ed25519
