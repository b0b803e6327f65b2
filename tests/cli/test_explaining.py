"""`explain`: why something stands where it stands, what that rests on, and for which point in time."""

import pytest

from servanda.presentation.table import width

USUAL = {"due_soon": 90, "lapsed_after": 365, "dormant_after": 730}


def test_a_commitment(desk):
    """What it is, where it stands, why, and the entries and the moment that this rests on."""
    assert (
        """\
jp-fr-ict/2: Hold the 23rd round in 2024
past due, unchecked

The last due day, 2024-12-31, is past on 2025-02-03.
The last look for news of jp-fr-ict reaches to 2023-11-14: the source mic-2023-11-14-jp-fr-ict-22
(#1). What came after the due date, nobody has checked.
To settle it, look for news of jp-fr-ict from 2023-11-14 on: whether the 23rd round was held. Record
what you find; if there is nothing, `servanda record coverage-checked jp-fr-ict --occurred TODAY
--through DAY`.

Rests on #5, #1. Worked out for 2025-02-03, from entries up to #16.
"""
        == desk("explain jp-fr-ict/2").output
    )


def test_a_dialogue(desk):
    """Of a dialogue it says what is inferred, apart from what is recorded."""
    desk("record meeting-held jp-fr-ict --round 20 --occurred 2021-12")
    desk("record cadence-agreed jp-fr-ict --times 1 --per year --occurred 2021-12")

    assert (
        """\
jp-fr-ict: Japan-France ICT Consultations
inferred from the record; looked until 2023-11-14

The 21st round is not in the log, but the 20th round and the 22nd round are: held in the time
between, from 2021-12-01 to 2023-11-09 (#17, #3).
The 23rd round was to be expected about 2024-11-09: once a year, counted from the 22nd round,
2023-11-09 (#18, #3).
A rhythm of once a year was stated; from the 20th round to the 22nd round it was kept (#18, #17,
#3).
A rhythm of once a year was stated; since the 22nd round the next one was due by 2024-11-09; whether
it was held then is not known on 2025-02-03 (#18, #3, #1).

Worked out for 2025-02-03, from entries up to #18.
"""
        == desk("explain jp-fr-ict").output
    )


@pytest.mark.parametrize(
    ("recorded", "state"),
    [
        ("dialogue-concluded jp-fr-ict", "concluded"),
        ("dialogue-succeeded jp-fr-ict --by jp-us-digital", "succeeded"),
    ],
)
def test_a_dialogue_that_has_ended(desk, recorded, state):
    """Nothing more is expected of it, and the entry that says so is named."""
    desk(f"record {recorded} --occurred 2024")

    shown = desk("explain jp-fr-ict").output

    assert f"Nothing more is expected: it is {state} (#17)." in shown.splitlines()


def test_a_dialogue_without_a_round(desk):
    """Where no round was held nothing can be inferred, and that is said."""
    shown = desk("explain jp-us-digital --on 2024-01-01").output

    assert "Nothing can be inferred: no round that was held is on record." == shown.splitlines()[3]


def test_corrections_are_named_beside_the_entry(desk):
    """What an entry says now is ours; a correction that was voided is named no more."""
    desk("correct '#5' --due 2025 --reason 'the year was misread'")
    assert "Rests on #5 (corrected by #17). " in desk("explain jp-fr-ict/2").output

    desk("void '#17' --reason 'it was 2024'")
    assert "Rests on #5, #1. " in desk("explain jp-fr-ict/2").output


def test_a_voided_commitment(desk):
    """What was taken out of the record is void: why, and by which entry."""
    desk("void '#7' --reason 'another survey'")
    desk("void '#6' --reason 'recorded twice'")

    assert (
        """\
jp-fr-ict/3
void

Its making (#6) was voided by #18: recorded twice.

Rests on #6, #18. Worked out for 2025-02-03, from entries up to #18.
"""
        == desk("explain jp-fr-ict/3").output
    )
    assert {
        "ref": "jp-fr-ict/3",
        "standing": "void",
        "rests_on": [6, 18],
        "reasons": ["Its making (#6) was voided by #18: recorded twice."],
        "as_of": {"on": "2025-02-03", "known_at": 18, "public_by": None, "thresholds": USUAL},
    } == desk.json("explain jp-fr-ict/3")
    assert "fulfilled, on time" == desk("explain jp-fr-ict/3 --known-at '#16'").output.splitlines()[1]


def test_the_moment_is_part_of_the_answer(desk):
    """The day, what was known and what was public, as they were asked for."""
    asked = "--on 2024-06-30 --known-at '#9' --public-by 2023-11-14"

    assert desk(f"explain jp-fr-ict/2 {asked}").output.endswith(
        "Rests on #5. Worked out for 2024-06-30, from entries up to #9, as far as public by 2023-11-14.\n"
    )


