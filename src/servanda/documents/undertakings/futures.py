"""English rules for what will be done: "both sides will continue"."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from servanda.documents.undertakings.actors import Subject
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.kinds import kind, passive_kind
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_ADVERB = (
    r"(?:\w{1,20}ly|also|further|now|both|all|together|again|each|therefore|accordingly|then|too|"
    r"in principle|once again)"
)
_ADVERBS = rf"(?:{_ADVERB},? ){{0,4}}"
_WILL = re.compile(
    rf"\b(?P<modal>will|shall|would|'ll):? (?P<no>{_ADVERBS}(?:not|never|no longer) )?"
    rf"(?P<verb>{_ADVERBS}(?:be )?{_ADVERBS}[a-z-]+)",
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
    r"(?:help|allow|enable|benefit|bring|lead|serve|give|create (?:jobs|opportunities)|boost|pave|feature|"
    r"cover|include|make (?:it|them|sure)|play|apply|remain|contribute to|deepen)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"(?:be|continue|begin|start|take|resume|proceed|follow|commence)\b", re.IGNORECASE)
_UNDER_A_HOPE = re.compile(
    r"\b(?:hope[sd]?|wish(?:es|ed)?|believe[sd]?|expect(?:s|ed)?|urge[sd]?|propose[sd]?|suggest(?:s|ed)?|"
    r"important|essential|confident|convinced|optimistic|requested|demanded|ensure|so|provided|if|unless|"
    r"whether|in case)(?: that)? [^;.]{0,90}$",
    re.IGNORECASE,
)
_SPEECH = (
    r"deliver (?:a|an|the|his|her)(?: \w+)? (?:speech|keynote|address|lecture|remarks)|address|speak|"
    r"(?:meet|brief) (?:the )?(?:press|media|journalists)"
)
_VISIT = (
    r"visit|call on|travel|arrive|depart|attend|pay a|inaugurate|meet with|hold talks with|lead the|"
    r"head the|accompany|be accompanied|be represented|be received"
)
_PROTOCOL = re.compile(rf"{_ADVERBS}(?:{_SPEECH}|{_VISIT})\b", re.IGNORECASE)
_TRY = re.compile(rf"{_ADVERBS}(?:continue to )?(?:seek|strive|endeavou?r|aim|try|attempt)\b", re.IGNORECASE)
_OF_OURSELVES = re.compile(r"(?:we|our|both|the two)\b", re.IGNORECASE)
_BEFORE, _AFTER = 90, 40
"""So many characters before "will" it stands that it is for the public, and after it what is visited."""

EXPLAINED = "one side explained what it or others do"


class _Future(NamedTuple):
    """A cue: "will" and its verb, in a sentence, with its subject."""

    said: Said
    subject: Subject
    match: re.Match[str]

    @property
    def at(self) -> int:
        """Where the verb stands."""
        return self.match.start("verb")

    @property
    def verb(self) -> str:
        """The verb, with a few words after it."""
        return self.said.text[self.at : self.match.end() + _AFTER]

    def done_by(self, *sorts: str) -> bool:
        """Whether the subject is of one of some sorts."""
        return self.subject.sort in sorts


class Futures:
    """The rule, with the reasons for which a sentence with "will" is refused, in their order."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = binding.cues
        self._refusals: tuple[tuple[Callable[[_Future], object], str, str], ...] = (
            (_only_reports, "reported", "“would” alone only reports"),
            (lambda one: one.match["no"], "will not", "what will not be done is not followed up here"),
            (_describes, "description", "it describes what something will be or bring"),
            (
                self._for_the_public,
                "arrangement for the public",
                "it is an arrangement for the press or the public",
            ),
            (self._explained, "own plan explained", EXPLAINED),
            (_under_a_hope, "hope", "it stands under a hope, a call or a condition"),
            (_is_protocol, "protocol", "a visit or a speech is no undertaking"),
            (_brings, "description", "it describes what something will bring"),
            (
                _quotes_another,
                "direct speech",
                "what is said in quotation marks binds nobody but the speaker",
            ),
            (
                self._quotes_one_side,
                "direct speech",
                "what one side says of itself in quotation marks binds no other",
            ),
            (
                self._quotes_nothing,
                "direct speech",
                "what is said in quotation marks names nothing that is done for the others",
            ),
        )

    def futures(self, said: Said) -> Iterator[Verdict]:
        """As in "both sides will continue", "a joint study will be carried out"."""
        for match in _WILL.finditer(said.text):
            subject = self._binding.subjects.before(said, match.start())
            yield self._verdict(_Future(said, subject, match))

    def _verdict(self, future: _Future) -> Verdict:
        for holds, rule, why in self._refusals:
            if holds(future):
                return refused(rule, why, future.at)
        said, at = future.said, future.at
        strength = "soft" if _TRY.match(said.text, at) else "firm"
        verdict = taken("will", "they say that they will do it", self._kind(future), strength, at)
        return self._binding.judged(said, future.subject, verdict)

    def _kind(self, future: _Future) -> str:
        text = future.said.text
        if _PASSIVE.match(future.match["verb"]) and future.done_by("joint thing", "body"):
            return passive_kind(self._cues, future.subject.words, text, future.at)
        return kind(self._cues, text, future.at)

    def _for_the_public(self, future: _Future) -> bool:
        near = future.said.text[max(future.match.start() - _BEFORE, 0) :]
        return self._cues.has(near, "public arrangements") and not future.done_by(
            "together", "meeting", "party"
        )

    def _explained(self, future: _Future) -> bool:
        reported = self._binding.reported(future.said, future.match.start())
        return reported and not future.done_by("together", "meeting")

    def _quotes_one_side(self, future: _Future) -> bool:
        """Whether "we" are one speaker's: "We will build it", said by the Indian minister."""
        _, mark, speaker = future.said.text.rpartition('"')
        ours = _OF_OURSELVES.match(future.subject.words)
        return bool(mark and future.said.quoted and ours) and len(self._binding.names.codes(speaker)) == 1

    def _quotes_nothing(self, future: _Future) -> bool:
        said, at = future.said, future.at
        return (
            said.quoted
            and kind(self._cues, said.text, at) == "other"
            and not self._binding.towards_others(said, at)
        )


def _only_reports(future: _Future) -> bool:
    return future.match["modal"].lower() == "would" and not future.done_by("meeting")


def _describes(future: _Future) -> bool:
    effect = _EFFECT.match(future.verb) and not future.done_by("party", "own", "institution")
    describes = effect or _DESCRIBES.match(future.verb) is not None
    return bool(describes) and not future.done_by("together", "meeting")


def _under_a_hope(future: _Future) -> bool:
    before = future.said.text[: future.match.start()]
    return _UNDER_A_HOPE.search(before) is not None and not future.done_by("meeting")


def _is_protocol(future: _Future) -> bool:
    return _PROTOCOL.match(future.verb) is not None and not future.done_by("meeting")


def _brings(future: _Future) -> bool:
    return future.done_by("joint thing") and not _PASSIVE.match(future.match["verb"])


def _quotes_another(future: _Future) -> bool:
    ours = _OF_OURSELVES.match(future.subject.words)
    return future.said.quoted and not ours and not future.done_by("party", "meeting")
