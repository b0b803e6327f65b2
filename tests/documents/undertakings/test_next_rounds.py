"""Tests of the rules for a round that is awaited or announced in passing."""

import pytest

REFUSED = [
    "We look forward to further strengthening our partnership.",
    "They looked forward to the early resumption of direct flights.",
    "They expressed hope that the treaty would be signed soon.",
    "The minister said China hopes that the two sides will respect each other's core interests.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)
