import json
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given

from given import established, held, looked, made, published
from servanda.app import loading
from servanda.app.comparable import contents
from servanda.app.loading import load
from servanda.app.published_lines import Limits, bytes_of
from servanda.app.publishing import publish
from servanda.app.reading import open_rows
from servanda.app.rebuilding import differences
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger
from servanda.errors import BrokenRuleError, InvalidInputError, LedgerError, ServandaError
from strategies import NOON, Clock, fewer, grow, offers

PAST, PRESENT = "2024.jsonl", "2025.jsonl"


@pytest.fixture
def source(tmp_path):
    """The published log of a ledger of five entries, recorded in two years."""
    clock = Clock(NOON.replace(year=2024))
    with closing(Ledger.create(tmp_path / "source.db", "source", clock)) as ledger:
        ledger.record([established(), held(22), published()], "a recorder")
        clock.now = NOON
        ledger.record([made(), looked()], "a recorder")
    with closing(open_rows(tmp_path / "source.db")) as rows:
        publish(rows, tmp_path / "events")
    return tmp_path / "events"


@pytest.fixture
def target(ledger_path):
    """An empty ledger to load into."""
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        yield ledger


def state(ledger):
    """The log, and everything that its read model says."""
    return [stored.line for stored in ledger.log.read()], contents(ledger.log.rows())


def lines(path):
    return path.read_bytes().splitlines(keepends=True)


def test_a_loaded_log_is_the_same_log(source, target):
    """Every line is stored byte for byte, in the order of the files, and the answers are the same."""
    assert (5, 0) == load(target, source)

    assert lines(source / PAST) + lines(source / PRESENT) == [
        entry.line + b"\n" for entry in target.log.read()
    ]
    with closing(open_rows(source.parent / "source.db")) as rows:
        assert contents(rows) == contents(target.log.rows())


