"""`record` and `append`: what is asked for, what is stored, and what a dry run leaves alone."""

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest

from given import looked
from servanda.app.recording import Ledger
from servanda.events.registry import EVENT_TYPES
from strategies import RECORDER, Clock
from transcript import Desk

HELD = "record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26"
DIALOGUES = {
    "jp-fr-ict": ["JP", "FR"],
    "jp-us-digital": ["JP", "US"],
    "jp-uk-digital": ["JP", "GB"],
    "jp-uk-ict": ["JP", "GB"],
    "jp-eu-workshop": ["JP", "EU"],
    "jp-xx-ict": ["JP", "AU"],
    "itu-wtsa": ["ITU"],
    "itu-wtdc": ["ITU"],
}
FIRST = {
    "commitment-made": "record meeting-held jp-fr-ict --round 22 --occurred 2023-11-09",
    "commitment-reopened": "record commitment-fulfilled jp-fr-ict --ref jp-fr-ict/2 --occurred 2024",
}


@pytest.fixture
def example_desk(tmp_path):
    """A ledger with what the examples rest on; #14 is a commitment of jp-fr-ict, its third."""
    drafts = [
        (
            "source-published",
            "mic-2023-11-14-jp-fr-ict-22",
            {"occurred": "2023-11-14", "titles": {"en": "22nd"}},
        ),
        *(
            (
                "dialogue-established",
                slug,
                {"occurred": "../2015", "titles": {"en": slug}, "kind": "forum", "parties": parties},
            )
            for slug, parties in DIALOGUES.items()
        ),
        ("meeting-scheduled", "itu-wtdc", {"occurred": "../2020", "round": "WTDC-22", "when": "2021"}),
        ("meeting-scheduled", "jp-xx-ict", {"occurred": "2019", "round": 5, "when": "2020-05"}),
        *(
            (
                "commitment-made",
                "jp-fr-ict",
                {"occurred": "2020", "text": text, "kind": "other", "by": ["JP"]},
            )
            for text in ("Meet", "Share results", "Report")
        ),
    ]
    lines = [json.dumps({"type": type_, "subject": slug, "data": data}) for type_, slug, data in drafts]
    desk = Desk(tmp_path)
    desk("init")
    result = desk("append -", "\n".join(lines).encode())
    assert 0 == result.exit_code, result.output
    return desk


@pytest.mark.parametrize("slug", EVENT_TYPES)
def test_example_is_recorded(example_desk, slug):
    """The example in the class of each event type is accepted, on a ledger that holds what it is about."""
    cls = EVENT_TYPES[slug]
    desk = example_desk
    if cls.opens_stream:
        desk("init --ledger empty.db")
    elif slug in FIRST:
        assert 0 == desk(FIRST[slug]).exit_code
    result = desk(f"record {slug} {cls.example} --json" + (" --ledger empty.db" if cls.opens_stream else ""))
    assert 0 == result.exit_code, result.output
    assert f"servanda.{slug}" == json.loads(result.stdout)["type"]


def test_json_prints_the_stored_line(desk):
    """--json prints the very bytes that are now the last of the log."""
    result = desk(f"{HELD} --json")
    assert desk.log[-1] + b"\n" == result.stdout_bytes


def test_an_entry_says_who_recorded_it(desk):
    """--recorded-by goes before SERVANDA_RECORDED_BY."""
    desk(HELD)
    desk(f"{HELD.replace('23', '24')} --recorded-by 'the other desk'")
    assert ["desk", "the other desk"] == [json.loads(line)["recordedby"] for line in desk.log[-2:]]


def test_dry_run_records_nothing(desk):
    """--dry-run says what would be recorded, at which place, and leaves the log alone."""
    before = desk.log
    result = desk(f"{HELD} --dry-run")
    assert 0 == result.exit_code
    assert f"#{len(before) + 1} meeting-held jp-fr-ict would be recorded\n" == result.stdout
    assert "dry run" in result.stderr
    assert before == desk.log


def test_a_commitment_is_told_its_address(desk):
    """The answer to commitment-made names the address under which the commitment is found again."""
    told = desk("record commitment-made jp-fr-ict --kind deliver --text Report --by JP --round 22").stdout
    assert "jp-fr-ict/4" in told
    assert "Report" in desk("show jp-fr-ict/4").stdout


