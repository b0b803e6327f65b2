"""Where a commitment stands: by its dates, the day asked about, and what is known of its dialogue."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.domain.punctuality import Days, Punctuality, Span, punctuality
from servanda.domain.records import Cadence, Commitment
from servanda.domain.standing import Evidence, KnownRound, Look, Standing, standing
from servanda.domain.thresholds import USUAL, Thresholds
from servanda.events.window import Window

MADE = Window("2023-11-09")
PROMISE = Commitment(
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Share results",
    kind="cooperate",
    strength="firm",
    round="22",
    made=MADE,
    mentioned=MADE,
    mentioned_in=2,
    rounds=("22",),
    entries=(2,),
)
MEETING = replace(PROMISE, kind="next-meeting")
DATES = {"made", "due", "first_due", "closed", "mentioned"}


def promise(basis=PROMISE, **fields):
    """A commitment in which some fields are otherwise; dates as their EDTF text."""
    return replace(basis, **{name: Window(it) if it and name in DATES else it for name, it in fields.items()})


def look(until, source=None):
    return Look(date.fromisoformat(until), 90, source) if until else None


def known(ordinal, when, state="held", outcomes=()):
    """A round; the entry about it is a hundred and its ordinal."""
    return KnownRound(str(ordinal), ordinal, state, Window(when), 100 + ordinal, outcomes=outcomes)


def cadence(times=1, every=1, per="year"):
    return Cadence(times, every, per, (), MADE, 3)


def stands(commitment, on, looked=None, *rounds, every=None, thresholds=USUAL):
    return standing(commitment, date.fromisoformat(on), Evidence(look(looked), rounds, every), thresholds)


@pytest.mark.parametrize(
    ("due", "on", "looked", "expected"),
    [
        # before the window
        ("2025", "2024-06-01", None, "upcoming"),
        ("2025", "2024-06-01", "2030-01-01", "upcoming"),
        ("2025-05-17", "2025-02-15", None, "upcoming"),
        ("2025-05-17", "2025-02-16", None, "upcoming, due soon"),
        ("2025-05-17", "2025-05-16", None, "upcoming, due soon"),
        ("2025", "2024-12-31", None, "upcoming"),
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
        (None, "2025-01-01", "2025-01-01", "ongoing"),
        ("../..", "2025-01-01", "2025-01-01", "ongoing"),
        ("2025/..", "2024-12-31", None, "upcoming"),
        ("2025/..", "9999-01-01", "9998-12-31", "in window"),
    ],
)
def test_open(due, on, looked, expected):
    """An open commitment stands by its due date; past it, on whether somebody looked after it."""
    assert expected == str(stands(promise(due=due), on, looked))


DAY = timedelta(1)


@pytest.mark.parametrize(
    ("every", "mentioned", "last"),
    [
        # 365 days after 2024-01-31
        (None, "2023-11-09", "2025-01-30"),
        (cadence(), "2023-11-09", "2025-01-30"),
        (cadence(times=2), "2023-11-09", "2025-01-30"),
        # a longer cadence: 1460, 730, 540 and 420 days
        (cadence(every=4), "2023-11-09", "2028-01-30"),
        (cadence(times=2, every=4), "2023-11-09", "2026-01-30"),
        (cadence(every=18, per="month"), "2023-11-09", "2025-07-24"),
        (cadence(every=60, per="week"), "2023-11-09", "2025-03-26"),
        # a mention after the due date, from its last day on
        (None, "2024-01-31", "2025-01-30"),
        (None, "2024-07-01", "2025-07-01"),
        (None, "2024", "2025-12-31"),
        (cadence(every=4), "2024-07-01", "2028-06-30"),
    ],
)
def test_lapsed(every, mentioned, last):
    """Overdue lapses after a year in vain, or one interval of the cadence, from the last word about it."""
    overdue = promise(due="2024-01", mentioned=mentioned)
    until, after = date.fromisoformat(last), date.fromisoformat(last) + DAY
    for on, looked, expected in [
        ("2030-01-01", until, "overdue"),
        ("2030-01-01", after, "lapsed"),
        (last, after, "overdue"),
    ]:
        assert expected == str(stands(overdue, on, str(looked), every=every))


@pytest.mark.parametrize("due", [None, "../.."])
@pytest.mark.parametrize(
    ("mentioned", "looked", "expected"),
    [
        ("2023-11-09", None, "ongoing"),
        ("2023-11-09", "2025-11-08", "ongoing"),
        ("2023-11-09", "2025-11-09", "dormant"),
        ("2023", "2025-12-30", "ongoing"),
        ("2023", "2025-12-31", "dormant"),
        ("../..", "2029-12-31", "ongoing"),
    ],
)
def test_dormant(due, mentioned, looked, expected):
    """Without a due date it lies dormant once somebody looked for more than two years in vain."""
    assert expected == str(stands(promise(due=due, mentioned=mentioned), "2030-01-01", looked))


@pytest.mark.parametrize(
    ("thresholds", "due", "expected"),
    [
        (Thresholds(due_soon=0), "2025-06-01", "upcoming"),
        (Thresholds(due_soon=1), "2025-06-01", "upcoming, due soon"),
        (Thresholds(lapsed_after=30), "2025-05-01", "overdue"),
        (Thresholds(lapsed_after=29), "2025-05-01", "lapsed"),
        (Thresholds(dormant_after=568), None, "dormant"),
        (Thresholds(dormant_after=569), None, "ongoing"),
    ],
)
def test_thresholds(thresholds, due, expected):
    """From how many days on a standing has another name is the caller's to say."""
    assert expected == str(stands(promise(due=due), "2025-05-31", "2025-05-31", thresholds=thresholds))


