"""The cases the project was made for, asked of the real record: transcripts, and old answers that stay."""

from pathlib import Path
from shutil import copyfile

import pytest

from transcript import Desk, play, servanda, settle

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


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_old_answer_comes_back_byte_for_byte(desk, question):
    """Whatever is recorded later, a question about what was known before is answered as it was then."""
    before = desk(f"{question} --known-at '#370'").output
    for command in LATER:
        assert 0 == desk(command).exit_code
    assert before == desk(f"{question} --known-at '#370'").output
    assert before != desk(question).output
