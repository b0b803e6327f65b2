"""Every event type: documented, exemplified, stored in one form, and refused in plain words."""

import json
import shlex

import pytest

from given import entry_id
from servanda.cli.event_options import data_from, options_of
from servanda.cli.recording import record_command
from servanda.errors import InvalidInputError, LedgerError, UnknownNameError
from servanda.events.base import Event
from servanda.events.registry import EVENT_TYPES, event_class, make, read

STORED = json.loads("""
{
"source-published": {"occurred": {"edtf": "2023-11-14"}, "citations": [{"source": "mic-2023"}],
  "note": "Two lines:\\nthe second.", "titles": {"en": "Results", "ja": "結果"}, "publisher": "MIC",
  "language": "en", "kind": "press-release", "url": "https://example.org/22", "dialogues": ["jp-fr-ict"],
  "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
"dialogue-established": {"occurred": {"edtf": "../2023-11-09", "words": "by the 22nd"},
  "titles": {"en": "ICT Consultations"}, "kind": "consultations", "parties": ["JP", "FR"], "leads": ["MIC"],
  "bodies": ["JICT"], "parent": "jp-fr", "aliases": ["ICT Dialogue"]},
"dialogue-renamed": {"occurred": {"edtf": "2023-03"}, "titles": {"en": "Digital"}, "aliases": ["DDE"]},
"membership-changed": {"occurred": {"edtf": "2022-12"}, "joined": ["PPC"], "left": ["DE"], "as_leads": true},
"cadence-agreed": {"occurred": {"edtf": "2021"}, "times": 2, "per": "year", "every": 1,
  "hosts": ["EU", "JP"]},
"dialogue-succeeded": {"occurred": {"edtf": "2022-24"}, "by": "jp-uk-digital"},
"dialogue-concluded": {"occurred": {"edtf": "2023-03-31"}, "reason": "Purpose met"},
"meeting-scheduled": {"occurred": {"edtf": "../2024-10-14"}, "round": "WTSA-24", "place": "New Delhi",
  "when": {"edtf": "2024-10-15/2024-10-24"}, "country": "IN", "format": "in-person", "hosts": ["IN"]},
"meeting-rescheduled": {"occurred": {"edtf": "2020-04~"}, "round": 5, "when": {"edtf": "2021"},
  "reason": "Travel was not possible"},
"meeting-cancelled": {"occurred": {"edtf": "2020-03"}, "round": 5, "reason": "Travel was not possible"},
"meeting-held": {"occurred": {"edtf": "2023-11-09"}, "round": 22, "place": "Paris", "country": "FR",
  "format": "hybrid", "level": "vice-ministers", "hosts": ["FR"], "chairs": ["MIC", "FR"], "bodies": ["MIC"],
  "topics": ["AI", "5G"], "title": "22nd Consultations",
  "citations": [{"source": "mic-2023", "locator": "1. Date", "start": 0, "end": 3, "exact": "abc",
    "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]},
"outcome-adopted": {"occurred": {"edtf": "2024-02-07"}, "title": "Joint Statement", "kind": "joint-statement",
  "signatories": ["JP", "US"], "round": 14, "topics": ["AI"]},
"commitment-made": {"occurred": {"edtf": "2023-11-09"}, "ref": "jp-fr-ict/1", "text": "Hold the 23rd round",
  "kind": "next-meeting", "strength": "firm", "by": ["JP", "FR"], "to": ["MIC"], "due": {"edtf": "2024"},
  "topic": "Next round", "round": 22, "for_round": 23},
"commitment-reaffirmed": {"occurred": {"edtf": "2024-11-26"}, "ref": "jp-fr-ict/2", "round": 23,
  "text": "Keep sharing", "strength": "soft"},
"commitment-amended": {"occurred": {"edtf": "2024-11-26"}, "ref": "jp-fr-ict/2", "text": "Share yearly",
  "strength": "soft", "by": ["JP"], "to": ["FR"], "reason": "Agreed anew"},
"commitment-rescheduled": {"occurred": {"edtf": "2024-11-26"}, "ref": "jp-fr-ict/1", "reason": "Diaries",
  "due": {"edtf": "2025-04-01/2026-03-31", "words": "FY2025"}, "agreed_by": ["JP", "FR"]},
"progress-reported": {"occurred": {"edtf": "2024-06"}, "ref": "jp-fr-ict/2", "text": "First reports shared"},
"commitment-fulfilled": {"occurred": {"edtf": "2024-06-14"}, "ref": "jp-fr-ict/2", "by": ["JP"],
  "through": "01890a5d-ac96-774b-bcce-b302099a8057"},
"commitment-withdrawn": {"occurred": {"edtf": "2024-11-26"}, "ref": "jp-fr-ict/2", "reason": "Overtaken"},
"commitment-superseded": {"occurred": {"edtf": "2024-11-26"}, "ref": "jp-fr-ict/2", "by_ref": "jp-eu/3"},
"commitment-reopened": {"occurred": {"edtf": "2025-01-15"}, "ref": "jp-fr-ict/2", "reason": "Recalled"},
"commitment-disputed": {"occurred": {"edtf": "[2025-01,2025-03]"}, "ref": "jp-fr-ict/2", "by": ["FR"],
  "text": "No report was received"},
"commitment-assessed": {"occurred": {"edtf": "2025-01-15"}, "ref": "jp-fr-ict/2", "assessor": "OECD",
  "scale": "0-5", "score": "3", "text": "Three of five parts done"},
"coverage-checked": {"occurred": {"edtf": "2025-02-03"}, "through": "2025-02-01", "where": "Press releases"},
"entry-corrected": {"occurred": {"edtf": "2025-02-03"}, "entry": "01890a5d-ac96-774b-bcce-b302099a8057",
  "reason": "season misread", "changes": {"due": {"edtf": "2021-23"}, "topic": null, "by": ["JP"]}},
"entry-voided": {"occurred": {"edtf": "2025-02-03"}, "entry": "01890a5d-ac96-774b-bcce-b302099a8057",
  "reason": "recorded twice"}
}
""")

