"""The level of a meeting: as it is named, or that of all who chaired it."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("The vice-ministerial-level dialogue was held on 20 February.", "vice-ministers"),
        ("The Director-General-level dialogue was held on 20 February.", "directors-general"),
        ("The ministerial dialogue was held on 20 February.", "ministers"),
        ("The ministers met in Paris on 20 February.", "ministers"),
        ("The expert-level dialogue was held on 20 February.", "experts"),
        ("The working-level talks were held on 20 February.", "experts"),
        ("The dialogue was held on 20 February, led by two Vice-Ministers.", None),
        (
            "The dialogue was held on 20 February. It was co-chaired by the Director-General for Harbours "
            "of Japan and the Director General for Ports of France.",
            "directors-general",
        ),
        (
            "The dialogue was held on 20 February. It was co-chaired by the Vice-Minister for Harbours "
            "of Japan and the Director-General for Ports of France.",
            None,
        ),
        ("The dialogue was held on 20 February.", None),
        ("The high-level dialogue was held on 20 February.", None),
    ],
)
def test_the_level_is_named_or_that_of_all_chairs(told, sentence, level):
    """Chairs of different ranks have no level in common."""
    assert level == told("level", sentence)


def test_the_level_stands_in_the_name(told):
    """Of the highest kinds the name of the dialogue tells it."""
    title = "3rd Japan-France Vice-Ministerial Harbour Dialogue"
    assert "vice-ministers" == told("level", "It was held on 20 February in Paris.", title=title)


def test_the_level_in_japanese(told):
    """Those who chaired it, or those whose meeting it is by its name."""
    sentence = "2月20日、第3回日仏港湾対話が開催され、山田局長が議長を務めました。"
    found = told("level", sentence, title="第3回日仏港湾対話の開催", language="ja")
    assert "directors-general" == found
    sentence = "2月20日、第3回日仏港湾閣僚会合が開催されました。"
    assert "ministers" == told("level", sentence, title="第3回日仏港湾閣僚会合の開催", language="ja")
