from datetime import date

import pytest

from given import TODAY
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.errors import UnknownNameError
from servanda.queries import AsOf, dialogue, known_names, meeting, one, search, select


@pytest.mark.parametrize(
    ("cls", "expected"),
    [
        (Source, ["mic-2023-11-14", "eu-2025"]),
        (Dialogue, ["jp-eu-ict", "jp-fr-ict"]),
        (Meeting, ["jp-eu-ict 30", "jp-fr-ict 21", "jp-fr-ict 22", "jp-fr-ict 23"]),
        (Outcome, ["jp-fr-ict #8"]),
        (Commitment, ["jp-eu-ict/1", "jp-eu-ict/2", "jp-fr-ict/1", "jp-fr-ict/2", "jp-fr-ict/3"]),
    ],
)
def test_lists_have_an_order(rows, cls, expected):
    """Sources and outcomes by date, dialogues by slug, meetings and commitments by dialogue first."""
    assert expected == [record.key for record in select(rows, cls, AsOf(TODAY))]


def test_a_record_is_whole(rows):
    """One record comes with all its fields, its sources and its entries."""
    found = meeting(rows, "jp-fr-ict", "22", AsOf(TODAY))

    assert ("held", "Lyon", ("FR",), ("Submarine cables", "AI"), "directors", (4,)) == (
        found.state,
        found.place,
        found.hosts,
        found.topics,
        found.level,
        found.entries,
    )
    assert one(rows, Commitment, "jp-fr-ict/1", AsOf(TODAY)).entries == (5, 16)
    assert meeting(rows, "jp-fr-ict", "24", AsOf(TODAY)) is None


def test_a_dialogue_that_is_not_there(rows):
    """Mistyped: the nearest one. Known, but not on that day or not by then: the error says so."""
    with pytest.raises(UnknownNameError, match="there is no dialogue 'jp-fr-itc'") as caught:
        dialogue(rows, "jp-fr-itc", AsOf(TODAY))
    assert "Did you mean jp-fr-ict?" == caught.value.remedy

    for as_of, said, remedy in (
        (AsOf(date(2009, 12, 31)), "was not there on 2009-12-31: it begins on 2010-04-01", "--on"),
        (AsOf(TODAY, 1), "was not known by #1: it was recorded as #2", "--known-at"),
    ):
        with pytest.raises(UnknownNameError, match=f"jp-fr-ict {said}") as caught:
            dialogue(rows, "jp-fr-ict", as_of)
        assert remedy in caught.value.remedy

    assert "jp-fr-ict" == dialogue(rows, "jp-fr-ict", AsOf(TODAY)).slug


def test_names_for_completion(rows):
    """Every key that a kind of record ever had, sorted, each once."""
    assert ["jp-eu-ict", "jp-fr-ict"] == known_names(rows, "dialogues")
    assert 5 == len(known_names(rows, "commitments"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("submarine", ["jp-fr-ict 22"]),
        ("海底ケーブル", ["jp-eu-ict/1"]),
        ("jp-eu-ict", ["jp-eu-ict", "jp-eu-ict/1", "jp-eu-ict/2", "jp-eu-ict 30"]),
        ("joint", ["jp-fr-ict/3", "jp-fr-ict #8"]),
        ("statement", ["jp-fr-ict #8"]),
        ("fran", ["jp-fr-ict"]),
        ("フランス", ["jp-fr-ict"]),
        ("no such words", []),
        ("...", []),
    ],
)
def test_a_search_goes_over_all_records(rows, words, expected):
    """Dialogues, then commitments, meetings, outcomes and sources in which all the words stand."""
    assert expected == [hit.record.key for hit in search(rows, words, AsOf(TODAY))]


def test_a_search_asks_of_a_day_too(rows):
    """A former name is found while it was the name, and afterwards as a former one."""
    for on in (date(2015, 1, 1), TODAY):
        assert ["jp-fr-ict"] == [hit.record.key for hit in search(rows, "日仏ict政策協議", AsOf(on))]
    assert [] == list(search(rows, "digital dialogue", AsOf(date(2015, 1, 1))))
