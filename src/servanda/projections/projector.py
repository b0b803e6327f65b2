"""From entries to rows: the one path by which the read model is written.

Recording writes what one entry changed; a rebuild replays each stream and writes the finished
rows. Both take their rows from `history`, so they cannot differ.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from servanda.domain.entry import Entry
from servanda.domain.order import effective
from servanda.domain.records import Record
from servanda.domain.references import references
from servanda.domain.timeline import Timeline, Version
from servanda.events.commitment import CommitmentFulfilled
from servanda.events.mending import EntryCorrected, EntryVoided
from servanda.log.envelope import Envelope, stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader, Stored
from servanda.projections import words
from servanda.projections.tables import (
    FOREVER,
    RANGES,
    STILL,
    TABLES,
    Row,
    columns,
    encode,
    facets,
    json_column,
    search_id,
    statements,
)

if TYPE_CHECKING:
    from servanda.domain.state import Key

StreamReader = Callable[[str], list[Stored]]


class _Span(NamedTuple):
    """A record and the days for which it holds; what one state of the log says of an entity."""

    valid_from: date
    valid_to: date
    record: Record


class _Open(NamedTuple):
    span: _Span
    known_from: int


def history(entries: Iterable[Entry]) -> Iterator[Row]:
    """Every row of a stream: what each state of the log said about each day.

    Rows come when they end, at the latest after the last entry; ``known_to`` is ``STILL`` for
    those that the whole log holds true.
    """
    timeline = Timeline()
    standing: dict[Key, list[_Open]] = {}
    for entry in entries:
        for key in sorted(timeline.add(entry), key=lambda key: (key[0].__name__, key[1])):
            spans = _spans(timeline.versions.get(key, []))
            before = standing.get(key, [])
            kept = [open_ for open_ in before if open_.span in spans]
            held = [open_.span for open_ in kept]
            for ended in (open_ for open_ in before if open_.span not in spans):
                yield _row(ended, entry.position)
            standing[key] = kept + [_Open(span, entry.position) for span in spans if span not in held]
    for lasting in standing.values():
        yield from (_row(open_, STILL) for open_ in lasting)


def _spans(versions: list[Version]) -> list[_Span]:
    if not versions:
        return []
    ends = [version.day for version in versions[1:]] + [FOREVER]
    return [_Span(version.day, end, version.record) for version, end in zip(versions, ends, strict=True)]


def _row(open_: _Open, known_to: int) -> Row:
    span = open_.span
    return Row(span.record, span.valid_from, span.valid_to, open_.known_from, known_to)


def present(timeline: Timeline) -> Iterator[Row]:
    """The rows of a folded stream as one state of the log, without how it came to be known."""
    for versions in timeline.versions.values():
        yield from (_row(_Open(span, 0), STILL) for span in _spans(versions))


def project(rows: Rows, stored: Sequence[Stored], stream: StreamReader) -> None:
    """Write what new entries changed: end the rows they end, add the rows they begin.

    Args:
        rows: the read model, as it was before the entries.
        stored: the new entries.
        stream: reads all entries of a stream, the new ones included.
    """
    by_stream = sorted(stored, key=lambda entry: (entry.subject, entry.position))
    for slug, group in groupby(by_stream, key=lambda entry: entry.subject):
        first = next(group).position
        envelopes = [(entry.position, stored_envelope(entry.line)) for entry in stream(slug)]
        entries = [envelope.entry(position) for position, envelope in envelopes]
        _index_entries(rows, envelopes, entries, first)
        _index_mentions(rows, slug, entries)
        for row in history(entries):
            if row.known_from >= first:
                insert(rows, row)
            elif row.known_to >= first and row.known_to != STILL:
                _end(rows, row)


def rebuild(rows: Rows, log: Reader, progress: Callable[[int], None] = lambda _: None) -> None:
    """Write the read model anew from the whole log, stream by stream."""
    for statement in statements():
        rows.execute(statement)
    for slug in log.streams():
        stored = log.stream(slug)
        project(rows, stored, lambda _, stored=stored: stored)  # type: ignore[misc]
        progress(len(stored))


def catch_up(
    rows: Rows, position: int, log: Reader, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Bring rows that stand at ``position`` to the end of the log; 0 builds them anew."""
    if position == 0:
        rebuild(rows, log, progress)
    else:
        project(rows, list(log.read(position)), log.stream)


def insert(rows: Rows, row: Row) -> None:
    """Add a row with its facets and its words."""
    table = TABLES[type(row.record)]
    names = [f'"{name}"' for name in (*RANGES, *columns(type(row.record)))]
    values = [
        row.record.key,
        row.valid_from.isoformat(),
        row.valid_to.isoformat(),
        row.known_from,
        row.known_to,
    ]
    marks = ",".join("?" * len(names))
    cursor = rows.execute(
        f"INSERT INTO {table} ({','.join(names)}) VALUES ({marks})", [*values, *encode(row.record)]
    )
    row_id = cursor.lastrowid or 0
    rows.executemany(
        "INSERT INTO facets VALUES (?, ?, ?, ?)",
        [(table, facet, value, row_id) for facet, value in facets(row.record)],
    )
    rows.execute(
        "INSERT INTO search (rowid, words) VALUES (?, ?)",
        (search_id(table, row_id), words.indexed(words.of(row.record))),
    )


def _end(rows: Rows, row: Row) -> None:
    table = TABLES[type(row.record)]
    rows.execute(
        f"UPDATE {table} SET known_to = ? "
        "WHERE key = ? AND known_from = ? AND valid_from = ? AND entries = ? AND known_to = ?",
        (
            row.known_to,
            row.record.key,
            row.known_from,
            row.valid_from.isoformat(),
            json_column(row.record.entries),
            STILL,
        ),
    )


def _index_entries(
    rows: Rows, envelopes: Sequence[tuple[int, Envelope]], entries: Sequence[Entry], first: int
) -> None:
    positions = {envelope.id: position for position, envelope in envelopes}
    rows.executemany(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                position,
                envelope.id,
                envelope.time,
                envelope.subject,
                envelope.slug,
                str(entry.event.occurred),
                _mended(entry, positions),
                len(entry.event.citations),
            )
            for (position, envelope), entry in zip(envelopes, entries, strict=True)
            if position >= first
        ],
    )


def _index_mentions(rows: Rows, stream: str, entries: Sequence[Entry]) -> None:
    """What a stream rests on: streams by slug, entries by id. Once named, always listed."""
    named = {
        reference.slug for entry in (*entries, *effective(entries)) for reference in references(entry.event)
    }
    named |= {
        entry.event.through
        for entry in (*entries, *effective(entries))
        if isinstance(entry.event, CommitmentFulfilled) and entry.event.through
    }
    rows.executemany(
        "INSERT OR IGNORE INTO mentions VALUES (?, ?)", [(name, stream) for name in sorted(named)]
    )


def _mended(entry: Entry, positions: dict[str, int]) -> int | None:
    if isinstance(entry.event, (EntryCorrected, EntryVoided)):
        return positions.get(entry.event.entry)
    return None
