"""What an event of a dialogue must hold to mean something."""

import pytest

from servanda.errors import InvalidInputError
from servanda.events.registry import make

CHECKED = {"occurred": "2025-02-03", "through": "2025-02-01"}


def test_a_change_of_membership_names_someone():
    """Somebody joined or left; otherwise nothing happened."""
    assert make("membership-changed", {"occurred": "2022", "left": ["de"]}).left == ("DE",)
    with pytest.raises(InvalidInputError, match="at least one party or body that joined or left"):
        make("membership-changed", {"occurred": "2022"})


def test_coverage_reaches_to_a_day():
    """Somebody looked up to a certain day."""
    assert make("coverage-checked", CHECKED).through == "2025-02-01"


@pytest.mark.parametrize(
    "through",
    [
        "2025",
        "2025-02",
        "2023-02-31",
        "2023-13-01",
        "0000-01-01",
        "２０２３-０１-０１",
        "2025-02-01\n",
        "",
        2025,
    ],
)
def test_coverage_does_not_reach_to_no_day(through):
    """A month, or a day that no calendar has, is refused by its field."""
    with pytest.raises(InvalidInputError, match="through: "):
        make("coverage-checked", CHECKED | {"through": through})


@pytest.mark.parametrize(
    ("field", "value"), [("times", 0), ("times", 367), ("every", 0), ("every", 101), ("per", "day")]
)
def test_cadence_within_reason(field, value):
    """A cadence counts meetings in weeks, months or years, within bounds."""
    with pytest.raises(InvalidInputError, match=f"{field}: "):
        make("cadence-agreed", {"occurred": "2020", field: value})


def test_a_dialogue_has_parties():
    """A dialogue is between somebody, each named once."""
    data = {"occurred": "2010", "titles": {"en": "Forum"}, "kind": "forum"}
    for parties in ([], ["JP", "jp"]):
        with pytest.raises(InvalidInputError, match="parties: "):
            make("dialogue-established", data | {"parties": parties})


@pytest.mark.parametrize(("through", "accepted"), [("2025-02-03", True), ("2025-02-04", False)])
def test_nobody_looks_beyond_the_day_of_looking(through, accepted):
    """Somebody looked up to the day on which they looked at most."""
    if accepted:
        assert make("coverage-checked", CHECKED | {"through": through}).through == through
    else:
        with pytest.raises(InvalidInputError, match="through: 2025-02-04 is after the day"):
            make("coverage-checked", CHECKED | {"through": through})
