"""Tests of whose the next meeting is that a sentence names."""

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "The next round of the Dialogue will be held in Tokyo in 2026.",
        "The next Cyber Dialogue will be held in Tokyo in 2026.",
        "The next Japan-India meeting will be held in Tokyo in 2026.",
        "The next meeting of senior officials will be held in Tokyo in 2026.",
        "The next JICD meeting will be held in Tokyo in 2026.",
        "The seventh round will be held in Tokyo in 2026.",
        "The two countries will meet again in 2026.",
    ],
)
def test_a_meeting_of_the_dialogue(read, sentence):
    """It bears words of the name, its first letters, or none but general ones."""
    assert "next-meeting firm" == read(sentence, round=6)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides agreed to hold the next meeting of the Joint Working Group on Harbours in 2026.",
        "The two sides agreed to hold the next Harbour Dialogue in Tokyo in 2026.",
        "The two sides agreed to hold the next Cyber Harbour Dialogue in Tokyo in 2026.",
        "The two sides agreed to hold the next Leaders' Summit in Tokyo in 2026.",
        "The two sides agreed to hold the next meeting of the Working Group in Tokyo in 2026.",
        "The two sides agreed to convene the 14th meeting in Tokyo in 2026.",
        "The leaders directed the committee to meet at least twice a year.",
    ],
)
def test_a_meeting_of_others(read, sentence):
    """It bears another name, is of another level or ordinal; to hold it is an undertaking like others."""
    assert read(sentence, round=6).split()[0] in ("discuss", "deliver", "other")


def test_any_meeting_where_the_dialogue_has_no_name(read):
    """Without a name nothing tells it from a meeting of others."""
    assert "next-meeting firm" == read("The next Harbour meeting will be held in Tokyo in 2026.", name="")
