"""What the record of a dialogue lets one infer: missing rounds, the next one, its rhythm and its host."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.domain.inference import (
    Expected,
    Host,
    Inferred,
    Kept,
    Missing,
    as_window,
    cadence_kept,
    expected_next,
    host_due,
    infer,
    missing_rounds,
)
from servanda.domain.punctuality import Days, Span
from servanda.domain.records import Cadence
from servanda.domain.standing import Evidence, KnownRound, Look
from servanda.events.window import Window

TODAY = date(2025, 6, 30)
YEARLY = Cadence(times=1, every=1, per="year", hosts=("JP", "FR", "DE"), agreed=Window("2018"), entry=7)
TWICE = replace(YEARLY, times=2)


def known(round_, when="2020", state="held", hosts=()):
    """A round, by its ordinal or by a label; the entry about it is a hundred and its ordinal."""
    ordinal = round_ if isinstance(round_, int) else None
    return KnownRound(str(round_), ordinal, state, Window(when), 100 + (ordinal or 0), tuple(hosts))


def rounds(**when):
    """Held rounds in the order of their dates: ``_11`` by its ordinal, ``spring`` by a label."""
    named = [known(int(name[1:]) if name.startswith("_") else name, it) for name, it in when.items()]
    return tuple(sorted(named, key=lambda one: one.when.order))


def span(edtf):
    window = Window(edtf)
    return Span(window.earliest, window.latest)


@pytest.mark.parametrize(
    ("log", "gaps"),
    [
        ([known(11), known(13)], [((12,), 11, 13)]),
        ([known(11), known(15)], [((12, 13, 14), 11, 15)]),
        ([known(11), known(13), known(16)], [((12,), 11, 13), ((14, 15), 13, 16)]),
        ([known(13), known(11)], [((12,), 11, 13)]),
        ([known(11), known(12), known(13)], []),
        # what is known, if only as scheduled or cancelled, is not missing; and it is no end of a gap
        ([known(11), known(12, state="scheduled"), known(13)], []),
        ([known(11), known(12, state="cancelled"), known(13)], []),
        ([known(11), known(13, state="scheduled"), known(15)], [((12, 14), 11, 15)]),
        ([known(11), known(13, state="scheduled")], []),
        # nothing is known of what was before the first, or of rounds without ordinals
        ([known(3)], []),
        ([known("2020-04"), known(3), known("2020-11")], []),
        ([], []),
    ],
)
def test_missing(log, gaps):
    """Between two rounds that were held all others were; those that are not in the log are missing."""
    by_ordinal = {one.ordinal: one for one in log}
    expected = [Missing(absent, by_ordinal[after], by_ordinal[before]) for absent, after, before in gaps]
    assert expected == list(missing_rounds(Evidence(rounds=tuple(log))))


def test_what_a_gap_rests_on():
    """A gap rests on the entries of the rounds around it."""
    assert (111, 113) == Missing((12,), known(11), known(13)).entries


STATES = st.sampled_from(["held", "scheduled", "cancelled"])


@given(st.dictionaries(st.integers(1, 30), STATES))
def test_a_round_between_is_known_or_missing(states):
    """From the first to the last round held, each is in the log or is missing, and none twice."""
    log = tuple(known(ordinal, state=state) for ordinal, state in states.items())
    missing = [ordinal for gap in missing_rounds(Evidence(rounds=log)) for ordinal in gap.ordinals]
    held = [ordinal for ordinal, state in states.items() if state == "held"]
    between = range(min(held), max(held)) if held else ()
    assert sorted(set(between) - states.keys()) == missing


@pytest.mark.parametrize(
    ("last", "cadence", "when", "least", "most"),
    [
        ("2023-11-09", YEARLY, "2024-11-09", 366, 366),
        ("2023-11", YEARLY, "2024-11", 337, 395),
        ("2024", YEARLY, "2025", 1, 730),
        ("2024-02-29", YEARLY, "2025-02-28", 365, 365),
        ("2023-11-09", replace(YEARLY, every=4), "2027-11-09", 1461, 1461),
        # half and third years are calendar months
        ("2022-04-12", TWICE, "2022-10-12", 183, 183),
        ("2022-10-12", TWICE, "2023-04-12", 182, 182),
        ("2022-02", TWICE, "2022-08", 154, 211),
        ("2022-08", TWICE, "2023-02", 154, 211),
        ("2023-08", TWICE, "2024-02", 154, 212),
        ("2022-08-30", TWICE, "2023-02-28", 182, 182),
        ("2022-12-15", replace(YEARLY, times=3), "2023-04-15", 121, 121),
        ("2022-12-15", replace(YEARLY, every=5, times=3), "2024-08-15", 609, 609),
        ("2022-12-15", replace(YEARLY, per="month"), "2023-01-15", 31, 31),
        ("2022-12-15", replace(YEARLY, per="month", every=18), "2024-06-15", 548, 548),
        # other parts of a year or of a month are days
        ("2022-12-15", replace(YEARLY, times=5), "2023-02-26", 73, 73),
        ("2022-12-15", replace(TWICE, per="month"), "2022-12-30", 15, 15),
        ("2022-12-15", replace(YEARLY, per="week", every=6), "2023-01-26", 42, 42),
        ("2022-12-15", replace(TWICE, per="week"), "2022-12-19", 4, 4),
        # the calendar ends
        ("9999-01-01", YEARLY, "9999-12-31", 364, None),
        ("9999-12-01", replace(YEARLY, per="week", every=6), "9999-12-31", 30, None),
    ],
)
def test_expected_by_the_cadence(last, cadence, when, least, most):
    """The last round moved by the interval of the cadence, as exact as its own date."""
    log = rounds(_21="2018-11-01", _22=last)
    expected = Expected("cadence", 23, span(when), Days(least, most), log[1], None, (7, 122))
    assert expected == expected_next(Evidence(rounds=log, cadence=cadence))


@pytest.mark.parametrize(
    ("when", "first", "ordinal", "expected", "days"),
    [
        ({"_1": "2020-01-01", "_2": "2021-01-01"}, "1", 3, "2022-01-02", (366, 366)),
        ({"_1": "2020-01-01", "_4": "2021-01-01"}, "1", 5, "2021-05-03", (122, 122)),
        ({"_1": "2020-01-01", "_2": "2020-01-02", "_4": "2021-01-01"}, "1", 5, "2021-05-03", (122, 122)),
        ({"_1": "2020-01-01", "_3": "2020-01-02"}, "1", 4, "2020-01-02/2020-01-03", (0, 1)),
        ({"_1": "2020-01", "_3": "2021-01"}, "1", 4, "2021-06-18/2021-08-17", (168, 198)),
        ({"_1": "2020-05", "_2": "2020"}, "1", 3, None, None),
        # labels without ordinals: all rounds count, but only where none has an ordinal
        ({"a": "2020-01-01", "b": "2021-01-01"}, "a", None, "2022-01-02", (366, 366)),
        ({"a": "2020-01-01", "b": "2020-02-01", "c": "2021-01-01"}, "a", None, "2021-07-03", (183, 183)),
        ({"_1": "2020-01-01", "x": "2020-02-01", "_2": "2021-01-01"}, "1", 3, "2022-01-02", (366, 366)),
        ({"_1": "2020-01-01", "_2": "2021-01-01", "x": "2021-02-01"}, "", None, None, None),
        ({"_1": "2020-01-01", "_2": "2021", "x": "2021-02"}, "1", 3, "2022-01-02/2023-12-31", (366, 730)),
        # no interval: a single round, dates that are not known, no day in between for certain
        ({}, "", None, None, None),
        ({"_1": "2020-01-01"}, "", None, None, None),
        ({"_1": "2020-01-01", "_2": "2021/.."}, "", None, None, None),
        ({"_1": "../..", "_2": "2021-01-01"}, "", None, None, None),
        ({"_1": "2020", "_2": "2020"}, "", None, None, None),
        ({"_1": "2020-01-01", "_2": "2020-01-01"}, "", None, None, None),
        ({"_1": "../2019", "_2": "2020-01-01", "_3": "2021-01-01"}, "2", 4, "2022-01-02", (366, 366)),
        ({"_1": "2019/..", "_2": "2020-01-01", "_3": "2021-01-01"}, "2", 4, "2022-01-02", (366, 366)),
    ],
)
def test_expected_by_the_interval(when, first, ordinal, expected, days):
    """Without a cadence, the average interval from the first round to the last, after the last one."""
    log = rounds(**when)
    by_name = {one.round: one for one in log}
    value = None
    if expected:
        begun, last = by_name[first], max(log, key=lambda one: (one.ordinal or 0, one.when.order))
        entries = (begun.entry, last.entry)
        value = Expected("interval", ordinal, span(expected), Days(*days), last, begun, entries)
    assert value == expected_next(Evidence(rounds=log))


@pytest.mark.parametrize("when", ["../..", "2024/..", "../2024"])
def test_nothing_is_counted_on_from_an_open_date(when):
    """Where it is not known when the last round was, a cadence tells nothing of the next."""
    assert expected_next(Evidence(rounds=rounds(_1="2020", _2=when), cadence=YEARLY)) is None


def test_what_was_not_held_is_not_counted_on():
    """The next round is expected after the last one that was held, whatever else is scheduled."""
    held = rounds(_1="2020-01-01", _2="2021-01-01")
    log = (*held, known(3, "2021-06-01", "cancelled"), known(4, "2022-06-01", "scheduled"))
    assert expected_next(Evidence(rounds=held)) == expected_next(Evidence(rounds=log))


def test_nothing_was_held():
    """Before the first round nothing is inferred from a cadence."""
    evidence = Evidence(rounds=(known(1, state="scheduled"),), cadence=YEARLY)
    assert Inferred((), None, (), None) == infer(evidence, TODAY)


def test_everything_inferred():
    """All that can be inferred of a dialogue, each with what it rests on."""
    eleventh, thirteenth = known(11, "2022-04-15", hosts=["JP"]), known(13, "2023-04-20")
    evidence = Evidence(Look(TODAY, 90), (eleventh, thirteenth), TWICE)
    limits = [Span(day, day) for day in (date(2023, 4, 15), date(2024, 4, 20))]
    expected = Expected("cadence", 14, span("2023-10-20"), Days(183, 183), thirteenth, None, (7, 113))
    kept = (
        Kept("not kept", eleventh, thirteenth, limits[0], (7, 111, 113)),
        Kept("not kept", thirteenth, None, limits[1], (7, 113, 90)),
    )
    missing = (Missing((12,), eleventh, thirteenth),)
    assert Inferred(missing, expected, kept, Host("JP", (7, 111))) == infer(evidence, TODAY)


@pytest.mark.parametrize(
    ("cadence", "when", "limit", "verdict"),
    [
        (YEARLY, {"_1": "2020-04-15", "_2": "2021-04-15"}, "2021-04-15", "kept"),
        (YEARLY, {"_1": "2020-04-15", "_2": "2021-04-16"}, "2021-04-15", "not kept"),
        (YEARLY, {"_1": "2020-04-15", "_3": "2022-04-15"}, "2022-04-15", "kept"),
        (YEARLY, {"_1": "2020-04-15", "_3": "2022-04-16"}, "2022-04-15", "not kept"),
        (replace(YEARLY, every=4), {"_1": "2020-04-15", "_2": "2024-04-16"}, "2024-04-15", "not kept"),
        (
            replace(YEARLY, every=6, per="week"),
            {"_1": "2020-04-15", "_2": "2020-05-27"},
            "2020-05-27",
            "kept",
        ),
        # twice a year: two steps in one year, three and four in two
        (TWICE, {"_11": "2020-04-15", "_12": "2021-04-15"}, "2021-04-15", "kept"),
        (TWICE, {"_11": "2020-04-15", "_13": "2021-04-15"}, "2021-04-15", "kept"),
        (TWICE, {"_11": "2020-04-15", "_13": "2021-04-16"}, "2021-04-15", "not kept"),
        (TWICE, {"_11": "2020-04-15", "_14": "2022-04-15"}, "2022-04-15", "kept"),
        (TWICE, {"_11": "2020-04-15", "_15": "2022-04-16"}, "2022-04-15", "not kept"),
        # vague dates
        (YEARLY, {"_1": "2020-04", "_2": "2021-04-01"}, "2021-04", "kept"),
        (YEARLY, {"_1": "2020-04", "_2": "2021-04-02"}, "2021-04", "cannot tell"),
        (YEARLY, {"_1": "2020-04", "_2": "2021-04-30"}, "2021-04", "cannot tell"),
        (YEARLY, {"_1": "2020-04", "_2": "2021-05"}, "2021-04", "not kept"),
        (YEARLY, {"_1": "2020-04-15", "_2": "2021-04"}, "2021-04-15", "cannot tell"),
        # without ordinals others may have been held between, so that it is never sure that none was
        (YEARLY, {"spring": "2020-04-15", "autumn": "2021-04-15"}, "2021-04-15", "kept"),
        (YEARLY, {"spring": "2020-04-15", "autumn": "2023-04-15"}, "2021-04-15", "cannot tell"),
        (YEARLY, {"_1": "2020-04-15", "autumn": "2023-04-15"}, "2021-04-15", "cannot tell"),
        (YEARLY, {"spring": "2020-04-15", "_2": "2023-04-15"}, "2021-04-15", "cannot tell"),
    ],
)
def test_cadence_between_rounds(cadence, when, limit, verdict):
    """Kept if the next round was surely held within the periods agreed, not kept if surely after them."""
    after, before = log = rounds(**when)
    expected = Kept(verdict, after, before, span(limit), (7, after.entry, before.entry))
    assert expected == cadence_kept(Evidence(rounds=log, cadence=cadence), TODAY)[0]


@pytest.mark.parametrize(
    ("last", "on", "looked", "verdict"),
    [
        ("2024-04-15", "2025-04-15", None, "running"),
        ("2024-04-15", "2025-04-15", "2025-04-15", "running"),
        ("2024-04-15", "2025-04-16", None, "cannot tell"),
        ("2024-04-15", "2025-04-16", "2025-04-14", "cannot tell"),
        ("2024-04-15", "2025-04-16", "2025-04-15", "not kept"),
        ("2024-04-15", "2025-04-16", "2025-05-01", "not kept"),
        ("2024-04-15", "2025-04-01", "2026-05-01", "running"),
        ("2024-04", "2025-04-30", "2026-05-01", "running"),
        ("2024-04", "2025-05-01", "2026-05-01", "not kept"),
    ],
)
def test_cadence_since_the_last_round(last, on, looked, verdict):
    """There is time left, or somebody looked until it was over, or nobody can tell."""
    look = Look(date.fromisoformat(looked), 90) if looked else None
    log = rounds(_1=last)
    limit = Window(last.replace("2024", "2025"))
    entries = (7, 101, 90) if look else (7, 101)
    expected = Kept(verdict, log[0], None, Span(limit.earliest, limit.latest), entries)
    assert (expected,) == cadence_kept(Evidence(look, log, YEARLY), date.fromisoformat(on))


def stretch(judged):
    """From which round to which: ``1-2``, or ``2-`` since the last."""
    return f"{judged.after.round}-{judged.before.round if judged.before else ''}"


@pytest.mark.parametrize(
    ("when", "verdicts"),
    [
        ({"_1": "2020-04", "_2": "2020"}, {"1-2": "kept", "2-": "not kept"}),
        (
            {"_1": "2023-04", "_2": "2024-04", "_3": "2024"},
            {"1-2": "cannot tell", "2-3": "kept", "3-": "running"},
        ),
        # one whose place in the order is not known may have been the last
        ({"_1": "2020", "x": "2020-05"}, {"1-x": "kept", "1-": "not kept"}),
        ({"_1": "2020", "x": "2020-05/2021"}, {"1-x": "cannot tell", "1-": "cannot tell"}),
        ({"_1": "2020", "extra": "../.."}, {"1-": "cannot tell"}),
        ({"spring": "2020", "extra": "2020/.."}, {}),
        (
            {"_1": "2018/2024", "_2": "2019", "x": "2020"},
            {"1-2": "cannot tell", "2-x": "cannot tell", "x-": "not kept"},
        ),
        # the last one is not dated
        ({"_1": "2020-04", "_2": "../.."}, {}),
        ({"_1": "../..", "_2": "2020-04"}, {"2-": "not kept"}),
    ],
)
def test_cadence_of_rounds_in_no_clear_order(when, verdicts):
    """Ordinals tell more of the order than vague dates; what tells nothing makes no verdict."""
    found = cadence_kept(Evidence(Look(TODAY, 90), rounds(**when), YEARLY), TODAY)
    assert verdicts == {stretch(it): it.verdict for it in found}


@pytest.mark.parametrize(
    ("agreed", "judged"),
    [
        ("2020-04-14", ["2-3", "3-"]),
        ("2020-04-15", ["2-3", "3-"]),
        ("2020-04-16", ["3-"]),
        ("2020", ["2-3", "3-"]),
        ("2021-04-15", ["3-"]),
        ("2021-04-16", []),
        ("../2024-10-14", ["1-2", "2-3", "3-"]),
    ],
)
def test_what_lies_before_the_agreement(agreed, judged):
    """What was not agreed yet when a round was held is not asked of the next one."""
    log = rounds(_1="2019-04-15", _2="2020-04-15", _3="2021-04-15")
    evidence = Evidence(Look(TODAY, 90), log, replace(YEARLY, agreed=Window(agreed)))
    assert judged == [stretch(it) for it in cadence_kept(evidence, TODAY)]


@pytest.mark.parametrize(
    ("agreed", "verdicts"),
    [
        ("2018", {"1-2": "not kept", "2-": "not kept"}),
        ("../2019-01-01", {"1-2": "not kept", "2-": "not kept"}),
        ("../2019-06-01", {"1-2": "cannot tell", "2-": "not kept"}),
        ("../2024-06-01", {"1-2": "cannot tell", "2-": "cannot tell"}),
        ("2018/..", {"1-2": "cannot tell", "2-": "cannot tell"}),
    ],
)
def test_an_agreement_of_a_vague_date(agreed, verdicts):
    """A cadence that may have been agreed only later was not broken for certain; kept it was all the same."""
    log = rounds(_1="2019-01-01", _2="2021-01-01")
    evidence = Evidence(Look(TODAY, 90), log, replace(YEARLY, agreed=Window(agreed)))
    assert verdicts == {stretch(it): it.verdict for it in cadence_kept(evidence, TODAY)}


@pytest.mark.parametrize("ask", [lambda it: cadence_kept(it, TODAY), host_due])
def test_no_cadence(ask):
    """Where none was agreed there is nothing to keep, and no turn to take."""
    assert not ask(Evidence(Look(TODAY, 90), (known(1, hosts=["JP"]),)))


@pytest.mark.parametrize(
    ("hosts", "party"),
    [
        ({1: ["JP"]}, ("FR", 101)),
        ({1: ["FR"]}, ("DE", 101)),
        ({1: ["DE"]}, ("JP", 101)),
        ({1: ["JP"], 2: ["FR"]}, ("DE", 102)),
        ({1: ["JP"], 2: ["DE"]}, ("JP", 102)),
        # whose host is not known: counted on from the last one whose is
        ({1: ["JP"], 2: []}, ("DE", 101)),
        ({1: ["JP"], 2: ["US"]}, ("DE", 101)),
        ({1: ["JP"], 2: ["JP", "FR"]}, ("DE", 101)),
        ({1: ["JP"], 2: ["FR", "US"]}, ("DE", 102)),
        ({1: ["JP"], 4: []}, ("FR", 101)),
        ({1: ["JP"], "extra": []}, None),
        ({"extra": ["JP"]}, ("FR", 100)),
        ({"extra": ["JP"], 4: []}, None),
        ({1: [], 2: ["US"]}, None),
        ({}, None),
    ],
)
def test_host_due(hosts, party):
    """The turn goes round in the agreed order from the last round with one known host."""
    log = tuple(
        known(name, f"{year}-04", hosts=its) for year, (name, its) in enumerate(hosts.items(), start=2020)
    )
    expected = party and Host(party[0], (7, party[1]))
    assert expected == host_due(Evidence(rounds=log, cadence=YEARLY))


def test_host_due_by_ordinals():
    """Where dates are vague, the last round is the one with the highest ordinal."""
    log = (known(2, "2020", hosts=["FR"]), known(1, "2020-04", hosts=["FR"]))
    assert Host("DE", (7, 102)) == host_due(Evidence(rounds=log, cadence=YEARLY))


def test_no_order_of_hosts():
    """Without an agreed order it is nobody's turn."""
    log = (known(1, hosts=["JP"]),)
    assert host_due(Evidence(rounds=log, cadence=replace(YEARLY, hosts=()))) is None


