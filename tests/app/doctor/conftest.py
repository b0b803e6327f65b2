from contextlib import closing
from pathlib import Path

import pytest

from given import established, held, looked
from servanda.app.doctor import examine
from servanda.app.recording import Ledger


@pytest.fixture
def path(tmp_path, clock):
    """A ledger of three entries, readable and writable for its owner only."""
    path = tmp_path / "servanda.db"
    with closing(Ledger.create(path, "test", clock)) as ledger:
        ledger.record([established(), held(22), looked()], "a recorder")
    path.chmod(0o600)
    return path


@pytest.fixture
def diagnosed():
    """What is found about a ledger, by what it is about; the files stay as they are."""

    def diagnose(path, known=None, named=()):
        before = _contents(path.parent)
        found = {diagnosis.about: diagnosis for diagnosis in examine(path, known, named)}
        assert before == _contents(path.parent)
        assert all(bool(one.remedy) == (one.state != "ok") for one in found.values())
        return found

    return diagnose


def _contents(folder: Path):
    # A reader of a ledger with a WAL may leave an empty one, and the memory that readers share.
    files = [file for file in folder.iterdir() if file.is_file() and not file.name.endswith("-shm")]
    return {file: content for file in files if (content := file.read_bytes())}
