"""What the rules are given, a sentence in its place, and what they say of it."""

from typing import NamedTuple

LONGEST = 2_000
"""So many characters of a sentence are judged, so that no text makes the rules slow."""


class Said(NamedTuple):
    """A sentence with what is around it.

    Attributes:
        text: the sentence in plain characters (`servanda.documents.flat`), after the line that
            introduces it, if it is an item of a list.
        begins: where the sentence itself begins in ``text``.
        topic: the heading it stands under.
        parties: codes of the parties of the document's dialogue, as far as known.
        names: names that the dialogue goes by in the document, and the document's title.
        round: ordinal of the round that the document tells of, if known.
        quoted: it is direct speech.
        item: it is an item of a list.
    """

    text: str
    begins: int = 0
    topic: str = ""
    parties: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    round: int | None = None
    quoted: bool = False
    item: bool = False

    @property
    def lead(self) -> str:
        """The line that introduces the sentence; empty if it is no item of a list."""
        return self.text[: self.begins]

    @property
    def sentence(self) -> str:
        """The sentence itself."""
        return self.text[self.begins :]

    @property
    def judged(self) -> "Said":
        """The sentence as far as it is judged."""
        return self._replace(text=self.text[:LONGEST])


class Verdict(NamedTuple):
    """Whether a sentence is an undertaking, and why.

    Attributes:
        taken: it is one.
        rule: the name of the rule that decided.
        why: the reason in plain words.
        kind: as `commitment-made` has it; empty when not taken.
        strength: ``firm`` or ``soft``; empty when not taken.
        by: the parties bound, by code; empty when they are all parties of the dialogue, or a body.
        body: the body of the dialogue that is bound, in the words of the text.
        at: position of the cue in `Said.text`; what is promised stands after it.
        besides: of a next meeting, the kind that its cue would have without it.
    """

    taken: bool
    rule: str
    why: str
    kind: str = ""
    strength: str = ""
    by: tuple[str, ...] = ()
    body: str = ""
    at: int = 0
    besides: str = ""


def taken(
    rule: str, why: str, kind: str, strength: str, at: int, *, by: tuple[str, ...] = (), body: str = ""
) -> Verdict:
    """A verdict that a cue makes an undertaking."""
    return Verdict(taken=True, rule=rule, why=why, kind=kind, strength=strength, by=by, body=body, at=at)


def refused(rule: str, why: str, at: int) -> Verdict:
    """A verdict that a cue makes no undertaking."""
    return Verdict(taken=False, rule=rule, why=why, at=at)


def left_out(said: Said) -> list[Verdict]:
    """The verdict on the rest of a sentence that is longer than the rules judge; none if there is no rest."""
    if len(said.text) <= LONGEST:
        return []
    why = f"only the first {LONGEST:,} characters of so long a sentence are judged; read the rest yourself"
    return [refused("too long", why, LONGEST)]
