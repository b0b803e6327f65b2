"""From entries to rows: the one path by which the read model is written.

Recording writes what one entry changed; a rebuild replays each stream. Both take their rows from
`servanda.projections.history`, so they cannot differ.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from servanda.log.envelope import stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader, Stored
from servanda.projections.history import History
from servanda.projections.tables import indexes, tables
from servanda.projections.writing import Writing

StreamReader = Callable[[str], list[Stored]]

AT_ONCE = 2_000
"""So many entries of a rebuild are gathered before their rows are written."""


def project(rows: Rows, stored: Sequence[Stored], stream: StreamReader) -> None:
    """Write what new entries changed: end the rows they end, add the rows they begin.

    Args:
        rows: the read model, as it was before the entries.
        stored: the new entries.
        stream: reads all entries of a stream, the new ones included.
    """
    writing = Writing(rows)
    by_stream = sorted(stored, key=lambda entry: (entry.subject, entry.position))
    for slug, group in groupby(by_stream, key=lambda entry: entry.subject):
        _replay(writing, stream(slug), next(group).position)
    writing.flush()


def rebuild(rows: Rows, log: Reader, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write the read model anew from the whole log, stream by stream."""
    for statement in tables(rows.dialect):
        rows.execute(statement)
    writing, held = Writing(rows), 0
    for slug in log.streams():
        stored = log.stream(slug)
        _replay(writing, stored, first=0)
        held += len(stored)
        if held > AT_ONCE:
            writing.flush()
            held = 0
        progress(len(stored))
    writing.flush()
    for statement in indexes(rows.dialect):
        rows.execute(statement)


def catch_up(
    rows: Rows, position: int, log: Reader, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Bring rows that stand at ``position`` to the end of the log; 0 builds them anew."""
    if position == 0:
        rebuild(rows, log, progress)
    else:
        project(rows, list(log.read(position)), log.stream)


def _replay(writing: Writing, stored: Sequence[Stored], first: int) -> None:
    """Take in the entries of a stream, and write what those from a position on changed."""
    history = History()
    for one in stored:
        envelope = stored_envelope(one.line)
        entry = envelope.entry(one.position)
        change = history.take(entry)
        if one.position >= first:
            writing.take(envelope, entry, change)
