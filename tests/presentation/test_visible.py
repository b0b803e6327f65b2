"""Hidden characters are shown, and nothing else is changed."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.presentation.visible import json_text, one_line, visible

# Of category Cf although they show: signs before Arabic, Syriac and Kaithi numbers.
SHOWING = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
HIDDEN_CATEGORIES = ("Cc", "Cf", "Zl", "Zp", "Cs")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def is_hidden(character):
    return unicodedata.category(character) in HIDDEN_CATEGORIES and ord(character) not in SHOWING


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Par\x1b[31mis", "Par⟨U+001B⟩[31mis"),
        ("\u202e2024", "⟨U+202E⟩2024"),
        ("a\tb\x7f\x9b", "a⟨U+0009⟩b⟨U+007F⟩⟨U+009B⟩"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("line\u2028paragraph\u2029", "line⟨U+2028⟩paragraph⟨U+2029⟩"),
        ("\u3164\u034f\U000e0041", "⟨U+3164⟩⟨U+034F⟩⟨U+E0041⟩"),
        ("two\nlines", "two\nlines"),
        ("辻\U000e0100さん　☎\ufe0f 日仏ICT政策協議 Café", "辻\U000e0100さん　☎\ufe0f 日仏ICT政策協議 Café"),
    ],
)
def test_visible(text, shown):
    """A hidden character is told by its code point; names in Japanese and emoji stay as they are."""
    assert shown == visible(text)


def test_every_hidden_character_of_unicode():
    """Whatever Unicode counts as control, format or separator is shown, but for the line feed."""
    left = [
        f"U+{point:04X}"
        for point in range(0x110000)
        if is_hidden(chr(point)) and chr(point) != "\n" and visible(chr(point)) == chr(point)
    ]
    assert [] == left


def test_one_line():
    """A line feed is a space where one item is one line."""
    assert "two lines⟨U+000D⟩" == one_line("two\nlines\r")


@given(st.text())
def test_what_is_shown_hides_nothing(text):
    """After it there is nothing left to show."""
    shown = visible(text)
    assert not any(is_hidden(character) for character in shown.replace("\n", ""))
    assert shown == visible(shown)


@given(values)
def test_json_is_exact(value):
    """JSON is read back as the same value, and holds no hidden character but its own line feeds."""
    text = json_text(value)
    assert value == json.loads(text)
    assert not any(is_hidden(character) for character in text.replace("\n", ""))


def test_json_is_readable():
    """Japanese is not escaped; what is hidden is, beyond the first plane as a pair."""
    assert '"日本\\u202e\\u007f\\udb40\\udc41"' == json_text("日本\u202e\x7f\U000e0041")
