"""Records as JSON values: every field under its own name, open bounds as null."""

import json
from dataclasses import fields

import pytest

from servanda.domain.inference import Inferred
from servanda.domain.records import Cadence, Commitment, Dialogue, Meeting
from servanda.domain.standing import Standing
from servanda.events.window import Window
from servanda.presentation import plain_json
from servanda.queries import Hit, Overview, Seen

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
