"""Tests of the rules for what will be done."""

import pytest

TAKEN = [
    ("deliver firm", ("The two sides will set up a task force on undersea cables by the end of the year.")),
    ("support firm", "Japan will provide technical assistance to India for the project."),
    ("support firm", "The Government of Japan will continue to support India's efforts in this area."),
    ("deliver firm", "The working group will report the results to the next Dialogue."),
    ("cooperate firm", "We will work together to promote open radio access networks."),
    ("discuss firm", "The two sides will continue discussions at the working level."),
    ("discuss firm", "Discussions on these issues will continue at expert level."),
    ("deliver firm", ("A joint workshop on cyber resilience will be held in the second half of the year.")),
    ("sign firm", "The two sides will sign the agreement in the coming months."),
    ("discuss firm", "We will convene a first meeting of the Cyber Working Group by the end of June."),
    ("cooperate firm", "The United States and India will collaborate on semiconductor supply chains."),
    ("cooperate firm", "Australia and Japan will continue to cooperate on regional maritime security."),
    ("discuss firm", "The EU and Japan will intensify their dialogue on semiconductors."),
    ("deliver firm", "Under the plan, the two countries will jointly develop small satellites."),
    ("discuss firm", "Experts from both sides will meet in June to discuss technical details."),
]

REFUSED = [
    "Japan explained its plan to revise the Telecommunications Business Act next year.",
    "India informed that it will launch a national quantum mission in 2026.",
    "The Indian side briefed on the upcoming elections, which will be held in May.",
    "Experts believe that demand will rise.",
    "The delegation will also visit the Indian Institute of Technology.",
    "The visit will further strengthen the relations between the two countries.",
    "The agreement will enter into force after the completion of domestic procedures.",
    "A press conference will be held after the meeting.",
    "Further details will be published on the website of the Ministry.",
    "Australia's contribution will help communities to recover.",
    "The Partnership will create jobs and growth in both countries.",
    "The foreign secretary will also call on the President.",
    'A spokesperson said: "We are committed to free trade."',
    "The event will bring together leaders from industry.",
    "The Prime Minister will visit Japan in May.",
    "The two Ministers will meet the press at 4 p.m.",
]


@pytest.mark.parametrize(("expected", "sentence"), TAKEN)
def test_what_is_undertaken(read, expected, sentence):
    """An undertaking is taken with its kind and strength."""
    assert expected == read(sentence)


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_is_no_undertaking(read, sentence):
    """An opinion, a report, a hope, somebody else's plan is none."""
    assert "-" == read(sentence)


def test_we_of_one_side(read):
    """In quotation marks "we" are those who speak: of one side they bind no other, of both they do."""
    sentence = '"We will launch a joint fund by 2026", {} said.'
    assert ["-", "deliver firm"] == [
        read(sentence.format(who), quoted=True) for who in ("the Indian minister", "the two ministers")
    ]
