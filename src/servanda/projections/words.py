"""Words for the full-text index: NFKC-folded, without accents, Japanese cut into overlapping pairs.

Japanese is written without spaces; a tokenizer takes a run of it for one word. Indexed and asked
for as pairs of characters, any two or more characters in a row are found (the usual bigram method
for CJK).
"""

import re
import unicodedata
from typing import NamedTuple

from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Record, Source
from servanda.events.party import name_of

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_PIECES = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_ONLY_CJK = re.compile(rf"[{_CJK}]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")


class Asked(NamedTuple):
    """Words that have to stand in a row; of a ``prefix`` only the beginning is known."""

    words: tuple[str, ...]
    prefix: bool


def indexed(text: str) -> list[str]:
    """The words of a text as they go into the index; of Japanese, pairs and single characters."""
    pieces = _pieces(text)
    return pieces if text.isascii() else [word for piece in pieces for word in _in_index(piece)]


def asked(text: str) -> list[Asked]:
    """What to look for to find every word of the text; nothing if there is no word in it."""
    return [_asked(piece) for piece in _pieces(text)]


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
    folded = unicodedata.normalize("NFKC", text).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", folded)))
    return _PIECES.findall(folded)


def _in_index(piece: str) -> list[str]:
    if not _ONLY_CJK.fullmatch(piece):
        return [piece]
    return [piece[i : i + 2] for i in range(len(piece))]


def _asked(piece: str) -> Asked:
    if len(piece) == 1 or not _ONLY_CJK.fullmatch(piece):
        return Asked((piece,), prefix=True)
    return Asked(tuple(piece[i : i + 2] for i in range(len(piece) - 1)), prefix=False)