DEFAULTS = {
    "source-published": {"kind": "other"},
    "membership-changed": {"as_leads": False},
    "cadence-agreed": {"times": 1, "per": "year", "every": 1},
    "commitment-made": {"strength": "firm"},
}

AT_LEAST_ONE = {"membership-changed": {"joined": ["PPC"]}, "commitment-amended": {"strength": "soft"}}

every_type = pytest.mark.parametrize("slug", EVENT_TYPES)


@every_type
def test_stored_data(slug):
    """What was once stored is read, and stored again, as the same JSON: no field is lost or renamed."""
    data = read(slug, 1, STORED[slug]).data()
    assert json.dumps(data, sort_keys=True) == json.dumps(STORED[slug], sort_keys=True)


@every_type
def test_stored_data_show_every_field(slug):
    """The pinned data hold every field of the type, so that none can change unnoticed."""
    common = {"citations", "note"}
    assert STORED[slug].keys() - common == EVENT_TYPES[slug].model_fields.keys() - common


@every_type
def test_what_is_left_out(slug):
    """Of what may be left out, only these values are stored; the meaning of old entries rests on them."""
    required = {name for name, field in EVENT_TYPES[slug].model_fields.items() if field.is_required()}
    least = {name: value for name, value in STORED[slug].items() if name in required}
    least |= AT_LEAST_ONE.get(slug, {})
    assert make(slug, least).data() == least | DEFAULTS.get(slug, {})


@every_type
def test_documented(slug):
    """Each type and each of its fields says in a sentence what it is; help and reference show that."""
    cls = event_class(slug)
    assert cls.type == slug
    assert cls.__doc__.strip().splitlines()[0].endswith((".", "?"))
    assert cls.summary()
    assert not cls.summary().endswith(".")
    for name, field in cls.model_fields.items():
        assert field.description, name
        assert field.description.endswith((".", ")")), name


