"""Printing on a terminal: width, emphasis, pager."""

import csv
import io
import json
import shlex
import shutil
import sqlite3
from contextlib import closing

import pytest

from servanda.presentation.table import width
from servanda.presentation.visible import visible

BOLD = "\x1b[1m"
PAGER = "sed 's/^/paged: /'"


def test_a_terminal_gets_lines_that_fit(terminal):
    """Rows are wrapped to the width of the terminal."""
    shown, exit_code = terminal("commitments", columns=80, NO_COLOR="1")
    assert 0 == exit_code
    assert 80 >= max(width(line) for line in shown.splitlines())
    assert "training of" in shown


@pytest.mark.parametrize(("environment", "bold"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_emphasis(terminal, environment, bold):
    """Headings are bold on a terminal, unless NO_COLOR asks for none."""
    shown, _ = terminal("meetings", **environment)
    assert (bold, bold) == (BOLD in shown, "\x1b" in shown)


def test_a_pipe_gets_no_emphasis(desk):
    """In a pipe there is never an escape sequence."""
    assert "\x1b" not in desk("meetings").stdout + desk("status").stdout


@pytest.mark.parametrize(("rows", "paged"), [(5, True), (40, False)])
def test_what_does_not_fit_goes_through_the_pager(terminal, rows, paged):
    """A list longer than the screen goes through PAGER, a shorter one does not."""
    shown, exit_code = terminal("commitments", rows=rows, PAGER=PAGER, NO_COLOR="1")
    assert (0, paged) == (exit_code, "paged: jp-fr-ict/3" in shown)


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_less_is_not_shown_raw_escapes(terminal):
    """`less` shows the heading as a heading, not as ESC[1m."""
    shown, _ = terminal("commitments", "q", rows=5, PAGER="less -E")
    assert "jp-fr-ict/3" in shown
    assert "ESC" not in shown


def test_a_pipe_gets_no_pager(desk):
    """In a pipe nothing is paged, however long."""
    assert "paged" not in desk("commitments", PAGER=PAGER).stdout


HIDDEN = "\x1b]0;x\x07\u202e\x9b"
QUESTIONS = (
    "status",
    "dialogues",
    "meetings",
    "commitments",
    "outcomes",
    "sources",
    "search hidden",
    "show hidden",
    "show hidden 1",
    "show hidden/1",
    "show hidden-source",
    "show '#{last}'",
    "explain hidden",
    "explain hidden/1",
    "history hidden/1",
    "blame hidden/1",
    "carried hidden",
    "diff --known-at '#1..'",
    "check",
    "log",
)
WITHOUT_TEXTS = ("meetings", "explain hidden", "check", "log")


@pytest.fixture
def hiding(desk):
    """A ledger whose texts hold what a terminal would act upon, and what nobody sees."""
    texts = {"--title": "Hidden\u200b talks", "--text": "Hidden\u200b words", "--note": "Hidden\u200b\nnote"}
    for command, options in (
        ("source-published hidden-source --occurred 2024", ("--title", "--note")),
        (
            "dialogue-established hidden --occurred 2020 --kind forum --party JP --party FR",
            ("--title", "--note"),
        ),
        ("meeting-held hidden --round 1 --occurred 2024 --cite hidden-source", ("--title", "--note")),
        ("outcome-adopted hidden --round 1 --kind report", ("--title",)),
        ("commitment-made hidden --round 1 --kind deliver --due 2024-06", ("--text", "--note")),
    ):
        given = " ".join(f"{option} {shlex.quote(texts[option])}" for option in options)
        result = desk(f"record {command} {given}")
        assert 0 == result.exit_code, result.output
    with closing(sqlite3.connect(desk.folder / "servanda.db")) as rows, rows:
        for table in ("dialogues", "meetings", "commitments", "outcomes", "sources"):
            for _, column, kind, *_ in rows.execute(f"PRAGMA table_info({table})").fetchall():
                if kind == "TEXT":
                    rows.execute(
                        f"""UPDATE {table} SET "{column}" = replace("{column}", '\u200b',
                        CASE WHEN substr("{column}", 1, 1) IN ('[', '{{') THEN ? ELSE ? END)""",
                        (json.dumps(HIDDEN)[1:-1], HIDDEN),
                    )
    return desk


def last(desk):
    return len(desk("log").stdout.splitlines()) - 1


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_hidden_is_printed(hiding, question):
    """No answer holds a character that a terminal acts upon; the texts are there, with marks in place."""
    question = question.format(last=last(hiding))
    result = hiding(question)
    assert result.exit_code in (0, 1)
    assert result.output == visible(result.output)
    assert question in WITHOUT_TEXTS or "Hidden⟨U+" in result.output or r"Hidden\u200b" in result.output


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_exact_and_hides_nothing(hiding, question):
    """In JSON hidden characters are escaped, and come out as they were."""
    question = question.format(last=last(hiding))
    result = hiding(f"{question} --json")
    assert result.stdout == visible(result.stdout)
    told = json.dumps(json.loads(result.stdout), ensure_ascii=False)
    assert question in WITHOUT_TEXTS or "Hidden" in told


def test_the_data_of_an_entry_are_exact(hiding):
    """The data are JSON, and so is what stands for a hidden character in them."""
    shown = hiding(f"show '#{last(hiding)}'").stdout
    assert r'"text": "Hidden\u200b words"' in shown
    assert r'"note": "Hidden\u200b\nnote"' in shown


def test_csv_is_exact_in_a_pipe(hiding):
    """A program gets the cells as they are."""
    rows = list(csv.reader(io.StringIO(hiding("commitments hidden --csv").stdout, newline="")))
    assert f"Hidden{HIDDEN} words" == rows[1][-1]


@pytest.mark.usefixtures("hiding")
def test_csv_on_a_terminal_hides_nothing(terminal):
    """A person who looks at CSV is shown what is hidden in it."""
    shown, exit_code = terminal("commitments hidden --csv")
    assert (0, shown) == (exit_code, visible(shown))
    assert "Hidden⟨U+001B⟩]0;x⟨U+0007⟩⟨U+202E⟩⟨U+009B⟩ words" in shown


def test_csv_holds_no_formula(desk):
    """A text that a spreadsheet would work out is quoted in CSV, and in CSV alone."""
    made = "commitment-made jp-fr-ict --kind other --occurred 2024 --text '=HYPERLINK(1)'"
    assert 0 == desk(f"record {made}").exit_code
    (row,) = [row for row in desk("commitments jp-fr-ict --csv").stdout.splitlines() if "HYPERLINK" in row]
    assert row.endswith(",'=HYPERLINK(1)")
    assert "'=HYPERLINK" not in desk("commitments jp-fr-ict").stdout
    assert '"=HYPERLINK(1)"' in desk("commitments jp-fr-ict --json").stdout


def test_messages_hide_nothing(desk):
    """What was typed, or a file is named, is shown in a message; and no more of it than a page."""
    for command in (f"load 'a{HIDDEN}'", f"append 'a{HIDDEN}'", f"show 'a{HIDDEN}'", f"cite a 'a{HIDDEN}' b"):
        result = desk(command)
        assert (2, result.output) == (result.exit_code, visible(result.output))
        assert "a⟨U+001B⟩" in result.output or r"a\x1b" in result.output

    assert 2_500 > len(desk(f"show {'a' * 100_000}").output)


def test_a_message_is_one_line(desk):
    """A name cannot add a line of its own to a message."""
    assert ["servanda: a servanda: fine cannot be read: No such file or directory"] == desk(
        "load 'a\nservanda: fine'"
    ).stderr.splitlines()[:1]
