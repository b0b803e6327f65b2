"""Tests of the rules for what is arranged or intended."""

import pytest

TAKEN = [
    ("cooperate soft", "The two countries intend to expand cooperation in critical minerals."),
    ("discuss soft", "Both sides plan to hold technical consultations on export controls."),
    ("deliver soft", "Both sides aim to complete the road map by the next Dialogue."),
]

REFUSED = [
    "The ministers endorsed the Work Plan to Implement the Joint Declaration.",
    "India gave news of its plans to consult companies in Japan.",
    "This Dialogue aims to promote mutual understanding.",
    "The Dialogue is expected to contribute to the growth of both economies.",
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)
