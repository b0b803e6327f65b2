"""Words for the full-text index: NFKC-folded, Japanese cut into overlapping pairs.

Japanese is written without spaces; SQLite's tokenizer takes a run of it for one word. Indexed
and asked for as pairs of characters, any two or more characters in a row are found (the usual
bigram method for CJK).
"""

import re
import unicodedata

from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.events.party import name_of

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_PIECES = re.compile(rf"[{_CJK}]+|[^\W{_CJK}]+")
_ONLY_CJK = re.compile(rf"[{_CJK}]+")


def indexed(text: str) -> str:
    """The text as it goes into the index: words, and pairs and single characters of Japanese."""
    return " ".join(word for piece in _pieces(text) for word in _in_index(piece))


def asked(text: str) -> str:
    """An FTS5 query that finds every word of the text; empty if there is none to look for."""
    return " ".join(_in_query(piece) for piece in _pieces(text))


def of(record: Record) -> str:
    """Everything about a record that a search should find."""
    match record:
        case Source():
            parts = [*record.titles.values(), record.slug, record.publisher or ""]
        case Dialogue():
            parts = [*record.titles.values(), *record.former, *record.aliases, record.slug]
            parts += [name for actor in record.members for name in _names(actor)]
        case Meeting():
            parts = [record.title or "", record.dialogue, record.round, record.place or "", *record.topics]
        case Outcome():
            parts = [record.title, record.dialogue, record.kind, *record.topics]
        case Commitment():
            parts = [record.text, record.ref, record.topic or "", record.progress or "", record.kind]
    return "\n".join(part for part in parts if part)


def _names(actor: str) -> tuple[str, str, str]:
    return actor, name_of(actor, "en"), name_of(actor, "ja")


def _pieces(text: str) -> list[str]:
    return _PIECES.findall(unicodedata.normalize("NFKC", text).casefold())


def _in_index(piece: str) -> list[str]:
    if not _ONLY_CJK.fullmatch(piece):
        return [piece]
    return [piece[i : i + 2] for i in range(len(piece))]


def _in_query(piece: str) -> str:
    if not _ONLY_CJK.fullmatch(piece):
        return f'"{piece}" *'
    if len(piece) == 1:
        return f'"{piece}" *'
    pairs = " ".join(piece[i : i + 2] for i in range(len(piece) - 1))
    return f'"{pairs}"'
