"""English rules for what is arranged or intended: "is scheduled to be held", "intend to"."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.futures import EXPLAINED
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_ARE_TO = re.compile(r"\b(?:is|are) to (?:be )?[a-z]+", re.IGNORECASE)
_EXPECTED = re.compile(r"\b(?:expected|anticipated|hoped|proposed)\b", re.IGNORECASE)
_SOFT = frozenset(
    {
        *("planned", "expected", "anticipated", "envisaged", "foreseen", "hoped", "proposed"),
        *("tentatively", "provisionally"),
    }
)
# "the plan to", "is planned to": a noun or a passive, no intention of a subject.
_NO_VERB = re.compile(
    r"\b(?:an?|the|this|which|that|is|are|was|were|been|as|its|his|her|[\w.-]+(?:'s|s'))\s++$", re.IGNORECASE
)
_SHOWN = 60


def strength(words: str) -> str:
    """How strongly some words arrange what is to come: ``soft`` if it is only planned or expected."""
    return "soft" if _SOFT & set(words.lower().split()) else "firm"


class Arrangements:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        self._intend = re.compile(
            rf"\b(?P<word>{any_of(cues['intend'])})\b (?:also |jointly |further |both |together )?to\b",
            re.IGNORECASE,
        )
        self._arranged = re.compile(
            r"\b(?:is|are|was|were|has been|have been) "
            r"(?:also |now |currently |tentatively |provisionally )?"
            rf"(?:{any_of(cues['arranged'])})\b(?= (?:to|for|in|on|at|by)\b|,)",
            re.IGNORECASE,
        )

    def intentions(self, said: Said) -> Iterator[Verdict]:
        """As in "the two countries intend to", "stands ready to"."""
        for match in self._intend.finditer(said.text):
            titled = match.start() > said.begins and match["word"][0].isupper()  # the "Action Plan to …"
            if not (titled or _NO_VERB.search(said.text[: match.start()])):
                yield self._intention(said, match)

    def _intention(self, said: Said, match: re.Match[str]) -> Verdict:
        at, word = match.end(), match["word"]
        subject = self._binding.subjects.before(said, match.start())
        if word.lower().startswith(("aim", "seek")) and subject.sort != "together":
            return refused("purpose", "it says what something is for", at)
        if self._binding.reported(said, match.start()) and subject.sort != "together":
            return refused("own plan explained", "one side explained what it does itself", at)
        if subject.sort == "joint thing":
            return refused("third actor", f"“{subject.words[:_SHOWN]}” is no party to the dialogue", at)
        why = f"“{word}” states an intention"
        verdict = taken("intend", why, kind(self._cues, said.text, at), "soft", at)
        return self._binding.judged(said, subject, verdict)

    def arrangements(self, said: Said) -> Iterator[Verdict]:
        """As in "is scheduled to be held", "are set to sign", "are to meet"."""
        for match in self._arranged.finditer(said.text):
            yield self._arrangement(said, match, match.end(), strength(match.group()))
        for match in _ARE_TO.finditer(said.text):
            yield self._arrangement(said, match, match.start(), "firm")

    def _arrangement(self, said: Said, match: re.Match[str], at: int, how: str) -> Verdict:
        subject = self._binding.subjects.before(said, match.start())
        if _EXPECTED.search(match.group()) and subject.sort != "meeting":
            return refused("expectation", "what is expected is not promised", at)
        if self._binding.reported(said, match.start()) and subject.sort not in ("together", "meeting"):
            return refused("own plan explained", EXPLAINED, at)
        verdict = taken("arranged", "it is arranged", kind(self._cues, said.text, at), how, at)
        return self._binding.judged(said, subject, verdict)
