"""`correct` and `void`: answers change, the log only grows."""

import json

import pytest

from servanda.cli.mending import position
from servanda.errors import InvalidInputError


def test_a_corrected_field_is_answered_from_then_on(desk):
    """The corrected value is the answer; by what was known before, it is the old one."""
    assert 0 == desk("correct '#5' --due '2025=in 2025' --reason 'the year was misread'").exit_code
    assert "2025" == desk.json("show jp-fr-ict/2")["due"]["edtf"]
    assert "2024" == desk.json("show jp-fr-ict/2 --known-at '#16'")["due"]["edtf"]


def test_a_correction_says_what_and_why(desk):
    """It is an entry of the same stream with the new value, the reason and the entry it is about."""
    before = desk.log
    desk("correct 3 --place Lyon --topic AI --topic 6G --reason 'taken from another line'")
    *same, last = desk.log
    data = json.loads(last)["data"]
    assert before == same
    assert {"place": "Lyon", "topics": ["AI", "6G"]} == data["changes"]
    assert (json.loads(before[2])["id"], "taken from another line") == (data["entry"], data["reason"])


def test_a_field_is_taken_out(desk):
    """--clear takes a field out, by the name of its option or of the field."""
    for name in ("place", "topic"):
        result = desk(f"correct '#3' --clear {name} --reason 'not stated'")
        assert 0 == result.exit_code, result.output
    meeting = desk.json("show jp-fr-ict 22")
    assert (None, []) == (meeting["place"], meeting["topics"])


def test_a_dry_run_corrects_nothing(desk):
    """--dry-run goes through the rules and leaves the log alone."""
    before = desk.log
    for command in ("correct '#3' --place Lyon --reason misread", "void '#7' --reason doubtful"):
        assert 0 == desk(f"{command} --dry-run").exit_code
    assert before == desk.log


@pytest.mark.parametrize(
    ("entry", "command", "gone"),
    [
        (3, "meetings jp-fr-ict", "Paris"),
        (4, "commitments jp-fr-ict", "jp-fr-ict/1"),
        (7, "commitments --state fulfilled", "jp-fr-ict/3"),
        (11, "outcomes", "Joint statement"),
        (15, "meetings --state scheduled", "Tokyo"),
    ],
)
def test_what_a_voided_entry_said_is_gone(desk, entry, command, gone):
    """What only a voided entry said is no longer answered; it is again once the void is voided."""
    assert gone in desk(command).stdout
    result = desk(f"void '#{entry}' --reason 'recorded by mistake'")
    assert 0 == result.exit_code, result.output
    assert gone not in desk(command).stdout
    assert gone in desk(f"{command} --known-at '#16'").stdout
    assert 0 == desk("rebuild --check").exit_code
    assert 0 == desk("void '#17' --reason 'it was right'").exit_code
    assert gone in desk(command).stdout


def test_a_voided_correction_is_undone(desk):
    """After a correction is voided, the entry says what it said at first."""
    desk("correct '#3' --place Lyon --reason misread")
    desk("void '#17' --reason 'it was Paris'")
    assert "Paris" == desk.json("show jp-fr-ict 22")["place"]


def test_an_entry_shows_what_mended_it(desk):
    """`show '#3'` names the corrections of the entry, and keeps the data as they were recorded."""
    desk("correct '#3' --place Lyon --reason misread")
    shown = desk("show '#3'").stdout
    assert "#17 entry-corrected" in shown
    assert '"place": "Paris"' in shown


@pytest.mark.parametrize("text", ["#14", "14"])
def test_position(text):
    """An entry is named with or without #."""
    assert 14 == position(text)


@pytest.mark.parametrize("text", ["", "#", "-1", "1.0", "jp-fr-ict", "##1"])
def test_no_position(text):
    """Anything else is refused, with a word about quoting #."""
    with pytest.raises(InvalidInputError, match="is not an entry") as refused:
        position(text)
    assert "'#14'" in refused.value.remedy
