"""The text of a drafted commitment."""

import pytest

from servanda.documents.drafting.wording import LIMIT, clause, due_in_words, next_round, ordinal
from servanda.documents.undertakings.verdict import Verdict


def _verdict(at):
    return Verdict(taken=True, rule="agreed", why="", kind="deliver", strength="firm", at=at)


@pytest.mark.parametrize(
    ("round_", "due", "hosted", "text"),
    [
        (23, "in 2024", False, "Hold the 23rd round in 2024"),
        (None, "", False, "Hold the next round"),
        (2, "", True, "Host the 2nd round"),
        (None, "(2024)", True, "Host the next round (2024)"),
    ],
)
def test_the_next_round_is_put_in_our_own_words(round_, due, hosted, text):
    """With its ordinal and when, as far as they are known."""
    assert text == next_round(round_, due, hosted=hosted)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
        (122, "122nd"),
    ],
)
def test_ordinals_are_written_in_english(number, text):
    """The teens end in th."""
    assert text == ordinal(number)


@pytest.mark.parametrize(
    ("sentence", "begins", "text"),
    [
        ("They agreed to paint the cranes.", 0, "Paint the cranes"),
        ("They agreed on jointly painting\nthe cranes.", 0, "Painting the cranes"),
        ("They agreed that both sides would paint the cranes.", 0, "Paint the cranes"),
        ("They agreed to go.", 0, "They agreed to go."),
        ("paint the cranes;", 20, "Paint the cranes"),
        ("They agreed to paint\u200b the cranes.", 0, "Paint the cranes"),
    ],
)
def test_a_clause_is_what_follows_the_cue(sentence, begins, text):
    """In one line, without the words that lead to it; one that would be too short is the whole sentence."""
    cue = sentence.find("agreed") + len("agreed") if "agreed" in sentence else 6
    assert text == clause(sentence, _verdict(cue), begins, "en")


def test_a_japanese_clause_is_the_sentence():
    """Its verb stands at the end."""
    assert "双方は起重機を塗ることで一致した" == clause(
        "双方は起重機を\n塗ることで一致した。", _verdict(9), 0, "ja"
    ).replace(" ", "")


def test_a_clause_has_an_end():
    """No longer than the text of a commitment may be."""
    assert LIMIT == len(clause("They agreed to " + "paint " * 1_000, _verdict(11), 0, "en"))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("in\n2024", "in 2024"),
        ("No later than May", "No later than May"),
        ("spring 2025", "(spring 2025)"),
        ("２０２５年春", "(2025年春)"),
    ],
)
def test_due_words_fit_after_the_next_round(words, text):
    """In brackets where they do not begin as a time does in English."""
    assert text == due_in_words(words)
