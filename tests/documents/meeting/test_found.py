"""What was found of a meeting."""

from servanda.documents.blocks import Block
from servanda.documents.meeting import Found, Meeting, Sentence


def test_what_is_not_said_is_none_or_empty():
    """A meeting of which nothing is known but that it was held."""
    nothing = Meeting("meeting-held", None, None, None, None, None, None, (), (), (0, 0))
    assert nothing == Meeting("meeting-held")
    assert ("2024", 0, 4) == Found("2024", 0, 4)


def test_a_title_is_told_from_a_heading():
    """By its block."""
    assert [True, False] == [Sentence(0, 4, Block(0, 4, kind)).is_title for kind in ("title", "heading")]
