"""What an audit is about: one record by its address, and its versions."""

from dataclasses import replace

from servanda.domain.records import Commitment, Dialogue, Meeting, Record, Source, meeting_key, named_round
from servanda.errors import UnknownNameError
from servanda.log.rows import Rows
from servanda.projections.tables import TABLES, from_column
from servanda.queries import AsOf, unknown, versions

Subject = tuple[type[Record], str]


def subject(rows: Rows, address: str, round_: str | None, as_of: AsOf) -> Subject:
    """The record that an address names: a commitment, a dialogue or source, a round of a dialogue.

    A record that was voided since still has a history and is found as well.

    Raises:
        UnknownNameError: nothing has ever had that address, as far as was known then.
    """
    for candidate in _candidates(address, round_):
        if positions_ever(rows, candidate, as_of):
            return candidate
    tables = ["commitments"] if "/" in address else ["dialogues", "sources"]
    if round_ is None or not positions_ever(rows, (Dialogue, address), as_of):
        raise unknown(rows, address, tables, as_of)
    msg = f"the log has no round {round_} of {address} on {as_of.on}"
    raise UnknownNameError(msg, f"`servanda meetings {address}` lists the rounds.")


def not_there(rows: Rows, wanted: Subject, as_of: AsOf) -> UnknownNameError:
    """What to tell somebody who asks for a record that was there once, but is not at that point."""
    cls, key = wanted
    return unknown(rows, key, [TABLES[cls]], as_of)


def _candidates(address: str, round_: str | None) -> list[Subject]:
    if round_ is not None:
        return [(Meeting, meeting_key(address, named_round(round_)))]
    if "/" in address:
        return [(Commitment, address)]
    return [(Dialogue, address), (Source, address)]


def positions_ever(rows: Rows, wanted: Subject, as_of: AsOf) -> set[int]:
    """Every entry that a record has ever rested on by then, also those taken out since."""
    cls, key = wanted
    found = rows.execute(
        f"SELECT t.entries FROM {TABLES[cls]} t WHERE t.key = ? AND t.known_from <= ? AND t.valid_from <= ?",
        (key, as_of.known_at, as_of.on.isoformat()),
    )
    return {position for (entries,) in found.fetchall() for position in from_column(entries)}


def versions_of(rows: Rows, wanted: Subject, as_of: AsOf) -> list[Record]:
    """The record after each entry that changed it, in the order in which they took effect."""
    cls, key = wanted
    found = versions(rows, cls, key, as_of)
    return [*_as_made(found[:1]), *found]


def _as_made(first: list[Record]) -> list[Record]:
    """A promise of a round that was held by then is made and kept in one step: what was made."""
    return [
        replace(
            record,
            state="open",
            closed=None,
            closed_in=None,
            closed_by=(),
            mentioned=record.made,
            mentioned_in=record.entries[0],
            entries=record.entries[:1],
        )
        for record in first
        if isinstance(record, Commitment) and len(record.entries) > 1
    ]
