"""English rules for what was agreed, decided or promised."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind, kind_of_commitment
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_DAY = r"(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BY_ALL = r"(?:by|between|among) (?:both|the two|all|all the|the) \w+"
_ADVERB = (
    r"(?:also|further|in principle|unanimously|jointly|today|in particular|mutually|themselves|itself|"
    r"furthermore|therefore|again|separately|this week|inter alia|among other things|too|as well|"
    rf"in addition|moreover|finally|{_DAY}|{_BY_ALL})"
)
_ADVERBS = rf"(?:(?:,? ?{_ADVERB}){{1,6}},?)?"
_HOW = (
    r"(?:to|that|on|upon|in|with|for|an|a|the|new|closer|further|continued|their|its|"
    r"[A-Z]{2,3}\$?|\$|:|(?-i:[A-Z])[\w-]*'s|[a-z]+ing)"
)
_BEFOREHAND = re.compile(
    r"\b(?:had|their|its|our|his|her|a|as|previously|earlier|already|the|an|mutually|once|if|when|commonly|"
    r"newly)\s++$",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:are|is|remain(?:s|ed)?|were|was|stay|stays)\s++(?:\w{1,20}ly )?$", re.IGNORECASE)
_ANOTHER_TIME = re.compile(
    r"\b(?:last year|last month|previously|earlier this year|years? ago|"
    r"at (?:the|its|their) (?:last|previous|\w+ (?:summit|meeting) in)|in the past)\b",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r"(?:on|upon)? ?(?:at|in|by|during|last|earlier)\b")
_INSTRUMENT = re.compile(
    r"(?:[\w-]+ ){0,4}"
    r"(?:joint statement|statement|declaration|communiqu[eé]|text of|minutes|joint vision|action plan|"
    r"work plan|workplan|roadmap|road map|work programme|work program|programme of|plan of action|"
    r"terms of reference|framework document|list of|joint press)\b",
    re.IGNORECASE,
)
_DONE_SINCE = re.compile(
    r"(?:an?|the|its|his|her|their|several|various|two)? ?(?:[\w-]+ ){0,3}?"
    r"(?:visits?|tours?|trips?|stud(?:y|ies)|reviews?|missions?|assessments?|surveys?|inspections?)\b"
)
_CLAUSE = re.compile(r"(?:there|both|the two|it)\b|[\d$€£]|[\w' -]{2,50}? (?:would|will)\b")
_SUM = re.compile(r"[\d$€£]")
_WILL = re.compile(r"\b(?:will|would|shall|to be)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:should|ought to)\b", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|must|needs?|remains?|plays?|can|could|may|might|requires?|"
    r"constitutes?|depends?)\b",
    re.IGNORECASE,
)
_BE_DONE = re.compile(
    r"\bbe (?:held|hosted|convened|organi[sz]ed|established|launched|continued|set up|finali[sz]ed|completed|"
    r"submitted)\b"
)
_WHO_WILL = re.compile(r"that (?P<who>.{2,80}?)\b(?:will|would|shall)\b")
_LEADING = r"(?:the|its|their|on|a|an|great|common|shared|critical|key|crucial|utmost|vital|continued|urgent)"
_COMMITTED = frozenset({"committed", "determined", "resolved"})
_BEFORE = "it tells what was agreed before, or describes a thing as agreed"
_AROUND_BEFORE, _AROUND_AFTER = 60, 40
_FIRST_VERB = 9
"""So many words into a clause the verb stands that says what is to be done."""


class _Agreed(NamedTuple):
    """A cue with the words around it."""

    said: Said
    begins: int
    word: str
    how: str
    before: str
    after: str
    at: int

    @property
    def on(self) -> bool:
        """It is said on what they agreed."""
        return self.how in ("on", "upon")

    @property
    def matter(self) -> str:
        """What follows "on"."""
        return self.after.removeprefix(self.how).lstrip()

    @property
    def is_a_state(self) -> bool:
        """It says what they are: "remain committed"."""
        was_decided = self.before.lower().endswith("it was ")
        return self.word.lower() in _COMMITTED and not was_decided and _STATE.search(self.before) is not None

    @property
    def in_a_clause(self) -> bool:
        """It is said that something will be so, with or without "that"."""
        return self.how == "that" or (not self.how and not _SUM.match(self.after))


def opinion(binding: Binding) -> re.Pattern[str]:
    """A pattern of what can only be agreed to be so: "on the great importance of"."""
    return re.compile(rf"(?:{_LEADING} ){{0,6}}(?:{any_of(binding.cues['opinions'])})\b", re.IGNORECASE)


class Agreements:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        self._agree = re.compile(
            rf"\b(?P<word>{any_of(cues['agree firm'])})\b(?P<adverbs>{_ADVERBS})\s*(?P<how>{_HOW})?(?![\w-])",
            re.IGNORECASE,
        )
        views = opinion(binding)
        self._refusals: tuple[tuple[Callable[[_Agreed], object], str, str], ...] = (
            (_names_nothing, "agreed", "agreeing with somebody, or on nothing named, is no undertaking"),
            (lambda one: one.after.startswith("to disagree"), "not agreed", "they did not agree"),
            (_was_done, "report of the past", "it tells what was undertaken and done"),
            (_of_another_time, "report of the past", "it tells what was agreed at another time"),
            (lambda one: one.on and _AT_A_TIME.match(one.matter), "agreed before", _BEFORE),
            (
                lambda one: one.on and views.match(one.matter),
                "opinion",
                "agreeing on the importance of something is an opinion",
            ),
            (_on_an_instrument, "outcome", "an instrument that was agreed is an outcome"),
        )

    def agreements(self, said: Said) -> Iterator[Verdict]:
        """As in "agreed to", "decided on", "it was agreed that", "pledged"."""
        for match in self._agree.finditer(said.text):
            at = match.end("adverbs")
            agreed = _Agreed(
                said,
                match.start(),
                match["word"],
                (match["how"] or "").lower(),
                said.text[: match.start()],
                said.text[at:].lstrip(" ,"),
                at,
            )
            yield self._verdict(agreed)

    def _verdict(self, agreed: _Agreed) -> Verdict:
        if _BEFOREHAND.search(agreed.before):
            return refused("agreed before", _BEFORE, agreed.at)
        if agreed.is_a_state:
            return self._stands_by(agreed)
        for holds, rule, why in self._refusals:
            if holds(agreed):
                return refused(rule, why, agreed.at)
        return self._agreement(agreed)

    def _stands_by(self, agreed: _Agreed) -> Verdict:
        """As in "remain committed to": they were before."""
        said, at = agreed.said, agreed.begins + len(agreed.word)
        why = "it says again that they are committed to it"
        verdict = taken("stands by", why, kind_of_commitment(self._cues, said.text, at), "soft", at)
        return self._binding.judged(said, self._binding.subjects.before(said, agreed.begins), verdict)

    def _agreement(self, agreed: _Agreed) -> Verdict:
        said, at = agreed.said, agreed.at
        strength = "firm"
        if agreed.in_a_clause:
            strength = self._strength(said, agreed.after.removeprefix("that").lstrip())
        if not strength:
            return refused("opinion", "agreeing that something is so is an opinion", at)
        subject = self._binding.subjects.before(said, agreed.begins)
        word = agreed.word.lower()
        if agreed.how == "that" and word in ("assured", "assures"):
            match = _WHO_WILL.match(agreed.after)
            if subject.sort == "third" or (match and self._names_who(said, match["who"])):
                return refused("agreed", "what is assured is read with who is to do it", at)
        rule = "promised" if word in self._cues["promising"] else "agreed"
        why = f"“{agreed.word}” binds those who say it"
        verdict = taken(rule, why, kind(self._cues, said.text, at), strength, at)
        return self._binding.judged(said, subject, verdict)

    def _names_who(self, said: Said, who: str) -> bool:
        return self._binding.subjects.sort(said, who.strip()).sort in ("party", "together", "own")

    def _strength(self, said: Said, clause: str) -> str:
        """``firm`` or ``soft``, by the first verb of a that-clause; empty if it says what is so."""
        verbs = (("firm", _WILL), ("soft", _SHOULD), ("", _IS))
        found = [(match.start(), how) for how, one in verbs if (match := one.search(clause))]
        if found and min(found)[1]:
            return min(found)[1]
        return "firm" if _BE_DONE.search(clause) or self._is_to_do(said, clause.split()) else ""

    def _is_to_do(self, said: Said, words: list[str]) -> bool:
        """As in "agreed that officials meet again": what their own people are to do, in the bare verb."""
        for place, word in enumerate(words[1:_FIRST_VERB], 1):
            if word.strip(",").lower() in self._cues.kinds and not word.endswith("s"):
                sort = self._binding.subjects.sort(said, " ".join(words[:place])).sort
                if sort in ("together", "body"):
                    return True
        return False


def _names_nothing(agreed: _Agreed) -> bool:
    return agreed.how == "with" or (not agreed.how and not _CLAUSE.match(agreed.after))


def _was_done(agreed: _Agreed) -> bool:
    """Whether it is a visit or a study that somebody "undertook"."""
    return agreed.word.lower().startswith("undert") and _DONE_SINCE.match(agreed.after) is not None


def _of_another_time(agreed: _Agreed) -> bool:
    around = f"{agreed.before[-_AROUND_BEFORE:]} / {agreed.after[:_AROUND_AFTER]}"
    return _ANOTHER_TIME.search(around) is not None


def _on_an_instrument(agreed: _Agreed) -> bool:
    return agreed.how in ("on", "upon", "a", "an", "the") and _INSTRUMENT.match(agreed.after) is not None
