"""English rules for lists: actions with who does them, pledges as nouns, "next meeting: …"."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.actors import Subject
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict, taken

_ACTIONS = re.compile(
    r"\b(?:actions?|next steps|follow[- ]ups?|action (?:items|table|points|list)|agreed actions|commitments|"
    r"way forward|deliverables|to[- ]do)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*+(?:agreed )?(?:action|next step|follow-up)s?(?: point| item)?\s*+\d*+\s*+[:-]\s*+", re.IGNORECASE
)
_WHO_DOES = re.compile(r"\s*+(?P<who>[^\s.;:|][^.;:|]{1,79}?)\s*+[:|]?\s*+\bto (?P<verb>[a-z]+)")
_NOMINAL = re.compile(
    r"(?:a|an|the|new|joint)?\s*(?:\w+ )?"
    r"(?P<noun>pledge|agreement|commitment|undertaking|promise|decision|plan|intention)s?\b"
    r"(?P<who>(?: (?:by|from|of|between|among) [^,.;:]{2,60}?)?) (?:to|on) (?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?:both|the two|all) (?:sides|parties|ministries|countries)", re.IGNORECASE)
_DECIDED = re.compile(r"\b(?:recommendations|decisions|resolutions)\s*$", re.IGNORECASE)
_DOING = re.compile(r"\W*(?P<verb>(?:[a-z]+ing|cooperation|exchange|establishment)\b)", re.IGNORECASE)
_NEXT_MEETING = (
    r"(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,3}?"
    r"(?:meeting|round|session|dialogue|consultations)"
)
_NEXT_LABEL = re.compile(rf"\s*+{_NEXT_MEETING}\s*+[:-]\s*+(?=\S)", re.IGNORECASE)
_NEXT_HEADING = re.compile(rf"\W*+\d*+\W*+{_NEXT_MEETING}\W*+$", re.IGNORECASE)
_DATED = r"(?:[A-Z]\w+,? )?(?:spring|summer|autumn|\d{1,2} \w+ \d{4}|\w+ \d{4})"
_HELD_UNDER = re.compile(
    r"(?:to be held|will be held|scheduled|tentatively|provisionally|the date|the venue|date|venue|in [A-Z]|"
    rf"on \d|it will|{_DATED})",
    re.IGNORECASE,
)


class Listing:
    """The rules for items of lists and rows of tables."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = binding.cues

    def actions(self, said: Said) -> Iterator[Verdict]:
        """As in "DSIT to share the draft by June"; "Share the register | URA | By June"."""
        label = _LABEL.match(said.sentence)
        if not (label or _ACTIONS.search(said.topic) or _ACTIONS.search(said.lead)):
            return
        begins = said.begins + (label.end() if label else 0)
        cells = [cell.strip() for cell in said.text[begins:].split("|")]
        if len(cells) > 1:
            yield from self._row(said, cells)
        elif (match := _WHO_DOES.match(said.text[begins:])) and (
            match["verb"] in self._cues.kinds
            or _BOTH.fullmatch(match["who"])
            or self._binding.names.is_just_a_party(match["who"])
        ):
            yield self._given(said, match["who"].strip(" -"), begins + match.start("verb"))

    def _row(self, said: Said, cells: list[str]) -> Iterator[Verdict]:
        """A row of a table: the longer of the first two cells says what, the others who and when."""
        what = max(cells[:2], key=len)
        verb = what.split(" ")[0].lower()
        if verb in self._cues.kinds or verb in self._cues["strengthening"]:
            who = " ".join(cell for cell in cells if cell != what)
            yield self._given(said, who, said.text.index(what, said.begins))

    def _given(self, said: Said, who: str, at: int) -> Verdict:
        codes = self._binding.names.codes(who)
        subject = Subject("party" if len(codes) == 1 else "together", codes, who)
        why = "a list of actions gives it to somebody"
        verdict = taken("action item", why, kind(self._cues, said.text, at), "firm", at)
        return self._binding.judged(said, subject, verdict, listed=True)

    def nominal(self, said: Said) -> Iterator[Verdict]:
        """As in "a pledge by the UK to fund 250 places" as an item of a list."""
        match = _NOMINAL.match(said.sentence) if said.item else None
        if match:
            at = said.begins + match.start("verb")
            codes = self._binding.names.codes(match["who"])
            yield taken(
                "pledge",
                "the item names a pledge or an agreement",
                kind(self._cues, said.text, at),
                "soft" if match["noun"].lower() in ("plan", "intention") else "firm",
                at,
                by=codes if len(codes) == 1 else (),
            )

    def decided(self, said: Said) -> Iterator[Verdict]:
        """As in "Forming a joint team" under "signed minutes with the following recommendations:"."""
        if said.item and _DECIDED.search(said.lead) and (match := _DOING.match(said.sentence)):
            at = said.begins + match.start("verb")
            why = "the line before the list says that it was decided"
            yield taken("agreed", why, kind(self._cues, said.text, at), "firm", at)

    def labels(self, said: Said) -> Iterator[Verdict]:
        """As in "Next meeting: Oslo, June 2025" in minutes."""
        if match := _NEXT_LABEL.match(said.sentence):
            why = "the line names the next round"
            yield taken("label", why, "next-meeting", "firm", said.begins + match.end())

    def under_its_heading(self, said: Said) -> Iterator[Verdict]:
        """As in "To be held in Oslo in June 2025." under the heading "Next meeting"."""
        if _NEXT_HEADING.match(said.topic) and _HELD_UNDER.match(said.sentence):
            why = "it stands under the heading of the next meeting"
            by = self._binding.host(said)
            yield taken("label", why, "next-meeting", "firm", said.begins, by=by)
