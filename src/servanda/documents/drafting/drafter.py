"""Drafts a document: one part, or for a text about many dialogues one part a section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from servanda.documents.blocks import Block
from servanda.documents.dates import Tense, Unclear
from servanda.documents.drafting import identity, rounds
from servanda.documents.drafting.commitments import commitments
from servanda.documents.drafting.drafted import Drafted, NotUnderstood
from servanda.documents.drafting.judging import judged
from servanda.documents.drafting.outcomes import outcomes
from servanda.documents.drafting.page import Page
from servanda.documents.drafting.renaming import renamings
from servanda.documents.drafting.rhythm import cadences
from servanda.documents.meeting import Reader
from servanda.documents.meeting.found import HELD

_SURVEY = 12_000
"""Code points from which on a document may be about many dialogues: a release has a third of that."""
_SEVERAL = 3
_TENSES: tuple[Tense, Tense] = ("past", "future")


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
        replace(part, source=whole.source)
        for section in _sections(page)
        if _tells(section, part := drafted(section))
    ]
    names = {part.name.casefold() for part in parts}
    return parts if len(names) >= _SEVERAL else [whole]


def _sections(page: Page) -> Iterator[Page]:
    """What stands under each heading, as a page of its own."""
    run: list[Block] = []
    for block in page.blocks:
        if block.kind in ("title", "heading") and any(one.kind in ("paragraph", "item") for one in run):
            yield page.only(run)
            run = []
        run.append(block)
    if run:
        yield page.only(run)


def _tells(section: Page, part: Drafted) -> bool:
    """Whether a section tells of a dialogue named by its parties: of a round, or of something undertaken."""
    undertaken = any(proposal.type == "commitment-made" for proposal in part.proposals)
    return len(section.names.pair(part.name)) > 1 and (part.round is not None or undertaken)


def drafted(page: Page) -> Drafted:
    """The proposals of a document or of a section."""
    name = identity.name_of(page)
    parties, evidence = identity.parties_of(page, name)
    page = page.between(parties)
    meeting = Reader(page.scene).meeting(name)
    occurred = rounds.occurred_of(page, meeting)
    if meeting and meeting.type == HELD and meeting.when:
        page = page.counted_from(occurred.latest)
    trace = tuple(judged(page, name, occurred.earliest))
    round_ = meeting.round.value if meeting and meeting.round else None
    called = name.words if name else ""
    proposals = (
        *identity.established(page, name, evidence, meeting, occurred),
        *rounds.meetings(page, meeting),
        *commitments(page, trace, meeting, round_),
        *cadences(page, called, occurred.edtf),
        *outcomes(page, round_, occurred.edtf),
        *renamings(page, called, occurred.edtf),
    )
    return Drafted(
        page.language,
        page.published,
        page.line(*page.title),
        called,
        page.names.without_parties(called),
        parties,
        round_,
        occurred.edtf,
        identity.source(page),
        proposals,
        trace,
        tuple(_not_understood(page)),
    )


def _not_understood(page: Page) -> Iterator[NotUnderstood]:
    """The phrases that are unclear whether they are taken for past or for coming."""
    for one in page.sentences:
        if one.block.kind == "closing":
            continue
        past, future = (
            {phrase.start: phrase for phrase in page.dates(one, tense) if isinstance(phrase.meaning, Unclear)}
            for tense in _TENSES
        )
        for start in sorted(past.keys() & future.keys()):
            phrase = past[start]
            if isinstance(phrase.meaning, Unclear):
                yield NotUnderstood(one.start + start, one.start + phrase.end, phrase.meaning.why)
