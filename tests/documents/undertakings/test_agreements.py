"""Tests of the rules for what was agreed, decided or promised."""

import pytest

TAKEN = [
    ("discuss firm", "Both sides agreed to maintain close communication on these issues."),
    ("discuss firm", ("The two sides agreed to continue close consultations on matters of mutual interest.")),
    ("cooperate firm", "The two sides agreed to continue to work closely together."),
    (
        "cooperate firm",
        ("The two Ministers concurred on continuing to cooperate closely on regional issues."),
    ),
    (
        "discuss firm",
        ("Both sides agreed to exchange information on best practices in the area of digital skills."),
    ),
    ("deliver firm", "Both sides agreed to establish a joint working group on semiconductors."),
    ("sign firm", ("The two sides agreed to expedite the conclusion of the Agreement on Social Security.")),
    (
        "sign firm",
        ("The parties agreed to conclude negotiations on the Memorandum of Understanding by June 2026."),
    ),
    ("deliver firm", "The two sides agreed to launch a joint study on hydrogen."),
    ("discuss firm", "The two sides agreed to explore the possibility of a joint project."),
    ("discuss soft", "The two sides agreed that they should continue to discuss the issue."),
    ("cooperate firm", "Both sides decided to step up cooperation in the field of cyber security."),
    ("cooperate firm", "They decided to further enhance cooperation at the United Nations."),
    ("cooperate firm", "Ministers committed to work together to reform the WTO."),
    ("cooperate firm", "We commit to deepening our cooperation on artificial intelligence."),
    ("support soft", "We remain committed to the full implementation of the Paris Agreement."),
    ("discuss firm", "Both sides agreed to remain in close contact on the matter."),
    ("deliver firm", "The two sides agreed on organising a business forum in Mumbai in 2026."),
    (
        "cooperate firm",
        ("The two sides reached consensus on strengthening cooperation in the digital field."),
    ),
    ("discuss firm", "The sides agreed to continue the exchange of visits at various levels."),
    (
        "cooperate firm",
        ("It was agreed that both countries would coordinate their positions in multilateral fora."),
    ),
    ("cooperate firm", "Both sides concurred to further promote cooperation in this field."),
    ("support firm", ("The Japanese side pledged 50 million dollars for the reconstruction of the port.")),
    ("discuss firm", "India agreed to consider Japan's request favourably."),
    ("sign firm", "The two sides finalised the draft and agreed to sign it at an early date."),
    ("discuss firm", ("The two sides agreed to strengthen the exchange of information on cyber threats.")),
    (
        "discuss firm",
        ("Ministers agreed officials would meet before the end of the year to discuss next steps."),
    ),
    ("deliver firm", "The Meeting agreed to establish a Joint Coordinating Committee."),
    ("discuss firm", "The Meeting agreed to further discuss the matter at the next SOM."),
    ("other firm", ("Both sides agreed to work towards interoperability of their digital identity systems.")),
    ("deliver firm", "They agreed to launch a pilot project on mutual recognition of e-signatures."),
    ("sign firm", "The two sides agreed to start negotiations on an agreement on data flows."),
    ("discuss firm", "The parties agreed to maintain regular exchanges at all levels."),
    ("deliver firm", "The two sides decided to prepare a roadmap for 2026-2028."),
    (
        "discuss firm",
        ("Following the talks, an agreement was reached to continue the practice of regular consultations."),
    ),
    ("deliver firm", "Both countries have agreed to complete the project."),
    ("deliver firm", "The two sides agreed to complete the project by 2027."),
    ("deliver firm", "It was decided to form a joint committee to monitor implementation."),
    ("deliver firm", "The two sides agreed to expedite the opening of consulates."),
    ("support firm", "The Japanese side assured of its full support."),
    ("support firm", "The Japanese side assured India that it would continue to provide assistance."),
    ("deliver firm", "South Korea and Japan agreed Tuesday to launch a joint fund, officials said."),
    (
        "cooperate firm",
        ("The two sides agreed Friday to strengthen cooperation on supply chains, the ministry said."),
    ),
    ("deliver firm", "The UK and India have agreed to: launch a joint innovation centre"),
    ("cooperate firm", "Both countries committed to deepen collaboration in higher education."),
    ("cooperate firm", "The two sides pledged to deepen cooperation in higher education."),
    ("cooperate firm", "The two sides vowed to work together to tackle climate change."),
    ("cooperate firm", "There was agreement to step up cooperation against organised crime."),
    ("discuss firm", "Both delegations agreed that their experts will discuss the details."),
]

REFUSED = [
    "Both sides failed to agree to sign the treaty.",
    "Both sides were unable to agree on signing the treaty.",
    "Both sides have not yet agreed to hold the next round.",
    "Both sides did not confirm that they would establish a fund.",
    "Both sides do not intend to launch a fund.",
    "The ministers did not task officials to report by June.",
    "Both sides agreed to disagree on the treaty.",
    "Both sides could agree to cooperate.",
    "Both sides noted that Germany and Italy agreed to hold a summit.",
    "Both sides will never share data with each other.",
    "The Foreign Minister of Japan undertook a three-day visit to India.",
    "The two sides agreed that there is considerable potential for cooperation.",
    "They agreed on the importance of secure supply chains.",
    "Both sides agreed that the Dialogue had been useful.",
    "As agreed at the summit in 2024, the meeting was chaired at ministerial level.",
    "The two leaders agreed last year to restore ties.",
    "They agreed with the assessment of the experts.",
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


BOTH_WORDS = ("committed", "determined", "resolved")


@pytest.mark.parametrize("word", BOTH_WORDS)
def test_remaining_committed_to_a_principle(read, word):
    """What they remain committed to they stand by."""
    assert "support soft" == read(f"Both sides remain {word} to the full implementation of the Agreement.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Both sides agreed, also, also, also, alsox.",
        "Both sides agreed" + ", also" * 40 + "x",
    ],
)
def test_many_adverbs(verdicts, sentence):
    """However many adverbs follow, the search comes to an end."""
    assert [False] == [one.taken for one in verdicts(sentence)]


def test_comma_after_the_cue(verdicts):
    """A cue at the end of a clause names nothing."""
    assert ["agreed"] == [one.rule for one in verdicts("Both sides agreed, but the trend is clear.")]
