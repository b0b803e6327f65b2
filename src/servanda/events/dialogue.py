"""Events in the life of a dialogue itself."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from servanda.events.base import Event
from servanda.events.text import Line, Slug
from servanda.events.values import Actors, Bodies, Day, Flag, Lines, Parties, Titles
from servanda.events.window import Window

DialogueKind = Literal[
    "policy-dialogue",
    "consultations",
    "workshop",
    "working-group",
    "partnership",
    "forum",
    "framework",
    "conference",
    "negotiation",
    "programme",
]


class DialogueEstablished(Event):
    """A dialogue began, or was found to exist: a series of meetings or a standing framework."""

    type = "dialogue-established"
    opens_stream = True
    example = (
        "jp-fr-ict --occurred ../2023-11-09 --title 'Japan-France ICT Consultations' "
        "--kind consultations --party JP --party FR --lead MIC --lead MEFSIN"
    )

    occurred: Window = Field(description="When it began (EDTF); ../2023-11-09 if it existed by then.")
    titles: Titles = Field(description="Name by language.")
    kind: DialogueKind = Field(description="Kind of dialogue.")
    parties: Parties = Field(description="Country or organisation that takes part.", min_length=1)
    leads: Annotated[Bodies, Flag("lead")] = Field((), description="Body that leads for a party.")
    bodies: Annotated[Bodies, Flag("body")] = Field(
        (), description="Other body that takes part, or organ of the dialogue itself."
    )
    parent: Slug | None = Field(None, description="Dialogue it is part of.")
    aliases: Annotated[Lines, Flag("alias")] = Field((), description="Other name it goes by.")


class DialogueRenamed(Event):
    """A dialogue took another name."""

    type = "dialogue-renamed"
    example = "jp-us-digital --occurred 2023-03-07 --title 'U.S.-Japan Dialogue on Digital Economy'"

    titles: Titles = Field(description="New name by language.")
    aliases: Annotated[Lines, Flag("alias")] = Field((), description="Other name it goes by from then on.")


class MembershipChanged(Event):
    """Parties, leads or bodies joined or left."""

    type = "membership-changed"
    example = "jp-uk-digital --occurred 2022-12 --joined DSIT"

    joined: Actors = Field((), description="Party or body that joined.")
    left: Actors = Field((), description="Party or body that left.")
    as_leads: bool = Field(default=False, description="The bodies that joined lead for their party.")

    @model_validator(mode="after")
    def _someone(self) -> "MembershipChanged":
        if not self.joined and not self.left:
            msg = "name at least one party or body that joined or left"
            raise ValueError(msg)
        return self


class CadenceAgreed(Event):
    """The parties agreed, or stated, how often they meet and whose turn it is."""

    type = "cadence-agreed"
    example = "jp-eu-workshop --occurred 2021-04-16 --times 2 --per year --host EU --host JP"

    times: int = Field(1, ge=1, le=366, description="Meetings in each period.")
    per: Literal["year", "month", "week"] = Field("year", description="Unit of the period.")
    every: int = Field(1, ge=1, le=100, description="Length of the period in units: 4 for every four years.")
    hosts: Annotated[Parties, Flag("host")] = Field((), description="Hosts in the order of their turns.")


class DialogueSucceeded(Event):
    """A dialogue gave way to another one."""

    type = "dialogue-succeeded"
    example = "jp-uk-ict --occurred 2022-12 --by jp-uk-digital"

    by: Slug = Field(description="Dialogue that took its place.")


class DialogueConcluded(Event):
    """A dialogue came to its end."""

    type = "dialogue-concluded"
    example = "jp-xx-ict --occurred 2023-03-31 --reason 'Purpose met'"

    reason: Line | None = Field(None, description="Why, in a sentence.")


class CoverageChecked(Event):
    """Somebody looked for news of a dialogue and found nothing more.

    Without it, silence after the newest source means only that nobody looked.
    """

    type = "coverage-checked"
    example = "jp-fr-ict --occurred 2025-02-03 --through 2025-02-01 --where 'MIC press releases'"

    through: Day = Field(description="Last day up to which somebody looked (YYYY-MM-DD).")
    where: Line | None = Field(None, description="Where they looked.")

    @model_validator(mode="after")
    def _looked_back(self) -> "CoverageChecked":
        if self.through > self.occurred.latest.isoformat():
            msg = f"through: {self.through} is after the day on which somebody looked ({self.occurred})"
            raise ValueError(msg)
        return self
