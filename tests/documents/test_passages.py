"""Passages: found by their words, checked by place and hash."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.passages import Document, find, find_again, hash_at
from servanda.errors import InvalidInputError


def document(text):
    return Document(text, sha256(text.encode()).hexdigest())


def test_find_counts_code_points():
    """Places count characters, not bytes nor UTF-16 halves, so that Japanese does not shift them."""
    assert (3, 6) == find(document("𠮷第1回会合"), "回会合")


@pytest.mark.parametrize(
    ("words", "said"), [("2025", "do not stand"), ("in 202", "more than once"), ("aa", "more than once")]
)
def test_find_refuses_what_is_not_one_place(words, said):
    """Words must stand in the document, and once; places that overlap are two."""
    with pytest.raises(InvalidInputError, match=said):
        find(document("in 2023, in 2024, aaa"), words)


@given(st.text(min_size=1, max_size=50), st.data())
def test_what_was_found_has_the_hash_of_its_words(text, data):
    """A passage found by its words is the passage at its place."""
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    if text.count(words) == 1 and text.find(words, text.find(words) + 1) < 0:
        begin, end = find(Document(text, ""), words)
        assert sha256(words.encode()).hexdigest() == hash_at(Document(text, ""), begin, end)


@pytest.mark.parametrize(("start", "end"), [(0, 6), (9, 10)])
def test_a_place_beyond_the_end_has_no_hash(start, end):
    """A place that the document does not have has no passage."""
    assert hash_at(document("2024!"), start, end) is None


@given(
    st.text("ab日", max_size=40),
    st.text("ab日", min_size=1, max_size=4),
    st.text("ab日", max_size=40),
    st.integers(-5, 99),
)
def test_a_passage_is_found_again(before, passage, after, near):
    """Wherever it moved, it is found by its hash; of several places, at the nearest to the old one."""
    text = before + passage + after
    places = [at for at in range(len(text)) if text.startswith(passage, at)]
    last = len(text) - len(passage)
    nearest = min(places, key=lambda at: (abs(at - min(max(near, 0), last)), at))
    assert nearest == find_again(text, sha256(passage.encode()).hexdigest(), len(passage), near)


@pytest.mark.parametrize(("text", "length"), [("", 1), ("abc", 4), ("abc", 0), ("abc", 2)])
def test_a_passage_that_is_gone_is_not_found(text, length):
    """A document that no longer has it, or is shorter, gives no place."""
    assert find_again(text, sha256(b"xy").hexdigest(), length, 1) is None
