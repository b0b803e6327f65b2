"""Who is bound by an English sentence, and whether they bind themselves towards anybody."""

import re

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.kinds import NextMeeting
from servanda.documents.undertakings.subjects import Subject, Subjects
from servanda.documents.undertakings.verdict import Said, Verdict

_OTHERS = re.compile(
    r"\b(?:the other side|(?:its|their|his|her) counterparts?|partners?|each other|jointly|joint|together|both countries|bilateral|"
    r"the two countries|both sides|the two sides)\b",
    re.IGNORECASE,
)
_EXPERTS = re.compile(
    r"\b(?:experts?|officials?|technical|working groups?|focal points?|teams?|staff|negotiators|task force|steering)\b",
    re.IGNORECASE,
)
_GUESTS = re.compile(
    r"\bhost(?:ing)?\b[^,.;]{0,60}\b(?:workshop|seminar|meetings?|delegation|training|students|experts|visit|officers|mission|scholars|researchers|trainees|dialogue|round)\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(?:our|its own|its|their own|domestic|national) (?:companies|company|industr(?:y|ies)|firms|exporters|citizens|people|farmers|economy|enterprises|"
    r"businesses|market|legislation|laws?|households|workers)\b",
    re.IGNORECASE,
)
_HOSTS = (
    r"\bhosted by (?P<who>[^,.;]{2,60})",
    r"(?P<who>[^,.;]{2,80}?)\b(?:will|shall|is to|offered to|agreed to|would|to)(?: also| next| be)? (?:host|the host of)\b",
    r"\bhost(?:ing)? (?:of|by) (?P<who>[^,.;]{2,60})",
    r"\bat the invitation of (?P<who>[^,.;]{2,60})",
)
_AGREED_SINCE = re.compile(
    r"\b(?:and|;|but)\b.{0,80}\b(?:agreed|concurred|decided|confirmed|both sides|the two sides|both countries|the two countries)\b",
    re.IGNORECASE,
)
_REAFFIRMING = ("confirmed", "stands by", "promised", "confirmed that they will")


def refused(rule: str, why: str, at: int) -> Verdict:
    """A verdict that a cue makes no undertaking."""
    return Verdict(False, rule, why, at=at)


class Binding:
    """Turns a cue with its subject into a verdict, for the sentences of one document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...]) -> None:
        self.cues = cues
        self.names = names
        self.subjects = Subjects(cues, names)
        self.next = NextMeeting(cues, own_nouns)
        self._report = re.compile(rf"\b(?:{any_of(cues['reports'])})\b", re.IGNORECASE)

    def judged(self, said: Said, subject: Subject, verdict: Verdict, *, listed: bool = False) -> Verdict:
        """The verdict once the subject is known: with the parties bound, or refused because of who it is."""
        near = said.text if subject.sort == "meeting" else said.text[max(verdict.at - 60, 0) :]
        if subject.sort not in ("relative", "third") and self.next.in_(
            near, said.names, again=not _EXPERTS.search(subject.words)
        ):
            host = self.host(said)
            return verdict._replace(
                kind="next-meeting",
                besides=verdict.kind, by=host or (subject.parties if len(subject.parties) == 1 else ())
            )
        match subject.sort:
            case "together":
                return verdict._replace(by=subject.parties)
            case "body" if self.cues.has(said.text[verdict.at :], "own plans"):
                return refused("own plan", "it is a domestic plan", verdict.at)
            case "body":
                bound = subject.parties if len(subject.parties) == 1 else ()
                return verdict._replace(by=bound, body="" if bound else subject.words)
            case "meeting":
                return refused("third actor", "it is a meeting of others", verdict.at)
            case "joint thing":
                if self.cues.has(subject.words, "own plans"):
                    return refused("own plan", "it is a domestic plan", verdict.at)
                return verdict
            case "party":
                return self._by_one(said, subject.parties[:1], verdict, listed=listed)
            case "own":
                return self._by_one(said, self._speaker(said), verdict, listed=listed)
            case "institution":
                if listed or verdict.rule in _REAFFIRMING or self._with_others(said, verdict.at, subject):
                    return verdict._replace(body=subject.words)
            case "nobody":
                if verdict.rule in ("agreed", "promised", "confirmed", "confirmed that they will"):
                    return verdict
                return refused("nobody named", "it does not say who", verdict.at)
            case "relative":
                return refused("relative clause", "it describes a thing that is named in passing", verdict.at)
        return refused("third actor", f"“{subject.words[:60]}” is no party to the dialogue", verdict.at)

    def _by_one(self, said: Said, party: tuple[str, ...], verdict: Verdict, *, listed: bool) -> Verdict:
        if party and said.parties and party[0] not in said.parties:
            return refused("third actor", f"{party[0]} is no party to the dialogue", verdict.at)
        if _AT_HOME.search(said.text, verdict.at):
            return refused("own plan", "one side says what it does at home", verdict.at)
        if party and (listed or verdict.rule in _REAFFIRMING or self.towards_others(said, verdict.at)):
            return verdict._replace(by=party)
        return refused(
            "own plan", "one side says what it does itself, and nothing towards the others", verdict.at
        )

    def _speaker(self, said: Said) -> tuple[str, ...]:
        """The party meant by "it": the first one that the sentence names."""
        return (
            self.names.codes(said.text[said.begins :].split(" said")[0])[:1]
            or self.names.codes(said.text)[:1]
        )

    def host(self, said: Said) -> tuple[str, ...]:
        """The one party that is to host the next round, if the sentence says so."""
        for pattern in _HOSTS:
            if match := re.search(pattern, said.text, re.IGNORECASE):
                codes = self.names.codes(match["who"])
                if len(codes) == 1:
                    return codes
        return ()

    def towards_others(self, said: Said, at: int) -> bool:
        """Whether what follows is done for or with somebody else."""
        rest = said.text[at:]
        verb = " ".join(rest.split()[:5])
        return (
            bool(set(self.names.codes(rest)) & set(said.parties))
            or self.cues.has(verb, "towards others")
            or _OTHERS.search(rest) is not None
            or _GUESTS.search(rest) is not None
        )

    def _with_others(self, said: Said, at: int, subject: Subject) -> bool:
        """Whether an institution that takes part acts towards others, or any other with a party to the dialogue."""
        rest = said.text[at:]
        if self.names.takes_part(subject.words):
            return self.towards_others(said, at)
        return bool(set(self.names.codes(rest)) & set(said.parties)) or _OTHERS.search(rest) is not None

    def reported(self, said: Said, at: int) -> bool:
        """Whether a verb of explaining governs what stands at ``at``: "Japan explained that it will …"."""
        last = max((match.end() for match in self._report.finditer(said.text, 0, at)), default=0)
        return bool(last) and not _AGREED_SINCE.search(said.text[last:at])
