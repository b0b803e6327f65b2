"""Audits as JSON values: the keys are pinned, since programs read them."""

import json
from datetime import date

from servanda.audit import Blamed, Carried, Change, Changed, Difference, Drift, Line
from servanda.domain.punctuality import Days, Punctuality, Span
from servanda.domain.records import Commitment, Meeting, Outcome
from servanda.domain.standing import KnownRound, Standing
from servanda.events.window import Window
from servanda.presentation import plain_audit, plain_json
from servanda.queries import Seen

MADE = Window("2023-11-09")
DAY = {"edtf": "2023-11-09", "words": None, "earliest": "2023-11-09", "latest": "2023-11-09"}
YEAR = {"edtf": "2024", "words": "in 2024", "earliest": "2024-01-01", "latest": "2024-12-31"}
RECORDED = "2024-01-10T09:00:00.000000Z"
CITED = {"source": "mic-2023", "locator": "1. Summary"}
PROMISE = Commitment(
    dialogue="jp-fr-ict",
    ref="jp-fr-ict/1",
    number=1,
    text="Share results",
    kind="cooperate",
    strength="soft",
    made=MADE,
    mentioned=MADE,
    mentioned_in=5,
    entries=(5,),
)
ROUND = Meeting(entries=(4,), dialogue="jp-fr-ict", round="22", ordinal=22, state="held", when=MADE)


def test_a_change():
    """What happened has all keys; values of fields are those of records."""
    change = Change(
        entry=7,
        type="commitment-rescheduled",
        ours=False,
        of=None,
        happened=MADE,
        published=Window("2024", "in 2024"),
        recorded=RECORDED,
        recorded_by="desk",
        fields=(Changed("due", None, Window("2024", "in 2024")), Changed("by", ("JP",), ("JP", "FR"))),
        citations=(CITED,),
        reason="Elections",
        undone=None,
    )

    assert {
        "entry": 7,
        "type": "commitment-rescheduled",
        "ours": False,
        "of": None,
        "happened": DAY,
        "published": YEAR,
        "recorded": RECORDED,
        "recorded_by": "desk",
        "fields": [
            {"field": "due", "old": None, "new": YEAR},
            {"field": "by", "old": ["JP"], "new": ["JP", "FR"]},
        ],
        "citations": [CITED],
        "reason": "Elections",
        "undone_by": None,
    } == plain_audit.change(change)


def test_a_correction_of_ours():
    """What we mended says so, of which entry, and by which one it is undone."""
    change = Change(
        entry=9,
        type="entry-corrected",
        ours=True,
        of=7,
        happened=MADE,
        published=None,
        recorded=RECORDED,
        recorded_by="desk",
        fields=(),
        citations=(),
        reason="misread",
        undone=11,
    )

    assert {
        "entry": 9,
        "type": "entry-corrected",
        "ours": True,
        "of": 7,
        "happened": DAY,
        "published": None,
        "recorded": RECORDED,
        "recorded_by": "desk",
        "fields": [],
        "citations": [],
        "reason": "misread",
        "undone_by": 11,
    } == plain_audit.change(change)


def test_a_present_value():
    """A value, the entry that set it, and the correction that put it there."""
    value = Blamed("due", Window("2024", "in 2024"), 7, "commitment-made", 9, RECORDED, "desk", (CITED,))

    assert {
        "field": "due",
        "value": YEAR,
        "entry": 7,
        "type": "commitment-made",
        "corrected_by": 9,
        "recorded": RECORDED,
        "recorded_by": "desk",
        "citations": [CITED],
    } == plain_audit.blamed(value)


def test_a_difference():
    """A record before and after, null where it is not there, with the fields and entries."""
    found = plain_audit.difference(
        Difference(None, PROMISE, (Changed("standing", "upcoming", "overdue"),), (5, 9))
    )

    assert {
        "kind": "commitment",
        "address": "jp-fr-ict/1",
        "before": None,
        "after": plain_json.record(PROMISE),
        "fields": [{"field": "standing", "old": "upcoming", "new": "overdue"}],
        "entries": [5, 9],
    } == found


def test_a_difference_by_what_is_gone():
    """What is no longer there is named by what it was; an instrument by its entry."""
    outcome = Outcome(dialogue="jp-fr-ict", number=8, title="x", kind="report", adopted=MADE, entries=(8,))

    found = plain_audit.difference(Difference(outcome, None, (), (12,)))

    assert ("outcome", "#8", plain_json.record(outcome), None) == tuple(
        found[name] for name in ("kind", "address", "before", "after")
    )


def test_what_was_carried():
    """Rounds, commitments with what was said at each and since, and what was put otherwise."""
    standing = Standing(
        "fulfilled",
        entries=(5, 7),
        tentative=True,
        done=Span(date(2024, 6, 1), date.max),
        punctuality=Punctuality("late", Days(1, None)),
        slippage=Days(0, 31),
        dropped=KnownRound("23", 23, "held", Window("2025"), 8, (), (9,)),
    )
    drift = Drift("jp-fr-ict/1", 6, "commitment-reaffirmed", "23", "Share", "Aim at sharing", "firm", "soft")

    found = plain_audit.carried(
        Carried([ROUND], [Line(Seen(PROMISE, standing), (("made", "disputed"), ("fulfilled",)))], [drift])
    )

    assert {
        "rounds": [{"round": "22", "when": DAY}],
        "commitments": [
            {
                "ref": "jp-fr-ict/1",
                "text": "Share results",
                "standing": "fulfilled",
                "due_soon": False,
                "tentative": True,
                "done": {"earliest": "2024-06-01", "latest": None},
                "punctuality": {"verdict": "late", "days_after_due": {"least": 1, "most": None}},
                "first_punctuality": None,
                "slippage": {"least": 0, "most": 31},
                "silently_dropped": True,
                "dropped_at": "23",
                "rests_on": [5, 7],
                "at": {"22": ["made", "disputed"]},
                "since": ["fulfilled"],
            }
        ],
        "reworded": [
            {
                "ref": "jp-fr-ict/1",
                "entry": 6,
                "type": "commitment-reaffirmed",
                "round": "23",
                "old_text": "Share",
                "new_text": "Aim at sharing",
                "old_strength": "firm",
                "new_strength": "soft",
                "weakened": True,
            }
        ],
    } == found
    assert found == json.loads(json.dumps(found))


def test_nothing_was_carried():
    """Without rounds and commitments the lists are empty."""
    assert {"rounds": [], "commitments": [], "reworded": []} == plain_audit.carried(Carried([], [], []))
