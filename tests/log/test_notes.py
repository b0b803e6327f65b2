"""Signed notes against the C2SP specifications, whose formulas are written anew here."""

import base64
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import FindingError, InvalidInputError
from servanda.log.notes import (
    COSIGNATURE,
    ED25519,
    LONGEST,
    Checkpoint,
    Note,
    PublicKey,
    Signature,
    checkpoint_of,
    new_key,
    parse,
    private_key,
    public_key,
)

PRINTED = st.characters(min_codepoint=32, exclude_characters="\x7f", exclude_categories=["Cs"])
ORIGINS = st.text(PRINTED, min_size=1, max_size=40)
ROOTS = st.binary(min_size=32, max_size=32)
CHECKPOINTS = st.builds(Checkpoint, ORIGINS, st.integers(0, 10**18 - 1), ROOTS)
NAMES = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="+"), min_size=1, max_size=40)
SIGNATURES = st.builds(
    Signature, NAMES, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80)
)
NOTES = st.builds(Note, CHECKPOINTS.map(Checkpoint.text), st.lists(SIGNATURES, max_size=4).map(tuple))

CHECKPOINT = Checkpoint("urn:servanda:japan-ict", 370, bytes(range(32)))
PLAIN = Note(CHECKPOINT.text(), ())
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
KEY = private_key(
    "PRIVATE+KEY+example.org/log+"
    + sha256(b"example.org/log\n\x01" + SECRET.public_key().public_bytes_raw()).hexdigest()[:8]
    + "+"
    + base64.b64encode(b"\x01" + SECRET.private_bytes_raw()).decode()
)


def b64(value):
    return base64.b64encode(value).decode()


@given(NOTES)
def test_a_note_is_read_as_it_was_written(note):
    """Text, names, ids and signatures; and the bytes are the same when written again."""
    assert note == parse(note.encode())
    assert note.encode() == parse(note.encode()).encode()


@given(CHECKPOINTS, st.lists(ORIGINS, max_size=2))
def test_a_checkpoint_is_read_as_it_was_written(checkpoint, extensions):
    """Whatever lines follow the third."""
    text = checkpoint.text() + "".join(f"{line}\n" for line in extensions)
    assert checkpoint == checkpoint_of(parse(Note(text, ()).encode()))


def test_a_checkpoint_is_three_lines():
    """The form of C2SP tlog-checkpoint, byte for byte, with a signature as in C2SP signed-note."""
    signed = Note(CHECKPOINT.text(), (Signature("example.org/log", b"\1\2\3\4", b"\5" * 64),))
    three = f"urn:servanda:japan-ict\n370\n{b64(bytes(range(32)))}\n"

    assert three.encode() == PLAIN.encode()
    assert (
        three + f"\n\u2014 example.org/log {b64(bytes([1, 2, 3, 4]) + bytes([5]) * 64)}\n"
        == signed.encode().decode()
    )


@given(NAMES, st.sampled_from([ED25519, COSIGNATURE]), st.binary(min_size=32, max_size=32))
def test_key_ids_are_those_of_the_specification(name, kind, key):
    """The first four bytes of SHA-256(name || 0x0A || type || key); the line leads back to the key."""
    key_id = sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]
    made = PublicKey(name, kind, key)

    assert key_id == made.key_id
    assert f"{name}+{key_id.hex()}+{b64(bytes([kind]) + key)}" == made.encode()
    assert made == public_key(made.encode()) == public_key(f"{made.encode()}\n")


def test_a_published_key_has_the_published_id():
    """The example of Go's golang.org/x/mod/sumdb: the key of the checksum database."""
    line = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    assert ("sum.golang.org", ED25519, line) == (*public_key(line)[:2], public_key(line).encode())


def test_a_new_key_signs_and_its_public_half_checks():
    """Both halves survive their lines; no two keys are the same."""
    key = new_key("example.org/log")
    signed = parse(private_key(key.encode()).sign(PLAIN).encode())

    assert CHECKPOINT == checkpoint_of(signed)
    assert public_key(key.public().encode()).check(signed) is None
    assert key.secret != new_key("example.org/log").secret


def test_a_signature_is_ed25519_of_the_text():
    """So that any other program can check it, and would have made the same bytes."""
    (signature,) = KEY.sign(PLAIN).signatures
    assert SECRET.sign(PLAIN.text.encode()) == signature.value


def test_signing_again_replaces_only_the_own_signature():
    """Those of others stay as they are, also of another key with the same name."""
    other, namesake = new_key("example.org/other"), new_key("example.org/log")
    once = namesake.sign(other.sign(KEY.sign(PLAIN)))
    again = KEY.sign(once)

    assert 3 == len(again.signatures)
    assert set(once.signatures) == set(again.signatures)
    for key in (KEY, other, namesake):
        key.public().check(again)


