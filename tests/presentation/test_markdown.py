"""Markdown shows text as it is, whatever the text holds."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from servanda.presentation.markdown import escaped, link, table
from servanda.presentation.visible import one_line


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
        ("&lt;script&gt; &#x202e;", "\\&lt;script\\&gt; \\&#x202e;"),
        ("R&D; AT&T", "R\\&D; AT&T"),
        ("https://example.org www.example.org", "https\\://example.org www\\.example.org"),
        ("Chapter #", "Chapter \\#"),
        ("===", "\\==="),
        ("\u202ea\tb", "⟨U+202E⟩a⟨U+0009⟩b"),
        ("日仏ICT政策協議", "日仏ICT政策協議"),
    ],
)
def test_escaped(text, expected):
    """What Markdown would take for markup is made literal; the rest is left alone."""
    assert expected == escaped(text)


@pytest.mark.parametrize("text", ["1. item", "2) item", "2024. item"])
def test_a_number_that_would_begin_a_list(text):
    """A text that begins like a numbered list is no list item; a digit cannot be escaped, its mark can."""
    number = len(text) - len(" item") - 1
    assert f"{text[:number]}\\{text[number:]}" == escaped(text)


@given(st.text(max_size=40))
def test_no_active_character_is_left(text):
    """No character that begins markup stands without a backslash, and no line ends early."""
    shown = escaped(text)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", shown)
    assert not set(bare) & set("\\`*_[]<>|~\n")


MARKUP = st.text("<>&;#!-=*_`[]()|~\\\"'./:+ \n\t0123abwx", max_size=30)
ALLOWED = {"heading", "table", "thead", "tbody", "tr", "th", "td", "bullet_list", "list_item", "paragraph"}
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(lines):
    """The kinds of what a Markdown reader makes of some lines, and the texts it shows."""
    kinds, texts, links = set(), [], []
    for block in MARKDOWN.parse("\n".join(lines)):
        kinds.add(block.type.removesuffix("_open").removesuffix("_close"))
        if block.type == "inline":
            kinds |= {token.type for token in block.children if not token.type.startswith("link_")}
            links += [token.attrs["href"] for token in block.children if token.type == "link_open"]
            texts.append("".join(token.content for token in block.children))
    return kinds - {"inline", "text", "text_special"}, texts, links


@given(MARKUP | st.text(max_size=40))
def test_a_reader_of_markdown_shows_the_text(text):
    """In a heading, a cell, a list or a link: the reader finds that text and no markup of its own."""
    text = text.strip()
    assume(text)
    plain, written = one_line(text), escaped(text)

    shown = [plain]
    assert ({"heading"}, shown, []) == read([f"# {written}"])
    assert ({"bullet_list", "list_item", "paragraph"}, shown, []) == read([f"- {written}"])
    assert ({"paragraph"}, shown, []) == read([written])
    kinds, texts, links = read(table(("A", "B"), [(written, link(text, "a.md"))]))
    assert (set(), [*"AB", plain, plain], ["a.md"]) == (kinds - ALLOWED, texts, links)


def test_link_and_table():
    """A link shows its text as it is; a table has a row of dashes below its heading."""
    assert "[a\\|b](dialogues/jp-fr-ict.md)" == link("a|b", "dialogues/jp-fr-ict.md")
    assert ["| A | B |", "| --- | --- |", "| 1 | 2 |"] == table(("A", "B"), [("1", "2")])
