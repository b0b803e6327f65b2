"""No question reads a whole table: the plans of the statements as they are run."""

import re
import sqlite3
from contextlib import closing
from itertools import islice

import pytest

from given import TODAY
from servanda import queries
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.errors import UnknownNameError
from servanda.log.rows import SQLiteRows
from servanda.queries import AsOf, Filters, Sought, lists, names

NOW, THEN = AsOf(TODAY, 20), AsOf(TODAY, 10)
OVERDUE = Sought(frozenset(queries.OVERDUE))

WALKS = re.compile(r"SCAN t USING INDEX \w+_(listed|due)\b")
"""A list in its order, which stops when it has enough."""
BOUNDED = re.compile(
    r"SCAN (\w+ VIRTUAL TABLE INDEX \d+:.*M"  # the words of a full-text index
    r"|known$|these$|CONSTANT ROW$|\(subquery-\d+\)$)"  # what the statement itself has found
)


class Recording(SQLiteRows):
    """Rows that keep the statements they are asked."""

    def execute(self, sql, parameters=(), /):
        if not sql.startswith("EXPLAIN"):
            self.__dict__.setdefault("asked", {})[sql] = parameters
        return super().execute(sql, parameters)

    def plans(self):
        """By statement the steps of its plan."""
        return {
            sql: [row[3] for row in self.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
            for sql, parameters in self.asked.items()
        }


@pytest.fixture
def recording(rows):
    """The record's rows, with the statements that are asked of them."""
    with closing(sqlite3.connect(":memory:", factory=Recording, isolation_level=None)) as copy:
        rows.backup(copy)
        yield copy


def faults(plan, *, walks):
    """The steps of a plan that read a whole table, or sort a list that is walked."""
    walked = any(WALKS.match(step) for step in plan)
    return [
        step
        for step in plan
        if (step.startswith("SCAN") and not BOUNDED.match(step) and not (walks and WALKS.match(step)))
        or (walked and step == "USE TEMP B-TREE FOR ORDER BY")
    ]


def assert_no_faults(recording, *, walks=True):
    plans = recording.plans()
    assert plans
    assert {} == {sql: found for sql, plan in plans.items() if (found := faults(plan, walks=walks))}


LISTS = [
    (Source, Filters()),
    (Source, Filters(kind="news")),
    (Source, Filters(covers="jp-fr-ict")),
    (Source, Filters(text="news")),
    (Dialogue, Filters()),
    (Dialogue, Filters(party=("JP",), body=("MIC",), kind="forum", text="japan")),
    (Meeting, Filters()),
    (Meeting, Filters(dialogue="jp-fr-ict", party=("JP",))),
    (Meeting, Filters(party=("JP",), state="scheduled", topic="ai", round="22")),
    (Outcome, Filters()),
    (Outcome, Filters(kind="joint-statement", topic="ai", party=("JP",))),
    (Commitment, Filters()),
    (Commitment, Filters(dialogue="jp-fr-ict", kind="deliver", text="report")),
    (Commitment, Filters(party=("JP",), body=("MIC",), topic="5g", text="results")),
]


@pytest.mark.parametrize("few", [0, 16_000])
@pytest.mark.parametrize("as_of", [NOW, THEN])
@pytest.mark.parametrize(("cls", "filters"), LISTS)
def test_a_list_walks_its_index_or_begins_from_few_rows(recording, monkeypatch, cls, filters, as_of, few):
    """Where a filter leaves many rows the order comes from the index, and nothing is sorted."""
    monkeypatch.setattr(lists, "FEW", few)
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 1)

    list(queries.walk(recording, cls, as_of, filters, 1))

    assert_no_faults(recording)


@pytest.mark.parametrize("filters", [Filters(party=("JP",)), Filters(topic="5g"), Filters(text="results")])
def test_few_rows_are_fetched_by_their_ids(recording, filters):
    """A rare value does not walk the list."""
    list(queries.walk(recording, Commitment, NOW, filters))

    *_, plan = recording.plans().values()
    assert "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)" == plan[0]


