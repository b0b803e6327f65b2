"""A stream folded one entry at a time: late facts, and what each entity was from which day on."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume
from hypothesis import given as forall
from hypothesis import strategies as st

from given import (
    DIALOGUE,
    amended,
    cancelled,
    concluded,
    corrected,
    established,
    fulfilled,
    given,
    held,
    looked,
    made,
    membership,
    moved,
    paced,
    progressed,
    renamed,
    reopened,
    rescheduled,
    scheduled,
    superseded,
    voided,
    withdrawn,
)
from servanda.domain.records import Commitment, Dialogue, Meeting
from servanda.domain.timeline import Timeline
from servanda.errors import ServandaError

THE_DIALOGUE = (Dialogue, DIALOGUE)
THE_ROUND = (Meeting, f"{DIALOGUE} 22")
THE_COMMITMENT = (Commitment, f"{DIALOGUE}/1")


def history(timeline, key, field):
    """The values of a record's field by the day from which they held."""
    return [(str(version.day), str(getattr(version.record, field))) for version in timeline.versions[key]]


def test_history():
    """Each entity has a version for every entry that changed it, by the day of the change."""
    timeline = Timeline(given(established(), scheduled(), rescheduled(), held()).ledger)
    assert history(timeline, THE_DIALOGUE, "state") == [("2010-04-01", "active")]
    assert history(timeline, THE_ROUND, "when") == [
        ("2023-06-01", "2023-11"),
        ("2023-07-01", "2024-02"),
        ("2023-11-09", "2023-11-09"),
    ]


def test_a_late_fact_takes_its_place_in_the_past():
    """A fact recorded last that happened before others changes what follows from it."""
    ledger = given(established(), made(due="2024"), moved(1, "2024-06-01", due="2026")).ledger
    timeline = Timeline(ledger)
    ledger.record(moved(1, "2024-03-01", due="2025"))
    assert timeline.add(ledger[-1]) == {THE_COMMITMENT}
    assert history(timeline, THE_COMMITMENT, "due") == [
        ("2023-11-09", "2024"),
        ("2024-03-01", "2025"),
        ("2024-06-01", "2026"),
    ]


def test_one_version_an_entry():
    """Of several changes on a day each one is kept, in the order in which they took effect."""
    timeline = Timeline(given(established(), made(), amended(), fulfilled(1, "2024-03-01")).ledger)
    assert history(timeline, THE_COMMITMENT, "strength") == [
        ("2023-11-09", "firm"),
        ("2024-03-01", "soft"),
        ("2024-03-01", "soft"),
    ]
    assert history(timeline, THE_COMMITMENT, "entries") == [
        ("2023-11-09", "(2,)"),
        ("2024-03-01", "(2, 3)"),
        ("2024-03-01", "(2, 3, 4)"),
    ]


def test_a_late_fact_of_the_same_day():
    """A version that is put in between on one day moves none of the others to another day."""
    ledger = given(established(), made(), amended(), moved(1, "2024-03-01/2024-03-02", due="2026")).ledger
    timeline = Timeline(ledger)
    ledger.record(fulfilled(1, "2024-03"))
    ledger.record(progressed(1, "2024-03-01"))
    assert [timeline.add(entry) for entry in ledger[-2:]] == [{THE_COMMITMENT}] * 2
    assert history(timeline, THE_COMMITMENT, "entries") == [
        ("2023-11-09", "(2,)"),
        ("2024-03-01", "(2, 3)"),
        ("2024-03-01", "(2, 3, 6)"),
        ("2024-03-01", "(2, 3, 6, 4)"),
        ("2024-03-01", "(2, 3, 6, 4, 5)"),
    ]


PROMISED = [established(), made(kind="next-meeting", for_round=22, occurred="2022-11-01"), scheduled()]


@pytest.mark.parametrize(
    ("draft", "changed"),
    [
        (held(), {THE_ROUND, THE_COMMITMENT}),
        (held(21, "2022-01-01"), {(Meeting, f"{DIALOGUE} 21")}),
        (cancelled(), {THE_ROUND}),
        (renamed(), {THE_DIALOGUE}),
        (corrected("#2", text="Meet"), {THE_COMMITMENT}),
        (corrected("#2", note="Seen twice"), set()),
        (voided("#3"), {THE_ROUND}),
    ],
)
def test_add_tells_what_changed(draft, changed):
    """Adding an entry names the entities whose history it changed, and those only."""
    ledger = given(*PROMISED).ledger
    timeline = Timeline(ledger)
    ledger.record(draft)
    assert timeline.add(ledger[-1]) == changed


def test_a_voided_entity_is_gone():
    """What rests on a voided entry alone is neither in the state nor in the history."""
    timeline = Timeline(given(*PROMISED, voided("#3")).ledger)
    assert THE_ROUND not in timeline.state
    assert THE_ROUND not in timeline.versions


