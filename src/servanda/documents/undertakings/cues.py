"""The words by which the rules know an undertaking, read from ``lexicon/cues.json``.

A user's folder may hold a ``cues.json`` of the same form: its words are added to those here.
English words are taken as they are written; Japanese ones are regular expressions.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from servanda.errors import InvalidInputError
from servanda.log.regular_file import read_file

LEXICON = Path(__file__).parents[1] / "lexicon"
FILE = "cues.json"
MAX_BYTES = 1_000_000
_A_LIST = "a list of texts"
_WANTED = 'a file such as {"en": {"agree firm": ["shook hands"]}}'


class Cues:
    """The cues of one language; every table of words by its name, and as a pattern."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> list[str]:
        """The words of a table."""
        words: list[str] = self._tables[name]
        return words

    def groups(self, name: str) -> Mapping[str, list[str]]:
        """The tables of words of a table of tables."""
        tables: Mapping[str, list[str]] = self._tables[name]
        return tables

    def any_of(self, *names: str) -> str:
        """A pattern that matches any word of some tables; the longest first."""
        return any_of(word for name in names for word in self[name])

    def pattern(self, *names: str) -> re.Pattern[str]:
        """A pattern of any word of some tables, as a whole word in any case."""
        if names not in self._patterns:
            self._patterns[names] = re.compile(rf"\b(?:{self.any_of(*names)})\b", re.IGNORECASE)
        return self._patterns[names]

    def has(self, text: str, *names: str) -> bool:
        """Whether a text has a word of some tables, as a whole word in any case."""
        return self.pattern(*names).search(text) is not None

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of undertaking by verb or noun, in small letters; the first table with a word counts."""
        found: dict[str, str] = {}
        for kind, words in self.groups("kinds").items():
            for word in words:
                found.setdefault(word.lower(), kind)
        return found


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of some words; the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda one: (-len(one), one)))


def cues(language: str, folder: Path | None = None) -> Cues:
    """The cues of a language, with those of a user's folder.

    Args:
        language: ``en`` or ``ja``.
        folder: may hold a ``cues.json``.

    Raises:
        InvalidInputError: the user's file is not of the form of the program's own.
    """
    own = folder / FILE if folder else None
    if own is None or not own.is_file():
        return _shipped(language)
    tables = _tables()
    _add(tables, _loaded(own), str(own))
    _check_expressions(tables["ja"], str(own))
    return Cues(tables[language])


@cache
def _shipped(language: str) -> Cues:
    return Cues(_tables()[language])


def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads((LEXICON / FILE).read_text("utf-8"))
    return tables


def _loaded(path: Path) -> Any:
    content = read_file(path, MAX_BYTES, "a file of cues")
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        msg = f"{path} is not JSON: {error}"
        raise InvalidInputError(msg, f"Give {_WANTED}.") from None


def _add(tables: dict[str, Any], own: object, place: str) -> None:
    """Add the words of a user's tables to tables of the same names."""
    if not isinstance(own, dict):
        msg = f"{place}: here tables by their names are expected"
        raise InvalidInputError(msg, f"Give {_WANTED}.")
    for name, given in own.items():
        if name not in tables:
            msg = f"{place}: there is no table “{name}”"
            raise InvalidInputError(msg, f"Names that are understood here: {', '.join(tables)}.")
        if isinstance(tables[name], dict):
            _add(tables[name], given, f"{place}: {name}")
        elif isinstance(given, list) and all(isinstance(word, str) and word.strip() for word in given):
            tables[name] += [word.strip() for word in given]
        else:
            msg = f"{place}: {name} is not {_A_LIST}"
            example = json.dumps(tables[name][:2], ensure_ascii=False)
            raise InvalidInputError(msg, f"Give {_A_LIST}, such as {example}.")


def _check_expressions(tables: Mapping[str, Any], place: str) -> None:
    for name, given in tables.items():
        if isinstance(given, dict):
            _check_expressions(given, place)
            continue
        for word in given:
            try:
                re.compile(word)
            except re.error as error:
                msg = f"{place}: ja: {name}: “{word}” is no regular expression: {error}"
                raise InvalidInputError(msg, "Put \\ before a character that stands for itself.") from None
