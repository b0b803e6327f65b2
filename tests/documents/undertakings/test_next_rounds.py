"""Tests of the rules for a round that is awaited or announced in passing."""

import pytest

REFUSED = [
    "We look forward to further strengthening our partnership.",
    "They looked forward to the early resumption of direct flights.",
    "They expressed hope that the treaty would be signed soon.",
    "The minister said China hopes that the two sides will respect each other's core interests.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


IN_PASSING = [
    ("next-meeting firm", "Experts met, with the next round scheduled for June 2026."),
    ("next-meeting soft", "Experts met, with the next round expected in June 2026."),
    ("next-meeting soft", "Both sides welcomed the Indian offer to host the next round."),
    ("next-meeting firm", "India accepted the invitation to hold the next round in Tokyo."),
    ("next-meeting firm", "The next round was put off from May to June."),
    ("next-meeting soft", "India offered to host the next round."),
    ("next-meeting soft", "The ministers looked forward to the next round, to be held in Tokyo."),
    ("-", "The ministers looked forward to the next round."),
    ("-", "The ministers looked forward to a good harvest in Japan."),
]


@pytest.mark.parametrize(("expected", "sentence"), IN_PASSING)
def test_round_in_passing(read, expected, sentence):
    """A round that is scheduled, moved or offered is announced; one awaited needs a time or place."""
    assert expected == read(sentence)


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("India offered to host the next round.", ("IN",)),
        ("Japan offered to provide training to India.", ("JP",)),
    ],
)
def test_who_offers_is_bound(verdicts, sentence, by):
    """An offer binds the side that makes it."""
    assert [by] == [one.by for one in verdicts(sentence) if one.taken]
