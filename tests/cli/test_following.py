"""`follow`: the entries on standard output, as they land."""

import fcntl
import json
import os
import pty
import signal
import subprocess
import sys
import termios
from contextlib import contextmanager, suppress
from itertools import count
from subprocess import PIPE
from time import sleep

import pytest

COMMAND = [sys.executable, "-m", "servanda", "follow", "--interval", "0.05"]
PATIENCE = 60.0
FULL = "/dev/full"


@contextmanager
def following(desk, *arguments, **how):
    """The command as a process of its own, in the folder of a desk."""
    how = {"stdout": PIPE, "stderr": PIPE} | how
    with subprocess.Popen([*COMMAND, *arguments], cwd=desk.folder, **how) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def lines_from(desk, first):
    return b"".join(line + b"\n" for line in desk.log[first - 1 :])


def looked(desk):
    """Record one entry more."""
    result = desk("record coverage-checked jp-fr-ict --occurred 2025-02-03 --through 2025-02-01")
    assert 0 == result.exit_code


@pytest.mark.parametrize(
    ("first", "position"),
    [("", 1), ("--from 1", 1), ("--from 14", 14), ("--from '#14'", 14), ("--from 0000000000000014", 14)],
)
def test_the_stored_bytes_are_printed(desk, first, position):
    """From the first entry on, or from the one that is named."""
    result = desk(f"follow --no-wait {first}")
    assert (0, "") == (result.exit_code, result.stderr)
    assert lines_from(desk, position) == result.stdout_bytes


def test_what_is_followed_is_what_is_published(desk):
    """Byte for byte."""
    desk("publish events")
    published = b"".join(path.read_bytes() for path in sorted((desk.folder / "events").iterdir()))
    assert published == desk("follow --no-wait").stdout_bytes


def test_only_what_is_new(desk):
    """From the end there is nothing yet."""
    result = desk("follow --no-wait --from end")
    assert (0, "") == (result.exit_code, result.output)


def test_a_log_that_ends_before_is_told(desk):
    """On stderr, without an error: the entry may still come."""
    result = desk("follow --no-wait --from 18")
    assert (0, "") == (result.exit_code, result.stdout)
    assert "The log ends at #16, before #18.\n" == result.stderr


@pytest.mark.parametrize("first", ["-1", "0", "#0", "14.", "1e3", "", "ende", "٣", "1" * 17, "jp-fr-ict"])
def test_from_no_entry_is_refused(desk, first):
    """With what would be accepted."""
    result = desk(f"follow --no-wait --from '{first}'")
    assert (2, "") == (result.exit_code, result.stdout)
    assert f"--from: {first!r} is not the position of an entry" in result.stderr
    assert "14 or #14, or end" in result.stderr


@pytest.mark.parametrize("interval", ["0", "-1", "1,5", "soon", "nan", "inf", "3601", "٣"])
def test_no_number_of_seconds_is_refused(desk, interval):
    """With what would be accepted."""
    result = desk(f"follow --no-wait --interval {interval}")
    assert (2, "") == (result.exit_code, result.stdout)
    assert f"--interval: {interval!r} is not a number of seconds" in result.stderr


def test_the_position_is_in_the_line_if_wanted(desk):
    """As the attribute that CloudEvents has for it."""
    lines = desk("follow --no-wait --sequence --from 9").stdout.splitlines()
    assert [f"{position:016}" for position in range(9, 17)] == [json.loads(it)["sequence"] for it in lines]


def test_a_state_is_gone_on_from(desk):
    """What was printed does not come again; --from is for the first time."""
    first = desk("follow --no-wait --state followed --from 9")
    assert lines_from(desk, 9) == first.stdout_bytes
    assert "" == desk("follow --no-wait --state followed --from 9").output
    looked(desk)
    assert lines_from(desk, 17) == desk("follow --no-wait --state followed").stdout_bytes
    assert 17 == json.loads((desk.folder / "followed").read_text())["position"]


def test_only_what_is_new_is_new_from_the_first_start_on(desk):
    """What is recorded before the second one is printed by it."""
    desk("follow --no-wait --state followed --from end")
    looked(desk)
    assert lines_from(desk, 17) == desk("follow --no-wait --state followed --from end").stdout_bytes


def test_a_state_of_another_ledger_is_refused(desk):
    """Nothing is printed, and the file stays as it is."""
    desk("follow --no-wait --state followed")
    state = (desk.folder / "followed").read_bytes()
    desk("init --ledger other.db")
    result = desk("follow --no-wait --state followed --ledger other.db")
    assert (2, "") == (result.exit_code, result.stdout)
    assert "does not continue what was followed: it ends at #0, before #16" in result.stderr
    assert "--from 1" in result.stderr
    assert result.stderr.startswith("servanda: ")
    assert state == (desk.folder / "followed").read_bytes()


def test_a_missing_ledger_is_no_ledger(desk):
    """The usual error; no state is left behind."""
    result = desk("follow --ledger none.db --state followed")
    assert (2, "") == (result.exit_code, result.stdout)
    assert "there is no ledger none.db" in result.stderr
    assert not (desk.folder / "followed").exists()


def test_what_lands_is_printed(desk):
    """While the command waits; it says nothing where nobody watches."""
    with following(desk, "--from", "16") as process:
        assert lines_from(desk, 16) == process.stdout.readline()
        for position in (17, 18):
            looked(desk)
            assert lines_from(desk, position) == process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert (b"", b"") == process.communicate(timeout=PATIENCE)
    assert 0 == process.returncode


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_quietly_while_it_waits(desk, number):
    """Told so by a person or by the system."""
    with following(desk, "--state", "followed") as process:
        assert lines_from(desk, 1) == b"".join(process.stdout.readline() for _ in range(16))
        wait_for(lambda: 16 == position_in(desk))
        process.send_signal(number)
        assert (b"", b"") == process.communicate(timeout=PATIENCE)
    assert 0 == process.returncode


