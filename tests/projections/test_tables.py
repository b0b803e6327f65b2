from datetime import date
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.domain.records import Cadence, Outcome
from servanda.events.window import Window
from servanda.log.rows import SQLITE, in_memory
from servanda.projections.tables import (
    RANGES,
    TABLES,
    Row,
    columns,
    decode,
    encode,
    first_row_id,
    statements,
)
from strategies import windows

WINDOWS = windows(2018, 2024).map(Window.of)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = {
    "str": texts,
    "int": st.integers(0, 2**40),
    "Window": WINDOWS,
    "tuple[str, ...]": st.lists(texts, max_size=3).map(tuple),
    "tuple[int, ...]": st.lists(st.integers(0, 2**40), max_size=3).map(tuple),
    "dict[str, str]": st.dictionaries(texts, texts, max_size=3),
    "Cadence": st.builds(
        Cadence,
        st.integers(1, 9),
        st.integers(1, 9),
        st.just("year"),
        st.lists(texts, max_size=2).map(tuple),
        WINDOWS,
        st.integers(1, 99),
    ),
}


def _values(hint):
    named = str(getattr(hint, "__name__", "") if isinstance(hint, type) and "[" not in str(hint) else hint)
    *kinds, last = (part.rpartition(".")[2] if "[" not in part else part for part in named.split(" | "))
    if last == "None":
        return st.none() | st.one_of(*(VALUES[kind] for kind in kinds))
    return VALUES[last]


def records(cls):
    return st.builds(cls, **{name: _values(hint) for name, hint in get_type_hints(cls).items()})


@pytest.fixture(scope="module")
def tables():
    """An empty read model."""
    rows = in_memory()
    for statement in statements(SQLITE):
        rows.execute(statement)
    yield rows
    rows.close()


@pytest.mark.parametrize("cls", TABLES)
@given(data=st.data())
def test_a_record_comes_back_from_its_row_as_it_went_in(cls, tables, data):
    """Every field of every kind of record survives the database, vague dates and absent values included."""
    record = data.draw(records(cls))
    names = ['"' + name + '"' for name in ("row_id", *RANGES, *columns(cls))]
    marks = ",".join("?" * len(names))

    tables.execute(
        f"INSERT OR REPLACE INTO {TABLES[cls]} ({','.join(names)}) VALUES ({marks})",
        [1, "", "", "", 0, 0, *encode(record)],
    )
    found = tables.execute(f"SELECT * FROM {TABLES[cls]} WHERE row_id = 1")
    row = dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))

    assert record == decode(cls, row)


@given(WINDOWS)
def test_the_bounds_of_a_window_are_columns(window):
    """Questions about days compare columns: both bounds of a vague date are there as ISO days."""
    record = Outcome(dialogue="jp-fr-ict", number=1, title="x", kind="report", adopted=window, entries=(1,))

    row = dict(zip(columns(Outcome), encode(record), strict=True))

    assert window.earliest == date.fromisoformat(row["adopted_earliest"])
    assert window.latest == date.fromisoformat(row["adopted_latest"])


WHEN = Window("2023")


def test_a_row_id_grows_with_the_log():
    """Every row of an entry comes before every row of the next one, and after those of the one before."""
    record = Outcome(dialogue="jp-fr-ict", number=1, title="x", kind="report", adopted=WHEN, entries=(1,))
    ids = [
        Row(record, date.min, date.max, position, number=number).row_id
        for position in (1, 2, 10**12)
        for number in (0, 1, 2**20 - 1)
    ]

    assert ids == sorted(set(ids))
    assert all(first_row_id(position) in ids for position in (1, 2, 10**12))
    assert ids[-1] < 2**63
