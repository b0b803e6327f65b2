"""Field types shared by the event classes."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema

from servanda.events.citation import Cite
from servanda.events.party import bodies, body_name, parties, parties_by_name, party_code
from servanda.events.text import Language, Line, one_line

MAX_ROUND = 999
MAX_MEMBERS = 500
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,38}[A-Za-z0-9]")


class Flag:
    """The name of a field's command-line option where it differs from the field's own."""

    def __init__(self, name: str) -> None:
        self.name = name


class Drawn:
    """Marks a field that `decide` fills in when the draft leaves it out, and says from what."""

    def __init__(self, source: str) -> None:
        self.source = source


def _no_repeats(values: tuple[Any, ...]) -> tuple[Any, ...]:
    seen = set()
    for value in values:
        if value in seen:
            msg = f"{value!r} is given twice"
            raise ValueError(msg)
        seen.add(value)
    return values


def _actor(text: str) -> str:
    text = one_line(text, 120)
    named = body_name(text)
    if named in bodies():
        return named
    if text.upper() in parties() or text.casefold() in parties_by_name():
        return party_code(text)
    return named


def _body(text: str) -> str:
    named = _actor(text)
    if named in parties():
        msg = f"{text!r} is a party; a body is an agency or an organ, such as MIC"
        raise ValueError(msg)
    return named


def _round(value: object) -> int | str:
    """An ordinal, also from its digits, or a label for a meeting whose ordinal is not stated."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MAX_ROUND:
        return value
    if isinstance(value, str) and _LABEL.fullmatch(value.strip()):
        return one_line(value, 40)
    msg = (
        f"{value!r} is not a round; give its ordinal (1 to {MAX_ROUND}) or, where none is stated, "
        "a label of letters, digits and - . such as WTSA-24 or 2023-12"
    )
    raise ValueError(msg)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        msg = f"{text!r} is not a day; give one such as 2025-01-31"
        raise ValueError(msg) from None


def _few(given: object) -> object:
    """Before the members are looked at: to find the name nearest to a wrong one takes its time."""
    if isinstance(given, (list, tuple)) and len(given) > MAX_MEMBERS:
        msg = f"has {len(given):,} members; at most {MAX_MEMBERS} are accepted"
        raise ValueError(msg)
    return given


FEW = (Field(max_length=MAX_MEMBERS), BeforeValidator(_few))
Day = Annotated[str, AfterValidator(_day)]
PartyCode = Annotated[str, AfterValidator(party_code)]
Parties = Annotated[tuple[PartyCode, ...], *FEW, AfterValidator(_no_repeats), Flag("party")]
BodyName = Annotated[str, AfterValidator(_body)]
Bodies = Annotated[tuple[BodyName, ...], *FEW, AfterValidator(_no_repeats)]
Actor = Annotated[str, AfterValidator(_actor)]
Actors = Annotated[tuple[Actor, ...], *FEW, AfterValidator(_no_repeats)]
Lines = Annotated[tuple[Line, ...], *FEW, AfterValidator(_no_repeats)]
Titles = Annotated[
    dict[Language, Line],
    Field(min_length=1, max_length=MAX_MEMBERS),
    AfterValidator(lambda titles: dict(sorted(titles.items()))),  # as they come back from the log
    Flag("title"),
]
Citations = Annotated[tuple[Cite, ...], *FEW, AfterValidator(_no_repeats), Flag("cite")]
Round = Annotated[
    int | str,
    PlainValidator(_round, json_schema_input_type=int | str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": MAX_ROUND},
                {"type": "string", "pattern": _LABEL.pattern, "maxLength": 40},
            ]
        }
    ),
]
REF_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*/[1-9][0-9]{0,4}$"
ENTRY_ID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"

CommitmentRef = Annotated[str, StringConstraints(pattern=REF_PATTERN, max_length=90)]
EntryId = Annotated[str, StringConstraints(pattern=ENTRY_ID_PATTERN)]