def test_it_waits_for_an_entry_beyond_the_end(desk):
    """And says so, since it is not to be expected."""
    with following(desk, "--from", "18") as process:
        assert b"The log ends at #16, waiting for #18.\n" == process.stderr.readline()
        looked(desk)
        looked(desk)
        assert lines_from(desk, 18) == process.stdout.readline()


def test_told_to_end_it_finishes_the_line(desk):
    """And the state says which one, even if the reader takes its time."""
    fill(desk)
    with following(desk, "--state", "followed") as process:
        wait_for(lambda: is_full(process.stdout))
        process.send_signal(signal.SIGTERM)
        taken, said = process.communicate(timeout=PATIENCE)
    printed = taken.splitlines(keepends=True)
    assert (0, b"") == (process.returncode, said)
    assert 16 < len(printed) < len(desk.log)
    assert [line + b"\n" for line in desk.log[: len(printed)]] == printed
    assert len(printed) == position_in(desk)


def test_told_twice_it_ends_at_once(desk):
    """A reader that takes nothing holds up nobody; what it did not get comes again."""
    fill(desk)
    with following(desk, "--state", "followed") as process:
        wait_for(lambda: is_full(process.stdout))
        process.send_signal(signal.SIGTERM)
        wait_for(lambda: told_to_end(process) is not None)
        assert 0 == process.returncode
        assert b"" == process.stderr.read()
    assert 0 == position_in(desk)


def test_a_reader_that_goes_away_ends_it(desk):
    """Without a word, and also where there is nothing more to print."""
    with following(desk) as process:
        process.stdout.readline()
        process.stdout.close()
        assert 0 == process.wait(PATIENCE)
        assert b"" == process.stderr.read()


def test_a_line_cut_off_in_a_file_is_ended(desk):
    """So that the next one stands alone."""
    path = desk.folder / "entries.jsonl"
    path.write_bytes(b'{"data":')
    with path.open("ab") as file, following(desk, "--no-wait", stdout=file) as process:
        assert 0 == process.wait(PATIENCE)
    assert b'{"data":\n' + lines_from(desk, 1) == path.read_bytes()

    with path.open("ab") as file, following(desk, "--no-wait", "--from", "16", stdout=file) as process:
        assert 0 == process.wait(PATIENCE)
    assert b'{"data":\n' + lines_from(desk, 1) + lines_from(desk, 16) == path.read_bytes()


@pytest.mark.skipif(not os.path.exists(FULL), reason=f"there is no {FULL}")  # noqa: PTH110
def test_output_that_cannot_be_written_is_told(desk):
    """And the state does not count what was not printed."""
    with open(FULL, "wb") as full, following(desk, "--state", "followed", stdout=full) as process:  # noqa: PTH123
        assert 2 == process.wait(PATIENCE)
        said = process.stderr.read()
    assert said.startswith(b"servanda: standard output cannot be written: No space left on device\n")
    assert 0 == position_in(desk)


def test_without_an_output_it_does_not_begin(desk):
    """Nothing is taken for printed."""
    command = [
        sys.executable,
        "-c",
        "import sys; sys.stdout = None; from servanda.cli.main import main; main()",
    ]
    done = subprocess.run(  # noqa: S603
        [*command, "follow", "--state", "followed"], cwd=desk.folder, capture_output=True, check=False
    )
    assert 2 == done.returncode
    assert b"standard output is closed" in done.stderr
    assert not (desk.folder / "followed").exists()


def test_a_person_sees_what_it_waits_for(desk):
    """On a terminal; elsewhere there is nobody who would be told."""
    screen, keyboard = pty.openpty()
    with following(desk, "--from", "end", stderr=keyboard) as process:
        os.close(keyboard)
        assert b"Following servanda.db from #17 on; Ctrl-C ends it.\r\n" == os.read(screen, 4096)
        process.send_signal(signal.SIGINT)
        assert 0 == process.wait(PATIENCE)
    os.close(screen)


def test_a_person_sees_hidden_characters(terminal):
    """As everywhere on a terminal; a program gets the stored bytes."""
    command = "record coverage-checked jp-fr-ict --occurred 2025-02-03 --through 2025-02-01 --note 'a\u200db'"
    assert 0 == terminal(command)[1]
    shown, code = terminal("follow --no-wait --from 17")
    assert (0, True) == (code, "a⟨U+200D⟩b" in shown)


def test_signals_mean_afterwards_what_they_meant_before(desk):
    """The command takes them over only while it works."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    assert 0 == desk("follow --no-wait").exit_code
    assert before == [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]


def fill(desk):
    """Record more than a pipe holds."""
    draft = {
        "type": "source-published",
        "data": {"occurred": "2024", "titles": {"en": "News"}, "note": "x" * 400},
    }
    lines = "".join(f"{json.dumps(draft | {'subject': f'news-{number}'})}\n" for number in range(300))
    (desk.folder / "drafts.jsonl").write_text(lines)
    assert 0 == desk("append drafts.jsonl").exit_code


def is_full(pipe):
    """Whether the pipe holds about as much as it can."""
    held = fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4)
    return int.from_bytes(held, sys.byteorder) > 60_000


def told_to_end(process):
    """What became of a process that is told to end once more."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)  # two at once would count as one
    process.send_signal(signal.SIGTERM)
    return process.poll()


def position_in(desk):
    return json.loads((desk.folder / "followed").read_text())["position"]


def wait_for(happened):
    for turn in count():
        if happened():
            return
        assert turn < PATIENCE / 0.01, "it did not happen"
        sleep(0.01)
