"""`status`: counts, and open commitments by what their due dates mean on the day."""

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
