"""What kind of undertaking an English sentence is, by the main verb that follows its cue."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from servanda.documents.undertakings.cues import Cues

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
# So many words after the cue the main verb stands, and its object after a verb that says little.
_FAR, _NEAR = 14, 6
_WORK_TOGETHER = re.compile(
    r"(?:continue |to |continuing ){0,3}"
    r"work(?:ing)? (?:\w+ ){0,2}?(?:together|closely|with|side by side|jointly)\b"
)
_MUTUAL = frozenset(
    {"jointly", "joint", "together", "bilateral", "mutual", "ties", "relations", "cooperation"}
)
_RELATIONS = frozenset(
    {
        *("cooperation", "co-operation", "collaboration", "coordination"),
        *("partnership", "partnerships", "relations", "ties"),
    }
)
_ENDS_THE_OBJECT = frozenset({"to", "that", "which", "on", "by", "with", "through"})
_TO_A_VERB = re.compile(r"\s*to\s+(?:[a-z]+ly )?[a-z]+\b")
_TO_A_THING = re.compile(r"\s*to (?:a|an|the|its|their|[A-Z])\b")


def kind(cues: Cues, text: str, at: int) -> str:
    """The kind of the first verb or noun after ``at`` that a table knows; ``other`` if none does."""
    words = [match.group().lower() for match in islice(_WORD.finditer(text, at), _FAR)]
    if _WORK_TOGETHER.match(" ".join(words[:_NEAR])):
        return "cooperate"
    if words[:1] == ["not"]:
        return "other"
    for place, word in enumerate(words):
        if word in cues["going on"]:
            continue
        after = words[place + 1 :]
        if word in cues["strengthening"]:
            return _by_object(cues, after) or ("cooperate" if _MUTUAL & set(words) else "other")
        said_by_object = _by_object(cues, after) if word in cues["light verbs"] else ""
        if found := said_by_object or cues.kinds.get(word, ""):
            return found
    return "other"


def kind_of_commitment(cues: Cues, text: str, at: int) -> str:
    """The kind of "commitment to": to the rules it stands by a principle, to build it builds."""
    found = kind(cues, text, at)
    principle = not _TO_A_VERB.match(text, at) or _TO_A_THING.match(text, at)
    return "support" if principle and found not in ("cooperate", "discuss", "sign") else found


def passive_kind(cues: Cues, subject: str, text: str, at: int) -> str:
    """The kind of a sentence such as "discussions will be continued": by its subject, else by its verb."""
    words = [match.group().lower() for match in _WORD.finditer(subject.partition(" of ")[0])]
    return _by_object(cues, words) or kind(cues, text, at)


def _by_object(cues: Cues, words: Sequence[str]) -> str:
    """The kind by what is held, conducted or strengthened; empty if the words do not say."""
    said = list(takewhile(lambda word: word not in _ENDS_THE_OBJECT, words))
    if any(word in cues["sign nouns"] for word in said):
        return "sign"
    for word in said:
        if word in cues["discuss nouns"]:
            return "discuss"
        if word in _RELATIONS:
            return "cooperate"
    return ""
