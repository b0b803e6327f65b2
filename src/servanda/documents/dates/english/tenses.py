"""Whether a date without its year looks back or ahead, told by the English words before it."""

from servanda.documents.dates.english.tokens import BREAK, Tokens
from servanda.documents.dates.english.words import words
from servanda.documents.dates.said import Tense

_AHEAD = words(
    "will shall would next again upcoming forthcoming scheduled planned due expected slated intend "
    "intends plan plans be tentatively"
)
_PAST = words(
    "held met said took made signed began spoke told saw won came went wrote gave ran sent paid read"
)
_NO_PARTICIPLES = words("need speed indeed proceed succeed exceed scheduled planned expected slated targeted")
_BETWEEN = words("in at the of by and , between")
_AUXILIARIES = words("be to")
_FAR, _NEAR = 20, 9
_SHORTEST = 4


def tense_at(t: Tokens, at: int) -> Tense:
    """The tense of what stands before a place: "signed in May" looks back, "will meet in May" ahead."""
    if t.low[at] == "since" or _participle_before(t, at):
        return "past"
    for place in range(at - 1, max(at - _FAR, -1), -1):
        low = t.low[place]
        if low in {".", ";", "!", "?", BREAK}:
            break
        if low in _AHEAD:
            return "future"
    return t.setting.tense


def _participle_before(t: Tokens, at: int) -> bool:
    """Whether "held", "signed in Tokyo", "took place" and the like stand before, and no "to be held"."""
    for place in range(at - 1, max(at - _NEAR, -1), -1):
        low = t.low[place]
        participle = low.endswith("ed") and len(low) > _SHORTEST and low not in _NO_PARTICIPLES
        if low in _PAST or (participle and not t.capitalised(place)) or low == "place":
            told = low != "place" or t.low[place - 1] in {"took", "taken"}
            return told and not _AUXILIARIES & set(t.low[max(place - 3, 0) : place])
        if low not in _BETWEEN and not t.capitalised(place) and not low.endswith("ly"):
            return False
    return False
