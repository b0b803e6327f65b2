"""What stands beside the name of a body: its country, the abbreviation introduced, the side that speaks."""

from typing import NamedTuple

from servanda.documents.lexicon.countries import Countries, Hit
from servanda.documents.lexicon.generic import HEADS
from servanda.documents.lexicon.tokens import PARAGRAPH, Tokens
from servanda.events.party import name_of

_LONGEST_ABBREVIATION = 16
_LONGEST_BRACKET = 12
_CLOSING = frozenset({",", ".", ";", ")", "(", PARAGRAPH, ""})
_HEREINAFTER = frozenset(
    ["hereinafter", "referred", "to", "as", "the", "called", "以", "下", ",", ":", "「", "“", '"', "'"]
)
_QUOTES = frozenset("」”\"'“")
_DELEGATIONS = frozenset(
    [
        "participants",
        "delegation",
        "delegations",
        "delegates",
        "delegate",
        "government",
        "Government",
        "representatives",
        "officials",
        "team",
        "attendees",
        "authorities",
        "agencies",
        "ministries",
        "counterparts",
        "counterpart",
        "speakers",
        "representation",
    ]
)
_STATES = frozenset({"Republic", "Kingdom", "State", "Commonwealth", "Principality", "Government"})
_NAMED_AFTER_COUNTRIES = frozenset(
    {"Agency", "Authority", "Commission", "Administration", "Institute", "Service"}
)
_OF_ADJECTIVES = ("an", "ese", "ish", "ch", "i", "ic", "ss", "er", "ian", "al", "ot", "ek", "k")
_SPEAKING_FOR = frozenset({"from", "From", "for", "For", "representing", "Representing"})
_SENTENCE_ENDS = frozenset({"。", "!", "?", "！", "？", PARAGRAPH})
_FARTHEST = 80


class Beside(NamedTuple):
    """Where a body with all that belongs to it begins and ends, and what it says.

    Attributes:
        start: first token, that of "French" in "French Ministry of Culture (MC)".
        end: token after the last.
        country: code of the country beside the name.
        close: whether the country is bound to the name ("of Japan", "Japan's"), not only before it.
        owned: whether the country stands before the name, so that it may go on for others in a list.
        abbreviation: the one introduced, or an empty text.
        name: the name as the text has it, with the country where that is part of it.
    """

    start: int
    end: int
    country: str | None
    close: bool
    owned: bool
    abbreviation: str
    name: str


