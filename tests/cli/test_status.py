"""`status`: counts, and open commitments by what their due dates mean on the day."""

import json

import pytest

GROUPS = (
    "overdue",
    "lapsed",
    "past due, unchecked",
    "due soon",
    "in window",
    "upcoming",
    "implied",
    "dormant",
    "ongoing",
)


def due(desk, on):
    """The addresses in each group that has any, on a day."""
    found = desk.json(f"status --on {on}")["due"]
    return {group: [seen["ref"] for seen in seens] for group, seens in found.items() if seens}


def test_counts(desk):
    """The counts are those of the ledger on the day."""
    found = desk.json("status")
    assert ("example", "2025-02-03", 16) == (found["ledger"], found["on"], found["entries"])
    assert {
        "dialogues": 2,
        "meetings held": 2,
        "outcomes": 1,
        "sources": 2,
        "commitments": 6,
        "open": 5,
        "fulfilled": 1,
        "fulfilled on time": 1,
        "fulfilled late": 0,
        "fulfilled indeterminate": 0,
        "closed otherwise": 0,
    } == found["counts"]
    assert ["15"] == [meeting["round"] for meeting in found["scheduled"]]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (
            "2025-02-03",
            {
                "overdue": ["jp-us-digital/2"],
                "past due, unchecked": ["jp-fr-ict/2"],
                "due soon": ["jp-us-digital/1"],
                "upcoming": ["jp-us-digital/3"],
                "ongoing": ["jp-fr-ict/1"],
            },
        ),
        (
            "2024-03-10",
            {
                "due soon": ["jp-fr-ict/3"],
                "in window": ["jp-us-digital/2", "jp-fr-ict/2"],
                "upcoming": ["jp-us-digital/1", "jp-us-digital/3"],
                "ongoing": ["jp-fr-ict/1"],
            },
        ),
        ("2023-11-01", {}),
    ],
)
def test_groups(desk, on, expected):
    """Each open commitment stands in one group; what nobody looked for is not overdue."""
    assert expected == due(desk, on)


def test_a_check_turns_unchecked_into_overdue(desk):
    """Once somebody has looked past the due date, what was not found is overdue."""
    desk("record coverage-checked jp-fr-ict --occurred 2025-02-02 --through 2025-02-02")
    assert ["jp-us-digital/2", "jp-fr-ict/2"] == due(desk, "2025-02-03")["overdue"]


def test_a_later_round_implies_the_promised_one(desk):
    """If a later round was held, the promised one is not missed."""
    desk("record meeting-held jp-fr-ict --round 24 --occurred 2025-01-20")
    assert ["jp-fr-ict/2"] == due(desk, "2025-02-03")["implied"]


def test_every_group_is_named(desk):
    """In words each group has its heading with a number or none, and its commitments below."""
    lines = desk("status").stdout.splitlines()
    headings = [line for line in lines[4:] if line and not line.startswith(" ")]
    numbers = ["1", "none", "1", "1", "none", "1", "none", "none", "1", "none", "1"]
    assert numbers == [line.rpartition(": ")[2] for line in headings[: len(numbers)]]
    assert "To look for next" == headings[len(numbers)]
    row = next(line for line in lines if "jp-us-digital/1" in line)
    assert "2025-03" in row
    assert "情報通信研究機構" in row


def test_an_empty_ledger(desk):
    """A new ledger has nothing, and says so."""
    desk("init --ledger empty.db")
    shown = desk("status --ledger empty.db").stdout
    assert shown.startswith("empty: 0 entries, nothing recorded yet; as of 2025-02-03\n")
    assert GROUPS == tuple(desk.json("status --ledger empty.db")["due"])


def test_a_scheduled_meeting_whose_date_is_past(desk):
    """A scheduled meeting that nobody recorded as held is pointed out."""
    assert "the date is past" not in desk("status").stdout
    assert "the date is past" in desk("status --on 2025-03-13").stdout


@pytest.mark.parametrize(
    ("asked", "first", "said"),
    [
        (
            "--known-at 2000-01-01",
            "example: 0 entries, nothing recorded yet; as of 2025-02-03",
            "Nothing was recorded by 2000-01-01: the first entry is of ",
        ),
        (
            "--public-by 2000-01-01 --known-at '#9'",
            "example: 9 entries, ",
            "Nothing that is on record was public by 2000-01-01.\n",
        ),
    ],
)
def test_before_the_first_entry(desk, asked, first, said):
    """Nothing was recorded, or public, by then: every count is nought, and stderr says why."""
    result = desk(f"status {asked}")
    assert 0 == result.exit_code
    assert result.stdout.startswith(first)
    assert result.stderr.startswith(said)
    assert {0} == set(json.loads(desk(f"status {asked} --json").stdout)["counts"].values())


def test_the_moment_and_the_thresholds_belong_to_the_answer(desk):
    """All axes as they were asked for, in words and in JSON, with the thresholds that were used."""
    asked = "--on 2024-06-30 --known-at '#9' --public-by 2023-11-14 --due-soon 5"
    shown = desk(f"status {asked}").stdout.splitlines()
    found = desk.json(f"status {asked}")
    assert shown[0].endswith("; as of 2024-06-30, from what was public by 2023-11-14")
    assert "Thresholds: due soon within 5 days; lapsed after 365 days in vain, " in shown[-2]
    assert ("2024-06-30", 9, "2023-11-14", {"due_soon": 5, "lapsed_after": 365, "dormant_after": 730}) == (
        found["on"],
        found["known_at"],
        found["public_by"],
        found["thresholds"],
    )


@pytest.mark.parametrize(
    ("thresholds", "group", "expected"),
    [
        ("--due-soon 55", "due soon", []),
        ("--due-soon 56", "due soon", ["jp-us-digital/1"]),
        ("--lapsed-after 214", "lapsed", ["jp-us-digital/2"]),
        ("--lapsed-after 215", "lapsed", []),
        ("--dormant-after 4", "dormant", ["jp-fr-ict/1"]),
        ("--dormant-after 5", "dormant", []),
    ],
)
def test_thresholds(desk, thresholds, group, expected):
    """From so many days on a commitment stands in another group."""
    assert expected == [seen["ref"] for seen in desk.json(f"status {thresholds}")["due"][group]]


def test_thresholds_of_the_environment(desk):
    """They hold here too, and the headings say so."""
    shown = desk("status", SERVANDA_DUE_SOON="55", SERVANDA_DORMANT_AFTER="4").stdout.splitlines()
    assert "Due within 55 days: none" in shown
    assert "Dormant (no due date, and not mentioned for 4 days): 1" in shown


def test_what_was_public_by_a_day(desk):
    """Counts and groups are those of what sources of that time say."""
    found = desk.json("status --public-by 2023-11-14")
    assert (1, 1, 0, 1, 2) == tuple(
        found["counts"][name] for name in ("dialogues", "meetings held", "outcomes", "sources", "commitments")
    )
    assert {"past due, unchecked": ["jp-fr-ict/2"], "ongoing": ["jp-fr-ict/1"]} == {
        group: [seen["ref"] for seen in seens] for group, seens in found["due"].items() if seens
    }


def test_what_to_look_for_next(desk):
    """For each commitment past due and unchecked: since when, and for what."""
    assert [
        {
            "ref": "jp-fr-ict/2",
            "what": "news of jp-fr-ict from 2023-11-14 on: whether the 23rd round was held",
        }
    ] == desk.json("status")["look_for"]
    assert (
        "  jp-fr-ict/2: news of jp-fr-ict from 2023-11-14 on: whether the 23rd round was held"
        in desk("status").stdout.splitlines()
    )
