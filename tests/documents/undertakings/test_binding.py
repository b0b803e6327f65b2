"""Tests of the rules for who is bound."""

import pytest

REFUSED = [
    "Japan will hold a general election in October.",
    "The Government of India will introduce a Data Protection Bill in Parliament.",
    "The OECD will publish its report in the spring.",
    "The Digital Services Act will apply to all platforms from February 2024.",
    "Analysts say the two countries will find it hard to agree.",
    "The ministry said it will review the proposal.",
    "Tokyo is set to host the Expo in 2025.",
    "This will be followed by a reception.",
    "The Commission will propose legislation in 2026.",
    "Member States will submit their plans by June.",
    "The next generation of networks will be faster.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


BOUND = [
    (
        ("CN",),
        ("CN", "JP"),
        "China is ready to work with Japan to deepen cooperation, the spokesperson said.",
    ),
    (("AU",), ("JP", "AU"), "Australia will provide $20 million over four years to support the programme."),
    (("EU",), ("EU", "IN"), "The EU expressed its readiness to support India in this endeavour."),
    (("GB",), ("GB", "IN"), "The UK will contribute GBP 10 million to the fund for clean energy in India."),
    (("JP",), ("JP", "IN"), "Japan will provide technical assistance to India for the project."),
    (("JP",), ("JP", "IN"), "The Japanese side pledged 50 million dollars for the port."),
    (("JP", "IN"), ("JP", "IN"), "Japan and India will work together on open networks."),
    ((), ("JP", "IN"), "Both sides agreed to continue consultations."),
    (("JP",), ("JP", "IN"), "Japan will host the next Dialogue in 2026."),
    (("IN",), ("JP", "IN"), "The next meeting of the Dialogue will be hosted by India."),
]


@pytest.mark.parametrize(("by", "parties", "sentence"), BOUND)
def test_who_is_bound(verdicts, by, parties, sentence):
    """One side binds itself, a host alone; of both sides together none is named apart."""
    assert [by] == [one.by for one in verdicts(sentence, parties) if one.taken][:1]


REASONS = [
    (
        "Japan will hold a general election.",
        "one side says what it does itself, and nothing towards the others",
    ),
    ("Japan will support its own companies abroad.", "one side says what it does at home"),
    ("The OECD will publish its report.", "OECD is no party to the dialogue"),
    ("Korea will join the talks with Japan.", "KR is no party to the dialogue"),
    ("The next NATO Summit will be held in May.", "it is a meeting of others"),
    ("It will continue.", "it does not say who"),
    ("Demand will double.", "it describes what something will be or bring"),
    ("Farmers will publish a list.", "“Farmers” is no party to the dialogue"),
    ("The working group will amend the budget.", "it is a domestic plan"),
    ("The fund, which will run for a year, was named.", "it describes a thing that is named in passing"),
]


@pytest.mark.parametrize(("sentence", "why"), REASONS)
def test_why_it_binds_nobody(verdicts, sentence, why):
    """A sentence is refused with the reason, in the words that the trace shows."""
    assert [why] == [one.why for one in verdicts(sentence)]


def test_body_is_bound_under_its_own_name(verdicts):
    """A body of the dialogue is bound in the words of the text."""
    assert [("The working group", ())] == [
        (one.body, one.by) for one in verdicts("The working group will report the results.")
    ]


def test_what_stands_beside_the_next_meeting_keeps_its_kind(verdicts):
    """A cue whose sentence names the next meeting remembers what it would be without it."""
    sentence = "Both sides agreed to continue consultations, and the next round will be held in Tokyo."
    assert ("next-meeting", "discuss") == (verdicts(sentence)[0].kind, verdicts(sentence)[0].besides)
