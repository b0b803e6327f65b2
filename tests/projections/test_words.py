from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from servanda.log.rows import SQLITE, in_memory
from servanda.projections import full_text
from servanda.projections.words import asked, indexed


def found(text, query):
    """Whether a record of that text is found, in an index made as the read model makes it."""
    terms = asked(query)
    if not terms:
        return False
    asks = full_text.found(SQLITE, "sources", terms)
    with closing(in_memory()) as rows:
        for statement in full_text.tables(SQLITE, "main", "sources"):
            rows.execute(statement)
        value = full_text.value(SQLITE, indexed(text))
        rows.execute(full_text.insertion(SQLITE, "main", "sources"), (1, value))
        return [(1,)] == list(rows.execute(asks.sql, (asks.parameter,)))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Cooperation on submarine cables", "submarine cable"),
        ("Cooperation on submarine cables", "CABLES cooperation"),
        ("Coopération numérique", "cooperation numerique"),
        ("Cooperation", "coopération"),
        ("光海底ケーブルの整備", "海底ケーブル"),
        ("光海底ケーブルの整備", "海底"),
        ("光海底ケーブルの整備", "光"),
        ("光海底ケーブルの整備", "備"),
        ("光海底ケーブルの整備", "光海底ケーブルの整備"),
        ("光海底ケーブルの整備", "ケーブル 整備"),
        ("日仏ICT政策協議", "ict協議"),
        ("日仏ICT政策協議", "政策"),
        ("第22回会合", "22回"),
        ("ﾃﾞｼﾞﾀﾙ庁", "デジタル庁"),
        ("デジタル庁", "ﾃﾞｼﾞﾀﾙ"),
        ("５Ｇ", "5G"),
        ("5G and beyond", "５ｇ"),
        ("人々", "人々"),
        ("jp-fr-ict/2", "jp-fr-ict"),
        ("Beyond 5G (6G)", "(6G)"),
    ],
)
def test_words_are_found(text, query):
    """In any case, width and accent, by the beginning of a word, and Japanese by any characters in a row."""
    assert found(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Cooperation on submarine cables", "submarine gables"),
        ("submarine cables", "marine"),
        ("光海底ケーブルの整備", "海ケーブル"),
        ("光海底ケーブルの整備", "底海"),
        ("東京 京都", "京京"),
        ("東京、京都", "東京都"),
        ("日仏ICT政策協議", "日英"),
        ("anything", ""),
        ("anything", "  ... !"),
    ],
)
def test_other_words_are_not(text, query):
    """Every word asked for must stand there; Japanese in that order; nothing is asked with no word."""
    assert not found(text, query)


@example('"')
@example("NEAR(a b)")
@example("a AND NOT b OR c*")
@example("words:a ^b -c +d {e}")
@example("_")
@example("a _ b")
@example("x'; DROP TABLE search; --")
@given(st.text(max_size=30))
def test_no_question_can_break_the_query(text):
    """Whatever somebody types is words to look for, never syntax of the search engine."""
    found("Cooperation on submarine cables", text)


@example("a _ b")
@example("__init__ 東京")
@given(
    st.text(
        st.characters(max_codepoint=0x17FF, exclude_characters="_")
        | st.characters(min_codepoint=0x3040, max_codepoint=0x30FF)
        | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        max_size=12,
    )
)
def test_a_text_is_found_by_itself(text):
    """A record is among the answers to its own words, whatever stands between them."""
    if asked(text):
        assert found(text, text)
