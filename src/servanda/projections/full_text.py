"""The full-text index of a table, in the words of each store.

The words are cut here (`servanda.projections.words`), so that every store finds the same: SQLite
gets them with spaces between for its FTS5, PostgreSQL as a finished ``tsvector`` for its GIN index.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from servanda.log.rows import SQLITE, Dialect

if TYPE_CHECKING:
    from servanda.projections.words import Asked


def tables(dialect: Dialect, schema: str, table: str) -> Iterator[str]:
    """The statements that make the index of a table anew."""
    yield f"DROP TABLE IF EXISTS {schema}.{table}_words"
    if dialect is SQLITE:
        yield (
            f"CREATE VIRTUAL TABLE {schema}.{table}_words "
            "USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        yield f"CREATE TABLE {schema}.{table}_words (row_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"


def indexes(dialect: Dialect, schema: str, table: str) -> Iterator[str]:
    """The statements for what makes the index quick, once it is filled."""
    if dialect is not SQLITE:
        yield f"CREATE INDEX {table}_words_found ON {schema}.{table}_words USING gin (words)"


def insertion(dialect: Dialect, schema: str, table: str) -> str:
    """The statement that adds a row id and what `value` gives."""
    if dialect is SQLITE:
        return f"INSERT INTO {schema}.{table}_words (rowid, words) VALUES (?, ?)"
    return f"INSERT INTO {schema}.{table}_words (row_id, words) VALUES (?, ?::tsvector)"


def value(dialect: Dialect, found: Sequence[str]) -> str:
    """Words as the index takes them; they are letters and digits only, so that nothing is quoted."""
    if dialect is SQLITE:
        return " ".join(found)
    return " ".join(f"{_lexeme(word)}:{min(place, LAST_PLACE)}" for place, word in enumerate(found, start=1))


def _lexeme(word: str) -> str:
    if len(word) > LONGEST_LEXEME // 4:  # that it fits shows for all others without a look at their bytes
        word = word.encode()[:LONGEST_LEXEME].decode(errors="ignore")
    return f"'{word}'"


LAST_PLACE = 16383
"""The last place of a word that a ``tsvector`` knows."""
MOST_PLACES = 256
"""So many places of one word a ``tsvector`` keeps."""
LONGEST_LEXEME = 2046
"""So many bytes of a word a ``tsvector`` takes; all three as the PostgreSQL documentation has it (12.11)."""


def kept(found: Sequence[str]) -> str:
    """The text of the ``tsvector`` that PostgreSQL makes of `value`."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(found, start=1):
        known = places.setdefault(_lexeme(word), [])
        if len(known) < MOST_PLACES and (not known or known[-1] < LAST_PLACE):
            known.append(min(place, LAST_PLACE))
    return " ".join(f"{lexeme}:{','.join(map(str, at))}" for lexeme, at in sorted(places.items()))


class Found(NamedTuple):
    """The rows in which all words asked for stand.

    Attributes:
        sql: selects their row ids; a further condition may follow with AND.
        parameter: for its mark.
        row_id: what the index calls them.
    """

    sql: str
    parameter: str
    row_id: str


def found(dialect: Dialect, table: str, asked: "Sequence[Asked]") -> Found:
    """How the rows of a table are found in which all words asked for stand."""
    if dialect is SQLITE:
        match = " ".join(f'"{" ".join(one.words)}"{" *" if one.prefix else ""}' for one in asked)
        return Found(f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH ?", match, "rowid")
    match = " & ".join(_lexemes(one) for one in asked)
    return Found(f"SELECT w.row_id FROM {table}_words w WHERE w.words @@ ?::tsquery", match, "w.row_id")


def _lexemes(asked: "Asked") -> str:
    end = ":*" if asked.prefix else ""
    lexemes = [_lexeme(word) + end for word in asked.words]
    return f"({' <-> '.join(lexemes)})"
