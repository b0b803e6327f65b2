"""What was public by a day: the rows cut to it, in tables that hide the whole ones.

The read model has no axis for this. Of the dialogues in which something became public later,
the streams are folded again without that; the rows of all others are taken over as they are. The
cut lies in temporary tables of one connection, and every question asked through it answers
from them: an unqualified name means the temporary table where there is one (SQLite,
PostgreSQL).
"""

import json
from datetime import date

from servanda.domain.entry import Entry
from servanda.domain.order import effective
from servanda.domain.public import public
from servanda.domain.timeline import Timeline
from servanda.log.envelope import stored_envelope
from servanda.log.rows import Rows
from servanda.log.store import Reader
from servanda.projections import words
from servanda.projections.projector import insert, present
from servanda.projections.tables import CUT, TABLES, WHOLE, decode, record_statements, search_id


def cut(rows: Rows, log: Reader, known_at: int, by: date) -> None:
    """Hide from a connection what was not public by a day, of what was known at a position.

    An entry is public once the first of the sources it cites has been published for certain:
    a vague date of publication counts from its last day. An entry that cites none is public
    from the day of its recording, since nothing else is known to say it. A correction is no
    news: it tells what its entry should have said.
    """
    published = {
        slug: date.fromisoformat(latest)
        for slug, latest in rows.execute(
            f"SELECT slug, published_latest FROM {WHOLE}.sources WHERE known_from <= ? AND known_to > ?",
            (known_at, known_at),
        ).fetchall()
    }
    late = sorted(slug for slug, latest in published.items() if latest > by)
    concerned = _concerned(rows, late, by)
    for statement in record_statements(CUT):
        rows.execute(statement)
    _take_over(rows, known_at, [*late, *concerned])
    for slug in concerned:
        _fold(rows, log, slug, known_at, by, published)


def _concerned(rows: Rows, late: list[str], by: date) -> list[str]:
    """The dialogues with an entry that may have become public after the day."""
    found = rows.execute(
        "SELECT DISTINCT stream FROM mentions WHERE name IN (SELECT value FROM json_each(?)) "
        "UNION SELECT DISTINCT stream FROM entries WHERE cites = 0 AND time >= ? "
        # A correction may have taken the citations out of an entry.
        "UNION SELECT DISTINCT stream FROM entries WHERE mends IS NOT NULL AND time >= ?",
        (json.dumps(late), _day_after(by), _day_after(by)),
    )
    dialogues = {row[0] for row in rows.execute(f"SELECT DISTINCT slug FROM {WHOLE}.dialogues").fetchall()}
    return sorted(row[0] for row in found.fetchall() if row[0] in dialogues)


def _day_after(day: date) -> str:
    """Later than every moment of the day, earlier than any of the next, as text."""
    return f"{day.isoformat()}U"


def _take_over(rows: Rows, known_at: int, left_out: list[str]) -> None:
    """Copy the rows, known at the position, of every stream but those left out."""
    for cls, table in TABLES.items():
        stream = "slug" if table in ("sources", "dialogues") else "dialogue"
        rows.execute(
            f"INSERT INTO {CUT}.{table} SELECT * FROM {WHOLE}.{table} WHERE known_from <= ? AND known_to > ? "
            f"AND {stream} NOT IN (SELECT value FROM json_each(?))",
            (known_at, known_at, json.dumps(left_out)),
        )
        rows.execute(
            f"INSERT INTO {CUT}.facets SELECT f.* FROM {WHOLE}.facets f "
            f"WHERE f.entity = '{table}' AND f.row_id IN (SELECT row_id FROM {CUT}.{table})"
        )
        cursor = rows.execute(f"SELECT * FROM {CUT}.{table}")
        names = [column[0] for column in cursor.description]
        kept = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        rows.executemany(
            f"INSERT INTO {CUT}.search (rowid, words) VALUES (?, ?)",
            [(search_id(table, row["row_id"]), words.indexed(words.of(decode(cls, row)))) for row in kept],
        )


def _fold(rows: Rows, log: Reader, slug: str, known_at: int, by: date, published: dict[str, date]) -> None:
    envelopes = {
        entry.position: stored_envelope(entry.line)
        for entry in log.stream(slug)
        if entry.position <= known_at
    }
    entries = effective(envelope.entry(position) for position, envelope in envelopes.items())

    def became_public(entry: Entry) -> date:
        cited = [published.get(citation.source, date.max) for citation in entry.event.citations]
        return min(cited, default=date.fromisoformat(envelopes[entry.position].time[:10]))

    for row in present(Timeline(public(entries, became_public, by))):
        insert(rows, row)
