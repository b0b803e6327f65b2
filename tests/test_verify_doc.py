"""The page on checking a log without the program is right: its script is run as it stands there."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from servanda.cli.main import main

ROOT = Path(__file__).parent.parent
LONGEST = 45


@pytest.fixture
def script(tmp_path):
    """Runs the script of the page in a Python of its own, without the program beside it."""
    (source,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "verify.md").read_text("utf-8"), re.DOTALL
    )
    path = tmp_path / "check.py"
    path.write_text(source, "utf-8")

    def run(*arguments):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", "-S", path, *arguments], capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout.strip()

    run.source = source
    return run


@pytest.fixture
def events(tmp_path):
    """A copy of the real record's lines: the file, and what was read from it."""
    folder = tmp_path / "events"
    shutil.copytree(ROOT / "events", folder)
    return folder


CHECKPOINT = ROOT / "projections" / "checkpoint"


def test_the_script_stands_on_its_own(script):
    """It is short, and imports only modules that come with Python."""
    imported = [
        name.name
        for node in ast.walk(ast.parse(script.source))
        if isinstance(node, ast.Import)
        for name in node.names
    ]
    assert not any(isinstance(node, ast.ImportFrom) for node in ast.walk(ast.parse(script.source)))
    assert set(imported) <= {"base64", "hashlib", "pathlib", "sys"}
    assert len([line for line in script.source.split("\n") if line.strip()]) <= LONGEST


def test_the_real_record_is_found_right(script, events):
    """As published, and as it grows: a checkpoint is about the beginning of the log."""
    assert (0, "right") == script(events, CHECKPOINT)
    with next(events.glob("*.jsonl")).open("ab") as file:
        file.write(b"{}\n")
    assert (0, "right") == script(events, CHECKPOINT)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [lines[0].replace(b"2026", b"2025", 1), *lines[1:]],
        lambda lines: [*lines[:-1], lines[-1].replace(b":", b": ", 1)],
        lambda lines: lines[:-1],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:5], lines[4], *lines[5:]],
    ],
    ids=["a changed word", "a space", "the end cut off", "two lines swapped", "a line twice"],
)
def test_a_changed_record_is_found_wrong(script, events, change):
    """By the script and by the program alike."""
    (path,) = events.glob("*.jsonl")
    lines = path.read_bytes().split(b"\n")[:-1]
    path.write_bytes(b"".join(line + b"\n" for line in change(lines)))

    assert (1, "WRONG") == script(events, CHECKPOINT)
    assert CliRunner().invoke(main, ["verify", str(events), "--checkpoint", str(CHECKPOINT)]).exit_code in (
        1,
        2,
    )


@pytest.mark.parametrize("entry", ["1", "14", "256", "369", "370"])
def test_a_proof_of_the_program_is_found_right(script, record_ledger, tmp_path, entry):
    """For entries at the edges of the tree as well; and wrong once it is of another entry or number."""
    proof = tmp_path / "entry.proof"
    made = CliRunner().invoke(
        main, ["prove", f"#{entry}", "--out", str(proof), "--ledger", str(record_ledger)]
    )

    assert 0 == made.exit_code
    assert (0, "right") == script(proof)
    content = proof.read_text("utf-8")
    proof.write_text(content.replace(f"index {int(entry) - 1}\n", f"index {int(entry)}\n"), "utf-8")
    assert (1, "WRONG") == script(proof)
    proof.write_text(re.sub("extra .", "extra f", content), "utf-8")
    assert (1, "WRONG") == script(proof)


@pytest.fixture(scope="session")
def record_ledger(tmp_path_factory):
    """A ledger with the real record."""
    path = tmp_path_factory.mktemp("record") / "servanda.db"
    for command in (["init", "--name", "japan-ict"], ["load", str(ROOT / "events")]):
        assert 0 == CliRunner().invoke(main, [*command, "--ledger", str(path)]).exit_code
    return path
