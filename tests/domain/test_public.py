"""What was public by a day: which entries count, and what counts with them."""

from datetime import date, timedelta

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from given import (
    adopted,
    cancelled,
    established,
    fulfilled,
    given,
    held,
    made,
    membership,
    moved,
    progressed,
    reopened,
    scheduled,
    withdrawn,
)
from servanda.domain.order import effective
from servanda.domain.public import public
from servanda.domain.timeline import Timeline
from servanda.errors import ServandaError
from servanda.log.envelope import stored_envelope
from strategies import DIALOGUES, fewer, grown, offers

THE_DAY = date(2025, 1, 1)
ONE_DAY = timedelta(1)


def counted(entries, late):
    """Which entries count by the day, where those at some positions became public a day later."""
    return public(entries, lambda entry: THE_DAY + ONE_DAY * (entry.position in late), THE_DAY)


def positions(entries):
    return [entry.position for entry in entries]


PACT = [established(), made()]
SIGNED = [established(), made(), moved(), fulfilled()]
AGAIN = [established(), scheduled(), cancelled(), scheduled(occurred="2023-09-01"), held()]
TWO_JOIN = [established(), membership("2021", joined=["EU"]), membership("2022", joined=["IN"])]


@pytest.mark.parametrize(
    ("drafts", "late", "expected"),
    [
        # everything, nothing, and what nothing public rests on
        (SIGNED, [], [1, 2, 3, 4]),
        (SIGNED, [1, 2, 3, 4], []),
        (PACT, [2], [1]),
        ([*PACT, adopted(), progressed()], [3, 4], [1, 2]),
        ([*PACT, held(1, "2022")], [3], [1, 2]),
        # with any entry counts the one that begins the stream
        (PACT, [1], [1, 2]),
        ([*PACT, held(1, "2022")], [1, 2], [1, 3]),
        # what a public entry rests on counts, and only that
        (SIGNED, [2, 3], [1, 2, 4]),
        (SIGNED, [1, 2, 3], [1, 2, 4]),
        ([*PACT, made(ref=2), fulfilled(2)], [2, 3], [1, 3, 4]),
        ([*PACT, progressed(), fulfilled()], [2], [1, 2, 3, 4]),
        (AGAIN, [3], [1, 2, 3, 4, 5]),
        (AGAIN, [2, 3], [1, 4, 5]),
        ([*TWO_JOIN, made(by=["IN"])], [2, 3], [1, 3, 4]),
        ([*TWO_JOIN, made(by=["EU"])], [2, 3], [1, 2, 4]),
        # the nearest of those that would do
        (
            [*AGAIN[:4], cancelled(occurred="2023-10-01"), scheduled(occurred="2023-11-01")],
            [3, 4, 5],
            [1, 2, 5, 6],
        ),
        # what takes effect later carries nothing
        ([*PACT, fulfilled(), reopened(), withdrawn(1, "2025-02")], [2, 3, 4], [1, 2, 5]),
        # what no single entry carries does not count
        ([*PACT, fulfilled(), reopened()], [2, 3], [1]),
        ([*TWO_JOIN, made(by=["EU", "IN"])], [2, 3], [1]),
        ([*TWO_JOIN, made(by=["EU", "IN"])], [2], [1, 2, 3, 4]),
    ],
)
def test_what_counts(drafts, late, expected):
    """What became public later is left out, but for what a public entry rests on."""
    assert expected == positions(counted(effective(given(*drafts).ledger), late))


@pytest.mark.parametrize("many", range(5))
def test_the_day_itself_counts(many):
    """An entry counts from the day on which it was public for certain."""
    entries = effective(given(*SIGNED).ledger)
    found = public(entries, lambda entry: THE_DAY + ONE_DAY * entry.position, THE_DAY + ONE_DAY * many)
    assert [1, 2, 3, 4][:many] == positions(found)


LATE = st.sets(st.integers(1, 40), min_size=15)


def streams(ledger):
    """The dialogues of a ledger, each as its entries in effective order."""
    for slug in DIALOGUES:
        stored = ledger.log.stream(slug)
        yield effective(stored_envelope(entry.line).entry(entry.position) for entry in stored)


def folds(entries):
    try:
        Timeline(entries)
    except ServandaError:
        return False
    return True


@fewer(2)
@forall(offers(), LATE)
def test_what_counts_always_folds(offered, late):
    """Whatever became public later, what counts is a stream without a broken rule, in effective order."""
    with grown(offered) as ledger:
        for entries in streams(ledger):
            found = counted(entries, late)
            assert effective(found) == found
            Timeline(found)


@fewer(2)
@forall(offers(), LATE)
def test_entry_by_entry(offered, late):
    """Each public entry is added, if need be with the nearest one that makes it stand; no other is."""
    with grown(offered) as ledger:
        for entries in streams(ledger):
            before = []
            for number in range(1, len(entries) + 1):
                after = counted(entries[:number], late)
                assert expected(before, entries[:number], late) == after
                before = after


def expected(before, entries, late):
    """What counts after one more entry: by trying, in the words of the rule."""
    *earlier, entry = entries
    if entry.position in late:
        return before
    before = before or [one for one in earlier if one.event.opens_stream]
    held_back = [one for one in earlier if one not in before and one.position in late]
    for carrier in ([], *([one] for one in reversed(held_back))):
        tried = effective([*before, *carrier, entry])
        if folds(tried):
            return tried
    return before


@fewer(4)
@forall(offers())
def test_in_the_end_everything_is_public(offered):
    """By the last of all days every entry counts."""
    with grown(offered) as ledger:
        for entries in streams(ledger):
            assert entries == public(entries, lambda entry: date(2025, 1, 1 + entry.position % 28), date.max)


@fewer(4)
@forall(offers(), st.integers(1, 12))
def test_what_became_public_in_order_counts_as_it_did(offered, many):
    """Where entries became public as they took effect, those public count: more from day to day."""
    with grown(offered) as ledger:
        for entries in streams(ledger):
            days = {entry.id: date.fromordinal(place) for place, entry in enumerate(entries, start=1)}
            found = public(entries, lambda entry, days=days: days[entry.id], date.fromordinal(many))
            assert entries[:many] == found
