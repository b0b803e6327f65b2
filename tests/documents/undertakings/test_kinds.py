"""Tests of the kind of an undertaking, by the main verb."""

import pytest

from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.kinds import kind, kind_of_commitment, passive_kind

KINDS = [
    ("sign", "to conclude the agreement"),
    ("deliver", "to publish a report"),
    ("discuss", "to hold consultations"),
    ("discuss", "to continue to exchange information"),
    ("support", "to provide training"),
    ("cooperate", "to continue to work closely together"),
    ("cooperate", "to further strengthen bilateral relations"),
    ("discuss", "to strengthen the exchange of information"),
    ("other", "to strengthen borders"),
    ("discuss", "to hold a meeting on ropes"),
    ("deliver", "to hold a workshop"),
    ("sign", "to finalise the text of a Defence Cooperation Agreement"),
    ("deliver", "to finalise the list"),
    ("sign", "to renew the memorandum"),
    ("other", "to ride bicycles"),
    ("other", ""),
]


@pytest.mark.parametrize(("expected", "words"), KINDS)
def test_kind_by_the_main_verb(expected, words):
    """The first verb that a table knows decides; one that says little leaves it to its object."""
    assert expected == kind(cues("en"), words, 0)


def test_kind_is_read_near_the_cue():
    """A verb far down the sentence is another one."""
    assert "other" == kind(cues("en"), "to ride " + "very " * 20 + "far and publish", 0)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("support", " to the rule of law"),
        ("support", " on free trade"),
        ("cooperate", " to the deepening of cooperation"),
        ("deliver", " to build a bridge"),
    ],
)
def test_kind_of_a_commitment(expected, words):
    """A commitment to a principle stands by it; one to do something is of the kind of its verb."""
    assert expected == kind_of_commitment(cues("en"), words, 0)


def test_kind_of_a_passive_sentence():
    """ "Discussions will be continued" is by its subject."""
    assert "discuss" == passive_kind(cues("en"), "Discussions", "be continued", 0)
    assert "deliver" == passive_kind(cues("en"), "A list", "be published", 0)
