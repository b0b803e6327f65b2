"""From a document to drafts: read, understood, matched with the ledger, and said what it means for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from servanda.app.redrafting import ON_RECORD, cited_entries, recorded_passages
from servanda.documents.citing import dialogue_slug, proposed, said_again, source_draft, source_slug
from servanda.documents.drafting import Drafted, Proposal, draft_sections
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


class Part(NamedTuple):
    """What a document says of one dialogue.

    Attributes:
        drafted: the proposals with their passages.
        slug: the stream of the dialogue; empty where the document names none.
        matched: the ledger's dialogue to which the drafts go; None for a new one.
        possible: other dialogues of the ledger that may be meant.
        implied: what it means for what the ledger holds.
    """

    drafted: Drafted
    slug: str
    matched: Match | None
    possible: tuple[Match, ...]
    implied: tuple[Implication, ...] = ()


class Line(NamedTuple):
    """A draft as `append` takes it, what it was made from, and what it means for the ledger."""

    draft: Draft
    proposal: Proposal
    implied: tuple[Implication, ...] = ()


class Prepared(NamedTuple):
    """The drafts of a document, with what a reviewer should know.

    Attributes:
        read: the document.
        parts: one, or one for each section of a document about many dialogues.
        lines: the drafts, in the order in which they can be recorded.
        source: the stream of the document.
        recorded: the ledger has the document already.
        states: the publication day that the document states, where the user gave another one.
    """

    read: Read
    parts: tuple[Part, ...]
    lines: list[Line]
    source: str
    recorded: bool
    states: date | None = None

    @property
    def drafts(self) -> list[Draft]:
        """The drafts alone."""
        return [line.draft for line in self.lines]


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
    published = _published(read, asked)
    found = draft_sections(read.text, published, language, read.headings, asked.lexicon)
    known = _recorded_source(read, rows, as_of)
    parts = tuple(_parts(found, asked, known, rows, as_of))
    source = known or source_slug(parts[0].drafted, parts[0].slug, _Taken(rows, "sources"))
    lines = [] if known else [_of_source(read, asked, parts, source)]
    for part in parts:
        lines += _lines(read, part, source)
    return Prepared(read, parts, lines, source, known is not None, _other_day(read, asked))


def _language(read: Read, asked: Asked) -> str:
    language = asked.language or language_of(read.text)
    if language in LANGUAGES:
        return language
    said = f" (the file says {read.said.language!r})" if read.said.language else ""
    msg = f"the language of the document is not known here{said}"
    raise InvalidInputError(
        msg, "English and Japanese are read; say --lang en or --lang ja if it is one of them."
    )


def stated_day(read: Read, asked: Asked) -> date | None:
    """The publication day that the user, the file or the text states; None where none does.

    Raises:
        InvalidInputError: the language of the document is not known.
    """
    language = _language(read, asked)
    return asked.published or read.said.published or published_in(read.text, read.headings, language)


def _other_day(read: Read, asked: Asked) -> date | None:
    """The publication day that the document states, where the user gave another one."""
    if asked.published is None:
        return None
    stated = stated_day(read, asked._replace(published=None))
    return stated if stated != asked.published else None


def _published(read: Read, asked: Asked) -> date:
    day = stated_day(read, asked)
    if day is None:
        msg = "the document does not say when it was published"
        raise InvalidInputError(msg, "Give the day with --published, such as --published 2024-02-22.")
    return day


class _Taken:
    """The slugs that a ledger has ever used for dialogues or sources, and those given out meanwhile."""

    def __init__(self, rows: Rows | None, table: str) -> None:
        self._rows = rows
        self._table = table
        self._given: set[str] = set()

    def __contains__(self, slug: object) -> bool:
        used = self._rows is not None and was_ever(self._rows, self._table, str(slug))
        return used or slug in self._given

    def add(self, slug: str) -> None:
        """Note a slug as given out."""
        self._given.add(slug)


def _parts(
    found: list[Drafted], asked: Asked, source: str | None, rows: Rows | None, as_of: AsOf
) -> Iterator[Part]:
    """Each part with its dialogue; two sections about the same new dialogue share its slug."""
    taken = _Taken(rows, "dialogues")
    new: dict[str, str] = {}
    for drafted in found:
        known, possible = _matched(drafted, asked, rows, as_of)
        slug = known.slug if known else new.get(drafted.name.casefold(), "")
        if not slug and drafted.name:
            slug = new[drafted.name.casefold()] = dialogue_slug(drafted, taken)
            taken.add(slug)
        held = _held(rows, slug, as_of) if known and rows is not None else None
        implied = implications(drafted, held, survey=len(found) > 1) if held else []
        if rows is not None and known and source:
            implied += recorded_passages(drafted, cited_entries(rows, slug, source))
        yield Part(drafted, slug, known, possible, tuple(implied))


def _matched(
    drafted: Drafted, asked: Asked, rows: Rows | None, as_of: AsOf
) -> tuple[Match | None, tuple[Match, ...]]:
    """The dialogue to which the drafts go, and the others that may be meant."""
    if asked.dialogue:
        if rows is None:
            msg = f"--dialogue: there is no ledger that could have {asked.dialogue!r}"
            raise InvalidInputError(msg, "Give the ledger with --ledger.")
        known = dialogue(rows, asked.dialogue, as_of)
        return Match(known.slug, 1.0, known.title, AS_YOU_SAY, same_parties=True), ()
    if rows is None or not drafted.name:
        return None, ()
    narrowed = [Filters(party=(party,)) for party in drafted.parties] or [Filters()]
    candidates = {one.slug: one for each in narrowed for one in walk(rows, Dialogue, as_of, each)}
    found = matches(drafted.name, drafted.parties, candidates.values())
    sure = [match for match in found if match.score >= SURE]
    if sure and not asked.new:
        return sure[0], tuple(sure[1:_FEW])
    return None, tuple([match for match in found if match.same_parties or match in sure][:_FEW])


AS_YOU_SAY = "as you say"
_FEW = 4


def _recorded_source(read: Read, rows: Rows | None, as_of: AsOf) -> str | None:
    """The slug under which the ledger has this very document."""
    if rows is None:
        return None
    return next((source.slug for source in walk(rows, Source, as_of) if source.sha256 == read.sha256), None)


def _of_source(read: Read, asked: Asked, parts: tuple[Part, ...], source: str) -> Line:
    proposal = parts[0].drafted.source
    covered = list(dict.fromkeys(part.slug for part in parts if part.slug))
    url = asked.url or read.said.url
    return Line(source_draft(proposal, read.sha256, source, covered, url), proposal)


def _lines(read: Read, part: Part, source: str) -> Iterator[Line]:
    if not part.slug:
        return
    for number, proposal in enumerate(part.drafted.proposals):
        if proposal.type == "dialogue-established" and part.matched:
            continue
        means = tuple(one for one in part.implied if one.proposal == number)
        if not any(one.kind in ON_RECORD for one in means):
            again = next((one.about for one in means if one.kind == "repeats"), None)
            draft = proposed(part.drafted, proposal, read.text, part.slug, source)
            yield Line(said_again(draft, again) if again else draft, proposal, means)


def _held(rows: Rows, slug: str, as_of: AsOf) -> Recorded:
    narrowed = Filters(dialogue=slug)
    meetings = select(rows, Meeting, as_of, narrowed)
    return Recorded(dialogue(rows, slug, as_of), meetings, select(rows, Commitment, as_of, narrowed))


def not_understood(prepared: Prepared) -> list[tuple[str, str]]:
    """The phrases that look like dates and were not read, each with the reason."""
    text = prepared.read.text
    return [
        (" ".join(text[one.start : one.end].split()), one.why)
        for part in prepared.parts
        for one in part.drafted.not_understood
    ]
