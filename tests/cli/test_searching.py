"""`search`: words in any record, English and Japanese."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("survey", ["jp-fr-ict/3"]),
        ("SURVEY results", ["jp-fr-ict/3"]),
        ("surv", ["jp-fr-ict/3"]),
        ("日仏", ["jp-fr-ict"]),
        ("政策協議", ["jp-fr-ict"]),
        ("総務省", ["jp-fr-ict", "jp-us-digital"]),
        ("フランス", ["jp-fr-ict"]),
        ("Ministry Internal Affairs", ["jp-fr-ict", "jp-us-digital"]),
        ("ｓｕｒｖｅｙ", ["jp-fr-ict/3"]),
        ("protection paris", ["jp-fr-ict 22"]),
        ("14th", ["#11", "mofa-2024-02-07-jp-us-14"]),
    ],
)
def test_found(desk, words, expected):
    """What holds all of the words is found, whatever their case or width; a beginning is enough."""
    assert expected == [hit["address"] for hit in desk.json(f"search {words}")]


@pytest.mark.parametrize(
    "words", ["quantum", "survey quantum", "'\"'", "'*'", "'quantum AND'", '"NEAR("', "''"]
)
def test_nothing_found(desk, words):
    """Nothing found is an answer, not an error, also for what the index would take for its own syntax."""
    result = desk(f"search {words}")
    assert (0, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("Nothing holds ")


def test_a_hit_names_its_kind_and_address(desk):
    """A hit can be shown at the address it names."""
    heading, row = desk("search survey").stdout.splitlines()
    assert ["KIND", "ADDRESS", "WHAT"] == heading.split()
    assert ["commitment", "jp-fr-ict/3"] == row.split()[:2]
    assert 0 == desk(f"show {row.split()[1]}").exit_code


def test_what_was_not_known_then_is_not_found(desk):
    """Search answers as of what was known, and for the day asked about."""
    assert [] == desk.json("search survey --known-at '#5'")
    assert [] == desk.json("search survey --on 2023-11-08")


def test_a_corrected_word_is_found_and_the_wrong_one_no_more(desk):
    """The index follows corrections."""
    desk("correct '#6' --text 'Share the figures' --reason 'not a survey'")
    assert [] == desk.json("search survey")
    assert ["jp-fr-ict/3"] == [hit["address"] for hit in desk.json("search share figures")]