@fewer(10)
@given(offers())
def test_publishing_and_loading_is_a_round_trip(offered):
    """Whatever was accepted: the published lines loaded elsewhere give the same bytes and the same rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Ledger.create(folder / "source.db", "source", Clock())) as ledger:
            grow(ledger, offered)
        with closing(Ledger.create(folder / "target.db", "target", Clock())) as ledger:
            with closing(open_rows(folder / "source.db")) as rows:
                publish(rows, folder / "events")
            load(ledger, folder / "events")

        with (
            closing(open_rows(folder / "source.db")) as here,
            closing(open_rows(folder / "target.db")) as there,
        ):
            publish(there, folder / "again")
            assert contents(here) == contents(there)
        for path in (folder / "events").iterdir():
            assert path.read_bytes() == (folder / "again" / path.name).read_bytes()
        assert [] == differences(folder / "target.db")


def test_known_lines_are_skipped(source, target):
    """Loading again, the same lines twice, or a longer log adds only what is new."""
    assert (3, 0) == load(target, source / PAST)
    assert (0, 3) == load(target, source / PAST)
    assert (2, 3) == load(target, source)

    (source / PRESENT).write_bytes((source / PRESENT).read_bytes() * 2)
    assert (0, 7) == load(target, source)
    assert 5 == target.log.head().position


def test_what_was_loaded_can_be_recorded_upon(source, target):
    """The ledger goes on from the loaded log under its own name."""
    load(target, source)

    (stored,) = target.record([held(23, "2024-11-26")], "a recorder")

    assert (6, 5, "urn:servanda:test") == (stored.position, stored.version, json.loads(stored.line)["source"])


def test_a_dry_run_loads_nothing(source, target):
    """It counts what would be loaded, finds what would be refused, and leaves the ledger as it is."""
    before = state(target)

    assert (5, 0) == load(target, source, dry_run=True)
    (source / PAST).unlink()
    with pytest.raises(BrokenRuleError):
        load(target, source, dry_run=True)

    assert before == state(target)


def test_progress_is_told_in_bytes(source, target):
    """The bytes told add up to those of the files."""
    told = []

    load(target, source, told.append)

    assert bytes_of(source) == sum(told) == sum(path.stat().st_size for path in source.iterdir())
    assert 0 == bytes_of(source / "nothing.jsonl")


@pytest.mark.parametrize("lines_at_once", [1, 2, 3, 4])
def test_a_log_is_stored_in_batches(source, target, monkeypatch, lines_at_once):
    """Whatever fits into one, the log and the rows are the same; each batch is told when it is stored."""
    monkeypatch.setattr(loading, "ENTRIES", Limits(lines_at_once, 10_000_000, ""))
    told = []

    assert (5, 0) == load(target, source, stored=told.append)

    assert 5 == sum(told)
    assert lines_at_once == max(told)
    with closing(open_rows(source.parent / "source.db")) as rows:
        assert contents(rows) == contents(target.log.rows())
    assert (0, 5) == load(target, source)


def test_a_load_that_was_cut_off_goes_on(source, target, ledger_path, monkeypatch):
    """Of batches those before an error stay, which says so; loading again adds the others, none twice."""
    monkeypatch.setattr(loading, "ENTRIES", Limits(2, 10_000_000, ""))
    whole = (source / PRESENT).read_bytes()
    (source / PRESENT).write_bytes(whole.replace(b"commitment-made", b"commitment-unmade"))

    with pytest.raises(ServandaError, match="2 new entries before it are stored; load again") as caught:
        load(target, source)
    assert "2025.jsonl line 1" in caught.value.message
    assert 2 == target.log.head().position

    (source / PRESENT).write_bytes(whole)
    assert (3, 2) == load(target, source)
    assert [] == differences(ledger_path)


def test_a_dry_run_holds_what_it_tries(source, target, monkeypatch):
    """It stores nothing on the way, and so it is limited: more is refused, naming the line."""
    monkeypatch.setattr(loading, "DRY_RUN", Limits(4, 10_000_000, "Try it in parts."))

    with pytest.raises(InvalidInputError, match=r"2025.jsonl line 2: these are more than 4 lines at once"):
        load(target, source, dry_run=True)


def edited(number, **attributes):
    """A change of one line of the second file, made canonical again."""

    def edit(folder):
        kept = lines(folder / PRESENT)
        kept[number] = rfc8785.dumps({**json.loads(kept[number]), **attributes}) + b"\n"
        (folder / PRESENT).write_bytes(b"".join(kept))

    return edit


def cut(end):
    """The last file without its last bytes."""
    return lambda folder: (folder / PRESENT).write_bytes((folder / PRESENT).read_bytes()[:end])


def moved(folder):
    """The second file read first."""
    (folder / PRESENT).rename(folder / "2000.jsonl")


def foreign(folder):
    """A line of something else at the end."""
    with (folder / PRESENT).open("ab") as file:
        file.write(b'{"a": "diary"}\n')


def promised_by_a_stranger(folder):
    """A commitment by somebody who is no member of the dialogue."""
    data = json.loads(lines(folder / PRESENT)[0])["data"]
    edited(0, data={**data, "by": ["US"]})(folder)


REFUSED = {
    "a line cut off": (cut(-20), InvalidInputError, "2025.jsonl line 2: the last line is cut off"),
    "no line feed": (cut(-1), InvalidInputError, "2025.jsonl line 2: the last line is cut off"),
    "a whole file missing": (
        lambda folder: (folder / PAST).unlink(),
        BrokenRuleError,
        "continues with its entry 1",
    ),
    "the first line missing": (
        lambda folder: (folder / PRESENT).write_bytes(lines(folder / PRESENT)[1]),
        BrokenRuleError,
        "jp-fr-ict continues with its entry 3, but the line is its entry 4",
    ),
    "a version skipped": (edited(1, streamversion=9), BrokenRuleError, "but the line is its entry 9"),
    "files in another order": (moved, BrokenRuleError, "continues with its entry 1"),
    "times not increasing": (
        edited(1, time="2025-06-30T12:00:00.000000Z"),
        BrokenRuleError,
        "does not follow the one recorded 2025-06-30T12:00:00.000000Z",
    ),
    "a changed word": (
        edited(0, recordedby="who\u202e"),
        InvalidInputError,
        "2025.jsonl line 1: .*recordedby",
    ),
    "a newer type": (
        edited(1, type="servanda.round-dreamt", dataschema="urn:servanda:schema/round-dreamt/1"),
        LedgerError,
        "2025.jsonl line 2: .*round-dreamt",
    ),
    "a newer version": (
        edited(1, dataschema="urn:servanda:schema/coverage-checked/2"),
        LedgerError,
        "2025.jsonl line 2: .*version 2",
    ),
    "another file": (foreign, InvalidInputError, "2025.jsonl line 3: not an entry of a servanda log"),
    "a broken rule": (promised_by_a_stranger, BrokenRuleError, "US is not a party"),
    "no files": (
        lambda folder: [path.unlink() for path in folder.iterdir()],
        InvalidInputError,
        r"holds no \*.jsonl",
    ),
    "no folder": (shutil.rmtree, InvalidInputError, "cannot be read"),
}


SOUND_ON_TOP = ("a whole file missing", "files in another order")


@pytest.mark.parametrize(
    ("what", "known"),
    [(what, known) for what in REFUSED for known in (False, True) if not (known and what in SOUND_ON_TOP)],
)
def test_a_log_that_cannot_be_trusted_is_not_loaded(source, target, what, known):
    """Refused with the place or the entry that is wrong; not even its good lines are loaded."""
    spoil, kind, message = REFUSED[what]
    if known:
        load(target, source / PAST)
    before = state(target)
    spoil(source)

    with pytest.raises(kind, match=message) as caught:
        load(target, source)

    assert caught.value.remedy
    assert before == state(target)


def test_a_known_entry_with_other_bytes_is_refused(source, target):
    """Of an id that the ledger has, or that came earlier in the files, only the same bytes are accepted."""
    load(target, source / PAST)
    edited(0, recordedby="somebody else")(source)
    once, before = (source / PRESENT).read_bytes(), state(target)

    (source / PRESENT).write_bytes(once + lines(source / PRESENT)[0].replace(b"somebody else", b"a recorder"))
    with pytest.raises(InvalidInputError, match=r"2025.jsonl line 3: the entry .* is known with other bytes"):
        load(target, source)

    (source / PRESENT).write_bytes(once)
    (source / PAST).write_bytes((source / PAST).read_bytes().replace(b"a recorder", b"somebody else", 1))
    with pytest.raises(InvalidInputError, match=r"2024.jsonl line 1: the entry .* is known with other bytes"):
        load(target, source)

    assert before == state(target)


def went_on(path, time, *drafts):
    """The lines of a ledger that has the five entries of `source` and goes on with its own."""
    with closing(Ledger.open(path, Clock(time))) as ledger:
        ledger.record(list(drafts), "a recorder")
        return b"".join(entry.line + b"\n" for entry in ledger.log.read())


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_forked_log_is_refused_at_its_first_difference(source, target, tmp_path, dry_run):
    """Two ledgers went different ways from one log: neither takes what the other recorded."""
    load(target, source)
    target.record([held(23, "2024-11-26")], "a recorder")
    before = state(target)
    fork = tmp_path / "fork.jsonl"
    fork.write_bytes(went_on(source.parent / "source.db", NOON.replace(year=2026), held(24, "2025-01-01")))

    with pytest.raises(
        BrokenRuleError, match=r"fork\.jsonl line 6: the log and this ledger differ from #6 on"
    ) as caught:
        load(target, fork, dry_run=dry_run)

    assert "a ledger of its own" in caught.value.remedy
    assert before == state(target)


def test_a_log_that_was_rolled_back_is_refused(source, target):
    """It ends before this ledger does; the first entry that it lacks is named."""
    load(target, source)
    before = state(target)
    (source / PRESENT).write_bytes(lines(source / PRESENT)[0])

    with pytest.raises(
        BrokenRuleError, match=r"ends at #4, and this ledger goes on to #5: the first difference is #5"
    ) as caught:
        load(target, source)

    assert "its end was cut off" in caught.value.remedy
    assert before == state(target)


def test_a_log_that_leaves_out_a_known_entry_is_refused(source, target):
    """Its first difference is the entry left out, whether or not something new follows."""
    load(target, source)
    before = state(target)
    first, *rest = lines(source / PAST)
    (source / PAST).write_bytes(b"".join([first, *rest[1:]]))

    with pytest.raises(BrokenRuleError, match=r"2024.jsonl line 2: the log and this ledger differ from #2"):
        load(target, source)
    assert before == state(target)


def test_a_folder_is_a_whole_log(source, clock):
    """A ledger that begins otherwise does not take it, though every line would follow its last one."""
    clock.now = NOON.replace(year=2024, month=1)
    with closing(Ledger.create(source.parent / "other.db", "source", clock)) as other:
        other.record([published()], "a recorder")
        before = state(other)

        with pytest.raises(BrokenRuleError, match=r"2024.jsonl line 1: .* differ from #1 on"):
            load(other, source)

        assert before == state(other)


LOADING = """
import os, signal, sys
from pathlib import Path
from servanda.app import loading
from servanda.app.published_lines import Limits
from servanda.app.recording import Ledger
from servanda.app.verifying import verify_ledger

