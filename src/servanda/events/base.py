"""What all events have in common."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from servanda.events.text import Text
from servanda.events.values import Citations, Drawn
from servanda.events.window import Window

StreamKind = Literal["source", "dialogue", "any"]


class Event(BaseModel):
    """What happened, as data: when, where it is written, and a remark of the recorder."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, strict=False)

    type: ClassVar[str]
    version: ClassVar[int] = 1
    stream: ClassVar[StreamKind] = "dialogue"
    opens_stream: ClassVar[bool] = False
    example: ClassVar[str]
    """Arguments of a `servanda record` call that records such an event."""

    occurred: Annotated[Window, Drawn("the round, or else the day the cited source was published")] = Field(
        description="When it happened in the world (EDTF)."
    )
    citations: Citations = Field((), description="Sources that say so.")
    note: Text | None = Field(
        None, description="Remark of the recorder: doubts, contradictions, how a value was read."
    )

    def data(self) -> dict[str, Any]:
        """The event as JSON values, without fields that were left out."""
        plain: dict[str, Any] = self.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
        return {name: value for name, value in plain.items() if value not in ([], {})}

    @classmethod
    def summary(cls) -> str:
        """The first sentence of the class docstring, without its full stop."""
        return (cls.__doc__ or "").strip().splitlines()[0].partition(". ")[0].rstrip(".")
