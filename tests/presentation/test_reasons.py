"""Standings and inferences as sentences: what is said, with which dates and entries."""

from dataclasses import replace
from datetime import date

import pytest

from servanda.domain.inference import Inferred, infer
from servanda.domain.punctuality import Days
from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting
from servanda.domain.standing import Evidence, KnownRound, Look, standing
from servanda.domain.thresholds import USUAL, Thresholds
from servanda.events.window import Window
from servanda.presentation.reasons import (
    days,
    expected,
    inferences,
    numbers,
    reasons,
    thresholds,
    to_look_for,
)
from servanda.queries import AsOf, DialogueView, Seen

MADE = Window("2023-11-09")
PROMISE = Commitment(
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Share results",
    kind="cooperate",
    strength="firm",
    by=("JP", "FR"),
    round="22",
    made=MADE,
    mentioned=MADE,
    mentioned_in=2,
    rounds=("22",),
    entries=(2,),
)
NEXT = replace(PROMISE, kind="next-meeting")
SETTLE = (
    "Record what you find; if there is nothing, "
    "`servanda record coverage-checked jp-fr-ict --occurred TODAY --through DAY`."
)
WINDOWS = {"made", "due", "first_due", "closed", "mentioned"}


def promise(basis=PROMISE, **fields):
    """A commitment in which some fields are otherwise; ``due`` is the original date as well."""
    if "due" in fields:
        fields = {"first_due": fields["due"]} | fields
    return replace(basis, **{name: Window(it) if name in WINDOWS else it for name, it in fields.items()})


def known(ordinal, when, *outcomes, state="held", hosts=()):
    """A round; the entry about it is a hundred and its ordinal."""
    return KnownRound(str(ordinal), ordinal, state, Window(when), 100 + ordinal, hosts, outcomes)


def labelled(label, when, entry):
    """A round without an ordinal."""
    return KnownRound(label, None, "held", Window(when), entry)


def said(commitment, on, *rounds, looked=None, cadence=None, limits=USUAL):
    """The sentences about a commitment, of a dialogue in which somebody looked up to a day."""
    look = Look(date.fromisoformat(looked), 90, "mic-2025") if looked else None
    as_of = AsOf(date.fromisoformat(on), thresholds=limits)
    found = standing(commitment, as_of.on, Evidence(look, rounds, cadence), limits)
    return reasons(Seen(commitment, found), as_of)


@pytest.mark.parametrize(
    ("due", "on", "expected"),
    [
        ("2025-05", "2025-01-01", ["It is due 2025-05; that begins on 2025-05-01, after 2025-01-01."]),
        ("2025", "2025-01-01", ["It is due 2025; the last day, 2025-12-31, is not past on 2025-01-01."]),
        (
            "../2025-12-31",
            "2025-12-30",
            [
                "It is due by 2025-12-31; the last day, 2025-12-31, is not past on 2025-12-30.",
                "The last day is 1 day off; up to 90 count as soon.",
            ],
        ),
        ("2025/..", "2025-06-01", ["It is due since 2025, without a last day."]),
        (None, "2025-06-01", ["No due date is stated, so it cannot be past due."]),
    ],
)
def test_why_something_is_not_due_yet(due, on, expected):
    """By the due date and the day asked about; how near the last day is, where that counts as soon."""
    assert expected == said(promise(due=due) if due else PROMISE, on)


@pytest.mark.parametrize(
    ("looked", "expected"),
    [
        (
            None,
            [
                "The last due day, 2024-12-31, is past on 2025-06-30.",
                "Nobody is known to have looked for news of jp-fr-ict at any time. What came after the due "
                "date, nobody has checked.",
                f"To settle it, look for news of jp-fr-ict of any time: whether it was done. {SETTLE}",
            ],
        ),
        (
            "2024-12-30",
            [
                "The last due day, 2024-12-31, is past on 2025-06-30.",
                "The last look for news of jp-fr-ict reaches to 2024-12-30: the source mic-2025 (#90). What "
                "came after the due date, nobody has checked.",
                f"To settle it, look for news of jp-fr-ict from 2024-12-30 on: whether it was done. {SETTLE}",
            ],
        ),
        (
            "2024-12-31",
            [
                "The last due day, 2024-12-31, is past on 2025-06-30.",
                "The last look for news of jp-fr-ict reaches to 2024-12-31: the source mic-2025 (#90). That "
                "covers the due date, and nothing shows that it was done.",
            ],
        ),
    ],
)
def test_why_something_is_past_due(looked, expected):
    """How far somebody looked; where nobody looked far enough, what to look for and what to do then."""
    assert expected == said(promise(due="2024"), "2025-06-30", looked=looked)


