"""From entries to rows: the one path by which the read model is written.

Recording writes what one entry changed; a rebuild replays each stream. Both take their rows from
`servanda.projections.history`, so they cannot differ.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from servanda.domain.entry import Entry
from servanda.log.envelope import Envelope, stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader, Stored
from servanda.projections.history import History
from servanda.projections.tables import indexes, tables
from servanda.projections.writing import Writing

StreamReader = Callable[[str], list[Stored]]
Histories = Callable[[str], History]

AT_ONCE = 2_000
"""So many entries are gathered before their rows are written."""


def project(rows: Rows, new: Iterable[tuple[Envelope, Entry]], history: Histories) -> None:
    """Write what new entries changed: end the rows they end, add the rows they begin.

    Args:
        rows: the read model, as it was before the entries.
        new: the entries, in order.
        history: gives the fold of a stream; it has either taken in the new entries already, and
            has their changes waiting, or takes them in now.
    """
    writing = Writing(rows)
    for envelope, entry in new:
        of_stream = history(entry.stream)
        if not of_stream.changes:
            of_stream.add(entry)
        writing.take(envelope, entry, of_stream.changes.popleft())
    writing.flush()


def folded(stored: Iterable[Stored]) -> History:
    """The fold of entries of one stream."""
    return History(map(entry_of, stored))


def entry_of(stored: Stored) -> Entry:
    """A stored entry as the domain sees it."""
    return stored_envelope(stored.line).entry(stored.position)


def rebuild(rows: Rows, log: Reader, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write the read model anew from the whole log, stream by stream."""
    for statement in tables(rows.dialect):
        rows.execute(statement)
    writing, held = Writing(rows), 0
    for slug in log.streams():
        stored = log.stream(slug)
        _replay(writing, stored)
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
        return
    behind = log.read(position)
    while some := list(islice(behind, AT_ONCE)):
        append(rows, some, log.stream)
        progress(len(some))


def append(rows: Rows, stored: Sequence[Stored], stream: StreamReader) -> None:
    """Write what stored entries changed, from nothing but the log.

    Args:
        rows: the read model, as it was before the entries.
        stored: the new entries.
        stream: reads all entries of a stream, the new ones included or not.
    """
    histories: dict[str, History] = {}

    def history(slug: str) -> History:
        if slug not in histories:
            histories[slug] = folded(one for one in stream(slug) if one.position < stored[0].position)
        return histories[slug]

    envelopes = [(stored_envelope(one.line), one.position) for one in stored]
    project(rows, ((envelope, envelope.entry(position)) for envelope, position in envelopes), history)


def _replay(writing: Writing, stored: Sequence[Stored]) -> None:
    history = History()
    for one in stored:
        envelope = stored_envelope(one.line)
        entry = envelope.entry(one.position)
        history.add(entry)
        writing.take(envelope, entry, history.changes.popleft())