loading.ENTRIES = Limits(2, 10_000_000, "")
ledger = Ledger.open(Path(sys.argv[1]))
append, batches = ledger.log.append, []

def killed(seal, project, rests_on):
    if len(batches) == int(sys.argv[3]):
        def projected(rows, stored):
            project(rows, stored)
            os.kill(os.getpid(), signal.SIGKILL)
        return append(seal, projected if sys.argv[4] == "in" else project, rests_on)
    batches.append(append(seal, project, rests_on))
    if len(batches) == int(sys.argv[3]) and sys.argv[4] == "after":
        os.kill(os.getpid(), signal.SIGKILL)
    return batches[-1]

ledger.log.append = killed
loading.load(ledger, Path(sys.argv[2]))
"""


@pytest.mark.parametrize(("when", "batches"), [("in", 0), ("in", 1), ("after", 1), ("in", 2), ("after", 2)])
def test_a_load_that_was_killed_goes_on(source, ledger_path, when, batches):
    """Killed in a batch or right after it: whole batches are there, and the rest is added once."""
    arguments = [str(ledger_path), str(source), str(batches), when]
    killed = subprocess.run([sys.executable, "-c", LOADING, *arguments], check=False)  # noqa: S603  our own

    assert -signal.SIGKILL == killed.returncode
    with closing(Ledger.open(ledger_path, Clock())) as ledger:
        assert 2 * batches == ledger.log.head().position
        assert (5 - 2 * batches, 2 * batches) == load(ledger, source)
        assert lines(source / PAST) + lines(source / PRESENT) == [
            entry.line + b"\n" for entry in ledger.log.read()
        ]
    assert [] == verify_ledger(ledger_path).findings