@given(st.integers(1, 40), st.integers(0, 40))
def test_turns_that_were_kept_go_on(first, many):
    """Where each round was held in its turn, the next turn does not depend on which hosts are known."""
    log = [known(n, f"{1950 + n}", hosts=[YEARLY.hosts[n % 3]]) for n in range(first, first + many + 1)]
    silent = [log[0], *(one._replace(hosts=()) for one in log[1:])]
    next_host = YEARLY.hosts[(first + many + 1) % 3]
    for rounds_, entry in ((log, log[-1].entry), (silent, log[0].entry)):
        assert Host(next_host, (7, entry)) == host_due(Evidence(rounds=tuple(rounds_), cadence=YEARLY))


CADENCES = st.builds(
    replace,
    st.just(YEARLY),
    times=st.integers(1, 5),
    every=st.integers(1, 20),
    per=st.sampled_from(["year", "month", "week"]),
)


@st.composite
def vague_and_exact(draw):
    """Rounds with vague dates that follow on each other, and the same with a day out of each."""
    day, ordinal, vague, exact = date(2000, 1, 1), 0, [], []
    labelled = draw(st.booleans())
    steps = st.tuples(st.integers(1, 900), st.integers(0, 90), st.integers(0, 90), st.integers(1, 3))
    for gap, width, part, step in draw(st.lists(steps, min_size=1, max_size=5)):
        day += timedelta(gap)
        last, one_day = day + timedelta(width), day + timedelta(min(part, width))
        ordinal += step
        name = f"label-{ordinal}" if labelled else ordinal
        vague.append(known(name, f"{day}/{last}"))
        exact.append(known(name, str(one_day)))
        day = last
    return tuple(vague), tuple(exact)


