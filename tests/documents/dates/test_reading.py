"""Dates in words: what holds for every text and every day of publication."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.documents.dates import Dated, Phrase, Unclear, phrases
from servanda.documents.dates.choosing import WEEKDAYS
from servanda.events.window import MAX_LENGTH, Window, parse

MONTHS = str.split("January February March April May June July August September October November December")
PIECES = str.split(
    "in on at by from to until before after within between and or the of , . ( ) - – / ’ ' “ ” \n \n\n "
    "first second third last next this coming past later early mid late end beginning half quarter year "
    "years month months week weeks days six two 2024 2025 2025-26 2024/25 24 31 30 5 5th 17-18 02/03/2024 "
    "20.02.2024 2024-02-20 May March June September Sept. Thursday Tue spring fall FY FY2025 H1 Q4 "
    "fiscal twice a an every other annually meeting round summit G20 date dates early regularly soon now "
    "same following Ramadan era",
    " ",
)
SIGNS = str.split(
    "令和 平成 元 年 月 日 年度 2024 6 20 二〇二四 十一 本 今 来 昨 同 翌 春 夏 末 中 内 前半 "
    "上半期 第 四半期 "
    "から まで に 以内 後 頃 ～ 、 及び （ ） 火 水 回 毎 隔 次回 会合 早期 今後 半 数 か月 週間 "
    "「 」 の で は",
    " ",
)
TEXTS = {
    "en": st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)),
    "ja": st.one_of(st.text(max_size=80), st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)),
}
LANGUAGES = st.sampled_from(["en", "ja"])
TENSES = st.sampled_from(["past", "future"])
FISCAL = st.sampled_from([None, 1, 4, 7, 10])
COMMON_DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
AROUND_NOW = date(2024, 2, 22)


@given(st.data(), LANGUAGES, st.dates(date(1000, 1, 1), date(9000, 12, 31)), TENSES, FISCAL)
def test_any_text_is_read(data, language, published, tense, fiscal):
    """No text and no day of publication is too strange; phrases are in order, do not overlap "
    "and are whole."""
    text = data.draw(TEXTS[language])
    end = 0
    for phrase in phrases(text, language, published, tense=tense, fiscal=fiscal):
        assert end <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.words
        assert phrase.words == phrase.words.strip()
        end = phrase.end
        if isinstance(phrase.meaning, Dated):
            window = phrase.meaning.window
            assert (window.earliest, window.latest) == parse(window.edtf)
            assert 0 < len(window.words) <= MAX_LENGTH
            assert phrase.meaning.role in {"in", "by", "from"}


@given(st.data(), LANGUAGES)
def test_an_empty_line_parts_two_texts(data, language):
    """What stands in another paragraph changes nothing of a date that needs no other."""
    text = data.draw(TEXTS[language])
    dated = {"en": "on 4 April 2024", "ja": "2024年4月4日"}[language]
    full_stop = {"en": ".", "ja": "。"}[language]
    alone = phrases(dated + full_stop, language, AROUND_NOW)
    followed = phrases(f"{dated}{full_stop}\n\n{text}", language, AROUND_NOW)
    assert alone == followed[:1]


def formats(day):
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{weekday}, {month} {day.day}, {day.year}",
        f"{day.day:02} {month[:3]} {day.year}",
        day.isoformat(),
    ]


@given(COMMON_DAYS, st.dates(date(1900, 1, 1), date(2199, 12, 31)), TENSES)
def test_a_whole_date_is_that_day(published, day, tense):
    """A date with its year is the same day whenever it is read, in whatever order it is written."""
    for written in formats(day):
        found = phrases(f"It was on {written}.", "en", published, tense=tense)
        expected = Phrase(7, 10 + len(written), f"on {written}", Dated(Window(day.isoformat()), "in", True))  # noqa: FBT003
        assert [expected] == [_without_words(phrase) for phrase in found]
    written = f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）"
    meaning = Dated(Window(day.isoformat()), "in", True)  # noqa: FBT003
    found = phrases(f"{written}、", "ja", published, tense=tense)
    assert [Phrase(0, len(written), written, meaning)] == [_without_words(phrase) for phrase in found]


def _without_words(phrase):
    meaning = phrase.meaning
    return phrase._replace(meaning=meaning._replace(window=Window(meaning.window.edtf)))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(0, 6))
