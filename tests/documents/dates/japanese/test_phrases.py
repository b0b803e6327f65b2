"""Japanese phrases about time: each is found whole, and read to the window that a careful reader gives it."""

from datetime import date

import pytest

WINDOWS = """
2024年4月4日 = 2024-04-04 in
２０２４年４月４日 = 2024-04-04 in
2024年 4月 4日 = 2024-04-04 in
2024年4月4日（木） = 2024-04-04 in
2024年4月4日(木曜日) = 2024-04-04 in
2024年4月4日木曜日 = 2024-04-04 in
2024年4月29日（月・祝） = 2024-04-29 in
令和6年4月4日 = 2024-04-04 in
令和６年４月４日（木） = 2024-04-04 in
令和6年（2024年）4月4日 = 2024-04-04 in
令和6（2024）年4月4日 = 2024-04-04 in
2024年（令和6年）4月4日 = 2024-04-04 in
令和六年四月四日 = 2024-04-04 in
二〇二四年十一月九日 = 2024-11-09 in
平成31年4月30日 = 2019-04-30 in
平成元年1月8日 = 1989-01-08 in
令和元年5月1日 = 2019-05-01 in
昭和39年10月10日 = 1964-10-10 in
西暦2024年4月4日 = 2024-04-04 in
本年4月4日 = 2024-04-04 in
今年の4月4日 = 2024-04-04 in
昨年4月4日 = 2023-04-04 in
来年4月4日 = 2025-04-04 in
4月4日 = 2024-04-04 in ?
1月10日 = 2025-01-10 in ?
4月4日（木） = 2024-04-04 in
2024/04/04 = 2024-04-04 in
2024.4.4 = 2024-04-04 in
R6.4.4 = 2024-04-04 in
2024年4月4日及び5日 = 2024-04-04/2024-04-05 in
2024年4月4日（木）及び5日（金） = 2024-04-04/2024-04-05 in
令和6年4月4日（木）、5日（金） = 2024-04-04/2024-04-05 in
2024年4月4日・5日 = 2024-04-04/2024-04-05 in
2024年4月4日～5日 = 2024-04-04/2024-04-05 in
2024年4月4～5日 = 2024-04-04/2024-04-05 in
2024年4月4日から6日まで = 2024-04-04/2024-04-06 in
2024年4月4日（木）から6日（土）まで = 2024-04-04/2024-04-06 in
2024年4月29日から5月3日まで = 2024-04-29/2024-05-03 in
2024年12月30日から2025年1月3日まで = 2024-12-30/2025-01-03 in
4月29日から5月3日まで = 2024-04-29/2024-05-03 in ?
4月4日から6日にかけて = 2024-04-04/2024-04-06 in ?
4月4日まで = ../2024-04-04 by ?
2024年4月4日までに = ../2024-04-04 by
2025年4月1日から = 2025-04-01/.. from
2025年4月1日より = 2025-04-01/.. from
2025年4月1日以降 = 2025-04-01/.. from
2024年4月 = 2024-04 in
令和6年4月 = 2024-04 in
24年4月 = 2024-04 in
本年5月 = 2024-05 in
昨年12月 = 2023-12 in
来年3月 = 2025-03 in
5月 = 2024-05 in ?
5月頃 = 2024-05~ in ?
5月までに = ../2024-05-31 by ?
2024年5月から7月まで = 2024-05/2024-07 in
2024年5月～7月 = 2024-05/2024-07 in
2024年11月から2025年1月にかけて = 2024-11/2025-01 in
5月又は6月 = [2024-05,2024-06] in ?
今月 = 2024-02 in
来月 = 2024-03 in
先月 = 2024-01 in
今月中に = 2024-02-22/2024-02-29 by
来月末までに = ../2024-03-31 by
月内に = 2024-02-22/2024-02-29 by
3月中に = 2024-03 by ?
6月上旬 = 2024-06-01/2024-06-10 in ?
2024年6月中旬 = 2024-06-11/2024-06-20 in
2024年6月下旬 = 2024-06-21/2024-06-30 in
2024年6月初旬 = 2024-06-01/2024-06-10 in
2024年6月半ば = 2024-06-11/2024-06-20 in
2024年6月末 = 2024-06-21/2024-06-30 in
6月末までに = ../2024-06-30 by ?
6月末日まで = ../2024-06-30 by ?
2024年6月前半 = 2024-06-01/2024-06-15 in
2024年6月後半 = 2024-06-16/2024-06-30 in
2024年春 = 2024-21 in
2024年の春 = 2024-21 in
2025年夏頃 = 2025-22~ in
2025年秋までに = ../2025-11-30 by
2025年冬 = 2025-24 in
2025年初夏 = 2025-06 in
2025年晩秋 = 2025-11 in
今春 = 2024-21 in
今秋 = 2024-23 in
この夏 = 2024-22 in
本年秋 = 2024-23 in
今年の夏 = 2024-22 in
来春 = 2025-21 in
来年春 = 2025-21 in
昨秋 = 2023-23 in
今夏以降 = 2024-22/.. from
2025年春から夏にかけて = 2025-21/2025-22 in
2024年第4四半期 = 2024-36 in
2024年第４・四半期 = none
2024年第一四半期 = 2024-33 in
2024年度第4四半期 = 2025-01-01/2025-03-31 in
2025年上半期 = 2025-40 in
2025年下半期 = 2025-41 in
2025年度上半期 = 2025-04-01/2025-09-30 in
2025年前半 = 2025-40 in
2025年後半 = 2025-41 in
今年後半 = 2024-41 in
来年前半 = 2025-40 in
2025年 = 2025 in
令和7年 = 2025 in
二〇二五年 = 2025 in
本年 = 2024 in
今年 = 2024 in
来年 = 2025 in
明年 = 2025 in
再来年 = 2026 in
昨年 = 2023 in
一昨年 = 2022 in
今年中に = 2024-02-22/2024-12-31 by
本年中に = 2024-02-22/2024-12-31 by
年内に = 2024-02-22/2024-12-31 by
年内 = 2024-02-22/2024-12-31 by
来年中に = 2025 by
2025年中に = 2025 by
2025年内に = 2025 by
2025年初頭 = 2025-01-01/2025-04-30 in
来年早々 = 2025-01-01/2025-04-30 in
来年初め = 2025-01-01/2025-04-30 in
2025年の早い時期 = 2025-01-01/2025-04-30 in
2025年半ば = 2025-05-01/2025-08-31 in
2025年末 = 2025-12 in
2025年末頃 = 2025-12~ in
2025年末までに = ../2025-12-31 by
今年末までに = ../2024-12-31 by
来年末まで = ../2025-12-31 by
年末 = 2024-12 in
年末までに = ../2024-12-31 by
2030年までに = ../2030-12-31 by
2030年まで = ../2030-12-31 by
2030年以前に = ../2030-12-31 by
2030年頃 = 2030~ in
2030年ごろまでに = ../2030-12-31~ by
2030年をめどに = 2030~ in
2030年を目途に = 2030~ in
2026年以降 = 2026/.. from
2026年から = 2026/.. from
2010年以来 = 2010/.. from
2025年から2027年まで = 2025/2027 in
2025年～2027年 = 2025/2027 in
2025～2027年 = 2025/2027 in
2025年及び2026年 = 2025/2026 in
2025年又は2026年 = [2025,2026] in
令和7年から9年まで = 2025/2027 in
2025年度 = 2025-04-01/2026-03-31 in
令和7年度 = 2025-04-01/2026-03-31 in
令和７年度（2025年度） = 2025-04-01/2026-03-31 in
25年度 = 2025-04-01/2026-03-31 in
今年度 = 2023-04-01/2024-03-31 in
本年度 = 2023-04-01/2024-03-31 in
来年度 = 2024-04-01/2025-03-31 in
次年度 = 2024-04-01/2025-03-31 in
昨年度 = 2022-04-01/2023-03-31 in
再来年度 = 2025-04-01/2026-03-31 in
今年度中に = 2024-02-22/2024-03-31 by
来年度中に = 2024-04-01/2025-03-31 by
年度内に = 2024-02-22/2024-03-31 by
年度末までに = ../2024-03-31 by
今年度末までに = ../2024-03-31 by
令和7年度末までに = ../2026-03-31 by
令和7年度末 = 2026-03 in
2025年度から = 2025-04-01/.. from
2025年度までに = ../2026-03-31 by
2025年度後半 = 2025-10-01/2026-03-31 in
令和6年度から令和8年度まで = 2024-04-01/2027-03-31 in
令和6年度から8年度まで = 2024-04-01/2027-03-31 in
令和6～8年度 = 2024-04-01/2027-03-31 in
今週 = 2024-02-19/2024-02-25 in
来週 = 2024-02-26/2024-03-03 in
来週木曜日 = 2024-02-29 in
本日 = 2024-02-22 in
昨日 = 2024-02-21 in
半年以内に = 2024-02-22/2024-08-22 by
6か月以内に = 2024-02-22/2024-08-22 by
６ヶ月以内に = 2024-02-22/2024-08-22 by
六か月以内に = 2024-02-22/2024-08-22 by
3カ月以内 = 2024-02-22/2024-05-22 by
1年以内に = 2024-02-22/2025-02-22 by
1年半以内に = 2024-02-22/2025-08-22 by
90日以内に = 2024-02-22/2024-05-22 by
2週間以内に = 2024-02-22/2024-03-07 by
今後2年間で = 2024-02-22/2026-02-22 by
今後5年間 = 2024-02-22/2029-02-22 by
今後1年以内に = 2024-02-22/2025-02-22 by
今後半年以内に = 2024-02-22/2024-08-22 by
向こう3年間 = 2024-02-22/2027-02-22 by
過去10年間 = 2014-02-22/2024-02-22 in
2年後 = 2026~ in
半年後 = 2024-08~ in
"""


