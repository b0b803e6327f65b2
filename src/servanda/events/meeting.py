"""Events of a dialogue's meetings."""

from typing import Annotated, Literal

from pydantic import Field

from servanda.events.base import Event
from servanda.events.text import Line
from servanda.events.values import Actors, Bodies, Flag, Lines, Parties, PartyCode, Round
from servanda.events.window import Window

ROUND = "Ordinal (22), or a label where none is stated (WTSA-24, 2023-12)."
Format = Literal["in-person", "online", "hybrid"]
Level = Literal["leaders", "ministers", "vice-ministers", "directors-general", "directors", "experts"]


class MeetingScheduled(Event):
    """A meeting was announced with its date. `occurred` is the day of the announcement."""

    type = "meeting-scheduled"
    example = (
        "itu-wtsa --round WTSA-24 --occurred ../2024-10-14 --when 2024-10-15/2024-10-24 --place 'New Delhi'"
    )

    round: Round = Field(description=ROUND)
    when: Window = Field(description="When it is to be held (EDTF).")
    place: Line | None = Field(None, description="City and, where useful, venue.")
    country: PartyCode | None = Field(None, description="Country of the place.")
    format: Format | None = Field(None, description="In person, online, or both.")
    hosts: Annotated[Parties, Flag("host")] = Field((), description="Party that is to host.")


class MeetingRescheduled(Event):
    """An announced meeting was moved."""

    type = "meeting-rescheduled"
    example = "itu-wtdc --round WTDC-22 --occurred ../2022-06 --when 2022 --reason 'COVID-19'"

    round: Round = Field(description=ROUND)
    when: Window = Field(description="New date (EDTF).")
    reason: Line | None = Field(None, description="Why.")


class MeetingCancelled(Event):
    """An announced meeting will not take place."""

    type = "meeting-cancelled"
    example = "jp-xx-ict --round 5 --occurred 2020-03 --reason 'COVID-19'"

    round: Round = Field(description=ROUND)
    reason: Line | None = Field(None, description="Why.")


class MeetingHeld(Event):
    """A round took place. It fulfils the open next-meeting commitment of that round by itself."""

    type = "meeting-held"
    example = (
        "jp-fr-ict --round 22 --occurred 2023-11-09 --place Paris --country FR --format hybrid "
        "--topic AI --cite mic-2023-11-14-jp-fr-ict-22"
    )

    occurred: Window = Field(description="When it was held (EDTF).")
    round: Round = Field(description=ROUND)
    place: Line | None = Field(None, description="City and, where useful, venue.")
    country: PartyCode | None = Field(None, description="Country of the place.")
    format: Format | None = Field(None, description="In person, online, or both.")
    level: Level | None = Field(None, description="Level of the participants.")
    hosts: Annotated[Parties, Flag("host")] = Field((), description="Party that hosted.")
    chairs: Annotated[Actors, Flag("chair")] = Field((), description="Party or body that chaired.")
    bodies: Annotated[Bodies, Flag("body")] = Field((), description="Body that took part.")
    topics: Annotated[Lines, Flag("topic")] = Field((), description="Topic discussed.")
    title: Line | None = Field(None, description="Name of the meeting where it has one of its own.")
