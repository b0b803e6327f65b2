"""Records as JSON values: every field under its own name, open bounds as null."""

import json
from dataclasses import fields
from datetime import date

import pytest

from servanda.domain.inference import Inferred, infer
from servanda.domain.punctuality import Days, Punctuality, Span
from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting
from servanda.domain.standing import Evidence, KnownRound, Standing
from servanda.domain.thresholds import Thresholds
from servanda.events.window import Window
from servanda.presentation import plain_json
from servanda.queries import AsOf, Hit, Overview, Seen

DIALOGUE = Dialogue(
    entries=(2, 5),
    slug="jp-fr-ict",
    title="Consultations",
    titles={"en": "Consultations", "ja": "協議"},
    kind="consultations",
    parties=("JP", "FR"),
    established=Window("../2023-11-09"),
    named=Window("../2023-11-09"),
    cadence=Cadence(2, 1, "year", ("JP", "FR"), Window("2021"), 4),
)
COMMITMENT = Commitment(
    entries=(5,),
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Report",
    kind="deliver",
    strength="firm",
    by=("JP",),
    made=Window("2023-11-09"),
    due=Window("2024", "in 2024"),
    mentioned=Window("2023-11-09"),
    mentioned_in=5,
)
MEETING = Meeting(
    entries=(3,), dialogue="jp-fr-ict", round="22", ordinal=22, state="held", when=Window("2023-11-09")
)


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (None, None),
        (
            Window("2024-05", "in May"),
            {"edtf": "2024-05", "words": "in May", "earliest": "2024-05-01", "latest": "2024-05-31"},
        ),
        (
            Window("../2021-12-31"),
            {"edtf": "../2021-12-31", "words": None, "earliest": None, "latest": "2021-12-31"},
        ),
        (Window("2010/.."), {"edtf": "2010/..", "words": None, "earliest": "2010-01-01", "latest": None}),
    ],
)
def test_window(window, expected):
    """A window is its text, its words and its bounds; what is open or not given is null."""
    assert expected == plain_json.window(window)


@pytest.mark.parametrize("record", [DIALOGUE, COMMITMENT, MEETING], ids=lambda record: type(record).__name__)
def test_record(record):
    """A record has exactly its fields, as values that JSON knows."""
    plain = plain_json.record(record)
    assert [field.name for field in fields(record)] == list(plain)
    assert plain == json.loads(json.dumps(plain))


def test_nested_values():
    """Tuples become lists, cadences objects, titles stay as they are."""
    plain = plain_json.record(DIALOGUE)
    assert (["JP", "FR"], {"en": "Consultations", "ja": "協議"}) == (plain["parties"], plain["titles"])
    agreed = {"edtf": "2021", "words": None, "earliest": "2021-01-01", "latest": "2021-12-31"}
    rhythm = {"times": 2, "every": 1, "per": "year", "hosts": ["JP", "FR"]}
    assert {**rhythm, "agreed": agreed, "entry": 4} == plain["cadence"]


def test_seen():
    """A commitment has its standing beside its fields."""
    plain = plain_json.seen(Seen(COMMITMENT, Standing("upcoming", due_soon=True)))
    assert ("upcoming", True, "jp-fr-ict/1") == (plain["standing"], plain["due_soon"], plain["ref"])


def test_overview():
    """A dialogue at a glance has its meetings whole, and null where there is none."""
    plain = plain_json.overview(Overview(DIALOGUE, MEETING, None, None, Inferred((), None, (), None), 3))
    nothing = {"missing_rounds": [], "next_expected": None, "cadence": [], "host_due": None}
    assert ("22", None, None, 3, nothing) == (
        plain["last_held"]["round"],
        plain["next_scheduled"],
        plain["next_promised"],
        plain["open_commitments"],
        plain["inferred"],
    )


def test_hit():
    """A search hit says what was found and where it can be shown, without hiding the kind of the record."""
    plain = plain_json.hit(Hit("commitments", COMMITMENT))
    assert ("commitment", "jp-fr-ict/1", "deliver") == (plain["found"], plain["address"], plain["kind"])


def test_standing():
    """Every key of a standing is there, null where it says nothing; open ends are null."""
    later = KnownRound("24", 24, "held", Window("2025"), 9, (), (10,))
    standing = Standing(
        "implied",
        entries=(5, 3, 9),
        tentative=True,
        around=(later,),
        done=Span(date.min, date(2024, 6, 1)),
        punctuality=Punctuality("indeterminate", Days(None, 31)),
        first_punctuality=Punctuality("late", Days(1, 1)),
        slippage=Days(-1, None),
        dropped=later,
    )
    assert {
        "standing": "implied",
        "due_soon": False,
        "tentative": True,
        "done": {"earliest": None, "latest": "2024-06-01"},
        "punctuality": {"verdict": "indeterminate", "days_after_due": {"least": None, "most": 31}},
        "first_punctuality": {"verdict": "late", "days_after_due": {"least": 1, "most": 1}},
        "slippage": {"least": -1, "most": None},
        "silently_dropped": True,
        "dropped_at": "24",
        "rests_on": [5, 3, 9],
    } == plain_json.standing(standing)
    nothing = dict.fromkeys(("done", "punctuality", "first_punctuality", "slippage", "dropped_at"))
    assert {
        "standing": "ongoing",
        "due_soon": False,
        "tentative": False,
        "silently_dropped": False,
        "rests_on": [],
        **nothing,
    } == plain_json.standing(Standing("ongoing"))


@pytest.mark.parametrize(("by", "expected"), [(None, None), (date(2024, 1, 1), "2024-01-01")])
def test_the_point_asked_about(by, expected):
    """The axes of time, as far as they were limited, and the thresholds."""
    assert {
        "on": "2025-02-03",
        "known_at": 9,
        "public_by": expected,
        "thresholds": {"due_soon": 1, "lapsed_after": 2, "dormant_after": 3},
    } == plain_json.as_of(AsOf(date(2025, 2, 3), 9, by, Thresholds(1, 2, 3)))


def test_what_is_inferred():
    """Missing rounds, the next one, whether the rhythm was kept, whose turn it is; what each rests on."""
    rhythm = Cadence(1, 1, "year", ("JP", "FR"), Window("2018"), 4)
    rounds = (
        KnownRound("20", 20, "held", Window("2019-11"), 5),
        KnownRound("22", 22, "held", Window("2021-11-09"), 6, ("FR",)),
    )
    assert {
        "missing_rounds": [
            {
                "ordinals": [21],
                "between": {"earliest": "2019-11-01", "latest": "2021-11-09"},
                "rests_on": [5, 6],
            }
        ],
        "next_expected": {
            "rule": "cadence",
            "ordinal": 23,
            "when": {"earliest": "2022-11-09", "latest": "2022-11-09"},
            "interval": {"least": 365, "most": 365},
            "rests_on": [4, 6],
        },
        "cadence": [
            {
                "verdict": "cannot tell",
                "after": "20",
                "before": "22",
                "limit": {"earliest": "2021-11-01", "latest": "2021-11-30"},
                "rests_on": [4, 5, 6],
            },
            {
                "verdict": "running",
                "after": "22",
                "before": None,
                "limit": {"earliest": "2022-11-09", "latest": "2022-11-09"},
                "rests_on": [4, 6],
            },
        ],
        "host_due": {"party": "JP", "rests_on": [4, 6]},
    } == plain_json.inferred(infer(Evidence(None, rounds, rhythm), date(2022, 1, 1)))