LOOK = look("2025-01-20", "mic-2025-01-20")


@pytest.mark.parametrize(
    ("fields", "on", "rests_on"),
    [
        ({"due": "2025-05-17"}, "2025-02-01", Standing("upcoming", (2,))),
        ({"due": "2025-05-17"}, "2025-05-17", Standing("in window", (2,), due_soon=True)),
        ({"due": "2025-05-17"}, "2025-05-18", Standing("past due, unchecked", (2, 90), look=LOOK)),
        ({"due": "2025-01-17"}, "2025-05-18", Standing("overdue", (2, 90), look=LOOK)),
        ({"due": "2023-12-01"}, "2025-05-18", Standing("lapsed", (2, 90), look=LOOK, limit=365)),
        ({}, "2025-05-18", Standing("ongoing", (2,))),
        (
            {"mentioned": "2022-06", "entries": (2, 5)},
            "2030-01-01",
            Standing("dormant", (2, 5, 90), look=LOOK, limit=730),
        ),
        (
            {"first_due": "../2024-03-31", "due": "2026-06"},
            "2024-01-01",
            Standing("upcoming", (2,), slippage=Days(792, 821)),
        ),
    ],
)
def test_what_it_rests_on(fields, on, rests_on):
    """A standing names its entries, and the last look where it turns on what was looked for."""
    evidence = Evidence(LOOK, (known(22, "2023-11-09"),))
    assert rests_on == standing(promise(**fields), date.fromisoformat(on), evidence)


def test_nobody_ever_looked():
    """Where nobody is known to have looked there is no look to rest on."""
    assert Standing("past due, unchecked", (2,)) == stands(promise(due="2024"), "2025-01-01")


KEPT = {"state": "fulfilled", "due": "2024-06", "first_due": "../2024-03-31", "closed": "2024-07-10"}
VAGUE = KEPT | {"due": None, "first_due": None, "closed": "2024"}
DONE, IN_2024 = Span(date(2024, 7, 10), date(2024, 7, 10)), Span(date(2024, 1, 1), date(2024, 12, 31))
LATE, LATER = Punctuality("late", Days(10, 10)), Punctuality("late", Days(101, 101))
EARLY = Punctuality("on time", Days(-20, -20))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (KEPT, {"done": DONE, "punctuality": LATE, "first_punctuality": LATER, "slippage": Days(62, 91)}),
        (KEPT | {"due": "2024-07-30", "first_due": None}, {"done": DONE, "punctuality": EARLY}),
        (VAGUE, {"done": IN_2024}),
        (KEPT | {"state": "withdrawn"}, {"slippage": Days(62, 91)}),
        (VAGUE | {"state": "superseded"}, {}),
    ],
)
@pytest.mark.parametrize("on", ["2024-12-31", "2030-01-01"])
def test_closed(fields, expected, on):
    """What befell it is where it stands, whatever day it is; only what was done was in time or late."""
    closed, rounds = promise(**fields, entries=(2, 7)), [known(24, "2024-11-26", outcomes=(9,))]
    assert Standing(fields["state"], (2, 7), **expected) == stands(closed, on, "2031-01-01", *rounds)


ROUNDS = [known(21, "2022-11-01"), known(22, "2023-11-09"), known(24, "2024-11-26")]


