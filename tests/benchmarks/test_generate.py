"""Invented ledgers: the same from the same seed, canonical, by the rules, and like real ones."""

import json
import os
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path

import generate
import pytest
import rfc8785
from invented import vocabulary

from servanda import queries
from servanda.app.loading import load
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.recording import Ledger
from servanda.events.commitment import CommitmentMade
from servanda.events.registry import EVENT_TYPES
from servanda.events.window import parse
from servanda.log.envelope import unseal

SIZE = 2_000


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return [line for _, line in generate.lines(20_000, 5)]


@pytest.fixture(scope="module")
def entries(lines):
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A generated ledger: its lines, and the ledger they were loaded into."""
    folder = tmp_path_factory.mktemp("invented")
    generate.write(folder / "lines", SIZE, 5)
    with closing(Ledger.create(folder / "servanda.db", generate.LEDGER)) as ledger:
        assert (SIZE, 0) == load(ledger, folder / "lines")
    return folder


def test_the_same_seed_and_size_give_the_same_bytes_in_any_process():
    script = (
        "import generate, hashlib; "
        "print(hashlib.sha256(''.join(line for _, line in generate.lines(3000, 7)).encode()).hexdigest())"
    )
    path = os.pathsep.join(sys.path)
    hashes = set()
    for seed in ("1", "2"):  # of the hashes of texts, on which no order may depend
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed}
        done = subprocess.run(  # noqa: S603  the script above
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(done.stdout.strip())
    here = sha256("".join(line for _, line in generate.lines(3000, 7)).encode()).hexdigest()
    assert {here} == hashes


def test_another_seed_gives_another_ledger():
    one, other = ([line for _, line in generate.lines(300, seed)] for seed in (1, 2))
    assert not set(one) & set(other)


@pytest.mark.parametrize("size", [1, 2, 45, 777])
def test_a_ledger_has_the_size_that_was_asked_for(size):
    assert size == sum(1 for _ in generate.lines(size, 5))


def test_entries_come_as_they_are_made():
    """The first ones of a ledger that would take years are there at once."""
    assert 100 == len(list(islice(generate.lines(10**10, 5), 100)))


def test_every_line_is_canonical_and_says_what_servanda_would_store(lines):
    for line in lines[:1_000] + lines[-1_000:]:
        assert rfc8785.dumps(json.loads(line)) == line.encode()
        unseal(line.encode())


def test_times_increase_and_ids_are_of_their_time(entries):
    times = [entry["time"] for entry in entries]
    assert sorted(set(times)) == times
    assert len(entries) == len({entry["id"] for entry in entries})
    milliseconds = [int(entry["id"].replace("-", "")[:12], 16) for entry in entries]
    assert sorted(milliseconds) == milliseconds


def test_a_generated_ledger_is_published_as_it_was_generated(folder, tmp_path):
    with closing(open_rows(folder / "servanda.db")) as rows:
        publish(rows, tmp_path / "published")
    expected, found = (
        {path.name: path.read_bytes() for path in at.iterdir()}
        for at in (folder / "lines", tmp_path / "published")
    )
    assert expected == found
    assert "2006.jsonl" in found


def test_a_folder_with_lines_is_not_written_to(folder):
    before = {path: path.read_bytes() for path in (folder / "lines").iterdir()}
    with pytest.raises(SystemExit, match="there already"):
        generate.write(folder / "lines", 10, 5)
    assert before == {path: path.read_bytes() for path in (folder / "lines").iterdir()}


def test_commitments_come_to_every_standing(folder):
    with closing(open_rows(folder / "servanda.db")) as rows:
        as_of = queries.AsOf(on=date(2025, 12, 31))
        views = queries.commitments(rows, as_of)
    standings = {view.standing.name for view in views}
    assert {
        "fulfilled", "withdrawn", "superseded", "upcoming", "in window", "overdue",
        "past due, unchecked", "lapsed", "ongoing", "dormant",
    } <= standings  # fmt: skip
    assert any(view.standing.dropped for view in views)


def test_every_type_of_event_and_kind_of_commitment_is_there(entries):
    found = {entry["type"].removeprefix("servanda.") for entry in entries}
    assert set(EVENT_TYPES) == found
    kinds = CommitmentMade.model_json_schema()["properties"]["kind"]["enum"]
    made = {entry["data"]["kind"] for entry in entries if entry["type"] == "servanda.commitment-made"}
    assert set(kinds) == made


def test_the_shares_are_those_of_a_real_ledger(entries):
    types = Counter(entry["type"].removeprefix("servanda.") for entry in entries)
    size = len(entries)
    assert 38 < size / types["dialogue-established"] < 55
    assert 0.01 < (types["entry-corrected"] + types["entry-voided"]) / size < 0.03
    made, ended = types["commitment-made"], ("fulfilled", "withdrawn", "superseded")
    assert 0.5 < sum(types[f"commitment-{end}"] for end in ended) / made < 0.7  # meetings fulfil others
    assert 0.03 < _late(entries) / size < 0.08
    assert 0.2 < sum("sha256" in str(entry["data"].get("citations")) for entry in entries) / size


def _late(entries) -> int:
    """How many entries lie before what their dialogue had when they were recorded."""
    latest: dict[str, date] = {}
    late = 0
    for entry in entries:
        if entry["type"] in ("servanda.entry-corrected", "servanda.entry-voided"):
            continue
        earliest, end = parse(entry["data"]["occurred"]["edtf"])
        late += end < latest.get(entry["subject"], date.min)
        latest[entry["subject"]] = max(latest.get(entry["subject"], date.min), earliest)
    return late


def test_words_differ_in_how_often_they_are_used(entries):
    texts = [entry["data"]["text"] for entry in entries if entry["type"] == "servanda.commitment-made"]
    words = Counter(word for text in texts for word in text.split())
    assert words["networks"] > 10 * words["masts"] > 0
    names = {vocabulary.name(rank) for rank in range(vocabulary.NAMES)}
    assert len(names & set(words)) > 300
    assert any("る" in text for text in texts)


def test_names_of_projects_differ():
    assert vocabulary.NAMES == len({vocabulary.name(rank) for rank in range(vocabulary.NAMES)})
