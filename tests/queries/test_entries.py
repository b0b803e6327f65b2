import pytest

from servanda.errors import UnknownNameError
from servanda.queries import entries, entry, mends, mentioned_in, position_of


def positions(found):
    return [line.position for line in found]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, list(range(1, 21))),
        ({"stream": "jp-eu-ict"}, [9, 10, 11, 20]),
        ({"stream": "mic-2023-11-14"}, [1]),
        ({"type_": "meeting-held"}, [3, 4, 10]),
        ({"stream": "jp-fr-ict", "type_": "meeting-held"}, [3, 4]),
        ({"known_at": 3}, [1, 2, 3]),
        ({"type_": "meeting-held", "known_at": 3}, [3]),
        ({"known_at": 0}, []),
        ({"stream": "jp-xx-ict"}, []),
    ],
)
def test_entries_are_listed_as_they_were_recorded(rows, asked, expected):
    """In order, of one stream or type, up to what was known."""
    assert expected == positions(entries(rows, **asked))


def test_an_entry_says_when_it_was_recorded_and_what_it_mends(rows):
    """Moment of recording, stream, type, when it happened, and the entry a correction is about."""
    found = entry(rows, 18)

    assert ("2025-02-03T09:00:00.000005Z", "jp-fr-ict", "entry-corrected", 4) == (
        found.time,
        found.stream,
        found.type,
        found.mends,
    )
    assert ("2022-10", None) == (entry(rows, 3).occurred, entry(rows, 3).mends)
    assert 18 == position_of(rows, found.id)
    assert position_of(rows, found.id[:-1] + "g") is None


@pytest.mark.parametrize("position", [0, 21, -1, 10**30])
def test_an_entry_that_is_not_there(rows, position):
    """The error names the last one."""
    with pytest.raises(UnknownNameError, match=f"there is no entry #{position}") as caught:
        entry(rows, position)

    assert "The last one is #20." == caught.value.remedy


def test_no_entry_at_all(ledger):
    """Of an empty log the error says that it is empty."""
    with pytest.raises(UnknownNameError) as caught:
        entry(ledger.log.rows(), 1)

    assert "The log is empty." == caught.value.remedy


def test_what_mends_an_entry(rows):
    """Corrections and voids in the order of recording, as far as they were known."""
    assert [18] == positions(mends(rows, 4))
    assert [] == mends(rows, 4, 17)
    assert [] == mends(rows, 18)


def test_streams_that_name_a_stream(rows):
    """A source is named where it is cited; one that nobody cites is named nowhere."""
    assert ["jp-fr-ict"] == mentioned_in(rows, "mic-2023-11-14")
    assert [] == mentioned_in(rows, "eu-2025")