TAMPERED = {
    "origin": lambda note: note._replace(text=note.text.replace("japan", "japon")),
    "size": lambda note: note._replace(text=note.text.replace("370", "371")),
    "root": lambda note: note._replace(text=note.text.replace("AAEC", "AAED")),
    "extension": lambda note: note._replace(text=f"{note.text}one more line\n"),
    "signature": lambda note: note._replace(
        signatures=tuple(s._replace(value=bytes([s.value[0] ^ 1]) + s.value[1:]) for s in note.signatures)
    ),
    "signature cut": lambda note: note._replace(
        signatures=tuple(s._replace(value=s.value[:-1]) for s in note.signatures)
    ),
    "signature gone": lambda note: note._replace(signatures=()),
    "key id": lambda note: note._replace(
        signatures=tuple(s._replace(key_id=b"\0\0\0\0") for s in note.signatures)
    ),
    "key name": lambda note: note._replace(
        signatures=tuple(s._replace(name="example.org/lag") for s in note.signatures)
    ),
}


def cosigned(text, when):
    """A witness's signature, made by the formula of C2SP tlog-cosignature."""
    witness = PublicKey("witness.example.org", COSIGNATURE, SECRET.public_key().public_bytes_raw())
    value = SECRET.sign(f"cosignature/v1\ntime {when}\n{text}".encode())
    return witness, Note(text, (Signature(witness.name, witness.key_id, when.to_bytes(8) + value),))


@pytest.mark.parametrize("what", TAMPERED)
@pytest.mark.parametrize(
    ("key", "note"),
    [(KEY.public(), KEY.sign(PLAIN)), cosigned(PLAIN.text, 1_679_315_147)],
    ids=["signature", "cosignature"],
)
def test_whatever_is_changed_is_found(key, note, what):
    """In the text or in the signature, of a log's own key or of a witness."""
    key.check(parse(note.encode()))
    tampered = TAMPERED[what](note)

    assert tampered != note
    with pytest.raises(FindingError, match=r"has not signed this checkpoint|is not of this checkpoint"):
        key.check(parse(tampered.encode()))


def test_a_cosignature_states_its_time():
    """In UTC; another time was not signed."""
    witness, note = cosigned(PLAIN.text, 1_679_315_147)
    (signature,) = note.signatures

    assert datetime(2023, 3, 20, 12, 25, 47, tzinfo=UTC) == witness.check(parse(note.encode()))
    for stated in (b"\0" * 8, b"\xff" * 8):
        with pytest.raises(FindingError, match="is not of this checkpoint"):
            witness.check(Note(note.text, (signature._replace(value=stated + signature.value[8:]),)))


def test_a_time_beyond_all_calendars_is_no_good_signature():
    """Even if it was signed."""
    witness, note = cosigned(PLAIN.text, 2**64 - 1)
    with pytest.raises(FindingError, match="is not of this checkpoint"):
        witness.check(note)


def test_a_signature_of_one_kind_is_none_of_the_other():
    """A witness's key does not vouch as the log's, though the 32 bytes are the same."""
    witness, note = cosigned(PLAIN.text, 1_679_315_147)
    with pytest.raises(FindingError, match="has not signed"):
        PublicKey(witness.name, ED25519, witness.key).check(note)


def test_who_has_signed_is_told():
    """When a key has not."""
    with pytest.raises(FindingError) as caught:
        new_key("example.org/else").public().check(KEY.sign(PLAIN))
    assert "example.org/log" in caught.value.remedy
    with pytest.raises(FindingError) as caught:
        KEY.public().check(PLAIN)
    assert "nobody" in caught.value.remedy


def _mangled(line):
    """A private key's line with something wrong: each place once, and the line cut."""
    yield from (line[:place] + "*" + line[place + 1 :] for place in range(0, len(line), 7))
    yield from (line[:place] for place in range(1, len(line), 7))
    yield from (line.replace("PRIVATE+KEY+", "PRIVATE KEY "), f"{line} {line}", line.lower())


@pytest.mark.parametrize("read", [private_key, public_key])
def test_no_message_repeats_a_private_key(read):
    """Whatever was mistyped; and not when it was given in place of the public one."""
    line = KEY.encode()
    encoded = line.rpartition("+")[2]
    parts = {encoded[start : start + 8] for start in range(len(encoded) - 7)}

    for mangled in (*_mangled(line), *([line] if read is public_key else [])):
        if "PRIVATE" not in mangled and read is public_key:
            continue  # no longer to be told from a public key
        with pytest.raises(InvalidInputError) as caught:
            read(mangled)
        assert not [part for part in parts if part in str(caught.value)]


def test_a_private_key_is_not_shown():
    """Where a program shows its values when something goes wrong."""
    assert repr(KEY.secret) not in repr(KEY)
    assert "example.org/log" in repr(KEY)


