"""Which date in a sentence is the due date of its undertaking: a wrong one is worse than none."""

from datetime import date

import pytest

from servanda.documents.dates import phrases
from servanda.documents.drafting.due import NO_DUE, Due, due
from servanda.documents.flat import flat
from servanda.events.window import Window

PUBLISHED = date(2024, 2, 22)


def _due(sentence, cue="agreed", kind="deliver", language="en"):
    plain = flat(sentence)
    found = phrases(plain, language, PUBLISHED, tense="future")
    at = plain.index(cue) + len(cue) if language == "en" else plain.index(cue)
    return due(plain, found, at, PUBLISHED, language, kind)


def _edtf(*args, **named):
    window = _due(*args, **named).window
    return window and window.edtf


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("They agreed to paint the cranes by the end of 2024.", "../2024-12-31"),
        ("They agreed to paint the cranes in 2025.", "2025"),
        ("By June 2024, they agreed, the cranes are to be painted.", "../2024-06-30"),
        ("They agreed to publish a report, to be issued in May 2024.", "2024-05"),
        ("They agreed to publish it ahead of the harbour summit in May 2024.", "../2024-05-31"),
        ("They agreed to publish it in time for the 2025 Expo on 3 May 2025.", "../2025-05-03"),
        ("They agreed to meet in 2025, on 3 June 2025.", "2025-06-03"),
        ("They agreed to paint the cranes.", None),
        ("They agreed to carry out the plan signed in March 2024.", None),
        ("They agreed to build on the report that was published in 2021.", None),
        ("They agreed on the Action Plan 2025.", None),
        ("They agreed to paint the cranes at an early date.", None),
        ("They agreed to paint cranes from 2025 on.", None),
        ("They agreed to paint the cranes, originally due in May 2024.", None),
        ("They agreed to paint cranes over the next three years.", None),
        ("They agreed to paint the cranes, adding that ships will come in 2025.", None),
        ("They agreed to paint cranes in May 2024 and quays in June 2024.", None),
        ("They agreed to answer within 30 days of the request.", None),
        ("They agreed to paint the cranes in 2021.", None),
        ("They agreed to paint cranes in early 2026 and to paint quays by 2028.", None),
        ("They agreed to paint the cranes following the storm of 24 May.", None),
        ("They agreed to paint the cranes in response to the flood in May 2024.", None),
    ],
)
def test_what_is_delivered_by_when(sentence, edtf):
    """Past deeds, titles, beginnings, durations and other matters have dates of their own."""
    assert edtf == _edtf(sentence)


@pytest.mark.parametrize(
    ("kind", "edtf"), [("cooperate", None), ("support", None), ("other", None), ("deliver", "2025-05")]
)
def test_the_day_of_an_event_is_none_of_a_lasting_undertaking(kind, edtf):
    """To cooperate on an event that is named with its day is not to be done then."""
    assert edtf == _edtf("They agreed to work on the harbour exhibition in May 2025.", kind=kind)


def test_a_next_meeting_has_the_date_before_its_cue():
    """It may stand in the middle of the sentence."""
    sentence = "The next round is planned for May 2025 in Ghent, they agreed."
    assert ["2025-05", None] == [_edtf(sentence, kind=kind) for kind in ("next-meeting", "deliver")]


@pytest.mark.parametrize(
    ("sentence", "remark"),
    [
        ("They agreed to meet.", ""),
        ("They agreed to meet in due course.", "“in due course”: no date can be read from that."),
        (
            "They agreed to paint cranes in May 2024 and quays in June 2024.",
            "The sentence has more than one date (“in May 2024”, “in June 2024”); "
            "which is due, a reader decides.",
        ),
        (
            "They agreed to meet in May.",
            "“in May” does not state the year; read from the day of the document.",
        ),
        (
            "They agreed to paint it before the next round.",
            "“before the next round”: the date of the next round is not stated here.",
        ),
    ],
)
def test_a_doubt_is_remarked(sentence, remark):
    """What the reviewer should know of the date, or of why there is none."""
    assert remark == _due(sentence).remark


def test_a_due_date_tells_its_place():
    """The code points of its words."""
    sentence = "They agreed to paint it by May 2024."
    window = Window("../2024-05-31", "by May 2024")
    assert Due(window, sentence.index("by"), sentence.index("by") + 11) == _due(sentence)
    assert Due(None) == NO_DUE


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("双方は、2025年春までに報告書を公表することで一致した。", "../2025-05-31"),
        ("双方は、令和6年12月に起重機を塗ることで一致した。", "2024-12"),
        ("双方は、2025年に開催された会合を踏まえ協力することで一致した。", None),
        ("双方は、起重機を塗ることで一致した。", None),
        ("双方は、2025年春に東京で開催予定の万国博に協力することで一致した。", None),
        ("双方は、今後3年間で30名を受け入れることで一致した。", None),
        ("双方は、2025年が国交60周年に当たることを踏まえ協力することで一致した。", None),
        ("双方は、2025年6月に期限を迎える覚書を更新することで一致した。", None),
        ("双方は、2025年末の完成に向けて協力することで一致した。", None),
    ],
)
def test_japanese_dates_stand_before_what_is_done(sentence, edtf):
    """One that is followed by a deed of the past is none."""
    assert edtf == _edtf(sentence, cue="一致", language="ja")
