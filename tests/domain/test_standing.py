"""Where a commitment stands: by its window, the day asked about, and what somebody looked for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.domain.records import Commitment
from servanda.domain.standing import Evidence, Standing, standing
from servanda.events.window import Window

MADE = Window("2023-11-09")
PROMISE = Commitment(
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Share results",
    kind="cooperate",
    strength="firm",
    made=MADE,
    mentioned=MADE,
    entries=(2,),
)


def stands(due, on, looked_until=None):
    commitment = replace(PROMISE, due=due and Window(due))
    evidence = Evidence(looked_until=date.fromisoformat(looked_until) if looked_until else None)
    return str(standing(commitment, date.fromisoformat(on), evidence))


@pytest.mark.parametrize(
    ("due", "on", "looked_until", "expected"),
    [
        # before the window
        ("2025", "2024-12-31", None, "upcoming"),
        ("2025", "2024-06-01", "2030-01-01", "upcoming"),
        ("2025-05-17", "2025-02-15", None, "upcoming"),
        ("2025-05-17", "2025-02-16", None, "upcoming, due soon"),
        ("2025-05-17", "2025-05-16", None, "upcoming, due soon"),
        # within the window
        ("2025", "2025-01-01", None, "in window"),
        ("2025", "2025-10-01", None, "in window"),
        ("2025", "2025-10-02", None, "in window, due soon"),
        ("2025", "2025-12-31", "2026-06-01", "in window, due soon"),
        ("2025-05-17", "2025-05-17", None, "in window, due soon"),
        ("../2025-12-31", "2023-11-09", None, "in window"),
        ("../2025-12-31", "2025-12-01", None, "in window, due soon"),
        ("2025-24", "2026-02-28", None, "in window, due soon"),
        ("2025-04-01/2026-03-31", "2025-05-01", None, "in window"),
        ("[2024-04,2025-04]", "2024-09-01", None, "in window"),
        # past the window
        ("2025", "2026-01-01", None, "past due, unchecked"),
        ("2025", "2026-01-01", "2025-12-30", "past due, unchecked"),
        ("2025", "2026-01-01", "2025-12-31", "overdue"),
        ("2025", "2026-01-01", "2026-01-01", "overdue"),
        ("2025~", "2026-01-01", "2026-01-01", "overdue"),
        ("../2025-12-31", "2026-01-01", "2026-01-01", "overdue"),
        ("2025-24", "2026-03-01", "2026-02-28", "overdue"),
        ("2025-24", "2026-03-01", "2026-02-27", "past due, unchecked"),
        # without an end
        (None, "2025-01-01", "2026-01-01", "ongoing"),
        ("../..", "2025-01-01", "2026-01-01", "ongoing"),
        ("2025/..", "2024-12-31", None, "upcoming"),
        ("2025/..", "9999-01-01", "9998-12-31", "in window"),
    ],
)
def test_open(due, on, looked_until, expected):
    """An open commitment stands by its due date; past it, on whether somebody looked after it."""
    assert stands(due, on, looked_until) == expected


@pytest.mark.parametrize("state", ["fulfilled", "withdrawn", "superseded"])
@pytest.mark.parametrize("on", ["2024-01-01", "2030-01-01"])
def test_closed(state, on):
    """What befell a commitment is where it stands, whatever the day and the due date."""
    closed = replace(PROMISE, due=Window("2025"), state=state, closed=Window("2024-06"))
    assert standing(closed, date.fromisoformat(on), Evidence(date(2031, 1, 1), 99)) == Standing(state)


@pytest.mark.parametrize(
    ("kind", "round_", "for_round", "latest_round", "expected"),
    [
        ("next-meeting", "22", None, 24, "implied"),
        ("next-meeting", "22", None, 23, "overdue"),
        ("next-meeting", "22", None, 22, "overdue"),
        ("next-meeting", "22", None, 0, "overdue"),
        ("next-meeting", "22", "25", 24, "overdue"),
        ("next-meeting", None, "9", 10, "implied"),
        ("next-meeting", None, "WTSA-24", 24, "overdue"),
        ("next-meeting", None, None, 24, "overdue"),
        ("next-meeting", "2023-12", None, 24, "overdue"),
        ("discuss", "22", None, 24, "overdue"),
    ],
)
def test_implied(kind, round_, for_round, latest_round, expected):
    """A promised round that nobody reported took place if a later round was held."""
    promise = replace(PROMISE, kind=kind, round=round_, for_round=for_round, due=Window("2024"))
    evidence = Evidence(looked_until=date(2026, 1, 1), latest_round=latest_round)
    assert str(standing(promise, date(2026, 1, 1), evidence)) == expected


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ORDER = ["upcoming", "in window", "past due, unchecked", "overdue"]


@given(DAYS, DAYS, DAYS, DAYS, DAYS)
def test_time_only_moves_on(one, other, on, later, looked_until):
    """As days go by, a standing goes from upcoming over the window to past it, never back."""
    first, last = sorted((one, other))
    open_ = replace(PROMISE, due=Window(f"{first}/{last}"))
    before, after = (standing(open_, day, Evidence(looked_until)).name for day in sorted((on, later)))
    assert ORDER.index(before) <= ORDER.index(after)


@given(DAYS, DAYS, DAYS, DAYS)
def test_looking_finds_only_what_is_past(due, on, looked_until, longer):
    """Looking further turns `past due, unchecked` into `overdue` and changes nothing else."""
    open_ = replace(PROMISE, due=Window(due.isoformat()))
    before, after = (standing(open_, on, Evidence(day)) for day in sorted((looked_until, longer)))
    assert before == after or (before.name, after.name) == ("past due, unchecked", "overdue")
