"""Transcripts: commands and what they answer, in text files that are read, run and rewritten.

    An unknown dialogue is answered with the nearest one.

    $ servanda show jp-fr-itc
    servanda: there is no dialogue or source 'jp-fr-itc'
      Did you mean jp-fr-ict?
    ? 2

Lines before the first command are remarks. A `$ servanda …` line runs in this process and may take
its input with `< FILE`; any other `$ …` line is for the shell and prepares the folder. A
here-document (`<<'END'`) belongs to its command. What follows a command is what it prints, stdout
and stderr as they come, and `? N` when its exit code is not 0. What differs from run to run stands
as <id>, <time>, <moment>, <year> or <today>. With UPDATE_TRANSCRIPTS=1 in the environment the expectations
are rewritten instead of compared.
"""

import json
import os
import re
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner, Result

from servanda.cli.main import main

TODAY = "2025-02-03"
ENVIRONMENT = {
    "SERVANDA_TODAY": TODAY,
    "SERVANDA_RECORDED_BY": "desk",
    "SERVANDA_LEDGER": None,
    "NO_COLOR": None,
}
VOLATILE = (
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"), "<time>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b"), "<moment>"),
    (re.compile(r"\b\d{4}(?=\.jsonl)"), "<year>"),
)
PREPARED = Path(__file__).parent / "errors" / "ledger.jsonl"


def servanda(command: str, folder: Path, given: bytes = b"", **environment: str) -> Result:
    """Run the arguments of one command in a folder; an error that nobody foresaw is raised."""
    with chdir(folder):
        return CliRunner().invoke(
            main,
            shlex.split(command),
            input=given,
            env=ENVIRONMENT | environment,
            prog_name="servanda",
            catch_exceptions=False,
        )


def prepare(folder: Path) -> Path:
    """Make in a folder the ledger that every transcript begins from."""
    for command in ("init --name example", f"append {shlex.quote(str(PREPARED))}"):
        result = servanda(command, folder)
        assert result.exit_code == 0, result.output
    return folder / "servanda.db"


def lines_of(ledger: Path) -> list[bytes]:
    """The stored bytes of a ledger's log, read without the program."""
    rows = sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)
    try:
        return [row[0] for row in rows.execute("SELECT state FROM stored_events ORDER BY position")]
    finally:
        rows.close()


class Desk(NamedTuple):
    """A folder with a ledger, and somebody at a keyboard: `desk("commitments --open")`."""

    folder: Path

    def __call__(self, command: str, given: bytes = b"", **environment: str) -> Result:
        return servanda(command, self.folder, given, **environment)

    def json(self, command: str) -> Any:
        """The JSON that a command prints with --json."""
        result = self(f"{command} --json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    @property
    def log(self) -> list[bytes]:
        """The stored bytes of the ledger's entries."""
        return lines_of(self.folder / "servanda.db")


class Step(NamedTuple):
    """A command, and what it prints and how it exits: as expected, or as it did."""

    command: str
    output: str

    @property
    def exit_code(self) -> int:
        last = self.output.rpartition("? ")
        return int(last[2]) if re.search(r"^\? \d+\n\Z", self.output, re.MULTILINE) else 0


class Played(NamedTuple):
    """A transcript that was run."""

    remarks: str
    expected: list[Step]
    steps: list[Step]
    unchanged: bool
    """Whether the last command left every file of the folder as it was, the log byte for byte."""


def play(path: Path, folder: Path) -> Played:
    """Run a transcript in a folder."""
    remarks, expected = read(path.read_text("utf-8"))
    steps, before = [], {}
    for step in expected:
        before = _contents(folder)
        steps.append(Step(step.command, _run(step.command, folder)))
    return Played(remarks, expected, steps, before == _contents(folder))


def settle(path: Path, played: Played) -> None:
    """Compare what was printed with the expectations, or rewrite them if that is asked for."""
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        steps = "".join(f"$ {step.command}\n{step.output}" for step in played.steps)
        path.write_text(played.remarks + steps, "utf-8")
    else:
        assert played.expected == played.steps


def read(text: str) -> tuple[str, list[Step]]:
    """The remarks and the steps of a transcript."""
    lines = text.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.startswith("$ "))
    return "".join(lines[:first]), list(_steps(iter(lines[first:])))


def _steps(lines: Iterator[str]) -> Iterator[Step]:
    command, output = "", ""
    for line in lines:
        if not line.startswith("$ "):
            output += line
            continue
        if command:
            yield Step(command, output)
        command, output = line[2:].rstrip("\n"), ""
        if command.endswith("<<'END'"):
            document = iter(lambda: next(lines), "END\n")
            command = "\n".join((command, *(part.rstrip("\n") for part in document), "END"))
    yield Step(command, output)


def _run(command: str, folder: Path) -> str:
    if command.startswith("servanda "):
        arguments, _, source = command.removeprefix("servanda ").partition(" < ")
        given = (folder / source).read_bytes() if source else b""
        result = servanda(arguments, folder, given)
        output, exit_code = result.output, result.exit_code
    else:
        done = subprocess.run(  # noqa: S603  the commands are those of this folder
            ["/bin/sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False
        )
        output, exit_code = done.stdout + done.stderr, done.returncode
    for pattern, name in VOLATILE:
        output = pattern.sub(name, output)
    for day in {f"{datetime.now().astimezone():%Y-%m-%d}", f"{datetime.now(UTC):%Y-%m-%d}"}:
        output = output.replace(day, "<today>")
    return output + (f"? {exit_code}\n" if exit_code else "")


def _contents(folder: Path) -> dict[Path, bytes | list[bytes]]:
    return {path: _content(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _content(path: Path) -> bytes | list[bytes]:
    try:
        return lines_of(path) if path.suffix == ".db" else path.read_bytes()
    except sqlite3.DatabaseError:
        return path.read_bytes()
