"""The meeting as a proposal."""

from datetime import date

import pytest

from servanda.documents.drafting import draft

PUBLISHED = date(2024, 2, 22)


def _meeting(text):
    found = draft(text, PUBLISHED, "en").proposals
    (one,) = [one for one in found if one.type.startswith("meeting-")] or [None]
    return one and (one.type, one.data, one.remarks)


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (
            "3rd Japan-France Harbour Dialogue\n\nThe dialogue was held in Paris on 20 February 2024.\n\n"
            "1. Cranes\n\nThey talked about cranes.\n\n2. Ropes\n\nThey talked about ropes.\n\n"
            "3. Next steps\n\nThey will meet.\n",
            (
                "meeting-held",
                {
                    "occurred": {"edtf": "2024-02-20"},
                    "round": 3,
                    "place": "Paris",
                    "country": "FR",
                    "topics": ["Cranes", "Ropes"],
                },
                (),
            ),
        ),
        (
            "Japan-France Harbour Dialogue\n\nThe dialogue was held on 20 February 2024.\n\nThe end.",
            (
                "meeting-held",
                {"occurred": {"edtf": "2024-02-20"}, "round": "2024-02"},
                ("The ordinal is not stated; the label is the month.",),
            ),
        ),
        (
            "3rd Japan-France Harbour Dialogue\n\nThe dialogue was held.\n\nThe end.",
            (
                "meeting-held",
                {"occurred": {"edtf": "../2024-02-22"}, "round": 3},
                ("The day is not stated.",),
            ),
        ),
        (
            "3rd Japan-France Harbour Dialogue\n\nIt will be held in Paris on 5 March 2024.\n\nThe end.",
            (
                "meeting-scheduled",
                {
                    "occurred": {"edtf": "2024-02-22"},
                    "when": {"edtf": "2024-03-05"},
                    "round": 3,
                    "place": "Paris",
                    "country": "FR",
                },
                (),
            ),
        ),
        ("Harbour cranes\n\nThe cranes are blue.\n\nThe end.", None),
    ],
)
def test_a_meeting_says_what_the_document_says(text, meeting):
    """And remarks what it does not: the ordinal, or the day."""
    assert meeting == _meeting(text)


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        (
            "The 4th Japan-France Harbour Dialogue, which was to be held on 5 March 2024, is cancelled.",
            ["meeting-cancelled"],
        ),
        ("The 4th Japan-France Harbour Dialogue will not be held on 5 March 2024.", ["meeting-cancelled"]),
        ("The 4th Japan-France Harbour Dialogue, to be held on 5 March 2024, has been put off.", []),
        ("The 4th Japan-France Harbour Dialogue will be held on 5 March 2024.", ["meeting-scheduled"]),
    ],
)
def test_a_meeting_that_is_called_off_is_none_to_come(sentence, types):
    """A cancelled round is drafted as such, one put off not at all."""
    drafted = draft(f"Harbour Dialogue\n\n{sentence}\n\nThe end.", PUBLISHED, "en")
    assert types == [one.type for one in drafted.proposals if one.type.startswith("meeting")]


def test_a_round_agreed_on_is_none_that_was_held():
    """What leaders who met agree to hold is the next meeting."""
    text = (
        "Leaders meet\n\nThe ministers of Japan and France met in Paris on 20 February 2024. "
        "They agreed to hold the 6th Japan-France Harbour Dialogue in Tokyo in June 2024.\n\nThe end."
    )
    drafted = draft(text, PUBLISHED, "en")
    assert [None, "2024-02", 6] == [
        drafted.round,
        *(one.data.get("for_round", one.data.get("round")) for one in drafted.proposals[1:]),
    ]
