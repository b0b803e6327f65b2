"""Cities in a text, those in the names of agreements, processes and the like aside."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from servanda.documents.lexicon.countries import stands_alone
from servanda.documents.lexicon.tokens import Tokens, Tree, longest, longest_in_capitals, plant

_INSTRUMENTS = frozenset(
    [
        "Accord",
        "Accords",
        "Action",
        "Agenda",
        "Agreement",
        "Call",
        "Charter",
        "Club",
        "Commitment",
        "Communiqué",
        "Consensus",
        "Convention",
        "Declaration",
        "Exchange",
        "Framework",
        "Goals",
        "Initiative",
        "Institute",
        "Package",
        "Pact",
        "Plan",
        "Principles",
        "Process",
        "Protocol",
        "Roadmap",
        "Round",
        "Conference",
        "Forum",
        "Summit",
        "Statement",
        "Times",
        "Post",
        "Track",
        "Treaty",
        "University",
        "Vision",
        "Commitments",
        "Mechanism",
        "Compact",
        "Arrangement",
        "宣言",
        "条約",
        "協定",
        "議定書",
        "大学",
        "合意",
        "原則",
        "プロセス",
        "行動計画",
    ]
)
_AT = frozenset({"in", "In", "at", "to", "from", "near", "visited"})
_IN = frozenset({"in", "In", "at"})
_IN_JAPANESE = frozenset("でに")
_WORDS_BETWEEN = 2


class Cities:
    """The names of cities with their countries; those given last count."""

    def __init__(self, maps: Iterable[Mapping[str, str | tuple[str, ...]]]) -> None:
        self._maps = list(maps)

    @cached_property
    def _known(self) -> Tree:
        """The names as a tree, which is built when places are first asked for."""
        tree: Tree = {}
        for cities in self._maps:
            for city, codes in cities.items():
                plant(tree, city, codes)
        return tree

    def found(self, text: Tokens, countries: Mapping[int, str]) -> list[tuple[int, int, str]]:
        """The first token, the token after the last, and the country of each city.

        Args:
            text: the tokens.
            countries: the code of the party that begins at a token.
        """
        found = []
        place = 0
        while place < len(text.of):
            known = longest(self._known, text.of, place) or longest_in_capitals(self._known, text.of, place)
            if known is None:
                place += 1
                continue
            end, codes = known
            code = _country(text, end, codes, countries)
            if (
                code
                and stands_alone(text, place, end)
                and not _is_meant_otherwise(text, place, end, countries)
            ):
                found.append((place, end, code))
            place = end
        return found


def _country(
    text: Tokens, end: int, codes: str | tuple[str, ...], countries: Mapping[int, str]
) -> str | None:
    """The country of a city; an ambiguous name must have its own beside it."""
    if isinstance(codes, str):
        return codes
    beside = countries.get(end + 1) if text.at(end) in (",", "(") else countries.get(end)
    return beside if beside in codes else None


def _is_meant_otherwise(text: Tokens, start: int, end: int, countries: Mapping[int, str]) -> bool:
    """Whether a city is no place here: a party with the same name, or part of the name of an instrument."""
    if start in countries and not (text.at(start - 1) in _IN or text.at(end) in _IN_JAPANESE):
        return True
    return _is_instrument(text, start, end)


def _is_instrument(text: Tokens, start: int, end: int) -> bool:
    """Whether a city only gives its name to something: "Paris Agreement", "Hiroshima AI Process"."""
    if text.at(start - 1) in _AT:
        return False
    for place in range(end, end + _WORDS_BETWEEN + 1):
        word = text.at(place)
        if word in _INSTRUMENTS:
            return True
        if not (word[:1].isupper() or word[:1].isdigit()):
            break
    following = "".join(text.of[end : end + 4])
    return following.startswith(tuple(word for word in _INSTRUMENTS if not word.isascii()))
