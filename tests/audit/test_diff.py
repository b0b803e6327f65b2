from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from given import (
    TODAY,
    adopted,
    corrected,
    established,
    held,
    made,
    published,
    reaffirmed,
    voided,
)
from servanda.audit import Changed, Difference, difference
from servanda.audit.fields import told_fields
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome
from servanda.events.window import Window
from servanda.projections.tables import TABLES
from servanda.queries import AsOf, Filters, one, select
from strategies import DIALOGUES, fewer, offers

NOW = AsOf(TODAY)
REF = "jp-fr-ict/1"


def known(position):
    return AsOf(TODAY, position)


def on(*day):
    return AsOf(date(*day))


def outline(differences):
    """Each difference by its record, with the entries that made it."""
    return [(found.record.key, found.entries) for found in differences]


def test_what_we_learned_is_told_whole(rows):
    """The record before and after, the fields in which it differs, the entry and our correction."""
    assert [
        Difference(
            before=one(rows, Commitment, REF, known(6)),
            after=one(rows, Commitment, REF, known(10)),
            fields=(
                Changed("strength", "firm", "soft"),
                Changed("due", Window("2024"), Window("2024-12")),
                Changed("restated", None, "Aim at holding the 23rd round"),
            ),
            entries=(7, 9),
        )
    ] == difference(rows, known(6), known(10))


def test_what_happened_is_told_whole(rows):
    """Between two days, both by all that is known now; where a commitment stands is the first field."""
    assert [
        Difference(
            before=one(rows, Commitment, REF, on(2024, 4, 1)),
            after=one(rows, Commitment, REF, on(2025, 4, 9)),
            fields=(
                Changed("standing", "upcoming", "in window"),
                Changed("due", Window("2024-12"), Window("2025-04")),
            ),
            entries=(8,),
        ),
        Difference(
            before=None,
            after=one(rows, Meeting, "jp-fr-ict 23", on(2025, 4, 9)),
            fields=(
                Changed("round", None, "23"),
                Changed("state", None, "scheduled"),
                Changed("when", None, Window("2025-03")),
                Changed("place", None, "Tokyo"),
            ),
            entries=(14,),
        ),
    ] == difference(rows, on(2024, 4, 1), on(2025, 4, 9))


def test_a_record_that_is_gone_is_told_as_it_was(recorded):
    """Its fields have nothing after; the void made the difference."""
    rows = recorded(established(), adopted(title="Paris Statement", kind="declaration"), voided(entry="#2"))
    before = one(rows, Outcome, "jp-fr-ict #2", known(2))

    assert [
        Difference(
            before=before,
            after=None,
            fields=(
                Changed("title", "Paris Statement", None),
                Changed("kind", "declaration", None),
                Changed("adopted", Window("2023-11-09"), None),
            ),
            entries=(3,),
        )
    ] == difference(rows, known(2), known(3))
    assert before == difference(rows, known(2), known(3))[0].record


def test_the_void_of_a_void_made_the_difference(rows):
    """It is named with the entry that it restored."""
    assert [(REF, (8, 11))] == outline(difference(rows, known(10), known(11)))


def test_the_void_of_a_correction_made_the_difference(recorded):
    """It is about the entry that had been corrected."""
    rows = recorded(established(), held(place="Paris"), corrected("#2", place="Lyon"), voided(entry="#3"))

    assert [("jp-fr-ict 22", (3,))] == outline(difference(rows, known(2), known(3)))
    assert [("jp-fr-ict 22", (4,))] == outline(difference(rows, known(3), known(4)))
    assert [] == difference(rows, known(2), known(4))


def test_time_alone_makes_a_difference(recorded):
    """A due date that passed changes where a commitment stands, though no entry says anything."""
    rows = recorded(established(), made(due="2024"))

    assert [((Changed("standing", "in window", "past due, unchecked"),), ())] == [
        (found.fields, found.entries) for found in difference(rows, on(2024, 3, 1), on(2025, 3, 1))
    ]


def test_news_of_a_look_makes_a_difference(recorded):
    """That somebody looked makes a commitment overdue; the source that shows it is named."""
    rows = recorded(
        established(),
        made("2023-11-09", due="2024-03"),
        published("2024-06-01", dialogues=["jp-fr-ict"]),
    )

    assert [
        ("mic-2023-11-14", (), (3,)),
        (REF, (Changed("standing", "past due, unchecked", "overdue"),), (3,)),
    ] == [
        (found.record.key, found.fields if found.before else (), found.entries)
        for found in difference(rows, AsOf(date(2024, 6, 30), 2), AsOf(date(2024, 6, 30), 3))
    ]


@pytest.mark.parametrize(
    ("made_on", "first", "second"),
    [
        ("2023-11-09", (2024, 1, 1), (2024, 12, 31)),  # the due date came near
        ("2023", (2023, 11, 9), (2024, 1, 1)),  # it was surely made by then
    ],
)
def test_how_near_and_how_certain_makes_none(recorded, made_on, first, second):
    """A commitment within its due date stands where it stood."""
    rows = recorded(established(), made(made_on, due="../2024-12-31"))

    assert [] == difference(rows, on(*first), on(*second))