@pytest.mark.parametrize(
    ("fields", "rounds", "around"),
    [
        ({}, ROUNDS, (22, 24)),
        ({}, [*ROUNDS, known(25, "2025-06-01")], (22, 24)),
        ({}, ROUNDS[1:], (22, 24)),
        ({}, ROUNDS[2:], (24,)),
        ({"for_round": "23", "round": None}, ROUNDS, (22, 24)),
        ({"round": "21"}, [known(21, "2022-11-01"), known(23, "2024-02-01"), *ROUNDS[2:]], (21, 23)),
        # no later round was held, or all of them before the promise
        ({"for_round": "20"}, ROUNDS[:2], ()),
        ({}, ROUNDS[:2], ()),
        ({}, [*ROUNDS[:2], known(24, "2024-11-26", "scheduled")], ()),
        ({}, [*ROUNDS[:2], known(24, "2024-11-26", "cancelled")], ()),
        ({"for_round": "25"}, ROUNDS, ()),
        ({}, [*ROUNDS[:2], known(24, "2024-11-26")._replace(ordinal=None)], ()),
        # the round itself is in the log
        ({}, [*ROUNDS[:2], known(23, "2024-06-01", "scheduled"), *ROUNDS[2:]], ()),
        ({}, [*ROUNDS[:2], known(23, "2024-06-01", "cancelled"), *ROUNDS[2:]], ()),
        ({"for_round": "24"}, ROUNDS, ()),
        # no ordinal is promised
        ({"round": None}, ROUNDS, ()),
        ({"round": "2023-12"}, ROUNDS, ()),
        ({"round": None, "for_round": "WTSA-24"}, ROUNDS, ()),
        ({"kind": "discuss"}, ROUNDS, ()),
    ],
)
def test_implied(fields, rounds, around):
    """A promised round that the log does not have took place between the held rounds around it."""
    found = stands(promise(MEETING, **fields), "2026-01-01", None, *rounds)
    assert around == tuple(known.ordinal for known in found.around)
    assert ("implied" if around else "ongoing") == found.name


@pytest.mark.parametrize(
    ("made", "before", "after", "done"),
    [
        ("2023-11-09", "2023-11-09", "2024-11-26", ("2023-11-09", "2024-11-26")),
        ("2023-11-09", "2023-11", "2024-11", ("2023-11-09", "2024-11-30")),
        ("2022-11-01", "2023-11", "2024-11", ("2023-11-01", "2024-11-30")),
        ("../..", "../2023-11-09", "2024-11-26", ("0001-01-01", "2024-11-26")),
        ("../2023-11-09", None, "2024-11-26", ("0001-01-01", "2024-11-26")),
        ("2023-11-09", None, "2024/..", ("2023-11-09", "9999-12-31")),
        # what contradicts itself: the later round was over before the promise, or the round before it
        ("2025-06-01", "2023-11-09", "2024-11-26", None),
        ("2023-11-09", "2025-03-01", "2024-11-26", None),
    ],
)
def test_when_an_implied_round_was_held(made, before, after, done):
    """Not before the promise and the round before it, nor after the next one; where no day is left, never."""
    rounds = ([known(22, before)] if before else []) + [known(24, after)]
    due, first_due = Window("2024-11-26"), Window("2023-10")
    expected = done and Span(*map(date.fromisoformat, done))
    verdicts = [punctuality(expected, window) if done else None for window in (due, first_due)]
    found = stands(
        replace(MEETING, made=Window(made), due=due, first_due=first_due), "2026-01-01", None, *rounds
    )
    assert ["implied" if done else "past due, unchecked", expected, *verdicts] == [
        found.name,
        found.done,
        found.punctuality,
        found.first_punctuality,
    ]


def test_what_an_implied_round_rests_on():
    """On the rounds around it: nobody need have looked, and no due date need be stated."""
    rounds, done = tuple(ROUNDS[1:]), Span(date(2023, 11, 9), date(2024, 11, 26))
    expected = Standing("implied", (2, 122, 124), around=rounds, done=done)
    assert expected == standing(MEETING, date(2026, 1, 1), Evidence(LOOK, rounds))


SILENT = known(23, "2024-11-26", outcomes=(7, 8))


