"""Sentences: where they end, in English and Japanese, and what only looks like an end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.sentences import LONGEST, sentences


def _split(text, language="en"):
    return [text[start:end] for start, end in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The harbour was opened.", "Ships came."],
        ["Dr. Who of St. Ives met Mr. Nobody.", "They spoke."],
        ["The U.S. Coast Guard sailed to Busan.", "It returned."],
        ["The ship sailed to the U.S.", "The crew stayed there."],
        ["They met at 9.30 a.m. Ships sailed."],
        ["They met at 9 a.m.", "The ships sailed."],
        ["It grew by 4.5 percent.", "It will grow."],
        ["J. R. Smith Co. built it in Oct. 2021 (cf. No. 3).", "We paid."],
        ["The minister said “we will build it.”", "Then he left."],
        ["He said “it floats.”", "(Laughter.)", "All went home."],
        ["Is it ready?", "Yes!", "So they sailed."],
        ["It was discussed.", "The two sides agreed."],
        ["1. The harbour is to be painted."],
        ["They bought ropes, sails, etc. for the ship.", "The rest came later."],
        ["They bought ropes, sails, etc.", "The rest came later."],
        ["Version 2.0.1 of example.org is out.", "Get it."],
        ["No end here"],
        ["Wait... for it.", "Now."],
        ["He left in Jan. 2020.", "“Quoted” words follow."],
    ],
)
def test_english_sentences(parts):
    """Abbreviations, initials, decimals and quotes end none; a capital after a stop and a space does."""
    assert parts == _split(" ".join(parts))


def test_a_forgotten_space_ends_a_sentence_before_a_common_word():
    """Text from web pages loses spaces: "discussed.The two sides"; an address has none either."""
    assert ["It was discussed.", "The two sides agreed.", "See www.Example.org for it."] == _split(
        "It was discussed.The two sides agreed. See www.Example.org for it."
    )


@pytest.mark.parametrize(
    "parts",
    [
        ["両者は合意した。", "次回は東京で開く。"],
        ["大臣は「港を造る。船も造る。」と述べた。", "拍手があった。"],
        ["港（昨年完成。）を視察した。", "以上。"],
        ["『灯台（新。）』を読んだ！", "よいか？", "よい。"],
        ["「閉じない括弧。続く。"],
        ["文末がない"],
    ],
)
def test_japanese_sentences(parts):
    """A full stop inside brackets ends none."""
    assert parts == _split("".join(parts), "ja")


def test_a_part_of_a_text_has_the_positions_of_the_whole():
    """Spans count from the beginning of the document, not of the block."""
    assert [(8, 15), (16, 23)] == list(sentences("heading One is. Two is. rest", 8, 23, "en"))


def test_what_never_ends_is_cut_at_a_space():
    """A table in one line would else be one sentence, and every rule would read all of it again."""
    found = list(sentences("word " * 2_000, 0, 10_000, "en"))
    assert [(0, 3_999), (4_000, 7_999), (8_000, 9_999)] == found


def test_what_has_no_space_is_cut_at_the_limit():
    """A line of nothing but letters is cut as well."""
    assert [(0, LONGEST), (LONGEST, LONGEST + 5)] == list(
        sentences("a" * (LONGEST + 5), 0, LONGEST + 5, "en")
    )


@given(
    st.text(alphabet=st.sampled_from("aZ .!?。「」（）\"'()\n,U1é漢\u3000")), st.sampled_from(["en", "ja"])
)
def test_sentences_cover_the_text_in_order(text, language):
    """No two overlap, and every character that is no space lies in one."""
    found = list(sentences(text, 0, len(text), language))
    assert sorted(found) == found
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    covered = {position for start, end in found for position in range(start, end)}
    assert {position for position, character in enumerate(text) if not character.isspace()} <= covered
