"""English rules for what will be done, is arranged or is intended."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding, refused
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind, passive_kind
from servanda.documents.undertakings.verdict import Said, Verdict

_LY = r"(?:(?:\w+ly|also|further|now|both|all|together|again|each|therefore|accordingly|then|too|in principle|once again),? )*"
_WILL = re.compile(
    rf"\b(?P<modal>will|shall|would|'ll):? (?P<no>{_LY}not )?(?P<verb>{_LY}(?:be )?{_LY}[a-z-]+)",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"(?:be (?:able to|important|essential|crucial|vital|key|necessary|critical|beneficial|subject|available|"
    r"open|live|streamed|broadcast|free|a|an|the|one|among|in|of|at|on|no)\b|need|require|become|"
    r"remain (?:a|an|the|key)\b|mean|depend|cost|double|rise|fall|grow|celebrate|mark|enter into force|"
    r"take (?:months|years|time)|see\b|have (?:a|an|the)\b)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"(?:help|allow|enable|benefit|bring|lead|serve|give|create (?:jobs|opportunities)|boost|pave|feature|cover|"
    r"include|make (?:it|them|sure)|play|apply|remain|contribute to|deepen)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?:be|continue|begin|start|take|resume|proceed|follow|commence)\b", re.IGNORECASE)
_UNDER = re.compile(
    r"\b(?:hope[sd]?|wish(?:es|ed)?|believe[sd]?|expect(?:s|ed)?|urge[sd]?|propose[sd]?|suggest(?:s|ed)?|important|essential|confident|convinced|optimistic|"
    r"requested|demanded|ensure|so|provided|if|unless|whether|in case)(?: that)? [^;.]{0,90}$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    rf"{_LY}(?:visit|call on|travel|arrive|depart|attend|address|pay a|deliver (?:a|an|the|his|her)(?: \w+)? (?:speech|keynote|address|lecture|remarks)|inaugurate|"
    r"meet with|meet (?:the )?(?:press|media|journalists)|brief (?:the )?(?:press|media)|hold talks with|lead the|head the|accompany|be accompanied|be represented|be received|speak)\b",
    re.IGNORECASE,
)
_TRY = re.compile(rf"{_LY}(?:continue to )?(?:seek|strive|endeavou?r|aim|try|attempt)\b", re.IGNORECASE)
_ARE_TO = re.compile(r"\b(?:is|are) to (?:be )?[a-z]+", re.IGNORECASE)
_SOFT_ARRANGED = frozenset(
    {
        "planned",
        "expected",
        "anticipated",
        "envisaged",
        "foreseen",
        "hoped",
        "proposed",
        "tentatively",
        "provisionally",
    }
)
_PLACED = re.compile(
    r"\b(?:in|on|at|by|during|host\w*|early|late|later|next year|this year|\d{4})\b", re.IGNORECASE
)


class Announcing:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        self._intend = re.compile(
            rf"\b(?P<word>{any_of(cues['intend'])})\b (?:also |jointly |further |both |together )?(?P<to>to)\b",
            re.IGNORECASE,
        )
        self._arranged = re.compile(
            rf"\b(?:is|are|was|were|has been|have been) (?:also |now |currently |tentatively |provisionally )?(?P<word>{any_of(cues['arranged'])})\b(?= (?:to|for|in|on|at|by)\b|,)",
            re.IGNORECASE,
        )
        nouns = any_of(cues["meetings"])
        which = rf"(?<!before )(?<!until )(?<!at )(?<!by )the next (?:[\w'.&/-]+ ){{0,8}}?(?:{nouns})|the next one"
        self._scheduled = re.compile(
            rf"(?:\bwith |, )(?:{which})\b,? (?:being |now |tentatively |provisionally )?(?:scheduled|planned|set|slated|due|expected|to be (?:held|hosted|convened)|to take place|taking place) (?:for|in|to|on|by|at)\b",
            re.IGNORECASE,
        )
        self._offered = re.compile(
            rf"\b(?:welcomed|welcome|appreciated|thanked|noted|supported)\b[^.;]{{3,60}}\b(?:offer|proposal|readiness|willingness|invitation|intention)s? (?:to|of) (?:host|hold|convene|organi[sz]e|hosting|holding)\b[^.;]{{0,40}}\bnext\b",
            re.IGNORECASE,
        )
        self._accepted = re.compile(
            rf"\baccepted\b[^.;]{{0,60}}\b(?:offer|proposal|invitation)s? (?:to|of|for) (?:host|hold|convene|organi[sz]e|hosting|holding|the)\b[^.;]{{0,40}}\bnext\b",
            re.IGNORECASE,
        )
        self._forward = re.compile(
            r"\b(?:look(?:s|ed|ing)? forward to|hope[sd]? (?:to|that)|expect(?:s|ed)? to|anticipate[sd]?|wish(?:es|ed)? to|offer(?:s|ed)? to)\b",
            re.IGNORECASE,
        )

    def futures(self, said: Said) -> Iterator[Verdict]:
        """ "both sides will continue", "a joint study will be carried out"."""
        for match in _WILL.finditer(said.text):
            yield self._future(said, match)

    def _future(self, said: Said, match: re.Match[str]) -> Verdict:
        text, at = said.text, match.start("verb")
        if (
            match["modal"].lower() == "would"
            and self._binding.subjects.before(said, match.start()).sort != "meeting"
        ):
            return refused("reported", "“would” alone only reports", at)
        if match["no"]:
            return refused("will not", "what will not be done is not followed up here", at)
        subject = self._binding.subjects.before(said, match.start())
        effect = _EFFECT.match(text[at:]) and subject.sort not in ("party", "own", "institution")
        if (effect or _DESCRIBES.match(text[at:])) and subject.sort not in ("together", "meeting"):
            return refused("description", "it describes what something will be or bring", at)
        if self._cues.has(text[max(match.start() - 90, 0) :], "public arrangements") and subject.sort not in (
            "together",
            "meeting",
            "party",
        ):
            return refused(
                "arrangement for the public", "it is an arrangement for the press or the public", at
            )
        if self._binding.reported(said, match.start()) and subject.sort not in ("together", "meeting"):
            return refused("own plan explained", "one side explained what it or others do", at)
        if _UNDER.search(text[: match.start()]) and subject.sort != "meeting":
            return refused("hope", "it stands under a hope, a call or a condition", at)
        if (
            _PROTOCOL.match(match["verb"] + text[match.end() : match.end() + 40])
            and subject.sort != "meeting"
        ):
            return refused("protocol", "a visit or a speech is no undertaking", at)
        if subject.sort == "joint thing" and not _PASSIVE.match(match["verb"]):
            return refused("description", "it describes what something will bring", at)
        if (
            said.quoted
            and not re.match(r"(?:we|our|both|the two)\b", subject.words, re.IGNORECASE)
            and subject.sort not in ("party", "meeting")
        ):
            return refused(
                "direct speech", "what is said in quotation marks binds nobody but the speaker", at
            )
        if (
            said.quoted
            and kind(self._cues, text, at) == "other"
            and not self._binding.towards_others(said, at)
        ):
            return refused(
                "direct speech",
                "what is said in quotation marks names nothing that is done for the others",
                at,
            )
        passive = _PASSIVE.match(match["verb"]) and subject.sort in ("joint thing", "body")
        what = passive_kind(self._cues, subject.words, text, at) if passive else kind(self._cues, text, at)
        strength = "soft" if _TRY.match(text[at:]) else "firm"
        return self._binding.judged(
            said, subject, Verdict(True, "will", "they say that they will do it", what, strength, at=at)
        )

    def intentions(self, said: Said) -> Iterator[Verdict]:
        """ "the two countries intend to", "stands ready to"."""
        for match in self._intend.finditer(said.text):
            at, word = match.end("to"), match["word"].lower()
            before = said.text[: match.start()]
            subject = self._binding.subjects.before(said, match.start())
            if re.search(r"\b(?:an?|the|this|which|that|is|are|was|were|been|as)\s+$", before, re.IGNORECASE):
                continue
            if word.startswith(("aim", "seek")) and subject.sort != "together":
                yield refused("purpose", "it says what something is for", at)
            elif self._binding.reported(said, match.start()) and subject.sort != "together":
                yield refused("own plan explained", "one side explained what it does itself", at)
            elif subject.sort == "joint thing":
                yield refused("third actor", f"“{subject.words[:60]}” is no party to the dialogue", at)
            else:
                verdict = Verdict(
                    True,
                    "intend",
                    f"“{match['word']}” states an intention",
                    kind(self._cues, said.text, at),
                    "soft",
                    at=at,
                )
                yield self._binding.judged(said, subject, verdict)

    def arrangements(self, said: Said) -> Iterator[Verdict]:
        """ "is scheduled to be held", "are set to sign", "are to meet"."""
        for match in self._arranged.finditer(said.text):
            yield self._arrangement(
                said, match, match.end(), soft=bool(_SOFT_ARRANGED & set(match.group().lower().split()))
            )
        for match in _ARE_TO.finditer(said.text):
            yield self._arrangement(said, match, match.start(), soft=False)

    def _arrangement(self, said: Said, match: re.Match[str], at: int, *, soft: bool) -> Verdict:
        subject = self._binding.subjects.before(said, match.start())
        expected = re.search(r"\b(?:expected|anticipated|hoped|proposed)\b", match.group(), re.IGNORECASE)
        if expected and subject.sort != "meeting":
            return refused("expectation", "what is expected is not promised", at)
        if self._binding.reported(said, match.start()) and subject.sort not in ("together", "meeting"):
            return refused("own plan explained", "one side explained what it or others do", at)
        return self._binding.judged(
            said,
            subject,
            Verdict(
                True,
                "arranged",
                "it is arranged",
                kind(self._cues, said.text, at),
                "soft" if soft else "firm",
                at=at,
            ),
        )

    def participles(self, said: Said) -> Iterator[Verdict]:
        """ "…, with the next round scheduled for June 2026"; "welcomed Japan's offer to host the next round"."""
        for pattern, strength in (
            (self._scheduled, "firm"),
            (self._offered, "soft"),
            (self._accepted, "firm"),
        ):
            for match in pattern.finditer(said.text):
                if self._binding.next.in_(match.group() + " held", said.names) or self._binding.next.in_(
                    said.text, said.names, match.start()
                ):
                    soft = strength == "soft" or bool(_SOFT_ARRANGED & set(match.group().lower().split()))
                    yield Verdict(
                        True,
                        "next round announced",
                        "the next round is announced in passing",
                        "next-meeting",
                        "soft" if soft else "firm",
                        self._binding.host(said),
                        at=match.start(),
                    )

    def moves(self, said: Said) -> Iterator[Verdict]:
        """ "the 24th session has been put off until spring"."""
        if match := self._binding.next.moved.search(said.text):
            yield Verdict(
                True,
                "moved",
                "the next round is put off to another time",
                "next-meeting",
                "firm",
                self._binding.host(said),
                at=match.end(),
            )

    def expectations(self, said: Said) -> Iterator[Verdict]:
        """A hope is no undertaking; one for the next round, with its date or place, announces it."""
        for match in self._forward.finditer(said.text):
            at = match.end()
            hosting = re.match(r" (?:also )?host\b", said.text[at:]) and match.group().lower().startswith(
                "offer"
            )
            if hosting or (
                self._binding.next.in_(said.text, said.names, at) and _PLACED.search(said.text[at:])
            ):
                subject = self._binding.subjects.before(said, match.start())
                by = subject.parties if hosting and len(subject.parties) == 1 else self._binding.host(said)
                yield Verdict(
                    True,
                    "next round awaited",
                    "the next round is announced in the words of a hope or an offer",
                    "next-meeting",
                    "soft",
                    by,
                    at=at,
                )
            elif match.group().lower().startswith("offer"):
                subject = self._binding.subjects.before(said, match.start())
                verdict = Verdict(
                    True, "promised", "they offer to do it", kind(self._cues, said.text, at), "soft", at=at
                )
                yield self._binding.judged(said, subject, verdict)
            else:
                yield refused("hope", "a hope or expectation binds nobody", at)