@given(vague_and_exact(), st.none() | CADENCES)
def test_the_expectation_is_as_vague_as_its_dates(both, cadence):
    """Whatever days the vague dates were, what would then be expected lies within what is expected."""
    vague, exact = (expected_next(Evidence(rounds=log, cadence=cadence)) for log in both)
    if vague is None:
        return
    assert vague.when.earliest <= exact.when.earliest <= exact.when.latest <= vague.when.latest
    assert vague.days.least <= exact.days.least <= exact.days.most <= vague.days.most
    assert (vague.rule, vague.ordinal, vague.entries) == (exact.rule, exact.ordinal, exact.entries)


@given(vague_and_exact(), CADENCES, st.none() | st.dates(date(2000, 1, 1), date(2020, 1, 1)))
def test_a_verdict_holds_whatever_the_days_were(both, cadence, looked):
    """A cadence that vague dates show as kept or not kept was so on any of their days."""
    look = looked and Look(looked, 90)
    vague, exact = (cadence_kept(Evidence(look, log, cadence), date(2020, 1, 1)) for log in both)
    sure = [it.verdict if it.verdict in ("kept", "not kept") else None for it in vague]
    assert sure == [it.verdict if known else None for it, known in zip(exact, sure, strict=True)]


@given(st.integers(1, 1000), st.integers(2, 9), st.integers(1, 40))
def test_an_even_rhythm_goes_on(days, many, first):
    """Where a round came every so many days, the next one is expected so many days after the last."""
    held = [date(2000, 1, 1) + timedelta(days * number) for number in range(many + 1)]
    log = tuple(known(first + number, str(day)) for number, day in enumerate(held[:-1]))
    expected = Expected(
        "interval",
        first + many,
        Span(held[-1], held[-1]),
        Days(days, days),
        log[-1],
        log[0],
        (log[0].entry, log[-1].entry),
    )
    assert expected == expected_next(Evidence(rounds=log))


