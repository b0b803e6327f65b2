"""Command-line options made from the event classes, and option values made into event data."""

import types
import typing
from typing import Any, Literal, NamedTuple

import click

from servanda.errors import InvalidInputError
from servanda.events.base import Event
from servanda.events.values import Drawn, Flag
from servanda.events.window import Window

TEXT = "TEXT"


class EventOption(NamedTuple):
    """A field of an event class as an option."""

    field: str
    flag: str
    form: str  # text, many, choice, switch, titles, changes, window
    choices: tuple[str, ...]
    required: bool
    drawn: str | None
    help: str

    @property
    def parameter(self) -> str:
        """The name under which click passes the value."""
        return f"field_{self.field}"

    @property
    def declared(self) -> click.Option:
        """The click option. Nothing is required there: `record` asks or refuses by itself."""
        names = [self.parameter, f"--{self.flag}"]
        match self.form:
            case "choice":
                return click.Option(names, type=click.Choice(self.choices), help=self.help)
            case "switch":
                return click.Option(names, is_flag=True, default=None, help=self.help)
            case "many" | "titles" | "changes":
                return click.Option(
                    names, multiple=True, metavar=_METAVARS.get(self.form, TEXT), help=self.help
                )
            case _:
                return click.Option(names, metavar=_METAVARS.get(self.form, TEXT), help=self.help)

    def value(self, given: Any) -> Any:
        """The field's data from what click passed."""
        match self.form:
            case "titles":
                return dict(_language_and_title(text) for text in given)
            case "changes":
                return dict(_name_and_value(text) for text in given)
            case "many":
                return list(given)
            case "window":
                return _window(given)
            case _:
                return given


_METAVARS = {"titles": "[LANG=]TITLE", "changes": "FIELD=VALUE", "window": "DATE[=WORDS]"}


def options_of(cls: type[Event]) -> list[EventOption]:
    """The options of an event type, in the order of its fields, the common ones last."""
    common = list(Event.model_fields)
    names = [name for name in cls.model_fields if name not in common] + common
    return [_option(cls, name) for name in names]


def _option(cls: type[Event], name: str) -> EventOption:
    field = cls.model_fields[name]
    flags = [mark.name for mark in field.metadata if isinstance(mark, Flag)]
    # The field's own mark comes after those of its type.
    flag = flags[-1] if flags else name.replace("_", "-")
    drawn = next((mark.source for mark in field.metadata if isinstance(mark, Drawn)), None)
    form, choices = _form(name, field.annotation)
    required = field.is_required() and drawn is None
    words = (field.description or "").rstrip(".")
    if required:
        words += "; required"
    elif drawn:
        words += f"; if left out: {drawn}"
    elif form in ("many", "titles", "changes"):
        words += "; may be repeated"
    return EventOption(name, flag, form, choices, required, drawn, f"{words}.")


def _form(name: str, annotation: Any) -> tuple[str, tuple[str, ...]]:
    if name in ("titles", "changes"):
        return name, ()
    inner = [arg for arg in typing.get_args(annotation) if arg is not type(None)] or [annotation]
    kind = inner[0] if typing.get_origin(annotation) in (types.UnionType, typing.Union) else annotation
    if typing.get_origin(kind) is Literal:
        return "choice", typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return "many", ()
    return {bool: "switch", Window: "window"}.get(kind, "text"), ()


def data_from(options: list[EventOption], parameters: dict[str, Any]) -> dict[str, Any]:
    """The event data of the options that were given."""
    data = {}
    for option in options:
        given = parameters.get(option.parameter)
        if given is not None and given != ():
            data[option.field] = option.value(given)
    return data


def prompt_for(option: EventOption) -> Any:
    """Ask for a field on the terminal until something is given."""
    words = f"{option.flag}: {option.help.removesuffix('; required.')}"
    if option.form in ("many", "titles", "changes"):
        answer = click.prompt(f"{words} (separate several with ;)", err=True)
        return option.value([part.strip() for part in answer.split(";") if part.strip()])
    if option.form == "choice":
        return click.prompt(words, type=click.Choice(option.choices), err=True)
    return option.value(click.prompt(words, err=True))


def _language_and_title(text: str) -> tuple[str, str]:
    language, equals, title = text.partition("=")
    if equals and language.isascii() and language.isalpha() and len(language) in (2, 3):
        return language.lower(), title
    return "en", text


def _name_and_value(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        msg = f"--change: {text!r} has no value"
        raise InvalidInputError(msg, "Give FIELD=VALUE, such as due=2021-23.")
    return name.replace("-", "_"), value


def _window(text: str) -> dict[str, str] | str:
    """``2024``, or with the source's words ``2024=in 2024``."""
    edtf, equals, words = text.partition("=")
    return {"edtf": edtf.strip(), "words": words.strip()} if equals else text
