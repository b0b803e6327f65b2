"""English rules for what a speaker says will be done: "confirmed that they would continue"."""

import re
from collections.abc import Iterator

from servanda.documents.undertakings.actors import Subject
from servanda.documents.undertakings.agreements import opinion
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.kinds import kind
from servanda.documents.undertakings.verdict import Said, Verdict, refused, taken

_SAID = (
    r"said|says|told \w+|added|assured|"
    r"shared (?:the|a) (?:\w+ )?(?:view|understanding|recognition)|"
    r"came to (?:the|an) (?:understanding|agreement)|"
    r"(?:it was|there was) (?:also )?(?:confirmed|noted|understood|agreement|consensus)"
)
_TO_WHOM = (
    r"(?: (?:\w+ly|also|again|further|once more|to each other|with each other|in this regard|"
    r"(?:the )?(?-i:[A-Z])\w+(?: side)?|(?:his|her|its|their) counterparts?)){0,3}"
)
_CLAUSE = r"(?: that (?=(?P<clause>[^;]{3,280}))|(?<=said) (?=(?P<said>[^;]{3,280})))"
# A passive has no subject; only with a verb is it plain that something will be done.
_TO_DO = r"(?:to|(?:on|for)(?= [a-z]+ing\b))"
_CONSENSUS = r"(?:agreement|consensus|understanding)s?"
_REACHED = re.compile(
    r"\b(?:"
    rf"(?:reached|came to|arrived at|achieved)(?: an?| the)? (?:\w+ )?{_CONSENSUS} (?:to|on|for)|"
    rf"(?P<passive>{_CONSENSUS} (?:was|were|has been|have been) reached {_TO_DO})|"
    r"there (?:was|is) (?:\w+ )?(?:agreement|consensus) (?:to|on)|"
    r"(?:re)?(?:confirmed|affirmed) (?:to|on)(?= [a-z]+\b)"
    r")\s",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?P<subject>.{1,90}?)\b(?:will|would|shall)\s+(?P<verb>(?!be able|have to|need|not)[a-z-]+)",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\b(?:hope|concern|fear|wish|if|whether|could|may)\b", re.IGNORECASE)
_ASIDE = re.compile(r"^.*,\s*")
_PRONOUN = re.compile(r"it|they|he|she|the (?:two|sides?)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:secretary|minister|ambassador|director|commissioner|president|chancellor|spokes\w+|envoy|"
    r"representative|head of|leader of|chair\w*|official|premier|governor)\b",
    re.IGNORECASE,
)


class Declarations:
    """The rules, with patterns made from the cues."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding
        self._cues = cues = binding.cues
        self._say = re.compile(
            rf"\b(?:{cues.any_of('confirm')}|{_SAID})\b{_TO_WHOM},?{_CLAUSE}", re.IGNORECASE
        )
        self._opinion = opinion(binding)

    def declarations(self, said: Said) -> Iterator[Verdict]:
        """As in "confirmed that they would continue", "said the two countries would"."""
        for match in self._say.finditer(said.text):
            clause = "clause" if match["clause"] else "said"
            will = _WILL.search(match[clause])
            if will and not self._is_in_doubt(match[clause][: will.start("verb")]):
                at = match.start(clause) + will.start("verb")
                yield from self._declared(said, match.start(), will["subject"], at)

    def _is_in_doubt(self, before: str) -> bool:
        return _DOUBT.search(before) is not None or self._cues.has(before, "hopes")

    def _declared(self, said: Said, spoken: int, who: str, at: int) -> Iterator[Verdict]:
        """The verdict on a clause, where it says what somebody will do who can be bound by the speaker.

        Args:
            said: the sentence.
            spoken: where the verb of saying stands.
            who: the words before the verb of the clause.
            at: where that verb stands.
        """
        speaker = self._binding.subjects.before(said, spoken)
        doer = self._doer(said, who, speaker)
        if not _binds(speaker, doer):
            return
        if doer.sort == "party" and not self._binding.towards_others(said, at):
            yield refused("own plan", "one side says what it does itself, and nothing towards the others", at)
            return
        why = "they say that they will do it"
        verdict = taken("confirmed that they will", why, kind(self._cues, said.text, at), "firm", at)
        yield self._binding.judged(said, doer, verdict)

    def _doer(self, said: Said, who: str, speaker: Subject) -> Subject:
        """Who will do it: the speaker, if the clause has but a pronoun."""
        found = self._binding.subjects.sort(said, _ASIDE.sub("", who).strip())
        itself = _PRONOUN.fullmatch(found.words) or found.sort in ("own", "nobody")
        return speaker if itself else found

    def consensus(self, said: Said) -> Iterator[Verdict]:
        """As in "reached consensus on", "there was agreement to"."""
        for match in _REACHED.finditer(said.text):
            at = match.end()
            if not self._opinion.match(said.text, at):
                passive = match["passive"] is not None
                subject = Subject("nobody") if passive else self._binding.subjects.before(said, match.start())
                why = "they came to an agreement"
                verdict = taken("agreed", why, kind(self._cues, said.text, at), "firm", at)
                yield self._binding.judged(said, subject, verdict)


def _binds(speaker: Subject, doer: Subject) -> bool:
    """Whether what a speaker says somebody will do is an undertaking of theirs."""
    if doer.sort in ("third", "relative", "nobody"):
        return False
    if speaker.sort == "third":  # the news: "the minister said the two countries would"
        return doer.sort in ("party", "together") and _OFFICE.search(speaker.words) is not None
    return doer.sort not in ("joint thing", "institution", "body") or speaker.sort in ("together", "party")
