"""What a text says about itself: language, publication day, publisher."""

from datetime import date

import pytest

from servanda.documents.blocks import blocks
from servanda.documents.names import Names
from servanda.documents.origin import Day, language_of, published, published_in, publisher
from servanda.documents.spoken import Spoken

DAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two sides met in Ghent and agreed to paint the cranes of the harbour by May.", "en"),
        ("両者は、港湾の整備について協力していくことで一致しました。", "ja"),
        ("第3回 Freedonia Harbour Dialogue の開催について、お知らせします。", "ja"),
        ("Die beiden Seiten trafen sich in Gent und wollen die Kräne bis Mai streichen.", None),
        ("Les deux parties se sont réunies à Gand pour peindre les grues du port.", None),
        ("双方同意在五月之前粉刷港口的起重机。", None),
        ("Обе стороны встретились в порту.", None),
        ("12345 67890", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_common_words_and_kana(text, language):
    """English and Japanese; every other one is not known."""
    assert language == language_of(text)


@pytest.mark.parametrize(
    "line",
    [
        "3 May 2024",
        "May 3, 2024",
        "Friday, 3 May 2024",
        "2024-05-03",
        "(May 3, 2024)",
        "Published: 3 May 2024",
        "Published on 3 May 2024 by the Harbour Office",
        "Date: 2024-05-03",
        "Press Release, 3 May 2024",
        "Date of publication: May 3rd, 2024",
        "Ghent, 3 May 2024 – The two sides met to talk about cranes.",
        "GHENT, May 3, 2024 (HNA) - The two sides met to talk about cranes.",
        "GHENT, May 3, 2024 /HarbourNews/ -- The two sides met to talk.",
        "Ghent (Harbour News) 3 May 2024: The two sides met to talk.",
        "Harbour Office | 3 May 2024",
        "Press release No. 45 of 3 May 2024",
        "Posted: 3 May 2024 10:30",
    ],
)
def test_a_line_bears_the_publication_day(line):
    """A line of its own, one that says so, or a dateline of whatever agency."""
    text = f"Harbour dialogue held\n\n{line}\n\nBoth sides agreed to paint the cranes.\n\nThe end."
    assert DAY == published_in(text, (), "en")


@pytest.mark.parametrize(
    "line",
    [
        "令和6年5月3日",
        "2024年5月3日",
        "令和6年5月3日（金）",
        "２０２４年５月３日",
        "発表日：2024年5月3日",
        "公表日 令和６年５月３日",
    ],
)
def test_a_japanese_line_bears_the_publication_day(line):
    """In the years of the era too, and in full-width digits."""
    assert DAY == published_in(f"港湾対話の開催\n{line}\n\n両者は会合した。\n\n以上です。", (), "ja")


@pytest.mark.parametrize(
    "sentence",
    [
        "The dialogue was held on 3 May 2024 in Ghent.",
        "On 3 May 2024, the two sides met in Ghent.",
        "The two sides met in Ghent from 3 May 2024.",
        "They will sign it by 3 May 2024.",
        "Date and venue: 3 May 2024, Ghent; the dialogue will be held there.",
        "3 May",
        "May 2024",
        "Friday",
    ],
)
def test_a_day_of_the_meeting_is_none_of_the_publication(sentence):
    """Nor is one without its year, or a month."""
    assert published_in(f"Harbour dialogue\n\n{sentence}\n\nIt went well.\n\nThe end.", (), "en") is None


def test_a_date_in_the_last_lines_counts():
    """Some releases are dated at their end."""
    text = "Harbour dialogue\n\n" + "They talked at length.\n\n" * 9 + "Ghent, 3 May 2024\n"
    assert DAY == published_in(text, (), "en")


def test_a_date_in_the_middle_does_not_count():
    """It is that of something else."""
    text = "Harbour dialogue\n\n" + "They talked.\n\n" * 9 + "3 May 2024\n\n" + "They talked.\n\n" * 9
    assert published_in(text, (), "en") is None


def test_the_day_tells_its_place():
    """The code points of the date alone."""
    text = "Harbour dialogue\n\nGhent, 3 May 2024 - They met."
    found = published(text, blocks(text), "en")
    assert Day(DAY, 25, 35) == found
    assert "3 May 2024" == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Ministry of Foreign Affairs of Japan\n\nHarbour dialogue\n\nThey met.",
            "MOFA",
        ),
        ("Harbour dialogue\n\nThey met.", None),
    ],
)
def test_the_publisher_is_the_body_named_first(text, code):
    """In the first lines, or in those of the contact."""
    found = publisher(text, blocks(text), Spoken(Names.load(None), text))
    assert code == (found and found[0])