def test_what_a_note_says_makes_none(recorded):
    """A record that rests on more entries and says the same is the same."""
    rows = recorded(established(), held(), corrected("#2", note="Seen twice"), made(), reaffirmed())

    assert [] == difference(rows, known(2), known(3))
    assert [] == difference(rows, known(4), known(5))


EVERYTHING = (
    published(subject="b-source"),
    published(subject="a-source"),
    established(subject="jp-eu-ict", parties=["JP", "EU"], leads=[]),
    established(),
    held(10, "2022"),
    held(9, "2023"),
    *(adopted(f"Statement {number}") for number in range(7, 11)),
    *(made() for _ in range(10)),
    held(1, subject="jp-eu-ict"),
)
KEYS = [
    "a-source",
    "b-source",
    "jp-eu-ict",
    "jp-eu-ict 1",
    "jp-fr-ict",
    *(f"jp-fr-ict/{number}" for number in range(1, 11)),
    "jp-fr-ict 9",
    "jp-fr-ict 10",
    *(f"jp-fr-ict #{number}" for number in range(7, 11)),
]


def test_differences_have_an_order(recorded):
    """Sources, then each dialogue with its commitments, rounds and outcomes, these by their numbers."""
    assert KEYS == [found.record.key for found in difference(recorded(*EVERYTHING), known(0), NOW)]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("jp-fr-ict", KEYS[4:]),
        ("jp-eu-ict", KEYS[2:4]),
        ("jp-fr-ict/1", ["jp-fr-ict/1"]),
        ("jp-fr-ict/10", ["jp-fr-ict/10"]),
        ("jp-fr-ict/11", []),
        ("jp-uk-ict", []),
    ],
)
def test_a_difference_can_be_of_one_dialogue_or_commitment(recorded, scope, expected):
    """Everything that belongs to the dialogue, or the commitment alone."""
    rows = recorded(*EVERYTHING)

    assert expected == [found.record.key for found in difference(rows, known(0), NOW, scope)]


def _ranges(last):
    for first, second in ((0, last // 2), (last // 2, last), (last // 4, last)):
        yield known(first), known(second)
    days = (date(2018, 1, 1), date(2019, 7, 1), date(2021, 12, 31), TODAY)
    for first, second in pairwise(days):
        for position in (last // 2, last):
            yield AsOf(first, position), AsOf(second, position)


def _records(rows, as_of, scope):
    found = {(cls, record.key): record for cls in TABLES for record in select(rows, cls, as_of)}
    if scope is None:
        return found
    of_dialogue = Filters(dialogue=scope)
    belonging = {
        (cls, record.key)
        for cls in (Commitment, Meeting, Outcome)
        for record in select(rows, cls, as_of, of_dialogue)
    }
    return {key: record for key, record in found.items() if key in belonging | {(Dialogue, scope)}}


@fewer(2)
@given(offers())
def test_a_difference_leads_from_the_one_answer_to_the_other(audited, offered):
    """Its fields turn each record into what it is at the second point; what is not in it is the same."""
    with audited(offered) as rows:
        last = rows.execute("SELECT max(position) FROM stored_events").fetchone()[0]
        for first, second in _ranges(last):
            for scope in (None, *DIALOGUES):
                differences = {
                    (type(one.record), one.record.key): one for one in difference(rows, first, second, scope)
                }
                before, after = _records(rows, first, scope), _records(rows, second, scope)
                for key in before.keys() | after.keys():
                    old, new = before.get(key), after.get(key)
                    fields = told_fields(old) if old else {}
                    if found := differences.pop(key, None):
                        assert (old, new) == (found.before, found.after)
                        told = [field for field in found.fields if field.field != "standing"]
                        assert all(fields.get(field.field) == field.old for field in told)
                        fields |= {field.field: field.new for field in told}
                    turned = {name: value for name, value in fields.items() if value is not None}
                    assert (told_fields(new) if new else {}) == turned
                assert {} == differences


@fewer(2)
@given(offers())
def test_an_answer_does_not_differ_from_itself(audited, offered):
    """At any point, of the log or in the world."""
    with audited(offered) as rows:
        for position in (0, 5, 10):
            for day in (date(2019, 7, 1), TODAY):
                assert [] == difference(rows, AsOf(day, position), AsOf(day, position))
        assert [] == difference(rows, NOW, NOW)


@fewer(2)
@given(offers())
def test_what_we_learned_was_recorded_in_between(audited, offered):
    """Where a value differs, an entry recorded after the first point is named, and none after the second."""
    with audited(offered) as rows:
        last = rows.execute("SELECT max(position) FROM stored_events").fetchone()[0]
        first, second = last // 2, last - 1
        for found in difference(rows, known(first), known(second)):
            told = [field for field in found.fields if field.field != "standing"]
            assert not found.entries or second >= max(found.entries)
            assert not told or first < max(found.entries, default=0)
