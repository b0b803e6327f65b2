"""Which sentence tells of the meeting, and which ones are about it."""

from datetime import date

import pytest

from servanda.documents.drafting.identity import name_of
from servanda.documents.drafting.page import Page
from servanda.documents.meeting.telling import telling


def _told(text, language="en"):
    """Type and words of the sentence that tells, and of those about it."""
    page = Page.of(text, date(2024, 2, 22), language)
    found = telling(page.scene, name_of(page))
    return found and (found.type, page.said(found.sentence), [page.said(one) for one in found.about])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Harbour Dialogue\n\nCranes are blue.\n\nThe Harbour Dialogue was held on 20 February. "
            "It went well.\n\nThe end.",
            (
                "meeting-held",
                "The Harbour Dialogue was held on 20 February.",
                [
                    "Harbour Dialogue",
                    "The Harbour Dialogue was held on 20 February.",
                    "It went well.",
                    "The end.",
                ],
            ),
        ),
        (
            "Notice\n\nThe Harbour Dialogue will be held on 5 March.\n\nCranes\n\nThey are blue.\n\n"
            "Format: online. More follows.",
            (
                "meeting-scheduled",
                "The Harbour Dialogue will be held on 5 March.",
                ["Notice", "The Harbour Dialogue will be held on 5 March.", "Cranes", "Format: online."],
            ),
        ),
        ("Cranes\n\nThe cranes are blue.\n\nThe end.", None),
        ("Cranes", None),
    ],
)
def test_the_sentence_that_tells_and_those_about_it(text, found):
    """The titles before it, what follows it, and fields such as the format."""
    assert found == _told(text)


def test_an_old_date_does_not_make_a_meeting_held():
    """The day on which a dialogue was first held tells nothing about the one to come."""
    kind, _, _ = _told(
        "Harbour Dialogue to be held\n\nThe dialogue, first held on 3 May 2019, will be held on 5 March 2024."
    )
    assert "meeting-scheduled" == kind
