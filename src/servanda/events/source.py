"""Events of a source's stream."""

from typing import Annotated, Literal

from pydantic import Field

from servanda.events.base import Event
from servanda.events.text import Language, Line, Sha256, Slug
from servanda.events.values import FEW, BodyName, Flag, Titles
from servanda.events.window import Window

URL_PATTERN = r'^https?://[^\s<>"]+$'

SourceKind = Literal["press-release", "joint-statement", "white-paper", "report", "news", "web-page", "other"]


class SourcePublished(Event):
    """A document was published that events cite.

    `occurred` is the day of publication. The dialogues it covers are those about which it
    would have said something new: from it, silence means something.
    """

    type = "source-published"
    stream = "source"
    opens_stream = True
    example = (
        "mic-2023-11-14-jp-fr-ict-22 --occurred 2023-11-14 --title 'Results of 22nd Japan-France "
        "ICT Consultations' --publisher MIC --language en --kind press-release --covers jp-fr-ict"
    )

    occurred: Window = Field(description="Day of publication (EDTF).")
    titles: Titles = Field(description="Title by language.")
    publisher: BodyName | None = Field(None, description="Body that published it.")
    language: Language | None = Field(None, description="Language of the text (ISO 639).")
    kind: SourceKind = Field("other", description="Kind of document.")
    url: Line | None = Field(None, description="Address.", pattern=URL_PATTERN)
    sha256: Sha256 | None = Field(None, description="SHA-256 of the document's bytes.")
    dialogues: Annotated[tuple[Slug, ...], *FEW, Flag("covers")] = Field(
        (), description="Dialogue it covers."
    )