def test_a_weekday_checks_its_date(day, weekday):
    """A date is read only if it is of the weekday that stands with it."""
    found = phrases(f"{WEEKDAYS[weekday]}, {day.day} {MONTHS[day.month - 1]} {day.year}", "en", AROUND_NOW)
    assert [weekday == day.weekday()] == [isinstance(phrase.meaning, Dated) for phrase in found]
    if weekday != day.weekday():
        why = f"{day} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}"
        assert [Unclear(why)] == [phrase.meaning for phrase in found]


@given(COMMON_DAYS, st.dates(date(2001, 1, 1), date(2001, 12, 31)), TENSES)
def test_a_day_without_its_year_lies_on_its_side(published, day, tense):
    """A supplied year makes the next day, or the latest one, and is said to be supplied."""
    (found,) = phrases(f"on {day.day} {MONTHS[day.month - 1]}", "en", published, tense=tense)
    if isinstance(found.meaning, Unclear):
        return
    placed = found.meaning.window.earliest
    away = placed - published if tense == "future" else published - placed
    assert timedelta(0) <= away < timedelta(days=336)
    assert not found.meaning.certain


@pytest.mark.parametrize(
    "period",
    [
        "2025", "May 2025", "the spring of 2025", "Q3 2025", "the first half of 2025", "next year",
        "early 2025", "mid-2025", "late May 2025", "next month", "15 June 2025", "May", "the third quarter",
    ],
)  # fmt: skip
def test_by_includes_and_before_excludes(period):
    """ "By" a time ends with its last day, "before" it with the day before its first."""
    plain, by, before, after = (
        phrases(f"{word} {period}.", "en", AROUND_NOW)[0].meaning.window
        for word in ("during", "by", "before", "after")
    )
    assert plain.latest == by.latest
    assert plain.earliest - timedelta(days=1) == before.latest
    assert plain.latest + timedelta(days=1) == after.earliest


HOSTILE_ENGLISH = [
    "1", "in ", " ", "\n", "\n ", "1, 2, ", "1.", "1/", "the ", "within ", "every ", "May ", "May 1 ",
    "2024-", "2024 and ", "Monday ", "“", "at the next A ", "'", "-", "before the of ", "early to ",
    "at a date ", "5th ",
]  # fmt: skip
HOSTILE_JAPANESE = [
    "1", " ", "令和", "年", "2月20日、", "一", "会合", "会合まで", "約", "「", "2025年から", "今後", "春",
    "署名から", "(",
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "piece"),
    [*(("en", piece) for piece in HOSTILE_ENGLISH), *(("ja", piece) for piece in HOSTILE_JAPANESE)],
)
def test_long_and_hostile_texts_are_read_to_their_end(language, piece):
    """Tens of thousands of characters of the same are read, in time that grows with their number."""
    text = piece * (30_000 // len(piece))
    ends = [phrase.end for phrase in phrases(text, language, AROUND_NOW)]
    assert sorted(set(ends)) == ends


@pytest.mark.parametrize("piece", ["1", "in ", " ", "年", "一", "May 1, "])
def test_a_hundred_thousand_characters_are_read(piece):
    """A longer text takes no more time for each of its characters."""
    text = piece * (100_000 // len(piece))
    for language in ("en", "ja"):
        ends = [phrase.end for phrase in phrases(text, language, AROUND_NOW)]
        assert sorted(set(ends)) == ends


def test_the_words_of_a_window_are_one_line():
    """The phrase is kept as it stands; its window has the words in one line."""
    (found,) = phrases("by the end\n  of 2025", "en", AROUND_NOW)
    assert Phrase(0, 20, "by the end\n  of 2025", found.meaning) == found
    assert "by the end of 2025" == found.meaning.window.words


def test_days_of_other_ages_are_refused():
    """A day of publication near the ends of the calendar leaves no room for the next year."""
    with pytest.raises(ValueError, match="years 1000 to 9000"):
        phrases("next year", "en", date.max)


def test_other_languages_are_refused():
    """Only English and Japanese are read."""
    with pytest.raises(ValueError, match="not in 'fr'"):
        phrases("le 4 avril 2024", "fr", AROUND_NOW)
