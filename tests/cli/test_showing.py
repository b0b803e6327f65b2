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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("jp-fr-ict --known-at 2000-01-01", "jp-fr-ict was not known then: it was recorded as #2"),
        ("jp-fr-ict 22 --known-at 2000-01-01", "jp-fr-ict was not known then: it was recorded as #2"),
        ("jp-fr-ict/2 --known-at '#4'", "jp-fr-ict/2 was not known by #4: it was recorded as #5"),
        ("'#6' --known-at '#5'", "entry #6 was not recorded by then"),
        ("jp-fr-ict --public-by 2023-11-13", "no source published by 2023-11-13 tells of jp-fr-ict"),
        ("jp-fr-ict/2 --public-by 2023-11-13", "no source published by 2023-11-13 tells of jp-fr-ict/2"),
        ("jp-us-digital --public-by 2024-02-06", "no source published by 2024-02-06 tells of jp-us-digital"),
        ("'#3' --public-by 2023-11-13", "entry #3 was not public by 2023-11-13"),
        ("'#6' --public-by 2023-11-14", "entry #6 was not public by 2023-11-14"),
    ],
)
def test_what_was_not_known_or_not_public_by_then(desk, asked, said):
    """Something that is there is refused with the axis on which it was not there yet."""
    result = desk(f"show {asked}")
    assert (2, "") == (result.exit_code, result.stdout)
    assert f"servanda: {said}" in result.stderr.splitlines()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--known-at 2000-01-01", "Nothing was recorded by 2000-01-01: the first entry is of "),
        ("--public-by 2000-01-01", "Nothing that is on record was public by 2000-01-01.\n"),
    ],
)
def test_before_the_first_entry(desk, asked, said):
    """Beside the refusal stands that there was nothing at all by then."""
    assert desk(f"show jp-fr-ict {asked}").stderr.startswith(said)


def test_a_dialogue_as_it_was_public(desk):
    """Without the commitment and its fulfilment that no source tells of."""
    shown = desk.json("show jp-fr-ict --public-by 2023-11-14")
    assert ["jp-fr-ict/2", "jp-fr-ict/1"] == [seen["ref"] for seen in shown["commitments"]]
    assert ["jp-fr-ict/3", "jp-fr-ict/2", "jp-fr-ict/1"] == [
        seen["ref"] for seen in desk.json("show jp-fr-ict")["commitments"]
    ]


@pytest.mark.parametrize(
    ("asked", "standing"),
    [
        ("jp-us-digital/1 --due-soon 55", "upcoming on 2025-02-03"),
        ("jp-us-digital/2 --lapsed-after 214", "lapsed on 2025-02-03"),
        ("jp-fr-ict/1 --dormant-after 4", "dormant on 2025-02-03"),
    ],
)
def test_thresholds(desk, asked, standing):
    """A standing goes by the thresholds that are asked for, which are said on stderr."""
    result = desk(f"show {asked}")
    assert f"standing      {standing}" in result.stdout.splitlines()
    assert result.stderr.startswith("Thresholds: ")


def test_thresholds_of_the_environment(desk):
    """They hold here too."""
    shown = desk("show jp-us-digital/2", SERVANDA_LAPSED_AFTER="214").stdout.splitlines()
    assert "standing      lapsed on 2025-02-03" in shown
