"""Tests of the rules for what was confirmed to be meant."""

import pytest

TAKEN = [
    (
        "sign soft",
        ("Both sides expressed their readiness to sign a memorandum of understanding on cyber security."),
    ),
    ("support soft", ("Both sides reaffirmed their commitment to a free, open and inclusive Indo-Pacific.")),
    (
        "cooperate soft",
        ("Both sides reaffirmed their commitment to further strengthen bilateral cooperation."),
    ),
    ("cooperate soft", ("The two sides expressed their determination to deepen the strategic partnership.")),
    ("other soft", "They reiterated their resolve to combat terrorism together."),
    ("cooperate soft", "Both sides confirmed their intention to strengthen cooperation."),
    ("cooperate soft", "Both sides confirmed the strengthening of cooperation in the field of 5G."),
    ("cooperate soft", "The two sides affirmed continued cooperation on economic security."),
    ("support soft", "India reiterated its support for Japan's bid for a seat in the Council."),
    ("cooperate soft", ("The Indian side expressed its willingness to cooperate with Japan on rare earths.")),
    (
        "support soft",
        ("The Ministers reaffirmed their unwavering commitment to the rules-based international order."),
    ),
    ("cooperate soft", "We affirm our intention to work together on critical minerals."),
    ("support soft", "They reiterated their commitment to the multilateral trading system."),
]

REFUSED = [
    "They underlined the need to strengthen cooperation on supply chains.",
    "Both sides confirmed the importance of cooperation in the field of 5G.",
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


@pytest.mark.parametrize("word", ["cooperation", "co-operation", "collaboration"])
def test_spellings_of_cooperation(read, word):
    """Cooperation is meant in whatever spelling."""
    assert "cooperate soft" == read(f"Both sides confirmed {word} on standards.")


def test_will_of_nobody(read):
    """A will must be somebody's."""
    assert ["-", "other soft"] == [
        read(one)
        for one in ("Both sides expressed desire to change.", "Both sides expressed their desire to change.")
    ]


def test_what_an_official_confirms_of_a_party(verdicts):
    """An official binds nobody but the party whose support is named."""
    sentence = "The Director-General reaffirmed India's support for the efforts of Japan."
    assert [("IN",)] == [one.by for one in verdicts(sentence) if one.taken]
