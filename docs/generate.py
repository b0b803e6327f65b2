"""Writes docs/events.md and docs/cli.md from the code; with --check says whether they are up to date."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from servanda.cli.event_options import EventOption, options_of
from servanda.cli.main import main as servanda
from servanda.events.base import Event
from servanda.events.registry import EVENT_TYPES
from servanda.events.window import ACCEPTED_FORMS
from servanda.presentation.markdown import escaped, table

FOLDER = Path(__file__).parent
WIDTH = 96
FORMS = {
    "text": "text",
    "many": "texts",
    "switch": "switch",
    "window": "date",
    "titles": "`LANG=TITLE`",
    "changes": "`FIELD=VALUE`",
}


def events() -> Iterator[str]:
    """The reference of the event types."""
    yield "# Events"
    yield ""
    yield "Made by `make docs` from the event classes; `servanda schema TYPE` prints the JSON Schema of each."
    yield "All events carry `occurred`, `citations` and `note`; they are described once, here."
    yield ""
    common = list(Event.model_fields)
    first = next(iter(EVENT_TYPES.values()))
    yield from _fields([option for option in options_of(first) if option.field in common])
    yield ""
    yield f"Dates: {escaped(ACCEPTED_FORMS.removeprefix('Accepted: '))}."
    yield "On the command line `DATE=WORDS` keeps the words of the source:"
    yield "`--due '../2021-12-31=by the end of 2021'`."
    for slug, cls in EVENT_TYPES.items():
        yield ""
        yield f"## {slug}"
        yield ""
        yield from (inspect.getdoc(cls) or "").splitlines()
        yield ""
        stream = "a source or a dialogue" if cls.stream == "any" else f"a {cls.stream}"
        begins = ", which it begins" if cls.opens_stream else ""
        yield f"Stream: {stream}{begins}. Version: {cls.version}."
        yield ""
        yield from _fields([option for option in options_of(cls) if option.field not in common])
        yield ""
        yield "```console"
        yield f"$ servanda record {slug} {cls.example}"
        yield "```"


def _fields(options: list[EventOption]) -> list[str]:
    rows = [
        (f"`{o.field}`", f"`--{o.flag}`", " · ".join(o.choices) or FORMS[o.form], escaped(o.help))
        for o in options
    ]
    return table(("Field", "Option", "Form", "What it says"), rows)


def commands() -> Iterator[str]:
    """The reference of the commands: what --help prints."""
    yield "# Commands"
    yield ""
    yield "Made by `make docs` from the commands themselves."
    context = click.Context(servanda, info_name="servanda", max_content_width=WIDTH, terminal_width=WIDTH)
    yield from _help("servanda", servanda, context)
    for name in servanda.list_commands(context):
        command = servanda.get_command(context, name)
        if command is not None:
            inner = _within(context, command)
            yield from _help(f"servanda {name}", command, inner)
            if isinstance(command, click.Group) and name != "record":  # docs/events.md has those
                for verb, each in command.commands.items():
                    yield from _help(f"servanda {name} {verb}", each, _within(inner, each))


def _within(parent: click.Context, command: click.Command) -> click.Context:
    return click.Context(
        command, info_name=command.name, parent=parent, max_content_width=WIDTH, terminal_width=WIDTH
    )


def _help(title: str, command: click.Command, context: click.Context) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    yield "```text"
    yield from (line.rstrip() for line in command.get_help(context).splitlines())
    yield "```"


def main() -> int:
    """Write the pages, or compare them."""
    stale = 0
    for name, lines in (("events.md", events()), ("cli.md", commands())):
        content = "\n".join(lines) + "\n"
        path = FOLDER / name
        if "--check" not in sys.argv:
            path.write_text(content, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != content:
            print(f"docs/{name} is out of date: run `make docs`")
            stale = 1
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
