"""The fields of a draft as a reviewer edits them, typed as the command line of `record` takes them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from servanda.cli.event_options import EventOption, options_of
from servanda.documents.drafting.wording import OF_THE_SOURCE
from servanda.domain.decide import Draft
from servanda.errors import InvalidInputError, UnknownNameError, nearest
from servanda.events.base import Event
from servanda.events.citation import Citation, short_form
from servanda.events.registry import event_class, make
from servanda.events.text import SLUG_LIMIT, SLUG_PATTERN
from servanda.events.window import UNKNOWN

STREAM = "stream"
SEPARATOR = ";"
_YES, _NO = ("y", "yes", "true"), ("n", "no", "false")
_HOW = {
    "many": f"separate several with {SEPARATOR}",
    "titles": f"[LANG=]TITLE; separate several with {SEPARATOR}",
    "changes": f"FIELD=VALUE; separate several with {SEPARATOR}",
    "window": "DATE, or DATE=WORDS with the words it was read from",
    "switch": "yes or no",
}


class Field(NamedTuple):
    """A field of a draft: its number in the lists, its name, and its option; None for the stream."""

    number: int
    name: str
    option: EventOption | None = None

    @property
    def key(self) -> str:
        """The name in the draft's data."""
        return self.option.field if self.option else STREAM

    @property
    def description(self) -> str:
        """What it is for, from the event class."""
        return self.option.help if self.option else "Slug of the dialogue or source that it is recorded of."

    @property
    def required(self) -> bool:
        """Whether it cannot be left out."""
        return self.option is None or self.option.required

    @property
    def how(self) -> str:
        """How a value is typed; empty where there is nothing to know."""
        if self.option is None:
            return ""
        return ", ".join(self.option.choices) or _HOW.get(self.option.form, "")


def fields_of(type_: str) -> list[Field]:
    """The fields of an event type, the stream first; their numbers are the same for every draft of it."""
    options = options_of(event_class(type_))
    return [Field(1, STREAM), *(Field(number, one.flag, one) for number, one in enumerate(options, start=2))]


def field_named(fields: Sequence[Field], given: str) -> Field:
    """The field of a number or a name.

    Raises:
        UnknownNameError: there is none, with the nearest.
    """
    wanted = given.strip().lower().lstrip("-")
    for field in fields:
        if wanted in (str(field.number), field.name, field.key, field.key.replace("_", "-")):
            return field
    names = [*(field.name for field in fields), *(field.key for field in fields)]
    msg = f"there is no field {given!r}"
    raise UnknownNameError(msg, nearest(wanted, names) or "? lists them.")


def typed(field: Field, draft: Draft) -> str:
    """The value of a field as it would be typed; empty where it is left out."""
    if field.option is None:
        return draft.subject
    value = draft.data.get(field.key)
    return "" if value is None else _typed(field.option, value)


def _typed(option: EventOption, value: Any) -> str:
    match option.form:
        case "window" if isinstance(value, dict):
            words = value.get("words")
            return f"{value['edtf']}={words}" if words else str(value["edtf"])
        case "titles" | "changes" if isinstance(value, dict):
            value = [f"{name}={one}" for name, one in value.items()]
        case "many" if option.field == "citations":
            value = [short_form(Citation.model_validate(one)) for one in value]
        case "switch":
            value = "yes" if value else "no"
    return f"{SEPARATOR} ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def value_typed(field: Field, answer: str) -> Any:
    """The value that somebody typed, before the event class has seen it.

    Raises:
        InvalidInputError: it is none of the choices, or not of the form.
    """
    option = field.option
    if option is None:
        return _slug(answer)
    match option.form:
        case "many" | "titles" | "changes":
            return option.value([part.strip() for part in answer.split(SEPARATOR) if part.strip()])
        case "choice" if answer not in option.choices:
            msg = f"{field.name}: {answer!r} is not one of {', '.join(option.choices)}"
            raise InvalidInputError(msg, nearest(answer, option.choices))
        case "switch":
            return _yes(field, answer.lower())
    return option.value(answer)


def _slug(text: str) -> str:
    if not (re.fullmatch(SLUG_PATTERN, text) and len(text) <= SLUG_LIMIT):
        msg = f"{text!r} is not a slug"
        raise InvalidInputError(msg, "Accepted: small letters, digits, single hyphens, such as jp-fr-ict.")
    return text


def _yes(field: Field, answer: str) -> bool:
    if answer not in (*_YES, *_NO):
        msg = f"{field.name}: {answer!r} is neither yes nor no"
        raise InvalidInputError(msg)
    return answer in _YES


def data_with(draft: Draft, field: Field, value: Any) -> dict[str, Any]:
    """The data of a draft with another value of a field; None leaves it out.

    A new text of a commitment is no longer in the words of the source, and the note does not say so.
    """
    data = {name: one for name, one in draft.data.items() if name != field.key}
    if value is not None:
        data = {**draft.data, field.key: value}
    if field.key == "text" and value != draft.data.get("text"):
        data["note"] = " ".join(str(data.get("note", "")).replace(OF_THE_SOURCE, " ").split())
        if not data["note"]:
            del data["note"]
    return data


def made(draft: Draft) -> Event:
    """The event of a draft, whatever is drawn from the ledger filled in for the time being.

    Raises:
        InvalidInputError: the data or the slug are not of the form.
    """
    cls = event_class(draft.type)
    _slug(draft.subject)
    drawn: dict[str, Any] = {"occurred": {"edtf": UNKNOWN}}
    if "ref" in cls.model_fields:
        drawn["ref"] = f"{draft.subject}/1"
    return make(draft.type, drawn | draft.data)


def normal(draft: Draft, data: dict[str, Any], field: Field) -> dict[str, Any]:
    """The data with the value of a field as the event class has it: 23 for "23", JP for Japan.

    What the event class refuses is left as it is, for the check to tell.
    """
    try:
        read = made(replace(draft, data=data)).data()
    except InvalidInputError:
        return data
    if field.key in read and field.key in data:
        return {**data, field.key: read[field.key]}
    return {name: value for name, value in data.items() if name != field.key}