def test_a_commitment_in_json(desk):
    """Its fields and its standing as everywhere, the sentences, and the moment."""
    found = desk.json("explain jp-fr-ict/2 --public-by 2024-01-01 --due-soon 5")
    (seen,) = (seen for seen in desk.json("commitments") if seen["ref"] == "jp-fr-ict/2")

    assert {*seen, "reasons", "as_of"} == {*found}
    assert seen == {name: found[name] for name in seen}
    assert "The last due day, 2024-12-31, is past on 2025-02-03." == found["reasons"][0]
    assert {
        "on": "2025-02-03",
        "known_at": 16,
        "public_by": "2024-01-01",
        "thresholds": {**USUAL, "due_soon": 5},
    } == found["as_of"]


def test_a_dialogue_in_json(desk):
    """What is inferred as values and as sentences, and the moment."""
    desk("record meeting-held jp-fr-ict --round 20 --occurred 2021-11")

    assert {
        "dialogue": "jp-fr-ict",
        "inferred": {
            "missing_rounds": [
                {
                    "ordinals": [21],
                    "between": {"earliest": "2021-11-01", "latest": "2023-11-09"},
                    "rests_on": [17, 3],
                }
            ],
            "next_expected": {
                "rule": "interval",
                "ordinal": 23,
                "when": {"earliest": "2024-10-28", "latest": "2024-11-12"},
                "interval": {"least": 354, "most": 369},
                "rests_on": [17, 3],
            },
            "cadence": [],
            "host_due": None,
        },
        "sentences": [
            "The 21st round is not in the log, but the 20th round and the 22nd round are: held in the time "
            "between, from 2021-11-01 to 2023-11-09 (#17, #3).",
            "The 23rd round was to be expected about 2024-10-28 to 2024-11-12: from the 20th round to the "
            "22nd round it was 354 to 369 days a round on average (#17, #3).",
        ],
        "as_of": {"on": "2025-02-03", "known_at": 17, "public_by": None, "thresholds": USUAL},
    } == desk.json("explain jp-fr-ict")


@pytest.mark.parametrize(
    ("asked", "standing"),
    [
        ("jp-us-digital/1", "upcoming, due soon"),
        ("jp-us-digital/1 --due-soon 56", "upcoming, due soon"),
        ("jp-us-digital/1 --due-soon 55", "upcoming"),
        ("jp-us-digital/2", "overdue"),
        ("jp-us-digital/2 --lapsed-after 215", "overdue"),
        ("jp-us-digital/2 --lapsed-after 214", "lapsed"),
        ("jp-fr-ict/1", "ongoing"),
        ("jp-fr-ict/1 --dormant-after 5", "ongoing"),
        ("jp-fr-ict/1 --dormant-after 4", "dormant"),
    ],
)
def test_thresholds(desk, asked, standing):
    """From how many days on a standing is called by another name is for the one who asks to say."""
    assert standing == desk(f"explain {asked}").stdout.splitlines()[1]


def test_thresholds_are_said_where_they_are_not_the_usual_ones(desk):
    """On stderr, since they are no part of the data."""
    assert "" == desk("explain jp-fr-ict/1").stderr
    assert (
        "Thresholds: due soon within 90 days; lapsed after 365 days in vain, or one cadence if longer; "
        "dormant after 4 days without a mention.\n"
    ) == desk("explain jp-fr-ict/1 --dormant-after 4").stderr


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--known-at 2000-01-01", "jp-fr-ict/2 was not known then: it was recorded as #5"),
        ("--known-at '#4'", "jp-fr-ict/2 was not known by #4: it was recorded as #5"),
        ("--on 2023-11-08", "jp-fr-ict/2 was not there on 2023-11-08: it begins on 2023-11-09"),
        ("--public-by 2023-11-13", "no source published by 2023-11-13 tells of jp-fr-ict/2"),
    ],
)
def test_what_was_not_there_then(desk, asked, said):
    """Something that is there now, but was not then, is refused with the reason."""
    result = desk(f"explain jp-fr-ict/2 {asked}")

    assert (2, "") == (result.exit_code, result.stdout)
    assert f"servanda: {said}" in result.stderr.splitlines()


def test_before_the_first_entry_it_is_said_that_there_was_nothing(desk):
    """Beside the refusal stands since when anything is recorded, or that nothing was public."""
    known = desk("explain jp-fr-ict --known-at 2000-01-01").stderr
    public = desk("explain jp-fr-ict --public-by 2000-01-01").stderr

    assert known.startswith("Nothing was recorded by 2000-01-01: the first entry is of ")
    assert public.startswith("Nothing that is on record was public by 2000-01-01.\n")


def test_a_source_has_no_standing(desk):
    """What is asked about has to be a commitment or a dialogue; the command that shows it is named."""
    result = desk("explain mic-2023-11-14-jp-fr-ict-22")

    assert (2, "  `servanda show mic-2023-11-14-jp-fr-ict-22` shows it.") == (
        result.exit_code,
        result.stderr.splitlines()[1],
    )


@pytest.mark.parametrize("address", ["jp-fr-ict/2", "jp-us-digital/2", "jp-fr-ict", "jp-us-digital"])
def test_on_a_terminal_nothing_is_wider_than_it(terminal, address):
    """Sentences are wrapped to the width there is."""
    shown, exit_code = terminal(f"explain {address}", rows=60)

    assert 0 == exit_code
    assert shown.startswith(f"{address}: ")
    assert [] == [line for line in shown.splitlines() if width(line) > 80]