@every_type
def test_example(slug):
    """The example of each type is a `servanda record` call that its options and fields accept."""
    cls = event_class(slug)
    command = record_command.get_command(None, slug)
    with command.make_context(slug, shlex.split(cls.example)) as context:
        data = data_from(options_of(cls), context.params)
    drawn = {"occurred": "2024", "ref": "jp-fr-ict/1"}
    ids = {"entry": entry_id(14)} if "entry" in data else {}
    wanted = {name: value for name, value in drawn.items() if name in cls.model_fields}
    assert isinstance(make(slug, wanted | data | ids), Event)


def test_each_stream_is_opened_by_one_type():
    """A dialogue and a source begin with one type each; mending entries belong to either."""
    opening = {cls.stream: slug for slug, cls in EVENT_TYPES.items() if cls.opens_stream}
    assert opening == {"dialogue": "dialogue-established", "source": "source-published"}
    assert [slug for slug, cls in EVENT_TYPES.items() if cls.stream == "any"] == [
        "entry-corrected",
        "entry-voided",
    ]


def test_unknown_type():
    """A type that does not exist is refused with the nearest one, or with where to find them."""
    with pytest.raises(UnknownNameError, match="no event type 'meeting-hold'") as refused:
        make("meeting-hold", {})
    assert refused.value.remedy == "Did you mean meeting-held?"
    with pytest.raises(UnknownNameError, match="servanda schema"):
        event_class("§")


def test_newer_type_in_the_log():
    """A log may hold a type that a newer program knows; that is said, and nothing guessed."""
    with pytest.raises(LedgerError, match="does not know the event type 'treaty-signed'") as refused:
        read("treaty-signed", 1, {})
    assert "upgrade" in refused.value.remedy


@every_type
def test_newer_version_in_the_log(slug):
    """So may a newer version of a type, even where its data would fit."""
    newer = EVENT_TYPES[slug].version + 1
    with pytest.raises(LedgerError, match=f"event type version {newer} of '{slug}'"):
        read(slug, newer, STORED[slug])


MEETING = {"occurred": "2023-11-09", "round": 22}
COMMITMENT = {"occurred": "2023-11-09", "ref": "jp-fr-ict/1", "text": "x", "kind": "sign"}
DIALOGUE = {"occurred": "2010", "titles": {"en": "x"}, "kind": "forum", "parties": ["JP"]}


@pytest.mark.parametrize(
    ("slug", "data", "said"),
    [
        ("meeting-held", {"occurred": "2023"}, ["round is missing"]),
        ("meeting-held", {}, ["occurred is missing; round is missing"]),
        ("meeting-held", MEETING | {"plaice": "Paris"}, ["plaice is not a field of this event"]),
        (
            "meeting-held",
            MEETING | {"occurred": "soon"},
            ["occurred: 'soon' is not a date.", "Accepted: 2024"],
        ),
        ("meeting-held", MEETING | {"occurred": "2023-02-30"}, ["'2023-02-30' is not a possible date"]),
        ("meeting-held", MEETING | {"round": "WTSA 24"}, ["round: 'WTSA 24' is not a round", "WTSA-24"]),
        ("meeting-held", MEETING | {"format": "live"}, ["format:", "'online' or 'hybrid' (given: 'live')"]),
        ("meeting-held", MEETING | {"place": 5}, ["place:", "valid string (given: 5)"]),
        (
            "meeting-held",
            MEETING | {"place": "a\x1bb"},
            ["place: holds the control character U+001B; remove it"],
        ),
        (
            "meeting-held",
            MEETING | {"country": "Japn"},
            ["country: 'Japn' is not a known party", "Did you mean"],
        ),
        ("meeting-held", MEETING | {"topics": ["AI", ""]}, ["topics.1: is empty"]),
        ("meeting-held", MEETING | {"topics": "AI"}, ["topics:", "(given: 'AI')"]),
        (
            "meeting-held",
            MEETING | {"citations": ["#3"]},
            ["citations.0: '#3' is not a citation; give SOURCE"],
        ),
        (
            "meeting-held",
            MEETING | {"citations": [{"source": "A b"}]},
            ["citations.0.source:", "(given: 'A b')"],
        ),
        ("commitment-made", COMMITMENT | {"due": {"edtf": "x"}}, ["due: 'x' is not a date. Accepted"]),
        ("commitment-made", COMMITMENT | {"ref": "two"}, ["ref:", "such as jp-fr-ict/2", "(given: 'two')"]),
        (
            "commitment-made",
            COMMITMENT | {"for_round": 23},
            ["for_round belongs to kind next-meeting, not to sign"],
        ),
        (
            "cadence-agreed",
            {"occurred": "2020", "times": 0},
            ["times:", "greater than or equal to 1 (given: 0)"],
        ),
        ("dialogue-established", DIALOGUE | {"titles": {}}, ["titles:", "at least 1", "(given: {})"]),
        ("dialogue-established", DIALOGUE | {"titles": {"en": ""}}, ["titles.en: is empty"]),
    ],
)
def test_refusal_in_plain_words(slug, data, said):
    """A refusal names the type, the field, the value, and what is accepted or where that is described."""
    with pytest.raises(InvalidInputError) as refused:
        make(slug, data)
    assert refused.value.message.startswith(f"{slug}: ")
    assert refused.value.remedy == f"`servanda schema {slug}` describes its fields."
    for text in said:
        assert text in refused.value.message
    assert "function-" not in refused.value.message
    assert "Value error" not in refused.value.message


