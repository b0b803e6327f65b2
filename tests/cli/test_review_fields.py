"""The fields of a draft, typed as the command line takes them."""

import pytest

from servanda.cli.review_fields import data_with, field_named, fields_of, made, normal, typed, value_typed
from servanda.domain.decide import Draft
from servanda.errors import InvalidInputError, UnknownNameError
from servanda.events.registry import EVENT_TYPES

HASH = "a" * 64
VALUES = [
    ("meeting-held", "round", 23, "23"),
    ("meeting-held", "hosts", ["JP", "FR"], "JP; FR"),
    ("meeting-held", "occurred", {"edtf": "2023-11-09"}, "2023-11-09"),
    ("commitment-made", "due", {"edtf": "../2021-12-31", "words": "by = 2021"}, "../2021-12-31=by = 2021"),
    ("dialogue-established", "titles", {"en": "Talks", "ja": "協議"}, "en=Talks; ja=協議"),
    ("source-published", "dialogues", ["jp-fr-ict"], "jp-fr-ict"),
    ("cadence-agreed", "times", 2, "2"),
    ("membership-changed", "as_leads", True, "yes"),
    (
        "meeting-held",
        "citations",
        [{"source": "mic-2023", "start": 3, "end": 9, "sha256": HASH, "locator": "AI"}],
        f"mic-2023@3-9={HASH}#AI",
    ),
]


def field(type_, key):
    """The field of an event type."""
    return next(one for one in fields_of(type_) if one.key == key)


@pytest.mark.parametrize(("type_", "key", "value", "shown"), VALUES)
def test_a_value_is_shown_as_it_would_be_typed(type_, key, value, shown):
    """What is shown can be typed in again, and is the same value."""
    draft = Draft(type_, "jp-fr-ict", _complete(type_, {key: value}))
    named = field(type_, key)
    assert shown == typed(named, draft)
    again = data_with(draft, named, value_typed(named, shown))
    assert value == normal(draft, again, named)[key]


def _complete(type_, data):
    needed = {
        "meeting-held": {"round": 1},
        "commitment-made": {"text": "Report", "kind": "deliver"},
        "dialogue-established": {"titles": {"en": "Talks"}, "kind": "forum", "parties": ["JP"]},
        "source-published": {"titles": {"en": "Results"}},
        "membership-changed": {"joined": ["MIC"]},
    }
    return {**needed.get(type_, {}), "occurred": {"edtf": "2023"}, **data}


@pytest.mark.parametrize("type_", EVENT_TYPES)
def test_every_field_has_a_number_and_a_name(type_):
    """The stream is the first; each is found by its number, its name, and its name in the data."""
    fields = fields_of(type_)
    assert ("stream", list(range(1, len(fields) + 1))) == (fields[0].name, [one.number for one in fields])
    for one in fields:
        assert [one] * 3 == [field_named(fields, given) for given in (str(one.number), one.name, one.key)]


def test_the_nearest_name_is_offered():
    """Where there is one near."""
    with pytest.raises(UnknownNameError, match=r"no field 'topcs'\n  Did you mean topic"):
        field_named(fields_of("meeting-held"), "topcs")
    with pytest.raises(UnknownNameError, match=r"no field '99'\n  \? lists them"):
        field_named(fields_of("meeting-held"), "99")


@pytest.mark.parametrize(
    ("type_", "key", "answer", "said"),
    [
        ("meeting-held", "format", "hybird", "format: 'hybird' is not one of .*\n  Did you mean hybrid"),
        ("membership-changed", "as_leads", "perhaps", "as-leads: 'perhaps' is neither yes nor no"),
    ],
)
def test_what_is_none_of_the_choices_is_refused(type_, key, answer, said):
    """With the choices, and the nearest of them."""
    with pytest.raises(InvalidInputError, match=said):
        value_typed(field(type_, key), answer)


def test_names_are_brought_to_their_form():
    """As the event class has them: codes for countries, windows for dates."""
    draft = Draft("meeting-held", "jp-fr-ict", {"round": 1, "occurred": {"edtf": "2023"}})
    hosts, when = field("meeting-held", "hosts"), field("meeting-held", "occurred")
    assert ["FR"] == normal(draft, data_with(draft, hosts, value_typed(hosts, "France;")), hosts)["hosts"]
    given = data_with(draft, when, value_typed(when, "FY2023"))
    assert {"edtf": "2023-04-01/2024-03-31", "words": "FY2023"} == normal(draft, given, when)["occurred"]


def test_what_is_drawn_from_the_ledger_may_be_missing():
    """A commitment has no address yet, and its day may be that of the round."""
    draft = Draft("commitment-made", "jp-fr-ict", {"text": "Report", "kind": "deliver", "round": 22})
    assert "jp-fr-ict/1" == made(draft).data()["ref"]
    with pytest.raises(InvalidInputError, match="'JP' is not a slug"):
        made(Draft("commitment-made", "JP", draft.data))
