"""Files of proofs: what is written is read, what was changed proves nothing, what is none is refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import FindingError, InvalidInputError
from servanda.log.merkle import Frontier, consistency_proof, inclusion_proof, leaf_hash, place, root
from servanda.log.notes import Checkpoint, Note, new_key
from servanda.log.proofs import LONGEST, Consistency, Inclusion, read

LINES = [f'{{"entry":{number}}}'.encode() for number in range(1, 31)]
STORED, FRONTIER = [], Frontier(0, lambda *_: b"")
for one in LINES:
    STORED += FRONTIER.add(leaf_hash(one))


def nodes(level, index):
    return STORED[place(level, index)]


def note(size):
    return Note(Checkpoint("urn:servanda:test", size, root(size, nodes)).text(), ())


def inclusion(position, size):
    return Inclusion(
        LINES[position - 1], position, tuple(inclusion_proof(position - 1, size, nodes)), note(size)
    )


def consistency(first, second):
    return Consistency(note(first), tuple(consistency_proof(first, second, nodes)), note(second))


SIZES = st.integers(1, len(LINES))


@given(SIZES, SIZES)
def test_a_proof_of_an_entry_is_read_as_it_was_written_and_holds(position, size):
    """For every entry of every log."""
    position, size = sorted((position, size))
    proof = inclusion(position, size)

    assert proof == read(proof.encode())
    assert size == read(proof.encode()).check().size


@given(SIZES, SIZES)
def test_a_proof_of_growth_is_read_as_it_was_written_and_holds(first, second):
    """For every pair of checkpoints."""
    first, second = sorted((first, second))
    proof = consistency(first, second)

    assert proof == read(proof.encode())
    assert second == read(proof.encode()).check().size


def test_a_proof_of_an_entry_has_the_published_form():
    """C2SP tlog-proof: header, extra, index from 0, path from the leaf upwards, an empty line, the note."""
    proof = inclusion(2, 3)
    extra, *path = (
        base64.b64encode(value).decode() for value in (LINES[1], leaf_hash(LINES[0]), leaf_hash(LINES[2]))
    )
    head = ["c2sp.org/tlog-proof@v1", f"extra {extra}", "index 1", *path, "", note(3).text]

    assert "\n".join(head) == proof.encode().decode()


def test_a_proof_carries_signatures():
    """Those under its checkpoints."""
    key = new_key("example.org/log")
    signed = consistency(3, 7)._replace(older=key.sign(note(3)), note=key.sign(note(7)))

    found = read(signed.encode())

    key.public().check(found.note)
    key.public().check(found.older)
    assert 7 == found.check().size


OTHER = leaf_hash(b"another")
CHANGED = {
    "line": lambda proof: proof._replace(line=LINES[5]),
    "number": lambda proof: proof._replace(position=proof.position + 1),
    "number beyond the end": lambda proof: proof._replace(position=proof.position + 16),
    "path": lambda proof: proof._replace(path=(OTHER, *proof.path[1:])),
    "path cut": lambda proof: proof._replace(path=proof.path[:-1]),
    "path longer": lambda proof: proof._replace(path=(*proof.path, OTHER)),
    "path turned": lambda proof: proof._replace(path=proof.path[::-1]),
    "checkpoint": lambda proof: proof._replace(note=note(12)),
    "root": lambda proof: proof._replace(note=Note(Checkpoint("test", 13, OTHER).text(), ())),
    "older checkpoint": lambda proof: proof._replace(older=note(4)),
    "older root": lambda proof: proof._replace(older=Note(Checkpoint("test", 5, OTHER).text(), ())),
    "older the newer": lambda proof: proof._replace(older=proof.note, note=proof.older),
}


@pytest.mark.parametrize(
    ("proof", "what"),
    [
        (proof, what)
        for proof in (inclusion(5, 13), consistency(5, 13))
        for what in CHANGED
        if not what.startswith("older" if isinstance(proof, Inclusion) else ("line", "number"))
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__.lower(),
)
def test_a_changed_proof_proves_nothing(proof, what):
    """Whatever of it was changed; it can still be read."""
    changed = read(CHANGED[what](proof).encode())
    with pytest.raises(FindingError, match=r"is not #\d+ of the log|does not extend that of") as caught:
        changed.check()
    assert caught.value.remedy


GOOD = inclusion(5, 13).encode().decode()
GROWTH = consistency(5, 13).encode().decode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "this is no proof"),
        ("a diary\n\n" + note(3).text, "this is no proof"),
        (note(3).text, "this is no proof"),
        (GOOD.replace("\n\n", "\n"), "this is no proof"),
        (GOOD.replace("@v1", "@v2"), "this is no proof"),
        (GOOD.replace("\n", "\r\n"), "this is no proof"),
        ("\ufeff" + GOOD, "this is no proof"),
        (GOOD + "x" * LONGEST, "this is no proof"),
        (GOOD.replace("extra ", "extras "), "lacks its extra"),
        (GOOD.replace("index 4\n", ""), "lacks its index"),
        ("c2sp.org/tlog-proof@v1\n\n" + note(3).text, "lacks its extra"),
        (GOOD.replace("index 4", "index four"), "index: 'four' is not a whole number"),
        (GOOD.replace("index 4", "index -1"), "index: '-1' is not a whole number"),
        (GOOD.replace("index 4", "index 04"), "index: '04' is not a whole number"),
        (GOOD.replace("index 4", "index ٤"), "this is no proof"),
        (GOOD.replace("extra ", "extra *"), "is not Base64"),
        (GOOD.replace("index 4\n", "index 4\nnot a hash\n"), "'not a hash' is not Base64"),
        (GOOD.partition("\n\n")[0] + "\n\n", "this is no checkpoint"),
        (GROWTH.replace("extra ", "extra AAAA"), "this is no checkpoint"),
        (GROWTH.replace("extra ", "index "), "lacks its extra"),
    ],
)
def test_what_is_no_proof_is_refused(content, message):
    """With what is wrong with it."""
    with pytest.raises(InvalidInputError, match=message) as caught:
        read(content.encode())
    assert caught.value.remedy


@pytest.mark.parametrize("size", ["", "-1", "x"])
def test_a_proof_with_a_checkpoint_that_is_none_is_refused(size):
    """When it is checked, at the latest."""
    spoilt = GOOD.replace("\n13\n", f"\n{size}\n")
    with pytest.raises(InvalidInputError, match="its size is"):
        read(spoilt.encode()).check()
