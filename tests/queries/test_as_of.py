from datetime import date

import pytest

from given import TODAY
from servanda.domain.records import Dialogue, Meeting
from servanda.errors import InvalidInputError, ServandaError
from servanda.queries import NOW, AsOf, known_at, one, select


@pytest.mark.parametrize(
    ("on", "title"),
    [
        (date(2015, 1, 1), "Japan-France ICT Consultations"),
        (date(2024, 4, 30), "Japan-France ICT Consultations"),
        (date(2024, 5, 1), "Japan-France Digital Dialogue"),
        (date.max, "Japan-France Digital Dialogue"),
    ],
)
def test_a_day_is_answered_with_what_was_so_then(rows, on, title):
    """The name of a dialogue is that of the day asked about, from its first to the last day there is."""
    assert title == one(rows, Dialogue, "jp-fr-ict", AsOf(on)).title


@pytest.mark.parametrize(
    ("on", "rounds"), [("2010-03-31", 0), ("2022-09-30", 0), ("2022-10-01", 1), ("2023-11-09", 2)]
)
def test_what_had_not_happened_is_not_there(rows, on, rounds):
    """A round is there from the first day on which it can have been held."""
    assert rounds == len(select(rows, Meeting, AsOf(date.fromisoformat(on))))


@pytest.mark.parametrize(
    ("known", "place", "title"),
    [
        (3, None, "Japan-France ICT Consultations"),
        (4, "Paris", "Japan-France ICT Consultations"),
        (17, "Paris", "Japan-France Digital Dialogue"),
        (18, "Lyon", "Japan-France Digital Dialogue"),
        (NOW, "Lyon", "Japan-France Digital Dialogue"),
    ],
)
def test_what_was_known_is_apart_from_what_was_so(rows, known, place, title):
    """Of the same day more is known later: a correction and a late fact change the answer from then on."""
    as_of = AsOf(date(2024, 6, 1), known)

    assert title == one(rows, Dialogue, "jp-fr-ict", as_of).title
    assert place == getattr(one(rows, Meeting, "jp-fr-ict 22", as_of), "place", None)


def test_nothing_was_known_before_the_first_entry(rows):
    """At position 0 the log is empty, whatever the day."""
    assert [] == select(rows, Dialogue, AsOf(TODAY, 0))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("#7", 7),
        ("#0", 0),
        ("#20", 20),
        ("2024-01-09", 0),
        ("2024-01-10", 8),
        ("20240110", 8),
        ("2024-01-10T08:59", 0),
        ("2024-01-10T09:00:00", 1),
        ("2024-01-10T09:00:00.000004Z", 5),
        ("2024-01-10T18:00:00+09:00", 1),
        ("2024-01-10 09:01", 8),
        ("2024-06-01", 12),
        ("2024-06-02T00:00+09:00", 8),
        ("2024-06-02T09:00+09:00", 12),
        ("9999-12-31", 20),
        ("9999-12-31T23:59-14:00", 20),
        ("0999-01-01", 0),
        ("0001-01-01T00:00+14:00", 0),
    ],
)
def test_known_at_is_an_entry_a_day_or_a_moment(rows, text, position):
    """Entries by position; moments in UTC unless they say otherwise; a day to its end, UTC."""
    assert position == known_at(rows, text)


@pytest.mark.parametrize(
    "text",
    ["", "7", "2024", "#", "#-1", "#1.5", "yesterday", "2024-13-01", "2024-02-30", "#²", "#٣", "9" * 5000],
)
def test_known_at_refuses_what_is_none_of_them(rows, text):
    """The error repeats what was given and says what is accepted; a bare number could be a year."""
    with pytest.raises(InvalidInputError, match="--known-at: ") as caught:
        known_at(rows, text)

    assert text[:20] in caught.value.message
    assert "#203" in caught.value.remedy


@pytest.mark.parametrize("text", ["#21", f"#{10**30}", "#" + "9" * 5000], ids=len)
def test_known_at_refuses_entries_that_are_not_there(rows, text):
    """However far beyond the last one they are."""
    with pytest.raises(ServandaError, match="--known-at: ") as caught:
        known_at(rows, text)

    assert "#20" in caught.value.remedy
