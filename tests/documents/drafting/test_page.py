"""A document cut into sentences, with what every rule needs to know of it."""

from datetime import date

import pytest

from servanda.documents.dates import Dated
from servanda.documents.drafting.page import Page, is_about_what_comes

PUBLISHED = date(2024, 2, 22)
TEXT = (
    "22 February 2024\n\nHarbour Dialogue\n\nThe cranes are blue. They shine.\n\n"
    "Contact: Harbour Office\n\nGhent"
)
PAGE = Page.of(TEXT, PUBLISHED, "en")


def test_prose_has_no_titles_nor_contact_lines():
    """The sentences of the text itself."""
    assert ["The cranes are blue.", "They shine."] == [PAGE.said(one) for one in PAGE.prose]


def test_a_date_is_no_title():
    """Where the first line is one, the title is the next."""
    assert "Harbour Dialogue" == PAGE.line(*PAGE.title)
    assert (0, 0) == Page.of("", PUBLISHED, "en").title


def test_words_are_shown_in_one_line():
    """Without the characters that nobody sees, and no longer than a line may be."""
    page = Page.of("a\tb\n c\u202ed " + "e" * 900, PUBLISHED, "en")
    assert "a b cd" == page.line(0, 9)
    assert 500 == len(page.line(0, 900))


@pytest.mark.parametrize(
    ("heading", "generic"),
    [
        ("Summary", True),
        ("Next steps", True),
        ("Outcomes of the meeting", True),
        ("3rd Harbour Dialogue", True),
        ("Participants", True),
        ("22 February 2024", True),
        ("Cranes in 2024", False),
        ("Blue cranes", False),
        ("Planetary harbours", False),
    ],
)
def test_a_generic_heading_names_no_matter(heading, generic):
    """It says where in the document one is, not what was talked about."""
    assert generic == PAGE.is_generic(heading)


@pytest.mark.parametrize(
    ("heading", "comes"),
    [
        ("Next steps", True),
        ("The way forward", True),
        ("今後の予定", True),
        ("次回会合", True),
        ("Cranes", False),
    ],
)
def test_a_heading_may_be_about_what_comes(heading, comes):
    """Under it stands the next meeting."""
    assert comes == is_about_what_comes(heading)


def test_the_fiscal_year_is_that_of_the_first_party():
    """In Japan it begins in April, in the United States in October; between both it is not known whose."""
    page = Page.of("Cranes\n\nThey will be painted in fiscal year 2025.\n\nThe end.", PUBLISHED, "en")
    found = {
        parties: page.between(parties).dates(page.prose[0])[0].meaning
        for parties in (("JP", "FR"), ("IN", "GB"), ("US",), ("JP", "US"), ("US", "JP"), ("KE", "NO"))
    }
    assert {
        ("JP", "FR"): "2025-04-01/2026-03-31",
        ("IN", "GB"): "2025-04-01/2026-03-31",
        ("US",): "2024-10-01/2025-09-30",
    } == {parties: one.window.edtf for parties, one in found.items() if isinstance(one, Dated)}


def test_a_span_is_counted_from_the_meeting():
    """Once its last day is known."""
    page = Page.of("Cranes\n\nThey will be painted within six months.\n\nThe end.", PUBLISHED, "en")
    found = [
        one.dates(one.prose[0])[0].meaning.window.edtf for one in (page, page.counted_from(date(2024, 2, 20)))
    ]
    assert ["2024-02-22/2024-08-22", "2024-02-20/2024-08-20"] == found


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Press release", "Harbour dialogue held"], "Harbour dialogue held"),
        (["22 February 2024", "Press Release", "Harbour dialogue held"], "Harbour dialogue held"),
        (["令和6年2月22日", "報道資料", "港湾局", "第3回港湾対話の開催"], "第3回港湾対話の開催"),
        (["Ministry of Harbours, Quays and Ropes", "Third crane dialogue"], "Third crane dialogue"),
        (["Republic of Kenya – Republic of Uganda", "Minutes on cranes"], "Minutes on cranes"),
        (["Paris, 22 February 2024", "Cranes are blue"], "Cranes are blue"),
        (["Joint Communiqué", "Third crane dialogue"], "Third crane dialogue"),
        (["Ministry of Foreign Affairs of Japan | Press Release", "Cranes are blue"], "Cranes are blue"),
        (["2024-02-22 | Cranes are blue"], "Cranes are blue"),
        (["Cranes are blue", "Third Harbour Dialogue"], "Third Harbour Dialogue"),
        (["Joint Communiqué"], "Joint Communiqué"),
    ],
)
def test_the_title_says_what_the_text_is_about(lines, title):
    """Not who published it, when, where, or what sort of text it is; those only if there is nothing else."""
    language = "ja" if "対話" in title else "en"
    page = Page.of("\n\n".join([*lines, "The cranes were painted.", "The end."]), PUBLISHED, language)
    assert title == page.line(*page.title)
