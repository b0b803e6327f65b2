from datetime import date

import pytest
from hypothesis import given

from given import DIALOGUE, SOURCE, TODAY, corrected, established, held, made, reaffirmed, renamed, voided
from servanda.audit import Change, Changed, history
from servanda.audit.fields import told_fields
from servanda.domain.records import Commitment, Dialogue, Meeting, Outcome, Source
from servanda.events.window import Window
from servanda.queries import AsOf, select
from strategies import RECORDER, fewer, offers

NOW = AsOf(TODAY)
PROMISE = (Commitment, "jp-fr-ict/1")


def outline(changes):
    """Each change by its entry, the entry it mends, and the entry that undid it."""
    return [(change.entry, change.of, change.undone) for change in changes]


def told_in(changes):
    """The fields of each change as before and after, by its entry."""
    return {
        change.entry: {changed.field: (changed.old, changed.new) for changed in change.fields}
        for change in changes
    }


def test_changes_come_as_they_took_effect_and_ours_beside_what_they_mend(rows):
    """A correction, a void and what was voided follow the entry that they are about."""
    assert [
        (4, None, None),
        (9, 4, None),
        (7, None, None),
        (8, None, None),
        (10, 8, 11),
        (11, 10, None),
        (13, 8, None),
        (15, None, None),
    ] == outline(history(rows, PROMISE, NOW))


def test_a_change_in_the_world_is_told_whole(rows):
    """When it happened, when it was published, when and by whom it was recorded, what it changed."""
    assert (
        Change(
            entry=15,
            type="meeting-held",
            ours=False,
            of=None,
            happened=Window("2025-04-10"),
            published=Window("2025-04-15"),
            recorded="2025-05-02T09:00:00.080000Z",
            recorded_by=RECORDER,
            fields=(
                Changed("state", "open", "fulfilled"),
                Changed("closed", None, Window("2025-04-10")),
                Changed("closed_by", None, ("JP", "FR")),
            ),
            citations=({"source": "eu-2025"},),
            reason=None,
            undone=None,
        )
        == history(rows, PROMISE, NOW)[-1]
    )


def test_a_change_of_ours_is_told_whole(rows):
    """It happened when we found the error; its fields are those of the entry that it corrects."""
    assert Change(
        entry=13,
        type="entry-corrected",
        ours=True,
        of=8,
        happened=Window("2025-05-02"),
        published=None,
        recorded="2025-05-02T09:00:00.040000Z",
        recorded_by=RECORDER,
        fields=(
            Changed("due", Window("2025-02"), Window("2025-04")),
            Changed("reason", "Elections", "another month"),
        ),
        citations=(),
        reason="misread",
        undone=None,
    ) == next(change for change in history(rows, PROMISE, NOW) if change.entry == 13)


def test_what_an_entry_changed_is_told_as_it_was_corrected(rows):
    """The making has the due date that our correction gave it, and the rescheduling starts from that."""
    found = told_in(history(rows, PROMISE, NOW))

    assert {
        "text": (None, "Hold the 23rd round"),
        "kind": (None, "next-meeting"),
        "strength": (None, "firm"),
        "by": (None, ("JP", "FR")),
        "round": (None, "22"),
        "made": (None, Window("2023-11-09")),
        "due": (None, Window("2024-12")),
        "state": (None, "open"),
    } == found[4]
    assert {
        "strength": ("firm", "soft"),
        "restated": (None, "Aim at holding the 23rd round"),
    } == found[7]
    assert {"due": (Window("2024-12"), Window("2025-04"))} == found[8]


def test_what_was_voided_stays_at_its_place_and_changes_nothing(rows):
    """As known at #10 the rescheduling does not count, and what it had said is told; at #9 it did."""
    voided_then, before = (history(rows, PROMISE, AsOf(TODAY, position)) for position in (10, 9))

    assert [(4, None, None), (9, 4, None), (7, None, None), (8, None, 10), (10, 8, None)] == outline(
        voided_then
    )
    assert ({"due": (None, Window("2025-02"))}, {"due": (Window("2024-12"), Window("2025-02"))}) == (
        told_in(voided_then)[8],
        told_in(before)[8],
    )


def test_a_day_leaves_out_what_came_later(rows):
    """By the end of 2024 the round that kept the promise had not been held."""
    assert [4, 9, 7, 8, 10, 11, 13] == [
        change.entry for change in history(rows, PROMISE, AsOf(date(2024, 12, 31)))
    ]


