"""English rules for a next round that is announced in passing, moved, or awaited."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.arrangements import strength
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_HOLD = r"(?:host|hold|convene|organi[sz]e|hosting|holding)"
_NEXT = r"\b[^.;]{0,40}\bnext\b"
_OFFERED = re.compile(
    r"\b(?:welcomed|welcome|appreciated|thanked|noted|supported)\b[^.;]{3,60}"
    rf"\b(?:offer|proposal|readiness|willingness|invitation|intention)s? (?:to|of) {_HOLD}{_NEXT}",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    rf"\baccepted\b[^.;]{{0,60}}\b(?:offer|proposal|invitation)s? (?:to|of|for) (?:{_HOLD}|the){_NEXT}",
    re.IGNORECASE,
)
_SETTLED = re.compile(
    rf"\b(?:an?|the) (?:agreement|decision|understanding) to {_HOLD}{_NEXT}|"
    r"\bset\b[^.;]{3,40}\bas the dates? (?:of|for)\b[^.;]{0,20}\bnext\b|"
    r"\binvited\b[^.;]{3,40}\bto\b[^.;]{0,20}\bnext\b[^.;]{3,80}\baccepted\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\b(?:look(?:s|ed|ing)? forward to|hope[sd]? (?:to|that)|expect(?:s|ed)? to|anticipate[sd]?|"
    r"wish(?:es|ed)? to|(?P<offer>offer(?:s|ed)? to))\b",
    re.IGNORECASE,
)
_HOST = re.compile(r" (?:also )?host\b")
_PLACED = re.compile(
    r"\b(?:in|on|at|by|during|host\w*|early|late|later|next year|this year|\d{4})\b", re.IGNORECASE
)


class NextRounds:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = binding.cues
        meeting = rf"(?:[\w'.&/-]+ ){{0,8}}?(?:{any_of(self._cues['meetings'])})"
        self._scheduled = re.compile(
            rf"(?:\bwith |, )(?:the next {meeting}|the next one)\b,? "
            r"(?:being |now |tentatively |provisionally )?"
            r"(?:scheduled|planned|set|slated|due|expected|to be (?:held|hosted|convened)|to take place|"
            r"taking place) (?:for|in|to|on|by|at)\b",
            re.IGNORECASE,
        )

    def in_passing(self, said: Said) -> Iterator[Verdict]:
        """As in "…, with the next round scheduled for June", "welcomed the offer to host the next round"."""
        for match in self._scheduled.finditer(said.text):
            yield from self._announced(said, match, strength(match.group()))
        for match in _OFFERED.finditer(said.text):
            yield from self._announced(said, match, "soft")
        for match in _SETTLED.finditer(said.text):
            yield from self._announced(said, match, "firm")
        for match in _ACCEPTED.finditer(said.text):
            yield from self._announced(said, match, strength(match.group()))

    def _announced(self, said: Said, match: re.Match[str], how: str) -> Iterator[Verdict]:
        promised = self._binding.next.promised
        if promised(said, f"{match.group()} held") or promised(said, said.text, match.start()):
            why = "the next round is announced in passing"
            by = self._binding.host(said)
            yield taken("next round announced", why, "next-meeting", how, match.start(), by=by)

    def moves(self, said: Said) -> Iterator[Verdict]:
        """As in "the 24th session has been put off until spring"."""
        if match := self._binding.next.moved.search(said.text):
            why = "the next round is put off to another time"
            by = self._binding.host(said)
            yield taken("moved", why, "next-meeting", "firm", match.end(), by=by)

    def expectations(self, said: Said) -> Iterator[Verdict]:
        """A hope is no undertaking; one for the next round, with its date or place, announces it."""
        for match in _FORWARD.finditer(said.text):
            at = match.end()
            hosting = match["offer"] and _HOST.match(said.text, at)
            if hosting or self._is_placed(said, at):
                by = self._subject_alone(said, match) if hosting else ()
                why = "the next round is announced in the words of a hope or an offer"
                by = by or self._binding.host(said)
                yield taken("next round awaited", why, "next-meeting", "soft", at, by=by)
            elif match["offer"]:
                subject = self._binding.subjects.before(said, match.start())
                what = kind(self._cues, said.text, at)
                verdict = taken("promised", "they offer to do it", what, "soft", at)
                yield self._binding.judged(said, subject, verdict)
            else:
                yield refused("hope", "a hope or expectation binds nobody", at)

    def _is_placed(self, said: Said, at: int) -> bool:
        """Whether what is hoped for is the next round, with a time or a place."""
        text = said.text
        return self._binding.next.promised(said, text, at) and bool(_PLACED.search(text, at))

    def _subject_alone(self, said: Said, match: re.Match[str]) -> tuple[str, ...]:
        return self._binding.subjects.before(said, match.start()).only
