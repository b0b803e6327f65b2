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


REACHED = [
    ("discuss firm", "An agreement was reached to continue regular consultations."),
    ("cooperate firm", "A consensus has been reached on strengthening cooperation."),
    ("cooperate firm", "The two sides reached consensus on strengthening cooperation."),
    ("-", "An agreement was reached on the rules."),
    ("-", "The banks reached an agreement to publish their rates."),
]


@pytest.mark.parametrize(("expected", "sentence"), REACHED)
def test_agreement_that_was_reached(read, expected, sentence):
    """An agreement to do something binds the sides; one of others, or about a thing, does not."""
    assert expected == read(sentence)


def test_doubt_binds_nobody(read):
    """What is said with a hope, a condition or a doubt is not said to be done."""
    assert ["-", "-"] == [
        read(one)
        for one in (
            "The minister said the hope was that both sides will agree soon.",
            "The two sides said that if talks go well they will open the border.",
        )
    ]
