from pathlib import Path
from shutil import copyfile

import pytest

from transcript import prepare


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory):
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def folder(tmp_path: Path, _prepared: Path) -> Path:
    """A folder with a copy of the ledger that every transcript begins from."""
    copyfile(_prepared, tmp_path / _prepared.name)
    return tmp_path
