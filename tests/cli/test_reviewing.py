"""`draft --review` on a real terminal."""

import json
import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import termios
from contextlib import contextmanager

import pytest

from servanda.cli.review_talk import QUESTION
from transcript import ENVIRONMENT

PATHS = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
RELEASE = """Outcome of the 23rd Japan-France ICT Consultations

December 6, 2024
Ministry of Internal Affairs and Communications

The Ministry of Internal Affairs and Communications (MIC) of Japan held the 23rd Japan-France ICT \
Consultations in Lyon on December 4, 2024.

1. Submarine cables
Both sides agreed to exchange reports on cable faults by the end of 2025.

2. Next meeting
The next consultations will be held in Tokyo in 2025.
"""
REVIEW = "draft release.txt --dialogue jp-fr-ict --review"
TYPES = ["source-published", "meeting-held", "commitment-made", "commitment-made"]
PATIENCE = 30
NOTHING = "nothing was written\n  Run it again, and decide every draft.\n"


@pytest.fixture
def release(desk):
    """The desk with a release that is about a dialogue of its ledger."""
    path = desk.folder / "release.txt"
    path.write_text(RELEASE)
    return path


@contextmanager
def reviewing(desk, arguments, stdout=None):
    """A command at a terminal, and the terminal; stdout goes there too, if to nowhere else."""
    screen, keyboard = pty.openpty()
    termios.tcsetwinsize(screen, (40, 80))
    known = {name: value for name, value in ENVIRONMENT.items() if value is not None}
    process = subprocess.Popen(  # noqa: S603  the arguments are those of the tests
        [sys.executable, "-m", "servanda", *shlex.split(arguments)],
        cwd=desk.folder,
        env=PATHS | {"TERM": "xterm", "NO_COLOR": "1"} | known,
        stdin=keyboard,
        stdout=stdout or keyboard,
        stderr=keyboard,
    )
    os.close(keyboard)
    try:
        yield process, screen
    finally:
        process.kill()
        process.wait()
        os.close(screen)


def until(screen, words):
    """What the terminal shows, up to these words."""
    shown = b""
    while words.encode() not in shown:
        shown += _read(screen, 1)
    return shown.decode()


def rest(screen):
    """What the terminal shows until the command ends."""
    return b"".join(iter(lambda: _read(screen, 4096), b"")).decode("utf-8", "replace").replace("\r\n", "\n")


def _read(screen, most):
    ready, _, _ = select.select([screen], [], [], PATIENCE)
    assert ready, "the command waits for an answer"
    try:
        return os.read(screen, most)
    except OSError:  # how Linux says that the other end is closed
        return b""


def printed(shown):
    """The types of the drafts that the terminal shows; the first may stand behind the question."""
    lines = (line[line.find('{"type"') :] for line in shown.splitlines() if '{"type"' in line)
    return [json.loads(line)["type"] for line in lines]


