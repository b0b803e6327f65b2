"""Who takes part: parties (countries and organisations) and the bodies that act for them.

Parties are ISO 3166-1 alpha-2 codes and the organisations of the lexicon. Bodies are agencies
and organs; the lexicon knows common ones with their party and their Japanese name, others are
accepted by name. This module uses the standard library only; `values` ties it to pydantic.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from servanda.errors import nearest


class Party(NamedTuple):
    """A country or organisation: code, kind, region of the world, names."""

    code: str
    kind: str
    region: str
    en: str
    ja: str


class Body(NamedTuple):
    """An agency: short name, code of its party, names."""

    code: str
    party: str
    en: str
    ja: str


@cache
def parties() -> dict[str, Party]:
    """Every party of the lexicon by code."""
    return {code: Party(code, **row) for code, row in _lexicon("parties").items()}


@cache
def bodies() -> dict[str, Body]:
    """Every body of the lexicon by short name."""
    return {code: Body(code, **row) for code, row in _lexicon("bodies").items()}


@cache
def parties_by_name() -> dict[str, str]:
    """The code of every party by its names, case-folded."""
    return {name.casefold(): party.code for party in parties().values() for name in (party.en, party.ja)}


@cache
def _bodies_by_name() -> dict[str, str]:
    """The short name of every body by any of its names, case-folded; the first in the lexicon counts."""
    found: dict[str, str] = {}
    for body in bodies().values():
        for name in (body.code.casefold(), body.en.casefold(), body.ja):
            found.setdefault(name, body.code)
    return found


def party_code(text: str) -> str:
    """The code of a party given by code or by English or Japanese name, in any case.

    Raises:
        ValueError: no such party, with the nearest one.
    """
    known = parties()
    wanted = text.strip()
    if wanted.upper() in known:
        return wanted.upper()
    if code := parties_by_name().get(wanted.casefold()):
        return code
    close = nearest(wanted.casefold(), parties_by_name()) or nearest(wanted.upper(), known)
    msg = (
        f"{text!r} is not a known party; give an ISO 3166 code such as JP, or one of "
        f"{', '.join(code for code, party in known.items() if party.kind == 'organisation')}. {close}"
    )
    raise ValueError(msg.rstrip())


def body_name(text: str) -> str:
    """The short name of a body given by short or full name; an unknown body keeps its name."""
    wanted = text.strip()
    return _bodies_by_name().get(wanted.casefold(), wanted)


def party_of(actor: str) -> str | None:
    """The party that an actor is or acts for; None for a body the lexicon does not know."""
    if actor in parties():
        return actor
    body = bodies().get(actor)
    return body.party if body else None


def name_of(actor: str, language: str = "en") -> str:
    """The full name of a party or body in English (``en``) or Japanese (``ja``)."""
    known = parties().get(actor) or bodies().get(actor)
    return str(getattr(known, language)) if known else actor


def _lexicon(name: str) -> dict[str, dict[str, str]]:
    file = Path(__file__).parent / "lexicon" / f"{name}.json"
    loaded: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return loaded
