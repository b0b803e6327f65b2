"""`show` and `log`: addresses, JSON, the order of recording."""

import json
import re

import pytest


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("jp-fr-ict", {"slug": "jp-fr-ict", "title": "Japan-France ICT Consultations"}),
        ("jp-fr-ict 22", {"round": "22", "place": "Paris"}),
        ("jp-fr-ict/3", {"ref": "jp-fr-ict/3", "standing": "fulfilled"}),
        ("mic-2023-11-14-jp-fr-ict-22", {"publisher": "MIC", "kind": "press-release"}),
        ("'#7'", {"position": 7, "type": "servanda.commitment-fulfilled"}),
    ],
)
def test_every_kind_of_address(desk, address, expected):
    """A dialogue, a round of it, a commitment, a source and an entry are each shown at their address."""
    shown = desk.json(f"show {address}")
    assert expected == {name: shown[name] for name in expected}


def test_a_dialogue_as_json_holds_all_of_it(desk):
    """The JSON of a dialogue holds its meetings, its commitments with standings, and its outcomes."""
    shown = desk.json("show jp-us-digital")
    assert ["14", "15"] == [meeting["round"] for meeting in shown["meetings"]]
    assert {"overdue", "upcoming"} == {seen["standing"] for seen in shown["commitments"]}
    assert [11] == [outcome["number"] for outcome in shown["outcomes"]]


def test_an_entry_as_json_is_the_stored_line(desk):
    """The JSON of an entry is the stored envelope with its position."""
    shown = desk.json("show '#3'")
    assert 3 == shown.pop("position")
    assert json.loads(desk.log[2]) == shown


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("jp-fr-ict/2 --known-at '#4'", "jp-fr-ict/2"),
        ("jp-fr-ict/2 --on 2023-11-08", "jp-fr-ict/2"),
        ("jp-us-digital --known-at '#8'", "jp-us-digital"),
        ("jp-us-digital 14 --on 2024-02-05", "14"),
        ("mic-2023-11-14-jp-fr-ict-22 --on 2023-11-13", "mic-2023-11-14-jp-fr-ict-22"),
    ],
)
def test_what_was_not_so_or_not_known_then(desk, question, wrong):
    """Something that is there now, but was not then, is refused with the day or the entry."""
    result = desk(f"show {question}")
    assert 2 == result.exit_code
    assert wrong in result.stderr
    assert re.search(r"on 20\d\d-\d\d-\d\d|was not known by #\d: it was recorded as #\d", result.stderr)


def test_log_is_in_the_order_of_recording(desk):
    """`log` lists every entry by its position, with its moment, stream and type."""
    entries = desk.json("log")
    stored = [json.loads(line) for line in desk.log]
    assert list(range(1, 17)) == [entry["position"] for entry in entries]
    for name, key in (("id", "id"), ("time", "time"), ("stream", "subject")):
        assert [envelope[key] for envelope in stored] == [entry[name] for entry in entries]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ("jp-fr-ict", [2, 3, 4, 5, 6, 7]),
        ("--type meeting-held", [3, 10]),
        ("jp-us-digital --type commitment-made", [12, 13, 14]),
        ("--known-at '#3'", [1, 2, 3]),
        ("mic-2023-11-14-jp-fr-ict-22", [1]),
    ],
)
def test_log_is_narrowed(desk, narrowed, expected):
    """`log` of a stream, of a type, or as known then."""
    assert expected == [entry["position"] for entry in desk.json(f"log {narrowed}")]


def test_known_at_a_moment(desk):
    """What was known is asked for by entry, by moment, or by day to its end."""
    moment = json.loads(desk.log[4])["time"]
    assert 5 == len(desk.json(f"log --known-at {moment}"))
    assert 16 == len(desk.json(f"log --known-at {json.loads(desk.log[-1])['time'][:10]}"))
    assert 0 == len(desk.json("log --known-at 1999-12-31"))
