"""English rules for what a body of the dialogue was told to do."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict, taken

_PASSIVE = re.compile(r"\b(?:was|were|is|are)\s++$")
_THEIR = re.compile(r"^\W*(?:their|our|its|the)\s+(?:respective\s+)?")
_ASKED = ("request", "ask")


class Taskings:
    """The rule, with its pattern made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._tell = re.compile(
            rf"\b(?:{any_of(binding.cues['tasked'])})\b(?P<whom>[^.;:]{{0,120}}?)\s(?:to|with)\s+(?P<verb>[a-z]+)",
            re.IGNORECASE,
        )

    def taskings(self, said: Said) -> Iterator[Verdict]:
        """As in "tasked senior officials to report", "officials were tasked with preparing"."""
        for match in self._tell.finditer(said.text):
            at = match.start("verb")
            what = kind(self._binding.cues, said.text, at)
            if _PASSIVE.search(said.text[: match.start()]):
                if told := self._told(said, match):
                    why = "their own body is told to do it"
                    yield taken("tasked", why, what, "firm", at, body=told)
            elif whom := self._whom(said, match):
                why = "those who speak tell their own body to do it"
                yield taken("tasked", why, what, "firm", at, body=whom)

    def _told(self, said: Said, match: re.Match[str]) -> str:
        """The body that "was tasked"; empty if it was only asked, or is none of theirs."""
        told = self._binding.subjects.before(said, match.start())
        own = told.sort in ("body", "together", "institution")
        return told.words if own and not match.group().lower().startswith(_ASKED) else ""

    def _whom(self, said: Said, match: re.Match[str]) -> str:
        """The body that the sides "tasked"; empty if it is none of theirs."""
        whom = _THEIR.sub("", match["whom"].strip())
        teller = self._binding.subjects.before(said, match.start())
        return (
            whom if teller.sort == "together" and self._binding.cues.has(whom, "bodies", "together") else ""
        )
