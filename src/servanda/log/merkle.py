"""A Merkle tree over the log's stored bytes: roots, proofs, and their verification.

Source: RFC 6962, section 2.1 (hashes, audit paths, consistency proofs); proofs are verified by the
algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Standard library only.

Nodes are addressed by level and index: level 0 holds the leaves, and the node ``(l, i)`` covers
the leaves ``i * 2**l`` to before ``(i + 1) * 2**l``. Only such complete nodes are ever stored; once
written, none of them changes, however far the tree grows. They are stored in the order in which
they become complete, each leaf followed by the nodes above it that it completes: the place of a
node in that order is known from its address, and growing the tree only ever adds at the end.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

Nodes = Callable[[int, int], bytes]
"""The hash of a complete node, by level and index."""

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(line: bytes) -> bytes:
    """The hash of a leaf, 32 bytes."""
    return sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node from those of its two children."""
    return sha256(b"\x01" + left + right).digest()


def count(size: int) -> int:
    """How many nodes a tree of so many leaves has stored."""
    return 2 * size - size.bit_count()


def place(level: int, index: int) -> int:
    """The place of a complete node among the stored ones, from 0."""
    last = (index + 1 << level) - 1
    return count(last) + level


def peaks(size: int) -> list[tuple[int, int]]:
    """Level and index of the complete nodes without a complete parent in a tree of so many leaves."""
    return [(level, (size >> level) - 1) for level in reversed(range(size.bit_length())) if size >> level & 1]


class Frontier:
    """The tree as far as growing it needs: the complete nodes that have no complete parent yet.

    Args:
        size: how many leaves the tree has.
        nodes: reads those nodes, at most one for each bit of ``size``.
    """

    def __init__(self, size: int, nodes: Nodes) -> None:
        self.size = size
        self._open = [nodes(level, index) for level, index in peaks(size)]

    def add(self, leaf: bytes) -> list[bytes]:
        """The nodes that one more leaf completes, in the order in which they are stored."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> list[bytes]:
        """The same for leaves in a row."""
        completed = []
        pending, index = self._open, self.size
        for leaf in leaves:
            found, odd = leaf, index
            completed.append(found)
            while odd & 1:
                found = sha256(b"\x01" + pending.pop() + found).digest()  # `node_hash`, without the call
                completed.append(found)
                odd >>= 1
            pending.append(found)
            index += 1
        self.size = index
        return completed

    def root(self) -> bytes:
        """The root of the tree as it is."""
        if not self._open:
            return EMPTY
        *left, found = self._open
        for node in reversed(left):
            found = node_hash(node, found)
        return found


def root(size: int, nodes: Nodes) -> bytes:
    """The root of the tree of the first leaves, so many."""
    return Frontier(size, nodes).root()


def _covering(start: int, count: int, nodes: Nodes) -> bytes:
    """The hash over ``count`` leaves from ``start`` on, a multiple of the next power of two."""
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return nodes(level, start >> level)
    left = _split(count)
    return node_hash(_covering(start, left, nodes), _covering(start + left, count - left, nodes))


def _split(count: int) -> int:
    """The largest power of two smaller than a number of leaves."""
    return 1 << (count - 1).bit_length() - 1


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The audit path of the leaf ``index`` in the tree of the first ``size`` leaves, leaf end first.

    Raises:
        ValueError: the tree has no such leaf.
    """
    if not 0 <= index < size:
        msg = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(msg)
    path, start, count = [], 0, size
    while count > 1:
        left = _split(count)
        if index - start < left:
            path.append(_covering(start + left, count - left, nodes))
            count = left
        else:
            path.append(_covering(start, left, nodes))
            start, count = start + left, count - left
    return path[::-1]


def consistency_proof(first: int, second: int, nodes: Nodes) -> list[bytes]:
    """What proves that the tree of ``second`` leaves extends that of the ``first`` ones.

    Raises:
        ValueError: the second tree is smaller, or the first one empty: every tree extends that.
    """
    if not 0 < first <= second and (first, second) != (0, 0):
        msg = f"there is no proof that a tree of {second} leaves extends one of {first}"
        raise ValueError(msg)
    if first == second:
        return []
    path, start, count, whole = [], 0, second, True
    while first - start != count:
        left = _split(count)
        if first - start <= left:
            path.append(_covering(start + left, count - left, nodes))
            count = left
        else:
            path.append(_covering(start, left, nodes))
            start, count, whole = start + left, count - left, False
    if not whole:
        path.append(_covering(start, count, nodes))
    return path[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], top: bytes) -> bool:
    """Whether an audit path leads from a leaf's hash to a root (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes(leaf, top, *proof):
        return False
    node, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node % 2 or node == last:
            found = node_hash(sibling, found)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == top


def extends(first: int, second: int, first_top: bytes, second_top: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows one root to extend another (RFC 9162, section 2.1.4.2)."""
    if not 0 <= first <= second or (first == 0 < second):  # of the empty tree nothing is to be proven
        return False
    if first == second:
        return not proof and first_top == second_top and (first > 0 or first_top == EMPTY)
    if not _are_hashes(first_top, second_top, *proof):
        return False
    path = [first_top, *proof] if first & (first - 1) == 0 else list(proof)
    return bool(proof) and _leads_to_both(first, second, first_top, second_top, path)


def _leads_to_both(
    first: int, second: int, first_top: bytes, second_top: bytes, path: Sequence[bytes]
) -> bool:
    node, last = first - 1, second - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while node % 2 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and (old, new) == (first_top, second_top)


def _are_hashes(*given: bytes) -> bool:
    # Of another length, the bytes of two hashes could be cut differently and hash to the same.
    return all(len(found) == sha256().digest_size for found in given)
