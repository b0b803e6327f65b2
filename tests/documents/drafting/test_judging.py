"""Tests of what is taken of a sentence, in its document."""

from datetime import date

import pytest

from servanda.documents.dialogues import Name
from servanda.documents.drafting.judging import best, judged
from servanda.documents.drafting.page import Page
from servanda.documents.undertakings.verdict import refused, taken

HELD = date(2024, 2, 20)
PUBLISHED = date(2024, 2, 22)
OPENING = "Japan and India held the Cyber Dialogue on February 20, 2024.\n\n"
OPENING_JA = "令和6年2月20日、日本とインドはサイバー協議を開催しました。\n\n"
CYBER = Name(0, 0, "Cyber Dialogue", None)


@pytest.fixture
def last():
    """The last sentence of a text, with what came of it."""

    def trace(text, language="en", began=HELD, name="Cyber Dialogue"):
        opening = OPENING_JA if language == "ja" else OPENING
        page = Page.of(opening + text, PUBLISHED, language).between(("JP", "IN"))
        called = CYBER._replace(words=name if language == "en" else "サイバー協議")
        return list(judged(page, called, began))[-1]

    return trace


def agreed(kind="deliver", strength="firm", at=0, by=()):
    return taken("agreed", "they agreed", kind, strength, at, by=by)


def test_next_meeting_counts_before_all():
    """Of several undertakings in a sentence the next meeting counts, then a firm one, then the first."""
    meeting, firm, late, soft = (
        agreed("next-meeting", "soft", 9),
        agreed(at=5),
        agreed(at=7),
        agreed(strength="soft"),
    )
    assert [meeting, firm, soft] == [
        best(verdicts, "")
        for verdicts in ([soft, late, firm, meeting], [soft, late, firm], [soft, refused("hope", "none", 1)])
    ]


@pytest.mark.parametrize(
    ("words", "edtf"), [("until spring next year", "2025-21"), ("to 3 June 2024", "2024-06-03")]
)
def test_a_meeting_put_off_is_due_at_the_new_time(last, words, edtf):
    """And by no deadline: "until" belongs to the verb."""
    due = last(f"The seventh round has been postponed {words} because of the storm.").due
    assert edtf == due.window.edtf


def test_the_next_meeting_by_its_acronym(last):
    """The first letters of the name are a noun for its rounds, others are none."""
    named = "The next JIC meeting takes place in Delhi. The next {} will be convened in Tokyo in 2025."
    kinds = [last(named.format(noun), name="Japan-India Cyber Dialogue").chosen for noun in ("JICD", "ABC")]
    assert ["next-meeting", None] == [one and one.kind for one in kinds]


def test_nothing_is_taken():
    """Of refusals none counts."""
    assert (None, None) == (best([], ""), best([refused("hope", "a hope", 3)], ""))


def test_parties_of_the_parts_of_a_sentence():
    """Where each part after a semicolon binds one party, both are bound."""
    both = [agreed(by=("JP",)), agreed(at=4, by=("IN",))]
    assert [("JP", "IN"), ("JP",)] == [best(both, one).by for one in ("One; other", "One, other")]


def test_undertaking_with_its_due_date(last):
    """What is taken has the date by which it is due, at its place in the document."""
    traced = last("Both sides agreed to publish a list by June 2024.")
    assert ("deliver", "../2024-06-30") == (traced.chosen.kind, traced.due.window.edtf)
    assert len(OPENING) < traced.due.start < traced.due.end


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("In 2019 the two sides agreed to publish a list.", "en"),
        ("In 2023 the two sides agreed to launch the Dialogue.", "en"),
        ("昨年の首脳会談では、協力を強化することで一致した。", "ja"),
        ("In May 2023, both sides confirmed their commitment to free trade.", "en"),
        ("2019年の会合で、双方は、報告書を公表することで一致した。", "ja"),
    ],
)
def test_agreement_of_another_time(last, sentence, language):
    """What was agreed long before the meeting is a report of the past, with the words that say so."""
    traced = last(sentence, language)
    past = [one.why for one in traced.verdicts if one.rule == "report of the past"]
    assert traced.chosen is None
    assert past
    assert all(one.startswith("it tells what was agreed at another time (“") for one in past)


@pytest.mark.parametrize(
    "sentence",
    [
        "On February 19, 2024 the two sides agreed to publish a list.",
        "Since 2019 the two sides agreed to publish a list.",
        "The two sides agreed to publish the list of 2019.",
    ],
)
def test_agreement_of_this_meeting(last, sentence):
    """The eve of the meeting, a beginning, and the date of something else make it no report of the past."""
    assert "agreed" == last(sentence).chosen.rule


def test_item_is_read_after_its_lead(last):
    """An item of a list goes on from the line that introduces it."""
    traced = last("The two sides agreed to:\n\n- publish a list;\n- continue consultations.\n")
    assert ("discuss", "firm") == (traced.chosen.kind, traced.chosen.strength)


def test_second_undertaking_beside_the_next_meeting(last):
    """A sentence that promises the next meeting and something else besides makes both."""
    traced = last(
        "Both sides agreed to publish a list of experts in the field, and agreed that the next dialogue "
        "would be held in Tokyo in 2025."
    )
    assert ("next-meeting", "deliver") == (traced.chosen.kind, traced.besides.kind)


def test_meeting_again_is_no_second_undertaking(last):
    """To agree to hold the next meeting is one undertaking, with however many cues."""
    assert last("Both sides agreed to hold the next dialogue, which will be held in Tokyo.").besides is None


def test_dialogue_is_known_by_the_noun_of_its_name(last):
    """The last word of the dialogue's name means its next round."""
    assert "next-meeting" == last("The next Dialogue will be held in Tokyo.").chosen.kind


def test_without_a_name_of_the_dialogue():
    """A document whose dialogue has no name is judged all the same."""
    page = Page.of(f"{OPENING}The next round will be held in Tokyo.", PUBLISHED, "en").between(("JP", "IN"))
    assert "next-meeting" == list(judged(page, None, HELD))[-1].chosen.kind
