"""Tests of the rules for the next round."""

import pytest

TAKEN = [
    (
        "next-meeting firm",
        (
            "The two sides agreed to hold the next round of the Consultations in Tokyo on a "
            "mutually convenient date."
        ),
    ),
    ("next-meeting firm", "It was agreed to hold the next meeting in New Delhi in 2026."),
    (
        "next-meeting firm",
        (
            "It was decided that the next round of consultations would be held in Tokyo at a "
            "mutually convenient time."
        ),
    ),
    ("next-meeting firm", "Both sides agreed to convene the 7th round in the first half of 2026."),
    ("next-meeting firm", "The next meeting of the Dialogue will be hosted by India."),
    ("next-meeting firm", "The Ministers agreed to meet again within a year."),
    ("next-meeting firm", "They agreed to reconvene in New Delhi next spring."),
    ("next-meeting firm", "The two sides concurred on holding the next Consultations in India in 2026."),
    ("next-meeting firm", "The sides agreed that the next round would take place in Tokyo."),
    (
        "next-meeting soft",
        ("The two sides look forward to the next round of the Dialogue, to be held in Tokyo in 2026."),
    ),
    ("next-meeting soft", "The next Dialogue is expected to be held in New Delhi in early 2026."),
    ("next-meeting soft", "The next round is tentatively scheduled for March 2026 in Tokyo."),
    ("next-meeting firm", "The seventh round of the dialogue will be held in Tokyo next year."),
    ("next-meeting firm", "The next Joint Committee meeting is scheduled for the second quarter of 2026."),
    ("next-meeting firm", "Dates for the next round will be fixed through diplomatic channels."),
    (
        "next-meeting firm",
        ("The two sides agreed on the dates of the next round, which will take place in Tokyo in May 2026."),
    ),
    ("next-meeting firm", "Japan will host the next Dialogue in 2026."),
    ("next-meeting firm", "It was also agreed that Tokyo would host the next round in 2026."),
    ("next-meeting firm", "The next meeting in this format is to take place in Tokyo in the autumn."),
    ("next-meeting firm", "Both sides agreed to hold the next round of talks at a mutually agreed date."),
    (
        "next-meeting firm",
        ("The next Foreign Office Consultations will be held in Tokyo at mutually convenient dates."),
    ),
    (
        "next-meeting firm",
        ("The Co-Chairs agreed to convene the next Joint Working Group meeting in Tokyo in 2026."),
    ),
    ("next-meeting firm", "Ministers agreed to meet again in 2026 in Tokyo."),
    (
        "next-meeting soft",
        ("Ministers looked forward to the next 2+2 Ministerial Consultations, to be held in Japan in 2026."),
    ),
    ("next-meeting firm", "The Meeting agreed that the next Dialogue will be held in India in 2026."),
    (
        "next-meeting firm",
        ("It was agreed to hold the next round of political consultations in Tokyo in 2026."),
    ),
    ("next-meeting firm", "The next session would be held in New Delhi in 2026, the ministry added."),
    (
        "next-meeting firm",
        ("The dialogue is held annually, with the next round scheduled for June 2026 in New Delhi."),
    ),
    ("next-meeting firm", "Next meeting: New Delhi, June 2026."),
    ("next-meeting soft", "The two sides welcomed India's offer to host the next round of the Dialogue."),
    ("next-meeting firm", "India accepted Japan's invitation to hold the next round in Tokyo."),
    ("next-meeting firm", "The venue of the next meeting will be New Delhi."),
    ("next-meeting firm", "Another round of talks will be held in Tokyo next month."),
    ("next-meeting firm", "The two sides will hold a further round of talks in May."),
    ("next-meeting firm", "The parties will meet in the same format in New Delhi in 2026."),
    ("next-meeting firm", "The seventh round is set for early 2026 in New Delhi."),
    ("next-meeting soft", "It is planned to hold the next round in New Delhi in 2026."),
    ("next-meeting firm", "It has been agreed to hold the next round in New Delhi in 2026."),
    (
        "next-meeting firm",
        ("Co-chairs decided to hold the 7th Japan-India Cyber Dialogue in India next year."),
    ),
    ("next-meeting soft", "India expressed its readiness to host the next round in 2026."),
    ("next-meeting firm", "The Committee will hold its seventh session in Tokyo in 2026."),
    (
        "next-meeting firm",
        (
            "The sides exchanged views and agreed to hold the next consultations in Tokyo in "
            "the second half of 2026."
        ),
    ),
    ("next-meeting firm", "The next Japan-India Cyber Dialogue will take place in 2026 in Japan."),
    (
        "next-meeting firm",
        ("The date and venue of the next meeting will be agreed through diplomatic channels."),
    ),
    ("next-meeting firm", "The sides decided that the next meeting be held in Tokyo."),
    ("next-meeting firm", "The next edition of the Dialogue is slated for the first half of 2026 in Tokyo."),
    ("next-meeting firm", "Next year's dialogue will be hosted by India."),
    ("next-meeting firm", "Both sides will meet for the 7th round next year in Tokyo."),
    ("next-meeting firm", "Japan handed over the chair to India, which will host the seventh round in 2026."),
    ("next-meeting firm", "The talks ended with an agreement to convene the next round in Tokyo in 2026."),
    ("next-meeting firm", "The parties also set June 2026 as the date of the next round."),
    ("next-meeting firm", "Both delegations agreed to continue the talks and to meet again in autumn."),
    ("next-meeting firm", "The seventh meeting is to be held in Japan in 2026."),
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


def test_meeting_as_a_time(read):
    """What is to be done at or before the next meeting is something else."""
    assert ["deliver firm", "deliver firm"] == [
        read(one)
        for one in (
            "The results will be reported at the next meeting.",
            "The working group will publish a list before the next round.",
        )
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Another round of talks will be held in May.",
        "A new round of talks will be held in May.",
    ],
)
def test_another_round(read, sentence):
    """Another round is the next one, at the beginning of a sentence too."""
    assert "next-meeting firm" == read(sentence)


def test_dialogue_with_a_name_of_its_own(read):
    """The next round bears the name of the dialogue; under another name it is a meeting of others."""
    sentence = "The next Harbour Partnership Council will take place in Brussels in 2026."
    names = ("EU-Japan Harbour Partnership Council", "Japan-EU Fisheries Dialogue")
    assert ["next-meeting firm", "-"] == [read(sentence, ("EU", "JP"), name) for name in names]
