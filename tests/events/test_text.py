"""Text that is safe to store, compare and show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from servanda.events.text import (
    LINE_LIMIT,
    LONGEST_STACK,
    TEXT_LIMIT,
    Language,
    Sha256,
    Slug,
    long_text,
    one_line,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Paris ", "Paris"),
        ("Cafe\u0301", "Café"),
        ("日仏ICT政策協議", "日仏ICT政策協議"),
        ("\u3000総務省\u3000", "総務省"),
        ("カ\u3099", "ガ"),
        ("👩🏽‍💻", "👩🏽‍💻"),
        ("a" * LINE_LIMIT, "a" * LINE_LIMIT),
    ],
)
def test_one_line(text, cleaned):
    """A line is kept in NFC without the space around it; nothing else of it changes."""
    assert one_line(text) == cleaned


def test_marks_on_a_character_are_bounded():
    """As many marks as any language puts on a character; more are refused, and cost no more time."""
    assert one_line("e" + "\u0323" * LONGEST_STACK)
    for clean in (one_line, long_text):
        with pytest.raises(ValueError, match="more than 30 combining marks in a row"):
            clean("e" + "\u0315\u0300" * 100)


REFUSED = [
    ("\x00", "the control character U+0000"),
    ("\x1b[31m", "the control character U+001B"),
    ("\t", "the control character U+0009"),
    ("\r\n", "the control character U+000D"),
    ("\x7f", "the control character U+007F"),
    ("\x85", "the control character U+0085"),
    ("\u200e", "the text-direction control U+200E"),
    ("\u202e", "the text-direction control U+202E"),
    ("\u2066", "the text-direction control U+2066"),
    ("\u061c", "the text-direction control U+061C"),
    ("\u2028", "the line separator U+2028"),
    ("\u2029", "the line separator U+2029"),
    ("\ud800", "half a character, the surrogate U+D800"),
    ("\ufffe", "the non-character U+FFFE"),
    ("\uffff", "the non-character U+FFFF"),
    ("\ufdd0", "the non-character U+FDD0"),
    ("\U0010ffff", "the non-character U+10FFFF"),
]


@pytest.mark.parametrize("clean", [one_line, long_text])
@pytest.mark.parametrize(("hidden", "named"), REFUSED)
@pytest.mark.parametrize("text", ["Par{}is", "{}Paris", "Paris{}"])
def test_refused_characters(clean, hidden, named, text):
    """What shows otherwise than it reads is refused by its name, and nowhere silently removed."""
    with pytest.raises(ValueError, match="remove it") as refused:
        clean(text.format(hidden))
    assert str(refused.value) == f"holds {named}; remove it"


def test_line_breaks_belong_into_long_texts_only():
    """A long text may have several lines, a line has one."""
    assert long_text("one\ntwo\n") == "one\ntwo"
    with pytest.raises(ValueError, match=r"U\+000A"):
        one_line("one\ntwo")


@pytest.mark.parametrize("clean", [one_line, long_text])
@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_empty(clean, text):
    """A text of nothing but space says nothing."""
    with pytest.raises(ValueError, match="is empty"):
        clean(text)


def test_too_many_characters():
    """A line has a limit of characters, which a field may set lower."""
    with pytest.raises(ValueError, match="is 501 characters long; at most 500 are accepted"):
        one_line("a" * 501)
    with pytest.raises(ValueError, match="is 41 characters long; at most 40 are accepted"):
        one_line("a" * 41, 40)


def test_too_many_bytes():
    """A long text is bounded in bytes, whatever its script."""
    assert long_text("a" * TEXT_LIMIT) == "a" * TEXT_LIMIT
    with pytest.raises(ValueError, match="is longer than 65,536 bytes"):
        long_text("語" * (TEXT_LIMIT // 3 + 1))
    with pytest.raises(ValueError, match="is longer than 65,536 bytes"):
        long_text("Σ\u0345" * (TEXT_LIMIT // 4 + 1))


@given(st.text(max_size=60))
def test_cleaned_text_is_clean(text):
    """Whatever is accepted is NFC, printable without surprise, and accepted again as it is."""
    try:
        cleaned = long_text(text)
    except ValueError:
        return
    assert cleaned == unicodedata.normalize("NFC", text.strip())
    assert cleaned == long_text(cleaned)
    assert {unicodedata.category(character) for character in cleaned} & {"Cc", "Cs", "Zl", "Zp"} <= {"Cc"}
    assert all(character == "\n" for character in cleaned if unicodedata.category(character) == "Cc")


@pytest.mark.parametrize(
    ("kind", "accepted", "refused"),
    [
        (
            Slug,
            ["jp-fr-ict", "g7", "mic-2023-11-14", "a" * 80],
            ["x", "", "JP", "-a", "a-", "a--b", "a b", "a/b", "../x", "é1", "ab\n", "a" * 81],
        ),
        (Language, ["en", "ja", "fil"], ["e", "EN", "english", "e1", "en\n"]),
        (Sha256, ["0123456789abcdef" * 4], ["0" * 63, "0" * 65, "A" * 64, "g" * 64, "０" * 64]),
    ],
)
def test_patterns(kind, accepted, refused):
    """Slugs, language codes and hashes have one spelling, and no other is accepted."""
    adapter = TypeAdapter(kind)
    assert [adapter.validate_python(text) for text in accepted] == accepted
    for text in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)
