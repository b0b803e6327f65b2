"""From a document to drafts: read, understood, matched with the ledger, and said what it means for it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from servanda.documents.citing import dialogue_slug, drafts, source_slug
from servanda.documents.drafting import Drafted, draft
from servanda.documents.implications import Implication, Recorded, implications
from servanda.documents.matching import SURE, Match, matches
from servanda.documents.origin import language_of, published_in
from servanda.documents.reading import Read
from servanda.domain.decide import Draft
from servanda.domain.records import Commitment, Dialogue, Meeting, Source
from servanda.errors import InvalidInputError
from servanda.log.rows import Rows
from servanda.queries import AsOf, Filters, dialogue, select, walk
from servanda.queries.names import was_ever

LANGUAGES = ("en", "ja")


class Asked(NamedTuple):
    """What the user says of a document that it may not say itself; None or empty where nothing.

    Attributes:
        published: the publication day.
        language: ``en`` or ``ja``.
        dialogue: slug of the ledger's dialogue that it is about.
        new: it is about one that the ledger does not have.
        url: its address.
        lexicon: a folder of further names and cues.
    """

    published: date | None = None
    language: str | None = None
    dialogue: str | None = None
    new: bool = False
    url: str | None = None
    lexicon: Path | None = None


class Prepared(NamedTuple):
    """The drafts of a document, with what a reviewer should know.

    Attributes:
        read: the document.
        drafted: the proposals with their passages.
        drafts: what `append` takes, in the order in which it can be recorded.
        slug: the stream of the dialogue; empty where the document names none.
        matched: the ledger's dialogue to which the drafts go; None for a new one.
        possible: other dialogues of the ledger that may be meant.
        source: the stream of the document.
        recorded: the ledger has the document already.
        implications: what the document means for what the ledger holds.
    """

    read: Read
    drafted: Drafted
    drafts: list[Draft]
    slug: str
    matched: Match | None
    possible: tuple[Match, ...]
    source: str
    recorded: bool
    implications: list[Implication]


def prepare(read: Read, asked: Asked, rows: Rows | None, as_of: AsOf) -> Prepared:
    """Draft a document against a ledger, or against none.

    Args:
        read: the document.
        asked: what the user says of it.
        rows: the ledger's read model; None where there is no ledger.
        as_of: the point in time from which the ledger is looked at.

    Raises:
        InvalidInputError: its language is not known, or it states no publication day and none is given.
        UnknownNameError: the ledger has no such dialogue.
    """
    language = _language(read, asked)
    drafted = draft(read.text, _published(read, asked, language), language, read.headings, asked.lexicon)
    known, possible = _matched(drafted, asked, rows, as_of)
    slug = known.slug if known else dialogue_slug(drafted, _Taken(rows, "dialogues")) if drafted.name else ""
    source = _recorded_source(read, rows, as_of)
    made = source or source_slug(drafted, slug, _Taken(rows, "sources"))
    url = asked.url or (read.said.url if read.said else None)
    lines = drafts(
        drafted,
        read.text,
        read.sha256,
        slug,
        made,
        known_dialogue=known is not None,
        known_source=source is not None,
        url=url or "",
    )
    implied = implications(drafted, _held(rows, known.slug, as_of)) if known and rows else []
    return Prepared(read, drafted, lines, slug, known, possible, made, source is not None, implied)


def _language(read: Read, asked: Asked) -> str:
    language = asked.language or language_of(read.text)
    if language not in LANGUAGES:
        said = f" (the file says {read.said.language!r})" if read.said and read.said.language else ""
        msg = f"the language of the document is not known here{said}"
        raise InvalidInputError(
            msg, "English and Japanese are read; say --lang en or --lang ja if it is one of them."
        )
    return language


def _published(read: Read, asked: Asked, language: str) -> date:
    day = (
        asked.published
        or (read.said.published if read.said else None)
        or published_in(read.text, read.headings, language)
    )
    if day is None:
        msg = "the document does not say when it was published"
        raise InvalidInputError(msg, "Give the day with --published, such as --published 2024-02-22.")
    return day


class _Taken:
    """The slugs that a ledger has ever used for dialogues or sources, asked one by one."""

    def __init__(self, rows: Rows | None, table: str) -> None:
        self._rows = rows
        self._table = table

    def __contains__(self, slug: object) -> bool:
        return self._rows is not None and was_ever(self._rows, self._table, str(slug))


def _matched(
    drafted: Drafted, asked: Asked, rows: Rows | None, as_of: AsOf
) -> tuple[Match | None, tuple[Match, ...]]:
    """The dialogue to which the drafts go, and the others that may be meant."""
    if asked.dialogue:
        if rows is None:
            msg = f"--dialogue: there is no ledger that could have {asked.dialogue!r}"
            raise InvalidInputError(msg, "Give the ledger with --ledger.")
        found = dialogue(rows, asked.dialogue, as_of)
        return Match(found.slug, 1.0, found.title, "as you say", same_parties=True), ()
    if rows is None or not drafted.name:
        return None, ()
    candidates = {
        found.slug: found
        for party in drafted.parties or (None,)
        for found in walk(rows, Dialogue, as_of, Filters(party=(party,) if party else ()))
    }
    found_ = matches(drafted.name, drafted.parties, candidates.values())
    if found_ and found_[0].score >= SURE and not asked.new:
        return found_[0], tuple(found_[1:4])
    return None, tuple(found_[:4])


def _recorded_source(read: Read, rows: Rows | None, as_of: AsOf) -> str | None:
    """The slug under which the ledger has this very document."""
    if rows is None:
        return None
    return next((source.slug for source in walk(rows, Source, as_of) if source.sha256 == read.sha256), None)


def _held(rows: Rows, slug: str, as_of: AsOf) -> Recorded:
    narrowed = Filters(dialogue=slug)
    return Recorded(
        dialogue(rows, slug, as_of),
        select(rows, Meeting, as_of, narrowed),
        select(rows, Commitment, as_of, narrowed),
    )


def not_understood(prepared: Prepared) -> Sequence[tuple[str, str]]:
    """The phrases that look like dates and were not read, each with the reason."""
    return [
        (" ".join(prepared.read.text[one.start : one.end].split()), one.why)
        for one in prepared.drafted.not_understood
    ]