def test_a_promised_round_is_what_to_look_for():
    """The news that would settle a next-meeting commitment tell whether that round was held."""
    (_, _, settle) = said(promise(NEXT, due="2024"), "2025-06-30")

    assert settle == (
        "To settle it, look for news of jp-fr-ict of any time: whether the 23rd round was held. " + SETTLE
    )


def test_a_check_of_coverage_is_named_as_such():
    """The last look is a source, or somebody's search that found nothing."""
    commitment = promise(due="2024")
    found = standing(commitment, date(2025, 6, 30), Evidence(Look(date(2025, 2, 1), 17)))

    assert (
        "The last look for news of jp-fr-ict reaches to 2025-02-01: a coverage check (#17). That covers the "
        "due date, and nothing shows that it was done."
    ) == reasons(Seen(commitment, found), AsOf(date(2025, 6, 30)))[-1]


@pytest.mark.parametrize(
    ("limits", "cadence", "days_"),
    [
        (USUAL, None, 365),
        (Thresholds(lapsed_after=30), None, 30),
        (USUAL, Cadence(1, 2, "year", (), MADE, 3), 730),
        (Thresholds(lapsed_after=1000), Cadence(1, 2, "year", (), MADE, 3), 1000),
    ],
)
def test_why_something_has_lapsed(limits, cadence, days_):
    """After so many days as really had to pass in vain: the threshold, or one interval of the rhythm."""
    commitment = promise(made="2019", mentioned="2019", due="2020")
    last = said(commitment, "2024-06-30", looked="2024-06-30", limits=limits, cadence=cadence)[-1]

    assert (
        "The last look for news of jp-fr-ict reaches to 2024-06-30: the source mic-2025 (#90). That is more "
        f"than {days_} days after the due date and the last mention, and nothing shows that it was done."
    ) == last


def test_who_has_not_done_their_part():
    """Of several, those who did it are told from those of whom nothing is on record."""
    found = said(promise(due="2024", closed_by=("JP",)), "2025-06-30", looked="2025-06-30")

    assert found[-1].endswith("nothing shows that it was done by FR; JP did it.")


def test_why_something_is_dormant():
    """When it was last mentioned, by which entry, and how long nobody found another mention."""
    commitment = replace(PROMISE, mentioned=Window("2023-12"), mentioned_in=7, entries=(2, 7, 8))

    assert [
        "No due date is stated, so it cannot be past due.",
        "It was last mentioned 2023-12 (#7).",
        "The last look for news of jp-fr-ict reaches to 2026-02-01: the source mic-2025 (#90). That is more "
        "than 730 days later, and nothing mentions it again.",
    ] == said(commitment, "2026-02-01", looked="2026-02-01")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"state": "withdrawn"}, "It was withdrawn, 2024-06 (#9)."),
        (
            {"state": "superseded", "superseded_by": "jp-fr-ict/4"},
            "It was superseded by jp-fr-ict/4, 2024-06 (#9).",
        ),
        ({"state": "fulfilled"}, "It was fulfilled, 2024-06 (#9)."),
    ],
)
def test_how_something_was_closed(fields, expected):
    """What befell it, when, and which entry says so."""
    assert [expected] == said(promise(**fields, closed="2024-06", closed_in=9), "2025-06-30")