def read(path):
    """The drafts of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.usefixtures("release")
def test_drafts_are_reviewed_and_recorded(terminal, desk):
    """Accepted, edited, skipped; what was accepted is recorded all at once."""
    shown, exit_code = terminal(REVIEW, "a\ne place\nNice\na\ns\na\ny\n", NO_COLOR="1")
    assert 0 == exit_code, shown
    assert [TYPES[0], *TYPES[1:2], TYPES[3]] == [
        json.loads(line)["type"].rpartition(".")[2] for line in desk.log[16:]
    ]
    assert "Nice" == json.loads(desk.log[17])["data"]["place"]
    assert "desk" == json.loads(desk.log[17])["recordedby"]
    assert "3 accepted (1 of them edited), 1 skipped:\n" in shown
    assert "  2 meeting-held “jp-fr-ict 23”: accepted, edited place\n" in shown
    assert "Both sides agreed to exchange reports on cable faults by the end of 2025." in shown
    assert "#19 commitment-made jp-fr-ict jp-fr-ict/4 is recorded\n" in shown


@pytest.mark.usefixtures("release")
def test_words_are_in_bold(terminal):
    """The words from which values were read, unless NO_COLOR is set."""
    shown, _ = terminal(REVIEW, "a\na\nq\ny\n")
    assert "\x1b[1mby the end of 2025\x1b[0m." in shown
    assert "\x1b[" not in terminal(REVIEW, "a\na\nq\ny\n", NO_COLOR="1")[0]


@pytest.mark.usefixtures("release")
def test_the_talk_is_not_among_the_drafts(desk):
    """With stdout in a file, that holds the accepted drafts as `append` takes them, and nothing else."""
    path = desk.folder / "drafts.jsonl"
    with path.open("wb") as file, reviewing(desk, REVIEW, file) as (process, screen):
        os.write(screen, b"a\na\nn Seen.\na\ns\n")
        shown = rest(screen)
        assert 0 == process.wait()
    assert TYPES[:3] == [draft["type"] for draft in read(path)]
    assert read(path)[2]["data"]["note"].endswith(" Seen.")
    assert "3 accepted (1 of them edited), 1 skipped:\n" in shown
    appended = desk("append drafts.jsonl")
    assert 0 == appended.exit_code, appended.output


@pytest.mark.usefixtures("release")
def test_a_new_file_takes_the_drafts(terminal, desk):
    """Named with --output; nothing is recorded."""
    shown, exit_code = terminal(f"{REVIEW} --output drafts.jsonl", "A\ny\n")
    assert 0 == exit_code, shown
    assert TYPES == [draft["type"] for draft in read(desk.folder / "drafts.jsonl")]
    assert "Wrote drafts.jsonl; `servanda append drafts.jsonl` records them.\n" in shown
    assert 16 == len(desk.log)


@pytest.mark.usefixtures("release")
def test_a_file_that_came_to_be_there_is_left_alone(desk):
    """Another name is asked for, so that the review is not lost."""
    path = desk.folder / "drafts.jsonl"
    with reviewing(desk, f"{REVIEW} --output drafts.jsonl") as (process, screen):
        until(screen, QUESTION)
        path.write_text("mine\n")
        os.write(screen, b"A\ny\nother.jsonl\n")
        shown = rest(screen)
        assert 0 == process.wait()
    assert "drafts.jsonl cannot be written: File exists\n" in shown
    assert ("mine\n", TYPES) == (path.read_text(), [one["type"] for one in read(desk.folder / "other.jsonl")])


@pytest.mark.usefixtures("release")
def test_drafts_are_printed_if_they_are_not_to_be_recorded(terminal, desk):
    """The last draft can be thought over before that."""
    shown, exit_code = terminal(REVIEW, "A\ny\nb\ns\nperhaps\np\n")
    assert 0 == exit_code, shown
    assert "3 accepted, 1 skipped:\n" in shown
    assert (TYPES[:3], 16) == (printed(shown), len(desk.log))


@pytest.mark.usefixtures("release")
def test_a_review_goes_on_where_recording_was_refused(desk):
    """Somebody recorded the meeting meanwhile; the draft is asked about again, and nothing was recorded."""
    with reviewing(desk, REVIEW) as (process, screen):
        os.write(screen, b"A\ny\n")
        until(screen, "y record them now")
        desk("record meeting-held jp-fr-ict --round 23 --occurred 2024-12-03 --recorded-by other")
        os.write(screen, b"y\n")
        shown = until(screen, QUESTION)
        assert 17 == len(desk.log)
        os.write(screen, b"s\ny\n")
        rest(screen)
        assert 0 == process.wait()
    assert "servanda: draft 2: round 23 of jp-fr-ict is held already (#17, 2024-12-03)" in shown
    assert "2 of 4 · meeting-held" in shown
    assert [TYPES[0], *TYPES[2:]] == [json.loads(line)["type"].rpartition(".")[2] for line in desk.log[17:]]


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ("a\na\n\x04", "the input ended"),
        ("a\na\ne place\n\x04", "the input ended"),
        ("A\ny\n\x04", "the input ended"),
        ("a\nq\ny\n", "it was quit"),
        ("A\ny\nq\n", "it was quit"),
    ],
)
def test_a_review_that_is_not_finished_leaves_nothing(terminal, desk, answers, why):
    """At the end of input, in the middle of a field too, or when the reviewer quits."""
    before = sorted(desk.folder.iterdir())
    shown, exit_code = terminal(REVIEW, answers)
    assert (2, before, 16) == (exit_code, sorted(desk.folder.iterdir()), len(desk.log))
    assert shown.endswith(f"servanda: the review was not finished: {why}; {NOTHING}")


@pytest.mark.usefixtures("release")
def test_an_interrupted_review_leaves_nothing(desk):
    """Ctrl-C, with what was accepted before."""
    path = desk.folder / "drafts.jsonl"
    with path.open("wb") as file, reviewing(desk, REVIEW, file) as (process, screen):
        os.write(screen, b"a\n")
        until(screen, "2 of 4")
        until(screen, QUESTION)
        process.send_signal(signal.SIGINT)
        shown = rest(screen)
        assert 2 == process.wait()
    assert shown.endswith(f"servanda: the review was not finished: it was interrupted; {NOTHING}")
    assert b"" == path.read_bytes()


@pytest.mark.usefixtures("release")
def test_a_line_without_enter_is_no_answer(terminal):
    """What was typed before the input ended accepts nothing."""
    shown, exit_code = terminal(REVIEW, "a\na\na\na\x04\x04")
    assert (2, False) == (exit_code, "4 accepted" in shown)


@pytest.mark.usefixtures("release")
def test_an_answer_that_is_no_text_is_asked_for_again(desk):
    """In an encoding that the terminal is not said to have."""
    with reviewing(desk, REVIEW) as (process, screen):
        os.write(screen, b"n \xe9t\xe9\nq\n")
        shown = rest(screen)
        assert 2 == process.wait()
    assert "That is not a text in this terminal's encoding." in shown


@pytest.mark.usefixtures("release")
def test_without_a_ledger_drafts_can_be_printed(terminal, desk):
    """They are held against an empty one; recording is refused, and they can still be printed."""
    (desk.folder / "servanda.db").unlink()
    shown, exit_code = terminal("draft release.txt --review", "A\ny\ny\np\n")
    assert 0 == exit_code, shown
    assert "servanda: there is no ledger servanda.db\n" in shown
    assert [TYPES[0], "dialogue-established", *TYPES[1:]] == printed(shown)
    assert not (desk.folder / "servanda.db").exists()


@pytest.mark.usefixtures("release")
def test_another_slug_of_a_new_dialogue_is_named_everywhere(desk):
    """In the file that comes of it, too."""
    path = desk.folder / "drafts.jsonl"
    (desk.folder / "servanda.db").unlink()
    with path.open("wb") as file, reviewing(desk, "draft release.txt --review", file) as (process, screen):
        os.write(screen, b"a\ne stream\njp-fr-talks\nA\ny\n")
        rest(screen)
        assert 0 == process.wait()
    first, *others = read(path)
    assert ["jp-fr-talks"] == first["data"]["dialogues"]
    assert ["jp-fr-talks"] * 4 == [draft["subject"] for draft in others]


@pytest.mark.usefixtures("release")
def test_a_review_needs_a_terminal(desk):
    """Somebody has to answer."""
    refused = desk(REVIEW, b"A\ny\n")
    assert (2, "") == (refused.exit_code, refused.stdout)
    assert "--review needs a terminal to ask on\n  Leave --review out" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("draft - --review", "--review asks on standard input, and cannot read the document from there too"),
        (f"{REVIEW} --json", "--review and --json contradict each other"),
        (f"{REVIEW} --trace", "--review and --trace contradict each other"),
        (f"{REVIEW} --output release.txt", "release.txt is there already"),
        (f"{REVIEW} --output no/drafts.jsonl", "there is no folder no"),
        ("draft release.txt --output drafts.jsonl", "--output belongs to --review"),
    ],
)
@pytest.mark.usefixtures("release")
def test_what_does_not_go_together_is_refused(terminal, arguments, said):
    """Before anything is read or asked."""
    shown, exit_code = terminal(arguments)
    assert (2, f"servanda: {said}") == (exit_code, shown.splitlines()[0])
