"""The format of a meeting: in person, online, hybrid also by who joined; a matter called online is none."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "format_"),
    [
        ("The dialogue was held by video conference on 20 February.", "online"),
        ("The dialogue was held virtually on 20 February.", "online"),
        ("The dialogue was held on 20 February via Zoom.", "online"),
        ("The dialogue was held online on 20 February.", "online"),
        ("The dialogue was held in person in Paris on 20 February.", "in-person"),
        ("The face-to-face dialogue was held in Paris on 20 February.", "in-person"),
        ("The dialogue was held in a hybrid format on 20 February.", "hybrid"),
        ("The dialogue was held in Paris on 20 February. Some experts joined online.", "hybrid"),
        (
            "The dialogue was held in Paris on 20 February. Some took part in person and others by video.",
            "hybrid",
        ),
        ("The dialogue was held on 20 February. All took part online.", "online"),
        ("The dialogue was held in Paris on 20 February.", None),
        ("The dialogue was held in Paris on 20 February. It was about online safety.", None),
        ("The dialogue was held in Paris on 20 February. Online platforms were a topic.", None),
        ("The dialogue was held in Paris on 20 February. The next one will be held online.", None),
        ("The dialogue was held in person on 20 February. The next round is to be virtual.", "in-person"),
        ("Format: web conference\n\nThe dialogue was held on 20 February.", "online"),
    ],
)
def test_the_format_is_what_the_text_says(told, sentence, format_):
    """A place alone is no format; neither is what is said of the next meeting."""
    assert format_ == told("format", sentence)


@pytest.mark.parametrize(
    ("sentence", "format_"),
    [
        ("2月20日、第3回日仏港湾対話がオンラインで開催されました。", "online"),
        ("2月20日、第3回日仏港湾対話が対面とオンラインの併用で開催されました。", "hybrid"),
        ("2月20日、第3回日仏港湾対話が対面で開催されました。", "in-person"),
        ("2月20日、第3回日仏港湾対話がパリで開催されました。", None),
    ],
)
def test_the_format_in_japanese(told, sentence, format_):
    """オンライン, 対面, and both together."""
    assert format_ == told("format", sentence, title="第3回日仏港湾対話の開催", language="ja")