@pytest.mark.parametrize(
    ("due", "closed", "expected"),
    [
        ("2024-06", "2024-06-14", "Against the due date, 2024-06: on time."),
        ("2024-06", "2024-07-01", "Against the due date, 2024-06: late by 1 day."),
        ("2024-06", "2024-07", "Against the due date, 2024-06: late by 1 to 31 days."),
        (
            "2024-06-14",
            "2024-06",
            "Against the due date, 2024-06-14: cannot tell; at most 16 days late, or not late at all.",
        ),
        ("2024-06", "2024-07/..", "Against the due date, 2024-06: late by at least 1 day."),
        (
            "2024-06",
            "../..",
            "Against the due date, 2024-06: cannot tell; by how much is not known, or not late at all.",
        ),
    ],
)
def test_whether_it_was_done_in_time(due, closed, expected):
    """On time, late by so many days, or what the vague dates leave open."""
    commitment = promise(due=due, state="fulfilled", closed=closed, closed_in=9)

    assert expected == said(commitment, "2025-06-30")[1]


@pytest.mark.parametrize(
    ("first", "due", "expected"),
    [
        (
            "2024-03",
            "2024-06",
            [
                "Against the due date, 2024-06: on time.",
                "Against the original due date, 2024-03: late by 75 days.",
                "The due date was put off from 2024-03 to 2024-06: by 62 to 121 days.",
            ],
        ),
        (
            "2024-09-01",
            "2024-06-20",
            [
                "Against the due date, 2024-06-20: on time.",
                "Against the original due date, 2024-09-01: on time.",
                "The due date was brought forward from 2024-09-01 to 2024-06-20: by 73 days.",
            ],
        ),
        (
            "2024",
            "2024-06",
            [
                "Against the due date, 2024-06: on time.",
                "Against the original due date, 2024: on time.",
                "The due date was moved from 2024 to 2024-06: which of the two is later cannot be told.",
            ],
        ),
    ],
)
def test_how_far_the_due_date_was_moved(first, due, expected):
    """Against both dates, and by how many days the one follows the other, forwards or backwards."""
    commitment = promise(due=due, first_due=first, state="fulfilled", closed="2024-06-14", closed_in=9)

    assert expected == said(commitment, "2025-06-30")[1:]


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        (
            [known(22, "2023-11-09"), known(24, "2025-05")],
            [
                "It promises the 23rd round. The log has none, but the one before it and a later one: the "
                "22nd round, 2023-11-09 (#122), and the 24th round, 2025-05 (#124).",
                "So the 23rd was held in the time between, 2023-11-09 to 2025-05-31. This is inferred; no "
                "entry says so.",
                "Against the due date, 2024: cannot tell; at most 151 days late, or not late at all.",
            ],
        ),
        (
            [known(25, "2024-05")],
            [
                "It promises the 23rd round. The log has none, but a later one: the 25th round, 2024-05 "
                "(#125).",
                "So the 23rd was held before that. This is inferred; no entry says so.",
                "Against the due date, 2024: on time.",
            ],
        ),
    ],
)
def test_why_a_round_must_have_been_held(rounds, expected):
    """The rounds around the promised one, between which it took place, and whether that was in time."""
    assert expected == said(promise(NEXT, due="2024"), "2025-06-30", *rounds)


def test_what_passed_over_a_promise():
    """The first round whose outcomes do not mention it, with the entries of these."""
    rounds = [known(23, "2024-11"), known(24, "2025-05", 7, 8)]

    assert (
        "The 24th round, 2025-05 (#124), is recorded with outcomes (#7, #8), and no entry mentions this "
        "commitment since: silently dropped, as far as this record goes."
    ) == said(PROMISE, "2025-06-30", *rounds)[-1]


def test_a_round_without_an_ordinal_goes_by_its_label():
    """A label is no ordinal: it is called by its name."""
    later = labelled("WTDC-25", "2025-05", 30)._replace(outcomes=(31,))

    assert said(PROMISE, "2025-06-30", later)[-1].startswith("Round WTDC-25, 2025-05 (#30), is recorded")


