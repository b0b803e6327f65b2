"""The text of a drafted commitment: for the next meeting our own words, else the clause of the source."""

import re

from servanda.documents.flat import flat, shown
from servanda.documents.undertakings.verdict import Verdict

LIMIT = 2_000
OF_THE_SOURCE = "The text follows the words of the source."
_LEADING = re.compile(
    r"^(?:(?:the two|both) sides|to|that|on|upon|in|with|also|further|both|jointly|will|would|shall|be|have|"
    r"and|it|they)\b[\s,]*|^[\s,:;-]+",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:in|on|by|at|before|within|during|around|from|this|next|later|early|until|no later)\b", re.IGNORECASE
)
_TEENS = range(11, 20)
_SHORTEST = 8


def next_round(round_: int | None, due: str, *, hosted: bool) -> str:
    """What a next-meeting commitment undertakes: "Hold the 23rd round in 2024"."""
    which = f"the {ordinal(round_)} round" if round_ else "the next round"
    when = f" {due}" if due else ""
    return f"{'Host' if hosted else 'Hold'} {which}{when}"


def ordinal(number: int) -> str:
    """A number as an English ordinal: 22nd."""
    teen = number % 100 in _TEENS
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def clause(sentence: str, verdict: Verdict, begins: int, language: str) -> str:
    """What was undertaken, as the source words it, in one line.

    Args:
        sentence: as the document has it.
        verdict: of the rule that took it, with the position of its cue.
        begins: how many characters the introducing line has that the rule read before the sentence.
        language: ``en`` or ``ja``.
    """
    if language == "ja" or verdict.at <= begins:
        said = sentence
    else:
        begin = verdict.at - begins
        if verdict.rule == "confirmed":  # what they stand by is named by the noun before: "cooperation on"
            begin = max(sentence.rfind(" ", 0, begin), 0)
        said = sentence[begin:]
        while (shorter := _LEADING.sub("", said, count=1)) != said:
            said = shorter
    said = shown(said).strip(" .。;,:")
    if len(said) < _SHORTEST:
        said = shown(sentence)
    return (said[:1].upper() + said[1:])[:LIMIT]


def due_in_words(words: str) -> str:
    """The words of a due date as they fit after "Hold the next round"."""
    plain = re.sub(r"\s+", " ", flat(words)).strip()
    return plain if _WHEN.match(plain) else f"({plain})"
