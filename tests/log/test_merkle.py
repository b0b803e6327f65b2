"""The tree against the definitions of RFC 6962, written anew here, and against published vectors."""

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.log.merkle import (
    EMPTY,
    Frontier,
    consistency_proof,
    count,
    extends,
    includes,
    inclusion_proof,
    leaf_hash,
    place,
    root,
)

VECTORS = Path(__file__).resolve().parents[2].parent / "shared" / "vectors" / "testdata"
LEAVES = [f"leaf {number}".encode() for number in range(40)]


def mth(leaves):
    """The Merkle tree hash as section 2.1 of RFC 6962 defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + mth(leaves[:split]) + mth(leaves[split:])).digest()


def grown(size):
    """The stored nodes of a tree of so many leaves, in their order."""
    stored, frontier = [], Frontier(0, None)
    for leaf in LEAVES[:size]:
        stored += frontier.add(leaf_hash(leaf))
    return stored


def nodes(stored):
    return lambda level, index: stored[place(level, index)]


@pytest.mark.parametrize("size", range(len(LEAVES) + 1))
def test_roots_are_those_of_the_definition(size):
    """Grown leaf by leaf, read back from the stored nodes, or by definition: one root."""
    stored = grown(size)

    assert mth(LEAVES[:size]) == root(size, nodes(stored)) == Frontier(size, nodes(stored)).root()
    assert count(size) == len(stored)


def test_the_empty_tree_has_the_hash_of_nothing():
    """As section 2.1 says."""
    assert EMPTY == mth([]) == root(0, nodes([]))


@given(st.integers(0, 39), st.integers(1, 40))
def test_an_inclusion_proof_proves_its_leaf_and_no_other(index, size):
    """True for the leaf at its place; false for another leaf, place, size, root or path."""
    index %= size
    stored = grown(size)
    proof, top, leaf = (
        inclusion_proof(index, size, nodes(stored)),
        mth(LEAVES[:size]),
        leaf_hash(LEAVES[index]),
    )

    assert includes(leaf, index, size, proof, top)
    assert not includes(leaf_hash(b"another"), index, size, proof, top)
    assert not includes(leaf, index, size, proof, leaf_hash(b"another"))
    assert not includes(leaf, index, size, [*proof, top], top)
    assert not proof or not includes(leaf, index, size, proof[:-1], top)
    assert not any(includes(leaf, other, size, proof, top) for other in range(-1, size + 2) if other != index)


@given(st.integers(1, 40), st.integers(1, 40))
def test_a_consistency_proof_proves_its_two_trees_and_no_others(first, second):
    """True for the two roots; false with another root on either side, or another path."""
    first, second = sorted((first, second))
    stored = grown(second)
    proof, old, new = (
        consistency_proof(first, second, nodes(stored)),
        mth(LEAVES[:first]),
        mth(LEAVES[:second]),
    )

    assert extends(first, second, old, new, proof)
    assert not extends(first, second, leaf_hash(b"another"), new, proof)
    assert not extends(first, second, old, leaf_hash(b"another"), proof)
    assert not extends(first, second, old, new, [*proof, new])
    assert first == second or not extends(second, first, new, old, proof)


def test_what_is_no_hash_proves_nothing():
    """Two hashes cut at another byte would hash to the same node."""
    top = mth(LEAVES[:2])
    left, right = leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1])

    assert includes(left, 0, 2, [right], top)
    assert not includes(left + right[:1], 0, 2, [right[1:]], top)
    assert not extends(1, 2, left + right[:1], top, [right[1:]])


@pytest.mark.parametrize(("index", "size"), [(-1, 2), (2, 2), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(index, size):
    """The caller made a mistake."""
    with pytest.raises(ValueError, match="has no leaf"):
        inclusion_proof(index, size, nodes(grown(size)))


@pytest.mark.parametrize(("first", "second"), [(3, 2), (0, 2)])
def test_a_smaller_tree_and_an_empty_one_have_no_proof(first, second):
    """The one cannot be, the other says nothing: every tree extends the empty one."""
    with pytest.raises(ValueError, match="no proof that"):
        consistency_proof(first, second, nodes(grown(3)))
    assert not extends(first, second, mth(LEAVES[:first]), mth(LEAVES[:second]), [])


def vectors(kind):
    return sorted((VECTORS / kind).rglob("*.json")) if VECTORS.is_dir() else []


def unpacked(path):
    given = json.loads(path.read_bytes())
    hashes = [base64.b64decode(one) for one in given["proof"] or ()]
    return given, hashes, given["wantErr"]


@pytest.mark.parametrize("path", vectors("inclusion"), ids=lambda path: path.stem)
def test_published_inclusion_proofs(path):
    """What the vectors call right is taken, what they call wrong refused."""
    given, proof, wrong = unpacked(path)
    leaf, top = (base64.b64decode(given[name] or "") for name in ("leafHash", "root"))

    assert includes(leaf, given["leafIdx"], given["treeSize"], proof, top) is not wrong


@pytest.mark.parametrize("path", vectors("consistency"), ids=lambda path: path.stem)
def test_published_consistency_proofs(path):
    """What the vectors call right is taken, what they call wrong refused."""
    given, proof, wrong = unpacked(path)
    old, new = (base64.b64decode(given[name] or "") for name in ("root1", "root2"))

    assert extends(given["size1"], given["size2"], old, new, proof) is not wrong
