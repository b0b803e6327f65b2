"""The files of the lexicon, those of the program and those of a user: read, and refused if malformed."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from servanda.errors import InvalidInputError, nearest
from servanda.events import party
from servanda.log.regular_file import read_file

NONE = "none"
"""The key of what only looks like the name of a party: an ocean, a language, a currency."""
LANGUAGES = "languages"
"""The key of words that name a party, or a language after "in"."""
MAX_FILE = 5_000_000
"""Bytes of the longest file that is read."""
_PARTIES = '{"CODE": {"en": ["name", …], "ja": ["name", …]}, …}'
_BODIES = '[{"name": "NAME", "party": "CODE", "names": […], "ja": […], "shared": […], "common": […]}, …]'
_PLACES = '{"city": "CODE", "name that needs its country beside it": ["CODE", "CODE"], …}'
_LISTS = ("names", "ja", "shared", "common")


class PartyNames(NamedTuple):
    """What a party is called; the code may be ``NONE`` or ``LANGUAGES``."""

    code: str
    names: tuple[str, ...]


class BodyNames(NamedTuple):
    """What a body is called.

    Attributes:
        name: as it is recorded.
        party: code of the party for which it acts.
        names: names that are its own; the one it is recorded by is among them unless it is listed below.
        shared: names that bodies of a few other parties have too: one of the dialogue's parties decides.
        common: names that are found everywhere: the country must stand beside them.
    """

    name: str
    party: str
    names: tuple[str, ...]
    shared: tuple[str, ...] = ()
    common: tuple[str, ...] = ()


def party_names(folder: Path) -> list[PartyNames]:
    """What ``parties.json`` of a folder says; nothing if there is none.

    Raises:
        InvalidInputError: it is malformed.
    """
    file = folder / "parties.json"
    rows = _object(file, _PARTIES)
    for code, row in rows.items():
        if code not in (NONE, LANGUAGES):
            _check_code(file, code, code)
        if not isinstance(row, dict) or not row.keys() <= {"en", "ja"}:
            _refuse(file, code, "is not a pair of lists", _PARTIES)
        for language, names in row.items():
            _check_names(file, f"{code}.{language}", names, _PARTIES)
    return [PartyNames(code, (*row.get("en", ()), *row.get("ja", ()))) for code, row in rows.items()]


def body_names(folder: Path) -> list[BodyNames]:
    """What ``bodies.json`` of a folder says; nothing if there is none.

    Raises:
        InvalidInputError: it is malformed.
    """
    file = folder / "bodies.json"
    rows = _loaded(file, _BODIES)
    if rows is None:
        return []
    if not isinstance(rows, list):
        _refuse(file, "the file", "is not a list", _BODIES)
    return [_body(file, f"entry {number}", row) for number, row in enumerate(rows, 1)]


def places(folder: Path) -> dict[str, str | tuple[str, ...]]:
    """What ``places.json`` of a folder says: the country of each city; nothing if there is no such file.

    A city has a tuple of countries, or of one, if its name must have the country beside it.

    Raises:
        InvalidInputError: it is malformed.
    """
    file = folder / "places.json"
    found: dict[str, str | tuple[str, ...]] = {}
    for city, given in _object(file, _PLACES).items():
        codes = given if isinstance(given, list) else [given]
        if not city.strip() or not codes:
            _refuse(file, repr(city), "names no country", _PLACES)
        for code in codes:
            _check_code(file, city, code)
        found[city] = tuple(codes) if isinstance(given, list) else codes[0]
    return found


def check_folder(folder: Path) -> None:
    """Refuse a lexicon that is no folder.

    Raises:
        InvalidInputError: it is none.
    """
    if not folder.is_dir():
        msg = f"the lexicon {folder} is not a folder"
        raise InvalidInputError(
            msg, "Give a folder with parties.json, bodies.json, places.json or cues.json."
        )


def _body(file: Path, place: str, row: Any) -> BodyNames:
    if not isinstance(row, dict) or not {"name", "party"} <= row.keys() <= {"name", "party", *_LISTS}:
        _refuse(file, place, "is not a body with name and party", _BODIES)
    if not isinstance(row["name"], str) or not row["name"].strip():
        _refuse(file, f"{place}.name", "is not a text", _BODIES)
    _check_code(file, f"{place}.party", row["party"])
    for key in _LISTS:
        _check_names(file, f"{place}.{key}", row.get(key, []), _BODIES)
    shared, common = tuple(row.get("shared", ())), tuple(row.get("common", ()))
    own = () if row["name"] in (*shared, *common) else (row["name"],)
    own = (*own, *row.get("names", ()), *row.get("ja", ()))
    return BodyNames(row["name"], row["party"], own, shared, common)


def _check_code(file: Path, place: str, code: Any) -> None:
    if isinstance(code, str) and code in _codes():
        return
    close = nearest(code.upper(), _codes()) if isinstance(code, str) else ""
    _refuse(
        file, place, f"{code!r} is not the code of a party", f"ISO 3166 or an organisation. {close}".strip()
    )


@cache
def _codes() -> frozenset[str]:
    return frozenset(party.parties())


def _check_names(file: Path, place: str, names: Any, form: str) -> None:
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        _refuse(file, place, "is not a list of names", form)


def _object(file: Path, form: str) -> dict[str, Any]:
    rows = _loaded(file, form)
    if rows is None:
        return {}
    if not isinstance(rows, dict):
        _refuse(file, "the file", "is not an object", form)
    return rows


def _loaded(file: Path, form: str) -> Any:
    if not file.exists():
        return None
    content = read_file(file, MAX_FILE, f"a lexicon: {form}")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse(file, "the file", "is not UTF-8 text", form)
    except json.JSONDecodeError as error:
        _refuse(file, f"line {error.lineno}", f"is not JSON ({error.msg})", form)
    except (RecursionError, ValueError):
        _refuse(file, "the file", "is not JSON that can be read", form)


def _refuse(file: Path, place: str, what: str, form: str) -> NoReturn:
    msg = f"{file}: {place}: {what}"
    raise InvalidInputError(msg, f"Expected: {form}")
