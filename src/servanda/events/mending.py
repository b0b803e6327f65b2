"""Our own errors: entries about entries. The world's changes have events of their own."""

from typing import Annotated, Any

from pydantic import Field

from servanda.events.base import Event
from servanda.events.text import Line
from servanda.events.values import Drawn, EntryId, Flag
from servanda.events.window import Window


class Mending(Event):
    """What the recorder says about an entry of the same stream."""

    stream = "any"

    occurred: Annotated[Window, Drawn("today")] = Field(description="When the error was found (EDTF).")
    entry: EntryId = Field(description="Entry that is mended (#14).")
    reason: Line = Field(description="What was wrong.")


class EntryCorrected(Mending):
    """An entry misread its source; these fields should have been otherwise.

    A field given as null is taken out. The entry keeps its place in the log; what it says from
    now on is the corrected event, which must be valid by itself.
    """

    type = "entry-corrected"
    example = "jp-fr-ict --entry '#14' --change due=2021-23 --reason 'season misread'"

    changes: Annotated[dict[str, Any], Flag("change")] = Field(
        description="New value of each field that was wrong.", min_length=1
    )


class EntryVoided(Mending):
    """An entry should not have been recorded. Voiding a correction undoes it."""

    type = "entry-voided"
    example = "jp-fr-ict --entry '#14' --reason 'recorded twice'"