@pytest.mark.parametrize("as_of", [NOW, THEN])
@pytest.mark.parametrize("sought", [None, OVERDUE, Sought(frozenset(["ongoing"])), Sought(dropped=True)])
def test_commitments_by_their_due_dates(recording, monkeypatch, sought, as_of):
    """In the order of an index, from where the due dates begin; of each dialogue only its own rows."""
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 1)

    list(queries.each_commitment(recording, as_of, sought=sought, first=1))

    assert_no_faults(recording)


def test_overdue_begins_and_ends_by_the_index(recording):
    """The index is entered at the first day and left at the day asked about."""
    list(islice(queries.each_commitment(recording, NOW, sought=OVERDUE, first=51), 50))

    first, *_ = recording.plans().values()
    assert ["SEARCH t USING INDEX commitments_due (<expr>>? AND <expr><?)"] == first


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: list(queries.dialogue_overviews(rows, NOW, first=1)),
        lambda rows: queries.dialogue_view(rows, queries.dialogue(rows, "jp-fr-ict", NOW), NOW),
        lambda rows: queries.newest(rows, "japan", NOW, 1),
        lambda rows: queries.meeting(rows, "jp-fr-ict", "22", NOW),
        lambda rows: queries.known_at(rows, "2024-06-01"),
        lambda rows: list(queries.entries(rows, known_at=10)),
        lambda rows: list(queries.entries(rows, stream="jp-fr-ict", type_="meeting-held")),
        lambda rows: queries.mends(rows, 4),
        lambda rows: queries.mentioned_in(rows, "jp-fr-ict"),
        lambda rows: queries.known_names(rows, "commitments", "jp-"),
        lambda rows: queries.require_type(rows, "meeting-held"),
        lambda rows: queries.require_stream(rows, "jp-fr-ict"),
        lambda rows: queries.require_kind(rows, Source, "news"),
    ],
)
def test_other_questions_look_up_what_they_need(recording, monkeypatch, ask):
    """Each step is a look-up; only lists are walked."""
    monkeypatch.setattr(lists, "MOST_AT_ONCE", 1)

    ask(recording)

    assert_no_faults(recording)


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: queries.require_type(rows, "meeting-hold"),
        lambda rows: queries.require_stream(rows, "jp-fr-itc"),
        lambda rows: queries.require_kind(rows, Source, "new"),
        lambda rows: queries.dialogue(rows, "jp-fr-itc", NOW),
    ],
)
@pytest.mark.parametrize("few", [1, 2000])
def test_a_nearest_name_is_looked_for_among_few(recording, monkeypatch, ask, few):
    """Also where nothing has the name: names are hopped over in an index, never listed from a table."""
    monkeypatch.setattr(names, "FEW", few)

    with pytest.raises(UnknownNameError):
        ask(recording)

    assert_no_faults(recording, walks=False)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM commitments t ORDER BY t.text", ["SCAN t"]),
        ("SELECT * FROM entries WHERE occurred = '2024'", ["SCAN entries"]),
        ("SELECT DISTINCT stream FROM entries", ["SCAN entries USING COVERING INDEX entries_stream"]),
        (
            "SELECT * FROM dialogues t INDEXED BY dialogues_listed WHERE t.title > '' ORDER BY t.title",
            ["SCAN t USING INDEX dialogues_listed", "USE TEMP B-TREE FOR ORDER BY"],
        ),
    ],
)
def test_a_plan_that_reads_too_much_is_found(recording, sql, expected):
    """The measure of these tests: a scan, also of an index, and a sort of what was walked."""
    recording.execute(sql)

    (plan,) = recording.plans().values()
    assert expected[-1:] == faults(plan, walks=True)
    assert expected == [step for step in plan if step in expected]
