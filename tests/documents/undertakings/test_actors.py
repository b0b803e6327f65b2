"""Tests of what kind of actor some words name."""

import pytest

from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.actors import Actors
from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.verdict import Said

OPENING = "Japan and India met. QZX took part."


@pytest.fixture(scope="module")
def sort():
    actors = Actors(cues("en"), Spoken(Names.load(), OPENING, ("JP", "IN")))

    def sorting(words):
        found = actors.sort(Said(words, parties=("JP", "IN"), names=("Japan-India Cyber Dialogue",)), words)
        return found.sort, found.parties

    return sorting


SORTS = [
    ("Both sides", "together", ()),
    ("we", "together", ()),
    ("The two Foreign Ministers", "together", ()),
    ("Japan and India", "together", ("JP", "IN")),
    ("experts from both countries", "together", ()),
    ("Japan", "party", ("JP",)),
    ("the Indian side", "party", ("IN",)),
    ("the Government of Japan", "party", ("JP",)),
    ("he", "own", ()),
    ("The working group", "body", ()),
    ("The Joint Cyber Committee", "body", ()),
    ("a joint study", "joint thing", ()),
    ("The next round", "meeting", ()),
    ("the date of the next meeting", "meeting", ()),
    ("It", "nobody", ()),
    ("", "nobody", ()),
    ("The National Bank", "institution", ()),
    ("QZX", "institution", ()),
    ("Japan's economy", "third", ("JP",)),
    ("the G7", "party", ("G7",)),
    ("Demand", "third", ()),
]


@pytest.mark.parametrize(("words", "expected", "parties"), SORTS)
def test_sort_of_actor(sort, words, expected, parties):
    """The sides together, one of them, a body or thing of theirs, or somebody else."""
    assert (expected, parties) == sort(words)


@pytest.mark.parametrize(
    "words", ["On Monday the two sides", "2024 the two sides", "During the talks both delegations"]
)
def test_sides_after_a_time(sort, words):
    """A time or place before the sides, without a comma, changes nothing of who they are."""
    assert ("together", ()) == sort(words)
