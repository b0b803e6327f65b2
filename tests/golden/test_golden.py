"""The cases the project was made for, asked of the real record: transcripts, and old answers that stay."""

from pathlib import Path
from shutil import copyfile

import pytest

from transcript import ENVIRONMENT, Desk, play, servanda, settle

EVENTS = Path(__file__).parents[2] / "events"
GOLDEN = sorted(Path(__file__).parent.glob("*.txt"))
QUESTIONS = (
    "status --on 2025-06-30",
    "status --json --on 2025-06-30",
    "commitments --open --on 2025-06-30",
    "commitments --csv --on 2025-06-30 --public-by 2024-12-31",
    "dialogues --on 2025-06-30",
    "meetings jp-fr-ict --on 2025-06-30",
    "show jp-fr-ict --on 2025-06-30",
    "show jp-fr-ict/2 --on 2025-06-30",
    "explain jp-fr-ict/2 --on 2025-06-30",
    "explain jp-fr-ict --json --on 2025-06-30",
    "history jp-fr-ict/2 --on 2025-06-30",
    "blame jp-fr-ict/2 --json --on 2025-06-30",
    "carried jp-fr-ict --on 2025-06-30",
    "diff jp-fr-ict --on 2023-01-01..2025-06-30",
    "check citations coverage dropped --json --on 2025-06-30",
    "search France --on 2025-06-30",
)
OTHERS = (
    "dialogues --json",
    "dialogues --kind policy-dialogue --party FR --csv --on 2030-01-01",
    "meetings --topic AI --json",
    "meetings --public-by 2023-12-31",
    "commitments --dropped --json --on 2025-06-30",
    "commitments --past-due --on 2030-01-01 --known-at '#200' --due-soon 30",
    "outcomes --json",
    "sources --covers jp-fr-ict --json",
    "show jp-fr-ict 22 --json",
    "show '#14'",
    "log jp-fr-ict --json",
    "log --csv",
    "search 電気通信 --json --on 2025-06-30",
    "search 'ministry internal' --public-by 2024-01-01 --on 2025-06-30",
    "search AI --known-at '#100' --on 2025-06-30",
    "diff --known-at '#360'..",
    "diff jp-us-digital --on 2022-12-31..2023-12-31 --json",
    "check --on 2025-06-30",
    "verify",
    "verify --json",
    "checkpoint",
    "prove '#14'",
    "rebuild",
    "rebuild --pages pages",
    "show jp-fr-itc",
    "show '#371'",
    "search ''",
    "commitments --party XX",
)
"""More questions, also some that are refused: answered alike in every store."""
LATER = (
    "correct '#9' --due 2025 --reason 'year misread'",
    "void '#8' --reason 'no undertaking'",
    "correct '#30' --clear citations --reason 'another passage'",
    "record source-published mic-2025 --occurred 2024-12-20 --title News --covers jp-fr-ict",
    "record meeting-held jp-fr-ict --round 23 --occurred 2024-11-26 --cite mic-2025",
    "record coverage-checked jp-fr-ict --occurred 2025-02-03 --through 2025-02-01",
    "record dialogue-renamed jp-fr-ict --occurred 2024-11-26 --title 'Digital Talks'",
)


@pytest.fixture(scope="module")
def _record(tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    for command in ("init --name japan-ict", f"load {EVENTS}"):
        result = servanda(command, folder)
        assert 0 == result.exit_code, result.output
    return folder / "servanda.db"


@pytest.fixture
def desk(tmp_path, _record):
    """A desk with the real record."""
    copyfile(_record, tmp_path / _record.name)
    return Desk(tmp_path)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_case(path, desk):
    """What the record says of a case, on the days on which it would have been asked, stands in the file."""
    settle(path, play(path, desk.folder))


@pytest.fixture(scope="module")
def record_on_server(postgres, tmp_path_factory):
    """The real record in a database on a server."""
    ledger = postgres.at(postgres.database())
    for command in ("init --name japan-ict", f"load {EVENTS}"):
        result = servanda(command, tmp_path_factory.mktemp("record"), SERVANDA_LEDGER=ledger.url)
        assert 0 == result.exit_code, result.output
    return ledger


@pytest.fixture
def writer(postgres, record_on_server, monkeypatch):
    """Somebody who records on a server with the real record; their name stands in the place of "desk"."""
    copy = postgres.at(postgres.database(record_on_server.database))
    name = postgres.user("servanda_writer")
    monkeypatch.setitem(ENVIRONMENT, "SERVANDA_LEDGER", postgres.as_user(copy, name).url)
    monkeypatch.setitem(ENVIRONMENT, "SERVANDA_RECORDED_BY", None)
    return name


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_case_on_a_server(path, writer, tmp_path):
    """On PostgreSQL the answers are the same, byte for byte."""
    played = play(path, tmp_path)

    assert played.expected == [
        step._replace(output=step.output.replace(writer, "desk")) for step in played.steps
    ]


@pytest.mark.parametrize("question", [*QUESTIONS, *OTHERS])
def test_a_question_is_answered_alike_in_both_stores(question, desk, record_on_server):
    """A file and a server with the same log say the same, on stdout and stderr, and end alike."""
    in_file, on_server = desk(question), desk(question, SERVANDA_LEDGER=record_on_server.url)

    assert in_file.output
    assert (in_file.output, in_file.exit_code) == (on_server.output, on_server.exit_code)


def test_what_is_published_from_a_server_is_what_was_loaded(desk, record_on_server):
    """Byte for byte, one file for each year."""
    assert 0 == desk("publish out", SERVANDA_LEDGER=record_on_server.url).exit_code

    published = {file.name: file.read_bytes() for file in (desk.folder / "out").iterdir()}
    assert {file.name: file.read_bytes() for file in EVENTS.glob("*.jsonl")} == published


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_old_answer_comes_back_byte_for_byte(desk, question):
    """Whatever is recorded later, a question about what was known before is answered as it was then."""
    before = desk(f"{question} --known-at '#370'").output
    for command in LATER:
        assert 0 == desk(command).exit_code
    assert before == desk(f"{question} --known-at '#370'").output
    assert before != desk(question).output
