"""What all events have in common: immutable, exact, and stored without what was left out."""

import pytest
from pydantic import ValidationError

from servanda.events.meeting import MeetingHeld
from servanda.events.registry import make


def test_data_leave_out_what_was_left_out():
    """Fields that were not given, or given empty, are not stored."""
    event = make("meeting-held", {"occurred": "2023", "round": 22, "place": None, "hosts": [], "note": None})
    assert event.data() == {"occurred": {"edtf": "2023"}, "round": 22}


def test_a_correction_keeps_what_it_takes_out():
    """In the changes of a correction, null and empty mean something and are stored."""
    changes = {"topic": None, "by": [], "titles": {}}
    data = {"occurred": "2024", "entry": "01890a5d-ac96-774b-bcce-b302099a8057", "reason": "x"}
    assert make("entry-corrected", data | {"changes": changes}).data()["changes"] == changes


def test_data_are_stored_in_one_spelling():
    """However a date, a party or a citation was given, the data hold it in its stored form."""
    event = make(
        "meeting-held", {"occurred": "FY2023", "round": "22", "hosts": ["japan"], "citations": ["mic-23"]}
    )
    assert event.data() == {
        "occurred": {"edtf": "2023-04-01/2024-03-31", "words": "FY2023"},
        "round": 22,
        "hosts": ["JP"],
        "citations": [{"source": "mic-23"}],
    }


def test_words_of_a_date_are_a_line():
    """The words a date was read from are text like any other: cleaned, bounded, without controls."""
    event = make("meeting-held", {"occurred": {"edtf": "2023", "words": " in 2023 "}, "round": 1})
    assert event.occurred.words == "in 2023"
    for words in ("a\u202eb", "two\nlines", "x" * 101):
        with pytest.raises(ValidationError, match="occurred"):
            MeetingHeld.model_validate({"occurred": {"edtf": "2023", "words": words}, "round": 1})


def test_events_do_not_change():
    """An event is a fact: its fields cannot be set."""
    event = make("meeting-held", {"occurred": "2023", "round": 22})
    with pytest.raises(ValidationError, match="frozen"):
        event.round = 23


def test_the_schema_describes_dates():
    """The JSON Schema of a date is its stored form, or the text alone that a draft may give."""
    window = MeetingHeld.model_json_schema()["properties"]["occurred"]
    stored, text = window["anyOf"]
    assert (stored["required"], stored["additionalProperties"]) == (["edtf"], False)
    assert text["type"] == stored["properties"]["words"]["type"] == "string"
    assert window["description"] == MeetingHeld.model_fields["occurred"].description
