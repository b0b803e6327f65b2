"""Values of records and of events in few words."""

import pytest

from servanda.domain.records import Cadence
from servanda.events.window import Window
from servanda.presentation.values import in_words, passage

CITED = {"source": "mic-2023", "locator": "1. Summary", "start": 10, "end": 20, "sha256": 64 * "a"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "not stated"),
        ("", "not stated"),
        ((), "not stated"),
        ([], "not stated"),
        ("Share results", "Share results"),
        ("2024", "2024"),
        (0, "0"),
        (22, "22"),
        (Window("../2021-12-31"), "by 2021-12-31"),
        (Window("2021-04-01/2022-03-31", "FY2021"), "FY2021"),
        (Window("../.."), "not stated"),
        ({"edtf": "2021-23", "words": "in autumn"}, "autumn 2021"),
        ({"edtf": "2021-23"}, "autumn 2021"),
        (("JP", "FR"), "JP, FR"),
        (["JP"], "JP"),
        ([{"source": "mic-2023"}, CITED], "mic-2023, mic-2023, 1. Summary, characters 10-20"),
        (Cadence(2, 1, "year", ("JP", "FR"), Window("2021"), 4), "twice a year, hosts in turn JP, FR"),
        ({"en": "Consultations", "ja": "政策協議"}, "en: Consultations, ja: 政策協議"),
        ({"en": ""}, "en: not stated"),
    ],
)
def test_in_words(value, expected):
    """Dates as everywhere, lists by their items, mappings by their names; nothing is not stated."""
    assert expected == in_words(value)


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (CITED, "mic-2023, 1. Summary, characters 10-20"),
        ({"source": "mic-2023"}, "mic-2023"),
        ({"source": "mic-2023", "locator": "1. Summary"}, "mic-2023, 1. Summary"),
        ({"source": "mic-2023", "start": 0, "end": 9}, "mic-2023, characters 0-9"),
    ],
)
def test_a_passage(citation, expected):
    """The source, the heading, the place; as much of it as is recorded."""
    assert expected == passage(citation)