VAGUE = ["2022", "2022-03", "2022-09", "2023-21", "2024", "2022-02/2023-04", "2021-04-01/2022-03-31"]
DAYS = st.sampled_from(VAGUE) | st.dates(date(2022, 1, 1), date(2024, 12, 31)).map(str)
ROUNDS, NUMBERS = st.sampled_from([21, 22, 23]), st.sampled_from([1, 2])
ENTRIES = st.integers(2, 9).map("#{}".format)
FACTS = st.one_of(
    st.builds(made, DAYS, due=st.sampled_from([None, "2024"])),
    st.builds(made, DAYS, kind=st.just("next-meeting"), for_round=ROUNDS),
    *(st.builds(befalls, ROUNDS, DAYS) for befalls in (scheduled, rescheduled, cancelled, held)),
    *(st.builds(befalls, NUMBERS, DAYS) for befalls in (moved, fulfilled, withdrawn, superseded, reopened)),
    st.builds(membership, DAYS, joined=st.just(["EU"])) | st.builds(membership, DAYS, left=st.just(["EU"])),
    st.builds(renamed, DAYS, titles=st.sampled_from([{"en": "Old name"}, {"en": "New name"}])),
    st.builds(concluded, DAYS),
    st.builds(paced, DAYS, times=st.integers(1, 3)),
    st.builds(looked, st.sampled_from(["2021-11-30", "2021-12-31"]), DAYS),
)
MENDING = st.one_of(
    st.builds(voided, ENTRIES),
    st.builds(lambda entry, day: corrected(entry, occurred=day), ENTRIES, DAYS),
    st.builds(lambda entry, round_: corrected(entry, round=round_), ENTRIES, ROUNDS),
    st.builds(lambda entry, due: corrected(entry, due=due), ENTRIES, st.sampled_from([None, "2025"])),
)
OPENING = [
    established("2019"),
    made("2020", due="2024"),
    made("2021", kind="next-meeting", for_round=22),
    scheduled(22, "2021-03-01"),
]


@forall(st.lists(FACTS | MENDING, max_size=12))
def test_one_by_one_is_all_at_once(drafts):
    """Whatever is accepted, adding entries one by one gives what folding them at once gives."""
    ledger = given(*OPENING).ledger
    timeline = Timeline(ledger)
    for draft in drafts:
        try:
            ledger.record(draft)
        except ServandaError:
            continue
        before = Timeline(ledger[:-1]).versions
        changed = timeline.add(ledger[-1])
        at_once = Timeline(ledger)
        now = at_once.versions
        assert timeline.versions == now
        assert list(timeline.state.items()) == list(at_once.state.items())
        assert changed == {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


UNLIKE_DAYS = st.lists(FACTS, max_size=8, unique_by=lambda draft: draft.data["occurred"])


@forall(UNLIKE_DAYS, st.randoms())
def test_the_order_of_recording_does_not_matter(drafts, random):
    """Recorded in another order that the rules allow, the same facts give the same history."""
    ledger = given(*OPENING).ledger
    for draft in drafts:
        with suppress(ServandaError):
            ledger.record(draft)
    other = in_another_order(random.sample(ledger, len(ledger)))
    assume(other)
    assert without_positions(other) == without_positions(Timeline(ledger))


def in_another_order(waiting):
    """The timeline of entries recorded in this order; one that is refused is offered again later."""
    timeline = Timeline()
    for _ in range(len(waiting)):
        for entry in list(waiting):
            with suppress(ServandaError):
                position = len(timeline.entries) + 1
                timeline = Timeline([*timeline.entries, replace(entry, position=position)])
                waiting.remove(entry)
    return None if waiting else timeline


def _unplaced(record):
    """The fields that hold positions, emptied: another order of recording gives other ones."""
    gone = {"entries": (), "ended_in": None, "closed_in": None, "checked_in": None, "mentioned_in": 0}
    if cadence := getattr(record, "cadence", None):
        gone["cadence"] = replace(cadence, entry=0)
    return {name: value for name, value in gone.items() if hasattr(record, name)}


def without_positions(timeline):
    return {
        key: [(version.day, replace(version.record, **_unplaced(version.record))) for version in versions]
        for key, versions in timeline.versions.items()
    }


@forall(st.lists(FACTS | MENDING, max_size=12))
def test_each_version_tells_more(drafts):
    """Whatever is accepted, each version rests on the entries of the one before it and on others."""
    ledger = given(*OPENING).ledger
    for draft in drafts:
        with suppress(ServandaError):
            ledger.record(draft)
    timeline = Timeline(ledger)
    for key, versions in timeline.versions.items():
        assert versions[-1].record == timeline.state[key]
        for before, after in pairwise(version.record.entries for version in versions):
            assert before == after[: len(before)]
            assert before != after
