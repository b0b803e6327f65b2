"""The document as the readers of its meeting see it: its opening, its titles, its dates."""

from datetime import date

from servanda.documents.drafting.page import Page

TEXT = (
    "Harbour Dialogue\n\nGhent, 22 February 2024 - The dialogue was held on 20 February. "
    "Cranes were painted in May 2023 and from 1 to 3 March 2023.\n\nPress contact\n\nHarbour Office"
)
PAGE = Page.of(TEXT, date(2024, 2, 22), "en")


def test_the_opening_has_no_contact_lines():
    """The first sentences, the title among them."""
    opening = PAGE.scene.opening
    assert (3, ["Harbour Dialogue"]) == (len(opening), [PAGE.said(one) for one in PAGE.scene.titles])
    assert [True, False, False] == [one.is_title for one in opening]


def test_the_day_of_publication_is_not_among_the_dates():
    """It stands in the same sentence, but says when it was told."""
    scene = PAGE.scene
    assert ["on 20 February"] == [phrase.words for phrase in scene.dates(scene.opening[1], "past")]


def test_days_are_no_longer_than_a_meeting():
    """A month is none."""
    scene = PAGE.scene
    assert ["2023-03-01/2023-03-03"] == [window.edtf for _, window in scene.days(scene.opening[2], "past")]
