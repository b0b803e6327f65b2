"""What a ledger has from a document already, so that it is not drafted a second time."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servanda import queries
from servanda.app.reading import line
from servanda.documents.drafting import Drafted
from servanda.documents.implications import Implication
from servanda.log.rows import Rows

ON_RECORD = frozenset({"recorded", "differs"})
"""Kinds of implications by which a proposal is left out."""
_SAME = 0.5
"""From this share of common characters on two passages are the same."""


class Cited(NamedTuple):
    """A passage of a document that an entry cites."""

    position: int
    type: str
    start: int
    end: int


def cited_entries(rows: Rows, dialogue: str, source: str) -> list[Cited]:
    """The passages of a document that the entries of a dialogue cite."""
    return [
        Cited(entry.position, entry.type, citation["start"], citation["end"])
        for entry in queries.entries(rows, stream=dialogue)
        for citation in json.loads(line(rows, entry.position))["data"].get("citations", [])
        if citation["source"] == source and "start" in citation
    ]


def recorded_passages(drafted: Drafted, cited: Sequence[Cited]) -> Iterator[Implication]:
    """The proposals that an entry of the same type already makes from the same passage."""
    for number, proposal in enumerate(drafted.proposals):
        for one in cited:
            if one.type == proposal.type and _overlap(proposal.passage, (one.start, one.end)) >= _SAME:
                where = f"The passage at {one.start}-{one.end}"
                why = f"{where} is recorded as #{one.position}, and not drafted again."
                yield Implication("recorded", f"#{one.position}", why, number)
                break


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """The share of the shorter passage that both have."""
    both = max(min(a[1], b[1]) - max(a[0], b[0]), 0)
    return both / min(a[1] - a[0], b[1] - b[0])
