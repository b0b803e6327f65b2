"""Drafts a document: all that it says, as proposals in the order in which they can be recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from servanda.documents.dates import Tense, Unclear
from servanda.documents.dialogues import Name
from servanda.documents.drafting import identity, rounds
from servanda.documents.drafting.commitments import commitments
from servanda.documents.drafting.drafted import Drafted, NotUnderstood, Proposal, Traced
from servanda.documents.drafting.judging import judged
from servanda.documents.drafting.outcomes import outcomes
from servanda.documents.drafting.page import Page
from servanda.documents.drafting.renaming import renamings
from servanda.documents.drafting.rhythm import cadences
from servanda.documents.meeting import Meeting, Reader, Sentence
from servanda.documents.meeting.found import HELD

_SURVEY = 12_000
"""Code points from which on a document may be about many dialogues: a release has a third of that."""
_SEVERAL = 3


def draft(
    text: str,
    published: date,
    language: str,
    headings: Sequence[tuple[int, int]] = (),
    lexicon: Path | None = None,
) -> Drafted:
    """The proposals of a document, with the trace of every sentence.

    Args:
        text: the document as read.
        published: its publication day.
        language: ``en`` or ``ja``.
        headings: spans known to be headings.
        lexicon: a user's folder of further names and cues.

    Raises:
        InvalidInputError: the user's folder is malformed.
    """
    return drafted(Page.of(text, published, language, headings, lexicon))


def draft_sections(
    text: str,
    published: date,
    language: str,
    headings: Sequence[tuple[int, int]] = (),
    lexicon: Path | None = None,
) -> list[Drafted]:
    """The same for a document that may be about many dialogues: a part for each section that is.

    A document is taken for one about many when it is long and several of its sections each name a
    dialogue of their own with its parties; a section is what stands under one heading. A document
    about one dialogue is one part.
    """
    page = Page.of(text, published, language, headings, lexicon)
    whole = drafted(page)
    if len(text) < _SURVEY:
        return [whole]
    parts = [
        replace(part, source=whole.source, proposals=tuple(_of_the_parties(section, part)))
        for section in _sections(page)
        if _tells(section, part := drafted(section))
    ]
    names = {part.name.casefold() for part in parts}
    return parts if len(names) >= _SEVERAL else [whole]


def _sections(page: Page) -> Iterator[Page]:
    """What stands under each heading, as a page of its own."""
    begin, told = 0, False
    for place, block in enumerate(page.blocks):
        if told and block.kind in ("title", "heading"):
            yield page.only(page.blocks[begin:place])
            begin, told = place, False
        told = told or block.kind in ("paragraph", "item")
    if begin < len(page.blocks):
        yield page.only(page.blocks[begin:])


def _of_the_parties(section: Page, part: Drafted) -> Iterator[Proposal]:
    """What a section says of its dialogue: what it says of other countries besides is left to a reader."""
    for proposal in part.proposals:
        named = section.names.codes(section.plain[slice(*proposal.passage)])
        if proposal.type == "dialogue-established" or set(named) <= set(part.parties):
            yield proposal


def _tells(section: Page, part: Drafted) -> bool:
    """Whether a section tells of a dialogue named by its parties: of a round, or of something undertaken."""
    undertaken = any(proposal.type == "commitment-made" for proposal in part.proposals)
    return len(section.names.pair(part.name)) > 1 and (part.round is not None or undertaken)


def drafted(page: Page) -> Drafted:
    """The proposals of a document, or of a page that was cut from one."""
    name = identity.name_of(page)
    parties, evidence = identity.parties_of(page, name)
    page = page.between(parties)
    meeting = Reader(page.scene).meeting(name)
    occurred = rounds.occurred_of(page, meeting)
    if meeting and meeting.type == HELD and meeting.when:
        page = page.counted_from(occurred.latest)
    trace = tuple(judged(page, name, occurred.earliest, _held(meeting)))
    established = identity.established(page, name, evidence, meeting, occurred)
    return Drafted(
        language=page.language,
        published=page.published,
        title=page.line(*page.title),
        name=_called(name),
        about=page.names.without_parties(_called(name)),
        parties=parties,
        round=_round(meeting),
        occurred=occurred.edtf,
        source=identity.source(page),
        proposals=tuple(
            replace(one, locator="") if page.is_a_date(one.locator) else one
            for one in (*established, *_told(page, name, meeting, trace, occurred.edtf))
        ),
        trace=trace,
        not_understood=tuple(_not_understood(page)),
    )


def _told(
    page: Page, name: Name | None, meeting: Meeting | None, trace: Sequence[Traced], occurred: str
) -> Iterator[Proposal]:
    """What the document tells of the dialogue, in the order in which it can be recorded."""
    round_, called = _round(meeting), _called(name)
    yield from rounds.meetings(page, meeting)
    yield from commitments(page, trace, meeting, round_)
    yield from cadences(page, called, occurred)
    yield from outcomes(page, round_, occurred)
    yield from renamings(page, called, occurred)


def _called(name: Name | None) -> str:
    return name.words if name else ""


def _held(meeting: Meeting | None) -> int | None:
    """The ordinal of the round that was held."""
    return _round(meeting) if meeting and meeting.type == HELD else None


def _round(meeting: Meeting | None) -> int | None:
    return meeting.round.value if meeting and meeting.round else None


def _not_understood(page: Page) -> Iterator[NotUnderstood]:
    """The phrases that are unclear whether they are taken for past or for coming."""
    for one in page.sentences:
        if one.block.kind == "closing":
            continue
        past = list(_unclear(page, one, "past"))
        future = {phrase.start for phrase in _unclear(page, one, "future")} if past else set()
        yield from (phrase for phrase in past if phrase.start in future)


def _unclear(page: Page, one: Sentence, tense: Tense) -> Iterator[NotUnderstood]:
    for phrase in page.dates(one, tense):
        if isinstance(phrase.meaning, Unclear):
            yield NotUnderstood(one.start + phrase.start, one.start + phrase.end, phrase.meaning.why)
