"""Drafts a document: all that it says, as proposals in the order in which they can be recorded."""

from collections.abc import Iterator, Sequence
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


def drafted(page: Page) -> Drafted:
    """The proposals of a document, or of a page that was cut from one."""
    name = identity.name_of(page)
    parties, evidence = identity.parties_of(page, name)
    page = page.between(parties)
    meeting = Reader(page.scene).meeting(name)
    occurred = rounds.occurred_of(page, meeting)
    if meeting and meeting.type == HELD and meeting.when:
        page = page.counted_from(occurred.latest)
    trace = tuple(judged(page, name, occurred.earliest))
    established = identity.established(page, name, evidence, meeting, occurred)
    return Drafted(
        language=page.language,
        published=page.published,
        title=page.line(*page.title),
        name=_called(name),
        parties=parties,
        round=_round(meeting),
        occurred=occurred.edtf,
        source=identity.source(page),
        proposals=(*established, *_told(page, name, meeting, trace, occurred.edtf)),
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
