"""Bodies in a text: known ones, those named as ministries are, and abbreviations that a text introduces."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from servanda.documents.lexicon.beside import Beside, Surroundings
from servanda.documents.lexicon.countries import Hit
from servanda.documents.lexicon.files import BodyNames
from servanda.documents.lexicon.generic import HEADS, Generic
from servanda.documents.lexicon.tokens import (
    END,
    Tokens,
    Tree,
    branch_for,
    longest,
    name_tokens,
    plant,
    planted,
)


class Agency(NamedTuple):
    """A body with its name as recorded and the party for which it acts."""

    name: str
    party: str | None


class Found(NamedTuple):
    """A body at some tokens.

    Attributes:
        start: first token.
        end: token after the last.
        agency: which it is.
        called: what the text calls it.
        abbreviation: the one introduced there, or an empty text.
        bare: its name without the country that stands beside it; empty if none does.
    """

    start: int
    end: int
    agency: Agency
    called: str
    abbreviation: str
    bare: str


class _Bearers(NamedTuple):
    """The bodies that bear a name: the one that alone does, those that share it, those of a common one."""

    own: Agency | None = None
    shared: tuple[Agency, ...] = ()
    common: tuple[Agency, ...] = ()

    def with_own(self, agency: Agency) -> "_Bearers":
        """The bearers with a body that has the name for itself; of several the first counts."""
        return self if self.own else self._replace(own=agency)

    def with_shared(self, agency: Agency) -> "_Bearers":
        """The bearers with a body that shares the name."""
        return self if agency in self.shared else self._replace(shared=(*self.shared, agency))

    def with_common(self, agency: Agency) -> "_Bearers":
        """The bearers with a body that has a name found everywhere."""
        return self if agency in self.common else self._replace(common=(*self.common, agency))


_NOBODY = _Bearers()
_OF_WHICH: tuple[list[str], ...] = ([], ["'", "s"], ["'"], ["の"])


class Agencies:
    """The names of bodies, to be found in texts.

    Attributes:
        known: what bears each name that is known, as a tree.
        generic: names of the usual form.
    """

    def __init__(self, rows: Iterable[BodyNames]) -> None:
        self.known: Tree = {}
        rows = list(rows)
        for row in rows:
            self._add(row)
        self.generic = Generic(name for row in rows for name in (*row.names, *row.shared, *row.common))

    def _add(self, row: BodyNames) -> None:
        agency = Agency(row.name, row.party)
        for names, with_agency in (
            (row.names, _Bearers.with_own),
            (row.shared, _Bearers.with_shared),
            (row.common, _Bearers.with_common),
        ):
            for name in names:
                branch = branch_for(self.known, name)
                branch[END] = with_agency(branch.get(END, _NOBODY), agency)


class Reading:
    """A text being read for bodies.

    Args:
        names: what is known.
        text: the tokens.
        around: the parties in it.
        introduced: bodies by abbreviations that what stands before the text introduced.
        sides: codes of the parties that may be meant.
    """

    def __init__(
        self,
        names: Agencies,
        text: Tokens,
        around: Surroundings,
        introduced: Mapping[str, Agency],
        sides: Collection[str],
    ) -> None:
        self._names, self._text, self._around = names, text, around
        self._sides = sides
        self._owner: tuple[int, str] | None = None
        self._introduced: Tree = {}
        self._settled: dict[str, Agency | None] = {}
        for name, agency in introduced.items():
            if HEADS.isdisjoint(name.split()):
                self._introduce(name, agency)
            else:
                self._settled[name] = agency

    def _introduce(self, abbreviation: str, agency: Agency) -> None:
        plant(self._introduced, abbreviation, _Bearers(agency))

    def found(self) -> list[Found]:
        """The bodies in order."""
        found: list[Found] = []
        place = free = 0
        while place < len(self._text.of):
            body = self._at(place, free)
            if body is None:
                place += 1
                continue
            if body.abbreviation:
                self._introduce(body.abbreviation, body.agency)
            if body.bare:
                one = self._settled.setdefault(body.bare, body.agency) == body.agency
                self._settled[body.bare] = body.agency if one else None
            place = free = body.end
            found.append(self._joined(found, body))
        return found

    def _at(self, start: int, free: int) -> Found | None:
        """The body whose name begins at a token; what stands before ``free`` is no part of it."""
        of = self._text.of
        if abbreviation := longest(self._introduced, of, start):
            end, bearers = abbreviation
            return self._chosen(start, end, bearers, free, formed=False)
        known = longest(self._names.known, of, start)
        generic = self._names.generic.end(self._text, start, self._around.starting, self._around.ending)
        goes_on = known and generic and generic > known[0]
        if known and not (goes_on and (not known[1].own or of[known[0] - 1] in HEADS)):
            return self._chosen(start, *known, free, formed=generic is not None)
        if generic and not self._ends_in_known(start, generic):
            bearers = planted(self._names.known, of[start:generic]) or _NOBODY
            return self._chosen(start, generic, bearers, free, formed=True)
        return None

    def _ends_in_known(self, start: int, end: int) -> bool:
        """Whether a Japanese name is that of a known body behind other characters."""
        of = self._text.of
        if start in self._around.ending or of[start].isascii():
            return False
        inside = [place for place in range(start + 1, end) if of[place - 1] != "・"]
        known = (longest(self._names.known, of, place) for place in inside)
        return any(name is not None and name[0] == end for name in known)

    def _chosen(self, start: int, end: int, bearers: _Bearers, free: int, *, formed: bool) -> Found | None:
        """The body of a name; ``formed`` if the name is of the usual form, so that it needs not be known."""
        beside = self._around.beside(start, end, free)
        agency = (
            self._called_so(end, bearers)
            or self._settled_on(start, beside)
            or self._agency(start, beside, bearers, formed=formed)
        )
        if agency and self._is_another(beside.abbreviation, agency):
            beside = self._around.beside(start, end, free, bracket=False)
        if agency is None and (formed or self._text.of[end - 1] in HEADS):
            party = beside.country or self._speaker(start)
            agency = Agency(beside.abbreviation or beside.name, party)
        if agency is None or (agency.party is None and self._around.is_of_pair(start)):
            return None
        first = beside.start if beside.country == agency.party else start
        if beside.owned and beside.country:
            self._owner = beside.end, beside.country
        called = beside.abbreviation or beside.name
        bare = self._text.words(start, end) if beside.country and formed else ""
        return Found(first, beside.end, agency, called, beside.abbreviation, bare)

    def _agency(self, start: int, beside: Beside, bearers: _Bearers, *, formed: bool) -> Agency | None:
        """Which of the bearers of a name is meant, if that can be told."""
        own, shared, common = bearers
        every = dict.fromkeys((*([own] if own else ()), *shared, *common))
        if beside.country:
            fitting = [agency for agency in every if agency.party == beside.country]
            if fitting or beside.close or formed:
                return fitting[0] if fitting else None
        if own and not shared and not common:
            return own
        if spoken := self._speaker(start):
            fitting = [agency for agency in every if agency.party == spoken]
            if fitting or own or formed:
                return fitting[0] if fitting else own
        fitting = [agency for agency in every if agency.party in self._sides and agency not in common]
        return fitting[0] if len(fitting) == 1 else None if fitting else own

    def _speaker(self, start: int) -> str | None:
        """The party that speaks, or before which a list of its bodies began: "Brazil's …, the …"."""
        if spoken := self._around.spoken_for(start):
            return spoken
        if self._owner and self._text.of[self._owner[0] : start] in ([","], [",", "the"]):
            return self._owner[1]
        return None

    def _settled_on(self, start: int, beside: Beside) -> Agency | None:
        """The body of this name that the document named with its country before."""
        settled = None if beside.country else self._settled.get(beside.name)
        return settled if settled and self._speaker(start) in (None, settled.party) else None

    def _called_so(self, end: int, bearers: _Bearers) -> Agency | None:
        """The body among those of a name that has another one of its own in brackets behind it."""
        known = planted(self._names.known, self._around.in_brackets(end))
        return known.own if known and known.own in (*bearers.shared, *bearers.common) else None

    def _is_another(self, abbreviation: str, agency: Agency) -> bool:
        """Whether what stands in brackets is a known body, no abbreviation: "European Commission (DG …)"."""
        if not abbreviation or not (known := planted(self._names.known, name_tokens(abbreviation))):
            return False
        letters = iter(agency.name.casefold())
        return known.own not in (None, agency) and not all(
            letter in letters for letter in abbreviation.casefold()
        )

    def _joined(self, found: list[Found], body: Found) -> Found:
        """A body with the one that it is part of, or that is part of it, if both are named as one."""
        if not found:
            return body
        last = found[-1]
        between = self._text.of[last.end : body.start]
        unknown, party = last.agency.party is None, body.agency.party
        if between == ["of"] and (unknown or last.agency.party == party):
            found.pop()
            whole = body if unknown and party else last
            return last._replace(end=body.end, agency=whole.agency, called=whole.called)
        on_one_line = "\n" not in self._text.before(body.start)
        if between in _OF_WHICH and on_one_line and (party is None or last.agency.party == party):
            found.pop()
            whole = body if party else last
            return body._replace(start=last.start, agency=whole.agency, called=whole.called)
        return body


def hits_outside(hits: Iterable[Hit], found: Iterable[Found]) -> list[Hit]:
    """The parties that are no part of a body's name."""
    taken = {place for body in found for place in range(body.start, body.end)}
    return [hit for hit in hits if hit.start not in taken and hit.end - 1 not in taken]
