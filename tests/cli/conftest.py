import os
import pty
import shlex
import subprocess
import sys
import termios
from pathlib import Path
from shutil import copyfile

import pytest

from transcript import ENVIRONMENT, Desk, prepare

PATHS = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def desk(tmp_path: Path, _prepared: Path) -> Desk:
    """A desk with a copy of the ledger of tests/errors/ledger.jsonl."""
    copyfile(_prepared, tmp_path / _prepared.name)
    return Desk(tmp_path)


@pytest.fixture
def terminal(desk):
    """The desk with a real terminal: what a command shows there, and how it exits.

    The answers to its questions are typed ahead; the terminal echoes them.
    """

    def run(arguments, answers="", columns=80, rows=24, **environment):
        screen, keyboard = pty.openpty()
        termios.tcsetwinsize(screen, (rows, columns))
        os.write(screen, answers.encode())
        known = {name: value for name, value in ENVIRONMENT.items() if value is not None}
        process = subprocess.Popen(  # noqa: S603  the arguments are those of the tests
            [sys.executable, "-m", "servanda", *shlex.split(arguments)],
            cwd=desk.folder,
            env=PATHS | {"TERM": "xterm"} | known | environment,
            stdin=keyboard,
            stdout=keyboard,
            stderr=keyboard,
        )
        os.close(keyboard)
        shown = b"".join(iter(lambda: _read(screen), b"")).decode()
        os.close(screen)
        return shown.replace("\r\n", "\n"), process.wait()

    return run


def _read(screen):
    try:
        return os.read(screen, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""
