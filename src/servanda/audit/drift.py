"""Wording drift: what became of an undertaking when a later round said it again."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from servanda.audit.subjects import versions_of
from servanda.audit.told import told
from servanda.domain.records import Commitment, Record
from servanda.log.rows import Rows
from servanda.queries import AsOf


class Drift(NamedTuple):
    """An undertaking put otherwise than before.

    Attributes:
        ref: address of the commitment.
        entry: the entry that restates it.
        type: of that entry: reaffirmed or amended.
        round: at which it was restated; None where that is not stated.
        old_text: how it was put before.
        new_text: how it is put now.
        old_strength: firm or soft, before.
        new_strength: firm or soft, now.
    """

    ref: str
    entry: int
    type: str
    round: str | None
    old_text: str
    new_text: str
    old_strength: str
    new_strength: str

    @property
    def weakened(self) -> bool:
        """Whether something firm became soft."""
        return (self.old_strength, self.new_strength) == ("firm", "soft")


def drifts(rows: Rows, ref: str, as_of: AsOf) -> list[Drift]:
    """Each time a commitment was put otherwise, in order."""
    return list(_drifts(rows, versions_of(rows, (Commitment, ref), as_of), as_of))


def _drifts(rows: Rows, versions: list[Record], as_of: AsOf) -> Iterator[Drift]:
    for before, after in pairwise(versions):
        assert isinstance(before, Commitment) and isinstance(after, Commitment)  # noqa: S101, PT018
        old, new = _put(before), _put(after)
        if (old, before.strength) == (new, after.strength):
            continue
        entry = told(rows, after.entries[-1], as_of.known_at)
        round_ = entry.data.get("round")
        yield Drift(
            after.ref,
            entry.entry,
            entry.type,
            None if round_ is None else str(round_),
            old,
            new,
            before.strength,
            after.strength,
        )


def _put(commitment: Commitment) -> str:
    """The words in which it was put last."""
    return commitment.restated or commitment.text
