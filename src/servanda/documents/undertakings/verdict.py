"""What the rules say of a sentence."""

from typing import NamedTuple


class Said(NamedTuple):
    """A sentence with what is around it.

    Attributes:
        text: the sentence in plain characters (`servanda.documents.flat`), after the line that
            introduces it, if it is an item of a list.
        begins: where the sentence itself begins in ``text``.
        topic: the heading it stands under.
        parties: codes of the parties of the document's dialogue, as far as known.
        names: names that the dialogue goes by in the document.
        quoted: it is direct speech.
        item: it is an item of a list.
    """

    text: str
    begins: int = 0
    topic: str = ""
    parties: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quoted: bool = False
    item: bool = False


class Verdict(NamedTuple):
    """Whether a sentence is an undertaking, and why.

    Attributes:
        taken: it is one.
        rule: the name of the rule that decided.
        why: the reason in plain words.
        kind, strength: as `commitment-made` has them; empty when not taken.
        by: the parties bound, by code; empty when they are all parties of the dialogue, or a body.
        body: the body of the dialogue that is bound, in the words of the text.
        besides: of a next meeting, the kind that its cue would have without it.
        at: position of the cue in `Said.text`; what is promised stands after it.
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
