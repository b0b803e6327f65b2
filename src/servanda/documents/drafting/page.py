"""A document cut into sentences, with what every rule needs to know of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

from servanda.documents import dialogues, origin
from servanda.documents.blocks import Block, blocks
from servanda.documents.dates import Phrase, Tense, phrases
from servanda.documents.flat import flat, shown
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
_HEADS = 6
_LONG = 4 * LINE_LIMIT
"""Of so many characters a line is made, those that nobody sees and further spaces among them."""
_IS_SENTENCE = re.compile(r"[.。][\s\"'”’」)]*$|[.。]\s*\S.{80}", re.DOTALL)
_SORT = re.compile(
    r"\b(?:press|media|news|policy|joint|chair(?:man)?'?s?|co-chairs'?|release|advisory|note|notice|paper|"
    r"statement|summary|communiqu[eé]|room|the|of|and|for|republic|kingdom|government|updated|published|from)\b|"
    r"報道資料|報道発表|プレスリリース|ニュースリリース|お知らせ",
    re.IGNORECASE,
)
"""Words that say what sort of a text a line begins, or belong to the names of those who publish it."""
_OFFICE = re.compile(
    r"(?:The )?(?:[A-Z]\w+ )?(?:Ministry|Department|Directorate|Office|Embassy|Secretariat)"
    r"(?:,? (?:of|for|and|the|[A-Z][\w&-]*))*|[^はがをの、\s]{2,20}(?:省|庁|局|部|課|室|府)"
)
_BESIDE_A_DATE = re.compile(r"[A-Z][\w.-]{1,25}(?: [A-Z][\w.-]{1,25})?,")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FUTURE = re.compile(r"\b(?:future|next|forward|ahead|plans?|closing)\b|今後|次回|予定", re.IGNORECASE)
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
        return self._with(parties=parties, names=self.names.between(parties))

    def only(self, blocks: Sequence[Block]) -> "Page":
        """The same document, of which only some blocks are read."""
        names = self.names.within(self.text[blocks[0].start : blocks[-1].end])
        return self._with(blocks=tuple(blocks), names=names)

    def counted_from(self, day: date) -> "Page":
        """The same, with "within six months" counted from a day."""
        return self._with(since=day)

    def _with(self, **changes: Any) -> "Page":
        """The same page with other values: its plain characters are not made again."""
        page = replace(self, **changes)
        page.__dict__["plain"] = self.plain
        return page

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
        return shown(self.text[start : min(end, start + _LONG)])[:LINE_LIMIT]

    def dates(self, one: Sentence, tense: Tense = "future") -> list[Phrase]:
        """The date phrases of a sentence."""
        if (one.start, tense) not in self._read:
            fiscal = self._fiscal_year()
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
        """The code points of the title, among the lines above the text.

        It is the first that names a dialogue, or else the first that is not just a date, a body or
        "Press release".
        """
        heads = [block for block in self.blocks[:_HEADS] if block.kind in ("title", "heading", "paragraph")]
        if not heads:
            return 0, 0
        telling = list(filter(self._tells, takewhile(self._is_head, heads)))
        named = [one for one in telling if dialogues.names(self.text[one.start : one.end], self.language)]
        head = next(iter([*named, *telling, heads[0]]))
        return head.start + dialogues.title_of(self.text[head.start : head.end])[0], head.end

    def _is_head(self, block: Block) -> bool:
        """Whether a line may still stand above the text: it is short and no sentence."""
        short = block.end - block.start <= LINE_LIMIT
        return short and _IS_SENTENCE.search(self.text[block.start : block.end]) is None

    def _tells(self, block: Block) -> bool:
        """Whether a line says anything but who published it, when, where, and what sort of text it is."""
        said = self.text[block.start : block.end]
        begin, rest = dialogues.title_of(said)
        if _OFFICE.fullmatch(rest) and not dialogues.names(rest, self.language):
            return False
        named = [*self.names.bodies(rest), *self.names.parties(rest), *self.names.places(rest)]
        first, last = (place - block.start - begin for place in self.scene.dateline)
        spans = [*((one.start, one.end) for one in named), (max(first, 0), max(last, 0))]
        left = "".join(c for at, c in enumerate(rest) if not any(start <= at < end for start, end in spans))
        return _WORD.search(_SORT.sub("", flat(left))) is not None

    def _fiscal_year(self) -> int | None:
        """The month in which the fiscal year begins; None where the parties begin it apart.

        A release in Japanese means Japan's; that of a first party is taken if no other has its own.
        """
        if self.language == "ja":
            return _APRIL
        if not self.parties:
            return None
        first, others = _FISCAL.get(self.parties[0]), self.parties[1:]
        known = {_FISCAL[party] for party in others if party in _FISCAL}
        stated = self.parties[0] == "JP" or all(party in _FISCAL for party in others)
        return first if known <= {first} and stated else None

    def heading(self, block: Block) -> str:
        """The words of a heading, without its number and colon."""
        return self.line(block.start, block.end).strip(" :：*#").strip()

    def is_a_date(self, heading: str) -> bool:
        """Whether a line that looks like a heading is a date, with a place or an office at most."""
        line = flat(heading)
        found = phrases(line, self.language, self.published)
        beside = [(line[: one.start] + line[one.end :]).strip(" .:-") for one in found]
        return any(
            rest in ("", ",") or _BESIDE_A_DATE.fullmatch(rest) or _OFFICE.fullmatch(rest) for rest in beside
        )

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
            or self.is_a_date(heading)
        )


def is_about_what_comes(heading: str) -> bool:
    """Whether a heading is about the future: "Next steps", 今後の予定."""
    return _FUTURE.search(flat(heading)) is not None
