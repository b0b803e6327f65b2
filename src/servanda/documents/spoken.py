"""The names in one document: with the abbreviations it introduces and the parties whose bodies speak."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from servanda.documents.names import Mention, Names

_OPENING = 1_500
"""In so many characters a document says who takes part."""
_INTRODUCING = 200_000
"""In so many characters a document introduces its abbreviations."""
_PROPER = re.compile(r"[A-Z][A-Z&-]+|[A-Z][a-zA-Z-]*[A-Z][a-zA-Z-]*|[A-Z][a-z]{3,}")


class Spoken:
    """`Names` for the parts of one document.

    Args:
        names: of the program and the user.
        text: the whole document, which may introduce abbreviations.
        parties: the parties of its dialogue, which tell whose "Ministry of Health" it is.
        known: the bodies that the document introduces elsewhere, by their abbreviations.
    """

    def __init__(
        self,
        names: Names,
        text: str,
        parties: tuple[str, ...] = (),
        known: Mapping[str, Mention] = MappingProxyType({}),
    ) -> None:
        self._names = names
        self.sides = parties
        self._text = text
        self._opening = text[:_OPENING]
        self._known = known
        self.introduced = {**known, **names.abbreviations(text[:_INTRODUCING], parties)}
        self._parties: dict[str, list[Mention]] = {}
        self._bodies: dict[str, list[Mention]] = {}

    def between(self, parties: tuple[str, ...]) -> "Spoken":
        """The same names, with the bodies of a dialogue between these parties."""
        return Spoken(self._names, self._text, parties, self._known)

    def within(self, text: str) -> "Spoken":
        """The same names, with what the whole document introduces, in a part of it."""
        return Spoken(self._names, text, self.sides, self.introduced)

    def parties(self, text: str) -> list[Mention]:
        """The parties in a part of the document."""
        if text not in self._parties:
            self._parties[text] = self._names.parties(text, self.introduced)
        return self._parties[text]

    def bodies(self, text: str) -> list[Mention]:
        """The bodies in a part of the document."""
        if text not in self._bodies:
            self._bodies[text] = self._names.bodies(text, self.introduced, self.sides)
        return self._bodies[text]

    def places(self, text: str) -> list[Mention]:
        """The cities in a part of the document."""
        return self._names.places(text)

    def pair(self, text: str) -> tuple[str, ...]:
        """The parties in the name of a dialogue."""
        return self._names.pair(text)

    def is_just_a_party(self, words: str) -> bool:
        """Whether words are the name of a party and nothing else: "the United States"."""
        named = self.parties(words)
        return (
            len(named) == 1
            and words[: named[0].start].strip().lower() in ("", "the", "both")
            and not words[named[0].end :].strip()
        )

    def takes_part(self, name: str) -> bool:
        """Whether a name that is no party nor known body is introduced where the document begins."""
        return (
            bool(_PROPER.fullmatch(name)) and re.search(rf"\b{re.escape(name)}\b", self._opening) is not None
        )

    def without_parties(self, words: str) -> str:
        """Some words without the names of parties in them."""
        for one in reversed(self.parties(words)):
            words = words[: one.start] + words[one.end :]
        return " ".join(words.split())

    def codes(self, text: str) -> tuple[str, ...]:
        """The parties that a text names, or for which the bodies in it act, each once."""
        found = [one.code for one in self.parties(text)] + [one.party for one in self.bodies(text)]
        return tuple(dict.fromkeys(code for code in found if code))
