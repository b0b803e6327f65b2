"""The rules for English sentences.

Each rule looks for its cue, asks who does it (`subjects`) and what follows, and takes the sentence or
refuses it with a reason. A sentence is an undertaking if a rule takes it.
"""

import re
from collections.abc import Callable, Iterator

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.agreements import Agreements
from servanda.documents.undertakings.arrangements import Arrangements
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.confirmations import Confirmations
from servanda.documents.undertakings.cues import Cues, any_of
from servanda.documents.undertakings.declarations import Declarations
from servanda.documents.undertakings.futures import Futures
from servanda.documents.undertakings.listing import Listing
from servanda.documents.undertakings.next_rounds import NextRounds
from servanda.documents.undertakings.taskings import Taskings
from servanda.documents.undertakings.verdict import Said, Verdict, left_out, refused

Rule = Callable[[Said], Iterator[Verdict]]

_REACH = 80
"""So many characters before a verb it stands that it is denied."""
_DENIED = re.compile(
    r"\b(?:fail(?:ed|s)? to|unable to|could not|cannot|can't|didn't|"
    r"(?:did|do|does|have|has|had|would|will) not|not yet|"
    r"never|no longer|refused to|declined to)\b(?! only)(?:\s(?!(?:and|but|or)\b)[\w-]+){0,4}\s*$",
    re.IGNORECASE,
)
_OF_A_STANCE = frozenset({"stands by", "confirmed", "intend"})


class English:
    """The rules, made once for a document.

    Args:
        cues: of the language.
        names: in the document.
        own_nouns: the nouns with which the dialogue's own name ends, such as ``workshop``.
    """

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        binding = Binding(cues, names, own_nouns)
        # In small letters: "May" is a month.
        self._possible = re.compile(rf"\b(?:{any_of(cues['possibilities'])}) (?:\w+ly )?\w+ ?$")
        declarations, arrangements = Declarations(binding), Arrangements(binding)
        next_rounds, listing = NextRounds(binding), Listing(binding)
        self._rules: tuple[Rule, ...] = (
            Agreements(binding).agreements,
            Confirmations(binding).confirmations,
            declarations.declarations,
            declarations.consensus,
            Taskings(binding).taskings,
            Futures(binding).futures,
            arrangements.intentions,
            arrangements.arrangements,
            next_rounds.expectations,
            next_rounds.moves,
            next_rounds.in_passing,
            listing.actions,
            listing.nominal,
            listing.decided,
            listing.labels,
            listing.under_its_heading,
        )

    def verdicts(self, said: Said) -> list[Verdict]:
        """Everything that the rules say of a sentence, in the order of its words.

        Of a sentence longer than `LONGEST` only so much is judged; the last verdict says so.
        """
        if said.text.rstrip().endswith(":"):
            return [refused("introduction", "it introduces the list that follows", 0)]
        judged = said.judged
        found = [self._checked(judged, verdict) for rule in self._rules for verdict in rule(judged)]
        return sorted(found, key=lambda verdict: verdict.at) + left_out(said)

    def _checked(self, said: Said, verdict: Verdict) -> Verdict:
        """The verdict, refused where its cue is denied, only possible, or somebody's words of a stance.

        In direct speech only what will be done is taken, not what somebody says to stand for.
        """
        if not verdict.taken:
            return verdict
        before = said.text[max(verdict.at - _REACH, 0) : verdict.at]
        if _DENIED.search(before):
            return refused("denied", "it says that they did not, or will not", verdict.at)
        if self._possible.search(before):
            return refused("possibility", "it says what may be, and not what will", verdict.at)
        if verdict.rule in _OF_A_STANCE and said.text.count('"', 0, verdict.at) % 2:
            return refused("direct speech", "what a speaker says to stand for is no undertaking", verdict.at)
        return verdict
