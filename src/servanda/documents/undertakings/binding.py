"""Who is bound by an English sentence, and whether they bind themselves towards anybody."""

import re
from typing import NamedTuple

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.actors import Subject
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.next_meeting import NextMeeting
from servanda.documents.undertakings.subjects import Subjects
from servanda.documents.undertakings.verdict import Said, Verdict, refused

_OTHERS = re.compile(
    r"\b(?:the other side|(?:its|their|his|her) counterparts?|partners?|each other|jointly|joint|together|"
    r"both countries|bilateral|the two countries|both sides|the two sides)\b",
    re.IGNORECASE,
)
_EXPERTS = re.compile(
    r"\b(?:experts?|officials?|technical|working groups?|focal points?|teams?|staff|negotiators|task force|"
    r"steering)\b",
    re.IGNORECASE,
)
_GUESTS = re.compile(
    r"\bhost(?:ing)?\b[^,.;]{0,60}\b(?:workshop|seminar|meetings?|delegation|training|students|experts|visit|"
    r"officers|mission|scholars|researchers|trainees|dialogue|round)\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(?:our|its own|its|their own|domestic|national) "
    r"(?:companies|company|industr(?:y|ies)|firms|exporters|citizens|people|farmers|economy|enterprises|"
    r"businesses|market|legislation|laws?|households|workers)\b",
    re.IGNORECASE,
)
_WHO = r"(?P<who>[^,.;]{2,60})"
_HOSTS = (
    re.compile(rf"\bhosted by {_WHO}", re.IGNORECASE),
    re.compile(
        r"(?P<who>[^,.;]{2,80}?)\b(?:will|shall|is to|offered to|agreed to|would|to)(?: also| next| be)? "
        r"(?:host|the host of)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bhost(?:ing)? (?:of|by) {_WHO}", re.IGNORECASE),
    re.compile(rf"\bat the invitation of {_WHO}", re.IGNORECASE),
)
_HOST = re.compile(r"\s*+(?:also |next )?host\b")
_AGREED_SINCE = re.compile(
    r"\b(?:and|;|but)\b.{0,80}\b(?:agreed|concurred|decided|confirmed|both sides|the two sides|"
    r"both countries|the two countries)\b",
    re.IGNORECASE,
)
# By these one side binds itself in saying so; by others only in what it does for somebody else.
_REAFFIRMING = frozenset({"confirmed", "stands by", "promised", "confirmed that they will"})
_WITHOUT_A_SUBJECT = frozenset({"agreed", "promised", "confirmed", "confirmed that they will"})
_NEAR = 60
"""So many characters before its cue a sentence may name the next round that it promises."""
_SHOWN = 60
_VERB = 5
"""So many words a verb with its adverbs and its object take."""


class _Claim(NamedTuple):
    """An undertaking as a cue has it, before it is known whether its subject can be bound."""

    said: Said
    subject: Subject
    verdict: Verdict
    listed: bool

    def refused(self, rule: str, why: str) -> Verdict:
        return refused(rule, why, self.verdict.at)

    def by_a_third(self) -> Verdict:
        return self.refused("third actor", f"“{self.subject.words[:_SHOWN]}” is no party to the dialogue")


