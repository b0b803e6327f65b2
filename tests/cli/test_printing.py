"""Printing on a terminal: width, emphasis, pager."""

import shutil

import pytest

from servanda.presentation.table import width

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
