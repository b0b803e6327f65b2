"""Effective order: what was recorded, as mended, in the order in which it happened."""

import pytest

from given import DIALOGUE, corrected, entry_id, established, given, held, made, renamed, scheduled, voided
from servanda.domain.entry import Entry
from servanda.domain.order import effective
from servanda.errors import InvalidInputError
from servanda.events.registry import make


def places(*drafts, known_at=None):
    """The entries in effective order: position and, of a meeting, its place."""
    entries = effective(given(*drafts).ledger, known_at)
    return [(entry.position, getattr(entry.event, "place", None)) for entry in entries]


def positions(*drafts, known_at=None):
    return [position for position, _ in places(*drafts, known_at=known_at)]


def test_by_the_day_it_happened():
    """A fact that surfaces late takes its place in the past."""
    assert positions(established(), held(23, "2024-11-26"), held(22, "2023-11-09")) == [1, 3, 2]


def test_by_earliest_then_latest_day_then_position():
    """A vague date counts from its earliest day; of two from the same day the vaguer comes later."""
    drafts = [
        established(occurred="../2010-04-01"),
        held(1, "2023"),
        held(2, "2023-01-01"),
        held(3, "2023-01"),
        held(4, "2023-01-01"),
        held(5, "2022-12-31/2023"),
    ]
    assert positions(*drafts) == [1, 6, 3, 5, 4, 2]


def test_entries_that_nothing_mends_are_the_same_entries():
    """Order makes nothing up: an entry that was not corrected is passed on as it is."""
    ledger = given(established(), held()).ledger
    assert all(entry is recorded for entry, recorded in zip(effective(ledger), ledger, strict=True))


MEETING = [established(), held(place="Pariss")]


@pytest.mark.parametrize(
    ("mending", "place"),
    [
        ([corrected("#2", place="Paris")], "Paris"),
        ([corrected("#2", place="Lyon"), corrected("#2", place="Paris")], "Paris"),
        ([corrected("#2", place="Paris"), corrected("#2", format="hybrid")], "Paris"),
        ([corrected("#2", place=None)], None),
        ([corrected("#2", place="Paris"), voided("#3")], "Pariss"),
        ([corrected("#2", place="Lyon"), corrected("#2", place="Paris"), voided("#3")], "Paris"),
        ([corrected("#2", place="Lyon"), corrected("#2", place="Paris"), voided("#4")], "Lyon"),
        ([corrected("#2", place="Paris"), voided("#3"), voided("#4")], "Paris"),
        ([voided("#2"), voided("#3")], "Pariss"),
        ([corrected("#2", place="Paris"), voided("#2"), voided("#4")], "Paris"),
    ],
)
def test_mended(mending, place):
    """An entry is as its standing corrections leave it, at its own position; mending is not shown."""
    assert places(*MEETING, *mending) == [(1, None), (2, place)]


@pytest.mark.parametrize(
    "mending",
    [
        [voided("#2")],
        [corrected("#2", place="Paris"), voided("#2")],
        [voided("#2"), voided("#3"), voided("#4")],
    ],
)
def test_voided(mending):
    """A voided entry is gone, with its corrections; voiding what restored it takes it out again."""
    assert places(*MEETING, *mending) == [(1, None)]


def test_a_correction_of_the_date_moves_the_entry():
    """The corrected date decides on the place, the position stays."""
    drafts = [established(), held(21, "2022-11-01"), held(22, "2021-11-09"), corrected("#3", occurred="2023")]
    assert positions(*drafts[:3]) == [1, 3, 2]
    assert positions(*drafts) == [1, 2, 3]


@pytest.mark.parametrize(
    ("known_at", "shown"),
    [
        (0, []),
        (1, [(1, None)]),
        (2, [(1, None), (2, "Pariss")]),
        (3, [(1, None), (2, "Paris")]),
        (4, [(1, None)]),
        (5, [(1, None), (2, "Paris")]),
        (6, [(1, None), (6, "Tokyo"), (2, "Paris")]),
        (None, [(1, None), (6, "Tokyo"), (2, "Paris")]),
    ],
)
def test_known_at(known_at, shown):
    """As of a position the log says what it said then: later facts, corrections and voids are unknown."""
    drafts = [
        *MEETING,
        corrected("#2", place="Paris"),
        voided("#2"),
        voided("#4"),
        held(21, "2022", place="Tokyo"),
    ]
    assert places(*drafts, known_at=known_at) == shown


def test_a_correction_that_leaves_no_valid_event():
    """A log from elsewhere may hold a correction that does not fit; it is refused, not passed over."""
    ledger = given(*MEETING).ledger
    data = {"occurred": "2024", "entry": entry_id(2), "reason": "x", "changes": {"round": None}}
    ledger.append(Entry(3, entry_id(3), DIALOGUE, make("entry-corrected", data)))
    with pytest.raises(InvalidInputError, match="meeting-held: round is missing"):
        effective(ledger)


LEDGER = given(
    established(),
    made(due="2025"),
    scheduled(22),
    corrected("#2", due="2024"),
    voided("#4"),
    renamed("2015-04-01"),
    corrected("#6", occurred="2016-04-01"),
    voided("#5"),
    held(22),
    voided("#3"),
    voided("#9"),
    voided("#10"),
).ledger


@pytest.mark.parametrize("known_at", range(len(LEDGER) + 1))
def test_known_at_is_the_log_cut_off(known_at):
    """What was known at a position is what the entries up to it say."""
    assert effective(LEDGER, known_at) == effective(LEDGER[:known_at])
