"""Wording drift: what became of an undertaking when a later round said it again."""

from itertools import pairwise
from typing import NamedTuple

from servanda.audit.subjects import versions_of
from servanda.audit.told import told
from servanda.domain.records import Commitment
from servanda.log.rows import Rows
from servanda.queries import AsOf

RESTATING = ("commitment-reaffirmed", "commitment-amended")


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
    """Each time a commitment was put otherwise than last, in order."""
    versions = [one for one in versions_of(rows, (Commitment, ref), as_of) if isinstance(one, Commitment)]
    found = []
    put = versions[0].text if versions else ""
    for before, after in pairwise(versions):
        entry = told(rows, after.entries[-1], as_of.known_at)
        old, put = put, entry.data.get("text", put) if entry.type in RESTATING else put
        if (old, before.strength) != (put, after.strength):
            round_ = entry.data.get("round")
            found.append(
                Drift(
                    ref,
                    entry.entry,
                    entry.type,
                    None if round_ is None else str(round_),
                    old,
                    put,
                    before.strength,
                    after.strength,
                )
            )
    return found
