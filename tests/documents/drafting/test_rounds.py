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
