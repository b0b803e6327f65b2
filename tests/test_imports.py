"""What the commands import: help stays within click, reading within the standard library.

Each command runs in a process of its own, as for a user, and tells what it has loaded by the end.
"""

import os
import subprocess
import sys
from contextlib import closing

import pytest

from given import adopted, established, held, made, published
from servanda.app.recording import Ledger
from strategies import Clock

RUNNER = """
import sys
from servanda.cli.main import main
try:
    code = main(sys.argv[1:], prog_name="servanda", standalone_mode=False)
except SystemExit as left:
    code = left.code
sys.stderr.write("".join(sorted(f"{name}\\n" for name in sys.modules)))
sys.exit(code or 0)
"""
HEAVY = {"pydantic", "pydantic_core", "eventsourcing", "rfc8785"}
READING = [
    ["status"],
    ["status", "--json"],
    ["dialogues"],
    ["dialogues", "--party", "France", "--csv"],
    ["meetings", "jp-fr-ict"],
    ["meetings", "--topic", "AI", "--json"],
    ["commitments", "--open"],
    ["commitments", "--past-due", "--on", "2030-01-01", "--known-at", "#5"],
    ["outcomes"],
    ["sources", "--covers", "jp-fr-ict"],
    ["show", "jp-fr-ict"],
    ["show", "jp-fr-ict", "22"],
    ["show", "jp-fr-ict/1"],
    ["show", "mic-2023-11-14"],
    ["show", "#3"],
    ["log"],
    ["log", "jp-fr-ict", "--json"],
    ["search", "海底ケーブル"],
    ["explain", "jp-fr-ict/1"],
    ["explain", "jp-fr-ict", "--json"],
    ["history", "jp-fr-ict/1"],
    ["blame", "jp-fr-ict", "22"],
    ["diff", "--known-at", "#2.."],
    ["diff", "jp-fr-ict", "--on", "2020-01-01..2025-01-01", "--json"],
    ["carried", "jp-fr-ict"],
    ["publish", "events"],
    ["follow", "--no-wait", "--sequence", "--state", "followed"],
    ["backup", "copy.db"],
    ["completion", "bash"],
    ["completion", "zsh"],
    ["completion", "fish"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an up-to-date ledger under the name that commands expect."""
    folder = tmp_path_factory.mktemp("ledger")
    drafts = [
        published(dialogues=["jp-fr-ict"]),
        established(),
        held(22, topics=["AI"], citations=["mic-2023-11-14"]),
        made(text="光海底ケーブルを整備する", due="2024"),
        adopted(),
    ]
    with closing(Ledger.create(folder / "servanda.db", "test", Clock())) as ledger:
        ledger.record(drafts, "a recorder")
    return folder


def run(folder, *arguments, **environment):
    """What a command printed, and the modules it had imported by the end."""
    kept = {name: it for name, it in os.environ.items() if not name.startswith(("SERVANDA", "COV", "PYTEST"))}
    command = [sys.executable, "-c", RUNNER, *arguments]
    done = subprocess.run(  # noqa: S603  our own script
        command, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout, set(done.stderr.splitlines())


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"]], ids=" ".join)
def test_help_needs_no_ledger_and_no_library(folder, arguments):
    """The first thing a user sees loads neither a database nor a library but click."""
    printed, loaded = run(folder, *arguments)

    assert "servanda" in printed
    assert set() == loaded & (HEAVY | {"sqlite3", "json", "pathlib", "dataclasses"})
    assert {"servanda", "servanda.cli", "servanda.cli.main", "servanda.errors"} == {
        name for name in loaded if name.startswith("servanda")
    }


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_needs_the_standard_library_only(folder, arguments):
    """A question to an up-to-date ledger is answered without the libraries that recording needs."""
    printed, loaded = run(folder, *arguments)

    assert printed
    assert "servanda" in loaded
    assert set() == loaded & (HEAVY | {"psycopg"})


@pytest.fixture(scope="module")
def server(postgres):
    """A ledger on a server, its read model up to date."""
    server = postgres.ledger()
    with closing(Ledger.open(server, Clock())) as ledger:
        ledger.record([established(), held(22), made()], ledger.log.user)
    return server


@pytest.mark.parametrize(
    "arguments", [["status"], ["show", "jp-fr-ict"], ["search", "round"], ["check", "gaps"]]
)
def test_reading_from_a_server_needs_its_driver_only(folder, server, arguments):
    """Nothing more than with a file but the driver."""
    _, loaded = run(folder, *arguments, SERVANDA_LEDGER=server.url)

    assert "psycopg" in loaded
    assert set() == loaded & HEAVY


def test_checking_needs_the_standard_library_only(folder):
    """The checks that find nothing print nothing, and load no more than a question does."""
    printed, loaded = run(folder, "check", "gaps", "dropped", "drift", "contradictions")

    assert ("", set()) == (printed, loaded & HEAVY)


@pytest.mark.parametrize(
    ("words", "completed"),
    [("show jp-", "jp-fr-ict/1"), ("meetings j", "jp-fr-ict"), ("log mic", "mic-2023-11-14")],
)
def test_completing_names_needs_the_standard_library_only(folder, words, completed):
    """What a shell asks at every press of the tab key is answered at once."""
    count = str(len(words.split()))
    asked = {"_SERVANDA_COMPLETE": "bash_complete", "COMP_WORDS": f"servanda {words}", "COMP_CWORD": count}

    printed, loaded = run(folder, **asked)

    assert completed in printed
    assert set() == loaded & HEAVY


def test_the_doctor_needs_no_library_of_the_store(folder):
    """It knows the event types from pydantic's classes, and reads the file itself."""
    printed, loaded = run(folder, "doctor")

    assert "entries" in printed
    assert {"pydantic", "pydantic_core"} == loaded & HEAVY


def test_recording_is_what_needs_them(folder):
    """The test sees what is imported: recording loads the libraries that reading does without."""
    _, loaded = run(
        folder,
        "record",
        "meeting-held",
        "jp-fr-ict",
        "--round",
        "23",
        "--occurred",
        "2024-11-26",
        "--dry-run",
    )

    assert HEAVY == loaded & HEAVY
