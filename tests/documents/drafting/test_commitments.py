"""Commitments as proposed: each undertaking once, in whose name, for which round, by when."""

import pytest

from servanda.documents.drafting import draft
from servanda.documents.drafting.wording import OF_THE_SOURCE


def _made(drafted):
    return [one.data for one in drafted.of("commitment-made")]


def test_a_next_meeting_is_the_round_after_the_one_held(release):
    """In our own words; that the ordinal is not written is remarked."""
    (proposal,) = release("The next round will be held in Tokyo in 2025.").of("commitment-made")
    assert {
        "kind": "next-meeting",
        "strength": "firm",
        "for_round": 4,
        "text": "Hold the 4th round in 2025",
        "by": ["JP", "FR"],
        "due": {"edtf": "2025", "words": "in 2025"},
    } == proposal.data
    assert ("The ordinal is not written; it is the one after the 3rd.",) == proposal.remarks


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        (
            "Both sides agreed to exchange information on cranes by the end of 2024.",
            {
                "kind": "discuss",
                "strength": "firm",
                "text": "Exchange information on cranes by the end of 2024",
                "by": ["JP", "FR"],
                "due": {"edtf": "../2024-12-31", "words": "by the end of 2024"},
            },
        ),
        (
            "Japan will host the 4th round in 2025.",
            {
                "kind": "next-meeting",
                "strength": "firm",
                "for_round": 4,
                "text": "Host the 4th round in 2025",
                "by": ["JP"],
                "due": {"edtf": "2025", "words": "in 2025"},
            },
        ),
    ],
)
def test_an_undertaking_is_a_commitment(release, sentence, data):
    """With who is bound, and when it is due."""
    assert [data] == _made(release(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides recognized the importance of cranes.",
        "Both sides discussed cranes.",
        "Both sides hoped that the harbour would be painted.",
        "Japan explained that it will revise its Harbour Act.",
        "The cranes are blue.",
    ],
)
def test_what_binds_nobody_is_none(release, sentence):
    """Opinions, reports of the past, hopes and plans at home."""
    assert [] == _made(release(sentence))


def test_what_is_said_twice_is_made_once(release):
    """Also with a word or two changed; other undertakings stay apart."""
    sentence = "{} agreed to exchange information on the cranes of the {} harbours of the north by May 2025."
    said = [sentence.format(*words) for words in (("Both sides", "old"), ("Both sides also", "old"))]
    other = "Both sides agreed to exchange information on ropes by May 2025."
    assert [
        "Exchange information on the cranes of the old harbours of the north by May 2025",
        "Exchange information on ropes by May 2025",
    ] == [data["text"] for data in _made(release(*said, other, other))]


def test_a_topic_is_the_heading(release):
    """But not one that names no matter."""
    sentence = "Both sides agreed to exchange information on {}."
    text = ["1. Blue cranes", sentence.format("cranes"), "2. Summary", sentence.format("old ropes")]
    found = release(*text).of("commitment-made")
    assert [("Blue cranes", "Blue cranes"), (None, "Summary")] == [
        (one.data.get("topic"), one.locator) for one in found
    ]
    assert {(OF_THE_SOURCE,)} == {one.remarks for one in found}


def test_a_notice_promises_no_meeting_but_the_one_it_announces(release):
    """That is a meeting scheduled, and no commitment."""
    text = (
        "4th Japan-France Harbour Dialogue\n\nThe 4th Japan-France Harbour Dialogue will be held in Paris on "
        "5 March 2024.\n\nBoth sides will discuss cranes there.\n\nThe end."
    )
    drafted = draft(text, release().published, "en")
    assert ["dialogue-established", "meeting-scheduled"] == [one.type for one in drafted.proposals]


def test_items_read_on_from_their_line(release):
    """Each item is an undertaking of those whom the line names."""
    drafted = release(
        "Both sides agreed to:\n- exchange information on cranes;\n- publish a report on ropes in 2025."
    )
    assert [
        {"kind": "discuss", "strength": "firm", "text": "Exchange information on cranes", "by": ["JP", "FR"]},
        {
            "kind": "deliver",
            "strength": "firm",
            "text": "Publish a report on ropes in 2025",
            "by": ["JP", "FR"],
            "due": {"edtf": "2025", "words": "in 2025"},
        },
    ] == _made(drafted)
