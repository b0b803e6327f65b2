"""Tests of the subject of a verb, found in the words before it."""

import pytest

from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.subjects import Subjects
from servanda.documents.undertakings.verdict import Said


@pytest.fixture(scope="module")
def before():
    subjects = Subjects(cues("en"), Spoken(Names.load(), "Japan and India met.", ("JP", "IN")))

    def finding(sentence):
        """The subject of the verb at the bar."""
        at = sentence.index("|")
        return subjects.before(Said(sentence.replace("|", ""), parties=("JP", "IN")), at)

    return finding


SUBJECTS = [
    ("The two sides |agreed to meet", "The two sides"),
    ("In this regard, both sides also |agreed", "both sides"),
    ("The two sides discussed trade and |agreed", "The two sides discussed trade and"),
    ("They said that Japan |will help", "Japan"),
    ("India, with its partners, |will help", "India"),
    ("Japan, India and Australia |will work", "Japan, India and Australia"),
    ("Japan (the host) has |agreed", "Japan"),
    ('"We |will work"', "We"),
    ("The banks announced that they |will lend", "The banks announced that they"),
    ("|Agreed to meet", ""),
    ("4 Both sides |agreed", "Both sides"),
    ("TOKYO, 4 May 2024 - Japan and India |agreed", "Japan and India"),
    ("To follow up, working-level teams |will meet", "working-level teams"),
    ("Japan welcomed India and |undertook to help", "Japan"),
]


@pytest.mark.parametrize(("sentence", "words"), SUBJECTS)
def test_words_of_the_subject(before, sentence, words):
    """Asides, adverbs, brackets and what introduces the sentence are left away."""
    assert words == before(sentence).words


@pytest.mark.parametrize(
    ("sentence", "sort"),
    [
        ("a fund which |will run", "relative"),
        ("The two sides agreed that |will", "together"),
        ("a fund whose members |will pay", "relative"),
    ],
)
def test_relative_clause(before, sentence, sort):
    """What a relative clause says is about a thing named in passing; "that" after "agreed" begins no such."""
    assert sort == before(sentence).sort