@pytest.mark.parametrize(
    ("commitment", "rounds", "expected"),
    [
        (
            promise(made="2023"),
            [],
            "When it was made is known only vaguely, 2023: perhaps after 2023-06-01.",
        ),
        (
            promise(made="2022", state="fulfilled", closed="2023", closed_in=9),
            [],
            "When that was is known only vaguely: on 2023-06-01 it may still have been ahead.",
        ),
        (
            promise(NEXT, made="2022"),
            [known(24, "2023")],
            "That rests on a round that is dated only vaguely: on 2023-06-01 it may still have been ahead.",
        ),
    ],
)
def test_what_may_still_have_been_ahead(commitment, rounds, expected):
    """A vague date that reaches beyond the day asked about is named as a doubt."""
    assert expected == said(commitment, "2023-06-01", *rounds)[-1]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Days(1, 1), "1 day"),
        (Days(10, 10), "10 days"),
        (Days(0, 1), "0 to 1 day"),
        (Days(1, 31), "1 to 31 days"),
        (Days(5, None), "at least 5 days"),
        (Days(None, 1), "at most 1 day"),
        (Days(None, None), "an unknown number of days"),
    ],
)
def test_days(value, expected):
    """A number of days, or its bounds."""
    assert expected == days(value)


def test_entries_as_they_are_named():
    """By position, in the order given."""
    assert "#3, #17, #4" == numbers([3, 17, 4])
    assert "" == numbers([])


def test_thresholds_are_said_with_the_answer():
    """From how many days on things are called so, whatever was asked for."""
    assert (
        "Thresholds: due soon within 5 days; lapsed after 6 days in vain, or one cadence if longer; "
        "dormant after 7 days without a mention."
    ) == thresholds(Thresholds(5, 6, 7))


@pytest.mark.parametrize(
    ("commitment", "look", "expected"),
    [
        (PROMISE, None, "news of jp-fr-ict of any time: whether it was done"),
        (
            NEXT,
            Look(date(2025, 2, 1), 3),
            "news of jp-fr-ict from 2025-02-01 on: whether the 23rd round was held",
        ),
        (
            replace(NEXT, for_round="WTDC-25"),
            None,
            "news of jp-fr-ict of any time: whether the WTDC-25 round was held",
        ),
    ],
)
def test_what_would_settle_it(commitment, look, expected):
    """News of the dialogue since the last look, about the round or about the thing that was promised."""
    found = replace(standing(commitment, date(2025, 6, 30), Evidence()), look=look)

    assert expected == to_look_for(Seen(commitment, found))


DIALOGUE = Dialogue(
    slug="jp-fr-ict",
    title="Consultations",
    titles={"en": "Consultations"},
    kind="consultations",
    parties=("JP", "FR"),
    established=Window("2010"),
    named=Window("2010"),
    entries=(1,),
)
RHYTHM = Cadence(1, 1, "year", ("JP", "FR"), Window("2020-01-01"), 5)
SCHEDULED = Meeting(
    entries=(9,), dialogue="jp-fr-ict", round="23", ordinal=23, state="scheduled", when=Window("2025-11")
)
HELD = replace(SCHEDULED, round="22", ordinal=22, state="held", when=MADE)


def inferred(on, *rounds, cadence=None, looked=None, meetings=(HELD,), dialogue=DIALOGUE, nothing=False):
    """The sentences about a dialogue of which these rounds are known."""
    look = Look(date.fromisoformat(looked), 90) if looked else None
    day = date.fromisoformat(on)
    found = Inferred((), None, (), None) if nothing else infer(Evidence(look, rounds, cadence), day)
    view = DialogueView(replace(dialogue, cadence=cadence), None, [], list(meetings), [], [], found)
    return inferences(view, AsOf(day))


@pytest.mark.parametrize(
    ("rounds", "expected"),
    [
        (
            [known(11, "2017"), known(13, "2019-05-07")],
            "The 12th round is not in the log, but the 11th round and the 13th round are: held in the time "
            "between, from 2017-01-01 to 2019-05-07 (#111, #113).",
        ),
        (
            [known(11, "../2017"), known(15, "2019-05-07")],
            "The 12th to 14th rounds are not in the log, but the 11th round and the 15th round are: held in "
            "the time between (#111, #115).",
        ),
    ],
)
def test_rounds_that_are_missing(rounds, expected):
    """Which ones, between which known rounds, and in which time where that has both ends."""
    assert expected == inferred("2025-06-30", *rounds)[0]


