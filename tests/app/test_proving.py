"""Proofs made from a ledger, and the files of keys."""

import os
import sqlite3
from contextlib import closing

import pytest

from given import established, held, looked, made, published
from servanda.app.proving import (
    prove_entry,
    prove_extension,
    read_note,
    read_private_key,
    read_public_keys,
    write_private_key,
)
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import FindingError, InvalidInputError, LedgerError, UnknownNameError
from servanda.log.merkle import EMPTY
from servanda.log.notes import Checkpoint, Note, new_key
from servanda.log.proofs import read

OTHER = bytes(32)


@pytest.fixture
def path(tmp_path, clock):
    """The file of a ledger of five entries."""
    path = tmp_path / "servanda.db"
    with closing(Ledger.create(path, "test", clock)) as ledger:
        ledger.record([established(), held(22), published(), made(), looked()], "a recorder")
    return path


def note(path, size=5):
    found = verify_ledger(path, [size])
    return Note(Checkpoint(found.origin, size, found.roots[size]).text(), ())


@pytest.mark.parametrize(("position", "size"), [(p, s) for s in range(1, 6) for p in range(1, s + 1)])
def test_every_entry_is_proven_for_every_checkpoint(path, position, size):
    """The proof carries the stored bytes and holds without the ledger."""
    proof = prove_entry(path, position, note(path, size))
    path.unlink()

    assert size == read(proof.encode()).check().size
    assert (
        f'"streamversion":{position if position < 3 else 1 if position == 3 else position - 1}'.encode()
        in (proof.line)
    )


@pytest.mark.parametrize(("first", "second"), [(f, s) for s in range(1, 6) for f in range(1, s + 1)])
def test_every_growth_is_proven(path, first, second):
    """Between any two checkpoints of the log."""
    proof = prove_extension(path, note(path, first), note(path, second))
    assert second == read(proof.encode()).check().size


@pytest.mark.parametrize("position", [0, 4, 99])
def test_an_entry_after_the_checkpoint_is_not_proven(path, position):
    """Though the ledger may have it."""
    with pytest.raises(UnknownNameError, match=f"no entry #{position}") as caught:
        prove_entry(path, position, note(path, 3))
    assert "#3" in caught.value.remedy


@pytest.mark.parametrize("size", [3, 9])
def test_nothing_is_proven_for_the_checkpoint_of_another_log(path, size):
    """Of other entries, or of more."""
    other = Note(Checkpoint("urn:servanda:test", size, OTHER).text(), ())
    with pytest.raises(FindingError, match=f"does not extend the checkpoint of {size} entries"):
        prove_entry(path, 1, other)
    with pytest.raises(FindingError, match=f"does not extend the checkpoint of {size} entries"):
        prove_extension(path, note(path, 1), other)
    if size < 5:
        with pytest.raises(FindingError, match="does not extend the checkpoint"):
            prove_extension(path, other, note(path))


def test_checkpoints_the_wrong_way_round_are_told(path):
    """And one of an empty log, which every log extends."""
    with pytest.raises(FindingError, match="knows 5 entries, the newer one 2") as caught:
        prove_extension(path, note(path), note(path, 2))
    assert "the other way round" in caught.value.remedy
    with pytest.raises(InvalidInputError, match="of an empty log"):
        prove_extension(path, Note(Checkpoint("test", 0, EMPTY).text(), ()), note(path))


def forge(path, trigger, statement):
    with closing(sqlite3.connect(path)) as rows, rows:
        rows.execute(f"DROP TRIGGER {trigger}")
        rows.execute(statement)


def test_a_changed_entry_is_not_proven(path):
    """Its bytes no longer lead to the root; nor does a node that is missing."""
    known = note(path)
    forge(
        path,
        "events_stay",
        "UPDATE stored_events SET state = cast(state || x'20' AS BLOB) WHERE position = 2",
    )
    with pytest.raises(FindingError, match="the entry is not #2"):
        prove_entry(path, 2, known)
    forge(path, "nodes_remain", "DELETE FROM nodes WHERE place = 0")
    with pytest.raises(LedgerError, match="the node 0 of level 0 is missing"):
        prove_entry(path, 2, known)


def test_a_key_file_is_read_as_it_was_written(tmp_path):
    """In folders made for it, for its owner's eyes only, and nothing half-made beside it."""
    key, path = new_key("example.org/log"), tmp_path / "some" / "where" / "log.key"

    write_private_key(path, key)

    assert key == read_private_key(path)
    assert [path] == list(path.parent.iterdir())
    assert 0o600 == path.stat().st_mode & 0o777


def test_a_key_is_never_replaced(tmp_path):
    """Whatever stands at the path."""
    path = tmp_path / "log.key"
    path.write_text("a diary")
    with pytest.raises(InvalidInputError, match="exists already") as caught:
        write_private_key(path, new_key("example.org/log"))
    assert "never replaced" in caught.value.remedy
    assert "a diary" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o620])
def test_a_key_that_others_can_read_is_refused(tmp_path, mode):
    """With the command that mends it, and without the key."""
    key, path = new_key("example.org/log"), tmp_path / "log.key"
    write_private_key(path, key)
    path.chmod(mode)
    with pytest.raises(InvalidInputError, match="can be read by others") as caught:
        read_private_key(path)
    assert f"chmod 600 {path}" in caught.value.remedy
    path.chmod(0o600)
    assert key == read_private_key(path)


def test_files_that_are_not_there_are_named(tmp_path):
    """With what writes such files."""
    missing = tmp_path / "missing"
    for reading, remedy in (
        (read_note, "servanda checkpoint"),
        (read_private_key, "servanda key new"),
        (lambda path: read_public_keys(str(path)), "NAME+ID+BASE64"),
    ):
        with pytest.raises(InvalidInputError, match=f"{missing} cannot be read") as caught:
            reading(missing)
        assert remedy in caught.value.remedy
    missing.write_text("a diary")
    with pytest.raises(InvalidInputError, match=f"{missing}: this is no checkpoint"):
        read_note(missing)


def test_public_keys_are_given_as_a_line_or_a_file(tmp_path):
    """A file may hold several, empty lines and remarks."""
    keys = [new_key(f"example.org/{name}").public() for name in ("a", "b")]
    path = tmp_path / "keys"
    path.write_text("# whom we trust\n\n" + "".join(f"{key.encode()}\n" for key in keys))

    assert keys == read_public_keys(str(path))
    assert keys[:1] == read_public_keys(keys[0].encode())
