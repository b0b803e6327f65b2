"""Values of a record in few words, whatever their kind."""

from typing import Any

from servanda.domain.records import Cadence
from servanda.events.window import Window
from servanda.presentation.dates import NOT_STATED, plain
from servanda.presentation.names import cadence


def in_words(value: Any) -> str:
    """A value of a record, or of an event as JSON, in few words."""
    match value:
        case None | () | [] | "":
            return NOT_STATED
        case Window():
            return plain(value)
        case Cadence():
            return cadence(value)
        case dict():
            return _mapping(value)
        case list() | tuple():
            return ", ".join(in_words(item) for item in value)
    return str(value)


def _mapping(value: dict[str, Any]) -> str:
    match value:
        case {"edtf": str()}:
            return plain(Window.of(value))
        case {"source": str()}:
            return passage(value)
    return ", ".join(f"{name}: {in_words(item)}" for name, item in value.items())


def passage(citation: dict[str, Any]) -> str:
    """A cited passage: the source, the heading it stands under, its place."""
    place = f", {citation['locator']}" if "locator" in citation else ""
    span = f", characters {citation['start']}-{citation['end']}" if "start" in citation else ""
    return f"{citation['source']}{place}{span}"