@given(CADENCES, st.dates(date(2018, 1, 1), date(2024, 1, 1)), st.integers(1, 5))
def test_who_meets_when_expected_keeps_the_cadence(cadence, first, many):
    """A round on the day on which the cadence makes one expect it keeps the cadence."""
    log = [known(1, str(first))]
    for ordinal in range(2, many + 2):
        when = expected_next(Evidence(rounds=tuple(log), cadence=cadence)).when
        log.append(known(ordinal, str(as_window(when))))
    verdicts = [it.verdict for it in cadence_kept(Evidence(rounds=tuple(log), cadence=cadence), first)]
    assert ["kept"] * many + ["running"] == verdicts


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-11-09", "2024-11-09", "2024-11-09"),
        ("2024-11-01", "2024-11-30", "2024-11"),
        ("2024-02-01", "2024-02-28", "2024-02-01/2024-02-28"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2024-11-01", "2025-01-31", "2024-11/2025-01"),
        ("2024-01-01", "2024-12-31", "2024-01/2024-12"),
        ("2024-11-02", "2024-11-30", "2024-11-02/2024-11-30"),
        ("2024-11-09", "2025-01-31", "2024-11-09/2025-01-31"),
        ("0987-11-01", "0987-11-30", "0987-11"),
    ],
)
def test_as_window(first, last, expected):
    """Days from and to are shown as a day or as months where they are just that."""
    assert Window(expected) == as_window(Span(date.fromisoformat(first), date.fromisoformat(last)))


@given(st.dates(), st.dates())
def test_a_window_is_of_these_days(one, other):
    """What is shown means the days it was made of."""
    days = Span(*sorted((one, other)))
    shown = as_window(days)
    assert days == Span(shown.earliest, shown.latest)
