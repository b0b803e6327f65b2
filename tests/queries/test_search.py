"""Searches: over all records, and stopping at the newest."""

from datetime import date
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import TODAY, established, made
from servanda.queries import AsOf, newest, search
from strategies import fewer, grown, offers


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


@fewer(2)
@given(offers(), st.integers(0, 30), st.integers(1, 6), st.sampled_from(("a", "japan", "政策")))
def test_a_search_that_stops_shows_the_newest_of_what_it_would_find(offered, known, limit, words):
    """All, if they are not more; otherwise as many as asked for, in the order they would have."""
    with grown(offered) as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("servanda.queries.search"), "AT_ONCE", 2)
        rows, as_of = ledger.log.rows(), AsOf(TODAY, known)
        whole = list(search(rows, words, as_of))

        found, more = newest(rows, words, as_of, limit)

        assert more == (len(whole) > limit)
        assert min(limit, len(whole)) == len(found)
        assert found == [hit for hit in whole if hit in found]


def test_the_newest_are_those_recorded_last(ledger):
    """Of three that are found the two that were recorded later."""
    ledger.record([established(), *(made(text=f"Lay cable {number}") for number in (1, 2, 3))], "a recorder")

    found, more = newest(ledger.log.rows(), "cable", AsOf(TODAY), 2)

    assert (["jp-fr-ict/2", "jp-fr-ict/3"], True) == ([hit.record.key for hit in found], more)
