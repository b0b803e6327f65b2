"""A document cut into sentences, with what every rule needs to know of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from servanda.documents import dialogues, origin
from servanda.documents.blocks import Block, blocks
from servanda.documents.dates import Phrase, Tense, phrases
from servanda.documents.flat import flat
from servanda.documents.meeting import Sentence
from servanda.documents.meeting.scene import Scene
from servanda.documents.names import Names
from servanda.documents.sentences import sentences
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, cues
from servanda.events.text import LINE_LIMIT

# The month in which a government's fiscal year begins, where it is not January.
_APRIL, _JULY, _OCTOBER = 4, 7, 10
_FISCAL = {
    **dict.fromkeys(("JP", "IN", "GB", "CA", "SG", "HK", "NZ"), _APRIL),
    **dict.fromkeys(("AU", "EG", "PK", "BD", "KE", "UG"), _JULY),
    **dict.fromkeys(("US", "TH"), _OCTOBER),
}
_FUTURE = re.compile(r"\b(?:future|next|forward|ahead|plans?|closing)\b|今後|次回|予定", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:joint )?(?:press|media|news) (?:release|note|statement|advisory|communiqu[eé])s?|news(?: story)?|press|readout|"
    r"for immediate release|policy paper|joint statement|joint communiqu[eé]|communiqu[eé]|chair'?s'? (?:summary|statement)|statement|fact ?sheet|"
    r"[\w ]{0,40} - statement|報道発表(?:資料)?|報道資料|お知らせ|ニュースリリース|プレスリリース)\W*(?:no\. ?\d+\W*)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}|令和|平成")
_HEADS = 7
_SENTENCE_END = re.compile(r"[.。!?][\"')]*\s*$")
_MOSTLY = 0.8
_REFERENCE = re.compile(r"\(?(?:reference|参考|note|attendees|participants|出席者)")


@dataclass(frozen=True)
class Page:
    """A document, or a section of one.

    Attributes:
        text: the document as read.
        published: its publication day.
        language: ``en`` or ``ja``.
        blocks: its blocks; of a section those of the section.
        names: the names in it.
        cues: the cues of its language.
        parties: the parties of its dialogue, once they are known.
        since: the day from which "within six months" counts: the last of the meeting, if known.
    """

    text: str
    published: date
    language: str
    blocks: tuple[Block, ...]
    names: Spoken
    cues: Cues
    parties: tuple[str, ...] = ()
    since: date | None = None

    @classmethod
    def of(
        cls,
        text: str,
        published: date,
        language: str,
        headings: Sequence[tuple[int, int]] = (),
        lexicon: Path | None = None,
    ) -> "Page":
        """A whole document.

        Raises:
            InvalidInputError: the user's folder of names and cues is malformed.
        """
        names = Spoken(Names.load(lexicon), text)
        return cls(text, published, language, tuple(blocks(text, headings)), names, cues(language, lexicon))

    def between(self, parties: tuple[str, ...]) -> "Page":
        """The same, read as of a dialogue between these parties."""
        return replace(self, parties=parties, names=self.names.between(parties))

    def only(self, blocks: Sequence[Block]) -> "Page":
        """The same document, of which only some blocks are read."""
        return replace(self, blocks=tuple(blocks))

    def counted_from(self, day: date) -> "Page":
        """The same, with "within six months" counted from a day."""
        return replace(self, since=day)

    @cached_property
    def plain(self) -> str:
        """The text in plain characters."""
        return flat(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, headings and contact lines included."""
        return tuple(
            Sentence(start, end, block)
            for block in self.blocks
            for start, end in sentences(self.text, block.start, block.end, self.language)
        )

    @property
    def prose(self) -> list[Sentence]:
        """The sentences of the text itself: no titles, headings or contact lines."""
        return [one for one in self.sentences if one.block.kind in ("paragraph", "item")]

    def said(self, one: Sentence) -> str:
        """A sentence in plain characters."""
        return self.plain[one.start : one.end]

    def line(self, start: int, end: int) -> str:
        """Some words of the text as a value: in one line, without hidden characters."""
        words = "".join(c if c.isprintable() or not c.isspace() else " " for c in self.text[start:end])
        shown = "".join(c for c in words if c.isprintable())
        return re.sub(r"\s+", " ", shown).strip()[:LINE_LIMIT]

    def dates(self, one: Sentence, tense: Tense = "future") -> list[Phrase]:
        """The date phrases of a sentence."""
        if (one.start, tense) not in self._read:
            fiscal = _FISCAL.get(self.parties[0]) if self.parties else None
            self._read[one.start, tense] = phrases(
                self.said(one),
                self.language,
                self.published,
                counted_from=self.since,
                fiscal=fiscal,
                tense=tense,
            )
        return self._read[one.start, tense]

    @cached_property
    def _read(self) -> dict[tuple[int, Tense], list[Phrase]]:
        """The date phrases by the start of their sentence: several rules ask for them."""
        return {}

    @cached_property
    def scene(self) -> Scene:
        """The document as the readers of its meeting see it."""
        found = origin.published(self.text, self.blocks, self.language)
        dateline = (found.start, found.end) if found and found.day == self.published else (0, 0)
        return Scene(self.plain, self.language, self.names, self.published, self.sentences, dateline)

    @cached_property
    def title(self) -> tuple[int, int]:
        """The code points of the title: of the first lines one that names a dialogue, or the first that says more
        than a date, a label or who published it.
        """
        heads = [block for block in self.blocks if block.kind != "closing"][:_HEADS]
        lines = [
            (block.start + dialogues.title_of(self.text[block.start : block.end])[0], block.end)
            for block in heads
            if not _SENTENCE_END.search(self.plain[block.start : block.end])
        ]
        telling = [line for line in lines if line[0] < line[1] and not self._is_label(*line)]
        named = [line for line in telling if dialogues.names(self.text[slice(*line)], self.language)]
        return next(iter([*named, *telling, *lines, *((block.start, block.end) for block in heads)]), (0, 0))

    def _is_label(self, start: int, end: int) -> bool:
        """Whether a line at the head of a document is a date, "Press release", or who published it."""
        line = self.plain[start:end].strip()
        if _LABEL.fullmatch(line):
            return True
        dated = any(_YEAR.search(phrase.words) for phrase in phrases(line, self.language, self.published))
        named = sum(len(body.words) for body in self.names.bodies(line))
        return (dated and not dialogues.names(line, self.language)) or named >= _MOSTLY * len(line)

    def heading(self, block: Block) -> str:
        """The words of a heading, without its number and colon."""
        return self.line(block.start, block.end).strip(" :：*#").strip()

    def is_generic(self, heading: str) -> bool:
        """Whether a heading names no matter: "Summary", "Next steps", or the dialogue itself."""
        words = flat(heading).lower().strip(" .:")
        known = self.cues["generic headings"]
        return (
            words in known
            or is_about_what_comes(words)
            or bool(dialogues.names(heading, self.language))
            or any(words.startswith((f"{one} of ", f"{one} from ")) for one in known)
            or _REFERENCE.match(words) is not None
        )


def is_about_what_comes(heading: str) -> bool:
    """Whether a heading is about the future: "Next steps", 今後の予定."""
    return _FUTURE.search(flat(heading)) is not None
