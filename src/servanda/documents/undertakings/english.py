"""The rules for English sentences.

Each rule looks for its cue, asks who does it (`subjects`) and what follows, and takes the sentence or
refuses it with a reason. A sentence is an undertaking if a rule takes it.
"""

from collections.abc import Callable, Iterator

from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.agreeing import Agreeing
from servanda.documents.undertakings.announcing import Announcing
from servanda.documents.undertakings.binding import Binding
from servanda.documents.undertakings.cues import Cues
from servanda.documents.undertakings.listing import Listing
from servanda.documents.undertakings.verdict import Said, Verdict


class English:
    """The rules, made once for a document."""

    def __init__(self, cues: Cues, names: Spoken, own_nouns: tuple[str, ...] = ()) -> None:
        binding = Binding(cues, names, own_nouns)
        agreeing, announcing, listing = Agreeing(binding), Announcing(binding), Listing(binding)
        self._rules: tuple[Callable[[Said], Iterator[Verdict]], ...] = (
            agreeing.agreements,
            agreeing.confirmations,
            agreeing.declarations,
            agreeing.taskings,
            announcing.futures,
            announcing.intentions,
            announcing.arrangements,
            announcing.expectations,
            announcing.moves,
            announcing.participles,
            listing.actions,
            listing.nominal,
            listing.labels,
            listing.under_its_heading,
        )

    def verdicts(self, said: Said) -> list[Verdict]:
        """Everything that the rules say of a sentence, in the order of its words."""
        if said.text.rstrip().endswith(":"):
            return [Verdict(False, "introduction", "it introduces the list that follows")]
        found = [_unquoted(said, verdict) for rule in self._rules for verdict in rule(said)]
        return sorted(found, key=lambda verdict: verdict.at)


def _unquoted(said: Said, verdict: Verdict) -> Verdict:
    """The verdict; in direct speech only what will be done is taken, not what somebody says to stand for."""
    if (
        verdict.taken
        and verdict.rule in ("stands by", "confirmed", "intend")
        and said.text.count('"', 0, verdict.at) % 2
    ):
        return verdict._replace(
            taken=False, rule="direct speech", why="what a speaker says to stand for is no undertaking"
        )
    return verdict
