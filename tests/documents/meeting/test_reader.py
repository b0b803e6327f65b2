"""The meeting as a whole: what was held or is to come, its round, the bodies that met."""

import pytest


@pytest.mark.parametrize(
    ("title", "sentence", "round_"),
    [
        ("3rd Japan-France Harbour Dialogue", "It was held on 20 February.", 3),
        ("Japan-France Harbour Dialogue", "The third round was held on 20 February.", 3),
        ("Japan-France Harbour Dialogue (3rd)", "It was held on 20 February.", 3),
        ("Japan-France Harbour Dialogue", "The inaugural dialogue was held on 20 February.", 1),
        ("Harbour Ministers", "The sixth Japan-France 2+2 Meeting was held on 20 February.", 6),
        ("Japan-France Harbour Dialogue", "The dialogue, fourth in the series, was held on 20 February.", 4),
        ("Japan-France Harbour Dialogue", "Round 3 was held on 20 February.", 3),
        ("XIV Session of the Japan-France Harbour Commission", "It was held on 20 February.", 14),
        ("Japan-France Harbour Dialogue", "It was held on 20 February.", None),
        (
            "Japan-France Harbour Dialogue",
            "It was held on 20 February, in the 70th year of their relations.",
            None,
        ),
        (
            "Japan-France Harbour Dialogue",
            "It was held on 20 February. The next, 4th round will be held in Tokyo.",
            None,
        ),
        ("Japan-France Harbour Dialogue", "It was held on 20 February for the first time.", None),
    ],
)
def test_the_round_of_a_meeting(told, title, sentence, round_):
    """An ordinal with a noun of meetings; that of the next one is another's."""
    assert round_ == told("round", sentence, title=title)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (
            "Harbour Dialogue held\n\nThe Harbour Dialogue was held on 20 February.\n\nThe end.",
            "meeting-held",
        ),
        (
            "Harbour Dialogue\n\nThe Harbour Dialogue will be held on 5 March.\n\nThe end.",
            "meeting-scheduled",
        ),
        (
            "Harbour Dialogue\n\nThe Harbour Dialogue was held on 20 February.\n\n"
            "The next dialogue will be held on 5 March 2025.\n\nThe end.",
            "meeting-held",
        ),
        ("Cranes of the harbour\n\nThe cranes of the harbour are blue.\n\nThe end.", None),
        ("", None),
    ],
)
def test_held_or_to_come(read, text, type_):
    """By the verb of the sentence that tells; a text that tells of none has no meeting."""
    assert type_ == read(text).get("type")


def test_a_notice_is_read_as_a_whole(read):
    """Fields of a notice and its sentence together."""
    text = (
        "Notice: 4th Japan-France Harbour Dialogue\n\n"
        "The 4th Japan-France Harbour Dialogue will be held as follows.\n\n"
        "Date: 5 March 2024\nPlace: Paris\nFormat: in person\n\nThe end."
    )
    assert {
        "type": "meeting-scheduled",
        "when": "2024-03-05",
        "round": 4,
        "format": "in-person",
        "place": "Paris",
        "country": "FR",
    } == read(text)