class Surroundings:
    """The tokens and parties of a text, asked what stands beside a name.

    Attributes:
        starting: the parties by their first token.
        ending: the parties by the token after their last.
    """

    def __init__(self, text: Tokens, hits: list[Hit], countries: Countries) -> None:
        self._text, self._countries = text, countries
        self.starting = {hit.start: hit for hit in hits}
        self.ending = {hit.end: hit for hit in hits}

    def beside(self, start: int, end: int, free: int, *, bracket: bool = True) -> Beside:
        """What stands beside a name at some tokens; nothing before the token ``free`` belongs to it.

        Args:
            start: first token of the name.
            end: token after its last.
            free: first token that belongs to no other name.
            bracket: whether a bracket behind the name may hold its abbreviation.
        """
        last, country, abbreviation = self._after(end, bracket=bracket)
        first, owner, possessive = self._before(start, free)
        if country and owner != country:
            first = start
        bound = self._country_after(end) if self._text.at(end) == "of" else None
        name = self._text.words(
            first if self._is_part(first, start, end) else start, bound[0] if bound else end
        )
        owned = country is None and owner is not None
        return Beside(first, last, country or owner, bool(country or possessive), owned, abbreviation, name)

    def _is_part(self, first: int, start: int, end: int) -> bool:
        """Whether the country before a name is part of it: フランス外務省, Kenya Revenue Authority."""
        hit = self.starting.get(first)
        if hit is None or hit.end != start:
            return False
        if not self._text.of[start].isascii():
            return True
        words = self._text.words(first, start)
        is_noun = words in (name_of(hit.code), words.upper()) or not words.endswith(_OF_ADJECTIVES)
        return is_noun and self._text.of[end - 1] in _NAMED_AFTER_COUNTRIES

    def _after(self, end: int, *, bracket: bool) -> tuple[int, str | None, str]:
        country, abbreviation = None, ""
        for _ in range(3):
            if bracket and not abbreviation and (introduced := self._bracket(end)):
                end, abbreviation = introduced
            elif not country and (following := self._country_after(end)):
                end, country = following
        return end, country, abbreviation

    def _country_after(self, end: int) -> tuple[int, str] | None:
        """The country in "… of Japan", "…, Japan,", "… (Japan)", "…, Government of Japan"."""
        at = self._text.at
        if at(end) == "," and at(end + 1) == "Government" and at(end + 2) == "of":
            hit = self.starting.get(end + 3)
            return (hit.end, hit.code) if hit else None
        hit = self.starting.get(end + 1)
        if hit is None and at(end) == "of" and at(end + 1) in _STATES and at(end + 2) == "of":
            hit = self.starting.get(end + 3)
        if hit is None or hit.side:
            return None
        if at(end) == "of":
            return None if self._goes_on(hit) else (hit.end, hit.code)
        if at(end) == "(" and at(hit.end) == ")":
            return hit.end + 1, hit.code
        closed = at(hit.end) in _CLOSING or "," in self._text.before(hit.end)
        return (hit.end, hit.code) if at(end) == "," and closed else None

    def _goes_on(self, hit: Hit) -> bool:
        """Whether a party behind "of" begins something longer: a pair, "the Polish Ministry"."""
        following = self._text.at(hit.end)
        if following in ("-", "/"):
            return hit.end + 1 in self.starting
        apart = {",", "\n"} & set(self._text.before(hit.end))
        return (
            following in HEADS
            or following in ("ministry", "government")
            or (following[:1].isupper() and not apart)
        )

    def _before(self, start: int, free: int) -> tuple[int, str | None, bool]:
        """The first token of the country before a name, its code, and whether it is in the genitive."""
        end = start
        if self._text.at(start - 1) == "s" and self._text.at(start - 2) == "'":
            end = start - 2
        elif self._text.at(start - 1) in ("の", "'"):
            end = start - 1
        hit = self.ending.get(end)
        if hit is None or hit.start < free or hit.side or self._text.at(hit.start - 1) in ("-", "/"):
            return start, None, False
        return hit.start, hit.code, end < start

    def _bracket(self, place: int) -> tuple[int, str] | None:
        """The end of a bracket with an abbreviation, and the abbreviation."""
        at = self._text.at
        if at(place) != "(":
            return None
        start = place + 1
        while at(start) in _HEREINAFTER and start - place < _LONGEST_BRACKET:
            start += 1
        end = start
        while at(end) not in (")", "(", "") and end - start < _LONGEST_BRACKET:
            end += 1
        if at(end) != ")":
            return None
        last = start
        while last < end and at(last) not in _QUOTES:
            last += 1
        name = self._text.words(start, last) if last > start else ""
        return (end + 1, name) if self._is_abbreviation(name) else None

    def _is_abbreviation(self, name: str) -> bool:
        capitals = sum(letter.isupper() for letter in name)
        return (
            1 < len(name) <= _LONGEST_ABBREVIATION
            and name.isascii()
            and name[0].isalpha()
            and max(2, len(name) / 3) <= capitals
            and name.count(" ") < 2  # noqa: PLR2004  such as "DG CONNECT"
            and "," not in name
            and not self._countries.is_name(name)
        )

    def in_brackets(self, place: int) -> list[str]:
        """The tokens in brackets that open at a token; none if there are too many, or no brackets."""
        at = self._text.at
        end = place + 1
        while at(place) == "(" and at(end) not in (")", "(", "") and end - place <= _LONGEST_BRACKET:
            end += 1
        return self._text.of[place + 1 : end] if at(place) == "(" and at(end) == ")" else []

    def is_of_pair(self, start: int) -> bool:
        """Whether a pair of parties stands before a name: "Japan-Croatia Foreign Office Consultations"."""
        hit = self.ending.get(start)
        return bool(hit and self._text.at(hit.start - 1) in ("-", "/"))

    def spoken_for(self, place: int) -> str | None:
        """The party named before a token as that which speaks: "the Indian participants included …"."""
        at = self._text.at
        for end in range(place, max(0, place - _FARTHEST), -1):
            if at(end - 1) in _SENTENCE_ENDS or (at(end - 1) == "." and self._ends_sentence(end)):
                return None
            hit = self.ending.get(end)
            if hit and (hit.side or at(end) in _DELEGATIONS or self._is_spoken_for(hit)):
                return None if at(hit.start - 1) == "and" and hit.start - 1 in self.ending else hit.code
        return None

    def _is_spoken_for(self, hit: Hit) -> bool:
        """Whether a party stands behind "from", "representing", "on behalf of"."""
        before = self._text.at(hit.start - 1)
        return before in _SPEAKING_FOR or (before == "of" and self._text.at(hit.start - 2) == "behalf")

    def _ends_sentence(self, end: int) -> bool:
        return end not in self.ending and len(self._text.at(end - 2)) > 1 and self._text.at(end)[:1].isupper()
