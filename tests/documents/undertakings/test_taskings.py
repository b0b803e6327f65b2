"""Tests of the rules for what a body was told to do."""

import pytest

TAKEN = [
    ("deliver firm", "Officials were tasked with preparing a roadmap by the end of 2025."),
    ("deliver firm", "The Ministers instructed their officials to draw up an action plan."),
    ("deliver firm", "The Leaders tasked Ministers to finalise the framework by June."),
    ("deliver firm", "We task our senior officials to prepare a work plan by the next meeting."),
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


BODIES = [
    ("The Ministers instructed their officials to draw up an action plan.", "officials"),
    ("Officials were tasked with preparing a roadmap.", "Officials"),
]


@pytest.mark.parametrize(("sentence", "body"), BODIES)
def test_body_that_was_told(verdicts, sentence, body):
    """The body that was told is bound, not those who told it."""
    assert [(body, ())] == [(one.body, one.by) for one in verdicts(sentence) if one.taken]


@pytest.mark.parametrize(
    "sentence", ["Participants were requested to register.", "He asked the bank to pay."]
)
def test_request_to_others(read, sentence):
    """To ask somebody who is not theirs is no undertaking."""
    assert "-" == read(sentence)