def cases(table):
    return [tuple(line.split(" = ")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("words", "expected"), cases(WINDOWS))
def test_a_phrase_is_read_to_its_window(read, words, expected):
    """The phrase is found whole within a sentence, and nothing else is."""
    wanted = [] if expected == "none" else [(words, expected)]
    found = read(f"双方は、{words}、東京で会合を開催する。", language="ja")
    assert wanted == (found if expected != "none" else [])


UNCLEAR = """
2024年4月4日（水）
2024年2月30日
令和6年（2025年）4月4日
同年
翌年
同月
翌年度
第4四半期
上半期
12月第2週
年末年始
2030年に向けて
30営業日以内に
"""


@pytest.mark.parametrize("words", UNCLEAR.strip().splitlines())
def test_what_may_mean_two_things_is_unclear(read, words):
    """A phrase that is plainly about time and has no one window is found whole, and has none."""
    assert [(words, "unclear")] == read(f"双方は、{words}、東京で会合を開催する。", language="ja")


NO_DATES = """
2025年日本国際博覧会の成功に向けて協力する。
令和6年能登半島地震への対応を説明した。
令和6年版情報通信白書を公表した。
平成15年法律第57号に基づく。
令和7年度予算案を説明した。
「インフラシステム海外展開戦略2025」を説明した。
「2030年に向けたデジタル戦略」を説明した。
『令和5年版白書』を説明した。
第29回日EU政策対話を開催した。
第2回会合、第3四期、3年間の協力を行った。
参加者は2024名であった。
電話03-5253-5111、14時30分から。
日本、日米、日EUの協力。
青春、立春、秋田、夏目、冬季五輪、春日の名。
5Gや6Gの1日当たりの通信量。
一年中、一日中、年中無休。
"""


@pytest.mark.parametrize("sentence", NO_DATES.strip().splitlines())
def test_numbers_and_names_are_no_dates(read, sentence):
    """Years in titles, laws and budgets, counts and ordinals are not read."""
    assert [] == read(sentence, language="ja")


UNDATED = """
早期に
早期の
可能な限り早期に
できるだけ早期に
できる限り早い時期に
可及的速やかに
速やかに
近日中に
近い将来
適切な時期に
双方の都合の良い時期に
今後
将来的に
定期的に
随時
追って
"""


@pytest.mark.parametrize("words", UNDATED.strip().splitlines())
def test_a_time_without_a_bound_is_undated(read, words):
    """The phrase is found whole and has no window."""
    assert [(words, "undated")] == read(f"双方は、{words}協議を行う。", language="ja")


RHYTHMS = {
    "年1回": "1 per 1 year",
    "年１回程度": "1 per 1 year",
    "年2回": "2 per 1 year",
    "年に2回": "2 per 1 year",
    "年二回": "2 per 1 year",
    "少なくとも年1回": "1 per 1 year",
    "毎年": "1 per 1 year",
    "毎年5月に": "1 per 1 year",
    "隔年": "1 per 2 year",
    "隔年で": "none",
    "2年に1回": "1 per 2 year",
    "2年に一度": "1 per 2 year",
    "4年ごとに": "1 per 4 year",
    "四半期ごとに": "4 per 1 year",
    "四半期に1回": "4 per 1 year",
    "半年ごとに": "2 per 1 year",
    "半年に1回": "2 per 1 year",
    "6か月ごとに": "1 per 6 month",
    "毎月": "1 per 1 month",
    "月1回": "1 per 1 month",
    "月に2回": "2 per 1 month",
    "週1回": "1 per 1 week",
    "隔月": "1 per 2 month",
}


@pytest.mark.parametrize(("words", "rhythm"), RHYTHMS.items())
def test_a_rhythm_is_counted(read, words, rhythm):
    """How often something is done is read to so many times in so many units."""
    wanted = (words, rhythm) if rhythm != "none" else ("隔年", "1 per 2 year")
    assert [wanted] == read(f"双方は、{words}、協議を行う。", language="ja")


EVENTS = {
    "次回会合までに": "before 次回会合",
    "次回の会合までに": "before 次回の会合",
    "次回会合に向けて": "before 次回会合",
    "次回会合において": "at 次回会合",
    "次回会合で": "at 次回会合",
    "G20サミットの際に": "at G20サミット",
    "G7広島サミットに先立ち": "before G7広島サミット",
    "首脳会談の機会に": "at 首脳会談",
    "署名後": "after 署名",
    "発効後6か月以内に": "after 発効",
    "署名から30日以内に": "after 署名",
    "協定の署名の日から30日以内に": "none",
}


@pytest.mark.parametrize(("words", "relative"), EVENTS.items())
def test_an_event_tells_the_time(read, words, relative):
    """Before, at or after an event: the words that name it are kept, and no window is made."""
    found = read(f"双方は、{words}報告する。", language="ja")
    if relative == "none":
        assert not any(meaning.endswith(" by") for _, meaning in found)
    else:
        assert [(words, relative)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年5月に採択され、同年11月に署名された。",
            [("2021年5月", "2021-05 in"), ("同年11月", "2021-11 in")],
        ),
        ("2021年に署名され、翌年に発効した。", [("2021年", "2021 in"), ("翌年", "2022 in")]),
        ("2021年5月に署名され、同月に発効した。", [("2021年5月", "2021-05 in"), ("同月", "2021-05 in")]),
        ("2021年12月に署名され、翌月に発効した。", [("2021年12月", "2021-12 in"), ("翌月", "2022-01 in")]),
        ("次回会合は来年春に東京で開催する。", [("来年春", "2025-21 in")]),
        ("次回は秋に開催する予定。", [("秋", "2024-23 in ?")]),
    ],
)
def test_a_text_is_read_in_order(read, text, expected):
    """The same year and month are counted from what was named before."""
    assert expected == read(text, language="ja")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("9月17日及び18日", "2020-09-17/2020-09-18 in ?"),
        ("9月17日（木）", "2020-09-17 in"),
        ("9月17日（金）", "unclear"),
        ("8月", "2020-08 in ?"),
        ("15日", "2020-09-15 in ?"),
        ("8月28日から9月2日まで", "2020-08-28/2020-09-02 in ?"),
    ],
)
def test_the_report_of_a_meeting_looks_back(read, words, expected):
    """With the tense "past" a day without its year is the latest one."""
    found = read(f"{words}、会合が開催された。", language="ja", published=date(2020, 9, 25), tense="past")
    assert [(words, expected)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("覚書に基づき、5月に専門家会合を開催する。", [("5月", "2024-05 in ?")]),
        ("次回会合は12月に開催した後に決める。", [("12月", "2024-12 in ?")]),
        ("第3回会合を12月に開催した。", [("12月", "2023-12 in ?")]),
    ],
)
@pytest.mark.parametrize("tense", ["past", "future"])
def test_the_sentence_tells_whether_it_looks_back(read, tense, text, expected):
    """A sentence that ends in した looks back, one about the next meeting ahead, whatever tense is given."""
    assert expected == read(text, language="ja", tense=tense)


def test_another_fiscal_year_may_be_given(read):
    """Japanese texts mean Japan's fiscal year unless another beginning is given."""
    assert [("2025年度", "2025-01-01/2025-12-31 in")] == read("2025年度に行う。", language="ja", fiscal=1)