@pytest.mark.parametrize(
    ("fields", "rounds", "entries"),
    [
        ({}, [SILENT], (2, 123, 7, 8)),
        ({}, [known(22, "2023-11-09", outcomes=(3,)), SILENT], (2, 123, 7, 8)),
        ({}, [known(23, "2024-05-01"), known(24, "2024-11-26", outcomes=(9,))], (2, 124, 9)),
        ({}, [SILENT, known(24, "2025-11-26", outcomes=(9,))], (2, 123, 7, 8)),
        ({"mentioned": "2024-11-25"}, [SILENT], (2, 123, 7, 8)),
        ({"due": "2030"}, [SILENT], (2, 123, 7, 8)),
        # nothing came out of a later round, or it was not held, or perhaps before the last mention
        ({}, [], (2,)),
        ({}, [known(23, "2024-11-26")], (2,)),
        ({}, [known(23, "2024-11-26", "scheduled", (7, 8))], (2,)),
        ({"mentioned": "2024-11-26"}, [SILENT], (2,)),
        ({"mentioned": "2024-11"}, [SILENT], (2,)),
        ({}, [known(23, "2023", outcomes=(7, 8))], (2,)),
        ({"mentioned": "../.."}, [SILENT], (2,)),
        # what came out of it is the commitment itself
        ({}, [known(22, "2023-11-10", outcomes=(2, 3))], (2,)),
        ({}, [known(22, "2023-11-10", outcomes=(2, 3)), SILENT], (2, 123, 7, 8)),
        # a round that is recorded to repeat it, although it is dated before that round
        ({"rounds": ("22", "23")}, [SILENT], (2,)),
        ({"rounds": ("22", "23")}, [SILENT, known(24, "2025-11-26", outcomes=(9,))], (2, 124, 9)),
        # a round is promised and not mentioned, or it is closed
        ({"kind": "next-meeting", "for_round": "25"}, [SILENT], (2,)),
        ({"state": "withdrawn", "closed": "2024-01-01"}, [SILENT], (2,)),
    ],
)
def test_silently_dropped(fields, rounds, entries):
    """An open commitment is dropped by the first later round with outcomes that do not mention it."""
    found = stands(promise(**fields), "2026-01-01", None, *rounds)
    by = next((known for known in rounds if known.entry in entries), None)
    assert (entries, by) == (found.entries, found.dropped)


@pytest.mark.parametrize(
    ("fields", "on", "tentative"),
    [
        ({"made": "2024"}, "2024-12-30", True),
        ({"made": "2024"}, "2024-12-31", False),
        ({"made": "2024-03-01"}, "2024-03-01", False),
        ({"made": "2024/.."}, "2024-12-30", False),
        ({"made": "../.."}, "2024-12-30", False),
        ({"made": "2024", "state": "withdrawn", "closed": "2024-03"}, "2024-03-30", True),
        ({"made": "2024", "state": "withdrawn", "closed": "2024-03"}, "2024-03-31", False),
    ],
)
def test_tentative(fields, on, tentative):
    """While a vague date of making or closing is not over, it may still have been ahead."""
    assert tentative == stands(promise(**fields), on).tentative


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Standing("ongoing"), "ongoing"),
        (Standing("fulfilled", punctuality=LATE, first_punctuality=EARLY), "fulfilled, late"),
        (Standing("in window", due_soon=True, dropped=SILENT), "in window, due soon, silently dropped"),
        (Standing("upcoming", tentative=True), "upcoming, perhaps not yet"),
    ],
)
def test_in_words(shown, expected):
    """A standing is shown by its name, with how it was kept and what else is to be known."""
    assert expected == str(shown)


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ORDER = ["upcoming", "in window", "past due, unchecked", "overdue", "lapsed"]
WINDOWS = st.tuples(DAYS, DAYS).map(lambda ends: "/".join(str(day) for day in sorted(ends)))


@given(WINDOWS, DAYS, DAYS, DAYS)
def test_time_only_moves_on(due, on, later, looked):
    """As days go by, a standing goes from upcoming over the window to past it, never back."""
    open_, evidence = promise(due=due), Evidence(Look(looked, 90))
    before, after = (standing(open_, day, evidence).name for day in sorted((on, later)))
    assert ORDER.index(before) <= ORDER.index(after)


@given(WINDOWS, DAYS, DAYS, DAYS)
def test_looking_finds_only_what_is_past(due, on, looked, longer):
    """Looking further moves what is past due on to overdue and lapsed, and changes nothing else."""
    looks = [Evidence(Look(day, 90)) for day in sorted((looked, longer))]
    before, after = (standing(promise(due=due), on, evidence).name for evidence in looks)
    assert before == after or 2 <= ORDER.index(before) < ORDER.index(after)


@given(st.none() | WINDOWS, DAYS, st.integers(0, 3000))
def test_silence_after_the_day_asked_about_does_not_count(due, on, further):
    """Who looked beyond the day asked about found nothing that was known on it."""
    until_then, beyond = Look(on, 90), Look(on + timedelta(further), 90)
    one, other = (standing(promise(due=due), on, Evidence(look)) for look in (until_then, beyond))
    assert replace(one, look=None) == replace(other, look=None)


@given(DAYS, DAYS, st.lists(st.tuples(st.integers(18, 28), WINDOWS), max_size=6, unique_by=lambda it: it[0]))
def test_what_is_implied_took_time(made, on, held):
    """Whatever rounds are known, an implied round was not over before it could begin."""
    rounds = [known(ordinal, when) for ordinal, when in held]
    found = stands(promise(MEETING, made=str(made)), str(on), None, *rounds)
    assert found.done is None or found.done.earliest <= found.done.latest
