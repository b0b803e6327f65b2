"""The day of a meeting: told with its verb, in a field, or by how it ended; not every date is one."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The dialogue was held in Paris on 20 February 2024.", "2024-02-20"),
        ("The dialogue was held in Paris on February 20.", "2024-02-20"),
        ("The dialogue was held in Paris on 20 December.", "2023-12-20"),
        ("The dialogue was held in Paris on Tuesday.", "2024-02-20"),
        ("The dialogue was held in Paris today.", "2024-02-22"),
        ("The dialogue took place from 19 to 21 February 2024.", "2024-02-19/2024-02-21"),
        ("The dialogue took place on February 19-21.", "2024-02-19/2024-02-21"),
        ("The dialogue was held from 30 January to 1 February 2024.", "2024-01-30/2024-02-01"),
        ("On 20 February 2024, both sides met in Paris.", "2024-02-20"),
        ("Date: 20 February 2024", "2024-02-20"),
        ("The dialogue was held in January 2024.", "2024-01"),
        (
            "Following the talks of 3 March 2021, the dialogue was held on 20 February 2024, "
            "ahead of the summit on 5 June 2024.",
            "2024-02-20",
        ),
        ("The dialogue was held and both sides will sign the memorandum on 20 March 2024.", None),
        ("The dialogue was held. The memorandum of 3 May 2019 was recalled.", None),
        ("The dialogue concluded today in Paris. It lasted two days.", "2024-02-21/2024-02-22"),
        ("The three-day dialogue concluded in Paris on 21 February.", "2024-02-19/2024-02-21"),
        (
            "The dialogue concluded in Paris on 21 February. It opened on 19 February.",
            "2024-02-19/2024-02-21",
        ),
    ],
)
def test_the_day_of_a_meeting_that_was_held(told, sentence, day):
    """The year comes from the publication where it is not said; older dates and coming ones are none."""
    assert day == told("when", sentence)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The dialogue will be held in Paris on 5 March 2024.", "2024-03-05"),
        ("The dialogue will take place on 5-6 March.", "2024-03-05/2024-03-06"),
        ("The dialogue is scheduled for 15 January.", "2025-01-15"),
        ("When: 5 March 2024, 10:00", "2024-03-05"),
        ("The dialogue will be held in the autumn of 2024.", "2024-23"),
        ("The dialogue, first held on 3 May 2019, will be held on 5 March 2024.", "2024-03-05"),
    ],
)
def test_the_day_of_a_meeting_to_come(told, sentence, day):
    """It is the next one after the publication where the year is not said."""
    assert (day, "meeting-scheduled") == (
        told("when", sentence, title="Harbour Dialogue to be held in Paris"),
        told("type", sentence, title="Harbour Dialogue to be held in Paris"),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "第3回日仏港湾対話の開催\n\n令和6年2月20日、パリにおいて日仏港湾対話が開催されました。",
            "2024-02-20",
        ),
        (
            "第3回日仏港湾対話の開催\n\n2月19日及び20日、第3回日仏港湾対話が開催されました。",
            "2024-02-19/2024-02-20",
        ),
        ("第3回日仏港湾対話の開催\n\n日時：2024年2月20日（火）\n場所：パリ", "2024-02-20"),
    ],
)
def test_the_day_in_japanese(read, text, day):
    """In the years of the era, without a year, or in a field."""
    assert day == read(f"{text}\n\n双方は起重機について意見交換しました。\n\n以上", "ja").get("when")


def test_the_day_of_publication_is_none_of_the_meeting(read):
    """A dateline says when it was told, not when it was held."""
    text = "Japan-France Harbour Dialogue\n\nParis, 22 February 2024 - The dialogue was held on 20 February."
    assert "2024-02-20" == read(text + " They talked.\n\nThe end.")["when"]


def test_a_meeting_long_ago_is_not_reported(told):
    """A date of years before belongs to something else."""
    assert None is told("when", "The dialogue was held on 3 May 2019.", published=date(2024, 2, 22))
