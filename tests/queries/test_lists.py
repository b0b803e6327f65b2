"""Lists in their order, walked as far as they are read."""

from importlib import import_module
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import TODAY, established, made
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.projections.tables import TABLES
from servanda.queries import (
    STANDINGS,
    AsOf,
    Filters,
    Sought,
    dialogue_overviews,
    each_commitment,
    entries,
    lists,
    select,
    walk,
)
from strategies import fewer, grown, offers

FILTERS = (
    Filters(),
    Filters(party=("JP",)),
    Filters(party=("FR", "JP")),
    Filters(body=("MIC",)),
    Filters(topic="i"),
    Filters(text="a"),
)


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


@fewer(2)
@given(
    offers(), st.integers(0, 30), st.integers(1, 6), st.sampled_from(FILTERS), st.sampled_from((0, 16_000))
)
def test_a_limit_gives_the_beginning_of_the_whole(offered, known, limit, filters, few):
    """Of any kind, in chunks of any size, begun from an index of values or walked past them."""
    with grown(offered) as ledger, pytest.MonkeyPatch.context() as patch:
        rows, as_of = ledger.log.rows(), AsOf(TODAY, known)
        whole = {cls: select(rows, cls, as_of, filters) for cls in TABLES}
        seens = list(each_commitment(rows, as_of, filters))
        overviews = list(dialogue_overviews(rows, as_of, filters))
        logged = list(entries(rows, known_at=known))
        patch.setattr(lists, "MOST_AT_ONCE", limit)
        patch.setattr(lists, "FEW", few)
        patch.setattr(import_module("servanda.queries.entries"), "AT_ONCE", limit)

        for cls, records in whole.items():
            assert records == list(walk(rows, cls, as_of, filters, 1))
            assert records[:limit] == select(rows, cls, as_of, filters, limit)
        assert seens == list(each_commitment(rows, as_of, filters, first=1))
        assert overviews == list(dialogue_overviews(rows, as_of, filters, first=1))
        assert logged == list(entries(rows, known_at=known))


@fewer(2)
@given(offers(), st.integers(0, 30), st.sets(st.sampled_from(STANDINGS)), st.booleans(), st.dates())
def test_what_is_left_out_beforehand_would_not_stand_so(offered, known, names, dropped, on):
    """Narrowed to any standings on any day, a list has those of all commitments that stand so."""
    sought = Sought(frozenset(names), dropped)
    with grown(offered) as ledger:
        rows = ledger.log.rows()
        for as_of in (AsOf(TODAY, known), AsOf(on)):
            whole = each_commitment(rows, as_of)

            assert [seen for seen in whole if sought.takes(seen.standing)] == list(
                each_commitment(rows, as_of, sought=sought)
            )


def test_a_list_is_read_no_further_than_it_is_asked_for(ledger, monkeypatch):
    """What comes later in the order is not even fetched."""
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 2)
    ledger.record([established(), *(made() for _ in range(9))], "a recorder")
    rows, decoded = ledger.log.rows(), []
    decode = lists.decode
    monkeypatch.setattr(lists, "decode", lambda cls, row: decoded.append(row["key"]) or decode(cls, row))

    assert ["jp-fr-ict/1"] == [found.key for found in islice(walk(rows, Commitment, AsOf(TODAY), first=1), 1)]
    assert ["jp-fr-ict/1"] == decoded
