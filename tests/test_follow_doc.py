"""docs/follow.md: its programs are run, killed in the middle, and hold each entry once in the end."""

import asyncio
import importlib.util
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import PIPE

import pytest

from servanda.app.recording import Ledger
from servanda.domain.decide import Draft

DOC = Path(__file__).parent.parent / "docs" / "follow.md"
FOLLOW = [sys.executable, "-m", "servanda", "follow"]
SERVER = shutil.which("nats-server") or shutil.which("nats-server", path="/usr/sbin:/usr/local/sbin")
PATIENCE = 60.0  # seconds until a program that does nothing is taken for stuck
SOME = 20

nats_only = pytest.mark.skipif(
    SERVER is None or importlib.util.find_spec("nats") is None,
    reason="needs the program nats-server and the package nats-py",
)


@pytest.fixture
def programs(tmp_path):
    """The folder with the programs of the page, under the names that their first lines give them."""
    for program in re.findall(r"```python\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL):
        (tmp_path / re.match(r'"""(\w+\.py) ', program)[1]).write_text(program, "utf-8")
    return tmp_path


@pytest.fixture
def ledger(programs, clock):
    """A ledger there with more entries than a pipe holds."""
    with closing(Ledger.create(programs / "servanda.db", "test", clock)) as ledger:
        record(ledger, "a", 300)
        yield ledger


def record(ledger, name, count):
    data = {"occurred": "2023-11-14", "titles": {"en": "Results of a round"}, "note": "x" * 200}
    ledger.record([Draft("source-published", f"{name}-{n}", data) for n in range(count)], "a recorder")


def lines_of(ledger):
    return [entry.line for entry in ledger.log.read()]


def popen(command, **how):
    return subprocess.Popen(command, **how)  # noqa: S603  our own programs, and a server that was found


class Pipeline:
    """`servanda follow … | python PROGRAM load` in a folder, as a shell runs it."""

    def __init__(self, folder, arguments, program, environment):
        self.follower = popen([*FOLLOW, *arguments], cwd=folder, stdout=PIPE)
        command = [sys.executable, program, "load"]
        self.reader = popen(command, cwd=folder, env=environment, stdin=self.follower.stdout)
        self.follower.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in (self.follower, self.reader):
            process.kill()
            process.wait(PATIENCE)

    def ended(self):
        """The exit codes, once both have come to their ends."""
        return self.follower.wait(PATIENCE), self.reader.wait(PATIENCE)


def wait_for(happened):
    until = time.monotonic() + PATIENCE
    while not (value := happened()):
        assert time.monotonic() < until, "nothing came"
        time.sleep(0.005)
    return value


def next_of(folder, program, environment):
    command = [sys.executable, program, "next"]
    done = subprocess.run(  # noqa: S603
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def count_of(folder):
    try:
        with closing(sqlite3.connect(folder / "warehouse.db")) as rows:
            return rows.execute("SELECT count(*) FROM entries").fetchone()[0]
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_into_a_warehouse_with_kills_of_the_reader(programs, ledger):
    """What it had not taken from the pipe when it was killed comes again; the follower ends by itself."""
    environment = dict(os.environ)
    for heard in (SOME, 2 * SOME):
        first = next_of(programs, "warehouse.py", environment)
        there = int(first) - 1 + heard
        with (
            popen([*FOLLOW, "--sequence", "--from", first], cwd=programs, stdout=PIPE) as follower,
            popen([sys.executable, "warehouse.py", "load"], cwd=programs, stdin=PIPE) as reader,
        ):
            *lines, cut_off = (follower.stdout.readline() for _ in range(heard + 1))
            reader.stdin.write(b"".join(lines) + cut_off[:-9])
            reader.stdin.flush()
            wait_for(lambda there=there: count_of(programs) == there)
            reader.kill()
            follower.stdout.close()
            assert (0, -signal.SIGKILL) == (follower.wait(PATIENCE), reader.wait(PATIENCE))
        assert there == count_of(programs)
        record(ledger, f"after-{heard}", 5)
    arguments = ["--sequence", "--no-wait", "--from", next_of(programs, "warehouse.py", environment)]
    with Pipeline(programs, arguments, "warehouse.py", environment) as last:
        assert (0, 0) == last.ended()

    with closing(sqlite3.connect(programs / "warehouse.db")) as rows:
        found = rows.execute("SELECT position, id, entry FROM entries ORDER BY rowid").fetchall()
    stored = lines_of(ledger)
    assert [(n, json.loads(line)["id"]) for n, line in enumerate(stored, start=1)] == [it[:2] for it in found]
    assert [json.loads(line) for line in stored] == [without_sequence(entry) for _, _, entry in found]


def without_sequence(line):
    entry = json.loads(line)
    del entry["sequence"]
    return entry


class Stream:
    """The JetStream stream of the page, on a server of our own, read back."""

    def __init__(self, url):
        self.environment = os.environ | {"NATS_URL": url}
        self._url = url

    def messages(self):
        """All of them, in the order of the stream."""
        return asyncio.run(self._messages())

    async def _messages(self):
        import nats  # noqa: PLC0415  not there everywhere

        client = await nats.connect(self._url)
        stream = client.jetstream()
        try:
            state = (await stream.stream_info("servanda")).state
            return [(await stream.get_msg("servanda", seq=n + 1)).data for n in range(state.messages)]
        except nats.js.errors.NotFoundError:
            return []
        finally:
            await client.close()


@pytest.fixture
def stream(tmp_path):
    """A JetStream server."""
    with server(tmp_path / "nats") as url:
        yield Stream(url)


@contextmanager
def server(folder):
    folder.mkdir()
    options = ["-js", "-sd", str(folder), "-a", "127.0.0.1", "-p", "-1", "--ports_file_dir", str(folder)]
    with (folder / "log").open("wb") as log:
        process = popen([SERVER, *options], stdout=log, stderr=log)
    try:
        ports = wait_for(lambda: next(folder.glob("*.ports"), None))
        yield wait_for(lambda: json.loads(ports.read_text() or "{}").get("nats"))[0]
    finally:
        process.terminate()
        process.wait(PATIENCE)


@nats_only
def test_into_nats_with_kills_of_the_follower(programs, ledger, stream):
    """What it prints again is passed over by its id: the messages are the stored lines, once and in order."""
    for heard in (SOME, 2 * SOME):
        with Pipeline(programs, ["--state", "followed"], "publish.py", stream.environment) as killed:
            wait_for(lambda heard=heard: len(stream.messages()) >= heard)
            killed.follower.kill()
            assert (-signal.SIGKILL, 0) == killed.ended()
        record(ledger, f"after-{heard}", 5)
    with Pipeline(programs, ["--state", "followed", "--no-wait"], "publish.py", stream.environment) as last:
        assert (0, 0) == last.ended()

    assert lines_of(ledger) == stream.messages()


@nats_only
def test_into_nats_with_kills_of_everything(programs, ledger, stream):
    """The stream itself says where to go on, so that what was in the pipe is not missing."""
    for heard in (SOME, 2 * SOME):
        first = next_of(programs, "publish.py", stream.environment)
        with Pipeline(programs, ["--sequence", "--from", first], "publish.py", stream.environment):
            wait_for(lambda heard=heard: len(stream.messages()) >= heard)
        record(ledger, f"after-{heard}", 5)
    arguments = ["--sequence", "--no-wait", "--from", next_of(programs, "publish.py", stream.environment)]
    with Pipeline(programs, arguments, "publish.py", stream.environment) as last:
        assert (0, 0) == last.ended()

    stored = lines_of(ledger)
    messages = stream.messages()
    assert [f"{n + 1:016}" for n in range(len(stored))] == [json.loads(it)["sequence"] for it in messages]
    assert [json.loads(line) for line in stored] == [without_sequence(message) for message in messages]
