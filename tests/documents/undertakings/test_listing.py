"""Tests of the rules for lists of actions, pledges as nouns, and lines that name the next meeting."""

import pytest

ACTIONS = [
    ("Action: DSIT to circulate the draft terms of reference by 30 June.", ""),
    ("DSIT to share the register with India by June", "Agreed actions"),
    ("Share the register | India | By June", "Next steps"),
    ("Agreed action 3: India to publish the list", ""),
]


@pytest.mark.parametrize(("sentence", "topic"), ACTIONS)
def test_action_of_a_list(verdicts, sentence, topic):
    """An item of a list of actions binds the one to whom it is given."""
    rules = [one.rule for one in verdicts(sentence, ("GB", "IN"), topic=topic) if one.taken]
    assert ["action item"] == rules


def test_action_outside_a_list(read):
    """The same words elsewhere give nothing to anybody."""
    assert "-" == read("DSIT to share the register by June", ("GB", "IN"), topic="Background")


PLEDGES = [
    ("support firm", "a pledge by Japan to fund 250 places"),
    ("deliver firm", "New agreement between the two countries to launch a pilot"),
    ("deliver soft", "a plan to publish the list"),
]


@pytest.mark.parametrize(("expected", "sentence"), PLEDGES)
def test_pledge_as_an_item(read, expected, sentence):
    """An item that names a pledge is one; a plan is a soft one."""
    assert expected == read(sentence, item=True)
    assert "-" == read(sentence)


LABELS = [
    ("Next meeting: Oslo, June 2025", ""),
    ("Date and place of the next meeting: Oslo", ""),
    ("To be held in Oslo in June 2025.", "5. Next meeting"),
    ("June 2025", "Date of the next round"),
]


@pytest.mark.parametrize(("sentence", "topic"), LABELS)
def test_line_that_names_the_next_meeting(read, sentence, topic):
    """Minutes name the next meeting without a verb."""
    assert "next-meeting firm" == read(sentence, topic=topic)


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        ("deliver firm", "Forming a joint team to follow up on the projects;"),
        ("discuss firm", "Exchanging information on food security;"),
        ("cooperate firm", "Cooperation between the universities of both countries."),
        ("-", "The minutes were long."),
    ],
)
def test_what_was_decided_as_items(read, expected, sentence):
    """Under "the following recommendations" an item names what was decided, without a verb of its own."""
    lead = "The two sides signed the minutes, which included the following recommendations "
    assert expected == read(lead + sentence[:1].lower() + sentence[1:], begins=len(lead), item=True)


def test_both_sides_to_do_something(read):
    """Given to both sides, or to a party by its name, any verb will do."""
    for who in ("Both sides", "India"):
        assert "deliver firm" == read(f"{who} to nominate and appoint experts", topic="Agreed actions")
        assert "other firm" == read(f"{who} to ride bicycles", topic="Agreed actions")
    assert "-" == read("Both sides looked forward to cycling", topic="Agreed actions")
