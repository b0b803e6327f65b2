"""How often a dialogue meets."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "rhythm"),
    [
        ("The dialogue is held once a year.", (1, "year", 1)),
        ("Both sides agreed that the dialogue would be held twice a year.", (2, "year", 1)),
        ("They will meet every two years.", (1, "year", 2)),
        ("The dialogue takes place annually, alternately in both countries.", (1, "year", 1)),
        ("The working group will publish a report on the dialogue held, once a year.", None),
        ("The harbour is painted once a year.", None),
        ("The dialogue was held.", None),
    ],
)
def test_the_rhythm_of_the_dialogue_itself(release, sentence, rhythm):
    """Not that of reports, working groups or other things."""
    found = release(sentence).of("cadence-agreed")
    values = [(one.data["times"], one.data["per"], one.data["every"]) for one in found]
    assert ([rhythm] if rhythm else []) == values


def test_there_is_one_rhythm(release):
    """The first one that is told."""
    found = release("The dialogue is held once a year.", "The dialogue is held twice a year.").of(
        "cadence-agreed"
    )
    assert [1] == [one.data["times"] for one in found]
