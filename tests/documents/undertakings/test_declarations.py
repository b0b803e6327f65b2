"""Tests of the rules for what a speaker says will be done."""

import pytest

TAKEN = [
    (
        "cooperate firm",
        (
            "The two Ministers shared the view that they would continue to cooperate toward "
            "a free and open Indo-Pacific."
        ),
    ),
    ("cooperate firm", ("The two sides confirmed that they will work closely to implement the Action Plan.")),
    ("cooperate firm", ("The minister said the two countries will work together on the energy transition.")),
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)