@pytest.mark.parametrize(
    ("rounds", "cadence", "expected"),
    [
        (
            [known(20, "2021-11-09"), known(22, "2023-11-09")],
            None,
            "The 23rd round is to be expected about 2024-11-08: from the 20th round to the 22nd round it was "
            "365 days a round on average (#120, #122).",
        ),
        (
            [known(22, "2023-11-09")],
            RHYTHM,
            "The 23rd round is to be expected about 2024-11-09: once a year, counted from the 22nd round, "
            "2023-11-09 (#5, #122).",
        ),
        (
            [labelled("spring", "2021", 4), labelled("autumn", "2023", 6)],
            None,
            "The next round is to be expected about 2024-01-02 to 2026-12-29: from round spring to round "
            "autumn it was 366 to 1094 days a round on average (#4, #6).",
        ),
    ],
)
def test_when_the_next_round_is_to_be_expected(rounds, cadence, expected):
    """By the rhythm that was stated, or by the intervals so far; what it rests on."""
    found = [it for it in inferred("2024-01-01", *rounds, cadence=cadence) if "expected" in it]

    assert [expected] == found


def test_an_expectation_that_is_past_says_so():
    """On a later day the round was to be expected."""
    rounds = [known(21, "2022-11-09"), known(22, "2023-11-09")]

    assert inferred("2024-11-08", *rounds)[0].startswith("The 23rd round is to be expected about 2024-11-08")
    assert inferred("2024-11-09", *rounds)[0].startswith("The 23rd round was to be expected about 2024-11-08")


@pytest.mark.parametrize(
    ("rounds", "on", "looked", "expected"),
    [
        (
            [known(21, "2022-11-09"), known(22, "2023-11-09")],
            "2024-01-01",
            None,
            "A rhythm of once a year was stated; from the 21st round to the 22nd round it was kept "
            "(#5, #121, #122).",
        ),
        (
            [known(21, "2022-11-09"), known(22, "2024-01-09")],
            "2024-02-01",
            None,
            "A rhythm of once a year was stated; from the 21st round to the 22nd round it was not kept "
            "(#5, #121, #122).",
        ),
        (
            [known(21, "2022"), known(22, "2023")],
            "2024-01-01",
            None,
            "A rhythm of once a year was stated; from the 21st round to the 22nd round it cannot be told "
            "whether it was kept (#5, #121, #122).",
        ),
        (
            [known(22, "2023-11-09")],
            "2024-11-09",
            None,
            "A rhythm of once a year was stated; since the 22nd round the next one has time until 2024-11-09 "
            "(#5, #122).",
        ),
        (
            [known(22, "2023-11-09")],
            "2024-11-10",
            "2024-11-10",
            "A rhythm of once a year was stated; since the 22nd round it was not kept; the next one was due "
            "by 2024-11-09, and none is on record (#5, #122, #90).",
        ),
        (
            [known(22, "2023-11-09")],
            "2024-11-10",
            "2024-11-08",
            "A rhythm of once a year was stated; since the 22nd round the next one was due by 2024-11-09; "
            "whether it was held then is not known on 2024-11-10 (#5, #122, #90).",
        ),
    ],
)
def test_whether_the_rhythm_was_kept(rounds, on, looked, expected):
    """From round to round, and since the last one as far as somebody looked."""
    found = inferred(on, *rounds, cadence=replace(RHYTHM, hosts=()), looked=looked)

    assert expected in found


def test_whose_turn_it_is():
    """By the agreed order, counted on from the last round whose host is known."""
    found = inferred("2024-01-01", known(22, "2023-11-09", hosts=("FR",)), cadence=RHYTHM)

    assert "By the agreed order JP hosts the next round (#5, #122)." == found[-1]


def test_that_nothing_can_be_inferred_is_said():
    """Of one round no interval is known; of none, or of a dialogue that has ended, nothing is said."""
    unknown = "When the next round is to be expected cannot be inferred: no interval is known."

    assert [unknown] == inferred("2024-01-01", known(22, "2023-11-09"))
    assert [] == inferred("2024-01-01", meetings=(SCHEDULED,))
    ended = replace(DIALOGUE, state="concluded", ended_in=8)
    assert [] == inferred("2024-01-01", known(22, "2023-11-09"), dialogue=ended, nothing=True)


def test_an_expectation_in_few_words():
    """A list has the time alone."""
    found = infer(Evidence(None, (known(22, "2023-11"),), RHYTHM), date(2024, 1, 1)).expected

    assert "2024-11" == expected(found)
