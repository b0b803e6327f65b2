"""Tests of the rules for sentences as a whole."""

import pytest

REFUSED = [
    "The last round of the Dialogue was held in Tokyo in 2023.",
    "The previous meeting took place in New Delhi in March 2024.",
    "The two sides reviewed progress since the last meeting and welcomed the results.",
    "The two Ministers shared the view that the rule of law is important.",
    "The two sides shared the recognition that supply chain resilience is becoming more important.",
    "Both sides expressed satisfaction at the progress made in bilateral relations.",
    "The two sides exchanged views on regional and international issues of mutual interest.",
    "The two sides discussed ways to strengthen cooperation in the field of space.",
    "The Indian side highlighted the importance of early conclusion of the agreement.",
    "The two sides welcomed the signing of the memorandum last year.",
    "India invited Japan to participate in the summit in February.",
    "Japan proposed holding an expert meeting in the autumn.",
    "The delegation called on the Minister of External Affairs.",
    "The meeting provided an opportunity to review the whole range of relations.",
    "We welcome the progress made on the project.",
    "We recognise the need for predictable rules.",
    "We condemn the attacks in the strongest terms.",
    "The two sides noted with satisfaction that trade had doubled.",
    "Both sides confirmed the progress made since the last meeting.",
    "The two sides affirmed that the Comprehensive Strategic Partnership is advancing steadily.",
    "Both sides had a frank exchange of views on the situation in the region.",
    "The text of the joint statement is attached.",
    "Japan and India established the Dialogue in 2015.",
    "The Dialogue was established in 2015 on the basis of the agreement between the two leaders.",
    "The Minister thanked his counterpart for the warm hospitality.",
    '"Our relations have never been better," the Minister said.',
    "The two sides should respect each other, he said.",
    "He called on both sides to implement the consensus reached by the leaders.",
    "The Ministers underscored their shared interest in a stable Indo-Pacific.",
    "Ministers recognised the significant progress made under the Partnership.",
    "Ministers noted the upcoming visit of the Prime Minister in November.",
    "We underscore the importance of freedom of navigation.",
    "We call on all states to respect international law.",
    "We reiterate our concern about the situation in the South China Sea.",
    "The Meeting noted the progress of the ASEAN Digital Masterplan 2025.",
    "The Meeting welcomed Japan's proposal to host a seminar.",
    "The Meeting expressed its sincere appreciation to the Government of Japan for the warm hospitality.",
    "Both sides took note of the outcomes of the expert-level meetings.",
    "Commissioner and Minister discussed the state of play of bilateral relations.",
    "The EU expressed its readiness.",
    "The dialogue confirmed the commitment of both sides.",
    "The sides noted the dynamic development of bilateral relations.",
    "The parties discussed the schedule of upcoming high-level visits.",
    "During the consultations, the sides considered the prospects of trade and economic cooperation.",
    "The head of the Indian delegation also held a meeting with the Deputy Prime Minister.",
    "He conveyed an invitation to visit India at a convenient time.",
    "The meeting also reviewed the implementation of decisions taken at the fifth meeting.",
    "The two sides called for early finalisation of the pending agreements.",
    "The Indian side requested Japan to consider simplifying visas.",
    "Both sides stressed that trade should be balanced.",
    "The companies signed a contract for the supply of equipment.",
    "Trade between the two countries reached USD 20 billion last year.",
    "The talks come as Seoul prepares to host the summit in May.",
    "The two officials met on the sidelines of the forum.",
    "The UK government published its strategy in 2022.",
    "The Chair thanked participants and closed the meeting.",
    "Participants are requested to register by 5 June.",
    "In order to ensure peace, both sides must cooperate.",
    "Both sides may consider further steps.",
    "Both sides could explore new areas.",
    "Cooperation in the field of health has been strengthened in recent years.",
    "They were in agreement that the situation is serious.",
    "Preparations for the next meeting were discussed.",
    "The next step is the adoption of the plan.",
]


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


def test_verdicts_stand_in_the_order_of_the_words(verdicts):
    """What a sentence says first is judged first."""
    sentence = "Both sides agreed to publish a list, intend to meet experts, and will exchange views."
    places = [one.at for one in verdicts(sentence)]
    assert sorted(places) == places
    assert ["agreed", "intend", "will"] == [one.rule for one in verdicts(sentence)]


def test_line_that_introduces_a_list(verdicts):
    """It is not judged; its items are."""
    assert ["introduction"] == [one.rule for one in verdicts("Both sides agreed to publish:")]


def test_what_a_speaker_says_to_stand_for(read):
    """In quotation marks it is no undertaking, outside it is."""
    assert ["-", "support soft"] == [
        read(one)
        for one in ('"We are committed to the rule of law."', "We are committed to the rule of law.")
    ]


def test_what_is_denied_in_the_line_before_a_list(read):
    """The line that introduces an item says whether they agreed to it."""
    for lead, expected in (
        ("Both sides agreed to ", "deliver firm"),
        ("Both sides failed to agree to ", "-"),
    ):
        assert expected == read(f"{lead}publish a list.", begins=len(lead), item=True)
