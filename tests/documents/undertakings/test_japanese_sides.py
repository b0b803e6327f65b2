"""Tests of who is bound by a Japanese sentence."""

import pytest

from servanda.documents.names import Names
from servanda.documents.spoken import Spoken
from servanda.documents.undertakings.cues import cues
from servanda.documents.undertakings.japanese_sides import Sides
from servanda.documents.undertakings.verdict import Said


@pytest.fixture(scope="module")
def sides():
    return Sides(cues("ja"), Spoken(Names.load(), "日印協議", ("JP", "IN")))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("双方は、協力していく。", ()),
        ("日本側は、専門家を派遣する。", ("JP",)),
        ("インドは、これを支援する。", ("IN",)),
        ("企業は、投資する。", ()),
    ],
)
def test_one_party_is_bound(sides, sentence, expected):
    """One side alone is bound by code, both together without one."""
    assert expected == sides.bound(Said(sentence), len(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("次回会合は、インド側が主催する。", ("IN",)),
        ("次回会合は日本がホストする。", ("JP",)),
        ("次回会合は東京で開催する。", ()),
    ],
)
def test_host(sides, sentence, expected):
    """The host of the next round is who is said to hold it."""
    assert expected == sides.host(Said(sentence))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("日本側から、", True), ("インドは、", True), ("双方は、", False), ("需要は、", False), ("", False)],
)
def test_one_side_is_the_topic(sides, words, expected):
    """A side, a party or a body of one stands alone; all together do not."""
    assert expected is sides.is_one(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("企業各社は、増産することで", True), ("G7で、", True), ("双方は、企業が増産することで", False)],
)
def test_others_agreed(sides, words, expected):
    """What companies or other groups agreed binds no party."""
    assert expected is sides.is_third(words)


def test_done_for_another(sides):
    """Help is for another by its kind, and what names the other side too."""
    assert [True, True, False] == [
        sides.for_another(one)
        for one in ("日本側は、研修を行う。", "日本側は、インド側を訪ねる。", "日本側は、法を改める。")
    ]
