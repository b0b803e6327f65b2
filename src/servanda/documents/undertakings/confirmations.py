"""English rules for what was confirmed to be meant: "reaffirmed their commitment to"."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind, kind_of_commitment
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_COOPERATION = frozenset({"cooperation", "co-operation", "collaboration"})
_TO_DO = frozenset(
    {
        *("intention", "intentions", "intent", "readiness", "willingness", "determination"),
        *("resolve", "preparedness", "desire", "will"),
    }
)
# "expressed the will" of nobody named is no undertaking; their "strong will" is.
_OF_SOMEBODY = frozenset({"will", "desire", "pledge"})
_THEIR_OWN = re.compile(
    r"\b(?:their|its|our|his|her|continued|continuous|continuing|further|closer|close|strong|full|the|a|"
    r"unwavering|mutual|ongoing|firm|both|shared)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:that|to|will|would|of|appreciation|gratitude|thanks|satisfaction|concern|hope|for|and)\b",
    re.IGNORECASE,
)
_GROWTH_OF = re.compile(
    r"\b(?:continuation|deepening|strengthening|expansion|enhancement|promotion|intensification) of\b",
    re.IGNORECASE,
)
# "confirmed that support has grown", "the commitment of both sides": how something is.
_IS_SO = re.compile(
    r"\s*(?:is|are|was|were|has|have|could|can|plays|of [A-Z]|"
    r"between the two countries (?:is|are|was|has))\b"
)
_OF_BOTH = re.compile(r"\s*of (?:both|the two)\b")
_TOWARDS = re.compile(r"\s*(?:to|for|of|in|on)\b")


class Confirmations:
    """The rule, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        confirm, mind = any_of(cues["confirm"]), any_of(cues["states of mind"])
        self._confirm = re.compile(
            rf"\b(?:{confirm})\b(?P<between>(?:(?!\b(?:{confirm})\b)[^.;:]){{0,90}}?)"
            rf"\b(?P<mind>{mind})\b(?P<rest>[^.;]{{0,300}})",
            re.IGNORECASE,
        )

    def confirmations(self, said: Said) -> Iterator[Verdict]:
        """As in "expressed readiness to", "confirmed the deepening of cooperation"."""
        for match in self._confirm.finditer(said.text):
            between = _GROWTH_OF.sub("", match["between"])
            if self._cues.has(between, "opinions", "opinion verbs") or _OF_SOMETHING_ELSE.search(between):
                why = "what is confirmed is a view, or somebody else's"
                yield refused("opinion", why, match.end("mind"))
            elif not _is_a_mere_fact(match):
                yield self._confirmation(said, match)

    def _confirmation(self, said: Said, match: re.Match[str]) -> Verdict:
        at, mind = match.end("mind"), match["mind"].lower()
        what = self._kind(mind, said.text, at)
        verdict = taken("confirmed", f"they stand by their {mind}", what, "soft", at)
        subject = self._binding.subjects.before(said, match.start())
        whose = self._binding.names.codes(match["between"])
        if subject.sort == "third" and len(whose) == 1 and whose[0] in said.parties:
            return verdict._replace(by=whose)  # a minister "reaffirmed Germany's support"
        return self._binding.judged(said, subject, verdict)

    def _kind(self, mind: str, text: str, at: int) -> str:
        if mind == "support":
            return "support"
        if mind in _COOPERATION:
            return "cooperate"
        of = kind_of_commitment if mind in ("commitment", "commitments") else kind
        return of(self._cues, text, at)


def _is_a_mere_fact(match: re.Match[str]) -> bool:
    """Whether the words name a state of mind, but nothing that somebody means to do."""
    mind, rest = match["mind"].lower(), match["rest"]
    return bool(
        (mind in _OF_SOMEBODY and not _THEIR_OWN.search(match["between"]))
        or (mind != "commitment" and _IS_SO.match(rest))
        or _OF_BOTH.match(rest)
        or (mind in _TO_DO and not _TOWARDS.match(rest))
    )