class Binding:
    """Turns a cue with its subject into a verdict, for the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...]) -> None:
        self.cues = cues
        self.names = names
        self.subjects = Subjects(cues, names, own_nouns)
        self.next = NextMeeting(cues, names, own_nouns)
        self._by_sort = {
            "together": _by_all,
            "body": self._by_body,
            "meeting": _by_a_meeting,
            "joint thing": self._by_joint_thing,
            "party": self._by_party,
            "own": self._by_speaker,
            "institution": self._by_institution,
            "nobody": _by_nobody,
            "relative": _by_what_is_described,
            "third": _Claim.by_a_third,
        }

    def judged(self, said: Said, subject: Subject, verdict: Verdict, *, listed: bool = False) -> Verdict:
        """The verdict once the subject is known.

        Args:
            said: the sentence.
            subject: who does it.
            verdict: what the cue alone says.
            listed: a list of actions gives it to the subject, who need not do it for somebody else.

        Returns:
            The verdict with the parties bound, as one of the next meeting if it promises that, or refused
            because of who it is.
        """
        if self._promises_next(said, subject, verdict.at, verdict.rule):
            of_the_clause = (
                self.names.codes(said.text[: verdict.at])[-1:] if subject.sort == "relative" else ()
            )
            by = self.host(said) or subject.only or of_the_clause
            return verdict._replace(kind="next-meeting", besides=verdict.kind, by=by)
        return self._by_sort[subject.sort](_Claim(said, subject, verdict, listed))

    def _promises_next(self, said: Said, subject: Subject, at: int, rule: str) -> bool:
        if subject.sort == "third":
            return False
        if subject.sort == "relative":  # "Kenya, which will host the sixth round"
            return _HOST.match(said.text, at) is not None and self.next.promised(
                said, said.text[at:], again=False
            )
        near = said.text if subject.sort == "meeting" else said.text[max(at - _NEAR, 0) :]
        again = rule != "tasked" and self._may_meet_again(said, subject)
        return self.next.promised(said, near, again=again)

    def _may_meet_again(self, said: Said, subject: Subject) -> bool:
        """Whether "they will meet again" says that the dialogue does, and no body beside it."""
        if subject.sort in ("body", "institution"):
            return self.next.whose.is_its_body(said, subject.words)
        return not _EXPERTS.search(subject.words)

    def _by_body(self, claim: _Claim) -> Verdict:
        if self.cues.has(claim.said.text[claim.verdict.at :], "own plans"):
            return claim.refused("own plan", "it is a domestic plan")
        bound = claim.subject.only
        return claim.verdict._replace(by=bound, body="" if bound else claim.subject.words)

    def _by_joint_thing(self, claim: _Claim) -> Verdict:
        if self.cues.has(claim.subject.words, "own plans"):
            return claim.refused("own plan", "it is a domestic plan")
        return claim.verdict

    def _by_party(self, claim: _Claim) -> Verdict:
        return self._by_one(claim, claim.subject.parties[:1])

    def _by_speaker(self, claim: _Claim) -> Verdict:
        """By "it" or "he": the first party that the sentence names."""
        names, said = self.names, claim.said
        return self._by_one(
            claim, (names.codes(said.sentence.split(" said")[0]) or names.codes(said.text))[:1]
        )

    def _by_one(self, claim: _Claim, party: tuple[str, ...]) -> Verdict:
        said, verdict = claim.said, claim.verdict
        if party and said.parties and party[0] not in said.parties:
            return claim.refused("third actor", f"{party[0]} is no party to the dialogue")
        if _AT_HOME.search(said.text, verdict.at):
            return claim.refused("own plan", "one side says what it does at home")
        binds = claim.listed or verdict.rule in _REAFFIRMING or self.towards_others(said, verdict.at)
        if party and binds:
            return verdict._replace(by=party)
        return claim.refused("own plan", "one side says what it does itself, and nothing towards the others")

    def _by_institution(self, claim: _Claim) -> Verdict:
        said, verdict, words = claim.said, claim.verdict, claim.subject.words
        if claim.listed or verdict.rule in _REAFFIRMING or self._with_others(said, verdict.at, words):
            return verdict._replace(body=words)
        return claim.by_a_third()

    def host(self, said: Said) -> tuple[str, ...]:
        """The one party that is to host the next round, if the sentence says so."""
        for pattern in _HOSTS:
            if match := pattern.search(said.text):
                codes = self.names.codes(match["who"])
                if len(codes) == 1:
                    return codes
        return ()

    def towards_others(self, said: Said, at: int) -> bool:
        """Whether what follows a position is done for or with somebody else."""
        rest = said.text[at:]
        return (
            self._names_a_party(said, rest)
            or self.cues.has(" ".join(rest.split()[:_VERB]), "towards others")
            or _OTHERS.search(rest) is not None
            or _GUESTS.search(rest) is not None
        )

    def _with_others(self, said: Said, at: int, institution: str) -> bool:
        """Whether an institution that takes part acts towards others, or any other with a party."""
        if self.names.takes_part(institution):
            return self.towards_others(said, at)
        rest = said.text[at:]
        return self._names_a_party(said, rest) or _OTHERS.search(rest) is not None

    def _names_a_party(self, said: Said, words: str) -> bool:
        return bool(set(self.names.codes(words)) & set(said.parties))

    def reported(self, said: Said, at: int) -> bool:
        """Whether a verb of explaining governs what stands at ``at``: "Japan explained that it will …"."""
        reports = self.cues.pattern("reports").finditer(said.text, 0, at)
        last = max((match.end() for match in reports), default=0)
        return bool(last) and not _AGREED_SINCE.search(said.text[last:at])


def _by_all(claim: _Claim) -> Verdict:
    named, sides = set(claim.subject.parties), set(claim.said.parties)
    if named and len(sides) > 1 and not named & sides:
        return claim.by_a_third()
    return claim.verdict._replace(by=claim.subject.parties)


def _by_a_meeting(claim: _Claim) -> Verdict:
    return claim.refused("third actor", "it is a meeting of others")


def _by_nobody(claim: _Claim) -> Verdict:
    if claim.verdict.rule in _WITHOUT_A_SUBJECT:
        return claim.verdict
    return claim.refused("nobody named", "it does not say who")


def _by_what_is_described(claim: _Claim) -> Verdict:
    return claim.refused("relative clause", "it describes a thing that is named in passing")