def test_a_date_is_drawn_from_the_round_or_the_source(desk):
    """A commitment without a date was made on the day of its round; a fact of a source, when it came out."""
    desk("record commitment-made jp-fr-ict --kind deliver --text Report --round 22")
    desk("record coverage-checked jp-fr-ict --through 2023-11-14 --cite mic-2023-11-14-jp-fr-ict-22")
    drawn = [json.loads(line)["data"]["occurred"] for line in desk.log[-2:]]
    assert [{"edtf": "2023-11-09"}, {"edtf": "2023-11-14"}] == drawn


def test_append_records_a_batch_and_counts_it(desk):
    """A batch is recorded in its order; a long one is counted rather than listed."""
    drafts = [
        {"type": "meeting-held", "subject": "jp-fr-ict", "data": {"round": 30 + n, "occurred": "2024"}}
        for n in range(12)
    ]
    before = len(desk.log)
    result = desk("append -", "\n".join(json.dumps(draft) for draft in drafts).encode())
    assert ("", "Recorded 12 entries.\n") == (result.stdout, result.stderr)
    rounds = [json.loads(line)["data"]["round"] for line in desk.log[before:]]
    assert [30 + n for n in range(12)] == rounds


def test_a_batch_may_rest_on_itself(desk):
    """A draft may be about what a line before it records."""
    drafts = (
        b'{"type":"commitment-made","subject":"jp-fr-ict","data":'
        b'{"occurred":"2024","text":"Report","kind":"deliver"}}\n'
        b'{"type":"commitment-fulfilled","subject":"jp-fr-ict","data":'
        b'{"occurred":"2024-06","ref":"jp-fr-ict/4"}}\n'
    )
    assert 0 == desk("append -", drafts).exit_code
    assert "fulfilled" == desk.json("show jp-fr-ict/4")["standing"]


def test_a_missing_value_is_asked_for_on_a_terminal(terminal, desk):
    """What the command line leaves out is asked for by name, and then recorded."""
    shown, exit_code = terminal("record meeting-held jp-fr-ict --place Lyon", "23\n2024-11-26\n")
    assert 0 == exit_code, shown
    asked = shown.lower()
    assert -1 < asked.find("round") < asked.find("held")
    data = json.loads(desk.log[-1])["data"]
    assert {"round": 23, "occurred": {"edtf": "2024-11-26"}, "place": "Lyon"} == data


def test_a_choice_is_asked_for_until_it_is_one(terminal, desk):
    """A typing error in a choice is answered with the choices, and the question put again."""
    shown, exit_code = terminal(
        "record commitment-made jp-fr-ict --round 22 --text Report", "delivr\ndeliver\n"
    )
    assert 0 == exit_code, shown
    assert "'delivr' is not one of" in shown
    assert "deliver" == json.loads(desk.log[-1])["data"]["kind"]


def test_several_values_are_asked_for_in_one_line(terminal, desk):
    """Names by language and parties are typed with ; between them."""
    shown, exit_code = terminal(
        "record dialogue-established jp-de-ict --occurred 2024", "en=Talks; ja=協議\nforum\nJP; Germany\n"
    )
    assert 0 == exit_code, shown
    data = json.loads(desk.log[-1])["data"]
    assert ({"en": "Talks", "ja": "協議"}, ["JP", "DE"]) == (data["titles"], data["parties"])


def test_a_clock_that_is_behind_the_last_entry_is_told(desk):
    """The entry is recorded all the same; what is refused because of the clock is explained by it, too."""
    ahead = Clock(datetime(2199, 1, 1, tzinfo=UTC))
    with closing(Ledger.open(desk.folder / "servanda.db", ahead)) as ledger:
        (last,) = ledger.record([looked()], RECORDER)

    recorded = desk(HELD)
    refused = desk("record meeting-held jp-fr-ict --round 24 --occurred 2198")

    warning = f"behind the last entry (#{last.position}, recorded 2199-01-01 00:00:00 UTC) by "
    assert (0, 2) == (recorded.exit_code, refused.exit_code)
    assert warning in recorded.stderr
    assert f"behind the last entry (#{last.position + 1}," in refused.stderr
    assert "is after the day of recording" in refused.stderr
    assert "2199-01-01T00:00:00.000001Z" == json.loads(desk.log[-1])["time"]


def test_a_clock_in_step_is_not_spoken_of(desk):
    """Nothing is said beside what is recorded."""
    assert "" == desk(HELD).stderr