def test_one_finding_for_one_mistake():
    """A value that is refused is not counted as missing on top."""
    with pytest.raises(InvalidInputError) as refused:
        make("dialogue-established", DIALOGUE | {"parties": ["Frnace"]})
    assert "at least 1 item" not in refused.value.message


def test_long_values_are_not_repeated():
    """A long value is not thrown back at the reader."""
    with pytest.raises(InvalidInputError) as refused:
        make("meeting-held", MEETING | {"format": "x" * 200})
    assert "xxx" not in refused.value.message


def leaves(value, path=()):
    """Every text of some JSON with the keys that lead to it; and every list."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from leaves(inner, (*path, name))
        case list():
            yield path, value
            for number, inner in enumerate(value):
                yield from leaves(inner, (*path, number))
        case str():
            yield path, value


def put(data, path, value):
    """A copy of some JSON with one value put otherwise."""
    copied = json.loads(json.dumps(data))
    at = copied
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return copied


@every_type
def test_every_value_has_its_bounds(slug):
    """No text may be longer than the longest, or hold what hides; no list may go on for ever."""
    # What a correction changes is checked in the event that it corrects.
    bounded = {name: value for name, value in STORED[slug].items() if name != "changes"}
    for path, value in leaves(bounded):
        if isinstance(value, list):
            spoilt = [value[:1] * 501, [f"nobody {number}" for number in range(20_000)]]
        else:
            marks = "\u0315\u0300" * 30_000
            spoilt = ["x" * 66_000, value + " " * 250_000 + "x", value + marks]
            spoilt += [f"{value[0]}{mark}{value[1:]}" for mark in "\x1b\u202e\u2028"]
        for given in spoilt:
            with pytest.raises(InvalidInputError) as refused:
                make(slug, put(STORED[slug], path, given))
            assert len(refused.value.message) < 1_000


def test_long_values_are_cut_where_the_message_names_them():
    """A message that quotes the value quotes its beginning; so with a long key."""
    with pytest.raises(InvalidInputError) as refused:
        make("dialogue-established", DIALOGUE | {"parties": ["x" * 9_000], "y" * 9_000: 1})
    assert "xxx" in refused.value.message
    assert "yyy" in refused.value.message
    assert len(refused.value.message) < 1_000


def test_many_mistakes_are_counted():
    """The first ten are told, the others are counted."""
    with pytest.raises(InvalidInputError, match=r"p9 is not a field of this event; and 15 more\n"):
        make("meeting-held", MEETING | {f"p{number}": 1 for number in range(25)})


def test_keys_are_shown_without_effect():
    """A key with a control character stands in the message as its escapes."""
    with pytest.raises(InvalidInputError) as refused:
        make("meeting-held", MEETING | {"\x1b[2J": 1})
    assert r"'\x1b[2J' is not a field of this event" in refused.value.message