def test_a_record_that_was_voided_whole_tells_of_it(recorded):
    """It is gone from the record; what it said, and that we took it out, is told."""
    rows = recorded(established(), made(), voided(entry="#2"))

    assert [(2, None, 3), (3, 2, None)] == outline(history(rows, PROMISE, NOW))
    said = {"text": "Share results of trials", "kind": "cooperate", "strength": "firm", "by": ("JP",)}
    assert {2: {name: (None, value) for name, value in said.items()}, 3: {}} == told_in(
        history(rows, PROMISE, NOW)
    )


def test_a_late_fact_takes_its_place_in_the_past(recorded):
    """What was recorded last but happened first comes first, and what came after starts from it."""
    rows = recorded(
        established(),
        made(),
        reaffirmed(1, "2024-06-01", text="Share all results"),
        reaffirmed(1, "2024-03-01", text="Share some results"),
    )

    found = history(rows, PROMISE, NOW)

    assert [2, 4, 3] == [change.entry for change in found]
    assert {"restated": ("Share some results", "Share all results")} == told_in(found)[3]


def test_vague_days_take_effect_in_their_order(recorded):
    """What may have come first comes first, the sooner over of two; but a dialogue begins by beginning."""
    rows = recorded(
        established("../2018-12-31"),
        renamed("2024", titles={"en": "B"}),
        renamed("2024-01", titles={"en": "C"}),
        renamed("../2015-12-31", titles={"en": "A"}),
        voided(entry="#4"),
    )

    for position, expected in ((4, [1, 4, 3, 2]), (5, [1, 4, 5, 3, 2])):
        found = history(rows, (Dialogue, DIALOGUE), AsOf(TODAY, position))
        assert expected == [change.entry for change in found]


def test_a_promise_is_made_before_it_is_kept(recorded):
    """Also where the round that kept it is of a vague date that begins before the promise."""
    rows = recorded(
        established(),
        held(23, "2024", place="Tokyo"),
        made("2024-11", "Hold the 23rd round", "next-meeting", ["JP"], round=22),
        reaffirmed(1, "2024-12"),
    )

    found = history(rows, PROMISE, NOW)

    assert [3, 2, 4] == [change.entry for change in found]
    assert {
        "state": ("open", "fulfilled"),
        "closed": (None, Window("2024")),
        "closed_by": (None, ("JP",)),
    } == told_in(found)[2]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((Dialogue, DIALOGUE), [2, 16]),
        ((Source, SOURCE), [1]),
        ((Meeting, "jp-fr-ict 23"), [14, 15]),
        ((Outcome, "jp-fr-ict #6"), [6]),
        ((Commitment, "jp-fr-ict/2"), [5]),
    ],
)
def test_records_of_every_kind_have_a_history(rows, wanted, expected):
    """A dialogue that was renamed, a round that was scheduled first, and what never changed."""
    assert expected == [change.entry for change in history(rows, wanted, NOW)]


def test_a_round_that_was_never_this_one_says_so(recorded):
    """An entry corrected to be about another round stays in the history of the first one, saying nothing."""
    rows = recorded(established(), held(22), corrected("#2", round=23), renamed())

    assert [(2, None, None), (3, 2, None)] == outline(history(rows, (Meeting, "jp-fr-ict 22"), NOW))
    assert {2: {}, 3: {"round": (22, 23)}} == told_in(history(rows, (Meeting, "jp-fr-ict 22"), NOW))


DAYS = (date(2019, 7, 1), date(2021, 12, 31), TODAY)


@fewer(2)
@given(offers())
def test_a_history_leads_to_the_record_as_it_stands(audited, offered):
    """The fields of what happened, voided entries left out, put one after the other give the record."""
    with audited(offered) as rows:
        last = rows.execute("SELECT max(position) FROM stored_events").fetchone()[0]
        for as_of in (AsOf(day, known_at) for day in DAYS for known_at in (last // 2, last)):
            for cls in (Source, Dialogue, Meeting, Outcome, Commitment):
                for record in select(rows, cls, as_of):
                    fields = {}
                    for change in history(rows, (cls, record.key), as_of):
                        if not change.ours and change.undone is None:
                            assert all(fields.get(told.field) == told.old for told in change.fields)
                            fields |= {told.field: told.new for told in change.fields}
                    present = {name: value for name, value in fields.items() if value is not None}
                    assert told_fields(record) == present
