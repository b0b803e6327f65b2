"""What was public by a day: the rows cut to it, in tables that hide the whole ones.

The read model has no axis for this. Of the dialogues in which something became public later,
the streams are folded again without that; the rows of all others are taken over as they are. The
cut lies in temporary tables of one connection, and every question asked through it answers
from them: an unqualified name means the temporary table where there is one (SQLite,
PostgreSQL).
"""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from servanda.domain.entry import Entry
from servanda.domain.order import effective
from servanda.domain.public import public
from servanda.domain.timeline import Timeline
from servanda.log.envelope import stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader
from servanda.projections import full_text, words
from servanda.projections.history import present
from servanda.projections.tables import (
    TABLES,
    Row,
    decode,
    record_indexes,
    record_tables,
)
from servanda.projections.writing import Writing


def cut(rows: Rows, log: Reader, known_at: int, by: date) -> None:
    """Hide from a connection what was not public by a day, of what was known at a position.

    An entry is public once the first of the sources it cites has been published for certain:
    a vague date of publication counts from its last day. An entry that cites none is public
    from the day of its recording, since nothing else is known to say it. A correction is no
    news: it tells what its entry should have said.
    """
    whole, temporary = rows.dialect.whole, rows.dialect.cut
    published = {
        slug: date.fromisoformat(latest)
        for slug, latest in rows.execute(
            f"SELECT slug, published_latest FROM {whole}.sources WHERE known_from <= ? AND known_to > ?",
            (known_at, known_at),
        ).fetchall()
    }
    late = sorted(slug for slug, latest in published.items() if latest > by)
    _list(rows, "late", late)
    concerned = _concerned(rows, by)
    _list(rows, "left_out", [*late, *concerned])
    for statement in chain(record_tables(rows.dialect, temporary), record_indexes(rows.dialect, temporary)):
        rows.execute(statement)
    _take_over(rows, known_at)
    writing = Writing(rows, temporary)
    folded = chain.from_iterable(_folded(log, slug, known_at, by, published) for slug in concerned)
    for number, row in enumerate(folded):
        writing.row(row, number)
    writing.flush()


def _list(rows: Rows, name: str, slugs: Iterable[str]) -> None:
    """Slugs as a temporary table, however many there are."""
    table, text = f"{rows.dialect.cut}.{name}", rows.dialect.text
    rows.execute(f"DROP TABLE IF EXISTS {table}")
    rows.execute(f"CREATE TABLE {table} (slug {text} PRIMARY KEY)")
    rows.executemany(f"INSERT INTO {table} VALUES (?)", [(slug,) for slug in slugs])


def _concerned(rows: Rows, by: date) -> list[str]:
    """The dialogues with an entry that may have become public after the day."""
    found = rows.execute(
        "SELECT DISTINCT stream FROM mentions WHERE name IN (SELECT slug FROM late) "
        "UNION SELECT DISTINCT stream FROM entries WHERE cites = 0 AND time >= ? "
        # A correction may have taken the citations out of an entry.
        "UNION SELECT DISTINCT stream FROM entries WHERE mends IS NOT NULL AND time >= ?",
        (_day_after(by), _day_after(by)),
    )
    whole = rows.dialect.whole
    dialogues = {row[0] for row in rows.execute(f"SELECT DISTINCT slug FROM {whole}.dialogues").fetchall()}
    return sorted(row[0] for row in found.fetchall() if row[0] in dialogues)


def _day_after(day: date) -> str:
    """Later than every moment of the day, earlier than any of the next, as text."""
    return f"{day.isoformat()}U"


def _take_over(rows: Rows, known_at: int) -> None:
    """Copy the rows, known at the position, of every stream that is not left out."""
    whole, temporary = rows.dialect.whole, rows.dialect.cut
    for cls, table in TABLES.items():
        stream = "slug" if table in ("sources", "dialogues") else "dialogue"
        rows.execute(
            f"INSERT INTO {temporary}.{table} SELECT * FROM {whole}.{table} "
            f"WHERE known_from <= ? AND known_to > ? AND {stream} NOT IN (SELECT slug FROM left_out)",
            (known_at, known_at),
        )
        rows.execute(
            f"INSERT INTO {temporary}.facets SELECT f.* FROM {whole}.facets f "
            f"WHERE f.entity = '{table}' AND f.row_id IN (SELECT row_id FROM {temporary}.{table})"
        )
        cursor = rows.execute(f"SELECT * FROM {temporary}.{table}")
        names = [column[0] for column in cursor.description]
        kept = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        rows.executemany(
            full_text.insertion(rows.dialect, temporary, table),
            [
                (
                    row["row_id"],
                    full_text.value(rows.dialect, words.indexed(words.of(decode(cls, row)))),
                )
                for row in kept
            ],
        )


def _folded(log: Reader, slug: str, known_at: int, by: date, published: dict[str, date]) -> Iterable[Row]:
    """The rows of a stream without what was not public by then."""
    envelopes = {
        entry.position: stored_envelope(entry.line)
        for entry in log.stream(slug)
        if entry.position <= known_at
    }
    entries = effective(envelope.entry(position) for position, envelope in envelopes.items())

    def became_public(entry: Entry) -> date:
        cited = [published.get(citation.source, date.max) for citation in entry.event.citations]
        return min(cited, default=date.fromisoformat(envelopes[entry.position].time[:10]))

    return present(Timeline(public(entries, became_public, by)))
