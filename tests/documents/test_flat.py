"""A plain text of the same length, in which every rule can look for plain characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.flat import flat, shown, word_set


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Oslo – Ghent — 2024‑25", "Oslo - Ghent - 2024-25"),
        ("‘one’ “two” «three» „four”", '\'one\' "two" "three" "four"'),
        ("第２２回（Ａｂｃ）", "第22回(Abc)"),
        ("a\u00a0b\u3000c\td\ne", "a b c d e"),
        ("日時：６月３日、東京。", "日時:6月3日、東京。"),
        ("naïve 5 %", "naïve 5 %"),
    ],
)
def test_a_text_is_written_plainly(text, plain):
    """Quotes, dashes, spaces and full-width characters become those of a keyboard; letters stay."""
    assert plain == flat(text)


@given(st.text())
def test_every_code_point_keeps_its_place(text):
    """The plain text is as long as the text, or positions in it would mean nothing."""
    assert len(text) == len(flat(text))


@given(st.text(alphabet=st.sampled_from("a“‘－　１Ａ（\u2009\u2028«é漢")))
def test_a_plain_text_stays_as_it_is(text):
    """What is plain is not changed again."""
    assert flat(text) == flat(flat(text))


def test_a_word_set_holds_each_word_once():
    """Words may be written over several lines."""
    assert frozenset({"of", "the", "on"}) == word_set("of the\n on of")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Next\n  steps ", "Next steps"),
        ("a\u2028b\u3000c", "a b c"),
        ("cr\u00adanes\u202e \x00blue\ufeff", "cranes blue"),
        ("\u200b", ""),
        ("港湾・起重機", "港湾・起重機"),
    ],
)
def test_a_value_is_shown_in_one_line(text, value):
    """Without the characters that nobody sees."""
    assert value == shown(text)


def test_marks_of_footnotes_are_not_shown():
    """An export leaves them in a text; a value is read without them."""
    assert "joint plan" == shown("joint <b>plan</b><sup>21</sup> <https://example.org/a>")
