"""The words by which the rules know an undertaking, read from ``lexicon/cues.json``.

A user's folder may hold a ``cues.json`` of the same form: its words are added to those here.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from servanda.errors import InvalidInputError
from servanda.log.regular_file import open_file

LEXICON = Path(__file__).parents[1] / "lexicon"
_A_LIST = "a list of texts"


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

    def has(self, text: str, *names: str) -> bool:
        """Whether a text has a word of some tables, as a whole word in any case."""
        pattern = self._patterns.get(names)
        if pattern is None:
            pattern = self._patterns[names] = re.compile(rf"\b(?:{self.any_of(*names)})\b", re.IGNORECASE)
        return pattern.search(text) is not None

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of undertaking by verb or noun, in small letters; the first table with a word counts."""
        found: dict[str, str] = {}
        for kind, words in self.groups("kinds").items():
            for word in words:
                found.setdefault(word, kind)
        return found


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of some words; the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda one: (-len(one), one)))


@cache
def cues(language: str, folder: Path | None = None) -> Cues:
    """The cues of a language, with those of a user's folder.

    Raises:
        InvalidInputError: the user's file is not of the form of the program's own.
    """
    tables = json.loads((LEXICON / "cues.json").read_text("utf-8"))
    own = folder / "cues.json" if folder else None
    if own and own.is_file():
        _add(tables, _loaded(own), str(own))
    return Cues(tables[language])


def _loaded(path: Path) -> Any:
    with open_file(path, "a file of cues") as opened:
        try:
            return json.loads(opened.read().decode())
        except ValueError as error:
            msg = f"{path} is not JSON: {error}"
            raise InvalidInputError(msg, "Give the form of `servanda draft --help`.") from None


def _add(tables: Any, own: Any, place: str) -> None:
    """Add the words of a user's tables to tables of the same names."""
    if not isinstance(own, dict) or not own.keys() <= tables.keys():
        known = ", ".join(tables)
        msg = f"{place}: there {'are' if isinstance(own, dict) else 'should be'} tables named otherwise than {known}"
        raise InvalidInputError(msg, f"Names that are understood here: {known}.")
    for name, given in own.items():
        if isinstance(tables[name], dict):
            _add(tables[name], given, f"{place}: {name}")
        elif isinstance(given, list) and all(isinstance(word, str) and word.strip() for word in given):
            tables[name] += given
        else:
            msg = f"{place}: {name} is not {_A_LIST}"
            raise InvalidInputError(msg, f"Give {_A_LIST}, such as {json.dumps(tables[name][:2])}.")
