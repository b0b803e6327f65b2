"""English rules for lists: actions with who does them, pledges as nouns, "next meeting: …"."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.subjects import Subject
from servanda.documents.undertakings.verdict import Said, Verdict

_ACTIONS = re.compile(
    r"\b(?:actions?|next steps|follow[- ]ups?|action (?:items|table|points|list)|agreed actions|commitments|way forward|deliverables|to[- ]do)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\s*(?:agreed )?(?:action|next step|follow-up)s?(?: point| item)?\s*\d*\s*[:-]\s*", re.IGNORECASE
)
_WHO_DOES = re.compile(r"^\s*(?P<who>[^.;:|]{2,80}?)\s*[:|]?\s*\bto (?P<verb>[a-z]+)")
_NOMINAL = re.compile(
    r"^(?:a|an|the|new|joint)?\s*(?:\w+ )?(?P<noun>pledge|agreement|commitment|undertaking|promise|decision|plan|intention)s?\b(?P<who>(?: (?:by|from|of|between|among) [^,.;:]{2,60}?)?) (?:to|on) (?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,3}?(?:meeting|round|session|dialogue|consultations)\s*[:-]\s*(?=\S)",
    re.IGNORECASE,
)


_NEXT_HEADING = re.compile(
    r"(?:\W*\d*\W*)(?:date (?:and (?:place|venue) )?of )?(?:the )?next (?:\w+ ){0,3}?(?:meeting|round|session|dialogue|consultations)\W*$",
    re.IGNORECASE,
)
_HELD_UNDER = re.compile(
    r"(?:to be held|will be held|scheduled|tentatively|provisionally|the date|the venue|date|venue|in [A-Z]|on \d|it will|(?:[A-Z]\w+,? )?(?:spring|summer|autumn|\d{1,2} \w+ \d{4}|\w+ \d{4}))",
    re.IGNORECASE,
)


class Listing:
    """The rules for items of lists and rows of tables."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding

    def actions(self, said: Said) -> Iterator[Verdict]:
        """ "DSIT to share the draft by June"; "Share the register | URA | By June"."""
        own = said.text[said.begins :]
        label = _LABEL.match(own)
        if not label and not _ACTIONS.search(said.topic) and not _ACTIONS.search(said.text[: said.begins]):
            return
        own = " " * label.end() + own[label.end() :] if label else own
        cells = [cell.strip() for cell in own.split("|")]
        if len(cells) > 1:
            yield from self._row(said, cells)
        elif (match := _WHO_DOES.search(own)) and match["verb"] in self._binding.cues.kinds:
            yield self._given(said, match["who"].strip(" -"), said.begins + match.start("verb"))

    def _row(self, said: Said, cells: list[str]) -> Iterator[Verdict]:
        what = max(cells[:2], key=len)
        verb = what.split(" ")[0].lower()
        if verb in self._binding.cues.kinds or verb in self._binding.cues["strengthening"]:
            at = said.text.index(what, said.begins)
            yield self._given(said, " ".join(cell for cell in cells if cell != what), at)

    def _given(self, said: Said, who: str, at: int) -> Verdict:
        codes = self._binding.names.codes(who)
        subject = Subject("party", codes, who) if len(codes) == 1 else Subject("together", codes, who)
        verdict = Verdict(
            True,
            "action item",
            "a list of actions gives it to somebody",
            kind(self._binding.cues, said.text, at),
            "firm",
            at=at,
        )
        return self._binding.judged(said, subject, verdict, listed=True)

    def nominal(self, said: Said) -> Iterator[Verdict]:
        """ "a pledge by the UK to fund 250 places" as an item of a list."""
        match = _NOMINAL.match(said.text[said.begins :]) if said.item else None
        if match:
            at = said.begins + match.start("verb")
            codes = self._binding.names.codes(match["who"])
            by = codes if len(codes) == 1 else ()
            soft = match["noun"].lower() in ("plan", "intention")
            verdict = Verdict(
                True,
                "pledge",
                "the item names a pledge or an agreement",
                kind(self._binding.cues, said.text, at),
                "soft" if soft else "firm",
                by,
                at=at,
            )
            yield verdict

    def under_its_heading(self, said: Said) -> Iterator[Verdict]:
        """ "To be held in Oslo in June 2025." under the heading "Next meeting"."""
        if _NEXT_HEADING.match(said.topic) and _HELD_UNDER.match(said.text[said.begins :]):
            yield Verdict(
                True,
                "label",
                "it stands under the heading of the next meeting",
                "next-meeting",
                "firm",
                self._binding.host(said),
                at=said.begins,
            )

    def labels(self, said: Said) -> Iterator[Verdict]:
        """ "Next meeting: Oslo, June 2025" in minutes."""
        if match := _NEXT.match(said.text[said.begins :]):
            yield Verdict(
                True,
                "label",
                "the line names the next round",
                "next-meeting",
                "firm",
                at=said.begins + match.end(),
            )
