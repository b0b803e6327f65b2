"""Whom a text speaks of: parties, the bodies that act for them, and places.

What they are called is data: the files of ``lexicon/``, to which a user can add a folder of files
of the same form. Names are matched as they are spelt, capital letters included.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from servanda.documents.lexicon import files
from servanda.documents.lexicon.agencies import Agencies, Agency, Found, Reading, hits_outside
from servanda.documents.lexicon.beside import Surroundings
from servanda.documents.lexicon.cities import Cities
from servanda.documents.lexicon.countries import Countries, Hit
from servanda.documents.lexicon.files import BodyNames, PartyNames
from servanda.documents.lexicon.tokens import Tokens, tokens
from servanda.events import party

_LINKS = frozenset({"-", "/", "・", "=", "＝"})
_LOOSE_LINKS = _LINKS | {",", "and", "with", "、", "と", "及び", "および", "並びに"}
_FILLERS = frozenset({"the", "of", "government", "governments", "member", "states", "kingdom", "republic"})
_LONGEST_LINK = 10
_SHIPPED = Path(__file__).parent / "lexicon"


class Mention(NamedTuple):
    """Somebody or something named in a text.

    Attributes:
        start: code point at which the words begin.
        end: code point after the last.
        words: as the text has them.
        code: of a party or side the party; of a body its name as recorded, or else the abbreviation
            that the text introduces, or the name in the text; of a place the country.
        kind: ``party``, ``side`` ("the Japanese side"), ``body`` or ``place``.
        party: for which a body acts, if known; otherwise the same as the code.
        called: of a body what the text calls it: the abbreviation introduced with it, or its name.
    """

    start: int
    end: int
    words: str
    code: str
    kind: str
    party: str | None = None
    called: str = ""


class Names:
    """The names of parties, bodies and places, to be found in texts."""

    def __init__(self, folders: Sequence[Path]) -> None:
        parties = [row for folder in reversed(folders) for row in files.party_names(folder)]
        self._countries = Countries([*_official_parties(), *parties])
        bodies = [row for folder in folders[:-1] for row in files.body_names(folder)]
        self._agencies = Agencies([*bodies, *_official_bodies(), *files.body_names(folders[-1])])
        self._cities = Cities([files.places(folder) for folder in reversed(folders)])

    @classmethod
    def load(cls, folder: Path | None = None) -> "Names":
        """The names of the program, after those of a user's folder if there is one.

        Raises:
            InvalidInputError: the folder is none, or a file in it is malformed.
        """
        if folder is None:
            return _shipped()
        files.check_folder(folder)
        return cls([folder, _SHIPPED])

    def parties(self, text: str, introduced: Mapping[str, Mention] | None = None) -> list[Mention]:
        """The parties in a text in order, those in the names of bodies aside."""
        read = tokens(text)
        hits = self._countries.hits(read)
        found = self._found(read, hits, introduced or {}, ())
        return [_party(text, read, hit) for hit in hits_outside(hits, found)]

    def bodies(
        self, text: str, introduced: Mapping[str, Mention] | None = None, sides: Collection[str] = ()
    ) -> list[Mention]:
        """The bodies in a text in order, each with the country and the abbreviation beside its name.

        Args:
            text: a document or a part of one.
            introduced: what ``abbreviations`` found in the document so far.
            sides: codes of the parties that take part, which tell whose "Ministry of Health" it is;
                those in the text if there are none.
        """
        read = tokens(text)
        hits = self._countries.hits(read)
        return [_body(text, read, found) for found in self._found(read, hits, introduced or {}, sides)]

    def abbreviations(self, text: str, sides: Collection[str] = ()) -> dict[str, Mention]:
        """The bodies that a document introduces: by abbreviation in brackets, or by name without country.

        Its "Ministry of Defence" is the "Ministry of Defence of the Republic of Latvia", if no other one.
        """
        read = tokens(text)
        found = self._found(read, self._countries.hits(read), {}, sides)
        introduced: dict[str, Mention] = {}
        others: set[str] = set()
        for body in found:
            for name in filter(None, (body.abbreviation, body.bare)):
                first = introduced.setdefault(name, _body(text, read, body))
                if name == body.bare and (first.code, first.party) != body.agency:
                    others.add(name)
        return {name: body for name, body in introduced.items() if name not in others}

    def places(self, text: str) -> list[Mention]:
        """The cities in a text in order, those in the names of agreements and the like aside."""
        read = tokens(text)
        hits = {hit.start: hit.code for hit in self._countries.hits(read)}
        return [
            _mention(text, read, (start, end), code, "place", code)
            for start, end, code in self._cities.found(read, hits)
        ]

    def pair(self, text: str) -> tuple[str, ...]:
        """The parties in the name of a dialogue, in its order; none if it does not name two or more."""
        read = tokens(text)
        hits = self._countries.hits(read, apart=True)
        for links in (_LINKS, _LOOSE_LINKS):
            for chain in _chains(read, hits, links):
                codes = tuple(dict.fromkeys(hit.code for hit in chain))
                if len(codes) > 1:
                    return codes
        return ()

    def _found(
        self, read: Tokens, hits: list[Hit], introduced: Mapping[str, Mention], sides: Collection[str]
    ) -> list[Found]:
        around = Surroundings(read, hits, self._countries)
        known = {name: Agency(body.code, body.party) for name, body in introduced.items()}
        return Reading(self._agencies, read, around, known, sides or {hit.code for hit in hits}).found()


@cache
def _shipped() -> Names:
    return Names([_SHIPPED])


def _official_parties() -> list[PartyNames]:
    return [PartyNames(code, (known.en, known.ja)) for code, known in party.parties().items()]


def _official_bodies() -> list[BodyNames]:
    return [
        BodyNames(code, known.party, (code, known.en, known.ja)) for code, known in party.bodies().items()
    ]


def _chains(read: Tokens, hits: list[Hit], links: frozenset[str]) -> list[list[Hit]]:
    """The parties in runs, each joined with the next by a dash or what else may."""
    chains: list[list[Hit]] = []
    for hit in hits:
        if chains and _is_link(read, chains[-1][-1].end, hit.start, links):
            chains[-1].append(hit)
        else:
            chains.append([hit])
    return chains


def _is_link(read: Tokens, start: int, end: int, links: frozenset[str]) -> bool:
    """Whether what stands between two parties joins them: a dash, "and the Government of", or nothing."""
    if start == end:
        return read.adjoin(start - 1, start)
    fillers = _FILLERS if links is _LOOSE_LINKS else {"the"}
    between = (word.lower() for word in read.of[start : min(end, start + _LONGEST_LINK)])
    return "".join(word for word in between if word not in fillers) in links


def _party(text: str, read: Tokens, hit: Hit) -> Mention:
    return _mention(text, read, (hit.start, hit.end), hit.code, "side" if hit.side else "party", hit.code)


def _body(text: str, read: Tokens, found: Found) -> Mention:
    agency = found.agency
    mention = _mention(text, read, (found.start, found.end), agency.name, "body", agency.party)
    return mention._replace(called=found.called)


def _mention(text: str, read: Tokens, at: tuple[int, int], code: str, kind: str, of: str | None) -> Mention:
    start, end = read.starts[at[0]], read.ends[at[1] - 1]
    return Mention(start, end, text[start:end], code, kind, of)
