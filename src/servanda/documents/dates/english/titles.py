"""Quoted names in English text, in which years are no dates."""

import re

from servanda.documents.dates.english.words import words

_QUOTED = re.compile(r"“([^“”\n]{1,160})”|\"([^\"\n]{1,160})\"|‘([^‘’\n]{4,160})’(?!\w)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SMALL = words("of the and for on in to a an with at by from or towards toward between its")


class Places:
    """Code points that lie in one of some spans."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._inside = {place for first, last in spans for place in range(first, last)}

    def __contains__(self, place: object) -> bool:
        return place in self._inside


def titles(text: str) -> Places:
    """The places inside quotation marks that hold a name rather than what somebody said."""
    return Places([match.span() for match in _QUOTED.finditer(text) if _is_title(match[0][1:-1])])


def _is_title(quoted: str) -> bool:
    words = [word for word in _WORD.findall(quoted.strip(" ,.")) if word.lower() not in _SMALL]
    said = quoted.rstrip().endswith((",", "!", "?")) and len(words) > 8  # noqa: PLR2004
    capitalised = sum(word[0].isupper() for word in words)
    return bool(words) and not said and quoted[:1].isalnum() and capitalised * 4 >= len(words) * 3