SIGNATURE = b64(bytes(68))
THREE = CHECKPOINT.text()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        THREE[:-1].encode(),
        THREE.replace("\n", "\r\n").encode(),
        THREE.replace("japan", "ja\x00pan").encode(),
        THREE.replace("japan", "ja\tpan").encode(),
        THREE.encode("utf-16"),
        b"\xff" + THREE.encode(),
        (THREE + "x" * LONGEST + "\n").encode(),
    ],
    ids=["empty", "no line feed", "CRLF", "NUL", "tab", "UTF-16", "not UTF-8", "too long"],
)
def test_what_is_no_note_is_refused(content):
    """With what a checkpoint looks like."""
    with pytest.raises(InvalidInputError, match="this is no checkpoint") as caught:
        parse(content)
    assert "three lines" in caught.value.remedy


@pytest.mark.parametrize(
    "line",
    [
        "\u2014 ",
        "\u2014 name",
        "\u2014 name ",
        f"\u2014  {SIGNATURE}",
        f"\u2014 na+me {SIGNATURE}",
        f"\u2014 name {b64(bytes(4))}",
        f"\u2014 name {SIGNATURE[:-1]}",
        f"\u2014 name {SIGNATURE} again",
        "\u2014 name AAAAAAB=",
        "\u2014 name AAAA_AAA",
        f"\u2014 {'n' * 201} {SIGNATURE}",
    ],
)
def test_a_malformed_signature_line_is_refused(line):
    """And with it the note, alone or after a good line."""
    for lines in (line, f"\u2014 name {SIGNATURE}\n{line}"):
        with pytest.raises(InvalidInputError, match="is no signature line") as caught:
            parse(f"{THREE}\n{lines}\n".encode())
        assert "NAME BASE64" in caught.value.remedy


@pytest.mark.parametrize("after", ["\n", "a word\n", f"- name {SIGNATURE}\n", "\n\u2014 name AAAAAAA=\n"])
def test_nothing_follows_the_signatures(after):
    """No text that nobody signed."""
    with pytest.raises(InvalidInputError, match="is no signature line"):
        parse(f"{THREE}\n\u2014 name {SIGNATURE}\n{after}".encode())


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("origin", THREE.replace("urn:servanda:japan-ict", "")),
        ("origin", "x" * 201 + THREE),
        ("size", THREE.replace("370", "0370")),
        ("size", THREE.replace("370", "-1")),
        ("size", THREE.replace("370", "3.7")),
        ("size", THREE.replace("370", "٣٧٠")),
        ("size", THREE.replace("370", "9" * 19)),
        ("root", THREE.replace(b64(bytes(range(32))), b64(bytes(31)))),
        ("root", THREE.replace(b64(bytes(range(32))), "")),
        ("root", THREE.replace(b64(bytes(range(32))), bytes(32).hex())),
        ("root", THREE.replace("=\n", "\n")),
    ],
)
def test_a_field_that_is_none_is_named(field, text):
    """With its value."""
    with pytest.raises(InvalidInputError, match=f"this is no checkpoint: its {field} is '"):
        checkpoint_of(parse(text.encode()))


def test_a_signature_whose_dash_was_lost_is_not_passed_over():
    """It would be read as an extension, and the checkpoint as one that nobody has signed."""
    with pytest.raises(InvalidInputError, match="this is no checkpoint"):
        checkpoint_of(parse(f"{THREE}\n- example.org/log AAAA\n".encode()))


@pytest.mark.parametrize("text", ["a diary\n", "one\n2\n"])
def test_too_few_lines_are_no_checkpoint(text):
    """A note, but of something else."""
    with pytest.raises(InvalidInputError, match="this is no checkpoint"):
        checkpoint_of(parse(text.encode()))


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "a\u3000b", "n" * 201, "a\x1bb"])
def test_a_name_that_does_not_fit_a_line_is_refused(name):
    """Before a key is made."""
    with pytest.raises(InvalidInputError, match="the name of a key"):
        new_key(name)


PUBLIC = KEY.public().encode()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "example.org/log",
        PUBLIC.rpartition("+")[0],
        f"{PUBLIC[:-4]}AAA*",
        PublicKey("name", ED25519, bytes(31)).encode(),
        PublicKey("name", ED25519, bytes(33)).encode(),
        PublicKey("name", 2, bytes(32)).encode(),
        PublicKey("two words", ED25519, bytes(32)).encode(),
    ],
)
def test_what_is_no_public_key_is_refused(line):
    """With the form of one."""
    with pytest.raises(InvalidInputError, match="is no public key") as caught:
        public_key(line)
    assert "NAME+ID+BASE64" in caught.value.remedy


@pytest.mark.parametrize(("old", "new"), [("example", "exemple"), ("log+", "log+0"), ("HR4f", "HR4g")])
def test_a_mistyped_public_key_is_found(old, new):
    """Its id no longer fits; both ids are told."""
    line = PublicKey("example.org/log", ED25519, bytes(range(32))).encode()
    assert old in line
    with pytest.raises(InvalidInputError, match=r"has the id .* give [0-9a-f]{8}"):
        public_key(line.replace(old, new))
