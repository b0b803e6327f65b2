"""English rules for what was agreed, promised, confirmed or told to a body of the dialogue."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.binding import Binding, refused
from servanda.documents.undertakings.cues import any_of
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict

_MORE = (
    r"(?:,? ?(?:also|further|in principle|unanimously|jointly|today|in particular|mutually|themselves|itself|furthermore|therefore|again|"
    r"separately|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|inter alia|among other things|too|as well|in addition|moreover|finally|"
    r"(?:by|between|among) (?:both|the two|all|all the|the) \w+),?)*"
)
_HOW = r"(?:to|that|on|upon|in|with|for|an|a|the|new|closer|further|continued|their|its|[A-Z]{2,3}\$?|\$|:|[a-z]+ing)"
_BEFORE = re.compile(
    r"\b(?:had|their|its|our|his|her|a|as|previously|earlier|already|the|an|mutually|once|if|when|commonly|newly)\s+$",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:are|is|remain(?:s|ed)?|were|was|stay|stays)\s+(?:\w+ly )?$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:last year|last month|previously|earlier this year|years? ago|at (?:the|its|their) (?:last|previous|\w+ (?:summit|meeting) in)|in the past)\b",
    re.IGNORECASE,
)
_INSTRUMENT = re.compile(
    r"(?:(?:on|upon|a|an|the|new|joint|its|their|[\w-]+) ){0,4}(?:joint statement|statement|declaration|communiqu[eé]|text of|minutes|"
    r"joint vision|action plan|work plan|workplan|roadmap|road map|work programme|work program|programme of|plan of action|"
    r"terms of reference|framework document|list of|joint press)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:will|would|shall|to be)\b", re.IGNORECASE)
_SHOULD = re.compile(r"\b(?:should|ought to)\b", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|must|needs?|remains?|plays?|can|could|may|might|requires?|constitutes?|depends?)\b",
    re.IGNORECASE,
)
_NAMED_STATE = re.compile(
    r"\s*(?:is|are|was|were|has|have|could|can|plays|of [A-Z]|between the two countries (?:is|are|was|has))\b"
)
_TO_DO = re.compile(r"\s*(?:to|for|of|in|on)\b")
_OWN = re.compile(
    r"\b(?:their|its|our|his|her|continued|continuous|continuing|further|closer|close|strong|full|the|a|unwavering|mutual|ongoing|firm|both|shared)\b",
    re.IGNORECASE,
)
_NOT_OWN = re.compile(
    r"\b(?:that|to|will|would|of|appreciation|gratitude|thanks|satisfaction|concern|hope|for|and)\b",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"\b(?:continuation|deepening|strengthening|expansion|enhancement|promotion|intensification) of\b",
    re.IGNORECASE,
)
_MINDS_TO_DO = frozenset(
    "intention intentions intent readiness willingness determination resolve preparedness desire will".split()
)
_CAN_BE_MERE = frozenset("cooperation co-operation collaboration support will desire pledge".split())


_TITLE = re.compile(
    r"\b(?:secretary|minister|ambassador|director|commissioner|president|chancellor|spokes\w+|envoy|representative|head of|leader of|chair\w*|official|premier|governor)\b",
    re.IGNORECASE,
)


class Agreeing:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        confirm, mind = any_of(cues["confirm"]), any_of(cues["states of mind"])
        self._agree = re.compile(
            rf"\b(?P<word>{any_of(cues['agree firm'])})\b(?P<more>{_MORE})\s*(?P<how>{_HOW})?(?![\w-])",
            re.IGNORECASE,
        )
        self._confirm = re.compile(
            rf"\b(?:{confirm})\b(?P<between>(?:(?!\b(?:{confirm})\b)[^.;:]){{0,90}}?)\b(?P<mind>{mind})\b(?P<rest>[^.;]{{0,300}})",
            re.IGNORECASE,
        )
        self._say = re.compile(
            rf"\b(?P<verb>{confirm}|said|says|told \w+|added|assured|shared (?:the|a) (?:\w+ )?(?:view|understanding|recognition)|"
            rf"came to (?:the|an) (?:understanding|agreement)|(?:it was|there was) (?:also )?(?:confirmed|noted|understood|agreement|consensus))\b"
            r"(?: (?:\w+ly|also|again|further|once more|to each other|with each other|in this regard|(?:the )?(?-i:[A-Z])\w+(?: side)?|(?:his|her|its|their) counterparts?)){0,3},?(?: that (?=(?P<clause>[^;]{3,280}))|(?<=said) (?=(?P<said>[^;]{3,280})))",
            re.IGNORECASE,
        )
        self._reach = re.compile(
            r"\b(?:(?:reached|came to|arrived at|achieved)(?: an?| the)? (?:\w+ )?(?:agreement|consensus|understanding)s? (?:to|on|for)|"
            r"(?:agreement|consensus|understanding)s? (?:was|were|has been|have been) reached (?:to|on|for)|there (?:was|is) (?:\w+ )?(?:agreement|consensus) (?:to|on)|"
            r"(?:re)?(?:confirmed|affirmed) (?:to|on)(?= [a-z]+(?:ing)?\b))\s",
            re.IGNORECASE,
        )
        self._tell = re.compile(
            rf"\b(?:{any_of(cues['tasked'])})\b(?P<whom>[^.;:]{{0,120}}?)\s(?:to|with)\s+(?P<verb>[a-z]+)",
            re.IGNORECASE,
        )
        self._opinion = re.compile(
            rf"(?:(?:the|its|their|on|a|an|great|common|shared|critical|key|crucial|utmost|vital|continued|urgent) )*(?:{any_of(cues['opinions'])})\b",
            re.IGNORECASE,
        )
        self._opinion_anywhere = re.compile(rf"\b(?:{any_of(cues['opinions'])})\b", re.IGNORECASE)

    def agreements(self, said: Said) -> Iterator[Verdict]:
        """ "agreed to", "decided on", "it was agreed that", "pledged"."""
        for match in self._agree.finditer(said.text):
            yield self._agreement(said, match)

    def _agreement(self, said: Said, match: re.Match[str]) -> Verdict:
        text, at, word = said.text, match.end("more"), match["word"].lower()
        before, after = text[: match.start()], text[at:].lstrip(" ,")
        how = (match["how"] or "").lower()
        if _BEFORE.search(before):
            return refused(
                "agreed before", "it tells what was agreed before, or describes a thing as agreed", at
            )
        if _STATE.search(before) and word in ("committed", "determined", "resolved"):
            return self._stands_by(said, match)
        if how == "with" or (not how and not self._goes_on(after)):
            return refused("agreed", "agreeing with somebody, or on nothing named, is no undertaking", at)
        if _ELSEWHERE.search(text[max(match.start() - 60, 0) : match.start()] + " / " + after[:40]):
            return refused("report of the past", "it tells what was agreed at another time", at)
        if how in ("on", "upon") and re.match(
            r"(?:on|upon)? ?(?:at|in|by|during|last|earlier)\b", after.removeprefix(how).lstrip()
        ):
            return refused(
                "agreed before", "it tells what was agreed before, or describes a thing as agreed", at
            )
        if how in ("on", "upon") and self._opinion.match(after.removeprefix(how).lstrip()):
            return refused("opinion", "agreeing on the importance of something is an opinion", at)
        if how in ("on", "upon", "a", "an", "the") and _INSTRUMENT.match(after):
            return refused("outcome", "an instrument that was agreed is an outcome", at)
        strength = "firm"
        if how == "that" or (not how and not re.match(r"[\d$€£]", after)):
            strength = self._clause(said, after.removeprefix("that").lstrip())
            if strength == "opinion":
                return refused("opinion", "agreeing that something is so is an opinion", at)
        subject = self._binding.subjects.before(said, match.start())
        if (
            how == "that"
            and word in ("assured", "assures")
            and (subject.sort == "third" or self._by_other(said, after))
        ):
            return refused("agreed", "what is assured is read with who is to do it", at)
        rule = "promised" if word in self._cues["promising"] else "agreed"
        verdict = Verdict(
            True,
            rule,
            f"“{match['word']}” binds those who say it",
            kind(self._cues, text, at),
            strength,
            at=at,
        )
        return self._binding.judged(said, subject, verdict)

    def _by_other(self, said: Said, after: str) -> bool:
        """Whether a that-clause says itself who is to do it."""
        match = re.match(r"that (?P<who>.{2,80}?)\b(?:will|would|shall)\b", after)
        return bool(
            match
            and self._binding.subjects.sort(said, match["who"].strip()).sort in ("party", "together", "own")
        )

    def _goes_on(self, after: str) -> bool:
        return (
            re.match(r"(?:there|both|the two|it)\b|[\d$€£]|[\w' -]{2,50}? (?:would|will)\b", after)
            is not None
        )

    def _clause(self, said: Said, clause: str) -> str:
        """What a that-clause says: ``firm``, ``soft``, or ``opinion``."""
        found = [
            (match.start(), how)
            for how, pattern in (("firm", _MODAL), ("soft", _SHOULD), ("opinion", _IS))
            if (match := pattern.search(clause))
        ]
        if found and min(found)[1] != "opinion":
            return min(found)[1]
        if re.search(
            r"\bbe (?:held|hosted|convened|organi[sz]ed|established|launched|continued|set up|finali[sz]ed|completed|submitted)\b",
            clause,
        ):
            return "firm"
        words = clause.split()
        for place in range(1, min(len(words), 9)):  # "agreed that officials meet again": what they are to do
            if words[place].strip(",").lower() in self._cues.kinds and not words[place].endswith("s"):
                sort = self._binding.subjects.sort(said, " ".join(words[:place])).sort
                if sort in ("together", "body"):
                    return "firm"
        return "opinion"

    def _stands_by(self, said: Said, match: re.Match[str]) -> Verdict:
        at = match.end("word")
        subject = self._binding.subjects.before(said, match.start())
        verdict = Verdict(
            True,
            "stands by",
            "it says again that they are committed to it",
            kind(self._cues, said.text, at),
            "soft",
            at=at,
        )
        return self._binding.judged(said, subject, verdict)

    def confirmations(self, said: Said) -> Iterator[Verdict]:
        """ "reaffirmed their commitment to", "expressed readiness to", "confirmed the deepening of cooperation"."""
        for match in self._confirm.finditer(said.text):
            at, mind = match.end("mind"), match["mind"].lower()
            between = _GROWING.sub("", match["between"])
            if (
                self._opinion_anywhere.search(between)
                or self._cues.has(between, "opinion verbs")
                or _NOT_OWN.search(between)
            ):
                yield refused("opinion", "what is confirmed is a view, or somebody else's", at)
            elif (
                (
                    mind in _CAN_BE_MERE
                    and not _OWN.search(match["between"])
                    and mind not in ("cooperation", "support")
                )
                or (_NAMED_STATE.match(match["rest"]) and mind != "commitment")
                or re.match(r"\s*of (?:both|the two)\b", match["rest"])
                or (mind in _MINDS_TO_DO and not _TO_DO.match(match["rest"]))
            ):
                continue
            else:
                subject = self._binding.subjects.before(said, match.start())
                verdict = Verdict(
                    True,
                    "confirmed",
                    f"they stand by their {mind}",
                    self._state_kind(mind, said.text, at),
                    "soft",
                    at=at,
                )
                yield self._binding.judged(said, subject, verdict)

    def _state_kind(self, mind: str, text: str, at: int) -> str:
        if mind == "support":
            return "support"
        if mind in ("cooperation", "co-operation", "collaboration"):
            return "cooperate"
        found = kind(self._cues, text, at)
        to_do = re.match(r"\s*to\s+(?:[a-z]+ly )?[a-z]+\b", text[at:])
        principle = mind in ("commitment", "commitments") and (
            not to_do or re.match(r"\s*to (?:a|an|the|its|their|[A-Z])\b", text[at:])
        )
        return "support" if principle and found not in ("cooperate", "discuss", "sign") else found

    def declarations(self, said: Said) -> Iterator[Verdict]:
        """ "confirmed that they would continue", "said the two countries would", "reached consensus on"."""
        for match in self._say.finditer(said.text):
            yield from self._declaration(said, match)
        for match in self._reach.finditer(said.text):
            if not self._opinion.match(said.text[match.end() :]):
                subject = self._binding.subjects.before(said, match.start())
                verdict = Verdict(
                    True,
                    "agreed",
                    "they came to an agreement",
                    kind(self._cues, said.text, match.end()),
                    "firm",
                    at=match.end(),
                )
                yield self._binding.judged(said, subject, verdict)

    def _declaration(self, said: Said, match: re.Match[str]) -> Iterator[Verdict]:
        clause = match["clause"] or match["said"]
        will = re.search(
            r"(?P<subject>.{1,90}?)\b(?:will|would|shall)\s+(?P<verb>(?!be able|have to|need|not)[a-z-]+)",
            clause,
            re.IGNORECASE,
        )
        if (
            not will
            or re.search(
                r"\b(?:hope|concern|fear|wish|if|whether|could|may)\b",
                match["verb"] + clause[: will.start("verb")],
                re.IGNORECASE,
            )
            or self._cues.has(clause[: will.start("verb")], "hopes")
        ):
            return
        speaker = self._binding.subjects.before(said, match.start())
        inner = self._binding.subjects.sort(said, re.sub(r".*,\s*", "", will["subject"]).strip())
        if re.fullmatch(
            r"(?:it|they|he|she|the (?:two|sides?))", inner.words, re.IGNORECASE
        ) or inner.sort in ("own", "nobody"):
            inner = speaker
        speaks = speaker.sort != "third" or (
            _TITLE.search(speaker.words) and inner.sort in ("party", "together")
        )
        if inner.sort in ("third", "relative", "nobody") or not speaks:
            return
        at = match.start("clause" if match["clause"] else "said") + will.start("verb")
        if inner.sort in ("joint thing", "institution", "body") and speaker.sort not in ("together", "party"):
            return
        verdict = Verdict(
            True,
            "confirmed that they will",
            "they say that they will do it",
            kind(self._cues, said.text, at),
            "firm",
            at=at,
        )
        if inner.sort == "party" and not self._binding.towards_others(said, at):
            yield refused("own plan", "one side says what it does itself, and nothing towards the others", at)
            return
        yield self._binding.judged(said, inner, verdict)

    def taskings(self, said: Said) -> Iterator[Verdict]:
        """ "tasked senior officials to report"."""
        for match in self._tell.finditer(said.text):
            at = match.start("verb")
            whom = re.sub(r"^\W*(?:their|our|its|the)\s+(?:respective\s+)?", "", match["whom"].strip())
            subject = self._binding.subjects.before(said, match.start())
            passive = re.search(r"\b(?:was|were|is|are)\s+$", said.text[: match.start()])
            if passive:
                told = subject
                if told.sort not in ("body", "together", "institution") or match.group().lower().startswith(
                    ("request", "ask")
                ):
                    continue
                yield Verdict(
                    True,
                    "tasked",
                    "their own body is told to do it",
                    kind(self._cues, said.text, at),
                    "firm",
                    (),
                    told.words,
                    at,
                )
            elif subject.sort == "together" and self._cues.has(whom, "bodies", "together"):
                yield Verdict(
                    True,
                    "tasked",
                    "those who speak tell their own body to do it",
                    kind(self._cues, said.text, at),
                    "firm",
                    (),
                    whom,
                    at,
                )
