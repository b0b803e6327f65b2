"""Tests of a sentence in its place, and of how far a long one is judged."""

import pytest

from servanda.documents.undertakings.verdict import LONGEST, Said, left_out

AGREED = "Both sides agreed to publish a list."


def test_item_of_a_list():
    """An item is read after the line that introduces it."""
    said = Said("Both sides agreed to publish a list", 21)
    assert ("Both sides agreed to ", "publish a list") == (said.lead, said.sentence)


def test_short_sentence_is_judged_whole():
    """Nothing of it is left out."""
    said = Said("a" * LONGEST)
    assert (said, []) == (said.judged, left_out(said))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (AGREED + " x" * LONGEST, [True, False]),
        ("x " * LONGEST + AGREED, [False]),
    ],
)
def test_rest_of_a_long_sentence_is_not_judged(verdicts, sentence, expected):
    """What its first 2,000 characters undertake is taken; the trace says that the rest was not read."""
    found = verdicts(sentence)
    assert expected == [one.taken for one in found]
    assert (
        "too long",
        "only the first 2,000 characters of so long a sentence are judged; read the rest yourself",
    ) == (found[-1].rule, found[-1].why)
