"""Where a source says so: a passage found again by its position and by its hash."""

import re
from hashlib import sha256
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from servanda.events.text import Line, Sha256, Slug, Text

_SHORT = re.compile(
    r"(?P<source>[^@#]+)(@(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})=(?P<sha256>[0-9a-f]{64}))?(#(?P<locator>.+))?"
)


class Citation(BaseModel):
    """A passage of a published document.

    Position and hash follow the W3C Web Annotation text position selector: ``start`` and
    ``end`` count Unicode code points of the document as decoded from UTF-8, line ends
    untouched, ``end`` exclusive; ``sha256`` is taken over the UTF-8 bytes of that passage. The
    hash finds the passage again when the document moved; the position alone would not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Slug = Field(description="Slug of the cited source.", examples=["mic-2023-11-14-jp-fr-ict-22"])
    locator: Line | None = Field(None, description="Heading, page or footnote the passage stands under.")
    start: int | None = Field(None, ge=0, description="First code point of the passage.")
    end: int | None = Field(None, ge=1, description="Code point after the last one of the passage.")
    sha256: Sha256 | None = Field(None, description="SHA-256 of the passage's UTF-8 bytes.")
    exact: Text | None = Field(None, description="The quoted words, where the ledger may keep them.")

    @model_validator(mode="after")
    def _whole_selector(self) -> "Citation":
        given = [value is not None for value in (self.start, self.end, self.sha256)]
        if any(given) and not all(given):
            msg = "start, end and sha256 belong together; give all three or none"
            raise ValueError(msg)
        if self.start is not None and self.end is not None and self.end <= self.start:
            msg = f"the passage ends at {self.end}, before or where it starts ({self.start})"
            raise ValueError(msg)
        if self.exact is not None and self.sha256 not in (None, passage_hash(self.exact)):
            msg = "sha256 is not the hash of the quoted words"
            raise ValueError(msg)
        return self


def passage_hash(passage: str) -> str:
    """SHA-256 of a passage's UTF-8 bytes, in lower-case hex."""
    return sha256(passage.encode()).hexdigest()


def short_form(citation: Citation) -> str:
    """The one-argument form that the command line takes: ``slug@start-end=sha256#locator``."""
    span = f"@{citation.start}-{citation.end}={citation.sha256}" if citation.sha256 else ""
    return f"{citation.source}{span}" + (f"#{citation.locator}" if citation.locator else "")


def _from_short_form(given: Any) -> Any:
    if not isinstance(given, str):
        return given
    match = _SHORT.fullmatch(given)
    if not match:
        msg = f"{given!r} is not a citation; give SOURCE, or SOURCE@START-END=SHA256#HEADING"
        raise ValueError(msg)
    return {
        name: int(value) if name in ("start", "end") else value
        for name, value in match.groupdict().items()
        if value is not None
    }


Cite = Annotated[Citation, BeforeValidator(_from_short_form)]
