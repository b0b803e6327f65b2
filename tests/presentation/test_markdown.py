"""Markdown shows text as it is, whatever the text holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.presentation.markdown import escaped, link, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hold the 23rd round", "Hold the 23rd round"),
        ("#5", "\\#5"),
        ("a | b", "a \\| b"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("<script>", "\\<script\\>"),
        ("*soft* _law_ `code` ~no~", "\\*soft\\* \\_law\\_ \\`code\\` \\~no\\~"),
        ("- item", "\\- item"),
        ("two\nlines", "two lines"),
        ("日仏ICT政策協議", "日仏ICT政策協議"),
    ],
)
def test_escaped(text, expected):
    """What Markdown would take for markup is made literal; the rest is left alone."""
    assert expected == escaped(text)


@pytest.mark.parametrize("text", ["1. item", "2) item"])
def test_a_number_that_would_begin_a_list(text):
    """A text that begins like a numbered list is no list item; a digit cannot be escaped, its mark can."""
    assert f"{text[0]}\\{text[1:]}" == escaped(text)


@given(st.text(max_size=40))
def test_no_active_character_is_left(text):
    """No character that begins markup stands without a backslash, and no line ends early."""
    shown = escaped(text)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)
    assert not set(bare) & set("\\`*_[]<>|~\n")


def test_link_and_table():
    """A link shows its text as it is; a table has a row of dashes below its heading."""
    assert "[a\\|b](dialogues/jp-fr-ict.md)" == link("a|b", "dialogues/jp-fr-ict.md")
    assert ["| A | B |", "| --- | --- |", "| 1 | 2 |"] == table(("A", "B"), [("1", "2")])
